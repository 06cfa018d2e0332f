//! The client ID.

/// A client ID: 1 to 1,024 visible ASCII characters. Talkdesk issues 32 lower-case hexadecimal digits.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ClientId(String);

/// Why a text is no client ID. `Display` is the sentence for the person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ClientIdError {
    /// Nothing was entered.
    Empty,
}

impl ClientId {
    /// Reads a client ID; white space, line ends and zero-width characters at the ends are taken off.
    ///
    /// # Errors
    /// When it is empty, too long, or has a character inside that no client ID has; the character is named.
    pub fn parse(text: &str) -> Result<Self, ClientIdError> {
        let _ = text;
        todo!()
    }

    /// The ID as sent.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it looks like the IDs that Talkdesk issues (32 lower-case hexadecimal digits). Worth a hint, no error.
    #[must_use]
    pub fn looks_usual(&self) -> bool {
        todo!()
    }

    /// First eight and last four characters for a card, `23de1fee…2546`; short IDs whole.
    #[must_use]
    pub fn shortened(&self) -> String {
        todo!()
    }
}
