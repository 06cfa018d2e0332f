//! What is kept of an account: the envelope in the keychain, and the entry without secrets in the index;
//! and what was chosen for all accounts. Pure.

mod envelope;
mod held;
mod index;
mod kept_token;
mod reconcile;
mod replaced;
mod secret_json;
mod seen;
mod settings;
mod stored_account;
mod undo;

pub use envelope::{Envelope, EnvelopeError, MAX_ENVELOPE_BYTES};
pub use held::{Double, Held, Kept};
pub use index::{Entry, Index, IndexError, LastVerification, VerificationResult};
pub use kept_token::{KeptToken, UNUSED_BEFORE_ITS_END};
pub use reconcile::OddItem;
pub use replaced::{Leak, Replaced};
pub use seen::Seen;
pub use settings::{Settings, SettingsError};
pub use undo::UndoShelf;

/// The version of all these JSON texts. A higher one is left alone.
const VERSION: u64 = 1;

/// The version alone, read before anything else, because a newer one may look different otherwise.
#[derive(serde::Deserialize)]
struct Version {
    version: u64,
}
