//! What goes between the program and its helper: one line of JSON for each request and each answer.

use std::{
    ffi::OsString,
    io::{self, BufRead, Read as _, Write},
    os::unix::ffi::{OsStrExt as _, OsStringExt as _},
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize, de::DeserializeOwned};

use crate::effects::{
    appearance::Appearance,
    browser::BrowserError,
    file_chooser::{ChosenFile, FileKind},
    file_manager::FileManagerError,
};

/// The longest line, in bytes: several times the longest path, each byte of which is up to four characters.
const LONGEST: u64 = 64 * 1024;

/// A request or an answer, with the number that ties them.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Line<T> {
    pub(super) number: u64,
    pub(super) content: T,
}

/// What the program asks.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Request {
    ChooseFile(FileKind),
    WatchAppearance,
    OpenAddress(String),
    ShowInFolder(RawPath),
    MoveToTrash(RawPath),
}

/// What the helper answers: once, and to `WatchAppearance` again and again.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Answer {
    Chosen(Choice),
    Appearance(Appearance),
    Opened(Result<(), BrowserError>),
    FileDone(Result<(), FileManagerError>),
}

/// What an answer is about: each request is answered by one kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Chosen,
    Appearance,
    Opened,
    FileDone,
}

impl Request {
    /// What answers it.
    pub(super) fn kind(&self) -> Kind {
        match self {
            Self::ChooseFile(_) => Kind::Chosen,
            Self::WatchAppearance => Kind::Appearance,
            Self::OpenAddress(_) => Kind::Opened,
            Self::ShowInFolder(_) | Self::MoveToTrash(_) => Kind::FileDone,
        }
    }
}

impl Answer {
    pub(super) fn kind(&self) -> Kind {
        match self {
            Self::Chosen(_) => Kind::Chosen,
            Self::Appearance(_) => Kind::Appearance,
            Self::Opened(_) => Kind::Opened,
            Self::FileDone(_) => Kind::FileDone,
        }
    }
}

/// [`ChosenFile`], fit to be sent.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Choice {
    File(RawPath),
    Cancelled,
    Unavailable,
}

/// A path as bytes: not every one is text.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct RawPath(Vec<u8>);

impl From<&Path> for RawPath {
    fn from(path: &Path) -> Self {
        Self(path.as_os_str().as_bytes().to_vec())
    }
}

impl From<RawPath> for PathBuf {
    fn from(path: RawPath) -> Self {
        OsString::from_vec(path.0).into()
    }
}

impl From<ChosenFile> for Choice {
    fn from(chosen: ChosenFile) -> Self {
        match chosen {
            ChosenFile::File(path) => Self::File(RawPath::from(path.as_path())),
            ChosenFile::Cancelled => Self::Cancelled,
            ChosenFile::Unavailable | ChosenFile::NoAnswer(_) => Self::Unavailable,
        }
    }
}

impl From<Choice> for ChosenFile {
    fn from(choice: Choice) -> Self {
        match choice {
            Choice::File(path) => Self::File(path.into()),
            Choice::Cancelled => Self::Cancelled,
            Choice::Unavailable => Self::Unavailable,
        }
    }
}

/// Writes a line at once.
pub(super) fn write_line<T: Serialize>(to: &mut impl Write, line: &Line<T>) -> io::Result<()> {
    let mut text = serde_json::to_vec(line)?;
    text.push(b'\n');
    to.write_all(&text)?;
    to.flush()
}

/// Reads a line; nothing once the other side has ended.
///
/// # Errors
/// [`io::ErrorKind::InvalidData`] where it is no such line, or too long; and as reading does.
pub(super) fn read_line<T: DeserializeOwned>(
    from: &mut impl BufRead,
) -> io::Result<Option<Line<T>>> {
    let mut text = Vec::new();
    from.by_ref().take(LONGEST).read_until(b'\n', &mut text)?;
    if text.last() == Some(&b'\n') {
        let line = serde_json::from_slice(&text);
        return line
            .map(Some)
            .map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error));
    }
    if text.len() as u64 == LONGEST {
        return Err(io::ErrorKind::InvalidData.into());
    }
    Ok(None)
}
