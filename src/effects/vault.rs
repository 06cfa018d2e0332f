//! The keychain, or the practice account's memory. The only file tree that names keyring and its stores.

mod deadline;
mod item;
#[cfg(target_os = "macos")]
mod macos;
#[cfg(target_os = "linux")]
mod secret_service;
mod self_test;
mod system;
mod trouble;
#[cfg(windows)]
mod windows;

pub use deadline::Deadlines;
pub use system::SystemVault;

#[cfg(target_os = "macos")]
use macos as platform;
#[cfg(target_os = "linux")]
use secret_service as platform;
#[cfg(windows)]
use windows as platform;

use crate::{
    keychain::{KeychainError, KeychainInfo},
    saved::Envelope,
    talkdesk::Account,
};

/// The service under which every item of this program stands in the keychain.
pub const SERVICE: &str = "talkdesk-setup";

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
        match self {
            Self::System => SystemVault::default().describe(),
            Self::Memory(memory) => Ok(memory.describe()),
        }
    }

    /// Asks the system to unlock the keychain, which asks the person; at most 120 s.
    ///
    /// # Errors
    /// When there is none, or the person said no.
    pub fn unlock(&self) -> Result<(), KeychainError> {
        match self {
            Self::System => SystemVault::default().unlock(),
            Self::Memory(_) => Ok(()),
        }
    }

    /// Writes the envelope, reads it back over a new connection and compares. A failed comparison puts the old value back.
    ///
    /// # Errors
    /// When it was not written, or the keychain is locked.
    pub fn save(&self, envelope: &Envelope) -> Result<(), KeychainError> {
        match self {
            Self::System => SystemVault::default().save(envelope),
            Self::Memory(memory) => memory.save(envelope),
        }
    }

    /// Reads the envelope of an account.
    ///
    /// # Errors
    /// When there is none, it is not ours, or the keychain is locked or does not answer.
    pub fn load(&self, account: &Account) -> Result<Envelope, KeychainError> {
        match self {
            Self::System => SystemVault::default().load(account),
            Self::Memory(memory) => memory.load(account),
        }
    }

    /// Deletes the item of an account; a missing one is fine.
    ///
    /// # Errors
    /// When it is not ours, or the keychain is locked or does not answer.
    pub fn remove(&self, account: &Account) -> Result<(), KeychainError> {
        match self {
            Self::System => SystemVault::default().remove(account),
            Self::Memory(memory) => {
                memory.remove(account);
                Ok(())
            }
        }
    }

    /// Reads every item of this program, to rebuild a lost index. An item that is no envelope of this program, and an
    /// account with several items, stand in the list as an error.
    ///
    /// # Errors
    /// When the keychain is missing, locked or does not answer.
    pub fn list(&self) -> Result<Vec<Result<Envelope, KeychainError>>, KeychainError> {
        match self {
            Self::System => SystemVault::default().list(),
            Self::Memory(memory) => Ok(memory.list().into_iter().map(Ok).collect()),
        }
    }

    /// Writes an item of its own, reads it back over a new connection, and deletes it: whether saving would work.
    ///
    /// # Errors
    /// The same as saving would meet.
    pub fn self_test(&self) -> Result<(), KeychainError> {
        match self {
            Self::System => SystemVault::default().self_test(),
            Self::Memory(_) => Ok(()),
        }
    }
}
