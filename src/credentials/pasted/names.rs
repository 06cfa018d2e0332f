//! Values found by the name in front of them: `KEY=value`, `"key": "value"`, a name on one line and its value below.

use super::{
    context::{floor_char, label_before, name_before},
    labels::{Field, LONGEST, is_generic, is_value},
};
use crate::{
    credentials::unwrapping::{percent_decode, string_length, unescape},
    secret::Secret,
    talkdesk::is_scope,
};

/// A name that is one of a client's or an account's, and what stands behind it.
pub(super) struct Named<'a> {
    pub(super) field: Field,
    pub(super) name: &'a str,
    /// Where what stands behind the name begins and ends.
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) value: NamedValue,
}

pub(super) enum NamedValue {
    Text(Secret),
    /// The name stands alone.
    Missing,
    /// What stands behind the name is where the value is kept: `CLIENT_SECRET_FILE=/run/secrets/talkdesk`.
    Elsewhere,
    /// A quotation mark is not closed.
    Open,
}

/// More names than this are not looked at.
const MOST: usize = 400;
/// How far a value goes on its line, in bytes.
const LONGEST_LINE: usize = 8_192;

/// All such names of a text, in order.
pub(super) fn names(text: &str) -> Vec<Named<'_>> {
    let mut heads = Vec::new();
    let mut line_start = 0;
    for line in text.split_inclusive('\n') {
        heads_in_line(text, line_start, line.trim_end_matches('\n'), &mut heads);
        line_start += line.len();
        if heads.len() >= MOST {
            break;
        }
    }
    let next_starts: Vec<usize> = heads
        .iter()
        .skip(1)
        .map(|head| head.name_at)
        .chain([text.len()])
        .collect();
    heads
        .into_iter()
        .zip(next_starts)
        .map(|(head, next)| head.named(text, next))
        .collect()
}

/// A name and where its value begins; `None` where it stands alone on its line.
struct Head<'a> {
    field: Field,
    name: &'a str,
    name_at: usize,
    value_at: Option<usize>,
    in_form: bool,
    is_elsewhere: bool,
}

fn heads_in_line<'a>(text: &'a str, line_start: usize, line: &'a str, heads: &mut Vec<Head<'a>>) {
    let count = heads.len();
    let mut separators = line.char_indices().peekable();
    let mut before = ' ';
    let mut says_something = false;
    while let Some((place, c)) = separators.next() {
        if heads.len() >= MOST {
            return;
        }
        let next = separators.peek().map_or(' ', |(_, next)| *next);
        let length = match c {
            ':' if next == '=' => 2,
            '=' if matches!(next, '>' | '=') => 2,
            ':' | '=' | '\t' | '|' | '→' => c.len_utf8(),
            '-' if next == '>' => 2,
            '-' | '–' | '—' if before == ' ' && next == ' ' => c.len_utf8(),
            ' ' if is_set_command(line) && place > 4 => 1,
            _ => 0,
        };
        before = c;
        says_something |= c.is_alphanumeric();
        if length == 0 || !std::mem::take(&mut says_something) {
            continue;
        }
        if c == ':' && is_scope(&line[..place], &line[place + 1..]) {
            continue;
        }
        let Some((field, name, is_elsewhere)) = field_before(text, line, line_start, place) else {
            continue;
        };
        let name_at = name.as_ptr().addr() - text.as_ptr().addr();
        if heads
            .last()
            .is_some_and(|head: &Head<'_>| head.name_at == name_at)
        {
            continue;
        }
        heads.push(Head {
            field,
            name,
            name_at,
            value_at: Some(line_start + place + length),
            in_form: c == '=' && name_at >= line_start && is_in_form(line, name, place + 1),
            is_elsewhere,
        });
    }
    let alone = line
        .trim()
        .trim_matches(['"', '\'', '*', '`', '#', '-', ',', '•', ' ']);
    if heads.len() == count
        && alone.len() <= LONGEST
        && let Some(field @ (Field::ClientId | Field::ClientSecret)) = Field::of(alone)
    {
        heads.push(Head {
            field,
            name: alone,
            name_at: line_start,
            value_at: None,
            in_form: false,
            is_elsewhere: false,
        });
    }
}

fn field_before<'a>(
    text: &'a str,
    line: &'a str,
    line_start: usize,
    place: usize,
) -> Option<(Field, &'a str, bool)> {
    const PREFIXES: [&str; 12] = [
        "export ", "set ", "setx ", "ENV ", "const ", "let ", "var ", "$env:", "env:", "- ", "* ",
        "• ",
    ];
    let mut name = name_before(line, place);
    if name.len() < 2 {
        return None;
    }
    if is_generic(name) {
        let floor = if is_value(name) { 0 } else { line_start };
        name = label_before(text, line_start + place, floor).text;
    }
    for prefix in PREFIXES {
        name = name.strip_prefix(prefix).unwrap_or(name);
    }
    // A command's options, and a list's numbers.
    let name = match name.rsplit_once(' ') {
        Some((front, last))
            if front.starts_with('-')
                || front.ends_with(['.', ')', '/'])
                || is_set_command(line) =>
        {
            last
        }
        _ => name,
    };
    match Field::of(name) {
        Some(field) => Some((field, name, false)),
        None => Some((Field::kept_elsewhere(name)?, name, true)),
    }
}

/// A shell's command that sets a variable to the word behind it.
fn is_set_command(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with("set -") || line.starts_with("setx ")
}

fn is_in_form(line: &str, name: &str, value_at: usize) -> bool {
    let name_at = name.as_ptr().addr() - line.as_ptr().addr();
    let is_later = line[..name_at].ends_with(['&', '?']);
    let values = &line[value_at..floor_char(line, value_at + LONGEST_LINE)];
    let next = values.split_once('&').map(|(_, next)| next);
    let goes_on = next.is_some_and(|next| {
        let end = next.find(|c: char| !c.is_ascii_alphanumeric() && c != '_');
        end.is_some_and(|end| end > 0 && next[end..].starts_with('='))
    });
    is_later || goes_on
}

impl<'a> Head<'a> {
    fn named(self, text: &'a str, next: usize) -> Named<'a> {
        let line_end = |from: usize| {
            let farthest = floor_char(text, from + LONGEST_LINE);
            let end = text[from..farthest].find('\n');
            end.map_or(farthest, |end| from + end)
        };
        let (start, value) = match self.value_at {
            Some(start) if self.is_elsewhere => (start, NamedValue::Elsewhere),
            Some(start) => {
                let end = line_end(start).min(next.max(start));
                let raw = text[start..end].trim();
                if matches!(raw, "" | "|" | ">" | "|-" | ">-" | "|+" | ">+") {
                    let (start, value) = below(text, line_end(start));
                    let is_empty =
                        matches!(value, NamedValue::Missing) && text[..start].ends_with(['=', '"']);
                    let value = if is_empty {
                        NamedValue::Text(Secret::default())
                    } else {
                        value
                    };
                    (start, value)
                } else {
                    (start, self.value(&text[start..line_end(start)], raw))
                }
            }
            None => below(text, line_end(self.name_at)),
        };
        let end = match self.field {
            Field::ClientId | Field::BareId | Field::ClientSecret => {
                line_end(start).min(next.max(start))
            }
            _ => line_end(start),
        };
        Named {
            field: self.field,
            name: self.name,
            start,
            end: end.max(start),
            value,
        }
    }

    /// Reads a value that begins on the name's line. `raw` ends where the next name begins.
    fn value(&self, rest: &str, raw: &str) -> NamedValue {
        let rest = rest.trim_start();
        match quoted(rest) {
            Quoted::Text(text) => return NamedValue::Text(text),
            Quoted::Open => return NamedValue::Open,
            Quoted::Not => {}
        }
        if self.in_form {
            let value = raw.split('&').next().unwrap_or_default();
            let value = value.split(['"', '\'', ' ']).next().unwrap_or_default();
            return NamedValue::Text(percent_decode(value).unwrap_or_else(|| Secret::from(value)));
        }
        NamedValue::Text(Secret::from(without_comment(raw)))
    }
}

/// The word on the next line that says something.
fn below(text: &str, line_end: usize) -> (usize, NamedValue) {
    let rest = &text[line_end..];
    if !rest.starts_with('\n') {
        return (line_end, NamedValue::Missing);
    }
    let start = line_end + (rest.len() - rest.trim_start().len());
    let line = &text[start..floor_char(text, start + LONGEST_LINE)];
    let line = line.lines().next().unwrap_or_default().trim();
    let is_name = name_before(line, line.find([':', '=', '\t']).unwrap_or(line.len()));
    let is_value = !line.is_empty()
        && !line.contains(char::is_whitespace)
        && Field::of(is_name).is_none()
        && line.chars().any(char::is_alphanumeric);
    if is_value {
        (
            start,
            NamedValue::Text(Secret::from(line.trim_matches(['"', '\'', '`', ',']))),
        )
    } else {
        (line_end, NamedValue::Missing)
    }
}

enum Quoted {
    Text(Secret),
    Open,
    Not,
}

fn quoted(rest: &str) -> Quoted {
    const MARKS: [(char, char); 6] = [
        ('"', '"'),
        ('\'', '\''),
        ('`', '`'),
        ('“', '”'),
        ('‘', '’'),
        ('„', '“'),
    ];
    let Some((open, close)) = MARKS.into_iter().find(|(open, _)| rest.starts_with(*open)) else {
        return Quoted::Not;
    };
    let inner = &rest[open.len_utf8()..];
    if open == '"' {
        return match string_length(inner) {
            Some(length) => Quoted::Text(unescape(&inner[..length])),
            None => Quoted::Open,
        };
    }
    let is_end = |end: usize| {
        let behind = inner[end..].trim_start_matches([',', ';', ')', '}', ']', ' ', '\t']);
        behind.is_empty()
            || behind.starts_with(['#', '\\'])
            || behind.starts_with("//")
            || inner[end..].starts_with([',', ';', ')', '}', ' '])
    };
    let end = inner
        .match_indices(close)
        .find(|(end, _)| is_end(end + close.len_utf8()))
        .map(|(end, _)| end);
    end.map_or(Quoted::Open, |end| {
        Quoted::Text(Secret::from(&inner[..end]))
    })
}

/// A value without the comment, the punctuation and the closing marks behind it.
fn without_comment(raw: &str) -> &str {
    let mut value = raw;
    for mark in [" #", "\t#", " //", " /*", " ←", " <-", " <!--", "</", "\t"] {
        value = value.split_once(mark).map_or(value, |(value, _)| value);
    }
    let value = value.split([';', '|']).next().unwrap_or_default().trim();
    match value.split_once(", ") {
        Some((first, _)) if !first.contains(' ') => first,
        _ => value.trim_end_matches([',', '"', '\'', '\\', ' ']),
    }
}
