//! Step Save: the one irreversible act, under way or refused by the keychain.

use jiff::Timestamp;

use super::{AttemptId, Draft, Effect, Handover, Program, Retiring, Step, Store};
use crate::{
    keychain::KeychainError,
    saved::{Entry, Envelope, LastVerification},
};

/// The step.
#[derive(Clone, Debug, Default)]
pub struct SaveStep {
    /// The attempt to save, under way.
    pub saving: Option<AttemptId>,
    /// Why it was not saved.
    pub problem: Option<KeychainError>,
    /// Whether the system is asking the person to unlock the keychain.
    pub unlocking: bool,
}

impl Program {
    pub(super) fn save(&mut self, now: Timestamp) -> Vec<Effect> {
        let (Some(request), false) = (self.request(), self.wizard.save.saving.is_some()) else {
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
        let mut entry = Entry {
            last_verified: self.wizard.verify.ended_at.map(LastVerification::accepted),
            client_name: Some(self.client_name(now)),
            longest_token_life: self
                .wizard
                .verify
                .proof()
                .and_then(|proof| proof.token_lifetime),
            ..Entry::new(&envelope, self.keychain_name())
        };
        if let Some(old) = self.entry_to_replace() {
            entry.replaces(old, now);
            if let Some(newest) = entry.previous.first_mut() {
                newest.leak.clone_from(&self.wizard.leak);
            }
        }
        self.wizard.save = SaveStep {
            saving: Some(attempt),
            problem: None,
            unlocking: false,
        };
        vec![Effect::Save {
            attempt,
            store: self.store(),
            envelope,
            entry,
            replaces: self.entry_to_replace().is_some(),
        }]
    }

    pub(super) fn saved(
        &mut self,
        attempt: AttemptId,
        result: Result<Box<Entry>, KeychainError>,
    ) -> Vec<Effect> {
        let saving = &mut self.wizard.save.saving;
        if saving.take_if(|saving| *saving == attempt).is_none() {
            return Vec::new();
        }
        let entry = match result {
            Ok(entry) => *entry,
            Err(error) => {
                self.wizard.save.problem = Some(error);
                // What stands in the way is shown, and what to do about it.
                return self.look_into_the_keychain();
            }
        };
        self.handover = Some(Handover::new(&entry, self.wizard.credentials.file.take()));
        self.retiring = entry.previous.first().map(|old| Retiring::new(&entry, old));
        self.leaked = None;
        self.accounts.put(entry);
        self.wizard.credentials.forget_secret();
        self.wizard.go_to(Step::UseIt);
        match self.store() {
            Store::System => vec![Effect::KeepDraft(Draft::default())],
            Store::Practice => Vec::new(),
        }
    }
}
