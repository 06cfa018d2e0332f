//! The client secret's rules.

use crate::secret::Secret;

/// The longest client secret that is taken, in characters; Talkdesk's have about 86.
pub const MAX_SECRET_CHARS: usize = 1024;

/// Why a text is no client secret. `Display` is the sentence for the person; it never shows the secret, but names the
/// kind of character and its place ("a line end after the 12th character").
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ClientSecretError {
    /// Nothing was entered.
    Empty,
}

/// Checks a secret and takes white space, line ends and invisible characters off its ends; the flag says whether
/// anything was taken off.
///
/// # Errors
/// When it is empty, longer than [`MAX_SECRET_CHARS`], or has a line end, control, space or non-ASCII character inside.
pub fn check_client_secret(text: &str) -> Result<(Secret, bool), ClientSecretError> {
    let _ = text;
    todo!()
}
