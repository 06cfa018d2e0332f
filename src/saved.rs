//! What is kept of an account: the envelope in the keychain, and the entry without secrets in the index. Pure.

mod account_record;
mod envelope;
mod index;

pub use envelope::{Envelope, EnvelopeError, MAX_ENVELOPE_BYTES};
pub use index::{Entry, Index, IndexError, LastVerification, VerificationResult};
