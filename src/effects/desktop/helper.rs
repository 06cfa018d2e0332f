//! The program's side: starts the helper and hands out its answers.

use std::{
    collections::HashMap,
    io::{self, BufRead as _, BufReader},
    os::unix::process::CommandExt as _,
    path::Path,
    process::{ChildStdin, ChildStdout, Command, Stdio},
    sync::{
        Arc, Mutex, PoisonError,
        mpsc::{self, Receiver, Sender},
    },
    thread,
    time::Duration,
};

use super::{
    protocol::{Answer, Line, Request, write_line},
    server::ARGUMENT,
};
use crate::effects::{
    appearance::Appearance,
    browser::BrowserError,
    file_chooser::{ChosenFile, FileKind},
    file_manager::FileManagerError,
};

/// Longer than the helper itself waits for a launcher, a file manager or a trash.
const PATIENCE: Duration = Duration::from_secs(30);

/// The way to the desktop, through the helper. It ends when the program ends.
#[derive(Clone, Debug)]
pub struct Desktop {
    helper: Arc<Mutex<Helper>>,
}

#[derive(Debug)]
struct Helper {
    requests: ChildStdin,
    last_number: u64,
    waiting: Waiting,
}

/// Who waits for the answers to which request. `None` once the helper has ended.
type Waiting = Arc<Mutex<Option<HashMap<u64, Sender<Answer>>>>>;

impl Desktop {
    /// Starts the helper. To be called before this process closes itself to others.
    ///
    /// # Errors
    /// When the system starts no process.
    pub fn start() -> io::Result<Self> {
        Self::start_with(Command::new("/proc/self/exe").arg0(env!("CARGO_PKG_NAME")))
    }

    /// Starts this command as the helper.
    ///
    /// # Errors
    /// When the system starts no process.
    pub fn start_with(program: &mut Command) -> io::Result<Self> {
        let mut child = program
            .arg(ARGUMENT)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let pipe = || io::Error::other("the helper has no pipe");
        let requests = child.stdin.take().ok_or_else(pipe)?;
        let answers = child.stdout.take().ok_or_else(pipe)?;
        let waiting = Waiting::default();
        *lock(&waiting) = Some(HashMap::new());
        let awaited = Arc::clone(&waiting);
        thread::spawn(move || {
            hand_out(answers, &awaited);
            log::warn!("the desktop's helper has ended");
            child.wait()
        });
        Ok(Self {
            helper: Arc::new(Mutex::new(Helper {
                requests,
                last_number: 0,
                waiting,
            })),
        })
    }

    /// Asks the person for one file. Returns at once; `on_answer` is called once, on another thread.
    pub fn choose_file(&self, kind: FileKind, on_answer: impl FnOnce(ChosenFile) + Send + 'static) {
        let answers = self.ask(Request::ChooseFile(kind));
        thread::spawn(move || {
            on_answer(match answers.recv() {
                Ok(Answer::Chosen(choice)) => choice.into(),
                _ => ChosenFile::Unavailable,
            });
        });
    }

    /// Tells `on_change`, on another thread, what the desktop wants of a window's looks, now and whenever it changes.
    pub fn watch_appearance(&self, on_change: impl Fn(Appearance) + Send + Sync + 'static) {
        let answers = self.ask(Request::WatchAppearance);
        thread::spawn(move || {
            for answer in answers {
                if let Answer::Appearance(wanted) = answer {
                    on_change(wanted);
                }
            }
        });
    }

    /// Opens a web address in the default browser. Blocks for as long as a launcher may still fail.
    ///
    /// # Errors
    /// When the address is not for a browser, or no launcher could open it.
    pub fn open_address(&self, address: &str) -> Result<(), BrowserError> {
        let answers = self.ask(Request::OpenAddress(address.to_owned()));
        match answers.recv_timeout(PATIENCE) {
            Ok(Answer::Opened(result)) => result,
            _ => Err(BrowserError::NotOpened),
        }
    }

    /// Shows a file in the file manager. Blocks until there is an answer.
    ///
    /// # Errors
    /// When there is no file manager.
    pub fn show_in_folder(&self, path: &Path) -> Result<(), FileManagerError> {
        self.ask_file_manager(Request::ShowInFolder(path.into()))
            .unwrap_or(Err(FileManagerError::NotShown))
    }

    /// Moves a file to the trash. Blocks until there is an answer.
    ///
    /// # Errors
    /// When it is still where it was.
    pub fn move_to_trash(&self, path: &Path) -> Result<(), FileManagerError> {
        self.ask_file_manager(Request::MoveToTrash(path.into()))
            .unwrap_or(Err(FileManagerError::NotMoved))
    }

    fn ask_file_manager(&self, request: Request) -> Option<Result<(), FileManagerError>> {
        match self.ask(request).recv_timeout(PATIENCE) {
            Ok(Answer::FileDone(result)) => Some(result),
            _ => None,
        }
    }

    /// Sends a request. The answers end at once where the helper is gone.
    fn ask(&self, content: Request) -> Receiver<Answer> {
        let (sender, answers) = mpsc::channel();
        let mut helper = lock(&self.helper);
        helper.last_number += 1;
        let number = helper.last_number;
        if let Some(waiting) = &mut *lock(&helper.waiting) {
            waiting.insert(number, sender);
        }
        let line = Line { number, content };
        if let Err(error) = write_line(&mut helper.requests, &line) {
            log::warn!("the desktop's helper takes no request: {:?}", error.kind());
        }
        answers
    }
}

/// Hands the answers to whoever waits for them, until the helper has ended; then nobody waits any longer.
fn hand_out(answers: ChildStdout, waiting: &Waiting) {
    for line in BufReader::new(answers).lines().map_while(Result::ok) {
        let Ok(Line { number, content }) = serde_json::from_str(&line) else {
            continue;
        };
        if let Some(waiting) = &mut *lock(waiting) {
            let gone = waiting
                .get(&number)
                .is_some_and(|answers| answers.send(content).is_err());
            if gone {
                waiting.remove(&number);
            }
        }
    }
    *lock(waiting) = None;
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
