//! The stages of a verification, and what each found.

use std::time::Duration;

use crate::connection::{Connection, Lookup};

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
    /// How long it took: where the connection was open already, when that was made.
    pub took: Duration,
    /// Whether it goes over a connection that an earlier request has opened.
    pub already_open: bool,
    /// What it found.
    pub facts: StageFacts,
}

impl StageDone {
    /// Which stage.
    #[must_use]
    pub fn stage(&self) -> Stage {
        match self.facts {
            StageFacts::NameLookup { .. } => Stage::NameLookup,
            StageFacts::SecureConnection(_) => Stage::SecureConnection,
            StageFacts::Token { .. } => Stage::Token,
            StageFacts::FirstApiCall { .. } => Stage::FirstApiCall,
        }
    }
}

/// What a stage found, for Details and the report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StageFacts {
    /// The lookup of the token host's name.
    NameLookup {
        /// It.
        lookup: Lookup,
        /// Whether it is the proxy's name instead.
        of_proxy: bool,
    },
    /// The connection to the token host.
    SecureConnection(Box<Connection>),
    /// The answer to the token request.
    Token {
        /// The status of HTTP.
        status: u16,
        /// How long the token lives, where the answer says it.
        lifetime: Option<Duration>,
        /// How the answer differs from the rules and was understood all the same, as sentences.
        notes: Vec<String>,
    },
    /// The first API call.
    FirstApiCall {
        /// The connection to the API host.
        connection: Option<ApiConnection>,
    },
}

/// The connection to the API host.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiConnection {
    /// It.
    pub connection: Box<Connection>,
    /// Whether an earlier request has opened it.
    pub already_open: bool,
}
