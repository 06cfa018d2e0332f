//! "Go back to the old ones": verified first, which can be canceled, then in use again, which cannot.

use jiff::Timestamp;

use super::{NotGoneBack, OldPair, RetireState, RotationEffect, is_refusal};
use crate::{
    keychain::KeychainError,
    program::{AttemptId, Effect, Handover, Program, Screen, Step, Store, keychain::look_into},
    saved::Entry,
    talkdesk::Account,
};

impl Program {
    pub(super) fn go_back(&mut self) -> Vec<Effect> {
        let attempt = self.next_attempt();
        let store = self.store();
        let Some(retiring) = self
            .retiring
            .as_mut()
            .filter(|retiring| !retiring.is_busy())
        else {
            return Vec::new();
        };
        let account = retiring.account.clone();
        let client_id = retiring.old.client_id.clone();
        retiring.state = RetireState::GoingBack(attempt);
        vec![Effect::Rotation(RotationEffect::VerifyOld {
            attempt,
            store,
            account,
            client_id,
        })]
    }

    pub(super) fn old_verified(
        &mut self,
        attempt: AttemptId,
        result: Result<Box<OldPair>, NotGoneBack>,
        now: Timestamp,
    ) -> Vec<Effect> {
        let store = self.store();
        let Some(retiring) = self.retiring.as_mut().filter(|own| own.awaits(attempt)) else {
            return Vec::new();
        };
        let (account, id) = (retiring.account.clone(), retiring.old.client_id.clone());
        let sentence = match result {
            Ok(pair) => {
                let Some(entry) = self.accounts.entry(&account).cloned() else {
                    retiring.state = RetireState::Untried;
                    return Vec::new();
                };
                retiring.state = RetireState::BringingBack;
                return vec![Effect::Rotation(RotationEffect::BringBack {
                    store,
                    entry: Box::new(entry),
                    pair,
                    at: now,
                })];
            }
            Err(NotGoneBack::Keychain(error)) => error.what_happened_and_what_to_do(),
            Err(NotGoneBack::NotAccepted(failure)) if is_refusal(&failure) => {
                "Talkdesk refuses the old credentials.".to_owned()
            }
            Err(NotGoneBack::NotAccepted(failure)) => self.what_happened(&failure, account, id),
        };
        if let Some(retiring) = &mut self.retiring {
            retiring.state = RetireState::NotGoneBack(sentence);
        }
        Vec::new()
    }

    /// The keychain has switched, or not: the card says so, whatever page is in front.
    pub(super) fn went_back(
        &mut self,
        store: Store,
        account: &Account,
        result: Result<Box<Entry>, KeychainError>,
    ) -> Vec<Effect> {
        let is_shown = store == self.store()
            && self.retiring.as_ref().is_some_and(|retiring| {
                retiring.account.key() == account.key()
                    && retiring.state == RetireState::BringingBack
            });
        match result {
            Ok(entry) => {
                self.account_changed(store, (*entry).clone());
                if is_shown {
                    self.show_gone_back(&entry);
                }
                Vec::new()
            }
            Err(error) => {
                let sentence = error.what_happened_and_what_to_do();
                match &mut self.retiring {
                    Some(retiring) if is_shown => {
                        retiring.state = RetireState::NotGoneBack(sentence);
                    }
                    _ => self.notice = Some(format!("{}: {sentence}", account.label())),
                }
                // A keychain that did not answer may have switched after all.
                look_into(store)
            }
        }
    }

    fn show_gone_back(&mut self, entry: &Entry) {
        self.retiring = None;
        let in_wizard = self.screen == Screen::Wizard && self.wizard.step == Step::RetireOld;
        if in_wizard {
            self.end_wizard();
        }
        if in_wizard || self.screen == Screen::RetireOld {
            let id = self.next_attempt();
            let mut handover = Handover::new(id, entry, None);
            handover.went_back = true;
            self.handover = Some(handover);
            self.screen = Screen::Use;
        }
    }
}
