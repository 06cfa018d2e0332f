//! The index: which accounts are saved, without any secret, so that the program opens without asking the keychain.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::account_record::AccountRecord;
use crate::{credentials::ClientId, talkdesk::Account};

/// The version that this program writes.
const VERSION: u32 = 1;

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
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LastVerification {
    /// When it ended.
    pub at: Timestamp,
    /// How.
    pub result: VerificationResult,
}

/// How a verification of saved credentials ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
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
        let damaged = |_| IndexError::Damaged;
        let Versioned { version } = serde_json::from_str(text).map_err(damaged)?;
        if version > VERSION {
            return Err(IndexError::NewerVersion);
        }
        let stored: Stored = serde_json::from_str(text).map_err(damaged)?;
        let entries: Option<Vec<Entry>> = stored
            .accounts
            .into_iter()
            .map(EntryRecord::entry)
            .collect();
        Ok(Self {
            entries: entries.ok_or(IndexError::Damaged)?,
        })
    }

    /// The index file's text, indented.
    #[must_use]
    pub fn to_json(&self) -> String {
        let accounts = self.entries.iter().map(EntryRecord::of).collect();
        let stored = Stored {
            version: VERSION,
            accounts,
        };
        // Records of texts and times always serialize.
        serde_json::to_string_pretty(&stored).unwrap_or_default()
    }

    /// The entry of an account.
    #[must_use]
    pub fn find(&self, account: &Account) -> Option<&Entry> {
        self.entries
            .iter()
            .find(|entry| entry.account.key() == account.key())
    }

    /// The entry of an account, to be changed.
    pub fn find_mut(&mut self, account: &Account) -> Option<&mut Entry> {
        let key = account.key();
        self.entries
            .iter_mut()
            .find(|entry| entry.account.key() == key)
    }

    /// Adds an entry, or replaces the one with the same key in its place.
    pub fn put(&mut self, entry: Entry) {
        match self.find_mut(&entry.account) {
            Some(place) => *place = entry,
            None => self.entries.push(entry),
        }
    }

    /// Takes the entry of an account out.
    pub fn remove(&mut self, account: &Account) {
        let key = account.key();
        self.entries.retain(|entry| entry.account.key() != key);
    }
}

impl LastVerification {
    /// A verification that ended with a token.
    #[must_use]
    pub fn accepted(at: Timestamp) -> Self {
        Self {
            at,
            result: VerificationResult::Accepted,
        }
    }
}

#[derive(Deserialize)]
struct Versioned {
    version: u32,
}

#[derive(Serialize, Deserialize)]
struct Stored {
    version: u32,
    accounts: Vec<EntryRecord>,
}

#[derive(Serialize, Deserialize)]
struct EntryRecord {
    #[serde(flatten)]
    account: AccountRecord,
    client_id: String,
    created_at: Timestamp,
    keychain: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    last_verified: Option<LastVerification>,
}

impl EntryRecord {
    fn of(entry: &Entry) -> Self {
        Self {
            account: AccountRecord::of(&entry.account),
            client_id: entry.client_id.as_str().to_owned(),
            created_at: entry.created_at,
            keychain: entry.keychain.clone(),
            last_verified: entry.last_verified.clone(),
        }
    }

    fn entry(self) -> Option<Entry> {
        Some(Entry {
            account: self.account.account()?,
            client_id: ClientId::parse(&self.client_id).ok()?,
            created_at: self.created_at,
            keychain: self.keychain,
            last_verified: self.last_verified,
        })
    }
}
