//! How a verification ended in one sentence, for a card.

use super::explain;
use crate::{
    saved::VerificationResult,
    verification::{Failure, Proof, Target},
};

/// How a verification of saved credentials ended, to be kept in the index. Only an answer that is about the client
/// counts as a refusal of the credentials.
#[must_use]
pub fn in_short(result: &Result<Proof, Failure>, target: &Target) -> VerificationResult {
    let Err(failure) = result else {
        return VerificationResult::Accepted;
    };
    let what_happened = explain(failure, target).what_happened;
    if failure.cause.is_about_the_client() {
        VerificationResult::Refused(what_happened)
    } else {
        VerificationResult::NotReached(what_happened)
    }
}
