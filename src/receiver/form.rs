//! What is written into a form.

use jiff::Timestamp;
use serde::Serialize;
use zeroize::Zeroizing;

use super::{HandoverValue, Receiver, WholeForm};
use crate::{credentials::ClientId, secret::Secret, talkdesk::Account};

/// The longest form, in bytes: more than an envelope and names around it take, so that no buffer grows.
const LONGEST: usize = 8192;

/// What there is to be handed over, all from one item of the keychain.
#[derive(Clone, Copy, Debug)]
pub struct Credentials<'a> {
    /// The account.
    pub account: &'a Account,
    /// The client ID.
    pub client_id: &'a ClientId,
    /// The client secret.
    pub client_secret: &'a Secret,
    /// When they were first saved.
    pub created_at: Timestamp,
}

/// The text of a value without a secret, as a page shows it; `None` for one that has the secret in it, which only the
/// keychain holds, and for a region that the receiver has no word for.
#[must_use]
pub fn shown(
    value: HandoverValue,
    account: &Account,
    client_id: &ClientId,
    created_at: Timestamp,
) -> Option<String> {
    let endpoints = account.endpoints();
    Some(match value {
        HandoverValue::CredentialName => format!("Talkdesk {}", account.name.as_str()),
        HandoverValue::ClientId => client_id.as_str().to_owned(),
        HandoverValue::AccountName => account.name.as_str().to_owned(),
        HandoverValue::Region(receiver) => receiver.region_word(&account.region)?.to_owned(),
        HandoverValue::TokenAddress => endpoints.token_address(),
        HandoverValue::TokenAddressWithGrant => {
            format!(
                "{}?grant_type=client_credentials",
                endpoints.token_address()
            )
        }
        HandoverValue::ApiAddress => endpoints.api_host.origin(),
        HandoverValue::StartDate => created_at.strftime("%Y-01-01T00:00:00").to_string(),
        HandoverValue::ClientSecret | HandoverValue::IdAndSecret | HandoverValue::WholeForm(_) => {
            return None;
        }
    })
}

/// The text of a value.
#[must_use]
pub fn text(value: HandoverValue, all: Credentials<'_>) -> Secret {
    let Credentials {
        account,
        client_id,
        client_secret,
        created_at,
    } = all;
    match value {
        HandoverValue::ClientSecret => client_secret.clone(),
        HandoverValue::IdAndSecret => {
            let mut both = Secret::with_capacity(LONGEST);
            add(
                &mut both,
                &[client_id.as_str(), ":", client_secret.expose()],
            );
            both
        }
        HandoverValue::WholeForm(receiver) => whole(receiver, all),
        plain => Secret::from(shown(plain, account, client_id, created_at).unwrap_or_default()),
    }
}

fn whole(receiver: Receiver, all: Credentials<'_>) -> Secret {
    match (receiver, receiver.whole_form()) {
        (Receiver::Airbyte, _) => airbyte(all),
        (_, Some(WholeForm::Json)) => json(&FivetranConnection::of(all)),
        (_, Some(form)) => listed(receiver, form, all),
        (_, None) => Secret::default(),
    }
}

/// The fields by their names, in their order. One without a value is left out.
fn listed(receiver: Receiver, form: WholeForm, from: Credentials<'_>) -> Secret {
    let (end, quote) = match form {
        WholeForm::ConnectionString => (";", needs_quotes as fn(&str) -> bool),
        _ => ("\n", needs_shell_quotes as fn(&str) -> bool),
    };
    let mut all = Secret::with_capacity(LONGEST);
    for field in receiver.fields() {
        let value = text(field.value, from);
        if value.is_empty() {
            continue;
        }
        let mark = match (quote(value.expose()), form) {
            (false, _) => "",
            (true, WholeForm::ConnectionString) => "\"",
            (true, _) => "'",
        };
        add(
            &mut all,
            &[field.label, "=", mark, value.expose(), mark, end],
        );
    }
    all
}

/// What a connection string would end at, or take apart.
fn needs_quotes(value: &str) -> bool {
    value.contains([';', '=', '\'', ' '])
}

/// What a shell would take for its own, in a file of variables.
fn needs_shell_quotes(value: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./:@%+=,~".contains(c);
    !value.chars().all(plain)
}

fn add(to: &mut Secret, parts: &[&str]) {
    for part in parts {
        if !to.push_str(part) {
            log::error!("a form is longer than its buffer");
        }
    }
}

/// The body of `POST /v1/connections`, as far as the credentials go.
#[derive(Serialize)]
struct FivetranConnection<'a> {
    service: &'static str,
    config: FivetranConfig<'a>,
}

#[derive(Serialize)]
struct FivetranConfig<'a> {
    account_name: &'a str,
    client_id: &'a str,
    client_secret: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<&'static str>,
}

impl<'a> FivetranConnection<'a> {
    fn of(all: Credentials<'a>) -> Self {
        Self {
            service: "talkdesk",
            config: FivetranConfig {
                account_name: all.account.name.as_str(),
                client_id: all.client_id.as_str(),
                client_secret: all.client_secret.expose(),
                region: Receiver::Fivetran.region_word(&all.account.region),
            },
        }
    }
}

#[derive(Serialize)]
struct AirbyteConfig<'a> {
    start_date: &'a str,
    auth_url: &'a str,
    api_key: &'a str,
}

fn airbyte(all: Credentials<'_>) -> Secret {
    let [start_date, auth_url, api_key] = [
        HandoverValue::StartDate,
        HandoverValue::TokenAddressWithGrant,
        HandoverValue::IdAndSecret,
    ]
    .map(|value| text(value, all));
    json(&AirbyteConfig {
        start_date: start_date.expose(),
        auth_url: auth_url.expose(),
        api_key: api_key.expose(),
    })
}

fn json(form: &impl Serialize) -> Secret {
    let mut bytes = Zeroizing::new(Vec::with_capacity(LONGEST));
    let written = serde_json::to_writer_pretty(&mut *bytes, form);
    match (written, std::str::from_utf8(&bytes)) {
        (Ok(()), Ok(text)) => Secret::from(text),
        _ => Secret::default(),
    }
}
