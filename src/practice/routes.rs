//! The paths of the stand-in, and what all of them share.

use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{SystemTime, UNIX_EPOCH},
};

use axum::{
    Router,
    extract::DefaultBodyLimit,
    http::{HeaderValue, header},
    middleware::{from_fn, map_response},
    response::Response,
    routing::{get, post},
};

use super::{
    accounts::{Account, Accounts},
    admin, hosts, oauth, resource,
};

/// What the handlers know: the port that is listened on, and the accounts.
#[derive(Clone, Debug)]
pub(super) struct Site {
    port: u16,
    accounts: Arc<Mutex<Accounts>>,
}

impl Site {
    /// The accounts, for as long as the guard lives.
    pub(super) fn accounts(&self) -> MutexGuard<'_, Accounts> {
        self.accounts.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Scheme, host and port of an account's token endpoint.
    pub(super) fn token_host(&self, account: &Account) -> String {
        format!("http://{account}.localhost:{}", self.port)
    }

    /// Scheme, host and port of the API.
    pub(super) fn api_host(&self) -> String {
        format!("http://api.localhost:{}", self.port)
    }
}

/// Everything that is served on `port`.
pub(super) fn router(port: u16) -> Router {
    let site = Site {
        port,
        accounts: Arc::default(),
    };
    Router::new()
        .route("/oauth/token", post(oauth::token))
        .route("/account", get(resource::account))
        .route("/data/reports/{kind}/jobs", get(resource::report_jobs))
        .merge(admin::router())
        .layer(DefaultBodyLimit::max(64 * 1024))
        .layer(map_response(not_stored))
        .layer(from_fn(hosts::require_loopback))
        .with_state(site)
}

/// The Unix time in seconds.
pub(super) fn unix_time() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    since.map_or(0, |since| since.as_secs())
}

async fn not_stored(mut response: Response) -> Response {
    let no_store = HeaderValue::from_static("no-store");
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, no_store);
    response
}
