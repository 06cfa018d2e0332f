//! Step Save: the one irreversible act, under way or refused by the keychain.

use super::AttemptId;
use crate::keychain::KeychainError;

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
