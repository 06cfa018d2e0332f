//! The client ID.

use std::{error::Error, fmt};

use super::MAX_CHARS;
use crate::characters::{name_of, place, trim_ends};

/// A client ID: 1 to 1,024 visible ASCII characters. Talkdesk issues 32 lower-case hexadecimal digits.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ClientId(String);

/// Why a text is no client ID. `Display` is the sentence for the person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ClientIdError {
    /// Nothing was entered.
    Empty,
    /// A character that no client ID has.
    Character {
        /// Which.
        character: char,
        /// How many characters stand before it.
        after: usize,
    },
    /// More than 1,024 characters.
    TooLong {
        /// How many there are.
        chars: usize,
    },
}

impl ClientId {
    /// Reads a client ID; white space, line ends and invisible characters at the ends are taken off.
    ///
    /// # Errors
    /// When it is empty, too long, or has a character inside that no client ID has; the character is named.
    pub fn parse(text: &str) -> Result<Self, ClientIdError> {
        let text = trim_ends(text).text;
        let chars = text.chars().count();
        if chars == 0 {
            return Err(ClientIdError::Empty);
        }
        if chars > MAX_CHARS {
            return Err(ClientIdError::TooLong { chars });
        }
        match text
            .chars()
            .enumerate()
            .find(|(_, c)| !c.is_ascii_graphic())
        {
            Some((after, character)) => Err(ClientIdError::Character { character, after }),
            None => Ok(Self(text.to_owned())),
        }
    }

    /// The ID as sent.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it looks like the IDs that Talkdesk issues (32 lower-case hexadecimal digits). Worth a hint, no error.
    #[must_use]
    pub fn looks_usual(&self) -> bool {
        looks_like_id(&self.0)
    }

    /// First eight and last four characters for a card, `23de1fee…2546`; short IDs whole.
    #[must_use]
    pub fn shortened(&self) -> String {
        const FRONT: usize = 8;
        const BACK: usize = 4;
        if self.0.len() <= FRONT + BACK + 1 {
            return self.0.clone();
        }
        format!("{}…{}", &self.0[..FRONT], &self.0[self.0.len() - BACK..])
    }
}

/// Whether a text is 32 lower-case hexadecimal digits, as the client IDs that Talkdesk issues.
pub(super) fn looks_like_id(text: &str) -> bool {
    text.len() == 32 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
}

impl fmt::Display for ClientIdError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => {
                f.write_str("Enter the client ID. Talkdesk shows it on the client's page.")
            }
            Self::Character { character, after } => write!(
                f,
                "There is {} in the client ID, {}. Copy the ID once more, and only it.",
                name_of(*character),
                place(*after)
            ),
            Self::TooLong { chars } => {
                write!(
                    f,
                    "A client ID has 32 characters. This text has {chars}. Copy only the ID."
                )
            }
        }
    }
}

impl Error for ClientIdError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_read_and_their_ends_cleaned() {
        let long = "a".repeat(1024);
        for (text, id) in [
            (
                "23de1feea24c4c0f8b6fa9d6b7a02546",
                "23de1feea24c4c0f8b6fa9d6b7a02546",
            ),
            (" id-1\r\n", "id-1"),
            ("\u{feff}id-1\u{200b}\0", "id-1"),
            ("!~:%+/=&", "!~:%+/=&"),
            (&long, &long),
        ] {
            assert_eq!(
                ClientId::parse(text).map(|id| id.0),
                Ok(id.to_owned()),
                "{text:?}"
            );
        }
    }

    #[test]
    fn what_is_no_id_is_refused_by_character() {
        let at = |after, character| ClientIdError::Character { character, after };
        for (text, error) in [
            ("", ClientIdError::Empty),
            (" \u{200b}\n", ClientIdError::Empty),
            ("a b", at(1, ' ')),
            ("ab\ncd", at(2, '\n')),
            ("ab\0cd", at(2, '\0')),
            ("éa", at(0, 'é')),
            ("abc\u{200b}d", at(3, '\u{200b}')),
            (&"a".repeat(1025), ClientIdError::TooLong { chars: 1025 }),
        ] {
            assert_eq!(ClientId::parse(text), Err(error), "{text:?}");
        }
    }

    #[test]
    fn sentences_name_character_and_place() {
        for (text, sentence) in [
            (
                "ab\ncd",
                "There is a line end in the client ID, after the 2nd character. Copy the ID once more, and only it.",
            ),
            (
                "ébc",
                "There is “é” (U+00E9) in the client ID, at the beginning. Copy the ID once more, and only it.",
            ),
        ] {
            assert_eq!(ClientId::parse(text).unwrap_err().to_string(), sentence);
        }
    }

    #[test]
    fn usual_ids_are_known() {
        for (text, usual) in [
            ("23de1feea24c4c0f8b6fa9d6b7a02546", true),
            ("23DE1FEEA24C4C0F8B6FA9D6B7A02546", false),
            ("23de1feea24c4c0f8b6fa9d6b7a0254", false),
            ("23de1feea24c4c0f8b6fa9d6b7a0254g", false),
        ] {
            assert_eq!(
                ClientId::parse(text).unwrap().looks_usual(),
                usual,
                "{text}"
            );
        }
    }

    #[test]
    fn long_ids_are_shortened() {
        for (text, short) in [
            ("23de1feea24c4c0f8b6fa9d6b7a02546", "23de1fee…2546"),
            ("1234567890abc", "1234567890abc"),
            ("1234567890abcd", "12345678…abcd"),
            ("a", "a"),
        ] {
            assert_eq!(ClientId::parse(text).unwrap().shortened(), short);
        }
    }
}
