//! The window listens on a socket in a folder that only this person may enter, so that no other user of the computer gets
//! to it. Linux says besides who is on the other side: another user is neither answered nor believed. To connect is to
//! call: nothing is read from a caller, so none can keep another waiting by its silence.

use std::{
    env, fs,
    io::{self, ErrorKind},
    os::unix::{
        fs::{DirBuilderExt as _, MetadataExt as _, PermissionsExt as _},
        net::{UnixListener, UnixStream},
    },
    path::{Path, PathBuf},
    thread,
    time::Duration,
};

use rustix::process::geteuid;
use sha2::{Digest as _, Sha256};

use super::{calls::Calls, computer::Computer};
use crate::effects::folders::Folders;

/// How the folder for a socket in the state folder begins.
const FOLDER: &str = "window-";

/// The socket's path.
pub(super) type Address = PathBuf;

/// A window's socket. It goes with the window.
#[derive(Debug)]
pub(super) struct Listening {
    listener: UnixListener,
    place: Place,
}

#[derive(Debug)]
struct Place {
    path: PathBuf,
    /// The folder that is made for the socket alone, and those around it that go with it when they become empty.
    folders: Vec<PathBuf>,
}

impl Drop for Place {
    fn drop(&mut self) {
        fs::remove_file(&self.path).unwrap_or_default();
        for folder in &self.folders {
            fs::remove_dir(folder).unwrap_or_default();
        }
    }
}

/// Listens for second starts. To be called by whoever has the lock: all other sockets of this home were left behind.
///
/// # Errors
/// When there is no place that is this person's alone, or none whose path is short enough for a socket.
pub(super) fn listen(folders: &Folders, computer: &Computer) -> io::Result<Listening> {
    remove_what_was_left(&folders.state);
    let home = digest(folders.config.as_os_str().as_encoded_bytes());
    let here = digest(computer.identity().as_bytes());
    let runtime = env::var_os("XDG_RUNTIME_DIR").map(|folder| Place {
        path: Path::new(&folder).join(format!("talkdesk-setup-{home}")),
        folders: Vec::new(),
    });
    let in_state = folders.state.join(format!("{FOLDER}{here}"));
    let in_state = Place {
        path: in_state.join("socket"),
        // After Remove everything nothing else is in the folder for the state.
        folders: vec![in_state, folders.state.clone()],
    };
    // For a home whose path is too long for a socket.
    let temporary = env::temp_dir().join(format!("talkdesk-setup-{home}"));
    let temporary = Place {
        path: temporary.join("socket"),
        folders: vec![temporary],
    };
    let mut why = ErrorKind::NotFound.into();
    for place in runtime.into_iter().chain([in_state, temporary]) {
        match bind(place) {
            Ok(listening) => return Ok(listening),
            Err(error) => why = error,
        }
    }
    Err(why)
}

fn bind(place: Place) -> io::Result<Listening> {
    if let Some(folder) = place.folders.first() {
        let made = fs::DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(folder);
        made?;
    }
    check_folder_of(&place.path)?;
    match fs::remove_file(&place.path) {
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let listener = UnixListener::bind(&place.path)?;
    fs::set_permissions(&place.path, fs::Permissions::from_mode(0o600))?;
    Ok(Listening { listener, place })
}

/// Whether only this person may enter the folder that a socket is in.
fn check_folder_of(path: &Path) -> io::Result<()> {
    let folder = path.parent().ok_or(ErrorKind::NotFound)?;
    let metadata = fs::symlink_metadata(folder)?;
    let others = metadata.mode() & 0o077;
    let is_own = metadata.is_dir() && metadata.uid() == geteuid().as_raw() && others == 0;
    if is_own && folder.is_absolute() {
        Ok(())
    } else {
        Err(ErrorKind::PermissionDenied.into())
    }
}

/// Folders of windows that were killed before the computer was started anew.
fn remove_what_was_left(state: &Path) {
    for entry in fs::read_dir(state).into_iter().flatten().flatten() {
        let name = entry.file_name();
        if name.to_str().is_some_and(|name| name.starts_with(FOLDER)) {
            fs::remove_file(entry.path().join("socket")).unwrap_or_default();
            fs::remove_dir(entry.path()).unwrap_or_default();
        }
    }
}

/// A short name for what is long.
fn digest(of: &[u8]) -> String {
    let digest = Sha256::digest(of);
    digest
        .iter()
        .take(8)
        .fold(String::new(), |text, byte| text + &format!("{byte:02x}"))
}

impl Listening {
    /// What a second start has to know.
    pub(super) fn address(&self) -> Address {
        self.place.path.clone()
    }

    /// Takes in second starts on a thread of its own, and calls `wake` after each.
    ///
    /// # Errors
    /// When the system refuses a copy of the socket.
    pub(super) fn take_in(&self, calls: Calls, wake: impl Fn() + Send + 'static) -> io::Result<()> {
        let listener = self.listener.try_clone()?;
        thread::spawn(move || {
            for caller in listener.incoming() {
                match caller.and_then(checked) {
                    Ok(caller) => {
                        calls.add(caller);
                        wake();
                    }
                    Err(error) => {
                        log::warn!("a second start was not heard: {error}");
                        // With too many files open it fails again and again.
                        thread::sleep(Duration::from_millis(20));
                    }
                }
            }
        });
        Ok(())
    }
}

/// Calls the window that listens there. Its answer can be read from what is returned.
///
/// # Errors
/// When nobody listens, or somebody else than this person.
pub(super) fn connect(address: &Address) -> io::Result<UnixStream> {
    check_folder_of(address)?;
    let window = UnixStream::connect(address)?;
    check_peer(&window)?;
    Ok(window)
}

/// A caller that this person started. Answering it never waits.
fn checked(caller: UnixStream) -> io::Result<UnixStream> {
    check_peer(&caller)?;
    caller.set_nonblocking(true)?;
    Ok(caller)
}

#[cfg(target_os = "linux")]
fn check_peer(peer: &UnixStream) -> io::Result<()> {
    if rustix::net::sockopt::socket_peercred(peer)?.uid == geteuid() {
        Ok(())
    } else {
        Err(ErrorKind::PermissionDenied.into())
    }
}

/// Only who may enter the folder gets to the socket.
#[cfg(not(target_os = "linux"))]
#[expect(clippy::unnecessary_wraps, reason = "the same signature as on Linux")]
fn check_peer(_: &UnixStream) -> io::Result<()> {
    Ok(())
}
