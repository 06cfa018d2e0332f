//! Answers in time: whoever owns the clipboard's text may hang, and must not hang the program.

use std::{
    sync::mpsc::{self, Receiver},
    thread,
};

use super::{ClipboardError, DEADLINE};
use crate::effects::wiped_stack::and_wipe_stack;

/// Runs `work` on a thread that is abandoned after the deadline, and gives its answer to `done`.
pub(super) fn within_deadline<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, ClipboardError> + Send + 'static,
    done: impl FnOnce(Result<T, ClipboardError>) + Send + 'static,
) {
    let (answer, answered) = mpsc::channel();
    thread::spawn(move || {
        answer
            .send(and_wipe_stack(work))
            .unwrap_or_else(|_| log::info!("the clipboard answered too late"));
    });
    answer_in_time(answered, done);
}

/// Gives the answer to `done`, on a thread of its own, once it comes or the deadline is over.
pub(super) fn answer_in_time<T: Send + 'static>(
    answered: Receiver<Result<T, ClipboardError>>,
    done: impl FnOnce(Result<T, ClipboardError>) + Send + 'static,
) {
    thread::spawn(move || {
        let answer = answered.recv_timeout(DEADLINE);
        done(answer.unwrap_or(Err(ClipboardError::NoAnswer)));
    });
}
