//! What an open window writes down for a second start: which process it is, on which computer, and where it listens.

use std::{io, path::Path};

use serde::{Deserialize, Serialize};

use super::{computer::Computer, way::Address};
use crate::effects::{bounded_file, whole_file};

pub(super) const NAME: &str = "window.json";

/// The longest note that is read, in bytes.
const LONGEST: usize = 16 * 1024;

/// The note of an open window.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Note {
    /// Its process number.
    pub(super) process: u32,
    pub(super) computer: Computer,
    /// Where it listens; nothing if it cannot.
    pub(super) address: Option<Address>,
}

impl Note {
    /// Writes it, for this person only.
    pub(super) fn write(&self, folder: &Path) -> io::Result<()> {
        whole_file::write(folder, &folder.join(NAME), &serde_json::to_string(self)?)
    }

    /// The note in a folder.
    pub(super) fn read(folder: &Path) -> io::Result<Self> {
        let text = bounded_file::read(&folder.join(NAME), LONGEST)
            .map_err(|problem| io::Error::other(format!("its note {}", problem.words())))?;
        Ok(serde_json::from_slice(&text)?)
    }
}
