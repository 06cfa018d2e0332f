//! Rich text, as word processors and the editors of desktops keep it. The crates for it refuse what is cut or unusual, and
//! know more than is needed here: only its words are wanted.

use std::iter::Peekable;
use std::str::CharIndices;

use encoding_rs::WINDOWS_1252;

use crate::secret::Secret;

/// Groups whose words are none of the text's.
const SILENT: [&str; 8] = [
    "fonttbl",
    "colortbl",
    "stylesheet",
    "info",
    "pict",
    "*",
    "listtable",
    "generator",
];

/// The words of a rich text. Source: Rich Text Format 1.9.1.
pub(super) fn plain(text: &str) -> Option<Secret> {
    let text = text.trim_start();
    if !text.starts_with("{\\rtf") {
        return None;
    }
    let mut plain = String::with_capacity(text.len());
    let mut depth = 0_usize;
    let mut silent_from = None;
    let mut characters = text.char_indices().peekable();
    while let Some((_, character)) = characters.next() {
        let said = match character {
            '{' => {
                depth += 1;
                None
            }
            '}' => {
                depth = depth.saturating_sub(1);
                if silent_from.is_some_and(|from| depth < from) {
                    silent_from = None;
                }
                None
            }
            '\\' => match control(text, &mut characters) {
                Control::Says(said) => Some(said),
                Control::Word(word) if SILENT.contains(&word) && silent_from.is_none() => {
                    silent_from = Some(depth);
                    None
                }
                Control::Word(_) => None,
            },
            '\n' => None,
            other => Some(other),
        };
        if silent_from.is_none() {
            plain.extend(said);
        }
    }
    Some(Secret::from(plain))
}

enum Control<'a> {
    Says(char),
    Word(&'a str),
}

fn control<'a>(text: &'a str, characters: &mut Peekable<CharIndices<'a>>) -> Control<'a> {
    let Some((start, first)) = characters.next() else {
        return Control::Word("");
    };
    match first {
        '\'' => return Control::Says(byte(characters).unwrap_or(' ')),
        '\n' => return Control::Says('\n'),
        '~' => return Control::Says(' '),
        '_' => return Control::Says('-'),
        '-' => return Control::Word(""),
        '*' => return Control::Word("*"),
        c if !c.is_ascii_alphabetic() => return Control::Says(c),
        _ => {}
    }
    let end = |text: &str, from: usize, goes: fn(char) -> bool| {
        text[from..]
            .find(|c| !goes(c))
            .map_or(text.len(), |end| from + end)
    };
    let word_end = end(text, start, |c| c.is_ascii_alphabetic());
    let number_end = end(text, word_end, |c| c.is_ascii_digit() || c == '-');
    while characters
        .peek()
        .is_some_and(|(place, _)| *place < number_end)
    {
        characters.next();
    }
    characters.next_if(|(_, c)| *c == ' ');
    let (word, number) = (&text[start..word_end], &text[word_end..number_end]);
    match word {
        "par" | "line" | "row" | "sect" | "page" => Control::Says('\n'),
        "tab" | "cell" => Control::Says('\t'),
        "endash" => Control::Says('–'),
        "emdash" => Control::Says('—'),
        "lquote" | "rquote" => Control::Says('\''),
        "ldblquote" | "rdblquote" => Control::Says('"'),
        "u" => {
            // One character follows for programs that know no Unicode.
            if characters.next_if(|(_, c)| *c == '\\').is_some() {
                characters.next();
                byte(characters);
            } else {
                characters.next_if(|(_, c)| !matches!(c, '{' | '}'));
            }
            let code = number
                .parse::<i32>()
                .unwrap_or_default()
                .rem_euclid(0x1_0000);
            let said = u32::try_from(code).ok().and_then(char::from_u32);
            Control::Says(said.unwrap_or(char::REPLACEMENT_CHARACTER))
        }
        _ => Control::Word(word),
    }
}

fn byte(characters: &mut Peekable<CharIndices<'_>>) -> Option<char> {
    let high = characters
        .next_if(|(_, c)| c.is_ascii_hexdigit())?
        .1
        .to_digit(16)?;
    let low = characters
        .next_if(|(_, c)| c.is_ascii_hexdigit())?
        .1
        .to_digit(16)?;
    let byte = u8::try_from(high * 16 + low).ok()?;
    WINDOWS_1252.decode(&[byte]).0.chars().next()
}
