//! On which port of this computer the practice account of the window answers, so that commands find it.

use std::{
    fs,
    path::{Path, PathBuf},
};

use super::{bounded_file, whole_file};

/// The file's name, in the folder of the program's state.
pub(super) const NAME: &str = "practice-port";

/// A port has five digits at most.
const LONGEST: usize = 16;

/// A note that stands until it is dropped.
#[derive(Debug)]
pub(super) struct PracticeNote(PathBuf);

/// Notes the port. Where that fails, commands say that no practice account is open.
pub(super) fn write(folder: &Path, port: u16) -> PracticeNote {
    let written = whole_file::create_folder(folder)
        .and_then(|()| whole_file::write(folder, &folder.join(NAME), &format!("{port}\n")));
    if let Err(error) = written {
        log::warn!("the port of the practice account is not noted: {error}");
    }
    PracticeNote(folder.join(NAME))
}

/// The port that was noted last; nobody may listen there any more.
#[must_use]
pub fn read(folder: &Path) -> Option<u16> {
    let bytes = bounded_file::read(&folder.join(NAME), LONGEST).ok()?;
    std::str::from_utf8(&bytes).ok()?.trim().parse().ok()
}

impl Drop for PracticeNote {
    fn drop(&mut self) {
        fs::remove_file(&self.0).unwrap_or_default();
    }
}
