//! The one value per account that the keychain keeps.

use jiff::Timestamp;

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
        todo!()
    }

    /// Reads what [`to_json`](Self::to_json) wrote.
    ///
    /// # Errors
    /// When it is no envelope of this version.
    pub fn from_json(bytes: &[u8]) -> Result<Self, EnvelopeError> {
        let _ = bytes;
        todo!()
    }
}
