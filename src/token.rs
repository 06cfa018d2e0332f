//! The token request and its answer, without any input or output. RFC 6749 sections 2.3.1, 4.4 and 5.

use std::time::Duration;

use crate::{credentials::ClientId, secret::Secret};

/// What is sent to the token endpoint by `POST`, with `Content-Type: application/x-www-form-urlencoded`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TokenRequest {
    /// The `Authorization` header's value: `Basic …`, each half form-encoded as RFC 6749 section 2.3.1 says.
    pub authorization: Secret,
    /// The body: `grant_type=client_credentials`, and `scope` where one was asked for.
    pub body: String,
}

/// What is read of an HTTP answer before its meaning is known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// `Content-Type`, if it was sent.
    pub content_type: Option<String>,
    /// `Retry-After`, if it was sent: seconds or an HTTP date as text.
    pub retry_after: Option<String>,
    /// `Location`, if it was sent.
    pub location: Option<String>,
    /// The body, at most 64 KiB, wiped on drop.
    pub body: zeroize::Zeroizing<Vec<u8>>,
}

/// An access token, and what the answer said of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// The token itself.
    pub access_token: Secret,
    /// `expires_in`; `None` where it was missing or no sensible number.
    pub lifetime: Option<Duration>,
    /// The granted scopes; `None` where the answer names none.
    pub scopes: Option<Vec<String>>,
}

/// Why the token endpoint's answer is no token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// `invalid_client`, or a bare 401.
    InvalidClient {
        /// The HTTP status.
        status: u16,
        /// `error_description`, cleaned and cut.
        description: Option<String>,
    },
}

/// Builds the request. Nothing but the header carries the credentials.
#[must_use]
pub fn token_request(id: &ClientId, secret: &Secret, scope: Option<&str>) -> TokenRequest {
    let _ = (id, secret, scope);
    todo!()
}

/// Reads the token endpoint's answer.
///
/// # Errors
/// Everything that is not a 2xx JSON object with a non-empty `access_token` and a bearer `token_type`.
pub fn read_token_answer(answer: &Answer) -> Result<Token, Refusal> {
    let _ = answer;
    todo!()
}
