//! What goes wrong at the port, before it is known what it went wrong with.

use super::KeychainError;

/// Why one call of the port failed. It holds nothing of a foreign error, which could show a secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// There is no keychain.
    Missing,
    /// There is no session bus.
    NoSessionBus,
    /// It is locked.
    Locked,
    /// The person or the system denied access.
    Refused,
    /// No answer within the deadline.
    Frozen,
    /// Its program ended while it was asked.
    Stopped,
    /// There is no such item.
    NotThere,
    /// There are several such items.
    Ambiguous,
    /// The value is longer than it takes.
    TooLong,
    /// Anything else; of a change, that it was not made.
    Failed,
}

impl Trouble {
    /// Names the keychain and the account.
    #[must_use]
    pub fn of(self, name: &str, account: &str) -> KeychainError {
        let name = name.to_owned();
        let account = account.to_owned();
        match self {
            Self::Missing => KeychainError::Missing,
            Self::NoSessionBus => KeychainError::NoSessionBus,
            Self::Locked => KeychainError::Locked { name },
            Self::Refused => KeychainError::Refused { name },
            Self::Frozen => KeychainError::Frozen { name },
            Self::Stopped => KeychainError::Stopped { name },
            Self::NotThere => KeychainError::NotThere { name, account },
            Self::Ambiguous => KeychainError::Ambiguous { name, account },
            Self::TooLong => KeychainError::TooLong,
            Self::Failed => KeychainError::Other { name },
        }
    }

    /// The same, of a call that was to change something.
    #[must_use]
    pub fn of_change(self, name: &str, account: &str) -> KeychainError {
        match self {
            Self::Failed => KeychainError::NotWritten {
                name: name.to_owned(),
            },
            other => other.of(name, account),
        }
    }
}
