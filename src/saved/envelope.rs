//! The one value per account that the keychain keeps.

use jiff::Timestamp;
use serde::{Deserialize, Deserializer, Serialize};
use zeroize::Zeroizing;

use super::account_record::AccountRecord;
use crate::{credentials::ClientId, secret::Secret, talkdesk::Account};

/// The version that this program writes.
const VERSION: u32 = 1;

/// The longest envelope, in bytes of UTF-8: Windows' Credential Manager keeps 2,560.
pub const MAX_ENVELOPE_BYTES: usize = 2400;

/// The content of a keychain item: credentials together with what they belong to, so that a secret can never be paired
/// with another client's ID.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Envelope {
    /// The account and, for Other, its hosts.
    pub account: Account,
    /// The client ID.
    pub client_id: ClientId,
    /// The client secret.
    pub client_secret: Secret,
    /// When these credentials were first saved; to the second.
    pub created_at: Timestamp,
}

/// Why bytes from the keychain are no envelope, or an envelope cannot be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EnvelopeError {
    /// It would be longer than [`MAX_ENVELOPE_BYTES`].
    TooLong {
        /// Its length in bytes.
        bytes: usize,
    },
    /// Written by a newer version of the program.
    NewerVersion,
    /// Not written by this program, or edited by hand.
    NotOurs,
}

impl Envelope {
    /// The JSON text as stored: `version, account, region, token_host, api_host, client_id, client_secret, created_at`.
    ///
    /// # Errors
    /// When it would be longer than [`MAX_ENVELOPE_BYTES`].
    pub fn to_json(&self) -> Result<Secret, EnvelopeError> {
        let stored = Written {
            version: VERSION,
            account: AccountRecord::of(&self.account),
            client_id: self.client_id.as_str(),
            client_secret: self.client_secret.expose(),
            created_at: self.created_at,
        };
        // Room for every character escaped, so that the buffer never moves and leaves a copy behind.
        let longest = MAX_ENVELOPE_BYTES + 6 * self.client_secret.expose().len();
        let mut json = Zeroizing::new(Vec::with_capacity(longest));
        serde_json::to_writer(&mut *json, &stored).map_err(|_error| EnvelopeError::NotOurs)?;
        if json.len() > MAX_ENVELOPE_BYTES {
            return Err(EnvelopeError::TooLong { bytes: json.len() });
        }
        str::from_utf8(&json)
            .map(Secret::from)
            .map_err(|_error| EnvelopeError::NotOurs)
    }

    /// Reads what [`to_json`](Self::to_json) wrote.
    ///
    /// # Errors
    /// When it is no envelope of this version.
    pub fn from_json(bytes: &[u8]) -> Result<Self, EnvelopeError> {
        let not_ours = |_error| EnvelopeError::NotOurs;
        let Versioned { version } = serde_json::from_slice(bytes).map_err(not_ours)?;
        if version > VERSION {
            return Err(EnvelopeError::NewerVersion);
        }
        let read: Read = serde_json::from_slice(bytes).map_err(not_ours)?;
        if read.client_secret.is_empty() {
            return Err(EnvelopeError::NotOurs);
        }
        Ok(Self {
            account: read.account.account().ok_or(EnvelopeError::NotOurs)?,
            client_id: ClientId::parse(&read.client_id).map_err(|_error| EnvelopeError::NotOurs)?,
            client_secret: read.client_secret,
            created_at: read.created_at,
        })
    }
}

#[derive(Serialize)]
struct Written<'a> {
    version: u32,
    #[serde(flatten)]
    account: AccountRecord,
    client_id: &'a str,
    client_secret: &'a str,
    created_at: Timestamp,
}

#[derive(Deserialize)]
struct Versioned {
    version: u32,
}

#[derive(Deserialize)]
struct Read {
    #[serde(flatten)]
    account: AccountRecord,
    client_id: String,
    #[serde(deserialize_with = "secret")]
    client_secret: Secret,
    created_at: Timestamp,
}

fn secret<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Secret, D::Error> {
    String::deserialize(deserializer).map(Secret::from)
}
