//! The keychain of each system, and the practice account's store beside it. The only file tree that names keyring and
//! its stores. What is done with them is [`Keychain`](crate::keychain::Keychain)'s.

mod deadline;
mod foreign_error;
#[cfg(target_os = "macos")]
mod macos;
#[cfg(target_os = "linux")]
mod secret_service;
mod system;
#[cfg(windows)]
mod windows;

pub use deadline::{Deadline, Deadlines};
pub use system::SystemVault;

#[cfg(target_os = "macos")]
use macos as platform;
#[cfg(target_os = "linux")]
use secret_service as platform;
#[cfg(windows)]
use windows as platform;

use super::memory_vault::MemoryVault;
use crate::{
    keychain::{Found, ItemName, KeychainError, KeychainInfo, Port, Trouble},
    secret::SecretBytes,
};

/// The service under which every item of this program stands in the keychain.
pub const SERVICE: &str = "talkdesk-setup";

/// Where envelopes are kept.
#[derive(Clone, Debug)]
pub enum Vault {
    /// The operating system's keychain. A call keeps its deadline (10 s; 120 s where the system asks the person).
    System,
    /// The practice account's store in memory, wiped when the program ends.
    Memory(MemoryVault),
}

const SYSTEM: SystemVault = SystemVault {
    deadlines: Deadlines::OF_THE_PROGRAM,
};

impl Port for Vault {
    type Deadline = Deadline;

    fn describe(&self) -> Result<KeychainInfo, KeychainError> {
        match self {
            Self::System => SYSTEM.describe(),
            Self::Memory(memory) => memory.describe(),
        }
    }

    fn unlock(&self) -> Result<(), KeychainError> {
        match self {
            Self::System => SYSTEM.unlock(),
            Self::Memory(memory) => memory.unlock(),
        }
    }

    fn asks_unasked(&self) -> bool {
        match self {
            Self::System => SYSTEM.asks_unasked(),
            Self::Memory(memory) => memory.asks_unasked(),
        }
    }

    fn deadline(&self) -> Deadline {
        SYSTEM.deadline()
    }

    fn users(&self, deadline: Deadline) -> Result<Vec<String>, Trouble> {
        match self {
            Self::System => SYSTEM.users(deadline),
            Self::Memory(memory) => memory.users(()),
        }
    }

    fn find_all(&self, deadline: Deadline) -> Result<Vec<Found>, Trouble> {
        match self {
            Self::System => SYSTEM.find_all(deadline),
            Self::Memory(memory) => memory.find_all(()),
        }
    }

    fn read(&self, item: &ItemName, deadline: Deadline) -> Result<Option<SecretBytes>, Trouble> {
        match self {
            Self::System => SYSTEM.read(item, deadline),
            Self::Memory(memory) => memory.read(item, ()),
        }
    }

    fn read_all(
        &self,
        items: &[ItemName],
        deadline: Deadline,
    ) -> Result<Vec<Result<Option<SecretBytes>, Trouble>>, Trouble> {
        match self {
            Self::System => SYSTEM.read_all(items, deadline),
            Self::Memory(memory) => memory.read_all(items, ()),
        }
    }

    fn write(
        &self,
        item: &ItemName,
        value: &SecretBytes,
        deadline: Deadline,
    ) -> Result<(), Trouble> {
        match self {
            Self::System => SYSTEM.write(item, value, deadline),
            Self::Memory(memory) => memory.write(item, value, ()),
        }
    }

    fn delete(&self, item: &ItemName, deadline: Deadline) -> Result<(), Trouble> {
        match self {
            Self::System => SYSTEM.delete(item, deadline),
            Self::Memory(memory) => memory.delete(item, ()),
        }
    }

    fn delete_one(
        &self,
        user: &str,
        value: &SecretBytes,
        deadline: Deadline,
    ) -> Result<(), Trouble> {
        match self {
            Self::System => SYSTEM.delete_one(user, value, deadline),
            Self::Memory(memory) => memory.delete_one(user, value, ()),
        }
    }

    fn delete_some(&self, at_most: usize, deadline: Deadline) -> Result<usize, Trouble> {
        match self {
            Self::System => SYSTEM.delete_some(at_most, deadline),
            Self::Memory(memory) => memory.delete_some(at_most, ()),
        }
    }
}
