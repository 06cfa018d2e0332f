//! The practice account's store.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use crate::{
    keychain::{KeychainError, KeychainInfo},
    saved::Envelope,
    talkdesk::Account,
};

const NAME: &str = "Practice store (in memory)";

/// Envelopes in memory, shared by clones; each is wiped when it is replaced, removed, or the last clone is dropped.
#[derive(Clone, Debug, Default)]
pub struct MemoryVault {
    envelopes: Arc<Mutex<BTreeMap<String, Envelope>>>,
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

    /// Keeps the envelope in place of the one of the same account.
    ///
    /// # Errors
    /// When it is longer than a keychain takes, so that practice refuses what the real keychain would.
    pub fn save(&self, envelope: &Envelope) -> Result<(), KeychainError> {
        if envelope.to_json().is_err() {
            return Err(KeychainError::TooLong);
        }
        self.envelopes()
            .insert(envelope.account.key(), envelope.clone());
        Ok(())
    }

    /// The envelope of an account.
    ///
    /// # Errors
    /// When there is none.
    pub fn load(&self, account: &Account) -> Result<Envelope, KeychainError> {
        self.envelopes()
            .get(&account.key())
            .cloned()
            .ok_or_else(|| KeychainError::NotThere {
                name: NAME.into(),
                account: account.label(),
            })
    }

    /// Forgets the envelope of an account; a missing one is fine.
    pub fn remove(&self, account: &Account) {
        self.envelopes().remove(&account.key());
    }

    /// Every envelope.
    #[must_use]
    pub fn list(&self) -> Vec<Envelope> {
        self.envelopes().values().cloned().collect()
    }

    fn envelopes(&self) -> MutexGuard<'_, BTreeMap<String, Envelope>> {
        self.envelopes
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}
