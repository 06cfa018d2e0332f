//! The body of an answer as text: unpacked, without a byte order mark, from whatever encoding it came in.

use std::io::Read;

use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};
use zeroize::Zeroizing;

use super::Answer;
use crate::encodings::text_of;

/// More is not unpacked, in bytes. A program that reads answers reads no more of a plain one.
pub(super) const LONGEST: usize = 64 * 1024;

/// More layers than this no server packs.
const MOST_LAYERS: usize = 3;

/// Why a body cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Unreadable {
    /// It is packed in a way that is not read here, or damaged: what it is called.
    Packed(&'static str),
    /// It is longer than any answer once it is unpacked.
    TooLong,
}

/// The body as UTF-8. What is no text at all stays as it is, for a reader to say so.
pub(super) fn readable(answer: &Answer) -> Result<Zeroizing<Vec<u8>>, Unreadable> {
    let mut bytes = answer.body.clone();
    for _ in 0..MOST_LAYERS {
        let Some(packing) = Packing::of(&bytes, answer.content_encoding.as_deref()) else {
            return Ok(as_utf_8(bytes));
        };
        bytes = packing.unpack(&bytes)?;
    }
    Ok(as_utf_8(bytes))
}

fn as_utf_8(bytes: Zeroizing<Vec<u8>>) -> Zeroizing<Vec<u8>> {
    if let Some(text) = text_of(&bytes) {
        let text = text.trim_end_matches('\0');
        return Zeroizing::new(text.as_bytes().to_vec());
    }
    // The names and signs of JSON are the same in Latin-1, where every byte is a character.
    if bytes
        .trim_ascii_start()
        .first()
        .is_some_and(|first| b"{[<\"".contains(first))
    {
        let text: Zeroizing<String> =
            Zeroizing::new(bytes.iter().copied().map(char::from).collect());
        return Zeroizing::new(text.as_bytes().to_vec());
    }
    bytes
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Packing {
    Gzip,
    Zlib,
    Deflate,
    Other(&'static str),
}

impl Packing {
    /// What the bytes say counts, and then the header: some proxies unpack a body and leave the header, some do the
    /// opposite.
    fn of(bytes: &[u8], content_encoding: Option<&str>) -> Option<Self> {
        match bytes {
            [] => return None,
            [0x1F, 0x8B, ..] => return Some(Self::Gzip),
            [0x78, 0x01 | 0x5E | 0x9C | 0xDA, ..] => return Some(Self::Zlib),
            [0x28, 0xB5, 0x2F, 0xFD, ..] => return Some(Self::Other("zstd")),
            [b'P', b'K', 3, 4, ..] => return Some(Self::Other("zip")),
            [b'B', b'Z', b'h', b'1'..=b'9', ..] => return Some(Self::Other("bzip2")),
            [0xFD, b'7', b'z', b'X', b'Z', ..] => return Some(Self::Other("xz")),
            _ => {}
        }
        if text_of(bytes)
            .is_some_and(|text| !text.contains(|c: char| c.is_control() && !c.is_whitespace()))
        {
            return None;
        }
        let named = content_encoding?.to_ascii_lowercase();
        let last = named
            .rsplit(',')
            .map(str::trim)
            .find(|name| !name.is_empty())?;
        match last {
            "identity" | "gzip" | "x-gzip" => None,
            "deflate" => Some(Self::Deflate),
            "br" => Some(Self::Other("br")),
            "zstd" => Some(Self::Other("zstd")),
            "compress" | "x-compress" => Some(Self::Other("compress")),
            _ => Some(Self::Other("in a way that no standard names")),
        }
    }

    fn unpack(self, bytes: &[u8]) -> Result<Zeroizing<Vec<u8>>, Unreadable> {
        let mut unpacked = Zeroizing::new(Vec::with_capacity(LONGEST + 1));
        let most = LONGEST as u64 + 1;
        let (name, read) = match self {
            Self::Gzip => (
                "gzip",
                MultiGzDecoder::new(bytes)
                    .take(most)
                    .read_to_end(&mut unpacked),
            ),
            Self::Zlib => (
                "deflate",
                ZlibDecoder::new(bytes)
                    .take(most)
                    .read_to_end(&mut unpacked),
            ),
            Self::Deflate => (
                "deflate",
                DeflateDecoder::new(bytes)
                    .take(most)
                    .read_to_end(&mut unpacked),
            ),
            Self::Other(name) => return Err(Unreadable::Packed(name)),
        };
        if unpacked.len() > LONGEST {
            return Err(Unreadable::TooLong);
        }
        match read {
            Ok(_) => Ok(unpacked),
            // A cut or a wrong checksum at the end: whole JSON in front of it is whole.
            Err(_) if !unpacked.is_empty() => Ok(unpacked),
            Err(_) => Err(Unreadable::Packed(name)),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use flate2::{
        Compression,
        write::{DeflateEncoder, GzEncoder, ZlibEncoder},
    };

    use super::*;

    const JSON: &[u8] = br#"{"error":"invalid_client"}"#;

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn check(body: &[u8], content_encoding: Option<&str>, expected: Result<&[u8], Unreadable>) {
        let answer = Answer {
            content_encoding: content_encoding.map(str::to_owned),
            body: body.to_vec().into(),
            ..Answer::default()
        };
        let read = readable(&answer);
        assert_eq!(
            read.as_deref().map(Vec::as_slice),
            expected.as_ref().copied()
        );
    }

    #[test]
    fn what_is_packed_is_unpacked_whatever_the_header_says() {
        let mut zlib = ZlibEncoder::new(Vec::new(), Compression::best());
        zlib.write_all(JSON).unwrap();
        let zlib = zlib.finish().unwrap();
        let mut deflate = DeflateEncoder::new(Vec::new(), Compression::best());
        deflate.write_all(JSON).unwrap();
        let deflate = deflate.finish().unwrap();
        for header in [None, Some("gzip"), Some("br"), Some("identity")] {
            check(JSON, header, Ok(JSON));
            check(&gzip(JSON), header, Ok(JSON));
            check(&zlib, header, Ok(JSON));
        }
        check(&deflate, Some("Deflate"), Ok(JSON));
        check(&gzip(&gzip(JSON)), Some("gzip, gzip"), Ok(JSON));
        check(&gzip(b"\xEF\xBB\xBF{}"), None, Ok(b"{}"));
        check(b"", Some("gzip"), Ok(b""));
    }

    #[test]
    fn what_is_not_unpacked_is_named() {
        check(
            b"\x0B\x0D\x80\x03",
            Some("br"),
            Err(Unreadable::Packed("br")),
        );
        check(
            b"\x28\xB5\x2F\xFD\x20",
            None,
            Err(Unreadable::Packed("zstd")),
        );
        check(b"\x1F\x8B\x08", None, Err(Unreadable::Packed("gzip")));
    }

    #[test]
    fn no_more_than_an_answer_is_unpacked() {
        check(&gzip(&vec![b' '; LONGEST]), None, Ok(&vec![b' '; LONGEST]));
        check(
            &gzip(&vec![b' '; LONGEST + 1]),
            None,
            Err(Unreadable::TooLong),
        );
        check(&gzip(&vec![b' '; 16 << 20]), None, Err(Unreadable::TooLong));
    }

    #[test]
    fn every_encoding_becomes_utf_8() {
        check(b"\xEF\xBB\xBF{}", None, Ok(b"{}"));
        check(b"\xFF\xFE{\0}\0", None, Ok(b"{}"));
        check(b"{\"a\":\"\xE9\"}", None, Ok("{\"a\":\"é\"}".as_bytes()));
        check(b"{}\0", None, Ok(b"{}"));
        check(b"\x80\x81\x82", None, Ok(b"\x80\x81\x82"));
    }
}
