//! "Moving on": what to know before one leaves this computer, and one button that leaves nothing behind.

use super::{Accounts, CaFileForm, Draft, Effect, MenuPage, Program, Screen, Store};
use crate::{keychain::KeychainError, saved::Settings};

/// What a person does on Moving on, and how it went.
#[derive(Clone, Debug)]
pub enum MovingOnMsg {
    /// What this program keeps on this computer.
    KeptListed {
        /// Of which store.
        store: Store,
        /// What.
        kept: OnThisComputer,
    },
    /// "Remove everything…".
    AskRemoveAll,
    /// "Keep everything".
    KeepAll,
    /// "Remove everything", confirmed.
    RemoveAll,
    /// Everything is gone, or not.
    AllRemoved {
        /// From which store.
        store: Store,
        /// How many items the keychain held.
        result: Result<usize, RemoveAllProblem>,
    },
}

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
    pub(super) fn update_moving_on(&mut self, msg: MovingOnMsg) -> Vec<Effect> {
        match msg {
            MovingOnMsg::KeptListed { store, kept } => {
                if store == self.store() {
                    self.moving_on.kept = Some(kept);
                }
                Vec::new()
            }
            MovingOnMsg::AskRemoveAll => {
                if self.moving_on.state != RemoveAll::Removing {
                    self.moving_on.state = RemoveAll::Confirming;
                }
                Vec::new()
            }
            MovingOnMsg::KeepAll => {
                if self.moving_on.state == RemoveAll::Confirming {
                    self.moving_on.state = RemoveAll::Idle;
                }
                Vec::new()
            }
            MovingOnMsg::RemoveAll => {
                if self.moving_on.state != RemoveAll::Confirming {
                    return Vec::new();
                }
                self.moving_on.state = RemoveAll::Removing;
                // Nothing that is under way may write again what is about to go.
                let mut effects = self.accounts.stop_verifying();
                effects.extend(self.wizard.cancel());
                let store = self.store();
                effects.push(Effect::RemoveAll { store });
                effects
            }
            MovingOnMsg::AllRemoved { store, result } => self.all_removed(store, result),
        }
    }

    /// What is here is looked at anew each time. What is being removed stays so.
    pub(super) fn look_at_what_is_kept(&mut self) -> Vec<Effect> {
        if self.moving_on.state != RemoveAll::Removing {
            self.moving_on = MovingOn::default();
        }
        self.list_kept()
    }

    /// What is gone is gone, whatever page is in front.
    fn all_removed(
        &mut self,
        store: Store,
        result: Result<usize, RemoveAllProblem>,
    ) -> Vec<Effect> {
        match result {
            Ok(items) if store == self.store() => self.everything_is_gone(items),
            Ok(items) => {
                if let Some(real) = self.set_aside.as_mut().filter(|_| store == Store::System) {
                    real.accounts = Accounts::default();
                    real.moving_on = MovingOn::default();
                    self.tell_that_all_is_gone(items);
                    return self.forget_settings();
                }
                Vec::new()
            }
            // What waited for Undo went first.
            Err(problem) if store == self.store() => {
                self.accounts.removed.clear();
                self.moving_on.state = RemoveAll::Failed(problem);
                self.list_kept()
            }
            Err(problem) => {
                if let Some(real) = self.set_aside.as_mut().filter(|_| store == Store::System) {
                    real.accounts.removed.clear();
                    real.moving_on.state = RemoveAll::Failed(problem);
                }
                Vec::new()
            }
        }
    }

    fn list_kept(&self) -> Vec<Effect> {
        let store = self.store();
        vec![Effect::ListKept { store }]
    }

    fn everything_is_gone(&mut self, items: usize) -> Vec<Effect> {
        self.accounts = Accounts::default();
        let mut effects = Vec::new();
        if !self.wizard.holds_secret() {
            effects.extend(self.end_wizard());
            self.wizard = self.new_wizard(Draft::default());
        }
        effects.extend(self.leave_retiring());
        self.handover = None;
        self.leaked = None;
        self.moving_on = MovingOn::default();
        self.tell_that_all_is_gone(items);
        self.menu_page = None;
        if self.screen != Screen::Wizard {
            self.home();
        }
        if self.store() == Store::System {
            effects.extend(self.forget_settings());
        }
        effects
    }

    fn tell_that_all_is_gone(&mut self, items: usize) {
        let name = self
            .set_aside
            .as_ref()
            .map_or(&self.keychain, |real| &real.keychain);
        let name = name.name();
        let left = match items {
            0 => format!("{name} held nothing of this program."),
            1 => format!("One item is gone from {name}."),
            items => format!("{items} items are gone from {name}."),
        };
        self.notice = Some(format!(
            "{left} What was removed is still valid in Talkdesk until you delete its clients there."
        ));
    }

    fn forget_settings(&mut self) -> Vec<Effect> {
        self.odd.clear();
        self.ca_file = CaFileForm::default();
        self.settings = Settings::default();
        vec![Effect::ForgetCaFile]
    }

    /// After the keychain has been unlocked, its items are looked at again.
    pub(super) fn look_again(&self) -> Vec<Effect> {
        let locked = matches!(
            self.moving_on.kept,
            Some(OnThisComputer { items: Err(_), .. })
        );
        if self.menu_page == Some(MenuPage::MovingOn) && locked && !self.keychain.is_locked() {
            self.list_kept()
        } else {
            Vec::new()
        }
    }
}
