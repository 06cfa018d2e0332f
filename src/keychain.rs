//! The keychain: what is done to an account's credentials, how it fails, and the small port that a keychain must offer
//! for it. Pure: the system's keychains and the practice store stand behind the port.

mod agreement;
mod envelopes;
mod error;
mod everything;
mod listing;
mod place;
mod port;
mod previous;
mod self_test;
mod settling;
mod tokens;
mod trouble;

pub(crate) use agreement::difference;
pub use envelopes::Keychain;
pub use error::KeychainError;
pub use port::{Found, ItemName, Port};
pub use trouble::Trouble;

/// What is known of the operating system's keychain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeychainInfo {
    /// Its real name, such as "GNOME Keyring", "KDE Wallet", "macOS Keychain", "Windows Credential Manager".
    pub name: String,
    /// Whether it would have to ask the person before it can be used.
    pub lock: Lock,
}

/// What keeps programs out of a keychain until the person says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lock {
    /// Nothing.
    Open,
    /// It is locked.
    Locked,
    /// It was never used: a first keyring, with a password of its own, is to be made.
    NoKeyring,
}

impl KeychainInfo {
    /// What stands in the way until the person has unlocked it.
    #[must_use]
    pub fn problem(&self) -> Option<KeychainError> {
        let name = self.name.clone();
        match self.lock {
            Lock::Open => None,
            Lock::Locked => Some(KeychainError::Locked { name }),
            Lock::NoKeyring => Some(KeychainError::NoKeyring { name }),
        }
    }
}

/// Whether a keychain keeps what was deleted from it, in a recycle bin, where its owner can still read it.
#[must_use]
pub fn keeps_what_was_deleted(keychain: &str) -> bool {
    keychain == KEEPASSXC
}

/// What remains to be done where a keychain keeps what was deleted.
#[must_use]
pub fn how_to_empty_it(keychain: &str) -> Option<String> {
    keeps_what_was_deleted(keychain).then(|| {
        format!(
            "{keychain} keeps what was deleted in its recycle bin. Empty it there: Groups > Empty recycle bin."
        )
    })
}

/// The name of the keychain that lets programs in one by one, and keeps what was deleted.
pub const KEEPASSXC: &str = "KeePassXC";

/// The name of an account's item in the keychain's own program, such as `Talkdesk credentials: acme (United States)`.
/// Credentials that were replaced stand beside it, with ` (previous)` at the end.
#[must_use]
pub fn item_label(account_label: &str) -> String {
    format!("Talkdesk credentials: {account_label}")
}
