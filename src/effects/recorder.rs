//! Writes results of verifications to the index, as many at a time as have come: a run through a thousand accounts must
//! not write the file a thousand times, nor keep a thread for each.

use std::{path::PathBuf, sync::mpsc, thread, time::Duration};

use super::index_file::{self, IndexFileError};
use crate::{saved::LastVerification, talkdesk::Account};

type Recorded = (Account, LastVerification, Option<Duration>);

/// Takes results, and writes them in the order in which they come.
#[derive(Debug)]
pub struct Recorder {
    results: mpsc::Sender<Recorded>,
}

impl Recorder {
    /// A recorder for the index in `folder`, which calls `failed` where a result is not written.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn start(
        folder: PathBuf,
        failed: impl Fn(IndexFileError) + Send + 'static,
    ) -> std::io::Result<Self> {
        let (results, coming) = mpsc::channel::<Recorded>();
        thread::Builder::new()
            .name("recorder".into())
            .spawn(move || {
                while let Ok(first) = coming.recv() {
                    let some: Vec<_> = std::iter::once(first).chain(coming.try_iter()).collect();
                    let written = index_file::change(&folder, |index| {
                        for (account, verified, token_life) in some {
                            if let Some(entry) = index.find_mut(&account) {
                                entry.last_verified = Some(verified);
                                entry.longest_token_life = entry.longest_token_life.max(token_life);
                            }
                        }
                    });
                    if let Err(error) = written {
                        failed(error);
                    }
                }
            })?;
        Ok(Self { results })
    }

    /// Has a result written soon. An account that the index does not know any more is passed over.
    pub fn record(
        &self,
        account: Account,
        verified: LastVerification,
        token_life: Option<Duration>,
    ) {
        let recorded = (account, verified, token_life);
        // The thread ends only with this sender.
        self.results.send(recorded).unwrap_or_default();
    }
}
