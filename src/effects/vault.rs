//! The keychain, or the practice account's memory. The only file tree that names keyring and its stores.

use crate::{
    keychain::{KeychainError, KeychainInfo},
    saved::Envelope,
    talkdesk::Account,
};

/// Where envelopes are kept. Every call blocks: run it on a thread of its own, never on the window's or a runtime's.
/// Each call keeps its own deadline (10 s; 120 s where the system asks the person), so it always returns.
#[derive(Clone, Debug)]
pub enum Vault {
    /// The operating system's keychain.
    System,
    /// The practice account's store in memory, wiped when the program ends.
    Memory(super::memory_vault::MemoryVault),
}

impl Vault {
    /// Which keychain it is and whether it is locked; never prompts.
    ///
    /// # Errors
    /// When there is none.
    pub fn describe(&self) -> Result<KeychainInfo, KeychainError> {
        todo!()
    }

    /// Asks the system to unlock the keychain, which asks the person; at most 120 s.
    ///
    /// # Errors
    /// When there is none, or the person said no.
    pub fn unlock(&self) -> Result<(), KeychainError> {
        todo!()
    }

    /// Writes the envelope, reads it back over a new connection and compares. A failed comparison puts the old value back.
    ///
    /// # Errors
    /// When it was not written, or the keychain is locked.
    pub fn save(&self, envelope: &Envelope) -> Result<(), KeychainError> {
        let _ = envelope;
        todo!()
    }

    /// Reads the envelope of an account.
    ///
    /// # Errors
    /// When there is none, it is not ours, or the keychain is locked or does not answer.
    pub fn load(&self, account: &Account) -> Result<Envelope, KeychainError> {
        let _ = account;
        todo!()
    }

    /// Deletes the item of an account; a missing one is fine.
    ///
    /// # Errors
    /// When the keychain is locked or does not answer.
    pub fn remove(&self, account: &Account) -> Result<(), KeychainError> {
        let _ = account;
        todo!()
    }

    /// Reads every envelope of this program, to rebuild a lost index.
    ///
    /// # Errors
    /// When the keychain is missing, locked or does not answer.
    pub fn list(&self) -> Result<Vec<Envelope>, KeychainError> {
        todo!()
    }
}
