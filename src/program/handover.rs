//! Use it: the values in the order in which Nexla asks for them.

use std::path::PathBuf;

use jiff::Timestamp;

use super::{Effect, Msg, Program};
use crate::{credentials::ClientId, saved::Entry, talkdesk::Account};

/// Where Nexla's own pages begin.
const NEXLA: &str = "https://dataops.nexla.io";

/// A value that Nexla's form asks for, in its order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HandoverValue {
    /// A name for the credential, such as "Talkdesk acme".
    CredentialName,
    /// The client ID.
    ClientId,
    /// The client secret, read from the keychain when it is copied.
    ClientSecret,
    /// The account name.
    AccountName,
}

/// How the last press of a Copy button went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CopyState {
    /// The clipboard holds this value.
    Copied(HandoverValue),
    /// It does not, and this sentence says why.
    Failed(HandoverValue, String),
}

/// What Use it shows.
#[derive(Clone, Debug)]
pub struct Handover {
    /// The account.
    pub account: Account,
    /// The client ID.
    pub client_id: ClientId,
    /// Where the credentials are.
    pub keychain: String,
    /// The file that still holds the secret.
    pub file: Option<PathBuf>,
    /// The last copy.
    pub copy: Option<CopyState>,
    /// Whether old credentials have come back into use.
    pub went_back: bool,
}

impl Handover {
    pub(super) fn new(entry: &Entry, file: Option<PathBuf>) -> Self {
        Self {
            account: entry.account.clone(),
            client_id: entry.client_id.clone(),
            keychain: entry.keychain.clone(),
            file,
            copy: None,
            went_back: false,
        }
    }

    /// The text of a value; `None` for the secret, which only the keychain holds.
    #[must_use]
    pub fn text(&self, value: HandoverValue) -> Option<String> {
        match value {
            HandoverValue::CredentialName => {
                Some(format!("Talkdesk {}", self.account.name.as_str()))
            }
            HandoverValue::ClientId => Some(self.client_id.as_str().to_owned()),
            HandoverValue::ClientSecret => None,
            HandoverValue::AccountName => Some(self.account.name.as_str().to_owned()),
        }
    }
}

impl Program {
    pub(super) fn update_handover(&mut self, msg: Msg, now: Timestamp) -> Vec<Effect> {
        let store = self.store();
        match (msg, &mut self.handover) {
            (Msg::Copy(value), Some(handover)) => {
                handover.copy = None;
                let account = handover.account.clone();
                vec![Effect::CopyValue {
                    value,
                    text: handover.text(value),
                    store,
                    account,
                }]
            }
            (Msg::Copied { value, result }, Some(handover)) => {
                handover.copy = Some(match result {
                    Ok(()) => CopyState::Copied(value),
                    Err(sentence) => CopyState::Failed(value, sentence),
                });
                Vec::new()
            }
            (Msg::OpenNexla, _) => self.update(Msg::OpenAddress(NEXLA.to_owned()), now),
            (Msg::Finish, _) => {
                self.handover = None;
                self.retiring = None;
                self.forget_wizard();
                self.home();
                Vec::new()
            }
            _ => Vec::new(),
        }
    }
}
