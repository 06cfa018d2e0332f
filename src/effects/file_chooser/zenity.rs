//! Asks by the program zenity where there is no desktop portal. rfd could, but reads its answer from a pipe, and another
//! program of this user could write into that through `/proc`; a socket cannot be opened there.

use std::{
    ffi::OsString,
    io::{self, Read as _},
    os::{
        fd::OwnedFd,
        unix::{ffi::OsStringExt as _, net::UnixStream},
    },
    process::{Command, Stdio},
};

use super::{super::folders, ChosenFile};

/// The longest answer that is taken, in bytes. A path is shorter.
const LONGEST: u64 = 64 * 1024;

/// Zenity's exit code when the person closed the dialog.
const CANCELLED: i32 = 1;

/// Shows the dialog and waits for its end.
pub(super) fn choose_file(title: &str) -> ChosenFile {
    ask(title).unwrap_or_else(|error| {
        log::warn!("zenity shows no dialog: {:?}", error.kind());
        ChosenFile::Unavailable
    })
}

fn ask(title: &str) -> io::Result<ChosenFile> {
    let (mut answer, of_zenity) = UnixStream::pair()?;
    let mut zenity = Command::new("zenity");
    zenity.args(["--file-selection", "--title", title]);
    if let Some(folder) = folders::downloads() {
        // With a slash at its end it names the folder to begin in, without one the file to choose.
        let mut begin = OsString::from("--filename=");
        begin.push(folder.join(""));
        zenity.arg(begin);
    }
    let mut child = zenity
        .stdin(Stdio::null())
        .stdout(OwnedFd::from(of_zenity))
        .spawn()?;
    // It holds zenity's end of the pair as well, and nothing ends while anybody does.
    drop(zenity);
    let mut path = Vec::new();
    let read = answer.by_ref().take(LONGEST).read_to_end(&mut path);
    drop(answer);
    let code = child.wait()?.code();
    read?;
    if path.last() == Some(&b'\n') {
        path.pop();
    }
    Ok(match code {
        Some(0) if !path.is_empty() => ChosenFile::File(OsString::from_vec(path).into()),
        Some(0 | CANCELLED) => ChosenFile::Cancelled,
        _ => ChosenFile::Unavailable,
    })
}
