//! An HTTP proxy that knows only `CONNECT` and leads the names it was given to local ports.

use std::{
    collections::HashMap,
    io::{self, Write},
    net::{Ipv4Addr, Shutdown, TcpStream},
    sync::{Arc, Mutex},
};

use super::listener::{Listener, read_head};

pub(crate) struct ConnectProxy {
    listener: Listener,
    heads: Arc<Mutex<Vec<String>>>,
}

impl ConnectProxy {
    /// Leads `name:port` (such as `acme.talkdeskid.com:443`) to a local port; any other target gets 502.
    pub(crate) fn leading<'a>(targets: impl IntoIterator<Item = (&'a str, u16)>) -> Self {
        let targets: HashMap<String, u16> = targets
            .into_iter()
            .map(|(target, port)| (target.to_owned(), port))
            .collect();
        Self::start(move |stream, target| match targets.get(target) {
            Some(&port) => tunnel(stream, port, b"HTTP/1.1 200 Connection established\r\n\r\n"),
            None => stream.write_all(b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n"),
        })
    }

    /// Answers every `CONNECT` with these bytes and closes.
    pub(crate) fn refusing(answer: &'static [u8]) -> Self {
        Self::start(move |stream, _| stream.write_all(answer))
    }

    fn start(
        serve: impl Fn(&mut TcpStream, &str) -> io::Result<()> + Send + Sync + 'static,
    ) -> Self {
        let heads = Arc::new(Mutex::new(Vec::new()));
        let record = Arc::clone(&heads);
        let listener = Listener::start(move |mut stream| {
            let Some(head) = read_head(&mut stream)? else {
                return Ok(());
            };
            let head = String::from_utf8_lossy(&head).into_owned();
            record.lock().unwrap().push(head.clone());
            serve(&mut stream, connect_target(&head).unwrap_or_default())
        });
        Self { listener, heads }
    }

    /// For `HTTPS_PROXY`.
    pub(crate) fn address(&self) -> String {
        format!("http://{}", self.listener.address())
    }

    pub(crate) fn port(&self) -> u16 {
        self.listener.port()
    }

    /// Every request head so far, as it was on the wire.
    pub(crate) fn heads(&self) -> Vec<String> {
        self.heads.lock().unwrap().clone()
    }

    /// The targets asked for, in their order.
    pub(crate) fn targets(&self) -> Vec<String> {
        self.heads()
            .iter()
            .map(|head| connect_target(head).unwrap_or_default().to_owned())
            .collect()
    }
}

fn connect_target(head: &str) -> Option<&str> {
    head.strip_prefix("CONNECT ")?.split(' ').next()
}

/// Connects to the local port, says `connected` and passes everything on.
pub(super) fn tunnel(client: &mut TcpStream, port: u16, connected: &[u8]) -> io::Result<()> {
    let mut server = TcpStream::connect((Ipv4Addr::LOCALHOST, port))?;
    client.write_all(connected)?;
    let (mut from_client, mut to_server) = (client.try_clone()?, server.try_clone()?);
    let upstream = std::thread::spawn(move || {
        let copied = io::copy(&mut from_client, &mut to_server);
        // The peer may be gone already.
        drop(to_server.shutdown(Shutdown::Write));
        copied
    });
    let copied = io::copy(&mut server, client);
    drop(client.shutdown(Shutdown::Both));
    drop(server.shutdown(Shutdown::Both));
    let sent = upstream.join().expect("the tunnel's thread ends well");
    copied.and(sent).map(|_| ())
}
