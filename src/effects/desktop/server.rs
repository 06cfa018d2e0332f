//! The helper's side.

use std::{io, path::PathBuf, thread};

use super::protocol::{Answer, Line, Request, write_line};
use crate::effects::{
    appearance::watch,
    browser::open_address,
    file_chooser::choose_file,
    file_manager::{move_to_trash, show_in_folder},
};

/// The argument that makes a process of this program the helper of another.
pub const ARGUMENT: &str = "--desktop-helper";

/// Carries out what standard input asks for, until it ends: that is when the program has ended.
pub fn serve() {
    let mut watches = Vec::new();
    for line in io::stdin().lines().map_while(Result::ok) {
        let Ok(Line { number, content }) = serde_json::from_str::<Line<Request>>(&line) else {
            continue;
        };
        let reply = Reply { number };
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

/// The way back for the answers to one request.
struct Reply {
    number: u64,
}

impl Reply {
    /// A program that has ended hears nothing any more.
    fn send(&self, content: Answer) {
        let line = Line {
            number: self.number,
            content,
        };
        write_line(&mut io::stdout().lock(), &line).unwrap_or_default();
    }

    fn later(self, work: impl FnOnce() -> Answer + Send + 'static) {
        thread::spawn(move || self.send(work()));
    }
}
