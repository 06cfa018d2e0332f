//! The keychain, or the practice account's memory. The only file tree that names keyring and its stores.

mod deadline;
mod everything;
mod item;
mod listing;
#[cfg(target_os = "macos")]
mod macos;
mod place;
mod previous;
#[cfg(target_os = "linux")]
mod secret_service;
mod self_test;
mod settling;
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
    credentials::ClientId,
    keychain::{KeychainError, KeychainInfo},
    saved::{Double, Envelope, Held, Kept},
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

    /// Saves an account's first credentials: writes them, reads them back over a new connection and compares. What
    /// does not come back as written is deleted again. The same pair already there is fine.
    ///
    /// # Errors
    /// When it was not written, the keychain is locked, or other credentials of the account stand there.
    pub fn save(&self, envelope: &Envelope) -> Result<(), KeychainError> {
        match self {
            Self::System => SystemVault::default().save(envelope),
            Self::Memory(memory) => memory.save(envelope),
        }
    }

    /// Replaces an account's credentials. First copies what stands there into an item of its own (user
    /// `KEY (previous)`), then writes the new ones over it, reads back and compares; a failed comparison puts the old
    /// ones back. At every moment each pair stands in one item at least. Replacing again before the old ones are
    /// retired keeps those too (`KEY (previous 2)`, up to nine). Credentials that come back into use are no previous
    /// ones any more. The same pair already in use is fine.
    ///
    /// # Errors
    /// When it was not written, the keychain is locked, or nine replaced ones are kept already.
    pub fn replace(&self, envelope: &Envelope) -> Result<(), KeychainError> {
        match self {
            Self::System => SystemVault::default().replace(envelope),
            Self::Memory(memory) => memory.replace(envelope),
        }
    }

    /// Forgets replaced credentials, by their client ID: Talkdesk refuses them, or the person said so. Missing ones are
    /// fine, those in use are never touched.
    ///
    /// # Errors
    /// When they were not deleted, or the keychain is locked or does not answer.
    pub fn forget_previous(
        &self,
        account: &Account,
        client_id: &ClientId,
    ) -> Result<(), KeychainError> {
        match self {
            Self::System => SystemVault::default().forget_previous(account, client_id),
            Self::Memory(memory) => {
                memory.forget_previous(account, client_id);
                Ok(())
            }
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

    /// Reads all credentials of an account, in use and previous; those that are not ours are passed over where they
    /// are previous ones.
    ///
    /// # Errors
    /// When what should be in use is not ours, or the keychain is locked or does not answer.
    pub fn load_all(&self, account: &Account) -> Result<Kept, KeychainError> {
        match self {
            Self::System => SystemVault::default().load_all(account),
            Self::Memory(memory) => Ok(memory.load_all(account)),
        }
    }

    /// Deletes all credentials of an account, the previous ones first; missing ones are fine.
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

    /// Puts back what [`load_all`](Self::load_all) read before [`remove`](Self::remove).
    ///
    /// # Errors
    /// When it was not written, the keychain is locked, or other credentials of the account stand there.
    pub fn restore(&self, kept: &Kept) -> Result<(), KeychainError> {
        match self {
            Self::System => SystemVault::default().restore(kept),
            Self::Memory(memory) => memory.restore(kept),
        }
    }

    /// Reads every item of this program, by account, those included that are not ours or stand there twice.
    ///
    /// # Errors
    /// When the keychain is missing, locked or does not answer.
    pub fn list(&self) -> Result<Vec<Held>, KeychainError> {
        match self {
            Self::System => SystemVault::default().list(),
            Self::Memory(memory) => Ok(memory.list()),
        }
    }

    /// Clears the place of an account for which several items stand there, or one that is not ours. The chosen one stays
    /// in place; without a choice, none does. The others are copied before they are deleted: credentials become previous
    /// ones, anything else goes into an item of its own (user `KEY (set aside)`).
    ///
    /// # Errors
    /// When the chosen one is not there any more, something was not written, or the keychain is locked or does not
    /// answer. What was not copied then still stands.
    pub fn settle(&self, account: &Account, chosen: Option<&Double>) -> Result<(), KeychainError> {
        match self {
            Self::System => SystemVault::default().settle(account, chosen),
            // Nothing but this program writes there.
            Self::Memory(_) => Ok(()),
        }
    }

    /// Whether reading an item may make the system ask the person, although the keychain is unlocked.
    #[must_use]
    pub fn asks_unasked(&self) -> bool {
        matches!(self, Self::System) && platform::ASKS_UNASKED
    }

    /// The users of all items of this program, such as `acme@us`, whatever is in them; sorted. No secret is read.
    ///
    /// # Errors
    /// When the keychain is missing, locked or does not answer.
    pub fn items(&self) -> Result<Vec<String>, KeychainError> {
        match self {
            Self::System => SystemVault::default().items(),
            Self::Memory(memory) => Ok(memory.items()),
        }
    }

    /// Deletes all items of this program, whatever is in them, and returns how many there were.
    ///
    /// # Errors
    /// When the keychain is missing, locked or does not answer, or something is left.
    pub fn remove_all(&self) -> Result<usize, KeychainError> {
        match self {
            Self::System => SystemVault::default().remove_all(),
            Self::Memory(memory) => Ok(memory.remove_all()),
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
