//! Removes every trace of this program from this computer, but the program itself.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use super::{
    account_turn, draft_file, index_file, log_file, one_window, practice_note, settings_file,
    vault::Vault, whole_file,
};
use crate::keychain::Keychain as _;
use crate::program::{OnThisComputer, RemoveAllProblem};

/// What is here: the items in `vault`, and those of `folders` that exist.
#[must_use]
pub fn look(vault: &Vault, folders: &[PathBuf]) -> OnThisComputer {
    OnThisComputer {
        items: vault.items(),
        folders: folders
            .iter()
            .filter(|folder| folder.exists())
            .map(|folder| folder.display().to_string())
            .collect(),
    }
}

/// Deletes every item of this program in `vault`, and then its files in `folders` with the folders that become empty.
/// Files that this program did not make stay. Returns how many items there were.
///
/// # Errors
/// At the first thing that is left. The keychain comes first, because the files name what is in it.
pub fn remove(vault: &Vault, folders: &[PathBuf]) -> Result<usize, RemoveAllProblem> {
    let items = vault.remove_all().map_err(RemoveAllProblem::Keychain)?;
    for folder in folders {
        remove_files(folder)?;
    }
    Ok(items)
}

fn remove_files(folder: &Path) -> Result<(), RemoveAllProblem> {
    let left = |path: &Path, error: &io::Error| {
        log::warn!("not removed: {error}");
        RemoveAllProblem::File {
            path: path.display().to_string(),
        }
    };
    let files = match fs::read_dir(folder) {
        Ok(files) => files,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(left(folder, &error)),
    };
    // The files of the open window are what a second start finds it by: they go when it is closed.
    let is_open = one_window::is_open(folder);
    let goes = |name: &str| is_ours(name) && !(is_open && one_window::NAMES.contains(&name));
    for file in files {
        let file = file.map_err(|error| left(folder, &error))?;
        if file.file_name().to_str().is_some_and(goes) {
            let path = file.path();
            match fs::remove_file(&path) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => {
                    return Err(left(&path, &error));
                }
                _ => {}
            }
        }
    }
    // Fails where something that is not ours is in it, and then it stays.
    fs::remove_dir(folder).unwrap_or_default();
    Ok(())
}

/// Whether this program gives files such names, half-written ones included. A person's own files may begin or end alike.
fn is_ours(name: &str) -> bool {
    index_file::is_name(name)
        || whole_file::is_half_written(name)
        || account_turn::is_name(name)
        || log_file::NAMES.contains(&name)
        || one_window::NAMES.contains(&name)
        || [draft_file::NAME, settings_file::NAME, practice_note::NAME].contains(&name)
}
