//! Text that a server or another program wrote, made fit to be shown: cleaned, cut, and without anything secret that was
//! sent to the server. Pure.

use std::path::Path;

use crate::{
    characters::{is_invisible, is_line_end},
    secret::Secret,
};

/// Pieces of a secret that are at least this long are removed wherever they stand.
const PIECE: usize = 8;

/// What takes the place of a removed piece.
const REMOVED: &str = "[removed]";

/// More of a text than this is not even looked at.
const LONGEST_INPUT: usize = 2_000;

/// What must not appear in any text that came back from a server.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Redaction(Vec<Secret>);

impl Redaction {
    /// Removes these texts, and every piece of them of eight or more characters.
    #[must_use]
    pub fn new(secrets: impl IntoIterator<Item = Secret>) -> Self {
        Self(
            secrets
                .into_iter()
                .filter(|secret| !secret.is_empty())
                .flat_map(as_sent_and_as_cleaned)
                .collect(),
        )
    }

    /// The same, and one text more.
    #[must_use]
    pub fn and(&self, secret: &Secret) -> Self {
        Self(
            self.0
                .iter()
                .cloned()
                .chain(as_sent_and_as_cleaned(secret.clone()))
                .collect(),
        )
    }

    /// A line to show: without HTML tags, control, bidirectional and invisible characters, without what is to be
    /// removed, at most `max_chars` long, and an ellipsis where it was cut. `None` where nothing is left.
    #[must_use]
    pub fn show(&self, text: &str, max_chars: usize) -> Option<String> {
        let cleaned: String = clean(text).chars().take(LONGEST_INPUT).collect();
        let shown = cut(&self.remove(&cleaned), max_chars);
        (!shown.is_empty()).then_some(shown)
    }

    fn remove(&self, text: &str) -> String {
        let bytes = text.as_bytes();
        let mut hidden = vec![false; bytes.len()];
        for secret in self.0.iter().map(|secret| secret.expose().as_bytes()) {
            let length = secret.len().min(PIECE);
            for (start, piece) in bytes.windows(length).enumerate() {
                if secret
                    .windows(length)
                    .any(|window| window.eq_ignore_ascii_case(piece))
                {
                    hidden[start..start + length].fill(true);
                }
            }
        }
        let mut kept = String::with_capacity(text.len());
        let mut was_hidden = false;
        for (start, character) in text.char_indices() {
            match (hidden[start], was_hidden) {
                (true, false) => kept.push_str(REMOVED),
                (true, true) => {}
                (false, _) => kept.push(character),
            }
            was_hidden = hidden[start];
        }
        kept
    }
}

/// A line of a file or a keychain that other programs can write to, to be shown or printed: no escape sequence, no second
/// line, nothing that turns the order of characters around, and an ellipsis where it was cut. Empty where nothing is left.
#[must_use]
pub fn line(text: &str) -> String {
    const LONGEST: usize = 500;
    Redaction::default().show(text, LONGEST).unwrap_or_default()
}

/// The same for what should be a name.
#[must_use]
pub fn name(text: &str) -> String {
    const LONGEST: usize = 80;
    Redaction::default().show(text, LONGEST).unwrap_or_default()
}

/// A path to be shown: what cannot be seen in it, or would change what else is seen, becomes a sign of its own.
#[must_use]
pub fn path(path: &Path) -> String {
    const LONGEST: usize = 300;
    let visible = |c: char| {
        if c.is_control() || is_invisible(c) || is_line_end(c) {
            char::REPLACEMENT_CHARACTER
        } else {
            c
        }
    };
    let shown: String = path.to_string_lossy().chars().map(visible).collect();
    cut(&shown, LONGEST)
}

/// A server may send back what it got as it was, or with something in it that cleaning takes for a tag.
fn as_sent_and_as_cleaned(secret: Secret) -> impl Iterator<Item = Secret> {
    let cleaned = Secret::from(clean(secret.expose()));
    let differs = !cleaned.is_empty() && cleaned != secret;
    [Some(secret), differs.then_some(cleaned)]
        .into_iter()
        .flatten()
}

/// Takes off tags and characters that are not seen or that change the order of others; each run of white space
/// becomes one space.
fn clean(text: &str) -> String {
    let mut cleaned = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(character) = rest.next() {
        if character == '<'
            && rest
                .peek()
                .is_some_and(|next| next.is_ascii_alphabetic() || "/!?".contains(*next))
        {
            rest.by_ref().find(|&inside| inside == '>');
            push_space(&mut cleaned);
        } else if character.is_whitespace() || character.is_control() {
            push_space(&mut cleaned);
        } else if !is_invisible(character) {
            cleaned.push(character);
        }
    }
    cleaned.truncate(cleaned.trim_end().len());
    cleaned
}

fn push_space(text: &mut String) {
    if !text.is_empty() && !text.ends_with(' ') {
        text.push(' ');
    }
}

fn cut(text: &str, max_chars: usize) -> String {
    match text.char_indices().nth(max_chars) {
        None => text.to_owned(),
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_line_of_another_program_stays_one_line() {
        for (text, shown) in [
            ("GNOME Keyring", "GNOME Keyring"),
            ("\u{1b}[31mRed\u{1b}[0m", "[31mRed [0m"),
            (
                "x\nacme@us: client 1…2, accepted",
                "x acme@us: client 1…2, accepted",
            ),
            ("a\u{202e}b\u{200b}c\u{2028}d", "abc d"),
            ("\u{7}\u{9b}", ""),
        ] {
            assert_eq!(line(text), shown, "{text:?}");
        }
        assert!(line(&"x".repeat(5_000_000)).chars().count() <= 501);
    }

    #[test]
    fn a_path_shows_what_is_in_it() {
        for (text, shown) in [
            ("/home/mary/my  <b> file.pem", "/home/mary/my  <b> file.pem"),
            ("/tmp/a\u{202e}mep.exe\n", "/tmp/a\u{fffd}mep.exe\u{fffd}"),
        ] {
            assert_eq!(path(Path::new(text)), shown, "{text:?}");
        }
    }

    fn check(secrets: &[&str], text: &str, shown: Option<&str>) {
        let redaction = Redaction::new(secrets.iter().map(|&secret| Secret::from(secret)));
        assert_eq!(redaction.show(text, 40).as_deref(), shown, "{text:?}");
    }

    #[test]
    fn what_is_not_seen_is_taken_off() {
        check(
            &[],
            "Bad client credentials",
            Some("Bad client credentials"),
        );
        check(&[], "  a\r\n\tb\u{0}c\u{1b}[31m ", Some("a b c [31m"));
        check(&[], "abc\u{202e}def\u{200b}\u{feff}g", Some("abcdefg"));
        check(
            &[],
            "<p class='x'>Bad <b>client</b></p><!-- x -->",
            Some("Bad client"),
        );
        check(&[], "1 < 2 and 3 > 2", Some("1 < 2 and 3 > 2"));
        check(&[], "open <script", Some("open"));
        check(&[], " \u{200b}\n", None);
        check(&[], "", None);
    }

    #[test]
    fn a_long_text_is_cut() {
        let megabyte = "x".repeat(1 << 20);
        check(&[], &megabyte, Some(&format!("{}…", "x".repeat(40))));
        check(&[], &"é".repeat(40), Some(&"é".repeat(40)));
    }

    #[test]
    fn what_was_sent_does_not_come_back() {
        check(
            &["s3cr3t-of-many-letters"],
            "got s3cr3t-of-many-letters, no",
            Some("got [removed], no"),
        );
        check(
            &["s3cr3t-of-many-letters"],
            "got t-of-many-l…",
            Some("got [removed]…"),
        );
        check(
            &["s3cr3t-of-many-letters"],
            "S3CR3T-OF-MANY-LETTERS",
            Some("[removed]"),
        );
        check(
            &["s3cr3t-of-many-letters"],
            "s3cr3t\u{200b}-of-<b></b>many",
            Some("[removed] many"),
        );
        check(
            &["ab<i>cdefgh>ijk"],
            "it was ab<i>cdefgh>ijk",
            Some("it was [removed]"),
        );
        check(&["abc"], "abc, not ab", Some("[removed], not ab"));
        check(
            &["one-secret-here", "two-secrets-here"],
            "two-secrets-hereone-secret-here",
            Some("[removed]"),
        );
    }

    proptest! {
        #[test]
        fn no_piece_of_a_secret_is_shown(
            secret in "[!-~]{8,60}", before in "\\PC{0,30}", after in "\\PC{0,30}", from in 0_usize..50, length in 8_usize..60,
        ) {
            let from = from.min(secret.len() - PIECE);
            let piece = &secret[from..(from + length).min(secret.len())];
            let shown = Redaction::new([Secret::from(secret.as_str())])
                .show(&format!("{before}{piece}{after}"), 200)
                .unwrap_or_default();
            for window in secret.as_bytes().windows(PIECE) {
                let window = str::from_utf8(window).unwrap();
                prop_assert!(!shown.contains(window) || REMOVED.contains(window), "{shown:?} shows {window:?}");
            }
        }
    }
}
