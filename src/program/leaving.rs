//! Leaving the wizard or the window: asked first, while a secret is held that is not saved.

use jiff::Timestamp;

use super::{Effect, Msg, Program, RemoveAll, Screen, Step};

/// What Leave does, once confirmed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leaving {
    /// Closes the window.
    Window,
    /// Leaves the wizard.
    Wizard,
}

impl Program {
    pub(super) fn home(&mut self) {
        self.focus_heading = true;
        self.accounts.reorder();
        self.screen = if self.accounts.cards.is_empty() {
            Screen::Welcome
        } else {
            Screen::Accounts
        };
    }

    /// Leaves the page of accounts once nothing is on it, not even something to bring back.
    pub(super) fn go_home_from_an_empty_page(&mut self) {
        if self.screen == Screen::Accounts && self.accounts.removed.is_empty() {
            self.home();
        }
    }

    pub(super) fn escape(&mut self) -> Vec<Effect> {
        if self.leaving.take().is_some() {
            return Vec::new();
        }
        match self.screen {
            Screen::Wizard if self.wizard.verify.is_running() => {
                self.update(Msg::Cancel, Timestamp::UNIX_EPOCH)
            }
            Screen::Wizard if self.wizard.step < Step::UseIt => self.ask_to_leave(Leaving::Wizard),
            Screen::MovingOn if self.moving_on.state == RemoveAll::Confirming => {
                self.moving_on.state = RemoveAll::Idle;
                Vec::new()
            }
            Screen::Wizard | Screen::Use | Screen::Settings | Screen::MovingOn => {
                self.home();
                Vec::new()
            }
            Screen::RetireOld => self.close_retiring(),
            Screen::Leaked => {
                self.home();
                Vec::new()
            }
            Screen::Welcome | Screen::Accounts => Vec::new(),
        }
    }

    pub(super) fn ask_to_leave(&mut self, leaving: Leaving) -> Vec<Effect> {
        let pretend = leaving == Leaving::Wizard && self.practice.is_some();
        if self.holds_unsaved_secret() && !pretend {
            self.leaving = Some(leaving);
            return Vec::new();
        }
        self.leaving = Some(leaving);
        self.leave()
    }

    pub(super) fn leave(&mut self) -> Vec<Effect> {
        let leaving = self.leaving.take();
        let mut effects = self.wizard.cancel();
        self.wizard.credentials.forget_secret();
        effects.push(Effect::KeepDraft(self.real_wizard().draft()));
        match leaving {
            Some(Leaving::Window) => effects.push(Effect::CloseWindow),
            Some(Leaving::Wizard) | None => self.home(),
        }
        effects
    }
}
