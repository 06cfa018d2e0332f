//! Asks the person for a file. The only file that names rfd.

use std::{path::PathBuf, thread};

use serde::{Deserialize, Serialize};

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
}

/// Shows the system's file dialog and returns at once; the answer comes on another thread. To be called on the window's
/// thread, where macOS wants it.
pub fn choose_file(kind: FileKind, on_answer: impl FnOnce(ChosenFile) + Send + 'static) {
    let dialog = rfd::AsyncFileDialog::new()
        .set_title(match kind {
            FileKind::Credentials => "Choose the file that you downloaded from Talkdesk",
            FileKind::CaFile => "Choose the CA file of your network",
        })
        .pick_file();
    thread::spawn(move || {
        on_answer(if has_dialog() {
            pollster::block_on(dialog).map_or(ChosenFile::Cancelled, |file| {
                ChosenFile::File(file.path().to_owned())
            })
        } else {
            ChosenFile::Unavailable
        });
    });
}

/// Whether a dialog can be shown. Asked first because a dialog that cannot be shown looks like one that was cancelled.
#[cfg(target_os = "linux")]
fn has_dialog() -> bool {
    portal_has_dialog().is_ok() || is_in_path("zenity")
}

#[cfg(not(target_os = "linux"))]
fn has_dialog() -> bool {
    true
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

#[cfg(target_os = "linux")]
fn is_in_path(program: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| folder.join(program).is_file())
}
