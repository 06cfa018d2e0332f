//! Whether the scopes that were asked for are the reason of a refusal.

use super::route::{Call, Route};
use crate::{
    foreign_text::Redaction,
    token::{Refusal, Token, read_token_answer, token_request},
    verification::{Cause, VerifyRequest},
};

/// The cause of a refusal. Where scopes were asked for and may be the reason, the request is sent once more without any:
/// Talkdesk answers 401 to a scope that the client was given minutes ago. The token of that answer is not used.
pub(super) async fn cause_of(
    refusal: Refusal,
    request: &VerifyRequest,
    route: &Route,
    sent: &Redaction,
) -> Cause {
    let asked: Vec<&str> = request
        .scope
        .as_deref()
        .unwrap_or_default()
        .split_whitespace()
        .collect();
    if asked.is_empty() || !may_be_about_scopes(&refusal) {
        return Cause::Refused(refusal);
    }
    let parts = token_request(&request.client_id, &request.client_secret, None);
    let call = Call::post(
        &request.endpoints.token_address(),
        &parts.authorization,
        parts.body,
    );
    let Ok(answer) = route.send(call).await else {
        return Cause::Refused(refusal);
    };
    match read_token_answer(&answer, sent) {
        Ok(token) => Cause::ScopesRefused {
            refusal,
            missing: missing(&asked, &token),
        },
        Err(second) if is_about_the_client(&second) => Cause::RefusedWithoutScopesToo(second),
        Err(_) => Cause::Refused(refusal),
    }
}

fn may_be_about_scopes(refusal: &Refusal) -> bool {
    matches!(
        refusal,
        Refusal::InvalidClient { .. } | Refusal::Unauthorized { .. } | Refusal::InvalidScope { .. }
    )
}

fn is_about_the_client(refusal: &Refusal) -> bool {
    may_be_about_scopes(refusal)
        || matches!(
            refusal,
            Refusal::UnauthorizedClient { .. } | Refusal::UnsupportedGrantType { .. }
        )
}

fn missing(asked: &[&str], token: &Token) -> Vec<String> {
    let Some(granted) = &token.scopes else {
        return Vec::new();
    };
    asked
        .iter()
        .filter(|asked| !granted.iter().any(|granted| granted == *asked))
        .map(|&asked| asked.to_owned())
        .collect()
}
