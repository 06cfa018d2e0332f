//! One window at a time: a second one would show the first one's changes late, and its own would surprise the first. So
//! a second start brings the first window to the front and ends. Commands run beside a window.
//!
//! A file is locked for as long as the window is open, however it ends; another file says which process it is and where it
//! listens. On Unix that is a socket in a folder of the person's own, elsewhere a port of this computer with a word that
//! only the person can read.

mod calls;
mod computer;
#[cfg(not(unix))]
mod loopback;
mod note;
#[cfg(unix)]
mod socket;

use std::{
    fs::{self, File, TryLockError},
    io::{self, Read as _},
    path::{Path, PathBuf},
    sync::mpsc,
    thread,
    time::{Duration, Instant},
};

use same_file::Handle;

use calls::ANSWER;
pub use calls::Calls;
use computer::Computer;
#[cfg(not(unix))]
use loopback as way;
use note::Note;
#[cfg(unix)]
use socket as way;

use super::{folders::Folders, whole_file};
use crate::foreign_text::Redaction;

/// How long the first window may take to answer, all in all. It does so in milliseconds, unless it is being opened.
const PATIENCE: Duration = Duration::from_secs(10);

/// The pause before a window that was being opened or closed is called again.
const PAUSE: Duration = Duration::from_millis(50);

/// What a start of the program is.
#[derive(Debug)]
pub enum Start {
    /// The only one: it may open a window.
    First(OneWindow),
    /// One beside an open window, which said that it comes to the front, or did not.
    Second(Result<(), NoAnswer>),
}

/// An open window that does not answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoAnswer {
    /// The number of its process, if that is known.
    pub process: Option<u32>,
    /// The name of the computer that it is open on, if that is another.
    pub computer: Option<String>,
}

impl NoAnswer {
    /// What happened and what to do.
    #[must_use]
    pub fn sentence(&self) -> String {
        match (self.process, &self.computer) {
            (_, Some(computer)) => format!(
                "talkdesk-setup is open already on another computer that shares this home folder: {computer}. Close its window there, then start again."
            ),
            (Some(process), None) => format!(
                "talkdesk-setup is open already, but its window does not answer. It is process {process}. Wait a minute, then start again. If it still does not answer, end process {process} and start again: what you saved is kept."
            ),
            (None, None) => "talkdesk-setup is open already, but its window does not answer. Close it, or end its process, then start again: what you saved is kept.".to_owned(),
        }
    }
}

/// The right to have a window, until it is dropped or the program ends.
#[derive(Debug)]
pub struct OneWindow {
    // Dropped in this order: as long as the window is open, a second start must find the lock.
    listening: Option<way::Listening>,
    _lock: Option<Lock>,
}

/// The locked file.
#[derive(Debug)]
struct Lock {
    folder: PathBuf,
    _file: File,
}

impl Drop for Lock {
    fn drop(&mut self) {
        for name in NAMES {
            fs::remove_file(self.folder.join(name)).unwrap_or_default();
        }
        // After Remove everything nothing else is in it.
        fs::remove_dir(&self.folder).unwrap_or_default();
    }
}

const LOCK: &str = "window.lock";

/// The names of the files that an open window has in its folder, the lock last. The port is an earlier version's.
pub(super) const NAMES: [&str; 3] = [note::NAME, "window.port", LOCK];

/// Whether a window is open that has its files in `folder`.
pub(super) fn is_open(folder: &Path) -> bool {
    let file = File::options()
        .read(true)
        .write(true)
        .open(folder.join(LOCK));
    file.is_ok_and(|file| file.try_lock().is_err())
}

/// Claims the window. Where nothing can be written in the folder for the configuration, a start counts as the first:
/// better two windows than none.
#[must_use]
pub fn claim(folders: &Folders) -> Start {
    let end = Instant::now() + PATIENCE;
    let mut process = None;
    loop {
        match lock(&folders.config) {
            Ok(file) => return Start::First(first(folders, file)),
            Err(TryLockError::WouldBlock) => {}
            Err(TryLockError::Error(error)) => {
                log::warn!("no lock for the window: {error}");
                return Start::First(OneWindow {
                    listening: None,
                    _lock: None,
                });
            }
        }
        let (note, called) = call(&folders.config, end);
        match called {
            Ok(()) => return Start::Second(Ok(())),
            Err(error) => log::warn!("the open window does not answer: {error}"),
        }
        if let Some(note) = note {
            process = Some(note.process);
            if !note.computer.is(&Computer::this()) {
                let computer = Redaction::default().show(&note.computer.name, 60);
                return Start::Second(Err(NoAnswer { process, computer }));
            }
        }
        if Instant::now() + PAUSE >= end {
            let computer = None;
            return Start::Second(Err(NoAnswer { process, computer }));
        }
        thread::sleep(PAUSE);
    }
}

fn first(folders: &Folders, file: File) -> OneWindow {
    let folder = &folders.config;
    let lock = Lock {
        folder: folder.clone(),
        _file: file,
    };
    let computer = Computer::this();
    let listening = way::listen(folders, &computer)
        .map_err(|error| log::warn!("a second start cannot call this window: {error}"))
        .ok();
    let note = Note {
        process: std::process::id(),
        computer,
        address: listening.as_ref().map(way::Listening::address),
    };
    if let Err(error) = note.write(folder) {
        log::warn!("a second start cannot find this window: {error}");
    }
    OneWindow {
        listening,
        _lock: Some(lock),
    }
}

impl OneWindow {
    /// From now on takes in second starts, and calls `wake` for each, on a thread of its own. Whoever draws the window
    /// answers them.
    pub fn calls(&self, wake: impl Fn() + Send + Sync + 'static) -> Calls {
        let calls = Calls::default();
        if let Some(listening) = &self.listening
            && let Err(error) = listening.take_in(calls.clone(), wake)
        {
            log::warn!("a second start cannot call this window: {error}");
        }
        calls
    }
}

fn lock(folder: &Path) -> Result<File, TryLockError> {
    whole_file::create_folder(folder).map_err(TryLockError::Error)?;
    let path = folder.join(LOCK);
    loop {
        let file = open_lock(&path).map_err(TryLockError::Error)?;
        file.try_lock()?;
        // A window that was being closed may have deleted it meanwhile: then it locks nobody out.
        if is_still_there(&file, &path) {
            return Ok(file);
        }
        whole_file::create_folder(folder).map_err(TryLockError::Error)?;
    }
}

/// Opens the file for this person only: whoever can read it can lock it.
fn open_lock(path: &Path) -> io::Result<File> {
    let mut options = File::options();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    {
        use std::os::unix::fs::{OpenOptionsExt as _, PermissionsExt as _};
        let file = options.mode(0o600).open(path)?;
        // Where the file system knows no rights, the folder's stand.
        file.set_permissions(fs::Permissions::from_mode(0o600))
            .unwrap_or_default();
        Ok(file)
    }
    #[cfg(not(unix))]
    options.open(path)
}

fn is_still_there(file: &File, path: &Path) -> bool {
    let own = file.try_clone().and_then(Handle::from_file);
    own.is_ok_and(|own| Handle::from_path(path).is_ok_and(|there| there == own))
}

/// Calls the window that has its files in `folder`, once. Whatever hangs, it takes no longer than until `end`.
fn call(folder: &Path, end: Instant) -> (Option<Note>, io::Result<()>) {
    let (sender, said) = mpsc::channel();
    let folder = folder.to_owned();
    thread::spawn(move || {
        // Nobody hears what comes too late.
        let say = |what| sender.send(what).unwrap_or_default();
        match Note::read(&folder) {
            Ok(note) => {
                say((Some(note.clone()), None));
                say((Some(note.clone()), Some(answer(&note, end))));
            }
            Err(error) => say((None, Some(Err(error)))),
        }
    });
    let mut known = None;
    loop {
        let left = end.saturating_duration_since(Instant::now());
        match said.recv_timeout(left) {
            Ok((note, Some(answer))) => return (note, answer),
            Ok((note, None)) => known = note,
            Err(_) => return (known, Err(io::ErrorKind::TimedOut.into())),
        }
    }
}

/// Waits for the window's answer.
fn answer(note: &Note, end: Instant) -> io::Result<()> {
    if !note.computer.is(&Computer::this()) {
        return Err(io::Error::other("it is open on another computer"));
    }
    let address = note.address.as_ref().ok_or(io::ErrorKind::NotConnected)?;
    let mut window = way::connect(address)?;
    let left = end.saturating_duration_since(Instant::now());
    window.set_read_timeout(Some(left.max(PAUSE)))?;
    let mut answer = [0; ANSWER.len()];
    window.read_exact(&mut answer)?;
    if answer == ANSWER {
        Ok(())
    } else {
        Err(io::ErrorKind::InvalidData.into())
    }
}
