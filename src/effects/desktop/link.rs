//! One run of the helper, and the socket to it.
//!
//! A pair of sockets has no name and, unlike a pipe, cannot be opened through `/proc` by other programs of this user.

use std::{
    collections::HashMap,
    io::{self, BufReader},
    net::Shutdown,
    os::{
        fd::OwnedFd,
        unix::{net::UnixStream, process::CommandExt as _},
    },
    path::Path,
    process::{Child, Command, Stdio},
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        mpsc::{self, Receiver, RecvTimeoutError, Sender},
    },
    thread,
    time::Duration,
};

use super::{
    helper_error::HelperError,
    protocol::{Answer, Kind, Line, Request, read_line, write_line},
    server::ARGUMENT,
};

/// How long the helper may leave a request lying before the socket is full: it only waits for the next.
const WRITING: Duration = Duration::from_secs(1);

/// The way to one run of the helper.
#[derive(Debug)]
pub(super) struct Link {
    socket: UnixStream,
    process: Mutex<Child>,
    state: Mutex<State>,
}

#[derive(Debug)]
struct State {
    last_number: u64,
    /// Who waits for the answers to which request; why nobody does, once the helper has ended.
    waiting: Result<HashMap<u64, Waiter>, HelperError>,
}

#[derive(Debug)]
struct Waiter {
    wanted: Kind,
    answers: Sender<Result<Answer, HelperError>>,
}

/// A request that was sent.
pub(super) struct Asked {
    answers: Receiver<Result<Answer, HelperError>>,
    link: Arc<Link>,
}

impl Link {
    /// Starts `program` as the helper, which allows its children core dumps of at most `core_limit` bytes.
    ///
    /// # Errors
    /// When the system starts no process.
    pub(super) fn start(program: &Path, core_limit: &str) -> io::Result<Arc<Self>> {
        let (socket, of_helper) = UnixStream::pair()?;
        socket.set_write_timeout(Some(WRITING))?;
        let answers = socket.try_clone()?;
        let process = Command::new(program)
            .arg0(env!("CARGO_PKG_NAME"))
            .args([ARGUMENT, core_limit])
            .stdin(OwnedFd::from(of_helper))
            .stdout(Stdio::null())
            .spawn()?;
        let link = Arc::new(Self {
            socket,
            process: Mutex::new(process),
            state: Mutex::new(State {
                last_number: 0,
                waiting: Ok(HashMap::new()),
            }),
        });
        let handing = Arc::clone(&link);
        thread::spawn(move || handing.hand_out(answers));
        Ok(link)
    }

    /// Whether the helper runs and takes requests.
    pub(super) fn is_open(&self) -> bool {
        self.state().waiting.is_ok() && matches!(lock(&self.process).try_wait(), Ok(None))
    }

    /// Sends a request; nothing where the helper takes none any more, and then it did not get this one.
    pub(super) fn ask(self: &Arc<Self>, content: &Request) -> Option<Asked> {
        let wanted = content.kind();
        let (sender, answers) = mpsc::channel();
        let number = {
            let mut state = self.state();
            state.last_number += 1;
            let number = state.last_number;
            let waiter = Waiter {
                wanted,
                answers: sender,
            };
            state.waiting.as_mut().ok()?.insert(number, waiter);
            number
        };
        if let Err(error) = write_line(&mut &self.socket, &Line { number, content }) {
            log::warn!("the desktop's helper takes no request: {:?}", error.kind());
            self.end(HelperError::Ended);
            return None;
        }
        let link = Arc::clone(self);
        Some(Asked { answers, link })
    }

    /// Hands the answers to whoever waits for them, until the helper has ended or has to.
    fn hand_out(&self, answers: UnixStream) {
        let mut answers = BufReader::new(answers);
        let why = loop {
            match read_line(&mut answers) {
                Ok(Some(line)) => {
                    if !self.hand_over(line) {
                        break HelperError::OutOfTurn;
                    }
                }
                Err(error) if error.kind() == io::ErrorKind::InvalidData => {
                    break HelperError::OutOfTurn;
                }
                Ok(None) | Err(_) => break HelperError::Ended,
            }
        };
        self.end(why);
        let mut process = lock(&self.process);
        let ended = process.kill().and_then(|()| process.wait());
        log::warn!("the desktop's helper has ended: {why:?}, {ended:?}");
    }

    /// Whether somebody asked for such an answer, and had none yet.
    fn hand_over(&self, line: Line<Answer>) -> bool {
        let Line { number, content } = line;
        let mut state = self.state();
        let Ok(waiting) = &mut state.waiting else {
            return false;
        };
        let Some(waiter) = waiting.get(&number) else {
            return false;
        };
        let wanted = waiter.wanted;
        if content.kind() != wanted {
            return false;
        }
        // Nobody has to hear it.
        waiter.answers.send(Ok(content)).unwrap_or_default();
        if wanted != Kind::Appearance {
            waiting.remove(&number);
        }
        true
    }

    /// Tells everybody who waits, and ends the helper by closing the way to it.
    fn end(&self, why: HelperError) {
        let waiting = {
            let mut state = self.state();
            if state.waiting.is_err() {
                return;
            }
            std::mem::replace(&mut state.waiting, Err(why))
        };
        for waiter in waiting.into_iter().flat_map(HashMap::into_values) {
            waiter.answers.send(Err(why)).unwrap_or_default();
        }
        // Fails where the helper has closed its end.
        self.socket.shutdown(Shutdown::Both).unwrap_or_default();
    }

    fn state(&self) -> MutexGuard<'_, State> {
        lock(&self.state)
    }
}

impl Asked {
    /// The next answer, however long a person takes for it.
    pub(super) fn answer(&self) -> Result<Answer, HelperError> {
        self.answers.recv().unwrap_or(Err(HelperError::Ended))
    }

    /// The answer, or the end of a helper that does not give it within `patience`.
    pub(super) fn answer_within(&self, patience: Duration) -> Result<Answer, HelperError> {
        match self.answers.recv_timeout(patience) {
            Ok(answer) => answer,
            Err(RecvTimeoutError::Timeout) => {
                self.link.end(HelperError::TooLate);
                Err(HelperError::TooLate)
            }
            Err(RecvTimeoutError::Disconnected) => Err(HelperError::Ended),
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
