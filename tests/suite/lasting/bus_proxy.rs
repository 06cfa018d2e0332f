//! A session bus behind which the real one stands: passes everything on, until the call at which it is to stop. What
//! happens to a program that is killed there is then a matter of counting, not of luck.

use std::{
    io::{Read as _, Write as _},
    os::unix::net::{UnixListener, UnixStream},
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
        mpsc::Sender,
    },
    thread,
};

/// The calls of the Secret Service that change something.
const CHANGES: [&[u8]; 3] = [b"CreateItem\0", b"SetSecret\0", b"Delete\0"];

/// The moment at which nothing is passed on any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Moment {
    /// Which calls are counted.
    pub(super) calls: Calls,
    /// Which one it is, from 1.
    pub(super) number: usize,
    /// Whether the service still gets the call, and only its answer is held back.
    pub(super) is_done: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Calls {
    /// Those that change something.
    Changes,
    /// Every single one.
    All,
}

#[derive(Clone)]
struct Watch {
    moment: Moment,
    counted: Arc<AtomicUsize>,
    reached: Sender<()>,
}

/// Listens at `path` for the bus at `bus`. Says through `reached` when the moment has come.
pub(super) fn listen(path: &Path, bus: &Path, moment: Moment, reached: Sender<()>) {
    let listener = UnixListener::bind(path).unwrap();
    let bus = PathBuf::from(bus);
    let watch = Watch {
        moment,
        counted: Arc::default(),
        reached,
    };
    // Ends with the test's process; a program that is killed takes its connections along.
    thread::spawn(move || {
        for client in listener.incoming() {
            pass_on(client.unwrap(), UnixStream::connect(&bus).unwrap(), &watch);
        }
    });
}

fn pass_on(client: UnixStream, bus: UnixStream, watch: &Watch) {
    let (to_bus, to_client) = (bus.try_clone().unwrap(), client.try_clone().unwrap());
    let (serial, held_back) = std::sync::mpsc::channel();
    let calls = watch.clone();
    thread::spawn(move || {
        passing(client, to_bus, |message| {
            if !calls.counts(message) {
                return true;
            }
            let number = calls.counted.fetch_add(1, Ordering::SeqCst) + 1;
            if number != calls.moment.number {
                return number < calls.moment.number;
            }
            if calls.moment.is_done {
                serial.send(own_serial(message)).unwrap();
                return true;
            }
            calls.reached.send(()).ok();
            false
        });
    });
    let watch = watch.clone();
    thread::spawn(move || {
        let mut awaited = None;
        passing(bus, to_client, |message| {
            awaited = awaited.or_else(|| held_back.try_recv().ok());
            let is_answer = awaited.is_some() && reply_serial(message) == awaited;
            if is_answer {
                watch.reached.send(()).ok();
            }
            !is_answer
        });
    });
}

/// Passes on what comes, as long as `go_on` says so of each message.
fn passing(mut from: UnixStream, mut to: UnixStream, mut go_on: impl FnMut(&[u8]) -> bool) {
    let mut pending = Vec::new();
    let mut bytes = [0; 4096];
    loop {
        while let Some(length) = first_part(&pending) {
            let part: Vec<u8> = pending.drain(..length).collect();
            if part[0] == b'l' && !go_on(&part) {
                return;
            }
            if to.write_all(&part).is_err() {
                return;
            }
        }
        match from.read(&mut bytes) {
            Ok(0) | Err(_) => {
                to.shutdown(std::net::Shutdown::Write).ok();
                return;
            }
            Ok(read) => pending.extend_from_slice(&bytes[..read]),
        }
    }
}

/// The length of the first whole message (little-endian, as all are here), or of the first line before there are any:
/// <https://dbus.freedesktop.org/doc/dbus-specification.html>.
fn first_part(pending: &[u8]) -> Option<usize> {
    match pending.first()? {
        b'l' => {
            let fields = pending.get(12..16).map(number)?;
            let length = 16 + fields.next_multiple_of(8) + number(&pending[4..8]);
            (pending.len() >= length).then_some(length)
        }
        0 => Some(1),
        _ => Some(pending.windows(2).position(|end| end == b"\r\n")? + 2),
    }
}

impl Watch {
    fn counts(&self, message: &[u8]) -> bool {
        const METHOD_CALL: u8 = 1;
        message[1] == METHOD_CALL
            && match self.moment.calls {
                Calls::All => true,
                Calls::Changes => {
                    let header = &message[..message.len() - number(&message[4..8])];
                    CHANGES
                        .iter()
                        .any(|name| header.windows(name.len()).any(|bytes| bytes == *name))
                }
            }
    }
}

fn own_serial(message: &[u8]) -> usize {
    number(&message[8..12])
}

/// Of which call a message is the answer. Header fields are a code, a signature and a value, each from a multiple of
/// eight; all values before this one are texts or numbers.
fn reply_serial(message: &[u8]) -> Option<usize> {
    const REPLY_SERIAL: u8 = 5;
    let end = 16 + number(&message[12..16]);
    let mut place: usize = 16;
    while place < end {
        place = place.next_multiple_of(8);
        let (code, kind) = (message[place], message[place + 2]);
        place += 4;
        match (code, kind) {
            (REPLY_SERIAL, b'u') => return Some(number(&message[place..place + 4])),
            (_, b'u') => place += 4,
            (_, b'g') => place += usize::from(message[place]) + 2,
            _ => place += number(&message[place..place + 4]) + 5,
        }
    }
    None
}

fn number(bytes: &[u8]) -> usize {
    u32::from_le_bytes(bytes.try_into().unwrap()) as usize
}
