//! Requests to Talkdesk. The only file tree that names reqwest.

use crate::verification::{Failure, Proof, StageDone, VerifyRequest};

/// The real exchange: token request, then the first API call. `on_stage` hears of each stage as it ends well. Dropping
/// the future cancels it.
///
/// # Errors
/// When no token was received; everything after a token is part of the [`Proof`].
pub async fn verify(request: &VerifyRequest, on_stage: impl Fn(StageDone) + Send + Sync + 'static) -> Result<Proof, Failure> {
    let _ = (request, on_stage);
    todo!()
}
