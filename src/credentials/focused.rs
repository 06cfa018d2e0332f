//! Where a text goes that is pasted while a field has the focus: a field that everybody can read gets nothing that may be
//! a secret.

use super::{ClientId, Pasted, pasted::mentions_a_secret, read_pasted};
use crate::{characters::trim_ends, talkdesk::read_address};

/// A field whose content is seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VisibleField {
    /// "Client ID"
    ClientId,
    /// "Account name or Talkdesk address"
    Account,
    /// Any other.
    Other,
}

/// Whether a pasted text is read and sorted into the fields, and not put where the focus is.
#[must_use]
pub fn is_for_the_reader(text: &str, field: Option<VisibleField>) -> bool {
    let pasted = read_pasted(text);
    let bare = trim_ends(text).text;
    let says_something =
        pasted.has_credentials() || pasted.file.is_some() || !pasted.notes.is_empty();
    match field {
        None => pasted.has_credentials() || pasted.file.is_some(),
        Some(VisibleField::ClientId) => {
            let is_id = pasted.client_id.as_deref() == Some(bare) && pasted.client_secret.is_none();
            let is_unusual_id = ClientId::parse(bare).is_ok() && !may_hold_a_secret(bare);
            !is_id && (says_something || pasted.address.is_some() || !is_unusual_id)
        }
        Some(VisibleField::Account) => says_something || hides_in_an_address(&pasted, bare),
        Some(VisibleField::Other) => pasted.has_credentials() || may_hold_a_secret(bare),
    }
}

fn hides_in_an_address(pasted: &Pasted, text: &str) -> bool {
    let is_plain_address = read_address(text).is_ok() && !text.contains(['?', '#', '=']);
    if pasted.address.is_some() || is_plain_address {
        return !is_plain_address && may_hold_a_secret(text);
    }
    may_hold_a_secret(text)
}

/// Whether a word of a text is as mixed as secrets are, or the text speaks of one, or is long.
fn may_hold_a_secret(text: &str) -> bool {
    const LONGEST: usize = 200;
    const SHORTEST_SECRET: usize = 12;
    let is_mixed = |word: &str| {
        let has = |kind: fn(&u8) -> bool| word.bytes().any(|byte| kind(&byte));
        let kinds = [
            u8::is_ascii_uppercase,
            u8::is_ascii_lowercase,
            u8::is_ascii_digit,
        ]
        .map(has);
        word.len() >= SHORTEST_SECRET
            && kinds.into_iter().filter(|has| *has).count() >= 2
            && has(u8::is_ascii_digit)
    };
    let ends = |c: char| {
        c.is_whitespace()
            || matches!(
                c,
                '/' | '.' | ':' | '=' | '&' | '?' | '"' | '\'' | ',' | ';' | '@'
            )
    };
    text.len() > LONGEST
        || text.contains('\n')
        || mentions_a_secret(text)
        || text.split(ends).any(is_mixed)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "23de1feea24c4c0f8b6fa9d6b7a02546";
    const SECRET: &str =
        "-kX0practiceONLYpracticeONLYpracticeONLYpracticeONLYpracticeONLYpracticeONLYpractice_w";

    fn check(text: &str, field: VisibleField, is_read: bool) {
        let text = text.replace("{ID}", ID).replace("{SECRET}", SECRET);
        assert_eq!(
            is_for_the_reader(&text, Some(field)),
            is_read,
            "{text} into {field:?}"
        );
    }

    #[test]
    fn a_secret_never_goes_into_a_visible_field() {
        for field in [
            VisibleField::ClientId,
            VisibleField::Account,
            VisibleField::Other,
        ] {
            for text in [
                "{SECRET}",
                "{ID}:{SECRET}",
                "something {SECRET} or other",
                "client_secret=s3cr3t-of-many-letters",
                "pretend text with Sup3rS3cretThing99 in it",
                "first line\nsecond line",
            ] {
                check(text, field, true);
            }
        }
    }

    #[test]
    fn what_belongs_into_a_field_is_put_there() {
        for (text, field) in [
            ("{ID}", VisibleField::ClientId),
            (" {ID}\n", VisibleField::ClientId),
            ("nexla-client", VisibleField::ClientId),
            ("acme", VisibleField::Account),
            ("https://acme.mytalkdesk.com/atlas", VisibleField::Account),
            ("https://example.com", VisibleField::Account),
            ("acme.talkdeskid.au", VisibleField::Other),
            ("account:read data-reports:read", VisibleField::Other),
        ] {
            check(text, field, false);
        }
    }

    #[test]
    fn an_address_beside_other_things_is_read() {
        check(
            "https://acme.mytalkdesk.com/callback?code=a8Xk2mQ9vL4pR7sT",
            VisibleField::Account,
            true,
        );
        check("https://acme.mytalkdesk.com", VisibleField::ClientId, true);
        check("Client ID: {ID}", VisibleField::ClientId, true);
    }
}
