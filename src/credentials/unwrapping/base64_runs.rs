//! Base64 of a value, of `id:secret` or of a whole text, on one line or wrapped.

use base64::{
    Engine as _, alphabet,
    engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig},
};
use zeroize::Zeroizing;

use crate::{
    credentials::{looks_like_id, looks_like_secret},
    secret::Secret,
};

/// The shortest run that is tried: base64 of fewer characters may be any word.
const SHORTEST: usize = 24;

/// Decodes base64 of either alphabet, padded or not and on several lines; `None` where it holds no plain text.
pub(in crate::credentials) fn decode(text: &str) -> Option<Secret> {
    let mut run = Zeroizing::new(Vec::with_capacity(text.len()));
    run.extend(text.bytes().filter(|byte| !byte.is_ascii_whitespace()));
    let config = GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true);
    [alphabet::STANDARD, alphabet::URL_SAFE]
        .iter()
        .find_map(|alphabet| {
            let bytes = GeneralPurpose::new(alphabet, config).decode(run.as_slice());
            let bytes = Zeroizing::new(bytes.ok()?);
            let text = std::str::from_utf8(&bytes).ok()?;
            let is_plain = |c: char| !c.is_control() || c.is_whitespace();
            (!text.is_empty() && text.chars().all(is_plain)).then(|| Secret::from(text))
        })
}

/// Decodes in place what means something once it is decoded. What a Basic header holds has rules of its own.
pub(super) fn decoded(text: &str) -> Option<Secret> {
    const FEW_LINES: usize = 8;
    let mut plain: Option<String> = None;
    let mut kept_from = 0;
    let mut from = 0;
    // Up to here, each line of a long run stands for itself: the run was tried as one already.
    let mut alone_until = 0;
    while let Some(start) = text[from..].find(is_digit).map(|start| from + start) {
        let first_end = run_end(text, start).0;
        if first_end - start < SHORTEST {
            from = first_end;
            continue;
        }
        let ends = if start < alone_until {
            vec![first_end]
        } else {
            run_ends(text, start)
        };
        if ends_with_basic(text[..start].trim_end()) {
            from = ends.last().copied().unwrap_or(first_end);
            continue;
        }
        let last_lines = if ends.len() <= FEW_LINES { 4 } else { 2 };
        // A last line may be something else.
        let found = ends
            .iter()
            .rev()
            .take(last_lines)
            .chain(ends.first().filter(|_| ends.len() > last_lines))
            .find_map(|end| {
                let inner =
                    decode(&text[start..*end]).filter(|inner| means_something(inner.expose()))?;
                Some((*end, inner))
            });
        if ends.len() > FEW_LINES {
            alone_until = ends.last().copied().unwrap_or(first_end);
        }
        match found {
            Some((end, inner)) => {
                let plain = plain.get_or_insert_with(|| String::with_capacity(text.len()));
                plain.push_str(&text[kept_from..start]);
                plain.push_str(inner.expose().trim());
                kept_from = end;
                from = end;
            }
            None if ends.len() <= FEW_LINES => from = first_end,
            None => from = ends.last().copied().unwrap_or(first_end),
        }
    }
    let mut plain = plain?;
    plain.push_str(&text[kept_from..]);
    Some(Secret::from(plain))
}

/// Where a run may end: at the end of its line, or of each line after it that is nothing but base64.
pub(in crate::credentials) fn run_ends(text: &str, start: usize) -> Vec<usize> {
    let (mut end, mut is_last) = run_end(text, start);
    let mut ends = vec![end];
    while !is_last {
        let rest = &text[end..];
        let gap = rest.len() - rest.trim_start_matches([' ', '\t']).len();
        let Some(below) = rest[gap..].strip_prefix('\n') else {
            break;
        };
        let next = end + gap + 1 + below.len() - below.trim_start_matches([' ', '\t']).len();
        let (next_end, is_padded) = run_end(text, next);
        let ends_line =
            text[next_end..].starts_with(['\n', '"', '\'', ' ', ',']) || next_end == text.len();
        if next_end == next || !ends_line {
            break;
        }
        ends.push(next_end);
        (end, is_last) = (next_end, is_padded);
    }
    ends
}

/// Where a run ends on its line, and whether it is padded.
fn run_end(text: &str, from: usize) -> (usize, bool) {
    let rest = &text[from..];
    let digits = rest.find(|c| !is_digit(c)).unwrap_or(rest.len());
    let padding = rest[digits..]
        .bytes()
        .take(2)
        .take_while(|byte| *byte == b'=')
        .count();
    (from + digits + padding, padding > 0)
}

fn is_digit(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '+' | '/' | '-' | '_')
}

fn ends_with_basic(before: &str) -> bool {
    const SCHEME: &str = "basic";
    let from = before.len().checked_sub(SCHEME.len());
    from.and_then(|from| before.get(from..))
        .is_some_and(|word| word.eq_ignore_ascii_case(SCHEME))
}

fn means_something(text: &str) -> bool {
    let text = text.trim();
    looks_like_id(text)
        || looks_like_secret(text)
        || text.contains('\n')
        || text.contains([':', '=', '{'])
}
