//! What a keychain holds of one account: the credentials in use, and those that they replaced.

use jiff::Timestamp;

use super::Envelope;
use crate::{credentials::ClientId, keychain::KeychainError};

/// What was found under the key of one account, readable or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// The [`Account::key`](crate::talkdesk::Account::key) under which it stands; empty where an item names none.
    pub key: String,
    /// The credentials in use. `NotThere` where only previous ones are left, `NotOurs` and `NewerVersion` where
    /// something else stands there, `Ambiguous` where several items do.
    pub current: Result<Envelope, KeychainError>,
    /// Those that were replaced and are not retired, the newest first.
    pub previous: Vec<Result<Envelope, KeychainError>>,
    /// The items among which the person chooses, where several stand in the place of one.
    pub doubles: Vec<Double>,
}

/// One of several items that stand in the place of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Double {
    /// The client and the time at which it was saved; `None` where the item is no envelope of the account.
    pub client: Option<(ClientId, Timestamp)>,
    /// SHA-256 of its content, which tells it apart without showing anything of it.
    pub digest: [u8; 32],
}

/// All readable credentials of one account, such as to put them back after Remove.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    /// The credentials in use, where there are any.
    pub current: Option<Envelope>,
    /// Those that were replaced and are not retired, the newest first.
    pub previous: Vec<Envelope>,
}

impl Kept {
    /// Whether nothing is there.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.current.is_none() && self.previous.is_empty()
    }
}

impl From<Envelope> for Kept {
    fn from(current: Envelope) -> Self {
        Self {
            current: Some(current),
            previous: Vec::new(),
        }
    }
}
