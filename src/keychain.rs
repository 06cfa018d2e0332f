//! The keychain: what is done to an account's credentials, how it fails, and the small port that a keychain must offer
//! for it. Pure: the system's keychains and the practice store stand behind the port.

mod envelopes;
mod error;
mod everything;
mod listing;
mod place;
mod port;
mod previous;
mod self_test;
mod settling;
mod trouble;

pub use envelopes::Keychain;
pub use error::KeychainError;
pub use port::{Found, ItemName, Port};
pub use trouble::Trouble;

/// What is known of the operating system's keychain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeychainInfo {
    /// Its real name, such as "GNOME Keyring", "KDE Wallet", "macOS Keychain", "Windows Credential Manager".
    pub name: String,
    /// Whether it is locked and would ask the person to unlock it.
    pub locked: bool,
}

/// The name of an account's item in the keychain's own program, such as `Talkdesk credentials: acme (United States)`.
/// Credentials that were replaced stand beside it, with ` (previous)` at the end.
#[must_use]
pub fn item_label(account_label: &str) -> String {
    format!("Talkdesk credentials: {account_label}")
}
