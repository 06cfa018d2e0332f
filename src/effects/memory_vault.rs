//! The practice account's store.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use crate::{
    credentials::ClientId,
    keychain::{KeychainError, KeychainInfo},
    saved::{Envelope, Held, Kept},
    talkdesk::Account,
};

const NAME: &str = "Practice store (in memory)";

/// Envelopes in memory, shared by clones; each is wiped when it is forgotten, or the last clone is dropped. It refuses
/// what the real keychain would.
#[derive(Clone, Debug, Default)]
pub struct MemoryVault {
    accounts: Arc<Mutex<BTreeMap<String, Kept>>>,
}

impl MemoryVault {
    /// Its name; it is never locked.
    #[must_use]
    pub fn describe(&self) -> KeychainInfo {
        KeychainInfo {
            name: NAME.into(),
            locked: false,
        }
    }

    /// See [`Vault::save`](super::vault::Vault::save).
    ///
    /// # Errors
    /// When it is longer than a keychain takes, or other credentials of the account stand there.
    pub fn save(&self, envelope: &Envelope) -> Result<(), KeychainError> {
        let mut accounts = self.accounts();
        let kept = accounts.entry(envelope.account.key()).or_default();
        match &kept.current {
            Some(current) if !current.is_same_pair(envelope) => Err(KeychainError::AlreadySaved {
                name: NAME.into(),
                account: envelope.account.label(),
            }),
            Some(_) => Ok(()),
            None => put(kept, envelope),
        }
    }

    /// See [`Vault::replace`](super::vault::Vault::replace).
    ///
    /// # Errors
    /// When it is longer than a keychain takes.
    pub fn replace(&self, envelope: &Envelope) -> Result<(), KeychainError> {
        put(
            self.accounts().entry(envelope.account.key()).or_default(),
            envelope,
        )
    }

    /// The envelope of an account.
    ///
    /// # Errors
    /// When there is none.
    pub fn load(&self, account: &Account) -> Result<Envelope, KeychainError> {
        self.load_all(account)
            .current
            .ok_or_else(|| not_there(account.label()))
    }

    /// All credentials of an account.
    #[must_use]
    pub fn load_all(&self, account: &Account) -> Kept {
        self.accounts()
            .get(&account.key())
            .cloned()
            .unwrap_or_default()
    }

    /// Forgets replaced credentials by their client ID.
    pub fn forget_previous(&self, account: &Account, client_id: &ClientId) {
        if let Some(kept) = self.accounts().get_mut(&account.key())
            && let Some(place) = kept
                .previous
                .iter()
                .position(|envelope| envelope.client_id == *client_id)
        {
            kept.previous.remove(place);
        }
    }

    /// Forgets all credentials of an account; missing ones are fine.
    pub fn remove(&self, account: &Account) {
        self.accounts().remove(&account.key());
    }

    /// Puts back what was removed.
    ///
    /// # Errors
    /// When other credentials of the account stand there.
    pub fn restore(&self, kept: &Kept) -> Result<(), KeychainError> {
        if let Some(current) = &kept.current {
            self.save(current)?;
        }
        let mut accounts = self.accounts();
        for envelope in &kept.previous {
            let restored = accounts.entry(envelope.account.key()).or_default();
            if !restored.previous.contains(envelope) {
                restored.previous.push(envelope.clone());
                restored
                    .previous
                    .sort_by_key(|envelope| std::cmp::Reverse(envelope.created_at));
            }
        }
        Ok(())
    }

    /// Everything, by account.
    #[must_use]
    pub fn list(&self) -> Vec<Held> {
        self.accounts()
            .iter()
            .filter(|(_, kept)| !kept.is_empty())
            .map(|(key, kept)| Held {
                key: key.clone(),
                current: kept.current.clone().ok_or_else(|| not_there(key.clone())),
                previous: kept.previous.iter().cloned().map(Ok).collect(),
                doubles: Vec::new(),
            })
            .collect()
    }

    /// The user of every item that the keychain would hold.
    #[must_use]
    pub fn items(&self) -> Vec<String> {
        let accounts = self.accounts();
        let users = accounts.iter().flat_map(|(key, kept)| {
            let old = std::iter::repeat_n(format!("{key} (previous)"), kept.previous.len());
            kept.current.iter().map(|_| key.clone()).chain(old)
        });
        users.collect()
    }

    /// Forgets everything, and returns how many items that were.
    #[must_use]
    pub fn remove_all(&self) -> usize {
        let items = self.items().len();
        self.accounts().clear();
        items
    }

    fn accounts(&self) -> MutexGuard<'_, BTreeMap<String, Kept>> {
        self.accounts.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Brings an envelope into use; what it replaces becomes previous.
fn put(kept: &mut Kept, envelope: &Envelope) -> Result<(), KeychainError> {
    if envelope.to_json().is_err() {
        return Err(KeychainError::TooLong);
    }
    match &kept.current {
        Some(current) if current.is_same_pair(envelope) => return Ok(()),
        _ => {}
    }
    kept.previous.extend(kept.current.replace(envelope.clone()));
    kept.previous.retain(|old| !old.is_same_pair(envelope));
    kept.previous
        .sort_by_key(|envelope| std::cmp::Reverse(envelope.created_at));
    Ok(())
}

fn not_there(account: String) -> KeychainError {
    KeychainError::NotThere {
        name: NAME.into(),
        account,
    }
}
