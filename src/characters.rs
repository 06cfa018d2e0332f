//! Characters in what a person typed or pasted: which show nothing, what they are called, and how ends are cleaned.

/// Whether a character shows nothing and is no white space: controls, zero-width and bidirectional marks, fillers,
/// variation selectors. Source: Unicode's `Default_Ignorable_Code_Point` and the blank braille pattern.
pub(crate) fn is_invisible(character: char) -> bool {
    (character.is_control() && !character.is_whitespace())
        || matches!(character,
            '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}'..='\u{1160}' | '\u{17B4}'..='\u{17B5}'
            | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}' | '\u{2800}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}'
            | '\u{FFA0}' | '\u{FFF0}'..='\u{FFFB}' | '\u{1BCA0}'..='\u{1BCA3}'
            | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E0FFF}')
}

/// Whether a character ends a line, in any system's way.
pub(crate) fn is_line_end(character: char) -> bool {
    matches!(
        character,
        '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

/// A text without white space and invisible characters at its ends, and which of them there were.
#[derive(Clone, Copy)]
pub(crate) struct Trimmed<'a> {
    /// What is left.
    pub(crate) text: &'a str,
    /// Whether white space was taken off.
    pub(crate) spaces: bool,
    /// Whether invisible characters were taken off.
    pub(crate) invisible: bool,
}

/// Takes white space and invisible characters off both ends.
pub(crate) fn trim_ends(text: &str) -> Trimmed<'_> {
    let goes = |c: char| c.is_whitespace() || is_invisible(c);
    let kept = text.trim_matches(goes);
    let front = text.len() - text.trim_start_matches(goes).len();
    let (before, after) = (&text[..front], &text[front + kept.len()..]);
    Trimmed {
        text: kept,
        spaces: before.contains(char::is_whitespace) || after.contains(char::is_whitespace),
        invisible: before.contains(is_invisible) || after.contains(is_invisible),
    }
}

/// What a character is called in a sentence: `a space`, `an invisible character (U+200B)`, `“а” (U+0430)`, `“_”`.
pub(crate) fn name_of(character: char) -> String {
    let code = u32::from(character);
    match character {
        ' ' => "a space".to_owned(),
        '\t' => "a tab".to_owned(),
        '\0' => "a NUL character (U+0000)".to_owned(),
        c if is_line_end(c) => "a line end".to_owned(),
        c if c.is_whitespace() => format!("an unusual space (U+{code:04X})"),
        c if c.is_control() => format!("a control character (U+{code:04X})"),
        c if is_invisible(c) => format!("an invisible character (U+{code:04X})"),
        c if c.is_ascii() => format!("“{c}”"),
        c if c.escape_debug().eq([c]) => format!("“{c}” (U+{code:04X})"),
        _ => format!("the character U+{code:04X}"),
    }
}

/// A part of what was typed, made fit to be quoted in a sentence: at most 60 characters, nothing invisible.
pub(crate) fn quoted(text: &str) -> String {
    const MOST: usize = 60;
    let mut shown: String = text
        .chars()
        .take(MOST)
        .flat_map(char::escape_debug)
        .collect();
    if text.chars().nth(MOST).is_some() {
        shown.push('…');
    }
    format!("“{shown}”")
}

/// Where something stands in a text, in words: `at the beginning`, `after the 12th character`.
pub(crate) fn place(characters_before: usize) -> String {
    let ending = match (characters_before % 100, characters_before % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    };
    match characters_before {
        0 => "at the beginning".to_owned(),
        n => format!("after the {n}{ending} character"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_have_names() {
        for (character, name) in [
            (' ', "a space"),
            ('\t', "a tab"),
            ('\n', "a line end"),
            ('\u{2028}', "a line end"),
            ('\0', "a NUL character (U+0000)"),
            ('\u{7}', "a control character (U+0007)"),
            ('\u{a0}', "an unusual space (U+00A0)"),
            ('\u{200b}', "an invisible character (U+200B)"),
            ('\u{202e}', "an invisible character (U+202E)"),
            ('\u{301}', "the character U+0301"),
            ('_', "“_”"),
            ('"', "“\"”"),
            ('\u{430}', "“а” (U+0430)"),
            ('\u{ff41}', "“ａ” (U+FF41)"),
        ] {
            assert_eq!(name_of(character), name);
        }
    }

    #[test]
    fn ends_are_cleaned_and_it_is_told() {
        for (text, kept, spaces, invisible) in [
            ("acme", "acme", false, false),
            ("  acme\r\n", "acme", true, false),
            ("\u{feff}acme\u{200b}", "acme", false, true),
            ("\u{a0}acme\0", "acme", true, true),
            ("a b", "a b", false, false),
            ("cafe\u{301}", "cafe\u{301}", false, false),
            (" \u{200b} ", "", true, true),
            ("", "", false, false),
        ] {
            let trimmed = trim_ends(text);
            assert_eq!(
                (trimmed.text, trimmed.spaces, trimmed.invisible),
                (kept, spaces, invisible),
                "{text:?}"
            );
        }
    }

    #[test]
    fn places_are_ordinals() {
        for (before, words) in [
            (0, "at the beginning"),
            (1, "after the 1st character"),
            (2, "after the 2nd character"),
            (3, "after the 3rd character"),
            (11, "after the 11th character"),
            (12, "after the 12th character"),
            (86, "after the 86th character"),
            (101, "after the 101st character"),
        ] {
            assert_eq!(place(before), words);
        }
    }

    #[test]
    fn quotations_are_cut_and_show_everything() {
        assert_eq!(quoted("evil.com"), "“evil.com”");
        assert_eq!(quoted("a\u{202e}b"), "“a\\u{202e}b”");
        assert_eq!(quoted(&"a".repeat(61)), format!("“{}…”", "a".repeat(60)));
    }
}
