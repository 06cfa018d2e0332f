//! An HTTP/1.1 server, with or without TLS, that records the bytes of each request and answers with literal bytes.

use std::{
    io::{self, Read, Write},
    net::TcpStream,
    sync::{Arc, Mutex},
};

use rustls::{ServerConfig, ServerConnection, StreamOwned};

use super::listener::{Listener, read_head};

pub(crate) struct HttpServer {
    listener: Listener,
    requests: Arc<Mutex<Vec<String>>>,
}

impl HttpServer {
    /// Plain HTTP. `answer` gets the whole request as text.
    pub(crate) fn plain(answer: impl Fn(&str) -> Vec<u8> + Send + Sync + 'static) -> Self {
        Self::start(answer, Ok)
    }

    /// HTTPS with the certificate in `config`.
    pub(crate) fn tls(
        config: Arc<ServerConfig>,
        answer: impl Fn(&str) -> Vec<u8> + Send + Sync + 'static,
    ) -> Self {
        Self::tls_after(config, || (), answer)
    }

    /// The same, with `before` between the connection and its handshake.
    pub(crate) fn tls_after(
        config: Arc<ServerConfig>,
        before: impl Fn() + Send + Sync + 'static,
        answer: impl Fn(&str) -> Vec<u8> + Send + Sync + 'static,
    ) -> Self {
        Self::start(answer, move |stream| {
            before();
            let connection =
                ServerConnection::new(Arc::clone(&config)).map_err(io::Error::other)?;
            Ok(StreamOwned::new(connection, stream))
        })
    }

    /// Plain HTTP that gives one answer after the other, each once; a request too many is answered with 599.
    pub(crate) fn script(answers: Vec<Vec<u8>>) -> Self {
        Self::plain(in_order(answers))
    }

    /// The same over HTTPS.
    pub(crate) fn tls_script(config: Arc<ServerConfig>, answers: Vec<Vec<u8>>) -> Self {
        Self::tls(config, in_order(answers))
    }

    fn start<S: Read + Write>(
        answer: impl Fn(&str) -> Vec<u8> + Send + Sync + 'static,
        wrap: impl Fn(TcpStream) -> io::Result<S> + Send + Sync + 'static,
    ) -> Self {
        let requests = Arc::new(Mutex::new(Vec::new()));
        let record = Arc::clone(&requests);
        let listener = Listener::start(move |stream| {
            let mut stream = wrap(stream)?;
            while let Some(request) = read_request(&mut stream)? {
                let answer = answer(&request);
                record.lock().unwrap().push(request);
                stream.write_all(&answer)?;
                stream.flush()?;
                if !answer_has_length(&answer) {
                    break;
                }
            }
            Ok(())
        });
        Self { listener, requests }
    }

    pub(crate) fn port(&self) -> u16 {
        self.listener.port()
    }

    /// Every request so far, head and body, as it was on the wire.
    pub(crate) fn requests(&self) -> Vec<String> {
        self.requests.lock().unwrap().clone()
    }

    /// How many connections were accepted so far.
    pub(crate) fn accepted(&self) -> usize {
        self.listener.accepted()
    }
}

/// The bytes of an answer with a JSON body.
pub(crate) fn json(status: &str, body: &str) -> Vec<u8> {
    with_type(status, "application/json", body)
}

/// The bytes of an answer with an HTML body.
pub(crate) fn page(status: &str, body: &str) -> Vec<u8> {
    with_type(status, "text/html; charset=utf-8", body)
}

fn with_type(status: &str, content_type: &str, body: &str) -> Vec<u8> {
    format!(
        "HTTP/1.1 {status}\r\nContent-Type: {content_type}\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    )
    .into_bytes()
}

fn in_order(answers: Vec<Vec<u8>>) -> impl Fn(&str) -> Vec<u8> + Send + Sync {
    let answers = Mutex::new(answers.into_iter());
    move |_| {
        answers
            .lock()
            .unwrap()
            .next()
            .unwrap_or_else(|| json("599 Asked Too Often", "{}"))
    }
}

fn read_request(stream: &mut impl Read) -> io::Result<Option<String>> {
    let Some(mut request) = read_head(stream)? else {
        return Ok(None);
    };
    let mut body = vec![0; content_length(&request)];
    stream.read_exact(&mut body)?;
    request.extend(body);
    String::from_utf8(request)
        .map(Some)
        .map_err(io::Error::other)
}

fn content_length(head: &[u8]) -> usize {
    String::from_utf8_lossy(head)
        .lines()
        .find_map(|line| {
            line.to_ascii_lowercase()
                .strip_prefix("content-length:")?
                .trim()
                .parse()
                .ok()
        })
        .unwrap_or(0)
}

/// Without a length the body ends with the connection.
fn answer_has_length(answer: &[u8]) -> bool {
    let text = String::from_utf8_lossy(answer).to_ascii_lowercase();
    let head = text.split("\r\n\r\n").next().unwrap_or_default();
    head.contains("\r\ncontent-length:") && !head.contains("\r\nconnection: close")
}
