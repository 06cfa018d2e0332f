//! How a verification ended in one sentence, for a card.

use super::explain;
use crate::{
    saved::VerificationResult,
    token::Refusal,
    verification::{Failure, Proof, VerifyRequest},
};

/// How a verification of saved credentials ended, to be kept in the index. Only an answer that is about the client
/// counts as a refusal of the credentials.
#[must_use]
pub fn in_short(result: &Result<Proof, Failure>, request: &VerifyRequest) -> VerificationResult {
    let Err(failure) = result else {
        return VerificationResult::Accepted;
    };
    let what_happened = explain(failure, request).what_happened;
    match failure.cause.refusal() {
        Some(
            Refusal::InvalidClient { .. }
            | Refusal::Unauthorized { .. }
            | Refusal::UnauthorizedClient { .. }
            | Refusal::UnsupportedGrantType { .. }
            | Refusal::InvalidScope { .. },
        ) => VerificationResult::Refused(what_happened),
        _ => VerificationResult::NotReached(what_happened),
    }
}
