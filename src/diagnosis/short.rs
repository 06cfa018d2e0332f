//! How a verification ended in one sentence, for a card.

use super::explain;
use crate::{
    saved::VerificationResult,
    verification::{Cause, Failure, Proof, VerifyRequest},
};

/// How a verification of saved credentials ended, to be kept in the index.
#[must_use]
pub fn in_short(result: &Result<Proof, Failure>, request: &VerifyRequest) -> VerificationResult {
    let failure = match result {
        Ok(_) => return VerificationResult::Accepted,
        Err(failure) => failure,
    };
    let what_happened = explain(failure, request).what_happened;
    match failure.cause {
        Cause::Refused(_) => VerificationResult::Refused(what_happened),
        _ => VerificationResult::NotReached(what_happened),
    }
}
