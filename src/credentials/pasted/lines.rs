//! Lines of names and values: `KEY=value`, `Key: value`, a name on one line and its value on the next.

use std::collections::VecDeque;

use super::found::{Field, Found};
use crate::{
    characters::{is_line_end, trim_ends},
    credentials::{client_id::looks_like_id, client_secret::looks_like_secret},
};

/// Reads lines; says whether anything was found in them.
pub(super) fn read(text: &str, found: &mut Found) -> bool {
    let mut names = VecDeque::new();
    for line in text.split(is_line_end) {
        let line = trim_ends(line).text;
        if line.is_empty() {
            continue;
        }
        if let Some((field, value)) = split_name(line) {
            if value.is_empty() {
                names.push_back(field);
            } else {
                take_values(field, value, found);
            }
        } else if let Some(field) = Field::of(line) {
            names.push_back(field);
        } else if let Some(field) = names.pop_front() {
            take_values(field, line, found);
        } else {
            found.take_address(line);
        }
    }
    found.is_something()
}

/// Takes a value, and what follows it on the same line where that is a name with a value again.
fn take_values(field: Field, mut value: &str, found: &mut Found) {
    let mut field = field;
    while let Some((first, next_field, rest)) = split_before_name(value) {
        if let Some(first) = unquote(first) {
            found.take(field, first);
        }
        (field, value) = (next_field, rest);
    }
    match unquote(value) {
        Some(value) => found.take(field, value),
        None => found.note(
            "A value's closing quotation mark is missing, so it was not taken. Copy all of it.",
        ),
    }
}

/// The field that a line names, and what stands behind `=`, `:` or a tab.
fn split_name(line: &str) -> Option<(Field, &str)> {
    const PREFIXES: [&str; 10] = [
        "export ", "set ", "ENV ", "const ", "let ", "var ", "$env:", "- ", "* ", "• ",
    ];
    let line = PREFIXES
        .iter()
        .find_map(|prefix| line.strip_prefix(prefix))
        .unwrap_or(line);
    let (name, value) = line.split_once(['=', ':', '\t'])?;
    let field = Field::of(name)?;
    Some((field, value.trim_start_matches(['=', '>', ' ', '\t'])))
}

/// Splits `first Client secret: rest` before the name.
fn split_before_name(value: &str) -> Option<(&str, Field, &str)> {
    let (gap, _) = value.char_indices().find(|(_, c)| c.is_whitespace())?;
    let first = value[..gap].trim_end_matches([',', ';']);
    let (field, rest) = split_name(value[gap..].trim_start())?;
    Some((first, field, rest))
}

/// A value without quotation marks, the comma behind it, or a comment. `None` where the closing mark is missing.
fn unquote(value: &str) -> Option<&str> {
    const MARKS: [(char, char); 5] = [('"', '"'), ('\'', '\''), ('`', '`'), ('“', '”'), ('‘', '’')];
    for (open, close) in MARKS {
        let Some(inner) = value.strip_prefix(open) else {
            continue;
        };
        return inner
            .match_indices(close)
            .find(|(end, _)| is_ending(&inner[end + close.len_utf8()..]))
            .map(|(end, _)| &inner[..end]);
    }
    let value = match value.split_once(" #") {
        Some((value, _)) => value.trim_end(),
        None => value,
    };
    let sentence = value.trim_end_matches([',', ';', '.']);
    Some(if looks_like_id(sentence) || looks_like_secret(sentence) {
        sentence
    } else {
        value
    })
}

/// Whether a text may stand behind a quoted value: punctuation and a comment.
fn is_ending(rest: &str) -> bool {
    let rest = rest.trim_start_matches([',', ';', ')', '}', ' ', '\t']);
    rest.is_empty() || rest.starts_with('#') || rest.starts_with("//")
}
