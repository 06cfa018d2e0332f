//! A failure in one sentence, for a card.

use crate::{
    saved::VerificationResult,
    verification::{Cause, Failure, Proof},
};

/// How a verification of saved credentials ended, to be kept in the index.
#[must_use]
pub fn in_short(result: &Result<Proof, Failure>) -> VerificationResult {
    match result {
        Ok(_) => VerificationResult::Accepted,
        Err(Failure { cause: Cause::Refused(_), .. }) => {
            VerificationResult::Refused("Talkdesk no longer accepts these credentials. Replace them.".to_owned())
        }
        Err(_) => VerificationResult::NotReached(
            "Talkdesk was not reached, so nothing is known of the credentials. Check the network, then verify again.".to_owned(),
        ),
    }
}
