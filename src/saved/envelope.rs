//! The one value per account that the keychain keeps.

use std::{error::Error, fmt};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{VERSION, Version, secret_json, stored_account::StoredAccount};
use crate::{credentials::ClientId, secret::Secret, talkdesk::Account};

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
        let StoredAccount {
            account,
            region,
            token_host,
            api_host,
        } = StoredAccount::from(&self.account);
        let stored = Written {
            version: VERSION,
            account,
            region,
            token_host,
            api_host,
            client_id: self.client_id.as_str(),
            client_secret: self.client_secret.expose(),
            created_at: self.created_at.to_string(),
        };
        secret_json::write(&stored, MAX_ENVELOPE_BYTES)
            .map_err(|bytes| EnvelopeError::TooLong { bytes })
    }

    /// Reads what [`to_json`](Self::to_json) wrote. Unknown members are ignored.
    ///
    /// # Errors
    /// When it is no envelope of this version.
    pub fn from_json(bytes: &[u8]) -> Result<Self, EnvelopeError> {
        match serde_json::from_slice(bytes) {
            Ok(Version { version: VERSION }) => Self::read(bytes).ok_or(EnvelopeError::NotOurs),
            Ok(Version { version }) if version > VERSION => Err(EnvelopeError::NewerVersion),
            _ => Err(EnvelopeError::NotOurs),
        }
    }

    /// Whether these are the same client ID and secret of the same account, whenever they were saved.
    #[must_use]
    pub fn is_same_pair(&self, other: &Self) -> bool {
        self.account.key() == other.account.key()
            && self.client_id == other.client_id
            && self.client_secret == other.client_secret
    }

    fn read(bytes: &[u8]) -> Option<Self> {
        let Read {
            account,
            region,
            token_host,
            api_host,
            client_id,
            client_secret,
            created_at,
        } = serde_json::from_slice(bytes).ok()?;
        let account = StoredAccount {
            account,
            region,
            token_host,
            api_host,
        }
        .read()?;
        let client_id = ClientId::parse(&client_id)
            .ok()
            .filter(|id| id.as_str() == client_id)?;
        let created_at = created_at.parse().ok()?;
        (!client_secret.is_empty()).then_some(Self {
            account,
            client_id,
            client_secret,
            created_at,
        })
    }
}

#[derive(Serialize)]
struct Written<'a> {
    version: u64,
    account: String,
    region: String,
    token_host: Option<String>,
    api_host: Option<String>,
    client_id: &'a str,
    client_secret: &'a str,
    created_at: String,
}

#[derive(Deserialize)]
struct Read {
    account: String,
    region: String,
    token_host: Option<String>,
    api_host: Option<String>,
    client_id: String,
    #[serde(deserialize_with = "secret_json::read")]
    client_secret: Secret,
    created_at: String,
}

impl fmt::Display for EnvelopeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLong { bytes } => write!(
                f,
                "Account, hosts, client ID and secret together are {bytes} bytes long. Not every system's keychain keeps \
                 more than {MAX_ENVELOPE_BYTES}."
            ),
            Self::NewerVersion => f.write_str(
                "A newer version of this program wrote this keychain item. Update this one.",
            ),
            Self::NotOurs => f.write_str(
                "This keychain item was not written by this program, or was changed since.",
            ),
        }
    }
}

impl Error for EnvelopeError {}

#[cfg(test)]
mod tests;
