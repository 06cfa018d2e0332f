//! A SOCKS5 proxy (RFC 1928) that leads the names it was given to local ports.

use std::{
    collections::HashMap,
    io::{self, Read as _, Write as _},
    net::TcpStream,
    sync::{Arc, Mutex},
};

use super::{connect_proxy::tunnel, listener::Listener};

pub(crate) struct SocksProxy {
    listener: Listener,
    targets: Arc<Mutex<Vec<String>>>,
}

const NO_LOGIN: [u8; 2] = [5, 0];
const CONNECTED: [u8; 10] = [5, 0, 0, 1, 0, 0, 0, 0, 0, 0];
const NOT_ALLOWED: [u8; 10] = [5, 2, 0, 1, 0, 0, 0, 0, 0, 0];

impl SocksProxy {
    /// Leads `name:port` to a local port; any other target is not allowed.
    pub(crate) fn leading<'a>(leads: impl IntoIterator<Item = (&'a str, u16)>) -> Self {
        let leads: HashMap<String, u16> = leads
            .into_iter()
            .map(|(target, port)| (target.to_owned(), port))
            .collect();
        let targets = Arc::new(Mutex::new(Vec::new()));
        let record = Arc::clone(&targets);
        let listener = Listener::start(move |mut stream| {
            let target = ask(&mut stream)?;
            record.lock().unwrap().push(target.clone());
            match leads.get(&target) {
                Some(&port) => tunnel(&mut stream, port, &CONNECTED),
                None => stream.write_all(&NOT_ALLOWED),
            }
        });
        Self { listener, targets }
    }

    pub(crate) fn port(&self) -> u16 {
        self.listener.port()
    }

    /// The targets asked for, in their order.
    pub(crate) fn targets(&self) -> Vec<String> {
        self.targets.lock().unwrap().clone()
    }
}

/// The name and port that the client wants; an address instead of a name is left out.
fn ask(stream: &mut TcpStream) -> io::Result<String> {
    let [_, methods] = read(stream)?;
    stream.read_exact(&mut vec![0; methods.into()])?;
    stream.write_all(&NO_LOGIN)?;
    let [_, _, _, kind] = read(stream)?;
    assert_eq!(kind, 3, "the name is left to the proxy");
    let [length] = read(stream)?;
    let mut name = vec![0; length.into()];
    stream.read_exact(&mut name)?;
    let port = u16::from_be_bytes(read(stream)?);
    Ok(format!("{}:{port}", String::from_utf8_lossy(&name)))
}

fn read<const N: usize>(stream: &mut TcpStream) -> io::Result<[u8; N]> {
    let mut bytes = [0; N];
    stream.read_exact(&mut bytes)?;
    Ok(bytes)
}
