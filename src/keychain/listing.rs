//! Everything that the keychain holds under this program's name, sorted by account.

use std::collections::BTreeMap;

use super::{Found, KeychainError, Trouble, place::Names, previous, self_test, settling, tokens};
use crate::{
    foreign_text,
    saved::{Envelope, Held},
    secret::SecretBytes,
    talkdesk::Account,
};

#[derive(Default)]
struct Items {
    current: Vec<SecretBytes>,
    previous: Vec<SecretBytes>,
}

/// Sorts what was found. An item that names no account stands under an empty key.
pub(super) fn sort(keychain: &str, found: Vec<Found>) -> Vec<Held> {
    let mut by_key: BTreeMap<String, Items> = BTreeMap::new();
    for Found { user, value } in found {
        if self_test::is_user(&user) || settling::is_set_aside(&user) || tokens::is_user(&user) {
            continue;
        }
        match previous::key_of(&user) {
            Some(key) => by_key
                .entry(key.to_owned())
                .or_default()
                .previous
                .push(value),
            None => by_key.entry(user).or_default().current.push(value),
        }
    }
    by_key
        .into_iter()
        .map(|(key, items)| held(keychain, key, &items))
        .collect()
}

fn held(keychain: &str, key: String, items: &Items) -> Held {
    let names = Names {
        keychain: keychain.to_owned(),
        label: if key.is_empty() {
            "an unknown account".to_owned()
        } else {
            Account::of_key(&key)
                .map_or_else(|| foreign_text::name(&key), |account| account.label())
        },
        key: key.clone(),
    };
    let current = match items.current.as_slice() {
        [] => Err(names.error(Trouble::NotThere)),
        [value] => names.understand(value).map(|old| old.envelope),
        _ if key.is_empty() => Err(KeychainError::NotOurs {
            name: names.keychain.clone(),
            account: names.label.clone(),
        }),
        _ => Err(names.error(Trouble::Ambiguous)),
    };
    let beside = Names {
        label: format!("{} (previous)", names.label),
        ..names.clone()
    };
    let (ours, unknown): (Vec<_>, Vec<_>) = items
        .previous
        .iter()
        .map(|value| beside.understand(value).map(|old| old.envelope))
        .partition(Result::is_ok);
    let ours: Vec<Envelope> = ours.into_iter().flatten().collect();
    let previous = previous::newest_first(ours, current.as_ref().ok())
        .into_iter()
        .map(Ok)
        .chain(unknown)
        .collect();
    let doubles = match &current {
        Err(KeychainError::Ambiguous { .. }) => items
            .current
            .iter()
            .map(|value| settling::double(&names, value))
            .collect(),
        _ => Vec::new(),
    };
    Held {
        key,
        current,
        previous,
        doubles,
    }
}
