//! Second starts that wait for the window.
//!
//! A thread takes them in; the window's drawing thread answers them, and nobody else: a window that does not draw any more
//! does not say that it comes to the front.

use std::{
    collections::VecDeque,
    io::Write,
    sync::{Arc, Mutex, PoisonError},
};

/// What the window says to a second start that it has heard.
pub(super) const ANSWER: &[u8] = b"shown";

/// How many may wait. One more, and the one that has waited longest is turned away.
const MOST: usize = 64;

/// The second starts that wait for an answer.
#[derive(Clone, Default)]
pub struct Calls(Arc<Mutex<VecDeque<Box<dyn Write + Send>>>>);

impl Calls {
    /// Lets one more wait.
    pub(super) fn add(&self, caller: impl Write + Send + 'static) {
        let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if waiting.len() == MOST {
            waiting.pop_front();
        }
        waiting.push_back(Box::new(caller));
    }

    /// Answers all who wait; to be called by the thread that draws the window, which then has to bring it to the front.
    /// Returns whether there was anybody who still wanted to know.
    #[must_use]
    pub fn answer(&self) -> bool {
        let waiting = std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner));
        let mut is_wanted = false;
        for mut caller in waiting {
            // So few bytes go into the socket's buffer at once. It fails where the caller has ended.
            is_wanted |= caller.write_all(ANSWER).is_ok();
        }
        is_wanted
    }
}
