//! The vocabulary of the keychain: what it is called, and how it fails. Pure.

/// What is known of the operating system's keychain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeychainInfo {
    /// Its real name, such as "GNOME Keyring", "KDE Wallet", "KeePassXC", "macOS Keychain", "Windows Credential Manager".
    pub name: String,
    /// Whether it is locked and would ask the person to unlock it.
    pub locked: bool,
}

/// Why the keychain did not do what was asked. Each has its own sentence; none holds a foreign error or a secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeychainError {
    /// There is none on this system, or none that answers.
    Missing,
    /// It is locked, and unlocking was not asked for.
    Locked {
        /// Its name.
        name: String,
    },
    /// The person dismissed the prompt, or access was denied.
    Refused {
        /// Its name.
        name: String,
    },
    /// No answer within the deadline.
    Frozen {
        /// Its name.
        name: String,
    },
    /// What was read back is not what was written; the old value was put back.
    ReadBackDiffers {
        /// Its name.
        name: String,
    },
    /// It could not write: storage read-only or full. The old value stands.
    NotWritten {
        /// Its name.
        name: String,
    },
    /// More than one item for one account.
    Ambiguous {
        /// The account's label.
        account: String,
    },
    /// The item holds something that this program did not write, or a newer version did; it is left alone.
    NotOurs {
        /// The account's label.
        account: String,
    },
    /// The envelope is longer than every system's keychain takes.
    TooLong,
    /// The item is gone.
    NotThere {
        /// The account's label.
        account: String,
    },
    /// Anything else, in this program's own words.
    Other {
        /// Its name.
        name: String,
    },
}

/// The three parts of a keychain problem as the person reads it.
impl KeychainError {
    /// One sentence: what happened.
    #[must_use]
    pub fn what_happened(&self) -> String {
        todo!()
    }

    /// What to do now, such as how to get a keychain on this system.
    #[must_use]
    pub fn what_to_do(&self) -> String {
        todo!()
    }
}
