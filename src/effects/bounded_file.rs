//! Reads files. Whatever stands under a file's name, reading it ends: it is opened without waiting for a pipe's writer, what
//! was opened is looked at and not its name, no more than a limit is taken in, and a drive that does not answer is given up.
//! The only file that opens files to read them.

use std::{
    fs::{File, Metadata},
    io::{self, Read as _},
    path::Path,
    sync::{
        atomic::{AtomicUsize, Ordering},
        mpsc,
    },
    thread,
    time::Duration,
};

use zeroize::Zeroizing;

use super::wiped_stack::and_wipe_stack;
use crate::unread::Unread;

/// How long a file may take. One on this computer takes milliseconds.
const PATIENCE: Duration = Duration::from_secs(5);

/// How many readings may be under way. Where that many hang, one more would only hang too.
const MOST: usize = 32;

static UNDER_WAY: AtomicUsize = AtomicUsize::new(0);

/// What is in a file.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Content {
    /// Wiped, since it may hold a secret.
    pub(super) bytes: Zeroizing<Vec<u8>>,
    /// Whether others than the file's owner may write to it, where the system tells.
    pub(super) others_may_write: bool,
}

/// Reads a whole file of at most `limit` bytes.
///
/// # Errors
/// When it is no such file, or was not read in time.
pub(super) fn read(path: &Path, limit: usize) -> Result<Zeroizing<Vec<u8>>, Unread> {
    Ok(read_content(path, limit)?.bytes)
}

/// The same, with what is known of the file besides.
///
/// # Errors
/// As [`read`].
pub(super) fn read_content(path: &Path, limit: usize) -> Result<Content, Unread> {
    let path = path.to_owned();
    in_time(move || read_without_limit_of_time(&path, limit))?
}

/// Does what may hang on a drive, on a thread that is given up when it takes too long: then it ends whenever the drive lets
/// it, and nobody waits for it.
///
/// # Errors
/// [`Unread::NoAnswer`] when it took too long, or too much hangs already.
pub(super) fn in_time<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Unread> {
    within(PATIENCE, work)
}

fn within<T: Send + 'static>(
    patience: Duration,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Unread> {
    let turn = Turn::take().ok_or(Unread::NoAnswer)?;
    let (done, result) = mpsc::channel();
    let started = thread::Builder::new()
        .name("file".to_owned())
        .spawn(move || {
            let result = and_wipe_stack(work);
            drop(turn);
            // Fails where nobody waits any more, and then the result is dropped.
            drop(done.send(result));
        });
    if let Err(error) = started {
        log::warn!("no thread to read a file: {:?}", error.kind());
        return Err(Unread::NotReadable);
    }
    result.recv_timeout(patience).map_err(|_late| {
        log::warn!("a drive does not answer");
        Unread::NoAnswer
    })
}

/// One of those that are under way.
struct Turn;

impl Turn {
    fn take() -> Option<Self> {
        let turn = Self;
        (UNDER_WAY.fetch_add(1, Ordering::SeqCst) < MOST).then_some(turn)
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        UNDER_WAY.fetch_sub(1, Ordering::SeqCst);
    }
}

/// [`read_content`] for whoever is on a thread that may be given up.
///
/// # Errors
/// As [`read`], but for the time.
pub(super) fn read_without_limit_of_time(path: &Path, limit: usize) -> Result<Content, Unread> {
    let unread = |error: io::Error| match unread(&error) {
        // What can only be opened by other means, such as a socket, or a device without a driver.
        Unread::NotReadable if is_no_file(path) => Unread::NotAFile,
        problem => problem,
    };
    let file = open(path).map_err(unread)?;
    let metadata = file.metadata().map_err(unread)?;
    if !metadata.is_file() {
        return Err(Unread::NotAFile);
    }
    if metadata.len() > limit as u64 {
        return Err(Unread::TooLong { limit });
    }
    // One byte more than there should be, in a buffer that does not move unless the file grows meanwhile.
    let room = usize::try_from(metadata.len()).unwrap_or(limit);
    let mut bytes = Zeroizing::new(Vec::with_capacity(room.max(64) + 1));
    (&file)
        .take(limit as u64 + 1)
        .read_to_end(&mut bytes)
        .map_err(unread)?;
    if bytes.len() > limit {
        return Err(Unread::TooLong { limit });
    }
    Ok(Content {
        bytes,
        others_may_write: others_may_write(&metadata),
    })
}

/// What an error of the system means.
pub(super) fn unread(error: &io::Error) -> Unread {
    match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::StaleNetworkFileHandle => Unread::Missing,
        other => {
            log::info!("a file was not read: {other:?}");
            Unread::NotReadable
        }
    }
}

/// For the words of an error only: nothing is read because of the answer.
fn is_no_file(path: &Path) -> bool {
    path.metadata().is_ok_and(|metadata| !metadata.is_file())
}

#[cfg(unix)]
fn open(path: &Path) -> io::Result<File> {
    use rustix::fs::OFlags;
    use std::os::unix::fs::OpenOptionsExt as _;

    // A pipe does not wait for its writer, and a terminal does not become this program's.
    let flags = (OFlags::NONBLOCK | OFlags::NOCTTY).bits();
    File::options()
        .read(true)
        .custom_flags(flags.cast_signed())
        .open(path)
}

#[cfg(not(unix))]
fn open(path: &Path) -> io::Result<File> {
    File::open(path)
}

#[cfg(unix)]
fn others_may_write(metadata: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    metadata.mode() & 0o022 != 0
}

/// Windows answers that by lists of rights, which nothing here reads.
#[cfg(not(unix))]
fn others_may_write(_: &Metadata) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_hangs_is_given_up() {
        let (go, wait) = mpsc::channel::<()>();
        let (end, ended) = mpsc::channel();
        let result = within(Duration::from_millis(10), move || {
            wait.recv().unwrap_or_default();
            end.send(()).unwrap();
        });
        assert_eq!(result, Err(Unread::NoAnswer));
        assert!(ended.try_recv().is_err(), "it hangs still");
        drop(go);
        ended.recv().unwrap();
    }

    #[cfg(unix)]
    #[test]
    fn only_whole_files_are_read() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("file");
        std::fs::write(&file, "12345678").unwrap();
        let text = |limit| read(&file, limit).map(|bytes| bytes.to_vec());
        assert_eq!(text(8), Ok(b"12345678".to_vec()));
        assert_eq!(text(7), Err(Unread::TooLong { limit: 7 }));
        let missing = read(&folder.path().join("none"), 8).map(|_| ());
        assert_eq!(missing, Err(Unread::Missing));
        let socket = folder.path().join("socket");
        let _listening = std::os::unix::net::UnixListener::bind(&socket).unwrap();
        for odd in [folder.path(), Path::new("/dev/zero"), &socket] {
            assert_eq!(read(odd, 8).map(|_| ()), Err(Unread::NotAFile), "{odd:?}");
        }
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn files_of_the_kernel_have_no_length_and_are_read() {
        let read = read(Path::new("/proc/self/comm"), 64).map(|bytes| bytes.len());
        assert!(read.is_ok_and(|read| read > 0));
        let limit = 4;
        let long = super::read(Path::new("/proc/self/status"), limit).map(|_| ());
        assert_eq!(long, Err(Unread::TooLong { limit }));
    }
}
