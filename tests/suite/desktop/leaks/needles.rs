//! Fragments of secrets, in every encoding in which a program may hold them, and the search for them.
//!
//! Fragments rather than the whole: a copy in freed memory has lost its beginning to the allocator, and a log may wrap.

use std::collections::HashMap;

use base64::{
    Engine as _,
    engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD},
};
use percent_encoding::utf8_percent_encode;

use crate::desktop::talkdesk::FORM;

/// How many bytes of a secret in a row count as a leak.
pub(super) const FRAGMENT: usize = 12;

/// How many bytes in a row are looked up first.
const WORD: usize = 4;

/// How long the number of a word is.
const NUMBER_BITS: u32 = 20;

/// How many words a fragment has, one beginning at each byte.
const WORDS: usize = FRAGMENT - WORD + 1;

/// What must not be found.
pub(super) struct Needles {
    /// Every fragment, with what it is a fragment of.
    fragments: HashMap<[u8; FRAGMENT], String>,
    /// Whether a word with this number may stand in a fragment.
    words: Vec<bool>,
}

impl Needles {
    /// The fragments of these texts, each with the name under which a leak of it is told.
    pub(super) fn of(texts: &[(&str, &str)]) -> Self {
        let mut fragments = HashMap::new();
        for (name, text) in texts {
            for (encoding, bytes) in encodings(text) {
                for fragment in bytes.array_windows() {
                    fragments
                        .entry(*fragment)
                        .or_insert_with(|| format!("{name} in {encoding}"));
                }
            }
        }
        let mut words = vec![false; 1 << NUMBER_BITS];
        for fragment in fragments.keys() {
            for word in fragment.array_windows() {
                words[number(*word)] = true;
            }
        }
        Self { fragments, words }
    }

    /// Where in `bytes` fragments begin, and of what. Fragments that follow one another are told once.
    pub(super) fn find(&self, bytes: &[u8]) -> Vec<(usize, &str)> {
        let mut found: Vec<(usize, &str)> = Vec::new();
        let mut last = None;
        // Of every fragment one word is looked at, and there are hundreds of millions of bytes: this loop is kept small.
        let mut at = WORDS - 1;
        while at + WORD <= bytes.len() {
            let word = [bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]];
            if self.words[number(word)] {
                for place in at + 1 - WORDS..=at {
                    let fragment = bytes[place..].first_chunk();
                    if let Some(of) = fragment.and_then(|fragment| self.fragments.get(fragment)) {
                        if last.is_none_or(|last| last + 2 < place) {
                            found.push((place, of));
                        }
                        last = Some(place);
                    }
                }
            }
            at += WORDS;
        }
        found
    }
}

/// A number for a word, which another word seldom has.
fn number(word: [u8; WORD]) -> usize {
    (u32::from_le_bytes(word).wrapping_mul(0x9E37_79B1) >> (32 - NUMBER_BITS)) as usize
}

/// The text in every encoding, each with its name.
fn encodings(text: &str) -> Vec<(String, Vec<u8>)> {
    let percent = utf8_percent_encode(text, FORM).to_string();
    let units = || text.encode_utf16();
    let mut all = vec![
        ("UTF-8".to_owned(), text.as_bytes().to_vec()),
        (
            "UTF-16, low byte first".to_owned(),
            units().flat_map(u16::to_le_bytes).collect(),
        ),
        (
            "UTF-16, high byte first".to_owned(),
            units().flat_map(u16::to_be_bytes).collect(),
        ),
        ("percent-encoding".to_owned(), percent.as_bytes().to_vec()),
    ];
    for (what, text) in [("UTF-8", text), ("percent-encoding", &percent)] {
        for offset in 0..3 {
            for (alphabet, engine) in [("+/", &STANDARD_NO_PAD), ("-_", &URL_SAFE_NO_PAD)] {
                let name = format!("Base64 ({alphabet}) of {what}, {offset} bytes into a group");
                all.push((name, inner_base64(engine, text, offset)));
            }
        }
    }
    all
}

/// The characters of the encoding that depend on `text` alone, where `offset` bytes stand before it.
fn inner_base64(engine: &impl base64::Engine, text: &str, offset: usize) -> Vec<u8> {
    let mut bytes = vec![0; offset];
    bytes.extend_from_slice(text.as_bytes());
    let encoded = engine.encode(&bytes).into_bytes();
    let whole = bytes.len() / 3 * 4;
    encoded[(offset * 8).div_ceil(6)..whole].to_vec()
}

#[test]
fn every_encoding_is_found_at_its_place() {
    let text = "aB3%dE6/gH9+jK2~mN5-pQ8_sT1=vW4";
    let needles = Needles::of(&[("the mark", text)]);
    let basic = |before: &str| STANDARD_NO_PAD.encode(format!("{before}{text}:more"));
    let percent = utf8_percent_encode(text, FORM).to_string();
    for hidden in [
        text.as_bytes().to_vec(),
        text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        percent.clone().into_bytes(),
        basic("").into_bytes(),
        basic("i").into_bytes(),
        basic("id").into_bytes(),
        basic("id:").into_bytes(),
        STANDARD_NO_PAD.encode(format!("id:{percent}")).into_bytes(),
        URL_SAFE_NO_PAD.encode(format!("id{text}")).into_bytes(),
        // What is left when the allocator has overwritten the beginning, and a piece in the middle.
        text.as_bytes()[16..].to_vec(),
        text.as_bytes()[5..5 + FRAGMENT].to_vec(),
    ] {
        for before in 0..2 * FRAGMENT {
            let mut bytes = vec![b' '; before];
            bytes.extend_from_slice(&hidden);
            let shown = String::from_utf8_lossy(&bytes).into_owned();
            let found = needles.find(&bytes);
            assert!(!found.is_empty(), "not found in {shown}");
            assert!(found[0].1.starts_with("the mark in "), "{shown}");
        }
    }
    for innocent in [
        "something else",
        &text[..FRAGMENT - 1],
        &text.to_lowercase(),
        &text.replace('3', "4"),
    ] {
        let found = needles.find(innocent.as_bytes());
        assert!(
            found.is_empty() || innocent.contains("vW4"),
            "found in {innocent}: {found:?}"
        );
    }
}
