//! Whether what was entered is new.

use crate::{credentials::ClientId, saved::Envelope, saved::Kept, secret::Secret};

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
