//! Work that can be given up: a keychain that hangs must not hang the program.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
        mpsc::{self, RecvTimeoutError},
    },
    thread,
    time::{Duration, Instant},
};

use crate::keychain::Trouble;

/// How long the keychain may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deadlines {
    /// For a whole operation during which the system does not ask the person.
    pub operation: Duration,
    /// For an operation during which the system may ask the person.
    pub prompt: Duration,
    /// For one question about the keychain's state.
    pub state: Duration,
}

impl Deadlines {
    /// Those that the program keeps.
    pub(super) const OF_THE_PROGRAM: Self = Self {
        operation: Duration::from_secs(10),
        prompt: Duration::from_mins(2),
        state: Duration::from_secs(2),
    };
}

impl Default for Deadlines {
    fn default() -> Self {
        Self::OF_THE_PROGRAM
    }
}

/// A moment by which the steps of one operation must have ended.
#[derive(Clone, Copy, Debug)]
pub struct Deadline(Instant);

impl Deadline {
    pub(super) fn after(time: Duration) -> Self {
        Self(Instant::now() + time)
    }

    /// Runs one step on a thread of its own and waits for its end. A step that is late is given up: its thread ends
    /// whenever the keychain lets it, and its result is dropped.
    pub(super) fn run<T: Send + 'static>(
        self,
        step: impl FnOnce(&Wanted) -> Result<T, Trouble> + Send + 'static,
    ) -> Result<T, Trouble> {
        let wanted = Wanted(Arc::new(AtomicBool::new(true)));
        let theirs = wanted.clone();
        let (sender, receiver) = mpsc::channel();
        let started = thread::Builder::new()
            .name("keychain".into())
            .spawn(move || {
                // Fails where nobody waits any more, which is what giving up means.
                drop(sender.send(step(&theirs)));
                overwrite_stack();
            });
        if started.is_err() {
            return Err(Trouble::Failed);
        }
        match receiver.recv_timeout(self.0.saturating_duration_since(Instant::now())) {
            Ok(result) => result,
            Err(RecvTimeoutError::Timeout) => {
                wanted.0.store(false, Ordering::SeqCst);
                Err(Trouble::Frozen)
            }
            Err(RecvTimeoutError::Disconnected) => Err(Trouble::Failed),
        }
    }
}

/// Overwrites what the calls of a step have left on the stack of their thread: the system keeps it for the next thread as it
/// is, and the cipher between this program and the keychain works there in plain text, several blocks at a time.
#[inline(never)]
#[expect(
    clippy::large_stack_arrays,
    reason = "the stack is what is to be overwritten; a thread of Rust has 2 MiB of it"
)]
fn overwrite_stack() {
    std::hint::black_box([0_u8; 512 * 1024]);
}

/// Whether somebody still waits for a step's end.
#[derive(Clone, Debug)]
pub(super) struct Wanted(Arc<AtomicBool>);

impl Wanted {
    /// For a step to ask before it changes anything: what was given up must not be done late.
    pub(super) fn check(&self) -> Result<(), Trouble> {
        if self.0.load(Ordering::SeqCst) {
            Ok(())
        } else {
            Err(Trouble::Frozen)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_products_numbers() {
        let deadlines = Deadlines::default();
        assert_eq!(deadlines.operation, Duration::from_secs(10));
        assert_eq!(deadlines.prompt, Duration::from_mins(2));
        assert_eq!(deadlines.state, Duration::from_secs(2));
    }

    #[test]
    fn a_late_step_is_given_up_and_learns_of_it() {
        let (go, wait) = mpsc::channel::<()>();
        let (tell, told) = mpsc::channel();
        let result = Deadline::after(Duration::from_millis(10)).run(move |wanted| {
            wait.recv().unwrap();
            tell.send(wanted.check()).unwrap();
            Ok(())
        });
        assert_eq!(result, Err(Trouble::Frozen));
        go.send(()).unwrap();
        assert_eq!(told.recv().unwrap(), Err(Trouble::Frozen));
    }

    #[test]
    fn a_step_in_time_gives_its_result() {
        let result =
            Deadline::after(Duration::from_mins(1)).run(|wanted| wanted.check().map(|()| 7));
        assert_eq!(result, Ok(7));
    }
}
