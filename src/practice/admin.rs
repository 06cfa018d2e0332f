//! The pretend Talkdesk for the browser.

use super::{hosts::AccountHost, routes::Site};
use axum::{Router, response::Redirect, routing::get};

pub(super) fn router() -> Router<Site> {
    Router::new().route("/", get(enter))
}

async fn enter(AccountHost(account): AccountHost) -> Redirect {
    Redirect::to(&format!("/admin/{account}"))
}
