//! Step Save: the one irreversible act, under way or refused by the keychain.

use super::AttemptId;
use crate::{keychain::KeychainError, saved::Entry};

/// The step.
#[derive(Clone, Debug, Default)]
pub struct SaveStep {
    /// What is being saved.
    pub saving: Option<(AttemptId, Entry)>,
    /// Why it was not saved.
    pub problem: Option<KeychainError>,
    /// Whether the system is asking the person to unlock the keychain.
    pub unlocking: bool,
}
