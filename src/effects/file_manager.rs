//! The desktop's file manager: shows a file in its folder, moves it to the trash. The only file that names trash.

use std::path::Path;

use serde::{Deserialize, Serialize};

use super::desktop::HelperError;

/// Why the file manager did not do what was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FileManagerError {
    /// No file manager opened.
    NotShown,
    /// The file is still where it was.
    NotMoved,
    /// Whoever was asked to open one gave no answer.
    #[serde(skip)]
    NotKnownShown(HelperError),
    /// Whoever was asked to move the file gave no answer: it may have been moved.
    #[serde(skip)]
    NotKnownMoved(HelperError),
}

impl FileManagerError {
    /// What happened and what to do.
    #[must_use]
    pub fn sentence(self) -> String {
        match self {
            Self::NotShown => "No file manager opened. Look for the file by its path.".to_owned(),
            Self::NotMoved => {
                "The file could not be moved to the trash. Delete it yourself, by its path."
                    .to_owned()
            }
            Self::NotKnownShown(error) => format!(
                "{} Try again, or look for the file by its path.",
                error.sentence()
            ),
            Self::NotKnownMoved(error) => format!(
                "{} The file may be in the trash or still where it was. Look there. Try again if it is still there.",
                error.sentence()
            ),
        }
    }
}

/// Opens the folder of a file, with the file selected where the file manager can do that. Blocks for a few seconds at
/// most.
///
/// # Errors
/// When nothing opened.
pub fn show_in_folder(path: &Path) -> Result<(), FileManagerError> {
    if select_in_file_manager(path) {
        return Ok(());
    }
    let folder = path.parent().ok_or(FileManagerError::NotShown)?;
    super::browser::open_folder(folder).map_err(|error| {
        log::warn!("no file manager opened: {:?}", error.kind());
        FileManagerError::NotShown
    })
}

/// Moves a file to the trash of the desktop, from where it can be taken back.
///
/// # Errors
/// When it is still where it was.
pub fn move_to_trash(path: &Path) -> Result<(), FileManagerError> {
    trash::delete(path).map_err(|_foreign| {
        log::warn!("a file was not moved to the trash");
        FileManagerError::NotMoved
    })
}

/// Asks the running file manager, as freedesktop.org's file manager interface describes it.
#[cfg(target_os = "linux")]
fn select_in_file_manager(path: &Path) -> bool {
    let select = || -> zbus::Result<()> {
        let bus = zbus::blocking::connection::Builder::session()?
            .method_timeout(std::time::Duration::from_secs(10))
            .build()?;
        bus.call_method(
            Some("org.freedesktop.FileManager1"),
            "/org/freedesktop/FileManager1",
            Some("org.freedesktop.FileManager1"),
            "ShowItems",
            &([file_address(path)], ""),
        )?;
        Ok(())
    };
    select().is_ok()
}

#[cfg(not(target_os = "linux"))]
fn select_in_file_manager(_: &Path) -> bool {
    false
}

/// The `file:` address of a path (RFC 8089).
#[cfg(target_os = "linux")]
fn file_address(path: &Path) -> String {
    use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_encode};
    use std::os::unix::ffi::OsStrExt as _;

    const PATH: &AsciiSet = &NON_ALPHANUMERIC
        .remove(b'/')
        .remove(b'-')
        .remove(b'.')
        .remove(b'_')
        .remove(b'~');
    format!(
        "file://{}",
        percent_encode(path.as_os_str().as_bytes(), PATH)
    )
}
