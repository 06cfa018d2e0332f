//! Escapes of JSON and other languages inside strings, percent-encoding, and escapes inside a value.

use zeroize::Zeroizing;

use crate::{
    credentials::{MAX_CHARS, USUAL_SECRET_CHARS, is_token, looks_like_id, looks_like_secret},
    secret::Secret,
};

/// Puts the content of an escaped string in the string's place where it is a text of its own: a whole JSON document, or
/// lines. A single value stays as it is.
pub(super) fn unescaped_strings(text: &str) -> Option<Secret> {
    if !text.contains('\\') {
        return None;
    }
    let quotes = text.matches('"').count();
    let is_document = text.contains("\\\":") || text.contains("\\\" :");
    if is_document && text.matches("\\\"").count() == quotes {
        return Some(unescape(text));
    }
    let mut plain: Option<String> = None;
    let mut kept_from = 0;
    let mut from = 0;
    while let Some(start) = text[from..].find('"').map(|start| from + start) {
        let content = &text[start + 1..];
        let Some(length) = string_length(content) else {
            from = start + 1;
            continue;
        };
        let end = start + 1 + length;
        from = end + 1;
        let content = &content[..length];
        if !content.contains('\\') {
            continue;
        }
        let inner = unescape(content);
        if is_text_of_its_own(inner.expose()) {
            let plain = plain.get_or_insert_with(|| String::with_capacity(text.len()));
            plain.push_str(&text[kept_from..start]);
            plain.push(' ');
            plain.push_str(inner.expose());
            plain.push(' ');
            kept_from = from;
        }
    }
    let mut plain = plain?;
    plain.push_str(&text[kept_from..]);
    Some(Secret::from(plain))
}

/// How long a string is whose opening mark was read. It ends on its line.
pub(in crate::credentials) fn string_length(content: &str) -> Option<usize> {
    let mut is_escaped = false;
    for (place, byte) in content.bytes().enumerate() {
        match byte {
            b'\n' => return None,
            _ if is_escaped => is_escaped = false,
            b'\\' => is_escaped = true,
            b'"' => return Some(place),
            _ => {}
        }
    }
    None
}

fn is_text_of_its_own(text: &str) -> bool {
    let text = text.trim();
    let is_document = names_a_value(text)
        && (text.starts_with('"') && is_inside_of_an_object(text)
            || text
                .strip_prefix(['{', '['])
                .is_some_and(|rest| rest.trim_start().starts_with(['{', '[', '"'])));
    let says_something = |line: &str| {
        line.contains([':', '=', ' ']) || looks_like_id(line) || looks_like_secret(line)
    };
    is_document || (text.contains('\n') && text.lines().any(says_something))
}

fn names_a_value(text: &str) -> bool {
    text.contains("\":") || text.contains("\" :")
}

/// A secret may begin with a quotation mark too: the rest must then be what stands between braces.
fn is_inside_of_an_object(text: &str) -> bool {
    let text = text.trim_end_matches([',', '}']);
    let object = Zeroizing::new(format!("{{{text}}}"));
    serde_json::from_str::<serde::de::IgnoredAny>(&object).is_ok()
}

/// Undoes the escapes of RFC 8259, section 7, which other languages share.
pub(in crate::credentials) fn unescape(text: &str) -> Secret {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(place) = rest.find('\\') {
        plain.push_str(&rest[..place]);
        rest = &rest[place + 1..];
        let Some(escaped) = rest.chars().next() else {
            plain.push('\\');
            break;
        };
        rest = &rest[escaped.len_utf8()..];
        match escaped {
            'n' => plain.push('\n'),
            'r' => plain.push('\r'),
            't' => plain.push('\t'),
            'b' | 'f' => plain.push(' '),
            'u' => match code_unit(rest) {
                Some(unit) => {
                    let next = rest[4..].strip_prefix("\\u").and_then(code_unit);
                    let pair = char::decode_utf16([Some(unit), next].into_iter().flatten()).next();
                    match pair {
                        Some(Ok(character)) => {
                            plain.push(character);
                            rest = &rest[4 + 6 * (character.len_utf16() - 1)..];
                        }
                        _ => rest = &rest[4..],
                    }
                }
                None => plain.push_str("\\u"),
            },
            other => plain.push(other),
        }
    }
    plain.push_str(rest);
    Secret::from(plain)
}

fn code_unit(text: &str) -> Option<u16> {
    let digits = text.get(..4)?;
    let is_hex = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_hex.then(|| u16::from_str_radix(digits, 16).ok())?
}

/// Decodes words that are percent-encoded as a whole: a form or a JSON document inside an address.
pub(super) fn percent_decoded(text: &str) -> Option<Secret> {
    let ends_word = |c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '<' | '>' | '`');
    replace_words(text, ends_word, '%', |word| {
        const SIGNS: [&str; 8] = ["%22", "%3A", "%3a", "%3D", "%3d", "%26", "%7B", "%0A"];
        let signs: usize = SIGNS.iter().map(|sign| word.matches(sign).count()).sum();
        if signs < 2 || word.contains("client_secret=") || word.contains("client_id=") {
            return None;
        }
        let decoded = percent_decode(word)?;
        let plain = decoded.expose().to_ascii_lowercase();
        let plain = Zeroizing::new(plain);
        (plain.contains("client") || plain.contains("secret")).then_some(decoded)
    })
}

/// Decodes `%XX`; `None` where the bytes are no UTF-8.
pub(in crate::credentials) fn percent_decode(text: &str) -> Option<Secret> {
    let mut bytes = Zeroizing::new(Vec::with_capacity(text.len()));
    bytes.extend(percent_encoding::percent_decode_str(text));
    std::str::from_utf8(&bytes).ok().map(Secret::from)
}

/// Takes escapes out of a value that nothing else can be: `%2D` and `\_` for `-` and `_`.
pub(super) fn mended_values(text: &str) -> Option<Secret> {
    const ESCAPES: [(&str, &str); 8] = [
        ("%2D", "-"),
        ("%2d", "-"),
        ("%5F", "_"),
        ("%5f", "_"),
        ("\\_", "_"),
        ("\\-", "-"),
        ("\\u002d", "-"),
        ("\\u005f", "_"),
    ];
    if !text.contains(['%', '\\']) {
        return None;
    }
    let ends_word = |c: char| !is_token(c) && c != '%' && c != '\\';
    let mend = |word: &str| {
        let is_wrapped = ESCAPES.iter().any(|(escape, _)| word.contains(escape));
        if !is_wrapped || word.len() > 4 * MAX_CHARS {
            return None;
        }
        let mut mended = Zeroizing::new(word.to_owned());
        for (escape, character) in ESCAPES {
            mended = Zeroizing::new(mended.replace(escape, character));
        }
        (USUAL_SECRET_CHARS.contains(&mended.len()) && looks_like_secret(&mended))
            .then(|| Secret::from(mended.as_str()))
    };
    replace_words(text, ends_word, '%', mend).or_else(|| replace_words(text, ends_word, '\\', mend))
}

/// Puts `by(word)` in the place of each word that holds `sign`, where there is one.
fn replace_words(
    text: &str,
    ends_word: impl Fn(char) -> bool,
    sign: char,
    by: impl Fn(&str) -> Option<Secret>,
) -> Option<Secret> {
    let mut plain: Option<String> = None;
    let mut kept_from = 0;
    let mut from = 0;
    while let Some(place) = text[from..].find(sign).map(|place| from + place) {
        let start = text[from..place].rfind(&ends_word).map_or(from, |end| {
            let end = from + end;
            end + text[end..].chars().next().map_or(0, char::len_utf8)
        });
        let end = text[place..]
            .find(&ends_word)
            .map_or(text.len(), |end| place + end);
        if let Some(word) = by(&text[start..end]) {
            let plain = plain.get_or_insert_with(|| String::with_capacity(text.len()));
            plain.push_str(&text[kept_from..start]);
            plain.push_str(word.expose());
            kept_from = end;
        }
        from = end.max(place + 1);
    }
    let mut plain = plain?;
    plain.push_str(&text[kept_from..]);
    Some(Secret::from(plain))
}
