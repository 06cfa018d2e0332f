//! What was typed and is no secret, kept for the next start in the configuration folder.

use std::{fs, path::Path};

use super::whole_file;
use crate::{encodings::text_of, program::Draft};

/// The file's name.
pub(super) const NAME: &str = "draft.json";

/// Reads the draft; a missing or damaged one is none, since it only saves typing.
#[must_use]
pub fn read(folder: &Path) -> Option<Draft> {
    let text = text_of(&fs::read(folder.join(NAME)).ok()?)?;
    serde_json::from_str(&text).ok()
}

/// Writes the draft, or removes the file where there is nothing to keep. A failure is logged: it only costs typing.
pub fn write(folder: &Path, draft: &Draft) {
    let path = folder.join(NAME);
    let written = if draft.is_empty() {
        match fs::remove_file(&path) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    } else {
        serde_json::to_string_pretty(draft)
            .map_err(std::io::Error::from)
            .and_then(|json| {
                whole_file::create_folder(folder)?;
                whole_file::write(folder, &path, &json)
            })
    };
    if let Err(error) = written {
        log::warn!("draft not kept: {error}");
    }
}
