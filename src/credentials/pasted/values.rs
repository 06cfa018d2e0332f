//! Values found by their shape alone: 32 hexadecimal digits, or a long run of mixed base64url.

use super::judging::Role;
use crate::{
    credentials::{
        SECRET_CHARS, USUAL_SECRET_CHARS, client_id::looks_like_id, is_token, is_typographic_dash,
    },
    secret::Secret,
};

/// The longest value that is taken by its shape.
const LONGEST: usize = 128;
/// The shortest secret that is taken by its shape.
const SHORTEST_SECRET: usize = 40;
/// The shortest first part of a value that goes on below, or behind a space.
const SHORTEST_PART: usize = 8;

/// A value that was found by its shape.
pub(super) struct Value {
    pub(super) role: Role,
    pub(super) text: Secret,
    pub(super) start: usize,
    pub(super) end: usize,
    /// What was mended, as a sentence.
    pub(super) mended: Option<&'static str>,
}

const DASHES: &str = "A typographic dash in the client secret was made a hyphen. Compare it with Talkdesk's if it is refused.";
const SPACES: &str = "Spaces inside the client secret were taken out.";
const CAPITALS: &str = "The client ID's capital letters were made small.";

/// All values of a text, in order.
pub(super) fn values(text: &str) -> impl Iterator<Item = Value> {
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let start = from + text[from..].find(is_part)?;
            let end = token_end(text, start);
            from = end;
            if let Some(value) = value_at(text, start, end) {
                from = value.end;
                return Some(value);
            }
        }
    })
}

fn is_part(c: char) -> bool {
    is_token(c) || is_typographic_dash(c)
}

fn token_end(text: &str, start: usize) -> usize {
    text[start..]
        .find(|c| !is_part(c))
        .map_or(text.len(), |end| start + end)
}

fn value_at(text: &str, start: usize, end: usize) -> Option<Value> {
    let mut start = start;
    if text[..start].ends_with('\\') && text[start..].starts_with(['n', 'r', 't']) {
        start += 1;
    }
    let token = &text[start..end];
    if token.len() < 8 {
        return None;
    }
    id_at(text, start, end).or_else(|| secret_at(text, start, end))
}

fn id_at(text: &str, start: usize, end: usize) -> Option<Value> {
    let is_edge = |c: char| is_typographic_dash(c) || c == '-' || c == '_';
    let token = &text[start..end];
    let bare = token.trim_matches(is_edge);
    let start = start + (token.len() - token.trim_start_matches(is_edge).len());
    if bare.len() > 32 || !bare.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    let mut id = Secret::from(bare.to_ascii_lowercase());
    let mut end = start + bare.len();
    if bare.len() < 32 {
        let (next_start, next_end) = continuation(text, end)?;
        let whole = format!("{bare}{}", &text[next_start..next_end]);
        id = Secret::from(whole.to_ascii_lowercase());
        end = next_end;
    }
    let before = text[..start].chars().next_back();
    let after = text[end..].chars().next();
    let is_in_path = before == Some('/') && !text[..start].ends_with("//");
    let is_part_of_more = is_in_path
        || before.is_some_and(|c| ".+~%*•…@".contains(c))
        || after.is_some_and(|c| "+~%*•…".contains(c));
    if !looks_like_id(id.expose()) || is_part_of_more {
        return None;
    }
    let has_capitals = bare.bytes().any(|byte| byte.is_ascii_uppercase());
    Some(Value {
        role: Role::Id,
        text: id,
        start,
        end,
        mended: has_capitals.then_some(CAPITALS),
    })
}

fn secret_at(text: &str, start: usize, end: usize) -> Option<Value> {
    let first = &text[start..end];
    if first.len() < SHORTEST_PART || first.len() > 2 * LONGEST || looks_like_id(first) {
        return None;
    }
    let mut parts = vec![first];
    let mut end = end;
    let mut length = length_with_hyphens(first);
    let spaced = parts_between_spaces(text, start, end);
    let has_spaces = !spaced.is_empty();
    for (next_start, next_end) in spaced {
        let next = &text[next_start..next_end];
        parts.push(next);
        length += length_with_hyphens(next);
        end = next_end;
    }
    while length < SECRET_CHARS {
        let Some((next_start, next_end)) = continuation(text, end) else {
            break;
        };
        let next = &text[next_start..next_end];
        let longer = length + length_with_hyphens(next);
        if longer > LONGEST
            || looks_like_id(next)
            || !(longer == SECRET_CHARS || looks_cut_off(next))
        {
            break;
        }
        parts.push(next);
        length = longer;
        end = next_end;
    }
    if (first.len() < SHORTEST_SECRET && !USUAL_SECRET_CHARS.contains(&length))
        || stands_in_more(text, start, end)
    {
        return None;
    }
    let whole = with_hyphens(&parts);
    if !looks_random(whole.expose()) {
        return None;
    }
    let had_dashes = text[start..end].contains(is_typographic_dash);
    Some(Value {
        role: Role::Secret,
        text: whole,
        start,
        end,
        mended: match (had_dashes, has_spaces) {
            (true, _) => Some(DASHES),
            (false, true) => Some(SPACES),
            (false, false) => None,
        },
    })
}

/// The parts behind a first one where spaces stand in the place of line ends, so that together they are as long as a
/// secret is.
fn parts_between_spaces(text: &str, start: usize, end: usize) -> Vec<(usize, usize)> {
    const MOST: usize = 4;
    let mut parts = Vec::new();
    let mut length = length_with_hyphens(&text[start..end]);
    let mut end = end;
    if !looks_cut_off(&text[start..end]) {
        return parts;
    }
    while parts.len() < MOST && text[end..].starts_with(' ') {
        let next_end = token_end(text, end + 1);
        let next = &text[end + 1..next_end];
        length += length_with_hyphens(next);
        if length > LONGEST || !looks_cut_off(next) || looks_like_id(next) {
            break;
        }
        parts.push((end + 1, next_end));
        end = next_end;
        if USUAL_SECRET_CHARS.contains(&length) {
            return parts;
        }
    }
    Vec::new()
}

/// A dash that is as long as two was two hyphens.
const LONG_DASH: char = '—';

fn with_hyphens(parts: &[&str]) -> Secret {
    let mut whole = String::with_capacity(2 * LONGEST);
    for c in parts.iter().flat_map(|part| part.chars()) {
        match c {
            LONG_DASH => whole.push_str("--"),
            c if is_typographic_dash(c) => whole.push('-'),
            c => whole.push(c),
        }
    }
    Secret::from(whole)
}

fn length_with_hyphens(token: &str) -> usize {
    token.chars().map(|c| 1 + usize::from(c == LONG_DASH)).sum()
}

/// Whether a token is part of a longer word: an address, a token with dots, a hash, a value that is masked or cut.
fn stands_in_more(text: &str, start: usize, end: usize) -> bool {
    let mut before = text[..start].chars().rev();
    let mut after = text[end..].chars();
    let cut_before = match before.next() {
        Some('/') => {
            let id = text[..start - 1].rsplit(|c| !is_token(c)).next();
            !id.is_some_and(looks_like_id)
        }
        Some(c) => ".+~%*•…$@#".contains(c),
        None => false,
    };
    let cut_after = match after.next() {
        Some('.') => after.next().is_some_and(|c| c == '.' || is_token(c)),
        Some('@') => !text[..start].ends_with(':'),
        Some(c) => "+/~%=*•…(".contains(c),
        None => false,
    };
    cut_before || cut_after
}

/// The token that goes on in the next line, or in the next string of a sum of strings.
fn continuation(text: &str, end: usize) -> Option<(usize, usize)> {
    const FARTHEST: usize = 120;
    let rest = &text[end..];
    let mut next = None;
    let (mut breaks, mut quotes, mut signs) = (0, 0, 0);
    for (place, c) in rest.char_indices().take(FARTHEST) {
        match c {
            '\n' => breaks += 1,
            '"' | '\'' => quotes += 1,
            '+' | '\\' | '^' | '`' | '&' | '.' => signs += 1,
            ' ' | '\t' => {}
            '>' | '|' if breaks > 0 => {}
            c if is_part(c) => {
                next = Some(end + place);
                break;
            }
            _ => return None,
        }
    }
    let next = next?;
    let joins = (breaks == 1 && (quotes == 0 || quotes == 2) && signs <= 1)
        || (breaks == 0 && quotes == 2 && signs == 1);
    let next_end = token_end(text, next);
    let below = text[next_end..]
        .trim_start_matches(['"', '\'', ',', ';', ')', '}', ']', '.', ' ', '\t', '\\']);
    let ends_line =
        below.is_empty() || below.starts_with('\n') || text[next_end..].starts_with('"');
    (joins && ends_line).then_some((next, next_end))
}

/// Whether a part is no word of a language: mixed letters and digits, or capitals inside.
fn looks_cut_off(part: &str) -> bool {
    let has = |kind: fn(&u8) -> bool| part.bytes().any(|byte| kind(&byte));
    let is_title = |part: &str| part[1..].bytes().all(|byte| byte.is_ascii_lowercase());
    let has_letters = has(u8::is_ascii_alphabetic);
    let is_mixed = has(u8::is_ascii_uppercase) && has(u8::is_ascii_lowercase);
    part.is_ascii() && has_letters && (has(u8::is_ascii_digit) || (is_mixed && !is_title(part)))
}

/// Whether a token can be a secret that nobody names: mixed, and no words with hyphens between.
fn looks_random(token: &str) -> bool {
    let length = token.len();
    let count = |kind: fn(&u8) -> bool| token.bytes().filter(&kind).count();
    let signs = count(|byte| matches!(byte, b'-' | b'_'));
    let digits = count(u8::is_ascii_digit);
    let enough_digits = if USUAL_SECRET_CHARS.contains(&length) {
        1
    } else {
        2.max(length / 20)
    };
    (SHORTEST_SECRET..=LONGEST).contains(&length)
        && token.chars().all(is_token)
        && count(u8::is_ascii_uppercase) > 0
        && count(u8::is_ascii_lowercase) > 0
        && digits >= enough_digits
        && signs * 6 <= length
}
