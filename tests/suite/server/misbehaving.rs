//! Servers that do what no server should.

use std::{
    io::{self, Write},
    net::{Ipv4Addr, SocketAddr, TcpStream},
    time::Duration,
};

use super::listener::{Listener, read_head};

/// Accepts and reads, and never says a word.
pub(crate) fn silent() -> Listener {
    Listener::start(|mut stream| io::copy(&mut stream, &mut io::sink()).map(|_| ()))
}

/// Accepts, does `act` with the bare connection and closes.
pub(crate) fn accepts_and(
    act: impl Fn(&mut TcpStream) -> io::Result<()> + Send + Sync + 'static,
) -> Listener {
    Listener::start(move |mut stream| act(&mut stream))
}

/// Reads the request's head, sends `at_once`, and lets the rest fall byte by byte, `pause` apart.
pub(crate) fn drips(at_once: &'static [u8], rest: &'static [u8], pause: Duration) -> Listener {
    Listener::start(move |mut stream| {
        read_head(&mut stream)?;
        stream.write_all(at_once)?;
        for byte in rest {
            stream.write_all(&[*byte])?;
            std::thread::sleep(pause);
        }
        Ok(())
    })
}

/// Sends `bytes` once a request arrives, and resets the connection: Linux sends RST for a socket that is closed with
/// something unread.
pub(crate) fn resets(bytes: &'static [u8]) -> Listener {
    Listener::start(move |mut stream| {
        stream.peek(&mut [0])?;
        stream.write_all(bytes)
    })
}

/// Begins a 200 and never ends its body.
pub(crate) fn never_ends() -> Listener {
    Listener::start(|mut stream| {
        read_head(&mut stream)?;
        stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n")?;
        loop {
            stream.write_all(&[b' '; 8192])?;
        }
    })
}

/// A loopback port that is taken and where nobody listens, as long as the second value lives.
pub(crate) fn closed_port() -> (u16, impl Sized) {
    let socket = tokio::net::TcpSocket::new_v4().expect("a socket");
    socket
        .bind((Ipv4Addr::LOCALHOST, 0).into())
        .expect("a loopback port");
    (socket.local_addr().expect("its address").port(), socket)
}

/// A port whose connections are never completed, as behind a firewall that drops packets. The port is free again when
/// the sockets are dropped.
pub(crate) fn unreachable_backlog() -> (u16, impl Sized) {
    let (address, sockets) = full_backlog((Ipv4Addr::LOCALHOST, 0).into());
    (address.port(), sockets)
}

/// The same for a given address: its queue of connections waiting to be accepted is full.
pub(crate) fn full_backlog(address: SocketAddr) -> (SocketAddr, impl Sized) {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime");
    let guard = runtime.enter();
    let socket = match address {
        SocketAddr::V4(_) => tokio::net::TcpSocket::new_v4(),
        SocketAddr::V6(_) => tokio::net::TcpSocket::new_v6(),
    }
    .expect("a socket");
    socket.bind(address).expect("a loopback port");
    let listener = socket.listen(0).expect("a listener");
    drop(guard);
    let address = listener.local_addr().expect("its address");
    let waiting: Vec<TcpStream> = std::iter::from_fn(|| {
        TcpStream::connect_timeout(&address, Duration::from_millis(100)).ok()
    })
    .take(16)
    .collect();
    (address, (waiting, listener, runtime))
}
