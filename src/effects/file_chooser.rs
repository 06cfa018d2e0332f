//! Asks the person for a file. The only file that names rfd.

#[cfg(target_os = "linux")]
mod zenity;

use std::{path::PathBuf, thread};

use serde::{Deserialize, Serialize};

#[cfg(target_os = "linux")]
use super::programs::is_in_path;
use super::{desktop::HelperError, folders};

/// What to say where no file dialog opens.
pub const UNAVAILABLE: &str = "This system shows no file dialog. Drop the file on this window, or open it and paste what it holds.";

/// What to say where a CA file can only be named by its path.
pub const NO_DIALOG_FOR_CA_FILE: &str = "This system shows no file dialog. Enter the path of the CA file on the page Account, under Network.";

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FileKind {
    /// The file that Talkdesk offers for download.
    Credentials,
    /// Certificates of authorities.
    CaFile,
}

/// How the question for a file ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChosenFile {
    /// A file was chosen.
    File(PathBuf),
    /// The person closed the dialog without a choice.
    Cancelled,
    /// No dialog can be shown on this system; [`UNAVAILABLE`] says what works instead.
    Unavailable,
    /// Whoever was asked to show it gave no answer.
    NoAnswer(HelperError),
}

impl FileKind {
    fn title(self) -> &'static str {
        match self {
            Self::Credentials => "Choose the file that you downloaded from Talkdesk",
            Self::CaFile => "Choose the CA file of your network",
        }
    }
}

/// Shows the system's file dialog and returns at once; the answer comes on another thread. To be called on the window's
/// thread, where macOS wants it.
#[cfg(not(target_os = "linux"))]
pub fn choose_file(kind: FileKind, on_answer: impl FnOnce(ChosenFile) + Send + 'static) {
    let dialog = dialog(kind);
    thread::spawn(move || on_answer(answer(dialog)));
}

/// Shows a file dialog and returns at once; the answer comes on another thread. Asked first is whether a dialog can be
/// shown, because one that cannot looks like one that was cancelled.
#[cfg(target_os = "linux")]
pub fn choose_file(kind: FileKind, on_answer: impl FnOnce(ChosenFile) + Send + 'static) {
    thread::spawn(move || {
        on_answer(if portal_has_dialog().is_ok() {
            answer(dialog(kind))
        } else if is_in_path("zenity") {
            zenity::choose_file(kind.title())
        } else {
            ChosenFile::Unavailable
        });
    });
}

fn dialog(kind: FileKind) -> impl Future<Output = Option<rfd::FileHandle>> + Send {
    let mut dialog = rfd::AsyncFileDialog::new().set_title(kind.title());
    if let Some(folder) = folders::downloads() {
        dialog = dialog.set_directory(folder);
    }
    dialog.pick_file()
}

fn answer(dialog: impl Future<Output = Option<rfd::FileHandle>>) -> ChosenFile {
    pollster::block_on(dialog).map_or(ChosenFile::Cancelled, |file| {
        ChosenFile::File(file.path().to_owned())
    })
}

/// Asks the desktop portal for the version of its file dialog, an interface that it has only where some desktop
/// implements it (documentation of `org.freedesktop.portal.FileChooser`).
#[cfg(target_os = "linux")]
fn portal_has_dialog() -> zbus::Result<()> {
    let bus = zbus::blocking::connection::Builder::session()?
        .method_timeout(std::time::Duration::from_secs(10))
        .build()?;
    bus.call_method(
        Some("org.freedesktop.portal.Desktop"),
        "/org/freedesktop/portal/desktop",
        Some("org.freedesktop.DBus.Properties"),
        "Get",
        &("org.freedesktop.portal.FileChooser", "version"),
    )?;
    Ok(())
}
