//! Reads a file that a person chose or dropped: the JSON that Talkdesk offers for download, or anything else.

use std::path::Path;

use super::bounded_file;
use crate::{
    credentials::{MAX_TEXT_BYTES, NoText, text_of},
    foreign_text,
    secret::Secret,
    unread::Unread,
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
    /// It was not read in time.
    NoAnswer {
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
            Self::NoAnswer { name } => {
                format!(
                    "{name} does not answer, as on a network drive that is out of reach. Copy it to this computer and choose the copy, or paste what it holds."
                )
            }
            Self::NotText { name, content } => format!("{name} {}", content.sentence()),
        }
    }
}

/// Reads a file of at most 1 MiB as text. Never waits for a pipe or a device.
///
/// # Errors
/// When it cannot be read in time, is no file, is too long or holds no text.
pub fn read_file(path: &Path) -> Result<Secret, FileError> {
    let name = shown_name(path);
    match bounded_file::read(path, LONGEST) {
        Ok(bytes) => text_of(&bytes).map_err(|content| FileError::NotText { name, content }),
        Err(Unread::Missing | Unread::NotReadable) => Err(FileError::NotReadable { name }),
        Err(Unread::NotAFile) => Err(FileError::NotAFile { name }),
        Err(Unread::TooLong { .. }) => Err(FileError::TooLong { name }),
        Err(Unread::NoAnswer) => Err(FileError::NoAnswer { name }),
    }
}

/// The file's name without anything that could disguise it in a sentence.
fn shown_name(path: &Path) -> String {
    foreign_text::path(Path::new(path.file_name().unwrap_or(path.as_os_str())))
}
