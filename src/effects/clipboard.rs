//! The system's clipboard, without ever making the window wait. The only file that names arboard.
//!
//! One thread keeps the clipboard open, because on X11 a copied text lives only as long as its owner, and does what
//! changes it, in order. Each reading has a thread of its own that can be abandoned: the program that owns the text may
//! hang, and then so does whoever asks for it.

mod in_time;

use std::{
    sync::{
        Arc, Mutex, PoisonError,
        mpsc::{self, Receiver, Sender},
    },
    thread,
    time::{Duration, Instant},
};

use sha2::{Digest as _, Sha256};

use crate::{credentials::MAX_TEXT_BYTES, secret::Secret};
use in_time::{answer_in_time, within_deadline};

/// How long the clipboard, or the program that owns its text, may take.
const DEADLINE: Duration = Duration::from_secs(3);

/// The longest text that is taken, in bytes: as much as a file may hold.
const LONGEST: usize = MAX_TEXT_BYTES;

/// Why the clipboard did not do what was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClipboardError {
    /// There is none on this system.
    Unavailable,
    /// It, or the program that owns its text, did not answer within three seconds.
    NoAnswer,
    /// It is empty, or holds something that is no text, such as a picture or several files.
    NoText,
    /// Its text is longer than 1 MiB.
    TooLong,
    /// The system still offers the text after it was cleared.
    NotCleared,
}

impl ClipboardError {
    /// What happened and what to do.
    #[must_use]
    pub fn sentence(self) -> &'static str {
        match self {
            Self::Unavailable => {
                "This system has no clipboard that this program can use. Type the value, or choose a file."
            }
            Self::NoAnswer => "The clipboard did not answer. Copy the value again, then paste it.",
            Self::NoText => {
                "There is no text on the clipboard. Copy the value first, then paste it."
            }
            Self::TooLong => {
                "The clipboard holds more text than credentials ever have. Copy the value alone."
            }
            Self::NotCleared => {
                "This system did not let the clipboard be cleared. Copy something else over it."
            }
        }
    }
}

/// The clipboard. Every method returns at once; its answer comes once, on another thread, within three seconds.
#[derive(Clone, Debug)]
pub struct Clipboard {
    keeper: Sender<Job>,
    offered: Offered,
    seen: Seen,
}

impl Clipboard {
    /// Starts the keeper. The system's clipboard is first touched by the first request.
    #[must_use]
    pub fn start() -> Self {
        let (keeper, jobs) = mpsc::channel();
        let offered = Offered::default();
        let kept = offered.clone();
        thread::spawn(move || keep(&jobs, &kept));
        Self {
            keeper,
            offered,
            seen: Seen::default(),
        }
    }

    /// Reads the text that was copied.
    pub fn read(&self, done: impl FnOnce(Result<Secret, ClipboardError>) + Send + 'static) {
        let seen = self.seen.clone();
        within_deadline(move || seen.note(Selection::Copied), done);
    }

    /// Reads the text that is selected somewhere, which a middle click pastes on Linux. Other systems have none.
    pub fn read_primary(&self, done: impl FnOnce(Result<Secret, ClipboardError>) + Send + 'static) {
        let seen = self.seen.clone();
        within_deadline(move || seen.note(Selection::Primary), done);
    }

    /// Clears what was read last, where it is still there.
    pub fn clear_what_was_read(
        &self,
        done: impl FnOnce(Result<(), ClipboardError>) + Send + 'static,
    ) {
        let seen = self.seen.clone();
        within_deadline(move || seen.clear(), done);
    }

    /// Offers a text that is no secret to be pasted elsewhere.
    pub fn write_plain(
        &self,
        text: String,
        done: impl FnOnce(Result<(), ClipboardError>) + Send + 'static,
    ) {
        self.offered.set(None);
        answer_in_time(self.change(Change::WritePlain(text)), done);
    }

    /// Offers a text to be pasted elsewhere, with the marks that keep it out of clipboard histories and clouds.
    pub fn write(
        &self,
        text: Secret,
        done: impl FnOnce(Result<(), ClipboardError>) + Send + 'static,
    ) {
        self.offered.set(Some(text.clone()));
        answer_in_time(self.change(Change::Write(text)), done);
    }

    /// Clears the clipboard where it still holds the text that [`write`](Self::write) has put there.
    pub fn clear_if_ours(&self, done: impl FnOnce(Result<(), ClipboardError>) + Send + 'static) {
        let clipboard = self.clone();
        within_deadline(move || clipboard.compare_and_clear(), done);
    }

    /// [`clear_if_ours`](Self::clear_if_ours) for the end of the program: waits for the answer. What a program leaves
    /// behind may be kept by the system or a clipboard manager.
    ///
    /// # Errors
    /// When the text is still there, or the clipboard does not answer within three seconds.
    pub fn clear_now(&self) -> Result<(), ClipboardError> {
        let (sender, cleared) = mpsc::channel();
        self.clear_if_ours(move |result| sender.send(result).unwrap_or_default());
        cleared.recv().unwrap_or(Err(ClipboardError::NoAnswer))
    }

    fn compare_and_clear(&self) -> Result<(), ClipboardError> {
        let Some(ours) = self.offered.get() else {
            return Ok(());
        };
        let is_there = || read_text(Selection::Copied).is_ok_and(|text| text == ours);
        let was_there = is_there();
        let change = if was_there {
            Change::Clear(ours.clone())
        } else {
            Change::Forget(ours.clone())
        };
        let changed = self.change(change).recv();
        changed.unwrap_or(Err(ClipboardError::NoAnswer))?;
        if was_there {
            until_gone(is_there)
        } else {
            Ok(())
        }
    }

    /// Hands a change to the keeper; where the keeper is gone, the answer's channel is closed.
    fn change(&self, change: Change) -> Receiver<Result<(), ClipboardError>> {
        let (answer, answered) = mpsc::channel();
        let until = Instant::now() + DEADLINE;
        let job = Job {
            change,
            until,
            answer,
        };
        self.keeper
            .send(job)
            .unwrap_or_else(|_| log::error!("the clipboard's keeper is gone"));
        answered
    }
}

/// The text that was last written and not cleared since.
#[derive(Clone, Debug, Default)]
struct Offered(Arc<Mutex<Option<Secret>>>);

impl Offered {
    fn get(&self) -> Option<Secret> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    fn set(&self, text: Option<Secret>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = text;
    }
}

/// What was last read, as a digest, and where: enough to know it again.
#[derive(Clone, Debug, Default)]
struct Seen(Arc<Mutex<Option<(Selection, Digest)>>>);

type Digest = [u8; 32];

impl Seen {
    fn note(&self, selection: Selection) -> Result<Secret, ClipboardError> {
        let text = read_text(selection)?;
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some((selection, digest(&text)));
        Ok(text)
    }

    fn clear(&self) -> Result<(), ClipboardError> {
        let Some((selection, seen)) = *self.0.lock().unwrap_or_else(PoisonError::into_inner) else {
            return Ok(());
        };
        let is_there = || read_text(selection).is_ok_and(|text| digest(&text) == seen);
        if is_there() {
            clear(&mut arboard::Clipboard::new()?, selection)?;
            until_gone(is_there)?;
        }
        Ok(())
    }
}

fn digest(text: &Secret) -> Digest {
    Sha256::digest(text.expose()).into()
}

/// A clearing may take a moment to reach the display. One that the system does not grant never does.
fn until_gone(is_there: impl Fn() -> bool) -> Result<(), ClipboardError> {
    let end = Instant::now() + DEADLINE / 4;
    while is_there() {
        if Instant::now() > end {
            return Err(ClipboardError::NotCleared);
        }
        thread::sleep(Duration::from_millis(20));
    }
    Ok(())
}

/// Something that the keeper does.
#[derive(Debug)]
struct Job {
    change: Change,
    /// When whoever asked was told that there is no answer: later, it must not happen any more.
    until: Instant,
    answer: Sender<Result<(), ClipboardError>>,
}

#[derive(Debug)]
enum Change {
    Write(Secret),
    WritePlain(String),
    /// Clear, unless another text than this was written meanwhile.
    Clear(Secret),
    /// Keep this no longer, unless another text was written meanwhile: the clipboard holds something else.
    Forget(Secret),
}

#[derive(Clone, Copy, Debug)]
enum Selection {
    Copied,
    Primary,
}

/// Does the jobs in order and holds the clipboard open until nobody can send any more.
fn keep(jobs: &Receiver<Job>, offered: &Offered) {
    let mut open = None;
    for job in jobs {
        if job.until > Instant::now() {
            let answer = carry_out(job.change, offered, &mut open);
            job.answer
                .send(answer)
                .unwrap_or_else(|_| log::warn!("a change of the clipboard came too late"));
        }
    }
}

fn carry_out(
    change: Change,
    offered: &Offered,
    open: &mut Option<arboard::Clipboard>,
) -> Result<(), ClipboardError> {
    let clipboard = match open {
        Some(clipboard) => clipboard,
        None => open.insert(arboard::Clipboard::new()?),
    };
    match change {
        Change::Write(text) => unlisted(clipboard.set()).text(text.expose())?,
        Change::WritePlain(text) => clipboard.set_text(text)?,
        Change::Clear(ours) => {
            if offered.get() == Some(ours) {
                clipboard.clear()?;
                offered.set(None);
                // The connection's buffers hold what was handed out over it.
                *open = None;
            }
        }
        Change::Forget(ours) => {
            if offered.get() == Some(ours) {
                offered.set(None);
                *open = None;
            }
        }
    }
    Ok(())
}

/// Marks what will be set as none of a clipboard history's business.
fn unlisted(set: arboard::Set<'_>) -> arboard::Set<'_> {
    #[cfg(target_os = "linux")]
    return arboard::SetExtLinux::exclude_from_history(set);
    #[cfg(target_os = "macos")]
    return arboard::SetExtApple::exclude_from_history(set);
    #[cfg(windows)]
    return arboard::SetExtWindows::exclude_from_monitoring(set);
}

fn read_text(selection: Selection) -> Result<Secret, ClipboardError> {
    let mut clipboard = arboard::Clipboard::new()?;
    let text = match selection {
        Selection::Copied => clipboard
            .get_text()
            .or_else(|error| copied_file(&mut clipboard).ok_or(error)),
        Selection::Primary => primary(&mut clipboard),
    };
    let text = Secret::from(text.map_err(|error| not_read(&error))?);
    match text.expose().len() {
        0 => Err(ClipboardError::NoText),
        length if length > LONGEST => Err(ClipboardError::TooLong),
        _ => Ok(text),
    }
}

/// Why a clipboard that is there gave no text. An owner may answer a request for text with whatever it likes.
fn not_read(error: &arboard::Error) -> ClipboardError {
    match error {
        arboard::Error::ClipboardOccupied => ClipboardError::NoAnswer,
        arboard::Error::ClipboardNotSupported => ClipboardError::Unavailable,
        _ => ClipboardError::NoText,
    }
}

/// The path of the one file that was copied in a file manager. It is read when the person says so.
fn copied_file(clipboard: &mut arboard::Clipboard) -> Option<String> {
    match &clipboard.get().file_list().ok()?[..] {
        [path] => path.to_str().map(str::to_owned),
        _ => None,
    }
}

#[cfg(target_os = "linux")]
fn primary(clipboard: &mut arboard::Clipboard) -> Result<String, arboard::Error> {
    use arboard::{GetExtLinux as _, LinuxClipboardKind};

    clipboard
        .get()
        .clipboard(LinuxClipboardKind::Primary)
        .text()
}

#[cfg(target_os = "linux")]
fn clear(clipboard: &mut arboard::Clipboard, selection: Selection) -> Result<(), arboard::Error> {
    use arboard::{ClearExtLinux as _, LinuxClipboardKind};

    clipboard.clear_with().clipboard(match selection {
        Selection::Copied => LinuxClipboardKind::Clipboard,
        Selection::Primary => LinuxClipboardKind::Primary,
    })
}

#[cfg(not(target_os = "linux"))]
fn clear(clipboard: &mut arboard::Clipboard, _: Selection) -> Result<(), arboard::Error> {
    clipboard.clear()
}

#[cfg(not(target_os = "linux"))]
fn primary(_: &mut arboard::Clipboard) -> Result<String, arboard::Error> {
    Err(arboard::Error::ContentNotAvailable)
}

impl From<arboard::Error> for ClipboardError {
    fn from(error: arboard::Error) -> Self {
        match error {
            arboard::Error::ClipboardOccupied => Self::NoAnswer,
            _ => Self::Unavailable,
        }
    }
}
