//! The index: which accounts are saved, without any secret, so that the program opens without asking the keychain.

use std::{collections::HashSet, error::Error, fmt, time::Duration};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{
    Envelope, Replaced, VERSION, Version, replaced::StoredReplaced, stored_account::StoredAccount,
};
use crate::{
    credentials::ClientId,
    foreign_text,
    talkdesk::{Account, looks_like_scope},
    verification::Proof,
};

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
    /// The name that this program gave for the client in Talkdesk; `None` where it is not known any more.
    pub client_name: Option<String>,
    /// The longest life of a token that was made from these credentials; `None` where none was seen.
    pub longest_token_life: Option<Duration>,
    /// The permissions (scopes) that Talkdesk granted, as it said at the last accepted verification; `None` where it never did.
    pub granted: Option<Vec<String>>,
    /// The credentials that were replaced and are still kept, the newest first.
    pub previous: Vec<Replaced>,
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

impl Entry {
    /// What an envelope alone says.
    #[must_use]
    pub fn new(envelope: &Envelope, keychain: impl Into<String>) -> Self {
        Self {
            account: envelope.account.clone(),
            client_id: envelope.client_id.clone(),
            created_at: envelope.created_at,
            keychain: keychain.into(),
            last_verified: None,
            client_name: None,
            longest_token_life: None,
            granted: None,
            previous: Vec::new(),
        }
    }
}

impl Entry {
    /// Of credentials that Talkdesk has accepted, before they are saved.
    #[must_use]
    pub fn accepted(envelope: &Envelope, proof: &Proof, at: Timestamp) -> Self {
        let mut entry = Self {
            last_verified: Some(LastVerification::accepted(at)),
            ..Self::new(envelope, "")
        };
        entry.learn(proof.into());
        entry
    }
}

impl Index {
    /// Reads the index file's text. Entries that cannot be read make the whole damaged; unknown members are ignored. Other
    /// programs can write to the file: its free texts are cleaned and cut.
    ///
    /// # Errors
    /// When it is damaged or from a newer version.
    pub fn from_json(text: &str) -> Result<Self, IndexError> {
        match serde_json::from_str(text) {
            Ok(Version { version: VERSION }) => Self::read(text).ok_or(IndexError::Damaged),
            Ok(Version { version }) if version > VERSION => Err(IndexError::NewerVersion),
            _ => Err(IndexError::Damaged),
        }
    }

    /// The index file's text, indented.
    ///
    /// # Panics
    /// Never: texts and numbers under fixed names are always JSON.
    #[must_use]
    #[expect(
        clippy::expect_used,
        reason = "texts under fixed names are always JSON"
    )]
    pub fn to_json(&self) -> String {
        let accounts = self.entries.iter().map(StoredEntry::from).collect();
        let mut json = serde_json::to_string_pretty(&StoredIndex {
            version: VERSION,
            accounts,
        })
        .expect("the index is JSON");
        json.push('\n');
        json
    }

    /// The entry of an account.
    #[must_use]
    pub fn find(&self, account: &Account) -> Option<&Entry> {
        let key = account.key();
        self.entries.iter().find(|entry| entry.account.key() == key)
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
            Some(old) => *old = entry,
            None => self.entries.push(entry),
        }
    }

    /// Takes the entry of an account out.
    pub fn remove(&mut self, account: &Account) {
        let key = account.key();
        self.entries.retain(|entry| entry.account.key() != key);
    }

    fn read(text: &str) -> Option<Self> {
        let stored: StoredIndex = serde_json::from_str(text).ok()?;
        let entries = stored
            .accounts
            .into_iter()
            .map(StoredEntry::read)
            .collect::<Option<Vec<_>>>()?;
        let mut keys = HashSet::new();
        entries
            .iter()
            .all(|entry| keys.insert(entry.account.key()))
            .then_some(Self { entries })
    }
}

#[derive(Serialize, Deserialize)]
struct StoredIndex {
    version: u64,
    accounts: Vec<StoredEntry>,
}

#[derive(Serialize, Deserialize)]
struct StoredEntry {
    account: String,
    region: String,
    token_host: Option<String>,
    api_host: Option<String>,
    client_id: String,
    created_at: String,
    keychain: String,
    last_verified: Option<StoredVerification>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    client_name: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    longest_token_life_seconds: Option<u64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    granted: Option<Vec<String>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    previous: Vec<StoredReplaced>,
}

#[derive(Serialize, Deserialize)]
struct StoredVerification {
    at: String,
    result: StoredResult,
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum StoredResult {
    Accepted,
    Refused,
    NotReached,
}

impl From<&Entry> for StoredEntry {
    fn from(entry: &Entry) -> Self {
        let StoredAccount {
            account,
            region,
            token_host,
            api_host,
        } = StoredAccount::from(&entry.account);
        Self {
            account,
            region,
            token_host,
            api_host,
            client_id: entry.client_id.as_str().to_owned(),
            created_at: entry.created_at.to_string(),
            keychain: entry.keychain.clone(),
            last_verified: entry.last_verified.as_ref().map(StoredVerification::from),
            client_name: entry.client_name.clone(),
            longest_token_life_seconds: entry.longest_token_life.map(|life| life.as_secs()),
            granted: entry.granted.clone(),
            previous: entry.previous.iter().map(StoredReplaced::from).collect(),
        }
    }
}

impl StoredEntry {
    fn read(self) -> Option<Entry> {
        let Self {
            account,
            region,
            token_host,
            api_host,
            client_id,
            created_at,
            keychain,
            last_verified,
            client_name,
            longest_token_life_seconds,
            granted,
            previous,
        } = self;
        let last_verified = match last_verified {
            Some(stored) => Some(stored.read()?),
            None => None,
        };
        Some(Entry {
            account: StoredAccount {
                account,
                region,
                token_host,
                api_host,
            }
            .read()?,
            client_id: ClientId::parse(&client_id).ok()?,
            created_at: created_at.parse().ok()?,
            keychain: foreign_text::name(&keychain),
            last_verified,
            client_name: client_name.as_deref().map(foreign_text::name),
            longest_token_life: longest_token_life_seconds.map(Duration::from_secs),
            granted: granted.map(scopes_only),
            previous: previous
                .into_iter()
                .map(StoredReplaced::read)
                .collect::<Option<_>>()?,
        })
    }
}

/// Without what is no scope: other programs can write to the file, and the names are shown.
fn scopes_only(mut granted: Vec<String>) -> Vec<String> {
    granted.retain(|scope| looks_like_scope(scope));
    granted
}

impl From<&LastVerification> for StoredVerification {
    fn from(last: &LastVerification) -> Self {
        let (result, why) = match &last.result {
            VerificationResult::Accepted => (StoredResult::Accepted, None),
            VerificationResult::Refused(why) => (StoredResult::Refused, Some(why.clone())),
            VerificationResult::NotReached(why) => (StoredResult::NotReached, Some(why.clone())),
        };
        Self {
            at: last.at.to_string(),
            result,
            why,
        }
    }
}

impl StoredVerification {
    fn read(self) -> Option<LastVerification> {
        let why = foreign_text::line(&self.why.unwrap_or_default());
        let result = match self.result {
            StoredResult::Accepted => VerificationResult::Accepted,
            StoredResult::Refused => VerificationResult::Refused(why),
            StoredResult::NotReached => VerificationResult::NotReached(why),
        };
        Some(LastVerification {
            at: self.at.parse().ok()?,
            result,
        })
    }
}

impl fmt::Display for IndexError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Damaged => "The list of your accounts is damaged.",
            Self::NewerVersion => {
                "A newer version of this program wrote the list of your accounts. Update this one."
            }
        })
    }
}

impl Error for IndexError {}

#[cfg(test)]
mod tests;
