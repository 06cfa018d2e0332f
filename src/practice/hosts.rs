//! Which hosts are answered. Only loopback names are, so that no page of the internet can reach the stand-in by making
//! its own name mean this computer (DNS rebinding); and forms are taken from the stand-in's own pages only.

use axum::{
    extract::{FromRequestParts, Request},
    http::{HeaderMap, Method, StatusCode, header, request::Parts, uri::Authority},
    middleware::Next,
    response::{IntoResponse as _, Response},
};

use super::accounts::Account;

/// The host that a request was sent to.
#[derive(Clone, Debug)]
enum Host {
    /// `127.0.0.1`, `localhost` or `[::1]`: serves everything, for the account `acme`.
    Bare,
    /// `api.localhost`: serves the API, for whatever account the token is of.
    Api,
    /// `{account}.localhost`: serves the account's token endpoint.
    Account(Account),
}

/// The account whose host was asked; a request to the API's host is answered 404.
pub(super) struct AccountHost(pub(super) Account);

/// Proof that the API may be served here; a request to an account's host is answered 404.
pub(super) struct ApiHost;

/// Refuses requests for hosts that are not this computer's own.
pub(super) async fn require_loopback(mut request: Request, next: Next) -> Response {
    let Some(host) = host(request.headers()) else {
        let text = "This pretend Talkdesk answers only to names of this computer.";
        return (StatusCode::MISDIRECTED_REQUEST, text).into_response();
    };
    request.extensions_mut().insert(host);
    next.run(request).await
}

/// Refuses forms that were sent by the page of another origin, or by no page.
pub(super) async fn require_own_origin(request: Request, next: Next) -> Response {
    let headers = request.headers();
    let host = text(headers, header::HOST).unwrap_or_default();
    let own = text(headers, header::ORIGIN)
        .and_then(|origin| origin.strip_prefix("http://"))
        .is_some_and(|origin| origin.eq_ignore_ascii_case(host));
    if request.method() == Method::POST && !own {
        let text = "This form was not sent by the pretend Talkdesk's own page.";
        return (StatusCode::FORBIDDEN, text).into_response();
    }
    next.run(request).await
}

impl<S: Sync> FromRequestParts<S> for AccountHost {
    type Rejection = StatusCode;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, StatusCode> {
        match parts.extensions.get() {
            Some(Host::Bare) => Ok(Self(Account::acme())),
            Some(Host::Account(account)) => Ok(Self(account.clone())),
            Some(Host::Api) | None => Err(StatusCode::NOT_FOUND),
        }
    }
}

impl<S: Sync> FromRequestParts<S> for ApiHost {
    type Rejection = StatusCode;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, StatusCode> {
        match parts.extensions.get() {
            Some(Host::Bare | Host::Api) => Ok(Self),
            Some(Host::Account(_)) | None => Err(StatusCode::NOT_FOUND),
        }
    }
}

fn host(headers: &HeaderMap) -> Option<Host> {
    let authority: Authority = text(headers, header::HOST)?.parse().ok()?;
    let host = authority.host().to_ascii_lowercase();
    if ["127.0.0.1", "localhost", "[::1]"].contains(&host.as_str()) {
        return Some(Host::Bare);
    }
    let labels = host.strip_suffix(".localhost")?;
    match labels.split('.').next()? {
        "api" => Some(Host::Api),
        account => Account::parse(account).map(Host::Account),
    }
}

/// The value of a header that was sent once.
fn text(headers: &HeaderMap, name: header::HeaderName) -> Option<&str> {
    let mut values = headers.get_all(name).iter();
    let value = values.next()?;
    values.next().is_none().then_some(value)?.to_str().ok()
}
