//! Use it: the values in the order in which Nexla asks for them.

use std::path::PathBuf;

use jiff::Timestamp;

use super::{Effect, FileProblem, Msg, Program, reminder};
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
    /// When the credentials were created.
    pub created_at: Timestamp,
    /// The file that the credentials were read from.
    pub file: Option<UsedFile>,
    /// The calendar file, or why it was not written.
    pub reminder: Option<Result<PathBuf, FileProblem>>,
    /// The last copy.
    pub copy: Option<CopyState>,
    /// Whether old credentials have come back into use.
    pub went_back: bool,
}

/// A file that holds the secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UsedFile {
    /// Where it was when it was read.
    pub path: PathBuf,
    /// Whether it is still there.
    pub state: FileState,
}

/// What has become of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileState {
    /// It is where it was.
    There,
    /// It is being moved to the trash.
    Moving,
    /// It is in the trash.
    InTrash,
    /// It is still where it was, and this sentence says why.
    NotMoved(FileProblem),
}

impl Handover {
    pub(super) fn new(entry: &Entry, file: Option<PathBuf>) -> Self {
        Self {
            account: entry.account.clone(),
            client_id: entry.client_id.clone(),
            keychain: entry.keychain.clone(),
            created_at: entry.created_at,
            file: file.map(|path| UsedFile {
                path,
                state: FileState::There,
            }),
            reminder: None,
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
                    Ok(()) => {
                        self.clipboard.copied(now);
                        CopyState::Copied(value)
                    }
                    Err(sentence) => CopyState::Failed(value, sentence),
                });
                Vec::new()
            }
            // The page was left meanwhile.
            (Msg::Copied { result: Ok(()), .. }, None) => {
                self.clipboard.copied(now);
                Vec::new()
            }
            (
                Msg::MoveToTrash,
                Some(Handover {
                    file: Some(file), ..
                }),
            ) => {
                file.state = FileState::Moving;
                vec![Effect::MoveToTrash(file.path.clone())]
            }
            (
                Msg::MovedToTrash(result),
                Some(Handover {
                    file: Some(file), ..
                }),
            ) => {
                file.state = match result {
                    Ok(()) => FileState::InTrash,
                    Err(sentence) => FileState::NotMoved(sentence),
                };
                Vec::new()
            }
            (Msg::SaveReminder, Some(handover)) => {
                let reminder = reminder(&handover.account, handover.created_at, now);
                vec![Effect::SaveReminder(reminder)]
            }
            (Msg::ReminderSaved(result), Some(handover)) => {
                handover.reminder = Some(result);
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
