//! Takes the wrapping off a text before anything is looked for in it: marks, mail and web encodings, escapes, base64.
//! What is not certain to be a wrapping stays as it is.

mod base64_runs;
mod bytes;
mod escapes;
mod mail;
mod markup;
mod rtf;
mod tables;

pub(super) use base64_runs::{decode as decode_base64, run_ends};
pub use bytes::{NoText, text_of};
pub(super) use escapes::{percent_decode, string_length, unescape};

use crate::{
    characters::{is_invisible, is_line_end},
    secret::Secret,
};

/// How many wrappings are taken off that lie around each other.
const MOST_LAYERS: usize = 4;

/// Takes off one kind of wrapping; `None` where there is none of it.
type TakeOff = fn(&str) -> Option<Secret>;

/// The text without its wrapping. Line ends are `\n`, and nothing in it is invisible.
#[must_use]
pub fn unwrap_text(text: &str) -> Secret {
    const WRAPPINGS: [TakeOff; 7] = [
        rtf::plain,
        mail::decoded,
        markup::plain,
        escapes::unescaped_strings,
        escapes::percent_decoded,
        escapes::mended_values,
        base64_runs::decoded,
    ];
    let mut text = clean(text);
    for _ in 0..MOST_LAYERS {
        let mut was_wrapped = false;
        for take_off in WRAPPINGS {
            if let Some(inner) = take_off(text.expose()) {
                text = clean(inner.expose());
                was_wrapped = true;
            }
        }
        if !was_wrapped {
            break;
        }
    }
    tables::with_labels(text.expose()).unwrap_or(text)
}

/// Takes out what is not seen, and makes one kind of line end and one kind of space.
fn clean(text: &str) -> Secret {
    // Byte order marks that were read in another encoding.
    let text = ["\u{EF}\u{BB}\u{BF}", "\u{FF}\u{FE}", "\u{FE}\u{FF}"]
        .into_iter()
        .find_map(|mark| text.strip_prefix(mark))
        .unwrap_or(text);
    let mut cleaned = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            ' '..='~' | '\n' | '\t' => cleaned.push(character),
            '\r' if characters.peek() == Some(&'\n') => {}
            c if is_line_end(c) => cleaned.push('\n'),
            c if is_invisible(c) => {}
            c if c.is_whitespace() => cleaned.push(' '),
            '：' => cleaned.push(':'),
            '＝' => cleaned.push('='),
            c => cleaned.push(c),
        }
    }
    Secret::from(cleaned)
}
