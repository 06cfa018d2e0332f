//! The settings file in the system's configuration folder.

use std::{
    fmt,
    path::{Path, PathBuf},
};

use super::{bounded_file, whole_file};
use crate::{
    encodings::text_of,
    saved::{Settings, SettingsError},
    unread::Unread,
};

/// The file's name.
pub(super) const NAME: &str = "settings.json";

/// The longest that is read, in bytes.
const LONGEST: usize = 1 << 20;

/// Why the settings could not be read or written. `Display` is the sentence for the person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SettingsFileError {
    /// Its content cannot be used: the usual settings count.
    Unusable {
        /// What is wrong with it.
        reason: SettingsError,
        /// Its path, as text.
        path: String,
    },
    /// The file cannot be read: the usual settings count.
    NotRead {
        /// Why.
        problem: Unread,
        /// Its path, as text.
        path: String,
    },
    /// The folder or file cannot be written.
    NotWritten {
        /// The path, as text.
        path: String,
    },
}

impl fmt::Display for SettingsFileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unusable {
                reason: SettingsError::PathIsNoText,
                ..
            } => SettingsError::PathIsNoText.fmt(f),
            Self::Unusable { reason, path } => write!(
                f,
                "{reason} The usual ones count for now. The file is {path}."
            ),
            Self::NotRead { problem, path } => write!(
                f,
                "The settings could not be read: {path} {}. The usual ones count for now. {}",
                problem.words(),
                problem.what_to_do()
            ),
            Self::NotWritten { path } => write!(
                f,
                "The settings could not be written: {path}. See that the disk has room and that you may write there."
            ),
        }
    }
}

/// Reads `folder/settings.json`; a missing file means the usual settings.
///
/// # Errors
/// When it is damaged, newer, or cannot be read. It is left as it is.
pub fn read(folder: &Path) -> Result<Settings, SettingsFileError> {
    let path = file(folder);
    let bytes = match bounded_file::read(&path, LONGEST) {
        Ok(bytes) => bytes,
        Err(Unread::Missing) => return Ok(Settings::default()),
        Err(problem) => {
            log::warn!("the settings cannot be read: {problem:?}");
            return Err(SettingsFileError::NotRead {
                problem,
                path: path.display().to_string(),
            });
        }
    };
    text_of(&bytes)
        .map_or(Err(SettingsError::Damaged), |text| {
            Settings::from_json(&text)
        })
        .map_err(|reason| unusable(reason, &path))
}

/// Writes `folder/settings.json` by rename. A damaged file is replaced, one of a newer version is not.
///
/// # Errors
/// When it is not written; then the old file stands.
pub fn write(folder: &Path, settings: &Settings) -> Result<(), SettingsFileError> {
    let path = file(folder);
    if let Err(
        error @ SettingsFileError::Unusable {
            reason: SettingsError::NewerVersion,
            ..
        },
    ) = read(folder)
    {
        return Err(error);
    }
    let json = settings
        .to_json()
        .map_err(|reason| unusable(reason, &path))?;
    whole_file::create_folder(folder)
        .and_then(|()| whole_file::write(folder, &path, &json))
        .map_err(|error| {
            log::warn!("the settings cannot be written: {error}");
            SettingsFileError::NotWritten {
                path: path.display().to_string(),
            }
        })
}

fn file(folder: &Path) -> PathBuf {
    folder.join(NAME)
}

fn unusable(reason: SettingsError, path: &Path) -> SettingsFileError {
    SettingsFileError::Unusable {
        reason,
        path: path.display().to_string(),
    }
}
