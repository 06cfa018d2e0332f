//! One window at a time: a second one would show the first one's changes late, and its own would surprise the first. So
//! a second start brings the first window to the front and ends. Commands run beside a window.
//!
//! A file is locked for as long as the window is open, however it ends; another file says where the window listens on
//! this computer, and with which word it lets itself be called.

use std::{
    fs::{self, File, TryLockError},
    io::{self, Read as _, Write as _},
    net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream},
    path::{Path, PathBuf},
    thread,
    time::Duration,
};

use same_file::Handle;

use super::whole_file;

/// How long the first window may take to answer. It does so in milliseconds.
const PATIENCE: Duration = Duration::from_secs(3);

const ANSWER: &[u8] = b"shown";

/// What a start of the program is.
#[derive(Debug)]
pub enum Start {
    /// The only one: it may open a window.
    First(OneWindow),
    /// One beside an open window.
    Second {
        /// Whether that window said that it has come to the front.
        is_shown: bool,
    },
}

/// The right to have a window, until it is dropped or the program ends.
#[derive(Debug)]
pub struct OneWindow {
    _lock: Option<Lock>,
    calls: Option<(TcpListener, String)>,
}

/// The locked file. It goes last, when the window is closed: as long as it is open, a second start must find it.
#[derive(Debug)]
struct Lock {
    folder: PathBuf,
    _file: File,
}

impl Drop for Lock {
    fn drop(&mut self) {
        for name in [PORT, LOCK] {
            fs::remove_file(self.folder.join(name)).unwrap_or_default();
        }
        // After Remove everything nothing else is in it.
        fs::remove_dir(&self.folder).unwrap_or_default();
    }
}

const LOCK: &str = "window.lock";

const PORT: &str = "window.port";

/// The names of the files that an open window has in its folder.
pub(super) const NAMES: [&str; 2] = [LOCK, PORT];

/// Whether a window is open that has its files in `folder`.
pub(super) fn is_open(folder: &Path) -> bool {
    File::open(folder.join(LOCK)).is_ok_and(|file| file.try_lock().is_err())
}

/// Claims the window, with files in `folder`. Where nothing can be written there, a start counts as the first: better
/// two windows than none.
#[must_use]
pub fn claim(folder: &Path) -> Start {
    let lock = match lock(folder) {
        Ok(lock) => lock,
        Err(TryLockError::WouldBlock) => {
            let is_shown = call(folder).unwrap_or_else(|error| {
                log::warn!("the open window does not answer: {error}");
                false
            });
            return Start::Second { is_shown };
        }
        Err(TryLockError::Error(error)) => {
            log::warn!("no lock for the window: {error}");
            return Start::First(OneWindow {
                _lock: None,
                calls: None,
            });
        }
    };
    let calls = listen(folder)
        .map_err(|error| log::warn!("a second start cannot call this window: {error}"))
        .ok();
    Start::First(OneWindow {
        _lock: Some(Lock {
            folder: folder.to_owned(),
            _file: lock,
        }),
        calls,
    })
}

impl OneWindow {
    /// Calls `show` whenever the program is started again, on a thread of its own. Returns what keeps the right.
    #[must_use]
    pub fn on_second_start(mut self, show: impl Fn() + Send + 'static) -> Self {
        let Some((listener, word)) = self.calls.take() else {
            return self;
        };
        thread::spawn(move || {
            for caller in listener.incoming().flatten() {
                if let Err(error) = answer(caller, &word, &show) {
                    log::warn!("a second start was not answered: {error}");
                }
            }
        });
        self
    }
}

fn lock(folder: &Path) -> Result<File, TryLockError> {
    whole_file::create_folder(folder).map_err(TryLockError::Error)?;
    let path = folder.join(LOCK);
    loop {
        let file = File::options()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(&path)
            .map_err(TryLockError::Error)?;
        file.try_lock()?;
        // A window that was being closed may have deleted it meanwhile: then it locks nobody out.
        if is_still_there(&file, &path) {
            return Ok(file);
        }
        whole_file::create_folder(folder).map_err(TryLockError::Error)?;
    }
}

fn is_still_there(file: &File, path: &Path) -> bool {
    let own = file.try_clone().and_then(Handle::from_file);
    own.is_ok_and(|own| Handle::from_path(path).is_ok_and(|there| there == own))
}

/// Listens on a port that the system chooses, and writes down which, with a word that only this person can read.
fn listen(folder: &Path) -> io::Result<(TcpListener, String)> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    let word = format!("{:032x}", u128::from_ne_bytes(random()?));
    let text = format!("{} {word}", listener.local_addr()?.port());
    whole_file::write(folder, &folder.join(PORT), &text)?;
    Ok((listener, word))
}

fn random() -> io::Result<[u8; 16]> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(io::Error::other)?;
    Ok(bytes)
}

fn call(folder: &Path) -> io::Result<bool> {
    let text = fs::read_to_string(folder.join(PORT))?;
    let (port, word) = text
        .split_once(' ')
        .and_then(|(port, word)| Some((port.parse().ok()?, word)))
        .ok_or_else(|| io::Error::other("no port"))?;
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let mut window = TcpStream::connect_timeout(&address, PATIENCE)?;
    window.set_read_timeout(Some(PATIENCE))?;
    window.write_all(word.as_bytes())?;
    let mut answer = [0; ANSWER.len()];
    window.read_exact(&mut answer)?;
    Ok(answer == ANSWER)
}

fn answer(mut caller: TcpStream, word: &str, show: &impl Fn()) -> io::Result<()> {
    caller.set_read_timeout(Some(PATIENCE))?;
    let mut said = vec![0; word.len()];
    caller.read_exact(&mut said)?;
    if said == word.as_bytes() {
        show();
        caller.write_all(ANSWER)?;
    }
    Ok(())
}
