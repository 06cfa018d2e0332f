//! Basic credentials: `Authorization: Basic …` (RFC 7617), form-encoded halves (RFC 6749 section 2.3.1), `id:secret`.

use base64::{
    Engine as _, alphabet,
    engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig},
};
use zeroize::Zeroizing;

use super::{
    form,
    found::{Field, Found},
};
use crate::{characters::trim_ends, secret::Secret};

/// Reads `Basic …` or `Bearer …`, an Authorization header's value; says whether it was one.
pub(super) fn read_authorization(text: &str, found: &mut Found) -> bool {
    let Some((scheme, value)) = text.split_once(char::is_whitespace) else {
        return false;
    };
    let value = trim_ends(value).text;
    if value.is_empty() || value.contains(char::is_whitespace) {
        return false;
    }
    if scheme.eq_ignore_ascii_case("bearer") {
        found.access_token();
        return true;
    }
    if !scheme.eq_ignore_ascii_case("basic") {
        return false;
    }
    match decode(value) {
        Some(pair) => take_encoded_pair(pair.expose(), found),
        None => found.note("The Authorization header cannot be decoded. Copy it whole."),
    }
    true
}

/// Reads `id:secret` as typed after `curl -u`: nothing is decoded, and what follows the first colon is the secret.
pub(super) fn take_pair(pair: &str, found: &mut Found) {
    let (id, secret) = pair.split_once(':').unwrap_or((pair, ""));
    found.take(Field::ClientId, id);
    found.take(Field::ClientSecret, secret);
}

/// Takes the content of a Basic header.
pub(super) fn take_encoded_pair(pair: &str, found: &mut Found) {
    let (id, secret) = pair.split_once(':').unwrap_or((pair, ""));
    for (field, half) in [(Field::ClientId, id), (Field::ClientSecret, secret)] {
        match form_decoded(half) {
            Some(decoded) => found.take(field, decoded.expose()),
            None => found.take(field, half),
        }
    }
}

/// Decodes base64 of either alphabet, padded or not; `None` where it holds no `id:secret` in UTF-8.
pub(super) fn decode(text: &str) -> Option<Secret> {
    let config =
        GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent);
    [alphabet::STANDARD, alphabet::URL_SAFE]
        .iter()
        .find_map(|alphabet| {
            let bytes = Zeroizing::new(GeneralPurpose::new(alphabet, config).decode(text).ok()?);
            let pair = std::str::from_utf8(&bytes).ok()?;
            pair.contains(':').then(|| Secret::from(pair))
        })
}

/// Decodes a half that was form-encoded for certain: each `%XX` is one that encoding makes (never of a letter or digit),
/// and nothing is left raw that encoding would have changed. Anything else was most likely sent raw.
fn form_decoded(half: &str) -> Option<Secret> {
    let is_kept =
        |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b'_' | b'*' | b'~');
    let mut escapes = half.split('%');
    let raw_start = escapes.next()?;
    let mut has_escapes = false;
    for escape in escapes {
        let code = u8::from_str_radix(
            escape
                .get(..2)
                .filter(|hex| hex.bytes().all(|b| b.is_ascii_hexdigit()))?,
            16,
        );
        let is_made_by_encoding =
            code.is_ok_and(|code| code == b'~' || code == b'*' || !is_kept(code));
        if !is_made_by_encoding || !escape[2..].bytes().all(is_kept) {
            return None;
        }
        has_escapes = true;
    }
    (has_escapes && raw_start.bytes().all(is_kept))
        .then(|| form::decode(half))
        .flatten()
}
