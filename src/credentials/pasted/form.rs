//! `application/x-www-form-urlencoded` pairs, as a token request's body or an address's query has them.

use zeroize::Zeroizing;

use super::found::{Field, Found};
use crate::secret::Secret;

/// Reads `client_id=…&client_secret=…` where every name is one of OAuth's; says whether it was that.
pub(super) fn read(text: &str, found: &mut Found) -> bool {
    const NAMES: [&str; 10] = [
        "grant_type",
        "scope",
        "client_id",
        "client_secret",
        "audience",
        "redirect_uri",
        "response_type",
        "state",
        "account_name",
        "region",
    ];
    let text = text.split('#').next().unwrap_or_default();
    let pairs = || {
        text.split('&')
            .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
    };
    if !text.contains('&') || !pairs().all(|(name, _)| NAMES.contains(&name)) {
        return false;
    }
    for (name, value) in pairs() {
        if let (Some(field), Some(value)) = (Field::of(name), decode(value)) {
            found.take(field, value.expose());
        }
    }
    true
}

/// Decodes `%XX` and `+`; `None` where the bytes are no UTF-8.
pub(super) fn decode(text: &str) -> Option<Secret> {
    let mut spaced = Secret::with_capacity(text.len());
    for part in text.split_inclusive('+') {
        let fits = match part.strip_suffix('+') {
            Some(word) => spaced.push_str(word) && spaced.push_str(" "),
            None => spaced.push_str(part),
        };
        if !fits {
            return None;
        }
    }
    let mut bytes = Zeroizing::new(Vec::with_capacity(text.len()));
    bytes.extend(percent_encoding::percent_decode_str(spaced.expose()));
    std::str::from_utf8(&bytes).ok().map(Secret::from)
}
