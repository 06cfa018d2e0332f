//! What an accepted verification has shown of the credentials in use, for later.

use std::time::Duration;

use super::Entry;
use crate::verification::Proof;

/// What Talkdesk's answer said of credentials that it accepted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    /// How long a token lives, where the answer says it.
    pub token_life: Option<Duration>,
    /// The permissions (scopes) that were granted, where the answer says them.
    pub granted: Option<Vec<String>>,
}

impl From<&Proof> for Seen {
    fn from(proof: &Proof) -> Self {
        Self {
            token_life: proof.token_lifetime,
            granted: proof.scopes.clone(),
        }
    }
}

impl Entry {
    /// Keeps what was seen of the credentials in use. What an answer did not say stays as it was known.
    pub fn learn(&mut self, seen: Seen) {
        self.longest_token_life = self.longest_token_life.max(seen.token_life);
        self.granted = seen.granted.or_else(|| self.granted.take());
    }
}
