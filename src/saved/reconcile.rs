//! The index beside the keychain: what one knows and the other does not. The keychain is right about credentials, the
//! index alone knows how a verification ended.

use jiff::Timestamp;

use super::{Double, Entry, Envelope, Held, Index};
use crate::{
    keychain::{KeychainError, difference},
    talkdesk::Account,
};

/// An item that is not what it should be: gone, edited, there twice, from a newer version, not what the list says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OddItem {
    /// The account whose credentials it should hold; `None` where the item does not say.
    pub account: Option<Account>,
    /// Whether it stands where the credentials in use should, or where replaced ones are kept.
    pub in_use: bool,
    /// What is odd about it.
    pub error: KeychainError,
    /// The items among which the person chooses, where there are several for one account.
    pub doubles: Vec<Double>,
}

impl Index {
    /// Takes over what the keychain, named `keychain`, holds: accounts that the index has lost, credentials that were
    /// replaced without it. Returns the items that are not what they should be.
    pub fn reconcile(&mut self, held: &[Held], keychain: &str, now: Timestamp) -> Vec<OddItem> {
        let mut odd = Vec::new();
        for held in held {
            let previous: Vec<Envelope> = held
                .previous
                .iter()
                .filter_map(|previous| previous.as_ref().ok().cloned())
                .collect();
            let mut differs = None;
            match (&held.current, previous.as_slice()) {
                (Ok(current), previous) => {
                    differs = self.difference(current, previous, keychain);
                    if differs.is_none() {
                        self.follow(current, previous, keychain, now);
                    }
                }
                // Only what was replaced is left: better a card that says so than an account that is forgotten.
                (Err(KeychainError::NotThere { .. }), [newest, older @ ..])
                    if self.find(&newest.account).is_none() =>
                {
                    self.follow(newest, older, keychain, now);
                }
                _ => {}
            }
            let account = self.account_of(&held.key);
            let odd_item = |in_use, error: &KeychainError| OddItem {
                account: account.clone(),
                in_use,
                error: error.clone(),
                doubles: if in_use {
                    held.doubles.clone()
                } else {
                    Vec::new()
                },
            };
            if let Some(error) = held.current.as_ref().err().or(differs.as_ref()) {
                odd.push(odd_item(true, error));
            }
            for error in held.previous.iter().filter_map(|old| old.as_ref().err()) {
                odd.push(odd_item(false, error));
            }
        }
        let gone = self.entries.iter().filter(|entry| {
            let key = entry.account.key();
            !held.iter().any(|held| held.key == key)
        });
        odd.extend(gone.map(|entry| OddItem {
            account: Some(entry.account.clone()),
            in_use: true,
            error: KeychainError::NotThere {
                name: keychain.to_owned(),
                account: entry.account.label(),
            },
            doubles: Vec::new(),
        }));
        odd
    }

    /// How the list differs from the credentials in use. Where it shows credentials that are kept as previous ones, it
    /// only has not heard yet that they were replaced.
    fn difference(
        &self,
        current: &Envelope,
        previous: &[Envelope],
        keychain: &str,
    ) -> Option<KeychainError> {
        let entry = self.find(&current.account)?;
        let was_replaced = previous
            .iter()
            .any(|old| old.account == entry.account && old.client_id == entry.client_id);
        if was_replaced {
            return None;
        }
        difference(keychain, &entry.account, &entry.client_id, current)
    }

    fn follow(
        &mut self,
        current: &Envelope,
        previous: &[Envelope],
        keychain: &str,
        now: Timestamp,
    ) {
        if self.find(&current.account).is_none() {
            self.put(Entry::new(current, keychain));
        }
        if let Some(entry) = self.find_mut(&current.account) {
            entry.follow(current, previous, now);
        }
    }

    /// The account of a key, as far as it is known: the index knows it, or it is in a region with known hosts.
    fn account_of(&self, key: &str) -> Option<Account> {
        let known = self.entries.iter().map(|entry| &entry.account);
        known
            .into_iter()
            .find(|account| account.key() == key)
            .cloned()
            .or_else(|| Account::of_key(key))
    }
}
