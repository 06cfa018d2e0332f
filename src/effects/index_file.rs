//! The index file in the system's configuration folder.

use std::path::Path;

use crate::saved::{Index, IndexError};

/// Why the index could not be read or written; the path is named in the sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum IndexFileError {
    /// Unreadable content; the file was set aside under a name that is kept.
    SetAside(IndexError),
    /// The folder or file cannot be read or written.
    NotWritten {
        /// The path, as text.
        path: String,
    },
}

/// Reads `folder/accounts.json`; a missing file is an empty index. A damaged one is renamed beside itself.
///
/// # Errors
/// When it is damaged, newer, or cannot be read.
pub fn read(folder: &Path) -> Result<Index, IndexFileError> {
    let _ = folder;
    todo!()
}

/// Changes the index under a lock held per write: reads the newest file, applies `change`, writes by rename. Two
/// programs at once lose nothing.
///
/// # Errors
/// When it cannot be written.
pub fn change(folder: &Path, change: impl FnOnce(&mut Index)) -> Result<Index, IndexFileError> {
    let _ = (folder, change);
    todo!()
}
