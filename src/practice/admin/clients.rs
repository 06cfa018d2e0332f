//! Listing, creating, changing and deleting OAuth clients.

use axum::{
    Extension, Form, Json,
    extract::{Path, Query, State},
    http::{StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use maud::Markup;
use serde::{Deserialize, Serialize};

use super::super::{
    accounts::{Account, ClientForm, GRANTS, SCOPES},
    pages::clients::{self as pages, Missing, Place},
    routes::Site,
};

type InPlace = Extension<&'static Place>;

/// What was done just before the list is shown.
#[derive(Debug, Deserialize)]
pub(super) struct Done {
    changed: Option<String>,
    deleted: Option<String>,
}

/// The clients of the account.
pub(super) async fn list(
    Path(account): Path<Account>,
    Extension(place): InPlace,
    State(site): State<Site>,
    Query(done): Query<Done>,
) -> Markup {
    let done = match (done.deleted, done.changed) {
        (Some(_), _) => Some(pages::DELETED),
        (None, Some(_)) => Some(pages::CHANGED),
        (None, None) => None,
    };
    pages::list(place, &account, site.accounts().clients(&account), done)
}

/// An empty form.
pub(super) async fn new(Path(account): Path<Account>, Extension(place): InPlace) -> Markup {
    pages::form(place, &account, &ClientForm::default(), &[])
}

/// Makes the client, or shows the form again with what is missing.
pub(super) async fn create(
    Path(account): Path<Account>,
    Extension(place): InPlace,
    State(site): State<Site>,
    Form(fields): Form<Vec<(String, String)>>,
) -> Response {
    let form = read_form(place, &fields);
    let missing = missing(place, &form);
    if !missing.is_empty() {
        let page = pages::form(place, &account, &form, &missing);
        return (StatusCode::BAD_REQUEST, page).into_response();
    }
    match site.accounts().create(&account, form) {
        Ok(id) => Redirect::to(&place.address(&account, &format!("/{id}/created"))).into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// The client just made: with its secret when asked for the first time, never again after that.
pub(super) async fn created(
    Path((account, id)): Path<(Account, String)>,
    Extension(place): InPlace,
    State(site): State<Site>,
) -> Result<Markup, StatusCode> {
    let mut accounts = site.accounts();
    let client = accounts.client_mut(&account, &id);
    let secret = client.ok_or(StatusCode::NOT_FOUND)?.show_secret();
    let clients = accounts.clients(&account);
    Ok(pages::created(
        place,
        &account,
        clients,
        &id,
        secret.as_ref(),
    ))
}

#[derive(Debug, Deserialize)]
pub(super) struct DownloadForm {
    secret: String,
}

#[derive(Debug, Serialize)]
struct Downloaded {
    id: String,
    secret: String,
}

/// The credentials as a file. The page that shows the secret sends it along, for it is kept nowhere here.
pub(super) async fn download(
    Path((account, id)): Path<(Account, String)>,
    State(site): State<Site>,
    Form(DownloadForm { secret }): Form<DownloadForm>,
) -> Result<impl IntoResponse, StatusCode> {
    let accounts = site.accounts();
    let client = accounts.client(&account, &id);
    if !client.is_some_and(|client| client.has_secret(&secret)) {
        return Err(StatusCode::NOT_FOUND);
    }
    let disposition = "attachment; filename=\"oauth-client.json\"";
    let headers = [(header::CONTENT_DISPOSITION, disposition)];
    Ok((headers, Json(Downloaded { id, secret })))
}

/// The client's scopes, to be changed.
pub(super) async fn edit(
    Path((account, id)): Path<(Account, String)>,
    Extension(place): InPlace,
    State(site): State<Site>,
) -> Result<Markup, StatusCode> {
    let accounts = site.accounts();
    let client = accounts
        .client(&account, &id)
        .ok_or(StatusCode::NOT_FOUND)?;
    Ok(pages::edit(place, &account, client))
}

/// Changes the scopes. ID and secret stay.
pub(super) async fn change(
    Path((account, id)): Path<(Account, String)>,
    Extension(place): InPlace,
    State(site): State<Site>,
    Form(fields): Form<Vec<(String, String)>>,
) -> Result<Redirect, StatusCode> {
    let scopes = read_form(place, &fields).scopes;
    if site.accounts().grant(&account, &id, scopes) {
        Ok(Redirect::to(&place.address(&account, "?changed=1")))
    } else {
        Err(StatusCode::NOT_FOUND)
    }
}

/// Asks whether to delete.
pub(super) async fn confirm(
    Path((account, id)): Path<(Account, String)>,
    Extension(place): InPlace,
    State(site): State<Site>,
) -> Result<Markup, StatusCode> {
    let accounts = site.accounts();
    let client = accounts
        .client(&account, &id)
        .ok_or(StatusCode::NOT_FOUND)?;
    Ok(pages::confirm(place, &account, client))
}

/// Deletes.
pub(super) async fn delete(
    Path((account, id)): Path<(Account, String)>,
    Extension(place): InPlace,
    State(site): State<Site>,
) -> Redirect {
    site.accounts().delete(&account, &id);
    Redirect::to(&place.address(&account, "?deleted=1"))
}

fn read_form(place: &Place, fields: &[(String, String)]) -> ClientForm {
    let ticked = |name: &str, value: &str| fields.iter().any(|(n, v)| n == name && v == value);
    let named = |(name, _): &&(String, String)| name == "name";
    let grants = GRANTS.into_iter().map(|(grant, _)| grant);
    let scopes = SCOPES.into_iter().map(|(scope, _)| scope);
    ClientForm {
        name: fields
            .iter()
            .find(named)
            .map_or_else(String::new, |(_, name)| name.trim().to_owned()),
        grants: grants
            .filter(|grant| ticked("grant", grant) || place.fixed_grant == Some(grant))
            .collect(),
        scopes: scopes.filter(|scope| ticked("scope", scope)).collect(),
    }
}

fn missing(place: &Place, form: &ClientForm) -> Vec<Missing> {
    let mut missing = Vec::new();
    if form.name.is_empty() {
        missing.push(Missing::Name);
    }
    if form.grants.is_empty() && place.fixed_grant.is_none() {
        missing.push(Missing::Grant);
    }
    missing
}
