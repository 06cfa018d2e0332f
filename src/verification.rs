//! The vocabulary of a verification: its stages, what it proves, and how it fails. Pure.

use std::time::Duration;

use crate::{
    credentials::ClientId,
    secret::Secret,
    talkdesk::{Account, Endpoints},
    token::Refusal,
};

/// What is verified.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerifyRequest {
    /// The account as entered.
    pub account: Account,
    /// Where to ask: the account's endpoints, or the practice account's.
    pub endpoints: Endpoints,
    /// The client ID.
    pub client_id: ClientId,
    /// The client secret.
    pub client_secret: Secret,
    /// The scopes to ask for, separated by spaces; `None` asks for all that were granted.
    pub scope: Option<String>,
}

/// The stages, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Stage {
    /// Looking up the token host's name.
    NameLookup,
    /// TCP and TLS (for a plain loopback host: TCP alone).
    SecureConnection,
    /// The token request.
    Token,
    /// `GET /account`.
    FirstApiCall,
}

/// A stage has ended well.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StageDone {
    /// Which.
    pub stage: Stage,
    /// How long it took.
    pub took: Duration,
    /// A short technical fact for Details, such as `93.184.216.34`, `TLS 1.3`, `HTTP 200`.
    pub detail: String,
}

/// How the first API call's header was accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeaderScheme {
    /// `Authorization: Bearer …`
    Bearer,
    /// `Authorization: Basic …`, as the seed's text says
    Basic,
}

/// What the first API call gave. All but `Account` are warnings: the token is the proof.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ApiOutcome {
    /// The API named the account.
    Account {
        /// `name`, as the API writes it.
        name: String,
        /// `company_name`, if it was sent.
        company: Option<String>,
        /// Which header was accepted.
        scheme: HeaderScheme,
    },
    /// 403: `account:read` was not granted.
    Forbidden,
    /// 401 to both header schemes.
    BothSchemesRefused,
    /// Any other status.
    Status(u16),
    /// 200, but not an account.
    NotAnAccount,
    /// The API host was not reached.
    NotReached(Cause),
}

/// What a successful verification proved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    /// How long a token lives, where the answer says it.
    pub token_lifetime: Option<Duration>,
    /// The granted scopes, where the answer says them.
    pub scopes: Option<Vec<String>>,
    /// The first API call.
    pub api: ApiOutcome,
    /// Time of that call, or until it failed.
    pub api_took: Duration,
}

/// A verification that ended without a token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// Where it ended.
    pub stage: Stage,
    /// Why.
    pub cause: Cause,
    /// Time spent in that stage.
    pub took: Duration,
}

/// Why a request got no usable answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cause {
    /// The name has no address.
    NameNotFound {
        /// The name.
        host: String,
    },
    /// The token endpoint answered, and not with a token.
    Refused(Refusal),
}
