//! What is kept of an unfinished setup for the next start.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{Answer, Wizard};
use crate::{
    credentials::ClientId,
    receiver::Receiver,
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
    /// Who gets the credentials.
    pub receiver: Receiver,
    /// What it will read, as ticked.
    pub reads: BTreeSet<Answer>,
    /// The person's own list of permissions.
    pub own_list: String,
}

impl Draft {
    /// Whether there is anything worth keeping.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Reads the draft's file. Other programs can write to it, so that each text is looked at again, as before it was kept;
    /// `None` where it is no draft.
    #[must_use]
    pub fn from_json(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok().map(Self::fit_to_be_kept)
    }

    /// What may be kept of the wizard's fields.
    pub(super) fn of(wizard: &Wizard) -> Self {
        Self {
            account: wizard.account.input.clone(),
            region: wizard.account.region.place(),
            token_host: wizard.account.token_host.clone(),
            api_host: wizard.account.api_host.clone(),
            client_id: wizard.credentials.client_id.clone(),
            scopes: wizard.credentials.scopes.clone(),
            receiver: wizard.guide.receiver,
            reads: wizard.guide.what.chosen().clone(),
            own_list: wizard.guide.what.own_list.clone(),
        }
        .fit_to_be_kept()
    }

    /// Without each text that is not what belongs into its field.
    fn fit_to_be_kept(self) -> Self {
        let host = |text: String| Some(text).filter(|text| Host::parse(text).is_ok());
        let account = read_address(&self.account).ok();
        let client_id = ClientId::parse(&self.client_id).ok();
        Self {
            account: account.map_or(String::new(), |address| address.account.as_str().to_owned()),
            token_host: host(self.token_host).unwrap_or_default(),
            api_host: host(self.api_host).unwrap_or_default(),
            client_id: client_id
                .filter(ClientId::looks_usual)
                .map_or(String::new(), |id| id.as_str().to_owned()),
            scopes: scopes(&self.scopes),
            own_list: scopes(&self.own_list),
            ..self
        }
    }
}

/// A list of scopes in one line; nothing where a word is none, or where it is longer than a request may be.
fn scopes(text: &str) -> String {
    const LONGEST: usize = 8_000;
    let scopes: Vec<&str> = text.split_whitespace().collect();
    if text.len() <= LONGEST && scopes.iter().copied().all(looks_like_scope) {
        scopes.join(" ")
    } else {
        String::new()
    }
}
