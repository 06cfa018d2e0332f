//! From a file's bytes to its text.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::secret::Secret;

/// What bytes are that hold no text to read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoText {
    /// ZIP and the like.
    Archive,
    /// PNG, JPEG and the like.
    Picture,
    /// A document of Word, Excel or another office program.
    OfficeDocument,
    /// PDF.
    Pdf,
    /// The database of a password manager.
    PasswordDatabase,
    /// Anything else.
    Other,
}

impl NoText {
    /// What it is and what to do, to stand behind a file's name.
    #[must_use]
    pub fn sentence(self) -> &'static str {
        match self {
            Self::Archive => "is an archive. Unpack it first, then choose the file inside.",
            Self::Picture => {
                "is a picture. The values in it cannot be read: copy them as text, or choose the file that you \
                 downloaded from Talkdesk."
            }
            Self::OfficeDocument => {
                "is a document of Word, Excel or the like. Open it, then copy the values and paste them here."
            }
            Self::Pdf => "is a PDF document. Open it, then copy the values and paste them here.",
            Self::PasswordDatabase => {
                "is the locked database of a password manager. Open it there, then copy the values and paste them here."
            }
            Self::Other => "holds no text. Choose the file that you downloaded from Talkdesk.",
        }
    }
}

/// The text of a file: UTF-8, UTF-16 with or without a byte order mark, or Windows-1252, of which Latin-1 is a part.
///
/// # Errors
/// What the bytes are instead.
pub fn text_of(bytes: &[u8]) -> Result<Secret, NoText> {
    if let Some(kind) = kind_by_beginning(bytes) {
        return Err(kind);
    }
    let encoding = match Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding,
        None if has_zeros(bytes, 1) => UTF_16LE,
        None if has_zeros(bytes, 0) => UTF_16BE,
        None if std::str::from_utf8(bytes).is_ok() => UTF_8,
        None => WINDOWS_1252,
    };
    let (text, _, is_damaged) = encoding.decode(bytes);
    let text = Secret::from(text.into_owned());
    let odd = |c: &char| (c.is_control() && !c.is_whitespace()) || *c == '\u{FFFD}';
    let odd_ones = text.expose().chars().filter(odd).count();
    // A few zeros at the end of a text are padding.
    if (is_damaged && encoding != UTF_8) || odd_ones > 2 + bytes.len() / 100 {
        return Err(NoText::Other);
    }
    Ok(text)
}

/// Whether nearly every second byte is zero, counted from `first`: text of Western letters in UTF-16.
fn has_zeros(bytes: &[u8], first: usize) -> bool {
    let half = bytes.iter().skip(first).step_by(2);
    let (zeros, all) = half.fold((0, 0), |(zeros, all), byte| {
        (zeros + usize::from(*byte == 0), all + 1)
    });
    bytes.len() >= 4 && zeros * 10 >= all * 7
}

fn kind_by_beginning(bytes: &[u8]) -> Option<NoText> {
    const BEGINNINGS: [(&[u8], NoText); 18] = [
        (b"\x1F\x8B", NoText::Archive),
        (b"7z\xBC\xAF\x27\x1C", NoText::Archive),
        (b"Rar!\x1A\x07", NoText::Archive),
        (b"BZh", NoText::Archive),
        (b"\xFD7zXZ\0", NoText::Archive),
        (b"\x28\xB5\x2F\xFD", NoText::Archive),
        (b"\x89PNG", NoText::Picture),
        (b"\xFF\xD8\xFF", NoText::Picture),
        (b"GIF8", NoText::Picture),
        (b"BM\x36", NoText::Picture),
        (b"II*\0", NoText::Picture),
        (b"MM\0*", NoText::Picture),
        (b"%PDF-", NoText::Pdf),
        (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", NoText::OfficeDocument),
        (b"\x03\xD9\xA2\x9A", NoText::PasswordDatabase),
        (b"SQLite format 3\0", NoText::Other),
        (b"\x7FELF", NoText::Other),
        (b"MZ\x90\0", NoText::Other),
    ];
    if bytes.starts_with(b"PK\x03\x04") {
        let holds = |name: &[u8]| bytes.windows(name.len()).any(|part| part == name);
        let parts: [&[u8]; 4] = [b"word/", b"xl/", b"ppt/", b"mimetypeapplication/vnd.oasis"];
        let is_document = parts.into_iter().any(holds);
        return Some(if is_document {
            NoText::OfficeDocument
        } else {
            NoText::Archive
        });
    }
    let is_media = bytes.get(4..8) == Some(b"ftyp") || bytes.get(8..12) == Some(b"WEBP");
    let by_beginning = BEGINNINGS
        .iter()
        .find(|(beginning, _)| bytes.starts_with(beginning))
        .map(|(_, kind)| *kind);
    by_beginning.or(is_media.then_some(NoText::Picture))
}
