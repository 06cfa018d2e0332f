//! The index file in the system's configuration folder.

use std::{
    fmt,
    fs::{self, File, TryLockError},
    io,
    path::{Path, PathBuf},
    thread,
    time::{Duration, Instant},
};

use super::{bounded_file, private_file, whole_file};
use crate::{
    encodings::text_of,
    saved::{Index, IndexError},
    unread::Unread,
};

/// How long a write waits for another program's write. One takes milliseconds.
const LONGEST_WAIT: Duration = Duration::from_secs(5);

/// The longest index that is read, in bytes: of some ten thousand accounts.
const LONGEST: usize = 8 << 20;

const NAME: &str = "accounts.json";

const LOCK: &str = "accounts.lock";

/// Whether this program gives such names to the index, its lock and damaged ones that were set aside.
pub(super) fn is_name(name: &str) -> bool {
    let number = name
        .strip_prefix("accounts.set-aside-")
        .and_then(|rest| rest.strip_suffix(".json"))
        .and_then(|number| number.parse::<u32>().ok());
    [NAME, LOCK].contains(&name) || number.is_some_and(|number| set_aside_name(number) == name)
}

fn set_aside_name(number: u32) -> String {
    format!("accounts.set-aside-{number}.json")
}

/// Why the index could not be read or written. `Display` is the sentence for the person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum IndexFileError {
    /// Unreadable content; the file was set aside.
    SetAside {
        /// What was wrong with it.
        reason: IndexError,
        /// The path under which it is kept, as text.
        kept_as: String,
    },
    /// Something else than an index stood under its name; it was set aside.
    OddSetAside {
        /// What it is.
        problem: Unread,
        /// The path under which it is kept, as text.
        kept_as: String,
    },
    /// The file cannot be read.
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
    /// Another program did not end its write in 5 s.
    Busy {
        /// The path of the lock file, as text.
        path: String,
    },
}

impl fmt::Display for IndexFileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::SetAside {
                reason: IndexError::NewerVersion,
                kept_as,
            } => write!(
                f,
                "The list of accounts was written by a newer version of this program. It is kept as {kept_as}. Your \
                 credentials are still in the keychain."
            ),
            Self::SetAside {
                reason: IndexError::Damaged,
                kept_as,
            } => write!(
                f,
                "The list of accounts was damaged. It is kept as {kept_as}. Your credentials are still in the keychain."
            ),
            Self::OddSetAside { problem, kept_as } => write!(
                f,
                "What stands in the place of the list of accounts {}. It is kept as {kept_as}. Your credentials are \
                 still in the keychain.",
                problem.words()
            ),
            Self::NotRead { problem, path } => write!(
                f,
                "The list of accounts could not be read: {path} {}. Your credentials are still in the keychain. {}",
                problem.words(),
                problem.what_to_do()
            ),
            Self::NotWritten { path } => write!(
                f,
                "The list of accounts could not be written: {path}. See that the disk has room and that you may write \
                 there."
            ),
            Self::Busy { path } => write!(
                f,
                "The list of accounts could not be written: another program holds {path}. Close other windows of this \
                 program."
            ),
        }
    }
}

/// Reads `folder/accounts.json`; a missing file is an empty index. A damaged one is renamed beside itself.
///
/// # Errors
/// When it is damaged, newer, or cannot be read.
pub fn read(folder: &Path) -> Result<Index, IndexFileError> {
    match Content::read(folder)? {
        Content::Usable(index) => Ok(index),
        Content::Unusable(_) => {
            // Another program may have mended it meanwhile: look again while no one else writes.
            let _lock = lock(folder)?;
            match Content::read(folder)? {
                Content::Usable(index) => Ok(index),
                Content::Unusable(reason) => Err(set_aside(folder, reason)?),
            }
        }
    }
}

/// Changes the index under a lock held per write: reads the newest file, applies `change`, writes by rename. Two
/// programs at once lose nothing.
///
/// # Errors
/// When it cannot be written; then nothing has changed. When the file was damaged or newer: then it was set aside, and
/// the change was made to an empty index, which is in its place.
pub fn change(folder: &Path, change: impl FnOnce(&mut Index)) -> Result<Index, IndexFileError> {
    whole_file::create_folder(folder).map_err(|error| not_written(folder, &error))?;
    let _lock = lock(folder)?;
    let (mut index, problem) = match Content::read(folder)? {
        Content::Usable(index) => (index, None),
        Content::Unusable(reason) => (Index::default(), Some(set_aside(folder, reason)?)),
    };
    change(&mut index);
    let path = file(folder);
    whole_file::write(folder, &path, &index.to_json())
        .map_err(|error| not_written(&path, &error))?;
    problem.map_or(Ok(index), Err)
}

enum Content {
    Usable(Index),
    Unusable(Unusable),
}

/// What is set aside.
enum Unusable {
    Text(IndexError),
    Odd(Unread),
}

impl Content {
    fn read(folder: &Path) -> Result<Self, IndexFileError> {
        let path = file(folder);
        match bounded_file::read(&path, LONGEST) {
            Ok(bytes) => Ok(
                match text_of(&bytes)
                    .map_or(Err(IndexError::Damaged), |text| Index::from_json(&text))
                {
                    Ok(index) => Self::Usable(index),
                    Err(reason) => Self::Unusable(Unusable::Text(reason)),
                },
            ),
            Err(Unread::Missing) => Ok(Self::Usable(Index::default())),
            Err(problem @ (Unread::NotAFile | Unread::TooLong { .. })) => {
                Ok(Self::Unusable(Unusable::Odd(problem)))
            }
            Err(problem @ (Unread::NotReadable | Unread::NoAnswer)) => {
                log::warn!("the index cannot be read: {problem:?}");
                Err(IndexFileError::NotRead {
                    problem,
                    path: path.display().to_string(),
                })
            }
        }
    }
}

fn file(folder: &Path) -> PathBuf {
    folder.join(NAME)
}

fn not_written(path: &Path, error: &io::Error) -> IndexFileError {
    log::warn!("the index cannot be written: {error}");
    IndexFileError::NotWritten {
        path: path.display().to_string(),
    }
}

/// Takes the lock, which the returned file holds until it is dropped or the program ends.
fn lock(folder: &Path) -> Result<File, IndexFileError> {
    let path = folder.join(LOCK);
    let file = private_file::open(&path).map_err(|error| not_written(&path, &error))?;
    let end = Instant::now() + LONGEST_WAIT;
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(file),
            Err(TryLockError::WouldBlock) if Instant::now() < end => {
                thread::sleep(Duration::from_millis(10));
            }
            Err(TryLockError::WouldBlock) => {
                return Err(IndexFileError::Busy {
                    path: path.display().to_string(),
                });
            }
            Err(TryLockError::Error(error)) => return Err(not_written(&path, &error)),
        }
    }
}

/// Renames the file to the first free name. Only under the lock.
fn set_aside(folder: &Path, unusable: Unusable) -> Result<IndexFileError, IndexFileError> {
    let path = file(folder);
    let kept = (1..=u32::MAX)
        .map(|number| folder.join(set_aside_name(number)))
        .find(|candidate| !candidate.exists())
        .ok_or_else(|| IndexFileError::NotWritten {
            path: path.display().to_string(),
        })?;
    fs::rename(&path, &kept).map_err(|error| not_written(&path, &error))?;
    let kept_as = kept.display().to_string();
    Ok(match unusable {
        Unusable::Text(reason) => IndexFileError::SetAside { reason, kept_as },
        Unusable::Odd(problem) => IndexFileError::OddSetAside { problem, kept_as },
    })
}
