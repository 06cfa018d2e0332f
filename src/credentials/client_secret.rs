//! The client secret's rules.

use std::{error::Error, fmt, ops::RangeInclusive};

use super::{MAX_CHARS, client_id::looks_like_id};
use crate::{
    characters::{is_invisible, is_line_end, name_of, place, trim_ends},
    secret::Secret,
};

/// The longest client secret that is taken, in characters; Talkdesk's have about 86.
pub const MAX_SECRET_CHARS: usize = MAX_CHARS;

/// Why a text is no client secret. `Display` is the sentence for the person; it never shows the secret, but names the
/// kind of character and its place ("a line end after the 12th character").
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ClientSecretError {
    /// Nothing was entered.
    Empty,
    /// A character that no client secret has.
    Character {
        /// What kind it is.
        kind: ForeignCharacter,
        /// How many characters stand before it.
        after: usize,
    },
    /// More than [`MAX_SECRET_CHARS`] characters.
    TooLong {
        /// How many there are.
        chars: usize,
    },
}

/// What a character is that no client secret has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ForeignCharacter {
    /// One that shows nothing: white space, a line end, a control, a zero-width or bidirectional mark. It is no part of
    /// any secret, so it may be named.
    Blank(char),
    /// A dash other than the hyphen, as word processors make of it.
    Dash,
    /// A quotation mark other than `"` and `'`, as word processors make of them.
    Quote,
    /// Any other outside ASCII.
    NotAscii,
}

/// What is strange about a client ID and a client secret beside each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Swap {
    /// The ID looks like a secret, or the secret like an ID.
    Swapped,
    /// Both are the same text.
    Equal,
}

/// Checks a secret and takes white space, line ends and invisible characters off its ends; the flag says whether
/// anything was taken off.
///
/// # Errors
/// When it is empty, longer than [`MAX_SECRET_CHARS`], or has a line end, control, space or non-ASCII character inside.
pub fn check_client_secret(text: &str) -> Result<(Secret, bool), ClientSecretError> {
    let trimmed = trim_ends(text);
    let chars = trimmed.text.chars().count();
    if chars == 0 {
        return Err(ClientSecretError::Empty);
    }
    if chars > MAX_SECRET_CHARS {
        return Err(ClientSecretError::TooLong { chars });
    }
    match trimmed
        .text
        .chars()
        .enumerate()
        .find(|(_, c)| !c.is_ascii_graphic())
    {
        Some((after, c)) => Err(ClientSecretError::Character {
            kind: ForeignCharacter::of(c),
            after,
        }),
        None => Ok((Secret::from(trimmed.text), trimmed.text.len() < text.len())),
    }
}

/// Notices a client ID and a client secret that were exchanged, or entered twice. Either may be empty: one that stands
/// alone in the other's field is exchanged too. Worth a hint; a client ID or secret may look unlike Talkdesk's.
#[must_use]
pub fn look_swapped(id: &str, secret: &Secret) -> Option<Swap> {
    let (id, secret) = (trim_ends(id).text, trim_ends(secret.expose()).text);
    if !id.is_empty() && Secret::from(id) == Secret::from(secret) {
        Some(Swap::Equal)
    } else if (looks_like_id(secret) && !looks_like_id(id))
        || (looks_like_secret(id) && !looks_like_secret(secret))
    {
        Some(Swap::Swapped)
    } else {
        None
    }
}

/// How many characters Talkdesk's secrets have: 64 bytes in base64url.
pub(super) const SECRET_CHARS: usize = 86;

/// How many a secret may have without a word about it.
pub(super) const USUAL_SECRET_CHARS: RangeInclusive<usize> = 80..=92;

/// Whether a text looks like the secrets that Talkdesk issues: at least 40 characters of base64url.
pub(super) fn looks_like_secret(text: &str) -> bool {
    text.len() >= 40 && text.chars().all(is_token)
}

/// Whether a character is one of base64url.
pub(super) fn is_token(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '_')
}

/// Whether a character is a dash other than the hyphen.
pub(super) fn is_typographic_dash(c: char) -> bool {
    matches!(
        c,
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE58}' | '\u{FE63}' | '\u{FF0D}'
    )
}

impl ForeignCharacter {
    fn of(character: char) -> Self {
        match character {
            c if c.is_whitespace() || is_invisible(c) || is_line_end(c) => Self::Blank(c),
            c if is_typographic_dash(c) => Self::Dash,
            '\u{2018}'..='\u{201F}' | '\u{AB}' | '\u{BB}' | '\u{2039}' | '\u{203A}' => Self::Quote,
            _ => Self::NotAscii,
        }
    }
}

impl fmt::Display for ForeignCharacter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Blank(character) => f.write_str(&name_of(*character)),
            Self::Dash => f.write_str("a typographic dash"),
            Self::Quote => f.write_str("a typographic quotation mark"),
            Self::NotAscii => f.write_str("a letter or sign outside ASCII"),
        }
    }
}

impl fmt::Display for ClientSecretError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str(
                "Enter the client secret. Talkdesk shows it once, when the client is created.",
            ),
            Self::Character { kind, after } => write!(
                f,
                "There is {kind} in the client secret, {}. Copy the secret once more, and only it.",
                place(*after)
            ),
            Self::TooLong { chars } => write!(
                f,
                "A client secret has at most {MAX_SECRET_CHARS} characters. This text has {chars}. Copy only the secret."
            ),
        }
    }
}

impl Error for ClientSecretError {}

impl fmt::Display for Swap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Swapped => "Client ID and client secret look exchanged.",
            Self::Equal => "Client ID and client secret are the same text. Copy the secret from Talkdesk once more.",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "23de1feea24c4c0f8b6fa9d6b7a02546";
    const SECRET: &str =
        "-kX0practiceONLYpracticeONLYpracticeONLYpracticeONLYpracticeONLYpracticeONLYpractice_w";

    #[test]
    fn secrets_are_read_and_their_ends_cleaned() {
        let long = "a".repeat(MAX_SECRET_CHARS);
        for (text, secret, taken_off) in [
            (SECRET, SECRET, false),
            ("%+:/=&", "%+:/=&", false),
            (" s3cr3t", "s3cr3t", true),
            ("s3cr3t\r\n", "s3cr3t", true),
            ("\u{feff}s3cr3t\u{200b}\0", "s3cr3t", true),
            (&long, &long, false),
        ] {
            assert_eq!(
                check_client_secret(text),
                Ok((Secret::from(secret), taken_off)),
                "{text:?}"
            );
        }
    }

    #[test]
    fn what_is_no_secret_is_refused_by_kind_and_place() {
        use ForeignCharacter::{Blank, Dash, NotAscii, Quote};
        let at = |after, kind| ClientSecretError::Character { kind, after };
        for (text, error) in [
            ("", ClientSecretError::Empty),
            (" \n\u{200b}", ClientSecretError::Empty),
            ("abc def", at(3, Blank(' '))),
            ("abc\ndef", at(3, Blank('\n'))),
            ("abc\r\ndef", at(3, Blank('\r'))),
            ("abc\0def", at(3, Blank('\0'))),
            ("abc\u{7f}def", at(3, Blank('\u{7f}'))),
            ("abc\u{202e}def", at(3, Blank('\u{202e}'))),
            ("abc\u{a0}def", at(3, Blank('\u{a0}'))),
            ("–abc", at(0, Dash)),
            ("abc”", at(3, Quote)),
            ("passwоrd", at(5, NotAscii)),
            (
                &"a".repeat(1025),
                ClientSecretError::TooLong { chars: 1025 },
            ),
        ] {
            assert_eq!(check_client_secret(text), Err(error), "{text:?}");
        }
    }

    #[test]
    fn sentences_name_kind_and_place_and_show_nothing() {
        for (text, what) in [
            (
                "s3cr3t\ns3cr3t",
                "a line end in the client secret, after the 6th character",
            ),
            (
                "s3cr3t\0s3cr3t",
                "a NUL character (U+0000) in the client secret, after the 6th character",
            ),
            (
                "s3cr3t\u{200b}s3cr3t",
                "an invisible character (U+200B) in the client secret, after the 6th character",
            ),
            (
                "és3cr3t",
                "a letter or sign outside ASCII in the client secret, at the beginning",
            ),
            (
                "s3cr3t—s3cr3t",
                "a typographic dash in the client secret, after the 6th character",
            ),
        ] {
            let error = check_client_secret(text).unwrap_err();
            assert_eq!(
                error.to_string(),
                format!("There is {what}. Copy the secret once more, and only it.")
            );
            assert!(!format!("{error} {error:?}").contains("s3cr3t"));
        }
    }

    #[test]
    fn exchanged_and_doubled_values_are_noticed() {
        for (id, secret, swap) in [
            (ID, SECRET, None),
            ("", "", None),
            (ID, "", None),
            ("", SECRET, None),
            ("id-1", "s3cr3t", None),
            ("id-1", SECRET, None),
            (ID, "s3cr3t", None),
            (SECRET, ID, Some(Swap::Swapped)),
            (SECRET, "", Some(Swap::Swapped)),
            ("", ID, Some(Swap::Swapped)),
            (SECRET, "s3cr3t", Some(Swap::Swapped)),
            ("id-1", ID, Some(Swap::Swapped)),
            (ID, ID, Some(Swap::Equal)),
            ("x", " x\n", Some(Swap::Equal)),
        ] {
            assert_eq!(
                look_swapped(id, &Secret::from(secret)),
                swap,
                "{id:?} {secret:?}"
            );
        }
    }
}
