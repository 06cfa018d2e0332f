//! The window listens on a port of this computer, where the system has no sockets with the rights of files. Whoever calls
//! must know a word that only this person can read, and say it within one deadline for the whole of it. Many may be silent
//! at once without keeping another from being heard.

use std::{
    io::{self, ErrorKind, Read as _, Write as _},
    net::{Ipv4Addr, Shutdown, TcpListener, TcpStream},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use super::{calls::Calls, computer::Computer};
use crate::effects::folders::Folders;

/// How long a caller may take to say the word.
const DEADLINE: Duration = Duration::from_secs(1);

/// How many callers may be about to say it. Who comes later is turned away, and calls again.
const MOST: usize = 64;

/// The port, and the word.
pub(super) type Address = (u16, String);

/// A window's port.
#[derive(Debug)]
pub(super) struct Listening {
    listener: TcpListener,
    address: Address,
}

/// Listens on a port that the system chooses.
///
/// # Errors
/// When the system gives none.
pub(super) fn listen(_: &Folders, _: &Computer) -> io::Result<Listening> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    let mut word = [0; 16];
    getrandom::fill(&mut word).map_err(io::Error::other)?;
    let word = format!("{:032x}", u128::from_ne_bytes(word));
    let address = (listener.local_addr()?.port(), word);
    Ok(Listening { listener, address })
}

impl Listening {
    /// What a second start has to know.
    pub(super) fn address(&self) -> Address {
        self.address.clone()
    }

    /// Takes in second starts on threads of their own, and calls `wake` after each.
    ///
    /// # Errors
    /// When the system refuses a copy of the socket.
    pub(super) fn take_in(
        &self,
        calls: Calls,
        wake: impl Fn() + Send + Sync + 'static,
    ) -> io::Result<()> {
        let listener = self.listener.try_clone()?;
        let word = self.address.1.clone();
        let wake = Arc::new(wake);
        let speaking = Arc::new(AtomicUsize::new(0));
        thread::spawn(move || {
            for caller in listener.incoming().flatten() {
                if speaking.fetch_add(1, Ordering::SeqCst) >= MOST {
                    speaking.fetch_sub(1, Ordering::SeqCst);
                    continue;
                }
                let (calls, wake, word) = (calls.clone(), Arc::clone(&wake), word.clone());
                let speaking = Arc::clone(&speaking);
                thread::spawn(move || {
                    match hear(&caller, &word) {
                        Ok(()) => {
                            calls.add(caller);
                            wake();
                        }
                        Err(error) => {
                            log::warn!("a second start was not heard: {error}");
                            caller.shutdown(Shutdown::Both).unwrap_or_default();
                        }
                    }
                    speaking.fetch_sub(1, Ordering::SeqCst);
                });
            }
        });
        Ok(())
    }
}

fn hear(mut caller: &TcpStream, word: &str) -> io::Result<()> {
    let end = Instant::now() + DEADLINE;
    let mut said = Vec::new();
    while said.len() < word.len() {
        let left = end.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(ErrorKind::TimedOut.into());
        }
        caller.set_read_timeout(Some(left))?;
        let mut piece = [0; 32];
        let read = caller.read(&mut piece)?;
        if read == 0 {
            return Err(ErrorKind::UnexpectedEof.into());
        }
        said.extend_from_slice(&piece[..read]);
    }
    if said == word.as_bytes() {
        caller.set_nonblocking(true)
    } else {
        Err(ErrorKind::PermissionDenied.into())
    }
}

/// Calls the window that listens there. Its answer can be read from what is returned.
///
/// # Errors
/// When nobody listens.
pub(super) fn connect((port, word): &Address) -> io::Result<TcpStream> {
    let mut window = TcpStream::connect((Ipv4Addr::LOCALHOST, *port))?;
    window.write_all(word.as_bytes())?;
    Ok(window)
}
