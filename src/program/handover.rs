//! Use it: the values in the order in which Nexla asks for them.

use std::path::PathBuf;

use jiff::Timestamp;

use super::{
    AttemptId, ClipboardProblem, ClipboardState, Effect, FileProblem, Program, Screen, reminder,
};
use crate::{credentials::ClientId, saved::Entry, talkdesk::Account};

/// Where Nexla's own pages begin.
const NEXLA: &str = "https://dataops.nexla.io";

/// What a person does on Use it, and how it went.
#[derive(Clone, Debug)]
pub enum HandoverMsg {
    /// A Copy button on Use it.
    Copy(HandoverValue),
    /// The clipboard took the value, or a sentence that says why not.
    Copied {
        /// Which press of a Copy button.
        copy: AttemptId,
        /// Which value.
        value: HandoverValue,
        /// Of which account.
        account: Account,
        /// Of which of its clients.
        client_id: ClientId,
        /// How it went.
        result: Result<(), ClipboardProblem>,
    },
    /// "Move to trash".
    MoveToTrash,
    /// The file is in the trash, or a sentence that says why not.
    MovedToTrash {
        /// Which file.
        path: PathBuf,
        /// How it went.
        result: Result<(), FileProblem>,
    },
    /// "Save calendar file".
    SaveReminder,
    /// Where the calendar file is, or a sentence that says why it is not.
    ReminderSaved {
        /// From which page.
        asked: AttemptId,
        /// How it went.
        result: Result<PathBuf, FileProblem>,
    },
    /// "Open Nexla".
    OpenNexla,
    /// "Open the real Nexla", in practice.
    OpenRealNexla,
    /// "Back", on the page of an account saved earlier.
    Back,
    /// "Finish".
    Finish,
}

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
    /// Tells this visit of the page from others.
    pub(super) id: AttemptId,
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
    /// Whether the person is told that Nexla is real, in practice.
    pub nexla_is_real: bool,
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
    pub(super) fn new(id: AttemptId, entry: &Entry, file: Option<PathBuf>) -> Self {
        Self {
            id,
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
            nexla_is_real: false,
        }
    }

    /// The text of a value that the page shows; `None` for the secret, which only the keychain holds.
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
    pub(super) fn update_handover(&mut self, msg: HandoverMsg, now: Timestamp) -> Vec<Effect> {
        let store = self.store();
        let copy = self.next_attempt();
        match (msg, &mut self.handover) {
            (HandoverMsg::Copy(value), Some(handover)) => {
                handover.copy = None;
                vec![Effect::CopyValue {
                    copy,
                    value,
                    store,
                    account: handover.account.clone(),
                    client_id: handover.client_id.clone(),
                }]
            }
            (
                HandoverMsg::Copied {
                    copy,
                    value,
                    account,
                    client_id,
                    result,
                },
                handover,
            ) => {
                let failed = result.is_err();
                let state = match result {
                    Ok(()) => {
                        self.clipboard = ClipboardState::copied(copy, now);
                        CopyState::Copied(value)
                    }
                    Err(sentence) => CopyState::Failed(value, sentence),
                };
                // The page may have been left meanwhile, or show other credentials: then its own are on the clipboard no more.
                if let Some(handover) = handover {
                    if handover.account == account && handover.client_id == client_id {
                        handover.copy = Some(state);
                    } else if !failed {
                        handover.copy = None;
                    }
                }
                if failed {
                    // The keychain may hold another pair than the page shows.
                    self.look_into_the_keychain()
                } else {
                    Vec::new()
                }
            }
            (HandoverMsg::MoveToTrash, Some(handover)) => match &mut handover.file {
                Some(file) => {
                    file.state = FileState::Moving;
                    vec![Effect::MoveToTrash(file.path.clone())]
                }
                None => Vec::new(),
            },
            (HandoverMsg::MovedToTrash { path, result }, Some(handover)) => {
                if let Some(file) = &mut handover.file
                    && file.path == path
                {
                    file.state = match result {
                        Ok(()) => FileState::InTrash,
                        Err(sentence) => FileState::NotMoved(sentence),
                    };
                }
                Vec::new()
            }
            (HandoverMsg::SaveReminder, Some(handover)) => {
                let day = self.settings.next_replacement(handover.created_at);
                day.map(|day| Effect::SaveReminder {
                    asked: handover.id,
                    reminder: reminder(&handover.account, day, now),
                })
                .into_iter()
                .collect()
            }
            (HandoverMsg::ReminderSaved { asked, result }, Some(handover)) => {
                if handover.id == asked {
                    handover.reminder = Some(result);
                }
                Vec::new()
            }
            // The page was left meanwhile.
            (
                HandoverMsg::Copy(_)
                | HandoverMsg::MoveToTrash
                | HandoverMsg::MovedToTrash { .. }
                | HandoverMsg::SaveReminder
                | HandoverMsg::ReminderSaved { .. },
                None,
            ) => Vec::new(),
            (HandoverMsg::OpenNexla, Some(handover)) if self.practice.is_some() => {
                handover.nexla_is_real = true;
                Vec::new()
            }
            (HandoverMsg::OpenNexla | HandoverMsg::OpenRealNexla, _) => {
                self.open_address(NEXLA.to_owned())
            }
            (HandoverMsg::Back, _) => self.leave_use(),
            (HandoverMsg::Finish, _) => self.finish(),
        }
    }

    /// Back from the page of an account saved earlier, to where it was opened: its card, or Retire old.
    pub(super) fn leave_use(&mut self) -> Vec<Effect> {
        if self.retiring.is_none() {
            return self.finish();
        }
        self.handover = None;
        self.screen = Screen::RetireOld;
        Vec::new()
    }

    /// Ends the wizard, or the page that showed saved values, for good.
    pub(super) fn finish(&mut self) -> Vec<Effect> {
        let mut effects = self.leave_retiring();
        if self.screen == Screen::Wizard {
            effects.extend(self.end_wizard());
        }
        self.handover = None;
        self.home();
        effects
    }
}
