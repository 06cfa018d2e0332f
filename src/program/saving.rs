//! Saving: the one irreversible act, which ends Verify. Under way, or refused by the keychain.

use jiff::Timestamp;

use super::{AttemptId, Draft, Effect, Focus, Handover, Program, Retiring, Screen, Step, Store};
use crate::{
    keychain::KeychainError,
    saved::{Entry, Envelope},
};

/// "Save" on Verify, and what the keychain answers.
#[derive(Clone, Debug)]
pub enum SaveMsg {
    /// "Save".
    Save,
    /// Saving has ended.
    Saved {
        /// Which attempt.
        attempt: AttemptId,
        /// In which store.
        store: Store,
        /// Its index entry, with the keychain's name.
        result: Result<Box<Entry>, KeychainError>,
    },
}

/// How saving stands.
#[derive(Clone, Debug, Default)]
pub struct Saving {
    /// The attempt to save, under way.
    pub attempt: Option<AttemptId>,
    /// Why it was not saved.
    pub problem: Option<KeychainError>,
}

impl Saving {
    /// Whether the keychain's answer is awaited.
    #[must_use]
    pub fn is_running(&self) -> bool {
        self.attempt.is_some()
    }
}

impl Program {
    pub(super) fn save(&mut self, now: Timestamp) -> Vec<Effect> {
        let (Some(request), false) = (self.request(), self.wizard.saving.is_running()) else {
            return Vec::new();
        };
        if !self.wizard.verify.proves(&Some(request.clone())) {
            return self.verify();
        }
        let attempt = self.next_attempt();
        let envelope = Envelope {
            account: request.account,
            client_id: request.client_id,
            client_secret: request.client_secret,
            created_at: now,
        };
        let verify = &self.wizard.verify;
        let accepted = match verify.proof() {
            Some(proof) => Entry::accepted(&envelope, proof, verify.ended_at.unwrap_or(now)),
            None => Entry::new(&envelope, ""),
        };
        let mut entry = Entry {
            keychain: self.keychain_name().to_owned(),
            client_name: Some(self.client_name(now)),
            ..accepted
        };
        if let Some(old) = self.entry_to_replace() {
            entry.replaces(old, now);
            if let Some(newest) = entry.previous.first_mut() {
                newest.leak.clone_from(&self.wizard.leak);
            }
        }
        self.wizard.saving = Saving {
            attempt: Some(attempt),
            problem: None,
        };
        vec![Effect::Save {
            attempt,
            store: self.store(),
            envelope,
            entry,
            replaces: self.entry_to_replace().is_some(),
        }]
    }

    /// What was saved is on its card from now on, whatever page is in front; the wizard goes on where it still waits.
    fn saved(
        &mut self,
        attempt: AttemptId,
        store: Store,
        result: Result<Box<Entry>, KeychainError>,
    ) -> Vec<Effect> {
        let entry = match result {
            Ok(entry) => *entry,
            Err(error) => {
                if let Some(wizard) = self.wizard_in(store)
                    && wizard
                        .saving
                        .attempt
                        .take_if(|own| *own == attempt)
                        .is_some()
                {
                    wizard.saving.problem = Some(error);
                    // It stands at the top of the page.
                    wizard.focus = Some(Focus::Heading);
                }
                // What stands in the way is shown, and what to do about it.
                return self.look_into_the_keychain();
            }
        };
        self.keychain_served(store);
        self.account_changed(store, entry.clone());
        let Some(wizard) = self.wizard_in(store) else {
            return Vec::new();
        };
        if wizard
            .saving
            .attempt
            .take_if(|own| *own == attempt)
            .is_none()
        {
            return Vec::new();
        }
        wizard.credentials.forget_secret();
        let file = wizard.credentials.file.take();
        wizard.step = Step::UseIt;
        if store == self.store() && self.screen == Screen::Wizard {
            let id = self.next_attempt();
            self.handover = Some(Handover::new(id, &entry, file));
            self.retiring = entry.previous.first().map(|old| Retiring::new(&entry, old));
            self.leaked = None;
            self.wizard.go_to(Step::UseIt);
        }
        match store {
            Store::System => vec![Effect::KeepDraft(Draft::default())],
            Store::Practice(_) => Vec::new(),
        }
    }

    pub(super) fn update_save(&mut self, msg: SaveMsg, now: Timestamp) -> Vec<Effect> {
        match msg {
            SaveMsg::Save => self.save(now),
            SaveMsg::Saved {
                attempt,
                store,
                result,
            } => self.saved(attempt, store, result),
        }
    }
}
