//! Networks and servers that fail, each in its own way.

use std::{
    io::{Read as _, Write as _},
    time::{Duration, Instant},
};

use talkdesk_setup::verification::{Cause, Stage};

use super::{QUICK, check_failure, check_given_up, exchange, plain_request, request};
use crate::server::{
    accepts_and, closed_port, drips, read_head, resets, silent, unreachable_backlog,
};

/// How late a busy computer may notice that a limit was reached.
const SLACK: Duration = Duration::from_secs(8);

fn localhost() -> String {
    "localhost".to_owned()
}

#[test]
fn a_name_that_is_not_found_is_told_apart_from_no_names_at_all() {
    let host = "acme.talkdesk-setup-test.invalid".to_owned();
    check_failure(
        &request(&host, "http://localhost:1"),
        Stage::NameLookup,
        &Cause::NameNotFound { host: host.clone() },
    );
    let other = "api.talkdesk-setup-test.invalid".to_owned();
    check_failure(
        &request(&host, &other),
        Stage::NameLookup,
        &Cause::NoNames {
            host: host.clone(),
            other: other.clone(),
        },
    );
}

#[test]
fn a_refused_connection_names_host_and_port() {
    let (port, _taken) = closed_port();
    let refused = Cause::ConnectionRefused {
        host: localhost(),
        port,
    };
    check_failure(&plain_request(port), Stage::SecureConnection, &refused);
}

#[test]
fn dropped_packets_are_given_up() {
    let (port, _full) = unreachable_backlog();
    let host = "127.0.0.1".to_owned();
    let address = format!("http://{host}:{port}");
    let started = Instant::now();

    let (result, _) = exchange(&request(&address, &address), QUICK);

    let failure = result.unwrap_err();
    assert_eq!(failure.cause, Cause::ConnectTimedOut { host, port });
    assert_eq!(failure.stage, Stage::SecureConnection);
    check_took(started.elapsed(), QUICK.connect);
    assert!(failure.took >= QUICK.connect / 2, "{failure:?}");
}

#[test]
fn a_handshake_that_hangs_is_given_up() {
    let server = silent();
    let host = format!("localhost:{}", server.port());
    let cause = Cause::HandshakeTimedOut { host: localhost() };

    let (took, _) = check_given_up(&request(&host, &host), Stage::SecureConnection, &cause);

    check_took(took, QUICK.connect);
}

#[test]
fn a_silent_server_is_given_up() {
    let server = silent();
    let cause = Cause::Silent { host: localhost() };

    let (took, at_stage) = check_given_up(&plain_request(server.port()), Stage::Token, &cause);

    check_took(took, QUICK.read);
    assert!(at_stage >= QUICK.read, "{at_stage:?}");
}

#[test]
fn a_dripping_answer_is_given_up() {
    let pause = Duration::from_millis(100);
    let head = b"HTTP/1.1 200 OK\r\nContent-Length: 40\r\n\r\n";

    let body_drips = drips(head, &[b' '; 40], pause);
    let cause = Cause::AnswerTooSlow { host: localhost() };
    let (took, _) = check_given_up(&plain_request(body_drips.port()), Stage::Token, &cause);
    check_took(took, QUICK.total);

    let head_drips = drips(b"", head, pause);
    let cause = Cause::Silent { host: localhost() };
    let (took, _) = check_given_up(&plain_request(head_drips.port()), Stage::Token, &cause);
    check_took(took, QUICK.read);
}

#[test]
fn an_answer_that_stops_is_given_up() {
    let server = accepts_and(|stream| {
        read_head(stream)?;
        stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{")?;
        std::io::copy(stream, &mut std::io::sink()).map(|_| ())
    });
    let cause = Cause::AnswerTooSlow { host: localhost() };

    let (took, _) = check_given_up(&plain_request(server.port()), Stage::Token, &cause);

    check_took(took, QUICK.read);
}

/// Not before the limit, and not much later.
fn check_took(took: Duration, limit: Duration) {
    assert!(
        took >= limit && took < limit + SLACK,
        "{took:?}, not {limit:?}"
    );
}

#[test]
fn a_connection_that_is_cut_is_a_problem_of_transport() {
    let cut = Cause::AnswerCut { host: localhost() };
    for bytes in [
        &b""[..],
        b"HTTP/1.1 200 OK\r\nContent-Le",
        b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{\"access",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n8\r\n{\"access\r\n",
    ] {
        let reset = resets(bytes);
        check_failure(&plain_request(reset.port()), Stage::Token, &cut);
        let closed = accepts_and(move |stream| {
            let mut head = Vec::new();
            while !head.ends_with(b"client_credentials") {
                let mut byte = [0];
                stream.read_exact(&mut byte)?;
                head.push(byte[0]);
            }
            stream.write_all(bytes)
        });
        check_failure(&plain_request(closed.port()), Stage::Token, &cut);
    }
}
