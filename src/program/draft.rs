//! What is kept of an unfinished setup for the next start.

use serde::{Deserialize, Serialize};

use super::Wizard;
use crate::{
    credentials::ClientId,
    talkdesk::{Host, looks_like_scope, read_address},
};

/// The fields' texts, as far as they are what belongs into their field: a secret that was pasted into the wrong one is
/// not kept.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Draft {
    /// The account field's text.
    pub account: String,
    /// The region radio button's index.
    pub region: usize,
    /// Other's token host field.
    pub token_host: String,
    /// Other's API host field.
    pub api_host: String,
    /// The client ID field's text.
    pub client_id: String,
    /// The scopes field's text.
    pub scopes: String,
    /// The place of the permission set.
    pub permissions: usize,
    /// The person's own list of permissions.
    pub own_list: String,
}

impl Draft {
    /// Whether there is anything worth keeping.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// What may be kept of the wizard's fields.
    pub(super) fn of(wizard: &Wizard) -> Self {
        let host = |text: &str| Host::parse(text).map_or(String::new(), |_| text.to_owned());
        let account = read_address(&wizard.account.input);
        let client_id = ClientId::parse(&wizard.credentials.client_id);
        let scopes = |text: &str| {
            let scopes: Vec<&str> = text.split_whitespace().collect();
            let all_look_so = scopes.iter().copied().all(looks_like_scope);
            if all_look_so {
                scopes.join(" ")
            } else {
                String::new()
            }
        };
        Self {
            account: account.map_or(String::new(), |address| address.account.as_str().to_owned()),
            region: wizard.account.region.place(),
            token_host: host(&wizard.account.token_host),
            api_host: host(&wizard.account.api_host),
            client_id: client_id
                .ok()
                .filter(ClientId::looks_usual)
                .map_or(String::new(), |id| id.as_str().to_owned()),
            scopes: scopes(&wizard.credentials.scopes),
            permissions: wizard.guide.permissions,
            own_list: scopes(&wizard.guide.own_list),
        }
    }
}
