//! Client ID and client secret: what they look like, and how they are found in pasted text and files. Pure.

mod client_id;
mod client_secret;
mod pasted;

pub use client_id::{ClientId, ClientIdError};
pub use client_secret::{
    ClientSecretError, ForeignCharacter, MAX_SECRET_CHARS, Swap, check_client_secret, look_swapped,
};
pub use pasted::{Pasted, read_pasted};

/// The longest client ID or secret that is taken, in characters.
const MAX_CHARS: usize = 1024;
