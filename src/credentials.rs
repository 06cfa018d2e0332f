//! Client ID and client secret: what they look like, and how they are found in pasted text and files. Pure.

mod client_id;
mod client_secret;
mod focused;
mod pasted;
mod unwrapping;

pub use client_id::{ClientId, ClientIdError};
pub use client_secret::{
    ClientSecretError, ForeignCharacter, MAX_SECRET_CHARS, Swap, check_client_secret, look_swapped,
};
pub use focused::{VisibleField, is_for_the_reader};
pub use pasted::{FoundClient, Pasted, read_pasted};
pub use unwrapping::{NoText, text_of, unwrap_text};

use client_id::looks_like_id;
use client_secret::{
    SECRET_CHARS, USUAL_SECRET_CHARS, is_token, is_typographic_dash, looks_like_secret,
};
use unwrapping::decode_base64;

/// The longest client ID or secret that is taken, in characters.
const MAX_CHARS: usize = 1024;

/// The longest text or file that is read, in bytes.
pub const MAX_TEXT_BYTES: usize = 1024 * 1024;
