//! The log: a file in the state folder that never grows beyond two megabytes.
//!
//! It holds this program's own words at level info. Of the libraries it takes warnings only, whatever the environment
//! asks for: at lower levels some of them write down requests and keys.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, Write as _},
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
};

use log::{Level, LevelFilter, Log, Metadata, Record};

use super::whole_file;

/// At this size, in bytes, the file is put aside as the old one and a new one begins.
const FULL: u64 = 1_000_000;

/// The names of the log and of the one before it.
pub(super) const NAMES: [&str; 2] = ["talkdesk-setup.log", "talkdesk-setup.old.log"];

/// Creates the folder where it is missing and sends all logging to `talkdesk-setup.log` in it. Returns the file's path.
///
/// # Errors
/// When the file cannot be written, or logging goes somewhere else already.
pub fn start(folder: &Path) -> io::Result<PathBuf> {
    whole_file::create_folder(folder)?;
    let file = folder.join(NAMES[0]);
    append(&file, "")?;
    log::set_boxed_logger(Box::new(LogFile {
        file: file.clone(),
        turn: Mutex::new(()),
    }))
    .map_err(io::Error::other)?;
    log::set_max_level(LevelFilter::Info);
    Ok(file)
}

struct LogFile {
    file: PathBuf,
    /// Held while a line is written. Beside a second program, appending keeps lines whole.
    turn: Mutex<()>,
}

impl Log for LogFile {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        let ours = metadata.target().split("::").next() == Some(env!("CARGO_CRATE_NAME"));
        metadata.level() <= if ours { Level::Info } else { Level::Warn }
    }

    fn log(&self, record: &Record<'_>) {
        if self.enabled(record.metadata()) {
            let line = format!(
                "{} {} {} {}",
                now(),
                record.level(),
                record.target(),
                record.args()
            );
            let _turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
            // A disk that is full must not stop the program, and there is nowhere else to say so.
            append(&self.file, &one_line(&line)).unwrap_or_default();
        }
    }

    fn flush(&self) {}
}

fn now() -> jiff::Timestamp {
    let now = jiff::Timestamp::now();
    now.round(jiff::Unit::Millisecond).unwrap_or(now)
}

/// A server's words must not look like lines of their own.
fn one_line(line: &str) -> String {
    let mut plain: String = line
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    plain.push('\n');
    plain
}

/// Opened for each line: lines are few, and so a file that was put aside or deleted is never written to.
fn append(file: &Path, line: &str) -> io::Result<()> {
    if fs::metadata(file).is_ok_and(|metadata| metadata.len() >= FULL) {
        fs::rename(file, file.with_extension("old.log"))?;
    }
    open(file)?.write_all(line.as_bytes())
}

fn open(file: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.append(true).create(true);
    #[cfg(unix)]
    {
        use rustix::fs::OFlags;
        use std::os::unix::fs::OpenOptionsExt as _;
        // A pipe in its place does not wait for its reader.
        let flags = (OFlags::NONBLOCK | OFlags::NOCTTY).bits();
        options.mode(0o600).custom_flags(flags.cast_signed());
    }
    let file = options.open(file)?;
    let metadata = file.metadata()?;
    if !metadata.is_file() {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    // An earlier version left it to be read by others.
    #[cfg(unix)]
    whole_file::close_to_others(&metadata, 0o600, |rights| file.set_permissions(rights));
    Ok(file)
}
