//! Values in headers and options: `Authorization: Basic …` (RFC 7617), form-encoded halves (RFC 6749 section 2.3.1), and
//! `id:secret` behind `-u`.

use std::ops::Range;

use shlex::Shlex;

use crate::{
    credentials::unwrapping::{decode_base64, percent_decode, run_ends},
    secret::Secret,
};

/// A pair as a header or an option has it.
pub(super) struct Pair {
    pub(super) id: Secret,
    pub(super) secret: Secret,
    pub(super) place: usize,
}

/// What the Authorization headers of a text hold.
#[derive(Default)]
pub(super) struct Headers {
    pub(super) pairs: Vec<Pair>,
    /// What is encoded, and no value itself.
    pub(super) encoded: Vec<Range<usize>>,
    pub(super) bearer: bool,
    /// A header that cannot be decoded.
    pub(super) damaged: bool,
}

const BASIC: &str = "basic";
const BEARER: &str = "bearer";

/// More than these are not looked at.
const MOST: usize = 50;

impl Headers {
    /// Finds `Basic …` and `Bearer …`.
    pub(super) fn of(text: &str) -> Self {
        let mut headers = Self::default();
        let schemes = text
            .match_indices(['B', 'b'])
            .filter_map(|(place, _)| Some((place, scheme_at(text, place)?)));
        for (place, scheme) in schemes.take(MOST) {
            let rest = text[place + scheme.len()..].trim_start();
            let start = text.len() - rest.len();
            if scheme == BASIC {
                headers.take_basic(text, place, start);
            } else {
                headers.bearer |= rest.starts_with("eyJ") || is_header(text, place);
                let end = rest.find(|c: char| c.is_whitespace() || matches!(c, '"' | '\''));
                headers
                    .encoded
                    .push(start..end.map_or(text.len(), |end| start + end));
            }
        }
        headers
    }

    fn take_basic(&mut self, text: &str, place: usize, start: usize) {
        let ends = run_ends(text, start);
        let decoded = ends.iter().rev().take(8).find_map(|end| {
            let pair = decode_base64(&text[start..*end])?;
            pair.expose().contains(':').then_some((*end, pair))
        });
        let Some((end, pair)) = decoded else {
            let shows_place = text[start..].starts_with(['<', '{', '$', '[', '%']);
            self.damaged |= is_header(text, place) && !shows_place;
            return;
        };
        self.encoded.push(start..end);
        let pair = pair.expose().trim();
        let (id, secret) = pair.split_once(':').unwrap_or((pair, ""));
        let half = |half: &str| form_decoded(half).unwrap_or_else(|| Secret::from(half));
        self.pairs.push(Pair {
            id: half(id),
            secret: half(secret),
            place,
        });
    }
}

/// The scheme that stands at `place`, as a word of its own.
fn scheme_at(text: &str, place: usize) -> Option<&'static str> {
    [BASIC, BEARER].into_iter().find(|name| {
        let end = place + name.len();
        text.get(place..end)
            .is_some_and(|word| word.eq_ignore_ascii_case(name))
            && !text[..place].ends_with(|c: char| c.is_alphanumeric() || c == '_')
            && text[end..].starts_with(char::is_whitespace)
    })
}

fn is_header(text: &str, place: usize) -> bool {
    const NAME: &str = "authorization";
    let before = text[..place].trim_end_matches(['"', '\'', ' ', ':', '=', ',', '\n', '\t']);
    let name = before
        .len()
        .checked_sub(NAME.len())
        .and_then(|from| before.get(from..));
    name.is_some_and(|name| name.eq_ignore_ascii_case(NAME))
}

/// Decodes a half that was form-encoded for certain: each `%XX` is one that encoding makes (never of a letter or digit),
/// and nothing is left raw that encoding would have changed. Anything else was most likely sent raw.
fn form_decoded(half: &str) -> Option<Secret> {
    let is_kept =
        |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b'_' | b'*' | b'~');
    let mut escapes = half.split('%');
    let mut is_encoded = escapes.next()?.bytes().all(is_kept);
    let mut has_escapes = false;
    for escape in escapes {
        let code = escape
            .get(..2)
            .filter(|hex| hex.bytes().all(|b| b.is_ascii_hexdigit()))?;
        let code = u8::from_str_radix(code, 16).ok()?;
        is_encoded &= matches!(code, b'~' | b'*') || !is_kept(code);
        is_encoded &= escape[2..].bytes().all(is_kept);
        has_escapes = true;
    }
    (has_escapes && is_encoded)
        .then(|| percent_decode(half))
        .flatten()
}

/// The pairs behind `-u` and `--user` of curl and `-a` of `http`. POSIX shell's quoting; nothing is decoded, and what
/// follows the first colon is the secret.
pub(super) fn options(text: &str) -> Vec<Pair> {
    if !text.contains("curl") && !text.contains("http") {
        return Vec::new();
    }
    let mut pairs = Vec::new();
    let options = text
        .match_indices(['-', '–'])
        .filter(|(place, _)| text[..*place].ends_with(char::is_whitespace));
    for value in options
        .filter_map(|(place, _)| user_value(&text[place..]))
        .take(MOST)
    {
        let at = text.len() - value.len();
        let Some(word) = first_word(value) else {
            continue;
        };
        if let Some((id, secret)) = word.expose().split_once(':') {
            pairs.push(Pair {
                id: Secret::from(id),
                secret: Secret::from(secret),
                place: at,
            });
        }
    }
    pairs
}

/// What follows an option that names a user.
fn user_value(text: &str) -> Option<&str> {
    const WITHOUT_VALUE: &str = "#0123469BGIJLMNOSZfgijklnpqsv";
    for long in ["--user", "--auth"] {
        if let Some(rest) = text.strip_prefix(long) {
            return rest.starts_with(['=', ' ']).then(|| rest[1..].trim_start());
        }
    }
    let cluster = text.strip_prefix(['-', '–'])?;
    let letter = cluster.find(|c| !WITHOUT_VALUE.contains(c))?;
    let value = cluster[letter..]
        .strip_prefix('u')
        .or_else(|| cluster.strip_prefix("a "))?;
    Some(value.trim_start_matches([' ', '\t']))
}

/// The first word of a command line, without quotation marks and escapes.
fn first_word(text: &str) -> Option<Secret> {
    const LONGEST: usize = 4 * crate::credentials::MAX_CHARS;
    let end = (0..=LONGEST.min(text.len()))
        .rev()
        .find(|end| text.is_char_boundary(*end))?;
    let line = text[..end].split('\n').next()?;
    Shlex::new(line).next().map(Secret::from)
}
