//! Everything that the keychain holds under this program's name, sorted by account.

use std::collections::BTreeMap;

use super::{
    item::{Found, Item, Value},
    place::Place,
    previous, self_test, settling,
};
use crate::{
    keychain::KeychainError,
    saved::{Envelope, Held},
    talkdesk::Account,
};

#[derive(Default)]
struct Items {
    current: Vec<Value>,
    previous: Vec<Value>,
}

/// Sorts what was found. An item that names no account stands under an empty key.
pub(super) fn sort(keychain: &str, found: Vec<Found>) -> Vec<Held> {
    let mut by_key: BTreeMap<String, Items> = BTreeMap::new();
    for Found { user, value } in found {
        let user = user.unwrap_or_default();
        if self_test::is_user(&user) {
            continue;
        }
        if settling::is_set_aside(&user) {
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
    let place = Place {
        keychain: keychain.to_owned(),
        label: if key.is_empty() {
            "an unknown account".to_owned()
        } else {
            Account::of_key(&key).map_or_else(|| key.clone(), |account| account.label())
        },
        item: Item {
            user: key.clone(),
            label: String::new(),
        },
        key: key.clone(),
    };
    let names = || (place.keychain.clone(), place.label.clone());
    let current = match items.current.as_slice() {
        [] => {
            let (name, account) = names();
            Err(KeychainError::NotThere { name, account })
        }
        [value] => place.understand(value).map(|old| old.envelope),
        _ if key.is_empty() => {
            let (name, account) = names();
            Err(KeychainError::NotOurs { name, account })
        }
        _ => {
            let (name, account) = names();
            Err(KeychainError::Ambiguous { name, account })
        }
    };
    let beside = Place {
        keychain: place.keychain.clone(),
        label: format!("{} (previous)", place.label),
        key: place.key.clone(),
        item: place.item.clone(),
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
            .map(|value| settling::double(&place, value))
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
