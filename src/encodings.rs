//! Text from bytes, whatever program wrote them: with a byte order mark or in UTF-16.

use zeroize::Zeroizing;

/// The text of a file or an answer in UTF-8 or UTF-16, without its byte order mark. UTF-16 without one is told by the NUL
/// bytes of its first characters. `None` where it is neither.
pub(crate) fn text_of(bytes: &[u8]) -> Option<Zeroizing<String>> {
    let utf_16 = |rest: &[u8], unit: fn([u8; 2]) -> u16| {
        let (pairs, []) = rest.as_chunks::<2>() else {
            return None;
        };
        char::decode_utf16(pairs.iter().map(|pair| unit(*pair)))
            .collect::<Result<String, _>>()
            .ok()
            .map(Zeroizing::new)
    };
    match bytes {
        [0xFF, 0xFE, rest @ ..] => utf_16(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => utf_16(rest, u16::from_be_bytes),
        [1..=u8::MAX, 0, 1..=u8::MAX, 0, ..] => utf_16(bytes, u16::from_le_bytes),
        [0, 1..=u8::MAX, 0, 1..=u8::MAX, ..] => utf_16(bytes, u16::from_be_bytes),
        [0xEF, 0xBB, 0xBF, rest @ ..] => utf_8(rest),
        _ => utf_8(bytes),
    }
}

fn utf_8(bytes: &[u8]) -> Option<Zeroizing<String>> {
    let text = str::from_utf8(bytes).ok()?;
    Some(Zeroizing::new(text.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(bytes: &[u8], text: Option<&str>) {
        assert_eq!(text_of(bytes).as_deref().map(String::as_str), text);
    }

    #[test]
    fn marks_are_taken_off() {
        check(b"{}", Some("{}"));
        check(b"", Some(""));
        check(b"\xEF\xBB\xBF{}", Some("{}"));
        check(b"\xFF\xFE{\0}\0", Some("{}"));
        check(b"\xFE\xFF\0{\0}", Some("{}"));
    }

    #[test]
    fn utf_16_is_told_by_its_zeros() {
        check(b"{\0}\0", Some("{}"));
        check(b"\0{\0}", Some("{}"));
    }

    #[test]
    fn what_is_neither_is_no_text() {
        check(b"\xE9t\xE9", None);
        check(b"\xFF\xFE{", None);
        check(b"\xFF\xFE\x00\xD8", None);
    }

    proptest! {
        #[test]
        fn a_text_comes_back_from_every_encoding(text in "[ -~][ -~]\\PC{0,40}") {
            let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
            let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
            for bytes in [
                text.as_bytes().to_vec(),
                [b"\xEF\xBB\xBF", text.as_bytes()].concat(),
                [b"\xFF\xFE", little.as_slice()].concat(),
                [b"\xFE\xFF", big.as_slice()].concat(),
                little,
                big,
            ] {
                let read = text_of(&bytes);
                prop_assert_eq!(read.as_deref(), Some(&text));
            }
        }
    }
}
