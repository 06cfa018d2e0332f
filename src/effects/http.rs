//! Requests to Talkdesk. The only file tree that names reqwest.

mod failure;
mod proxy;
mod resolver;
mod route;
mod stages;
mod trust;

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use route::{Call, Route};
use trust::Trust;

use crate::{
    account_api::{authorization, read_account_answer},
    foreign_text::Redaction,
    token::{Token, read_token_answer, redaction, token_request},
    verification::{
        ApiOutcome, Cause, Failure, HeaderScheme, Proof, Stage, StageDone, VerifyRequest,
    },
};

/// How long is waited, and how much is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// For the name lookup and the secure connection together.
    pub connect: Duration,
    /// For the first byte of an answer, and for each later one.
    pub read: Duration,
    /// For one request from the name lookup to the last byte.
    pub total: Duration,
}

impl Default for Limits {
    /// Every stage gives up within ten seconds, and a request within twenty.
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(9),
            read: Duration::from_secs(9),
            total: Duration::from_secs(19),
        }
    }
}

/// The real exchange: token request, then the first API call. `on_stage` hears of each stage as it ends well. Dropping
/// the future cancels it.
///
/// # Errors
/// When no token was received; everything after a token is part of the [`Proof`].
pub async fn verify(
    request: &VerifyRequest,
    on_stage: impl Fn(StageDone) + Send + Sync + 'static,
) -> Result<Proof, Failure> {
    verify_within(request, Limits::default(), on_stage).await
}

/// [`verify`] with other limits.
///
/// # Errors
/// As [`verify`].
pub async fn verify_within(
    request: &VerifyRequest,
    limits: Limits,
    on_stage: impl Fn(StageDone) + Send + Sync + 'static,
) -> Result<Proof, Failure> {
    let trust = Trust::default();
    let on_stage: stages::OnStage = Arc::new(on_stage);
    let sent = redaction(&request.client_id, &request.client_secret);
    let token = fetch_token(request, limits, &trust, &sent, &on_stage).await?;
    let started = Instant::now();
    let api = call_api(
        request,
        limits,
        &trust,
        &sent.and(&token.access_token),
        &token,
    )
    .await
    .unwrap_or_else(ApiOutcome::NotReached);
    Ok(Proof {
        token_lifetime: token.lifetime,
        scopes: token.scopes,
        api,
        api_took: started.elapsed(),
    })
}

async fn fetch_token(
    request: &VerifyRequest,
    limits: Limits,
    trust: &Trust,
    sent: &Redaction,
    on_stage: &stages::OnStage,
) -> Result<Token, Failure> {
    let started = Instant::now();
    let route = match Route::open(
        &request.endpoints.token_host,
        limits,
        trust,
        Some(Arc::clone(on_stage)),
    ) {
        Ok(route) => route,
        Err(cause) => {
            return Err(Failure {
                stage: Stage::SecureConnection,
                cause,
                took: started.elapsed(),
            });
        }
    };
    let parts = token_request(
        &request.client_id,
        &request.client_secret,
        request.scope.as_deref(),
    );
    let call = Call::post(
        &request.endpoints.token_address(),
        &parts.authorization,
        parts.body,
    );
    let answer = match route.send(call).await {
        Ok(answer) => answer,
        Err(Cause::NameNotFound { host }) => {
            let cause =
                resolver::tell_apart(host, request.endpoints.api_host.name(), limits.connect).await;
            return Err(route.failure(cause));
        }
        Err(cause) => return Err(route.failure(cause)),
    };
    let token = read_token_answer(&answer, sent)
        .map_err(|refusal| route.failure(Cause::Refused(refusal)))?;
    let lifetime = token.lifetime.map_or_else(
        || "lifetime unknown".to_owned(),
        |lifetime| format!("valid for {} s", lifetime.as_secs()),
    );
    on_stage(StageDone {
        stage: Stage::Token,
        took: route.since_connected(),
        detail: format!("HTTP {}, {lifetime}", answer.status),
    });
    Ok(token)
}

/// `Bearer`, and after a 401 once `Basic`, because a text that circulates says so.
async fn call_api(
    request: &VerifyRequest,
    limits: Limits,
    trust: &Trust,
    sent: &Redaction,
    token: &Token,
) -> Result<ApiOutcome, Cause> {
    let route = Route::open(&request.endpoints.api_host, limits, trust, None)?;
    let mut outcome = ApiOutcome::BothSchemesRefused;
    for scheme in [HeaderScheme::Bearer, HeaderScheme::Basic] {
        let header = authorization(scheme, &token.access_token);
        let answer = route
            .send(Call::get(&request.endpoints.account_address(), &header))
            .await?;
        outcome = read_account_answer(&answer, scheme, sent);
        if outcome != ApiOutcome::BothSchemesRefused {
            break;
        }
    }
    Ok(outcome)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_stage_ends_within_ten_seconds_and_a_request_within_twenty() {
        let limits = Limits::default();
        assert!(limits.connect < Duration::from_secs(10) && limits.read < Duration::from_secs(10));
        assert!(
            limits.connect + limits.read < limits.total && limits.total < Duration::from_secs(20)
        );
    }
}
