//! A loopback listener that serves each connection on a thread of its own and ends them all when dropped.

use std::{
    io::{self, Read},
    net::{Ipv4Addr, Shutdown, SocketAddr, TcpListener, TcpStream},
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    thread::JoinHandle,
    time::Duration,
};

/// No test connection lives longer without a byte than this.
const LONGEST_SILENCE: Duration = Duration::from_mins(1);

pub(crate) struct Listener {
    address: SocketAddr,
    shared: Arc<Shared>,
    accepting: Option<JoinHandle<()>>,
}

#[derive(Default)]
struct Shared {
    stopping: AtomicBool,
    accepted: AtomicUsize,
    open: Mutex<Vec<TcpStream>>,
    workers: Mutex<Vec<JoinHandle<()>>>,
}

impl Listener {
    /// Listens on a port that the system chooses. An error of `serve` only ends its connection: what a client does to
    /// a test server is judged by the test, not by the server.
    pub(crate) fn start(
        serve: impl Fn(TcpStream) -> io::Result<()> + Send + Sync + 'static,
    ) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a loopback port");
        let address = listener.local_addr().expect("its address");
        let shared = Arc::new(Shared::default());
        let accepting = std::thread::spawn({
            let shared = Arc::clone(&shared);
            let serve = Arc::new(serve);
            move || {
                while let Ok((stream, _)) = listener.accept() {
                    if shared.stopping.load(Ordering::SeqCst) {
                        break;
                    }
                    shared.accepted.fetch_add(1, Ordering::SeqCst);
                    stream
                        .set_read_timeout(Some(LONGEST_SILENCE))
                        .expect("a time limit");
                    stream
                        .set_write_timeout(Some(LONGEST_SILENCE))
                        .expect("a time limit");
                    let kept = stream.try_clone().expect("a second handle");
                    shared.open.lock().unwrap().push(kept);
                    let worker = std::thread::spawn({
                        let serve = Arc::clone(&serve);
                        let shared = Arc::clone(&shared);
                        move || {
                            let peer = stream.peer_addr();
                            // The error is the client's doing, see above.
                            drop(serve(stream));
                            shared.close(peer.ok());
                        }
                    });
                    shared.workers.lock().unwrap().push(worker);
                }
            }
        });
        Self {
            address,
            shared,
            accepting: Some(accepting),
        }
    }

    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }

    pub(crate) fn port(&self) -> u16 {
        self.address.port()
    }

    /// How many connections were accepted so far.
    pub(crate) fn accepted(&self) -> usize {
        self.shared.accepted.load(Ordering::SeqCst)
    }

    /// How many of them are still open.
    pub(crate) fn open(&self) -> usize {
        self.shared.open.lock().unwrap().len()
    }
}

impl Shared {
    /// Lets go of the second handle of a connection that has ended, so that its peer sees it close.
    fn close(&self, peer: Option<SocketAddr>) {
        self.open.lock().unwrap().retain(|stream| {
            stream
                .peer_addr()
                .is_ok_and(|address| Some(address) != peer)
        });
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        self.shared.stopping.store(true, Ordering::SeqCst);
        // Wakes the accepting thread; where this fails it has ended already.
        drop(TcpStream::connect(self.address));
        if let Some(accepting) = self.accepting.take() {
            accepting.join().expect("the accepting thread ends well");
        }
        for stream in self.shared.open.lock().unwrap().drain(..) {
            drop(stream.shutdown(Shutdown::Both));
        }
        let workers = std::mem::take(&mut *self.shared.workers.lock().unwrap());
        for worker in workers {
            let ended = worker.join();
            assert!(
                ended.is_ok() || std::thread::panicking(),
                "a connection's thread panicked"
            );
        }
    }
}

/// Reads up to and with the empty line that ends an HTTP head; what follows it stays unread. `None` where the
/// connection ended before.
pub(crate) fn read_head(stream: &mut impl Read) -> io::Result<Option<Vec<u8>>> {
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") {
        if stream.read(&mut byte)? == 0 {
            return Ok(None);
        }
        head.push(byte[0]);
    }
    Ok(Some(head))
}
