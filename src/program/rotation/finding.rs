//! What trying both pairs has shown.

use std::time::Duration;

use crate::{
    token::Refusal,
    verification::{Cause, Failure, Proof},
};

/// How Talkdesk answered to the old credentials and, where it refused them, to the new ones right after.
#[derive(Clone, Debug)]
pub struct PairsTried {
    /// The old ones.
    pub old: Result<Proof, Failure>,
    /// The new ones; `None` where the old ones were not refused.
    pub new: Option<Result<Proof, Failure>>,
}

/// What that means for the old credentials.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// Talkdesk gives tokens for them.
    StillWork {
        /// How long such a token lives, where the answer says it.
        token_life: Option<Duration>,
    },
    /// Talkdesk does not know them any more, while it accepts the new ones from the same place at the same time.
    Refused,
    /// Talkdesk refuses the new ones too: something else may be the cause.
    BothRefused,
    /// Nothing is known.
    Unknown(Failure),
}

impl PairsTried {
    /// Only `invalid_client` counts as refused, and only beside new credentials that are accepted: a fault of the network,
    /// a list of allowed addresses or an outage must not pass for a deleted client.
    #[must_use]
    pub fn finding(self) -> Finding {
        match (self.old, self.new) {
            (Ok(proof), _) => Finding::StillWork {
                token_life: proof.token_lifetime,
            },
            (Err(old), Some(Ok(_))) if is_refusal(&old) => Finding::Refused,
            (Err(old), Some(Err(new))) if is_refusal(&old) => {
                if is_refusal(&new) {
                    Finding::BothRefused
                } else {
                    Finding::Unknown(new)
                }
            }
            (Err(failure), _) => Finding::Unknown(failure),
        }
    }
}

/// Whether Talkdesk said that it does not know the client. RFC 6749 section 5.2.
#[must_use]
pub fn is_refusal(failure: &Failure) -> bool {
    matches!(failure.cause, Cause::Refused(Refusal::InvalidClient { .. }))
}
