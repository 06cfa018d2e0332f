//! The pretend Talkdesk for the browser: its paths, and what all its answers carry.

mod clients;

use axum::{
    Extension, Router,
    extract::Path,
    http::{HeaderName, header},
    middleware::{from_fn, map_response},
    response::{IntoResponse, Redirect, Response},
    routing::get,
};
use maud::Markup;

use super::{
    accounts::Account,
    hosts::{self, AccountHost},
    pages::{self, clients::ADMIN, clients::BUILDER, clients::Place},
    routes::Site,
};

/// Everything that a browser is shown.
///
/// The account stands in the path, so that a browser needs no name lookup.
pub(super) fn router() -> Router<Site> {
    let account = Router::new()
        .route("/", get(sign_in))
        .route("/home", get(home))
        .route("/admin", get(admin))
        .route("/admin/integrations", get(integrations))
        .route("/builder", get(builder))
        .nest(ADMIN.path, client_pages(&ADMIN))
        .nest(BUILDER.path, client_pages(&BUILDER));
    Router::new()
        .route("/", get(enter))
        .route("/assets/practice.css", get(style))
        .route("/assets/practice.js", get(script))
        .nest("/admin/{account}", account)
        .layer(from_fn(hosts::require_own_origin))
        .layer(map_response(fenced))
}

fn client_pages(place: &'static Place) -> Router<Site> {
    Router::new()
        .route("/", get(clients::list))
        .route("/new", get(clients::new).post(clients::create))
        .route("/{id}/created", get(clients::created))
        .route("/{id}/download", axum::routing::post(clients::download))
        .route("/{id}/edit", get(clients::edit).post(clients::change))
        .route("/{id}/delete", get(clients::confirm).post(clients::delete))
        .layer(Extension(place))
}

async fn enter(AccountHost(account): AccountHost) -> Redirect {
    Redirect::to(&format!("/admin/{account}"))
}

async fn sign_in(Path(account): Path<Account>) -> Markup {
    pages::sign_in(&account)
}

async fn home(Path(account): Path<Account>) -> Markup {
    pages::home(&account)
}

async fn admin(Path(account): Path<Account>) -> Markup {
    pages::admin(&account)
}

async fn integrations(Path(account): Path<Account>) -> Markup {
    pages::integrations(&account)
}

async fn builder(Path(account): Path<Account>) -> Markup {
    pages::builder(&account)
}

async fn style() -> impl IntoResponse {
    let content_type = [(header::CONTENT_TYPE, "text/css; charset=utf-8")];
    let style = include_str!("../../assets/practice/practice.css");
    (content_type, style)
}

async fn script() -> impl IntoResponse {
    let content_type = [(header::CONTENT_TYPE, "text/javascript; charset=utf-8")];
    let script = include_str!("../../assets/practice/practice.js");
    (content_type, script)
}

/// Keeps pages to themselves: nothing is loaded from elsewhere, shown inside other pages, or run inline.
async fn fenced(response: Response) -> impl IntoResponse {
    let policy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src data:; \
                  form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
    let headers: [(HeaderName, &str); 3] = [
        (header::CONTENT_SECURITY_POLICY, policy),
        (header::REFERRER_POLICY, "same-origin"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    (headers, response)
}
