//! The helper's side.

use std::{
    env,
    io::{self, BufReader},
    os::{fd::AsFd as _, unix::net::UnixStream},
    path::PathBuf,
    sync::{Arc, Mutex, PoisonError},
    thread,
};

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

use super::protocol::{Answer, Line, Request, read_line, write_line};
use crate::effects::{
    appearance::watch,
    browser::open_address,
    file_chooser::choose_file,
    file_manager::{move_to_trash, show_in_folder},
};

/// The argument that makes a process of this program the helper of another. The next one is the limit on core dumps of
/// what the helper starts, in bytes or `unlimited`.
pub const ARGUMENT: &str = "--desktop-helper";

/// Carries out what the socket on standard input asks for, until that ends: then the program has ended, or wants no more.
pub fn serve() {
    if let Some(limit) = env::args().nth(2) {
        allow_core_dumps(&limit);
    }
    let Ok(socket) = io::stdin().as_fd().try_clone_to_owned() else {
        return;
    };
    let Ok(requests) = socket.try_clone() else {
        return;
    };
    let answers = Arc::new(Mutex::new(UnixStream::from(socket)));
    let mut requests = BufReader::new(UnixStream::from(requests));
    let mut watches = Vec::new();
    while let Ok(Some(Line { number, content })) = read_line(&mut requests) {
        let reply = Reply {
            number,
            answers: Arc::clone(&answers),
        };
        match content {
            Request::ChooseFile(kind) => {
                choose_file(kind, move |chosen| {
                    reply.send(Answer::Chosen(chosen.into()));
                });
            }
            Request::WatchAppearance => {
                watches.push(watch(move |wanted| reply.send(Answer::Appearance(wanted))));
            }
            Request::OpenAddress(address) => {
                reply.later(move || Answer::Opened(open_address(&address)));
            }
            Request::ShowInFolder(path) => {
                reply.later(move || Answer::FileDone(show_in_folder(&PathBuf::from(path))));
            }
            Request::MoveToTrash(path) => {
                reply.later(move || Answer::FileDone(move_to_trash(&PathBuf::from(path))));
            }
        }
    }
}

/// A helper that is started late has the program's limit, which forbids all core dumps. No more than the system allows.
fn allow_core_dumps(limit: &str) {
    let maximum = getrlimit(Resource::Core).maximum;
    let current = limit.parse().ok().or(maximum);
    let wanted = Rlimit { current, maximum };
    if setrlimit(Resource::Core, wanted).is_err() {
        log::warn!("the limit on core dumps stays");
    }
}

/// The way back for the answers to one request.
struct Reply {
    number: u64,
    answers: Arc<Mutex<UnixStream>>,
}

impl Reply {
    /// A program that has ended hears nothing any more.
    fn send(&self, content: Answer) {
        let line = Line {
            number: self.number,
            content,
        };
        let mut answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        write_line(&mut *answers, &line).unwrap_or_default();
    }

    fn later(self, work: impl FnOnce() -> Answer + Send + 'static) {
        thread::spawn(move || self.send(work()));
    }
}
