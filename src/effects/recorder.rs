//! Writes the small files on a thread of their own, so that no page waits for the disk. Results of verifications go to the
//! index as many at a time as have come: a run through a thousand accounts must
//! not write the file a thousand times, nor keep a thread for each.

use std::{path::PathBuf, sync::mpsc, thread, time::Duration};

use super::{draft_file, index_file, settings_file};
use crate::{
    program::Draft,
    receiver::Receiver,
    saved::{LastVerification, Seen, Settings},
    talkdesk::Account,
};

/// How long the end of the program waits for the disk.
const AT_THE_END: Duration = Duration::from_secs(5);

type Recorded = (Account, LastVerification, Seen);

enum Job {
    Record(Recorded),
    Receiver(Account, Receiver),
    Draft(Draft),
    Settings(Settings),
    /// Answered once everything before it is written.
    Finish(mpsc::Sender<()>),
}

/// Takes what is to be written, and writes it in the order in which it comes.
#[derive(Debug)]
pub struct Recorder {
    jobs: mpsc::Sender<Job>,
}

impl Recorder {
    /// A recorder for the index in `folder`, which calls `failed` where a result is not written.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn start(
        folder: PathBuf,
        failed: impl Fn(String) + Send + 'static,
    ) -> std::io::Result<Self> {
        let (jobs, coming) = mpsc::channel();
        thread::Builder::new()
            .name("recorder".into())
            .spawn(move || {
                while let Ok(first) = coming.recv() {
                    let (mut some, mut waiting) = (Vec::new(), Vec::new());
                    let mut receivers = Vec::new();
                    for job in std::iter::once(first).chain(coming.try_iter()) {
                        match job {
                            Job::Record(recorded) => some.push(recorded),
                            Job::Receiver(account, receiver) => receivers.push((account, receiver)),
                            Job::Draft(draft) => draft_file::write(&folder, &draft),
                            Job::Settings(settings) => {
                                if let Err(error) = settings_file::write(&folder, &settings) {
                                    failed(error.to_string());
                                }
                            }
                            Job::Finish(done) => waiting.push(done),
                        }
                    }
                    // Dropped after the writing, which wakes those who wait.
                    let _waiting = waiting;
                    if some.is_empty() && receivers.is_empty() {
                        continue;
                    }
                    let written = index_file::change(&folder, |index| {
                        for (account, verified, seen) in some {
                            if let Some(entry) = index.find_mut(&account) {
                                entry.last_verified = Some(verified);
                                entry.learn(seen);
                            }
                        }
                        for (account, receiver) in receivers {
                            if let Some(entry) = index.find_mut(&account) {
                                entry.receiver = receiver;
                            }
                        }
                    });
                    if let Err(error) = written {
                        failed(error.to_string());
                    }
                }
            })?;
        Ok(Self { jobs })
    }

    /// Has a result written soon. An account that the index does not know any more is passed over.
    pub fn record(&self, account: Account, verified: LastVerification, seen: Seen) {
        let recorded = (account, verified, seen);
        // The thread ends only with this sender.
        self.jobs.send(Job::Record(recorded)).unwrap_or_default();
    }

    /// Has written soon who gets an account's credentials.
    pub fn keep_receiver(&self, account: Account, receiver: Receiver) {
        self.jobs
            .send(Job::Receiver(account, receiver))
            .unwrap_or_default();
    }

    /// Has the draft written soon.
    pub fn keep_draft(&self, draft: Draft) {
        self.jobs.send(Job::Draft(draft)).unwrap_or_default();
    }

    /// Has the settings written soon.
    pub fn keep_settings(&self, settings: Settings) {
        self.jobs.send(Job::Settings(settings)).unwrap_or_default();
    }

    /// Something to wait for, which ends when everything recorded so far is written.
    #[must_use]
    pub fn finish(&self) -> Written {
        let (done, written) = mpsc::channel();
        self.jobs.send(Job::Finish(done)).unwrap_or_default();
        Written(written)
    }
}

/// The program ends once everything is written; a disk that does not answer keeps it open for a moment only.
impl Drop for Recorder {
    fn drop(&mut self) {
        self.finish().wait_at_most(AT_THE_END);
    }
}

/// What was recorded until a moment.
#[derive(Debug)]
pub struct Written(mpsc::Receiver<()>);

impl Written {
    /// Waits until it is written, or could not be.
    pub fn wait(self) {
        // An error is the answer: the recorder lets go of the other end.
        self.0.recv().unwrap_or_default();
    }

    fn wait_at_most(self, longest: Duration) {
        match self.0.recv_timeout(longest) {
            Ok(()) | Err(mpsc::RecvTimeoutError::Disconnected) => {}
            Err(mpsc::RecvTimeoutError::Timeout) => log::warn!("not everything was written"),
        }
    }
}
