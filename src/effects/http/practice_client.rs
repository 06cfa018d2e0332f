//! Makes a client at the stand-in of the practice account, as its pages do for a person.

use std::time::Duration;

use reqwest::{Client, header, redirect::Policy};

use crate::{
    credentials::{ClientId, read_pasted},
    secret::Secret,
    talkdesk::AccountName,
};

const LONGEST: Duration = Duration::from_secs(5);

/// What the client may do: all that the examples of the README ask for.
const FORM: &str = "name=Practice&grant=client_credentials&scope=account:read&scope=users:read&scope=data-reports:read\
    &scope=data-reports:write&scope=recordings:read&scope=contacts:read";

/// The client ID and secret of a new client, made at the stand-in on this port of this computer; `None` where it does not
/// answer as one.
pub async fn make_practice_client(port: u16, account: &AccountName) -> Option<(ClientId, Secret)> {
    let client = Client::builder()
        .no_proxy()
        .redirect(Policy::none())
        .timeout(LONGEST)
        .build()
        .ok()?;
    let origin = format!("http://127.0.0.1:{port}");
    let form = format!(
        "{origin}/admin/{}/builder/oauth-clients/new",
        account.as_str()
    );
    let made = client
        .post(form)
        .header(header::ORIGIN, &origin)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(FORM)
        .send()
        .await
        .ok()?;
    let page = made.headers().get(header::LOCATION)?.to_str().ok()?;
    let page = page.strip_prefix('/')?;
    let shown = client.get(format!("{origin}/{page}")).send().await.ok()?;
    let pasted = read_pasted(&shown.text().await.ok()?);
    let client_id = ClientId::parse(&pasted.client_id?).ok()?;
    Some((client_id, pasted.client_secret?))
}
