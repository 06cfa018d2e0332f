//! Writes the calendar file to where downloads go.

use std::{
    fs::File,
    io::{self, ErrorKind, Write as _},
    path::{Path, PathBuf},
};

use super::folders;
use crate::program::Reminder;

/// So many files of one name are left beside each other.
const MOST: u32 = 99;

/// The calendar file could not be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotSaved;

impl NotSaved {
    /// What happened and what to do.
    #[must_use]
    pub fn sentence(self) -> &'static str {
        "The calendar file could not be written to your downloads. Note the day yourself."
    }
}

/// Writes the file beside the person's other downloads and returns its path. A file of that name stays as it is.
///
/// # Errors
/// When there is no such folder, or nothing can be written to it.
pub fn save(reminder: &Reminder) -> Result<PathBuf, NotSaved> {
    let folder = folders::downloads().ok_or(NotSaved)?;
    save_in(&folder, reminder).map_err(|error| {
        log::warn!("a calendar file was not written: {:?}", error.kind());
        NotSaved
    })
}

fn save_in(folder: &Path, reminder: &Reminder) -> io::Result<PathBuf> {
    let (stem, extension) = reminder
        .file_name
        .rsplit_once('.')
        .unwrap_or((&reminder.file_name, "ics"));
    for number in 1..=MOST {
        let name = match number {
            1 => reminder.file_name.clone(),
            _ => format!("{stem} ({number}).{extension}"),
        };
        let path = folder.join(name);
        match File::create_new(&path) {
            Ok(mut file) => {
                file.write_all(reminder.text.as_bytes())?;
                return Ok(path);
            }
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Err(ErrorKind::AlreadyExists.into())
}
