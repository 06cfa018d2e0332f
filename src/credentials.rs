//! Client ID and client secret: what they look like, and how they are found in pasted text and files. Pure.

mod client_id;
mod client_secret;
mod pasted;

pub use client_id::{ClientId, ClientIdError};
pub use client_secret::{ClientSecretError, MAX_SECRET_CHARS, check_client_secret};
pub use pasted::{Pasted, read_pasted};
