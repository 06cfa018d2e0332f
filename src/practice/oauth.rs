//! `POST /oauth/token`: the client credentials grant, in the shapes that Talkdesk documents (RFC 6749 sections 4.4, 5).

use std::{collections::HashSet, io};

use axum::{
    Form, Json,
    extract::{Query, State, rejection::FormRejection},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::Serialize;

use super::{
    accounts::{
        Account, Accounts, CLIENT_CREDENTIALS, Client, Issued, TOKEN_LIFETIME, hex, random,
    },
    basic,
    hosts::AccountHost,
    routes::{Site, unix_time},
};

type Parameters = Vec<(String, String)>;

#[derive(Debug, Serialize)]
pub(super) struct TokenAnswer {
    access_token: String,
    token_type: &'static str,
    expires_in: u64,
    scope: String,
}

/// A refusal: status, `error` and `error_description`.
#[derive(Debug)]
pub(super) struct Refusal(StatusCode, &'static str, &'static str);

impl Refusal {
    fn bad_request(error: &'static str, description: &'static str) -> Self {
        Self(StatusCode::BAD_REQUEST, error, description)
    }

    fn bad_client() -> Self {
        let description = "Bad client credentials";
        Self(StatusCode::UNAUTHORIZED, "invalid_client", description)
    }
}

impl From<io::Error> for Refusal {
    fn from(_: io::Error) -> Self {
        let description = "This computer gave no random bytes";
        Self(
            StatusCode::INTERNAL_SERVER_ERROR,
            "server_error",
            description,
        )
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        #[derive(Serialize)]
        struct Body {
            error: &'static str,
            error_description: &'static str,
        }
        let Self(status, error, error_description) = self;
        let body = Json(Body {
            error,
            error_description,
        });
        if status == StatusCode::UNAUTHORIZED {
            let challenge = [(header::WWW_AUTHENTICATE, "Basic realm=\"practice\"")];
            return (status, challenge, body).into_response();
        }
        (status, body).into_response()
    }
}

/// Exchanges a client's ID and secret for a token.
pub(super) async fn token(
    AccountHost(account): AccountHost,
    State(site): State<Site>,
    Query(query): Query<Parameters>,
    headers: HeaderMap,
    form: Result<Form<Parameters>, FormRejection>,
) -> Result<Json<TokenAnswer>, Refusal> {
    let body = match form {
        Ok(Form(body)) => body,
        Err(FormRejection::InvalidFormContentType(_)) => {
            let description = "Content-Type must be application/x-www-form-urlencoded";
            return Err(Refusal::bad_request("invalid_request", description));
        }
        Err(_) => {
            let description = "The body is no form";
            return Err(Refusal::bad_request("invalid_request", description));
        }
    };
    refuse_misplaced_credentials(&query, &body)?;
    refuse_repeated_parameters(&body)?;

    let mut accounts = site.accounts();
    let client = authenticate(&accounts, &account, &headers)?;
    match parameter(&body, "grant_type") {
        Some(CLIENT_CREDENTIALS) => {}
        Some(_) => {
            let description = "Unsupported grant type";
            return Err(Refusal::bad_request("unsupported_grant_type", description));
        }
        None => {
            return Err(Refusal::bad_request(
                "invalid_request",
                "Missing grant type",
            ));
        }
    }
    if !client.form.grants.contains(&CLIENT_CREDENTIALS) {
        let description = "The client may not use the client credentials grant";
        return Err(Refusal::bad_request("unauthorized_client", description));
    }
    let scopes = granted_scopes(client, parameter(&body, "scope"))?;

    let now = unix_time();
    let issued = Issued {
        account,
        scopes,
        expires: now + TOKEN_LIFETIME,
    };
    let access_token = pretend_jwt(&site, &client.id, &issued, now)?;
    let scope = issued.scopes.join(" ");
    accounts.issue(&access_token, issued, now);
    Ok(Json(TokenAnswer {
        access_token,
        token_type: "Bearer",
        expires_in: TOKEN_LIFETIME,
        scope,
    }))
}

fn refuse_misplaced_credentials(query: &Parameters, body: &Parameters) -> Result<(), Refusal> {
    let misplaced = |(name, _): &(String, String)| {
        ["client_id", "client_secret", "client_assertion"].contains(&name.as_str())
    };
    if query.iter().chain(body).any(misplaced) {
        let description = "Client credentials belong in the Authorization header";
        return Err(Refusal::bad_request("invalid_request", description));
    }
    Ok(())
}

/// RFC 6749 section 3.2: parameters must not be sent more than once.
fn refuse_repeated_parameters(body: &Parameters) -> Result<(), Refusal> {
    let mut names = HashSet::new();
    if body.iter().all(|(name, _)| names.insert(name)) {
        return Ok(());
    }
    let description = "A parameter was sent twice";
    Err(Refusal::bad_request("invalid_request", description))
}

/// The value of a parameter; one without a value counts as omitted (RFC 6749 section 3.2).
fn parameter<'a>(body: &'a Parameters, wanted: &str) -> Option<&'a str> {
    let (_, value) = body.iter().find(|(name, _)| name == wanted)?;
    (!value.is_empty()).then_some(value)
}

fn authenticate<'a>(
    accounts: &'a Accounts,
    account: &Account,
    headers: &HeaderMap,
) -> Result<&'a Client, Refusal> {
    headers
        .get(header::AUTHORIZATION)
        .and_then(|value| value.to_str().ok())
        .and_then(basic::client_credentials)
        .and_then(|(id, secret)| {
            let client = accounts.client(account, &id)?;
            client.has_secret(secret.expose()).then_some(client)
        })
        .ok_or_else(Refusal::bad_client)
}

/// The scopes of the token, `openid` first: all of the client's, or those of them that were asked for.
fn granted_scopes(client: &Client, asked: Option<&str>) -> Result<Vec<&'static str>, Refusal> {
    let mut scopes = vec!["openid"];
    scopes.extend(&client.form.scopes);
    let Some(asked) = asked else {
        return Ok(scopes);
    };
    let asked: Vec<&str> = asked.split(' ').collect();
    if asked.iter().any(|scope| !scopes.contains(scope)) {
        let description = "The client was not given a scope that was asked for";
        return Err(Refusal::bad_request("invalid_scope", description));
    }
    scopes.retain(|scope| *scope == "openid" || asked.contains(scope));
    Ok(scopes)
}

/// A token in the shape of Talkdesk's: a JWT whose claims are true here, and whose signature is random bytes.
fn pretend_jwt(site: &Site, client: &str, issued: &Issued, now: u64) -> io::Result<String> {
    #[derive(Serialize)]
    struct Claims<'a> {
        iss: String,
        aud: String,
        exp: u64,
        nbf: u64,
        iat: u64,
        jti: String,
        aid: String,
        cid: &'a str,
        scp: &'a [&'static str],
    }
    let claims = serde_json::to_vec(&Claims {
        iss: site.token_host(&issued.account),
        aud: site.api_host(),
        exp: issued.expires,
        nbf: now,
        iat: now,
        jti: hex(&random::<16>()?),
        aid: issued.account.id(),
        cid: client,
        scp: &issued.scopes,
    })?;
    let header = URL_SAFE_NO_PAD.encode(r#"{"alg":"ES256","typ":"JWT","kid":"practice"}"#);
    let claims = URL_SAFE_NO_PAD.encode(claims);
    let signature = URL_SAFE_NO_PAD.encode(random::<64>()?);
    Ok(format!("{header}.{claims}.{signature}"))
}
