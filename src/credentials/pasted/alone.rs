//! Values that stand alone: an address, a client ID, a secret, `id:secret`, or some of these one after the other.

use super::{
    basic,
    found::{Field, Found},
};
use crate::{
    credentials::{client_id::looks_like_id, client_secret::looks_like_secret},
    secret::Secret,
    talkdesk::read_address,
};

/// Reads the text if it is nothing but values that can be told apart by their looks; says whether it is.
pub(super) fn read(text: &str, found: &mut Found) -> bool {
    const MOST: usize = 4;
    let words: Vec<&str> = text.split_whitespace().take(MOST + 1).collect();
    if let [id, secret] = words[..]
        && looks_like_id(id)
        && text.contains(['\n', '\r'])
        && is_plausible_secret(secret)
    {
        found.take(Field::ClientId, id);
        found.take(Field::ClientSecret, secret);
        return true;
    }
    let values: Option<Vec<Value>> = words.into_iter().map(Value::of).collect();
    match values {
        Some(values) if (1..=MOST).contains(&values.len()) => {
            for value in &values {
                value.take_into(found);
            }
            true
        }
        _ => false,
    }
}

enum Value<'a> {
    Id(&'a str),
    Secret(&'a str),
    Pair(&'a str),
    Basic(Secret),
    Address(&'a str),
    Jwt,
}

impl<'a> Value<'a> {
    fn of(word: &'a str) -> Option<Self> {
        let bare = word.trim_matches(['"', '\'', '`', '“', '”', '<', '>', ',', ';']);
        let starts_with_id = |pair: &str| {
            pair.split_once(':')
                .is_some_and(|(id, rest)| looks_like_id(id) && !rest.is_empty())
        };
        if looks_like_id(bare) {
            Some(Self::Id(bare))
        } else if starts_with_id(word) {
            Some(Self::Pair(word))
        } else if let Some(pair) = basic::decode(bare).filter(|pair| starts_with_id(pair.expose()))
        {
            Some(Self::Basic(pair))
        } else if looks_like_secret(bare) {
            Some(Self::Secret(bare))
        } else if bare.starts_with("eyJ") && bare.split('.').count() == 3 {
            Some(Self::Jwt)
        } else if read_address(bare).is_ok_and(|address| address.region.is_some()) {
            Some(Self::Address(bare))
        } else {
            None
        }
    }

    fn take_into(&self, found: &mut Found) {
        match self {
            Self::Id(id) => found.take(Field::ClientId, id),
            Self::Secret(secret) => found.take(Field::ClientSecret, secret),
            Self::Pair(pair) => basic::take_pair(pair, found),
            Self::Basic(pair) => basic::take_encoded_pair(pair.expose(), found),
            Self::Address(address) => found.take(Field::Address, address),
            Self::Jwt => found.access_token(),
        }
    }
}

/// Whether the text below a client ID can be its secret: 16 visible characters or more, and no address.
fn is_plausible_secret(text: &str) -> bool {
    text.len() >= 16
        && text.bytes().all(|b| b.is_ascii_graphic())
        && read_address(text).is_err()
        && !text.contains("://")
}
