//! Why an answer is no token.

use super::{
    JsonError, RetryAfter,
    body::{LONGEST, Unreadable},
};

/// Why the token endpoint's answer is no token. Every text in it is cleaned, cut, and free of what was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// `invalid_client`, or a bare 401: client ID and secret were not accepted. RFC 6749 section 5.2.
    InvalidClient {
        /// The HTTP status: 400 or 401.
        status: u16,
        /// Whether the answer names the error; else it is a 401 that names none that is known.
        named: bool,
        /// The server's own words.
        description: Option<String>,
    },
    /// `unauthorized`, which Talkdesk sends and no RFC knows.
    Unauthorized {
        /// The HTTP status.
        status: u16,
        /// The server's own words.
        description: Option<String>,
    },
    /// `unauthorized_client`: this client may not use the client-credentials grant.
    UnauthorizedClient {
        /// The server's own words.
        description: Option<String>,
    },
    /// `unsupported_grant_type`: the account's server does not do client credentials.
    UnsupportedGrantType {
        /// The server's own words.
        description: Option<String>,
    },
    /// `invalid_scope`: one of the scopes is unknown or was not granted.
    InvalidScope {
        /// The server's own words.
        description: Option<String>,
    },
    /// `invalid_request`: the server did not understand the request.
    InvalidRequest {
        /// The server's own words.
        description: Option<String>,
    },
    /// An error code that is in no specification.
    OtherError {
        /// The HTTP status, which may be 200.
        status: u16,
        /// `error`.
        code: String,
        /// The server's own words.
        description: Option<String>,
    },
    /// 403: a firewall or an allow list of IP addresses.
    Forbidden {
        /// The server's own words.
        description: Option<String>,
    },
    /// 404 or 410: there is no token endpoint here, so the account or the region is another one.
    NotFound {
        /// The HTTP status.
        status: u16,
        /// The server's own words.
        description: Option<String>,
    },
    /// The page of a firewall or bot filter, in the network here or in front of Talkdesk.
    Filtered {
        /// The HTTP status.
        status: u16,
        /// The page's title, or other words of it.
        description: Option<String>,
    },
    /// 429, or an error code that means the same.
    TooManyRequests {
        /// When to try again, where the server says it.
        retry_after: Option<RetryAfter>,
        /// The server's own words.
        description: Option<String>,
    },
    /// 500 and above, or an error code that means the same.
    ServerError {
        /// The HTTP status.
        status: u16,
        /// When to try again, where the server says it.
        retry_after: Option<RetryAfter>,
        /// The server's own words.
        description: Option<String>,
    },
    /// 3xx. Redirects are never followed.
    Redirect {
        /// The HTTP status.
        status: u16,
        /// Where it points: scheme and host only; `None` where it names no host.
        target: Option<String>,
    },
    /// A web page where a token was expected: the sign-in page of a network (RFC 6585 section 6), or of a wrong host.
    WebPage {
        /// The HTTP status: 200, 511 or another 2xx.
        status: u16,
    },
    /// A status that has no meaning here.
    UnexpectedStatus {
        /// The HTTP status.
        status: u16,
        /// The server's own words.
        description: Option<String>,
    },
    /// 2xx without a body.
    EmptyAnswer {
        /// The HTTP status.
        status: u16,
    },
    /// The body is packed in a way that is not read here, or damaged.
    Packed {
        /// The HTTP status.
        status: u16,
        /// What the way is called, such as `br`.
        packing: &'static str,
    },
    /// Unpacked, the body is longer than any that is read.
    TooLong {
        /// The HTTP status.
        status: u16,
        /// How much is read, in bytes.
        limit: usize,
    },
    /// The JSON ends too soon.
    CutOffJson,
    /// The body is neither JSON nor a web page.
    NotJson,
    /// JSON, but no object.
    NotAnObject,
    /// JSON that is nested too deep.
    TooDeepJson,
    /// A name that stands twice in the JSON.
    DuplicateName {
        /// The name.
        name: String,
    },
    /// `access_token` is missing, empty, no text, or has characters that no header can carry.
    NoAccessToken,
    /// `token_type` names another type than `Bearer`. RFC 6749 section 7.1 forbids to use a token of an unknown type.
    OtherTokenType {
        /// `token_type`; `None` where nothing of it can be shown.
        token_type: Option<String>,
    },
}

impl Refusal {
    /// A body that cannot be read at all, whatever the status says.
    pub(super) fn of_body(unreadable: &Unreadable, status: u16) -> Self {
        match unreadable {
            Unreadable::Packed(packing) => Self::Packed { status, packing },
            Unreadable::TooLong => Self::TooLong {
                status,
                limit: LONGEST,
            },
        }
    }

    /// A 2xx body that is no JSON object.
    pub(super) fn of_unreadable(error: JsonError, status: u16) -> Self {
        match error {
            JsonError::Empty => Self::EmptyAnswer { status },
            JsonError::CutOff => Self::CutOffJson,
            JsonError::NotAnObject => Self::NotAnObject,
            JsonError::DuplicateName(name) => Self::DuplicateName { name },
            JsonError::TooDeep => Self::TooDeepJson,
            JsonError::NotJson => Self::NotJson,
        }
    }
}
