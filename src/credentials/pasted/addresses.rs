//! Talkdesk's addresses and access tokens among other text.

use super::{found::Found, judging::is_jwt};

/// Takes Talkdesk's addresses, wherever they stand.
pub(super) fn read_addresses(text: &str, found: &mut Found) {
    const MOST: usize = 50;
    const LONGEST: usize = 2_000;
    let ends = |c: char| {
        c.is_whitespace()
            || matches!(
                c,
                '<' | '>' | '|' | '"' | '\'' | '`' | '(' | ')' | ',' | ';' | '^'
            )
    };
    let mut from = 0;
    for _ in 0..MOST {
        let Some(place) = text[from..].find("talkdesk").map(|place| from + place) else {
            break;
        };
        let start = text[from..place].rfind(ends).map_or(from, |end| {
            let end = from + end;
            end + text[end..].chars().next().map_or(0, char::len_utf8)
        });
        let end = text[place..]
            .find(ends)
            .map_or(text.len(), |end| place + end);
        let word = &text[start..end];
        if word.len() <= LONGEST && word.contains('.') {
            let word = word.trim_end_matches(['.', '}', ']', '*']);
            let word = match word.split_once('=') {
                Some((name, address)) if !name.contains(['/', '?']) => address,
                _ => word,
            };
            found.take_address(word);
        }
        from = end;
    }
    let mut words = text.split(ends).filter(|word| word.starts_with("eyJ"));
    found.access_token |= words.any(is_jwt);
}
