//! The index: which accounts are saved, without any secret, so that the program opens without asking the keychain.

use jiff::Timestamp;

use crate::{credentials::ClientId, talkdesk::Account};

/// All saved accounts, in the order in which they are shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Index {
    /// The entries; no two with the same [`Account::key`].
    pub entries: Vec<Entry>,
}

/// One saved account, without its secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The account.
    pub account: Account,
    /// The client ID.
    pub client_id: ClientId,
    /// When the credentials were saved.
    pub created_at: Timestamp,
    /// The keychain's name as it was when saved, such as "GNOME Keyring".
    pub keychain: String,
    /// The last verification, if there was one.
    pub last_verified: Option<LastVerification>,
}

/// When and how the last verification ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LastVerification {
    /// When it ended.
    pub at: Timestamp,
    /// How.
    pub result: VerificationResult,
}

/// How a verification of saved credentials ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum VerificationResult {
    /// Talkdesk gave a token.
    Accepted,
    /// Talkdesk refused; the sentence says why.
    Refused(String),
    /// Talkdesk was not reached; the sentence says why.
    NotReached(String),
}

/// Why an index file cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum IndexError {
    /// It is not JSON of the known shape.
    Damaged,
    /// Written by a newer version of the program.
    NewerVersion,
}

impl Index {
    /// Reads the index file's text. Entries that cannot be read make the whole damaged.
    ///
    /// # Errors
    /// When it is damaged or from a newer version.
    pub fn from_json(text: &str) -> Result<Self, IndexError> {
        let _ = text;
        todo!()
    }

    /// The index file's text, indented.
    #[must_use]
    pub fn to_json(&self) -> String {
        todo!()
    }

    /// The entry of an account.
    #[must_use]
    pub fn find(&self, account: &Account) -> Option<&Entry> {
        self.entries
            .iter()
            .find(|entry| entry.account.key() == account.key())
    }

    /// Adds an entry, or replaces the one with the same key in its place.
    pub fn put(&mut self, entry: Entry) {
        let _ = entry;
        todo!()
    }

    /// Takes the entry of an account out.
    pub fn remove(&mut self, account: &Account) {
        let _ = account;
        todo!()
    }
}
