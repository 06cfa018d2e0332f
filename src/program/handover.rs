//! Use it: the values in the order in which whoever gets them asks for them.

use std::path::PathBuf;

use jiff::Timestamp;

use super::{
    AttemptId, ClipboardProblem, ClipboardState, Effect, FileProblem, Program, Screen, reminder,
};
use crate::{
    credentials::ClientId,
    receiver::{self, HandoverValue, Receiver},
    saved::Entry,
    talkdesk::Account,
};

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
    /// "Open Nexla", or whoever gets the credentials.
    OpenReceiver,
    /// "Open the real Nexla", in practice.
    OpenRealReceiver,
    /// Somebody else gets the credentials.
    Choose(Receiver),
    /// "Back", on the page of an account saved earlier.
    Back,
    /// "Finish".
    Finish,
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
    /// Who gets the credentials.
    pub receiver: Receiver,
    /// The last copy.
    pub copy: Option<CopyState>,
    /// The values that were copied since the page was opened.
    pub copied: Vec<HandoverValue>,
    /// Whether old credentials have come back into use.
    pub went_back: bool,
    /// Whether the person is told that there is no pretend one of whoever gets the credentials, in practice.
    pub receiver_is_real: bool,
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
            receiver: entry.receiver,
            copy: None,
            copied: Vec::new(),
            went_back: false,
            receiver_is_real: false,
        }
    }

    /// The text of a value that the page shows; `None` for one with the secret in it, which only the keychain holds.
    #[must_use]
    pub fn text(&self, value: HandoverValue) -> Option<String> {
        receiver::shown(value, &self.account, &self.client_id, self.created_at)
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
                        if !failed && !handover.copied.contains(&value) {
                            handover.copied.push(value);
                        }
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
            (HandoverMsg::OpenReceiver, Some(handover)) if self.practice.is_some() => {
                handover.receiver_is_real = true;
                Vec::new()
            }
            (HandoverMsg::OpenReceiver | HandoverMsg::OpenRealReceiver, handover) => {
                let receiver = handover.as_ref().map(|handover| handover.receiver);
                match receiver.and_then(Receiver::address) {
                    Some(address) => self.open_address(address.to_owned()),
                    None => Vec::new(),
                }
            }
            (HandoverMsg::Choose(receiver), _) => self.choose_receiver(receiver),
            (HandoverMsg::Back, _) => self.leave_use(),
            (HandoverMsg::Finish, _) => self.finish(),
        }
    }

    /// The person hands them over to somebody else: the card, the index and Retire old know it from now on.
    fn choose_receiver(&mut self, receiver: Receiver) -> Vec<Effect> {
        let store = self.store();
        let Some(handover) = &mut self.handover else {
            return Vec::new();
        };
        handover.receiver = receiver;
        handover.copy = None;
        handover.receiver_is_real = false;
        let account = handover.account.clone();
        if let Some(entry) = self.accounts.entry_mut(&account) {
            entry.receiver = receiver;
        }
        if let Some(retiring) = &mut self.retiring {
            retiring.receiver = receiver;
        }
        vec![Effect::KeepReceiver {
            store,
            account,
            receiver,
        }]
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
