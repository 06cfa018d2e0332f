//! Reads a file that a person chose or dropped: the JSON that Talkdesk offers for download, or anything else.

use std::{
    fs::{self, File},
    io::{self, Read as _},
    path::Path,
};

use zeroize::Zeroizing;

use crate::{
    credentials::{MAX_TEXT_BYTES, NoText, text_of},
    secret::Secret,
};

/// The longest file that is read, in bytes.
const LONGEST: usize = MAX_TEXT_BYTES;

/// Why a file was not read. The name is the file's, fit to be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileError {
    /// It is gone, or this user may not read it.
    NotReadable {
        /// The file's name.
        name: String,
    },
    /// It is a folder, a device, a pipe or a socket.
    NotAFile {
        /// Its name.
        name: String,
    },
    /// It is longer than 1 MiB.
    TooLong {
        /// The file's name.
        name: String,
    },
    /// It holds no text.
    NotText {
        /// The file's name.
        name: String,
        /// What it holds.
        content: NoText,
    },
}

impl FileError {
    /// What happened and what to do.
    #[must_use]
    pub fn sentence(&self) -> String {
        match self {
            Self::NotReadable { name } => {
                format!("{name} cannot be read. See whether it is still there and yours.")
            }
            Self::NotAFile { name } => {
                format!("{name} is no file. Choose the file that you downloaded from Talkdesk.")
            }
            Self::TooLong { name } => {
                format!(
                    "{name} is larger than a file of credentials can be. Choose the one from Talkdesk."
                )
            }
            Self::NotText { name, content } => format!("{name} {}", content.sentence()),
        }
    }
}

/// Reads a file of at most 1 MiB as text. Never waits for a pipe or a device.
///
/// # Errors
/// When it cannot be read, is no file, is too long or holds no text.
pub fn read_file(path: &Path) -> Result<Secret, FileError> {
    let name = shown_name(path);
    let unreadable = |error: io::Error| {
        log::warn!("a chosen file was not read: {:?}", error.kind());
        FileError::NotReadable { name: name.clone() }
    };
    // Asked before opening: to open a pipe is to wait for its writer.
    if !fs::metadata(path).map_err(unreadable)?.is_file() {
        return Err(FileError::NotAFile { name });
    }
    // One byte more than allowed, so that a longer file shows, in a buffer that never moves.
    let mut bytes = Zeroizing::new(Vec::with_capacity(LONGEST + 1));
    let file = File::open(path).map_err(unreadable)?;
    file.take(LONGEST as u64 + 1)
        .read_to_end(&mut bytes)
        .map_err(unreadable)?;
    if bytes.len() > LONGEST {
        return Err(FileError::TooLong { name });
    }
    text_of(&bytes).map_err(|content| FileError::NotText { name, content })
}

/// The file's name without anything that could disguise it in a sentence.
fn shown_name(path: &Path) -> String {
    let name = path
        .file_name()
        .unwrap_or(path.as_os_str())
        .to_string_lossy();
    let plain = |c: char| {
        if c.is_control() || is_invisible(c) {
            char::REPLACEMENT_CHARACTER
        } else {
            c
        }
    };
    name.chars().take(80).map(plain).collect()
}

/// Zero-width characters and marks of writing direction.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{61C}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}')
}
