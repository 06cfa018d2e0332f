//! Whether what was entered is new.

use super::RotationEffect;
use crate::{
    credentials::ClientId,
    program::{AttemptId, Effect, Focus, Program, Step},
    saved::{Envelope, Kept},
    secret::Secret,
};

/// How entered credentials compare with those that are saved for the account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compared {
    /// They are others, or the store did not say.
    New,
    /// They are in use already.
    InUse,
    /// They were replaced, and are still kept.
    Replaced,
    /// The client is another, and the secret is that of a saved one.
    SecretOfAnother,
}

impl Compared {
    /// Compares with all that is kept. Secrets are compared in constant time, every one of them.
    #[must_use]
    pub fn with(kept: &Kept, client_id: &ClientId, client_secret: &Secret) -> Self {
        let same = |saved: &Envelope| {
            (
                saved.client_secret == *client_secret,
                saved.client_id == *client_id,
            )
        };
        let in_use = kept.current.as_ref().map(same);
        let replaced: Vec<_> = kept.previous.iter().map(same).collect();
        if in_use == Some((true, true)) {
            Self::InUse
        } else if replaced.contains(&(true, true)) {
            Self::Replaced
        } else if in_use == Some((true, false)) || replaced.contains(&(true, false)) {
            Self::SecretOfAnother
        } else {
            Self::New
        }
    }
}

impl Program {
    /// Has what was entered compared with what is saved, where there is anything: Talkdesk has no part in that.
    pub(in crate::program) fn compare_or_verify(&mut self) -> Vec<Effect> {
        if self.entry_to_replace().is_none() {
            return self.verify();
        }
        let Some(request) = self.request() else {
            return Vec::new();
        };
        let attempt = self.next_attempt();
        self.wizard.comparing = Some(attempt);
        vec![Effect::Rotation(RotationEffect::Compare {
            attempt,
            store: self.store(),
            account: request.account,
            client_id: request.client_id,
            client_secret: request.client_secret,
        })]
    }

    pub(super) fn compared(&mut self, attempt: AttemptId, result: Compared) -> Vec<Effect> {
        if self
            .wizard
            .comparing
            .take_if(|own| *own == attempt)
            .is_none()
            || self.wizard.step != Step::Credentials
        {
            return Vec::new();
        }
        if result == Compared::New {
            return self.verify();
        }
        self.wizard.credentials.not_new(result);
        self.wizard.focus = self.wizard.first_to_fill().map(Focus::Field);
        Vec::new()
    }
}
