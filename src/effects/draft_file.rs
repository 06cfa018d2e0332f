//! What was typed and is no secret, kept for the next start in the configuration folder.

use std::{fs, path::Path};

use super::{bounded_file, whole_file};
use crate::{encodings::text_of, program::Draft, unread::Unread};

/// The file's name.
pub(super) const NAME: &str = "draft.json";

/// The longest that is read, in bytes.
const LONGEST: usize = 1 << 20;

/// Reads the draft; a missing or damaged one is none, since it only saves typing.
///
/// # Errors
/// A sentence, when it cannot be read.
pub fn read(folder: &Path) -> Result<Option<Draft>, String> {
    let path = folder.join(NAME);
    match bounded_file::read(&path, LONGEST) {
        Ok(bytes) => Ok(text_of(&bytes).and_then(|text| Draft::from_json(&text))),
        Err(Unread::Missing) => Ok(None),
        Err(problem) => {
            log::warn!("the draft cannot be read: {problem:?}");
            Err(format!(
                "What you typed last time could not be read: {} {}. Nothing that is saved is lost. {}",
                path.display(),
                problem.words(),
                problem.what_to_do()
            ))
        }
    }
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
