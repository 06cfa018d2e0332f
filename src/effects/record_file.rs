//! Writes the record of a leak to the person's documents.

use std::{
    fs::File,
    io::{self, Write as _},
    path::{Path, PathBuf},
};

use super::folders::documents;

/// Writes `text` under `name`, or under the next free name where that is taken; nothing is ever overwritten. Returns the
/// path.
///
/// # Errors
/// A sentence that says why it is not written, and what works instead.
pub fn write(name: &str, text: &str) -> Result<String, String> {
    let Some(folder) = documents() else {
        return Err("This user has no folder for documents. Copy the record instead.".to_owned());
    };
    write_into(&folder, name, text).map_or_else(
        |error| {
            log::warn!("the record is not written: {error}");
            Err(format!(
                "The record could not be written to {}. Copy it instead.",
                folder.display()
            ))
        },
        |path| Ok(path.display().to_string()),
    )
}

/// [`write`] to a folder, which is made where it is missing.
///
/// # Errors
/// When the system does not let it be written.
pub fn write_into(folder: &Path, name: &str, text: &str) -> io::Result<PathBuf> {
    std::fs::create_dir_all(folder)?;
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, "txt"));
    let mut number = 1;
    loop {
        let path = if number == 1 {
            folder.join(name)
        } else {
            folder.join(format!("{stem} {number}.{extension}"))
        };
        match File::create_new(&path) {
            Ok(mut file) => {
                file.write_all(text.as_bytes())?;
                file.sync_all()?;
                return Ok(path);
            }
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => number += 1,
            Err(error) => return Err(error),
        }
    }
}
