//! Reading pasted text and downloaded files, whatever their shape.

use crate::{secret::Secret, talkdesk::Address};

/// What was found in a pasted text or a file. What is `None` was not there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pasted {
    /// The client ID, ends trimmed.
    pub client_id: Option<String>,
    /// The client secret, ends trimmed.
    pub client_secret: Option<Secret>,
    /// Account and region, where an address was in the text.
    pub address: Option<Address>,
    /// What the text was read as, such as "a JSON file" or "a curl command", for the sentence that says what was taken.
    pub shape: Option<&'static str>,
    /// Sentences to show, such as "A private key was in the file. It was not kept."
    pub notes: Vec<String>,
}

/// Reads pasted text or a file's content: JSON (`{"id","secret"}`, the same in a one-element list, `client_id` /
/// `client_secret` keys, nested), `KEY=value` lines, a `curl` command (`-u id:secret`, Authorization header), a Basic
/// header, an address, `id:secret`, a bare ID (32 hexadecimal digits) or a bare secret.
#[must_use]
pub fn read_pasted(text: &str) -> Pasted {
    let _ = text;
    todo!()
}
