//! Reading what a person typed or pasted into "Account name or Talkdesk address".

use super::{AccountName, Region};

/// What was found in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// The account.
    pub account: AccountName,
    /// The region, where the text was an address of a known Talkdesk domain.
    pub region: Option<Region>,
    /// What was taken off or lowered, as sentences to show, such as "Spaces at the ends were taken off."
    pub notes: Vec<String>,
}

/// Why nothing could be taken. `Display` is the sentence for the person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AddressError {
    /// Nothing was entered.
    Empty,
}

/// Reads a bare account name or any Talkdesk address (with scheme, user part, port, path, query, fragment).
///
/// # Errors
/// When the text is neither; the sentence names the character or the part that is wrong.
pub fn read_address(text: &str) -> Result<Address, AddressError> {
    let _ = text;
    todo!()
}
