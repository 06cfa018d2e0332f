//! A failure in one sentence, for a card.

use crate::{
    saved::VerificationResult,
    token::Refusal,
    verification::{Cause, Failure, Proof},
};

/// How a verification of saved credentials ended, to be kept in the index. Only an answer that is about the client
/// counts as a refusal of the credentials.
#[must_use]
pub fn in_short(result: &Result<Proof, Failure>) -> VerificationResult {
    match result.as_ref().map_err(|failure| &failure.cause) {
        Ok(_) => VerificationResult::Accepted,
        Err(Cause::Refused(
            Refusal::InvalidClient { .. }
            | Refusal::Unauthorized { .. }
            | Refusal::UnauthorizedClient { .. }
            | Refusal::UnsupportedGrantType { .. }
            | Refusal::InvalidScope { .. },
        )) => VerificationResult::Refused(
            "Talkdesk no longer accepts these credentials. Replace them.".to_owned(),
        ),
        Err(Cause::Refused(_)) => VerificationResult::NotReached(
            "Talkdesk did not answer as it should, so nothing is known of the credentials. Verify again later."
                .to_owned(),
        ),
        Err(_) => VerificationResult::NotReached(
            "Talkdesk was not reached, so nothing is known of the credentials. Check the network, then verify again."
                .to_owned(),
        ),
    }
}
