//! "Go back to the old ones": verified first, then in use again.

use jiff::Timestamp;

use super::{NotGoneBack, RetireState, RotationEffect, is_refusal};
use crate::{
    program::{AttemptId, Effect, Handover, Program, Screen},
    saved::Entry,
};

impl Program {
    pub(super) fn go_back(&mut self, now: Timestamp) -> Vec<Effect> {
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
        let Some(entry) = self.accounts.entry(&account).cloned() else {
            return Vec::new();
        };
        retiring.state = RetireState::GoingBack(attempt);
        vec![Effect::Rotation(RotationEffect::GoBack {
            attempt,
            store,
            endpoints: self.endpoints(&account),
            entry: Box::new(entry),
            client_id,
            at: now,
        })]
    }

    pub(super) fn went_back(
        &mut self,
        attempt: AttemptId,
        result: Result<Box<Entry>, NotGoneBack>,
    ) -> Vec<Effect> {
        let Some(retiring) = self.retiring.as_mut().filter(|own| own.awaits(attempt)) else {
            return Vec::new();
        };
        match result {
            Ok(entry) => {
                self.retiring = None;
                let mut handover = Handover::new(&entry, None);
                handover.went_back = true;
                self.handover = Some(handover);
                self.accounts.put(*entry);
                self.forget_wizard();
                self.screen = Screen::Use;
            }
            Err(NotGoneBack::Keychain(error)) => {
                let sentence = format!("{} {}", error.what_happened(), error.what_to_do());
                retiring.state = RetireState::NotGoneBack(sentence);
            }
            Err(NotGoneBack::NotAccepted(failure)) => {
                let (account, id) = (retiring.account.clone(), retiring.old.client_id.clone());
                let sentence = if is_refusal(&failure) {
                    "Talkdesk refuses the old credentials.".to_owned()
                } else {
                    self.what_happened(&failure, account, id)
                };
                if let Some(retiring) = &mut self.retiring {
                    retiring.state = RetireState::NotGoneBack(sentence);
                }
            }
        }
        Vec::new()
    }
}
