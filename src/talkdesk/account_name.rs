//! The account name: the subdomain in front of every Talkdesk address.

/// A Talkdesk account name, in lower case: a DNS label of 1 to 63 of `a-z 0-9 -`, no hyphen at an end, not `xn--…`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct AccountName(String);

/// Why a text is no account name. `Display` is the sentence for the person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AccountNameError {
    /// Nothing was entered.
    Empty,
}

impl AccountName {
    /// Reads a bare account name; upper case is lowered, nothing else is changed.
    ///
    /// # Errors
    /// When the text is no DNS label of the kind that Talkdesk uses.
    pub fn parse(text: &str) -> Result<Self, AccountNameError> {
        let _ = text;
        todo!()
    }

    /// The name, for an address or a label.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether the name is longer than the 20 characters that Talkdesk gives to new accounts: worth a hint, no error.
    #[must_use]
    pub fn is_unusually_long(&self) -> bool {
        self.0.len() > 20
    }
}
