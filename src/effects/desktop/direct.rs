//! Asks the desktop without a helper.

use std::{io, path::Path};

use crate::effects::{
    appearance::{self, Appearance},
    browser::{self, BrowserError},
    file_chooser::{self, ChosenFile, FileKind},
    file_manager::{self, FileManagerError},
};

/// The way to the desktop.
#[derive(Clone, Debug)]
pub struct Desktop;

impl Desktop {
    /// Opens the way.
    ///
    /// # Errors
    /// None.
    pub fn start() -> io::Result<Self> {
        Ok(Self)
    }

    /// As [`file_chooser::choose_file`].
    pub fn choose_file(&self, kind: FileKind, on_answer: impl FnOnce(ChosenFile) + Send + 'static) {
        file_chooser::choose_file(kind, on_answer);
    }

    /// As [`appearance::watch`], for as long as the program runs.
    pub fn watch_appearance(&self, on_change: impl Fn(Appearance) + Send + Sync + 'static) {
        let _lasts = std::mem::ManuallyDrop::new(appearance::watch(on_change));
    }

    /// As [`browser::open_address`].
    ///
    /// # Errors
    /// As there.
    pub fn open_address(&self, address: &str) -> Result<(), BrowserError> {
        browser::open_address(address)
    }

    /// As [`file_manager::show_in_folder`].
    ///
    /// # Errors
    /// As there.
    pub fn show_in_folder(&self, path: &Path) -> Result<(), FileManagerError> {
        file_manager::show_in_folder(path)
    }

    /// As [`file_manager::move_to_trash`].
    ///
    /// # Errors
    /// As there.
    pub fn move_to_trash(&self, path: &Path) -> Result<(), FileManagerError> {
        file_manager::move_to_trash(path)
    }
}
