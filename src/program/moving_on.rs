//! "Moving on": what to know before one leaves this computer, and one button that leaves nothing behind.

use super::{Accounts, CaFileForm, Effect, KeychainState, Msg, Program, Screen, Store, Wizard};
use crate::{keychain::KeychainError, saved::Settings};

/// The page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MovingOn {
    /// What is on this computer; `None` until it is known.
    pub kept: Option<OnThisComputer>,
    /// What the last press of the button came to.
    pub state: RemoveAll,
}

/// What this program keeps on this computer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OnThisComputer {
    /// The users of all items in the keychain, such as `acme@us`; sorted.
    pub items: Result<Vec<String>, KeychainError>,
    /// The folders with files of this program, as text.
    pub folders: Vec<String>,
}

/// How far removing everything has come.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum RemoveAll {
    /// It was not asked for.
    #[default]
    Idle,
    /// The person is asked whether to do it.
    Confirming,
    /// It is being done.
    Removing,
    /// Something is left.
    Failed(RemoveAllProblem),
}

/// Why something is left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RemoveAllProblem {
    /// The keychain did not delete its items; the files were not touched.
    Keychain(KeychainError),
    /// The keychain holds nothing any more, but this file or folder is still there.
    File {
        /// Its path, as text.
        path: String,
    },
}

impl Program {
    pub(super) fn update_moving_on(&mut self, msg: Msg) -> Vec<Effect> {
        match msg {
            Msg::ShowMovingOn => {
                self.screen = Screen::MovingOn;
                self.focus_heading = true;
                self.moving_on = MovingOn::default();
                self.list_kept()
            }
            Msg::KeptListed { store, kept } if store == self.store() => {
                self.moving_on.kept = Some(kept);
                Vec::new()
            }
            Msg::AskRemoveAll => {
                if self.moving_on.state != RemoveAll::Removing {
                    self.moving_on.state = RemoveAll::Confirming;
                }
                Vec::new()
            }
            Msg::KeepAll => {
                self.moving_on.state = RemoveAll::Idle;
                Vec::new()
            }
            Msg::RemoveAll if self.moving_on.state == RemoveAll::Confirming => {
                self.moving_on.state = RemoveAll::Removing;
                // Nothing that is under way may write again what is about to go.
                let mut effects = self.accounts.stop_verifying();
                effects.extend(self.wizard.cancel());
                let store = self.store();
                effects.push(Effect::RemoveAll { store });
                effects
            }
            Msg::AllRemoved { store, result } if store == self.store() => match result {
                Ok(items) => self.everything_is_gone(items),
                Err(problem) => {
                    self.moving_on.state = RemoveAll::Failed(problem);
                    self.list_kept()
                }
            },
            _ => Vec::new(),
        }
    }

    fn list_kept(&self) -> Vec<Effect> {
        let store = self.store();
        vec![Effect::ListKept { store }]
    }

    fn everything_is_gone(&mut self, items: usize) -> Vec<Effect> {
        self.accounts = Accounts::default();
        self.wizard = Wizard::new(None);
        self.handover = None;
        self.retiring = None;
        self.leaked = None;
        self.odd.clear();
        self.ca_file = CaFileForm::default();
        self.moving_on = MovingOn::default();
        let left = match items {
            0 => format!("{} held nothing of this program.", self.keychain_name()),
            1 => format!("One item is gone from {}.", self.keychain_name()),
            items => format!("{items} items are gone from {}.", self.keychain_name()),
        };
        self.notice = Some(format!(
            "{left} What was removed is still valid in Talkdesk until you delete its clients there."
        ));
        self.home();
        match self.store() {
            Store::System => {
                self.settings = Settings::default();
                vec![Effect::ForgetCaFile]
            }
            Store::Practice => Vec::new(),
        }
    }

    /// After the keychain has been unlocked, its items are looked at again.
    pub(super) fn look_again(&self) -> Vec<Effect> {
        let locked = matches!(
            self.moving_on.kept,
            Some(OnThisComputer { items: Err(_), .. })
        );
        if self.screen == Screen::MovingOn && locked && !self.keychain_is_locked() {
            self.list_kept()
        } else {
            Vec::new()
        }
    }

    pub(super) fn keychain_is_locked(&self) -> bool {
        matches!(&self.keychain, KeychainState::Known(info) if info.locked)
    }
}
