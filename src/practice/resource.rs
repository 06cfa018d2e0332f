//! `GET /account`, the first call to the API, and a list of report jobs for scripts to try themselves on.

use axum::{
    Json,
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Serialize;

use super::{
    accounts::{Account, Issued},
    hosts::ApiHost,
    routes::{Site, unix_time},
};

#[derive(Debug, Serialize)]
pub(super) struct AccountAnswer {
    id: String,
    name: String,
    company_name: String,
    timezone: &'static str,
}

/// Why the API does not answer.
#[derive(Debug)]
pub(super) enum Refusal {
    /// No token, a token that is not known or no longer lives, or one that came with another scheme than Bearer.
    NoToken,
    /// The token lacks the permission.
    Forbidden,
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        #[derive(Serialize)]
        struct Body {
            code: &'static str,
            message: &'static str,
        }
        match self {
            Self::NoToken => {
                // Talkdesk does not document this body: the code is made up in the shape of its others.
                let body = Body {
                    code: "0060001",
                    message: "Unauthorized access.",
                };
                let challenge = [(header::WWW_AUTHENTICATE, "Bearer")];
                (StatusCode::UNAUTHORIZED, challenge, Json(body)).into_response()
            }
            Self::Forbidden => {
                let body = Body {
                    code: "0060002",
                    message: "Forbidden access.",
                };
                (StatusCode::FORBIDDEN, Json(body)).into_response()
            }
        }
    }
}

/// Describes the account of the token.
pub(super) async fn account(
    _: ApiHost,
    State(site): State<Site>,
    headers: HeaderMap,
) -> Result<Json<AccountAnswer>, Refusal> {
    let account = allowed(&site, &headers, "account:read")?;
    Ok(Json(AccountAnswer {
        id: account.id(),
        name: account.to_string(),
        company_name: format!("Practice company {account}"),
        timezone: "Europe/Lisbon",
    }))
}

/// A list of report jobs, always the same one. The path and the permission are Talkdesk's, the members are made up.
pub(super) async fn report_jobs(
    _: ApiHost,
    State(site): State<Site>,
    headers: HeaderMap,
) -> Result<Json<ReportJobs>, Refusal> {
    let account = allowed(&site, &headers, "data-reports:read")?;
    Ok(Json(ReportJobs {
        total: 1,
        jobs: [ReportJob {
            id: account.id(),
            name: "Practice report",
            status: "done",
        }],
    }))
}

#[derive(Debug, Serialize)]
pub(super) struct ReportJobs {
    total: usize,
    jobs: [ReportJob; 1],
}

#[derive(Debug, Serialize)]
struct ReportJob {
    id: String,
    name: &'static str,
    status: &'static str,
}

/// The account of the token that came along, where it has this permission.
fn allowed(site: &Site, headers: &HeaderMap, scope: &str) -> Result<Account, Refusal> {
    let Issued {
        account, scopes, ..
    } = bearer_token(headers)
        .and_then(|token| site.accounts().token(token, unix_time()).cloned())
        .ok_or(Refusal::NoToken)?;
    if scopes.contains(&scope) {
        Ok(account)
    } else {
        Err(Refusal::Forbidden)
    }
}

fn bearer_token(headers: &HeaderMap) -> Option<&str> {
    let authorization = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = authorization.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then_some(token)
}
