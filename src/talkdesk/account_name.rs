//! The account name: the subdomain in front of every Talkdesk address.

use std::{error::Error, fmt};

use crate::characters::name_of;

/// The longest DNS label, in characters. RFC 1035 section 2.3.4.
const MAX_CHARS: usize = 63;

/// A Talkdesk account name, in lower case: a DNS label of 1 to 63 of `a-z 0-9 -`, no hyphen at an end, not `xn--…`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct AccountName(String);

/// Why a text is no account name. `Display` is the sentence for the person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AccountNameError {
    /// Nothing was entered.
    Empty,
    /// A character that no account name has.
    Character(char),
    /// More than 63 characters.
    TooLong {
        /// How many there are.
        chars: usize,
    },
    /// A hyphen at the beginning or the end.
    HyphenAtEnd,
    /// `xn--…`: the spelling of a name with letters outside ASCII.
    Punycode,
}

impl AccountName {
    /// Reads a bare account name; upper case is lowered, nothing else is changed.
    ///
    /// # Errors
    /// When the text is no DNS label of the kind that Talkdesk uses.
    pub fn parse(text: &str) -> Result<Self, AccountNameError> {
        if text.is_empty() {
            return Err(AccountNameError::Empty);
        }
        if let Some(character) = text
            .chars()
            .find(|c| !c.is_ascii_alphanumeric() && *c != '-')
        {
            return Err(AccountNameError::Character(character));
        }
        if text.len() > MAX_CHARS {
            return Err(AccountNameError::TooLong { chars: text.len() });
        }
        if text.starts_with('-') || text.ends_with('-') {
            return Err(AccountNameError::HyphenAtEnd);
        }
        let name = text.to_ascii_lowercase();
        if name.starts_with("xn--") {
            return Err(AccountNameError::Punycode);
        }
        Ok(Self(name))
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

/// Where the account's name stands.
pub(super) const SEE_BROWSER: &str =
    "When you are signed in to Talkdesk, your browser shows the name in front of .mytalkdesk.";

impl fmt::Display for AccountNameError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => {
                f.write_str("Enter the account name, or any address of your Talkdesk account.")
            }
            Self::Character(character) if character.is_alphabetic() => write!(
                f,
                "An account name has only the letters a to z, digits and hyphens. {} is another letter, even where it \
                 looks like one of these. Type the name instead of pasting it.",
                name_of(*character)
            ),
            Self::Character('_') => write!(f, "An account's name has no underscore. {SEE_BROWSER}"),
            Self::Character(character) => write!(
                f,
                "An account name has only the letters a to z, digits and hyphens. Here it has {}. {SEE_BROWSER}",
                name_of(*character)
            ),
            Self::TooLong { chars } => {
                write!(
                    f,
                    "An account name has at most {MAX_CHARS} characters. This one has {chars}. {SEE_BROWSER}"
                )
            }
            Self::HyphenAtEnd => {
                write!(
                    f,
                    "An account name neither begins nor ends with a hyphen. {SEE_BROWSER}"
                )
            }
            Self::Punycode => write!(
                f,
                "A name that begins with “xn--” stands for letters outside a to z. No Talkdesk account has one. \
                 {SEE_BROWSER}"
            ),
        }
    }
}

impl Error for AccountNameError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read() {
        for (text, name) in [
            ("acme", "acme"),
            ("ACME", "acme"),
            ("a", "a"),
            ("7", "7"),
            ("acme-corp-2", "acme-corp-2"),
            ("a--b", "a--b"),
            ("axn--b", "axn--b"),
            (&"a".repeat(63), &"a".repeat(63)),
        ] {
            assert_eq!(
                AccountName::parse(text).map(|n| n.as_str().to_owned()),
                Ok(name.to_owned())
            );
        }
    }

    #[test]
    fn what_is_no_name_is_refused() {
        use AccountNameError::{Character, Empty, HyphenAtEnd, Punycode, TooLong};
        for (text, error) in [
            ("", Empty),
            (" acme", Character(' ')),
            ("acme corp", Character(' ')),
            ("acme.", Character('.')),
            ("acme_corp", Character('_')),
            ("acme%2e", Character('%')),
            ("ac\\me", Character('\\')),
            ("аcme", Character('\u{430}')),
            ("ａcme", Character('\u{ff41}')),
            ("müller", Character('ü')),
            ("ac\u{200b}me", Character('\u{200b}')),
            ("-acme", HyphenAtEnd),
            ("acme-", HyphenAtEnd),
            ("-", HyphenAtEnd),
            ("xn--mller-kva", Punycode),
            ("XN--MLLER-KVA", Punycode),
            (&"a".repeat(64), TooLong { chars: 64 }),
        ] {
            assert_eq!(AccountName::parse(text), Err(error), "{text:?}");
        }
    }

    #[test]
    fn sentences_name_the_character() {
        for (character, words) in [
            ('\u{430}', "“а” (U+0430) is another letter"),
            ('\u{202e}', "Here it has an invisible character (U+202E)."),
            ('%', "Here it has “%”."),
        ] {
            let sentence = AccountNameError::Character(character).to_string();
            assert!(sentence.contains(words), "{sentence}");
        }
    }

    #[test]
    fn long_names_deserve_a_hint() {
        for (length, long) in [(20, false), (21, true)] {
            let name = AccountName::parse(&"a".repeat(length)).unwrap();
            assert_eq!(name.is_unusually_long(), long);
        }
    }
}
