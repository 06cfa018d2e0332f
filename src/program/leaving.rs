//! Leaving the wizard or the window: asked first, while a secret is held that is not saved.

use super::{Effect, MenuMsg, MenuPage, Program, RemoveAll, Screen, Step};
use crate::{saved::Leak, talkdesk::Account};

/// What a person says about leaving the wizard or the window.
#[derive(Clone, Debug)]
pub enum LeavingMsg {
    /// The window is being closed.
    CloseRequested,
    /// Escape.
    EscapePressed,
    /// "Keep going".
    KeepGoing,
    /// "Leave".
    Leave,
}

/// What Leave does, once confirmed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Leaving {
    /// Closes the window.
    Window,
    /// Leaves the wizard.
    Wizard,
    /// Begins the wizard anew, with something else.
    Begin(Beginning),
}

/// How the wizard begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Beginning {
    /// At Account.
    Setup,
    /// At Create client, with the account known.
    Replacement {
        /// The account.
        account: Account,
        /// What is known of the leak, where the saved credentials have leaked.
        leak: Option<Leak>,
    },
}

impl Program {
    pub(super) fn home(&mut self) {
        self.focus_heading = true;
        self.accounts.reorder();
        self.screen = if self.accounts.cards.is_empty() && self.practice.is_none() {
            Screen::Welcome
        } else {
            // In practice Welcome would look as if the real accounts were gone.
            Screen::Accounts
        };
    }

    /// Leaves the page of accounts once nothing is on it, not even something to bring back.
    pub(super) fn go_home_from_an_empty_page(&mut self) {
        if self.screen == Screen::Accounts && self.accounts.removed.is_empty() {
            self.home();
        }
    }

    pub(super) fn update_leaving(&mut self, msg: LeavingMsg) -> Vec<Effect> {
        match msg {
            LeavingMsg::CloseRequested => self.ask_to_leave(Leaving::Window),
            LeavingMsg::EscapePressed => self.escape(),
            LeavingMsg::KeepGoing => {
                self.leaving = None;
                Vec::new()
            }
            LeavingMsg::Leave => self.leave(),
        }
    }

    fn escape(&mut self) -> Vec<Effect> {
        if self.leaving.take().is_some() {
            return Vec::new();
        }
        if let Some(page) = self.menu_page {
            if page == MenuPage::MovingOn && self.moving_on.state == RemoveAll::Confirming {
                self.moving_on.state = RemoveAll::Idle;
                return Vec::new();
            }
            return self.update_menu(MenuMsg::Close);
        }
        match self.screen {
            Screen::Wizard if self.is_first_of_practice() => self.leave_practice(),
            Screen::Wizard if self.wizard.verify.is_running() => self.wizard.cancel(),
            Screen::Wizard if self.wizard.step < Step::UseIt => self.ask_to_leave(Leaving::Wizard),
            Screen::Wizard => self.finish(),
            Screen::Use => self.leave_use(),
            Screen::Leaked => {
                self.home();
                Vec::new()
            }
            Screen::RetireOld => self.close_retiring(),
            Screen::Accounts if self.practice.is_some() => self.leave_practice(),
            Screen::Welcome | Screen::Accounts => Vec::new(),
        }
    }

    /// Whether the page in front is the one with which practice begins: nothing of practice is behind it.
    pub(super) fn is_first_of_practice(&self) -> bool {
        self.practice.is_some()
            && self.accounts.cards.is_empty()
            && self.screen == Screen::Wizard
            && self.wizard.step == Step::Account
    }

    fn ask_to_leave(&mut self, leaving: Leaving) -> Vec<Effect> {
        let pretend = leaving == Leaving::Wizard && self.practice.is_some();
        let asks = self.holds_unsaved_secret() && !pretend;
        self.leaving = Some(leaving);
        if asks { Vec::new() } else { self.leave() }
    }

    /// Asks before another wizard would take the place of one with a secret in it.
    pub(super) fn ask_to_begin(&mut self, beginning: Beginning) -> Vec<Effect> {
        self.leaving = Some(Leaving::Begin(beginning));
        if self.wizard.holds_secret() && self.practice.is_none() {
            Vec::new()
        } else {
            self.leave()
        }
    }

    fn leave(&mut self) -> Vec<Effect> {
        let Some(leaving) = self.leaving.take() else {
            return Vec::new();
        };
        let mut effects = self.end_wizard();
        match leaving {
            Leaving::Window => {
                self.real_wizard_mut().credentials.forget_secret();
                effects.push(self.keep_draft());
                effects.push(Effect::CloseWindow);
            }
            Leaving::Wizard => {
                effects.push(self.keep_draft());
                self.home();
            }
            Leaving::Begin(beginning) => effects.extend(self.begin(beginning)),
        }
        effects
    }

    fn keep_draft(&self) -> Effect {
        Effect::KeepDraft(self.real_wizard().draft())
    }
}
