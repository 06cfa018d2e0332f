//! What mail does to a text: quoted-printable (RFC 2045, section 6.7), and marks of a quoted message.

use encoding_rs::WINDOWS_1252;
use quoted_printable::{ParseMode, decode};

use super::decode_base64;
use crate::{
    credentials::{SECRET_CHARS, is_token, looks_like_id},
    secret::Secret,
};

/// Decodes quoted-printable, and takes off the marks of a quoted message.
pub(super) fn decoded(text: &str) -> Option<Secret> {
    let unmarked = unmarked(text);
    let text = unmarked.as_ref().map_or(text, Secret::expose);
    if !is_quoted_printable(text) {
        return unmarked;
    }
    let bytes = zeroize::Zeroizing::new(decode(text, ParseMode::Robust).ok()?);
    Some(match std::str::from_utf8(&bytes) {
        Ok(text) => Secret::from(text),
        Err(_) => Secret::from(WINDOWS_1252.decode(&bytes).0.into_owned()),
    })
}

fn is_quoted_printable(text: &str) -> bool {
    const HEADER: &str = "Content-Transfer-Encoding: quoted-printable";
    text.contains(HEADER) || has_encoded_sign(text) || has_soft_break(text)
}

/// An encoded `=` where none stands raw; the two characters may also begin a value.
fn has_encoded_sign(text: &str) -> bool {
    let mut signs = text.split('=').skip(1).peekable();
    let begins_value = |rest: &str| {
        let length = rest.find(|c| !is_token(c)).unwrap_or(rest.len());
        length == SECRET_CHARS || looks_like_id(&rest[..length])
    };
    let is_encoded = |rest: &str| {
        let mut characters = rest.chars();
        let is_hex = |c: Option<char>| c.is_some_and(|c| matches!(c, '0'..='9' | 'A'..='F'));
        rest.starts_with('\n') || (is_hex(characters.next()) && is_hex(characters.next()))
    };
    signs.peek().is_some()
        && text.contains("=3D")
        && signs.all(|rest| is_encoded(rest) && !begins_value(rest))
}

fn has_soft_break(text: &str) -> bool {
    let below = text.lines().skip(1).map(str::trim);
    text.lines()
        .zip(below)
        .any(|(line, below)| !below.is_empty() && is_softly_broken(line))
}

/// A line as long as mail allows that ends with `=`, and is no base64 of a text.
fn is_softly_broken(line: &str) -> bool {
    const SHORTEST: usize = 70;
    const LONGEST: usize = 76;
    line.ends_with('=')
        && (SHORTEST..=LONGEST).contains(&line.len())
        && decode_base64(line).is_none()
}

/// A text without the `>` in front of its lines, where every line that says something has one.
fn unmarked(text: &str) -> Option<Secret> {
    let is_marked = |line: &str| line.starts_with('>');
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    let marked = lines.clone().filter(|line| is_marked(line)).count();
    if marked < 2 || lines.by_ref().count() > marked + 2 {
        return None;
    }
    let mut plain = String::with_capacity(text.len());
    for line in text.lines() {
        plain.push_str(line.trim_start_matches(['>', ' ']));
        plain.push('\n');
    }
    Some(Secret::from(plain))
}
