//! Networks and servers that fail, each in its own way.

use std::time::{Duration, Instant};

use talkdesk_setup::verification::{Cause, Stage};

use super::{QUICK, check_failure, plain_request, request};
use crate::server::{
    accepts_and, closed_port, drips, read_head, resets, silent, unreachable_backlog,
};

/// How late a busy computer may notice that a limit was reached.
const SLACK: Duration = Duration::from_secs(2);

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

    let (result, _) = super::verify(&request(&address, &address));

    let failure = result.unwrap_err();
    assert_eq!(failure.cause, Cause::ConnectTimedOut { host, port });
    assert_eq!(failure.stage, Stage::SecureConnection);
    assert!(failure.took >= QUICK.connect / 2 && started.elapsed() < QUICK.connect + SLACK);
}

#[test]
fn a_handshake_that_hangs_is_given_up() {
    let server = silent();
    let host = format!("localhost:{}", server.port());
    let started = Instant::now();

    check_failure(
        &request(&host, &host),
        Stage::SecureConnection,
        &Cause::HandshakeTimedOut { host: localhost() },
    );

    assert!(started.elapsed() < QUICK.connect + SLACK);
}

#[test]
fn a_silent_server_is_given_up() {
    let server = silent();
    let started = Instant::now();

    let failure = check_failure(
        &plain_request(server.port()),
        Stage::Token,
        &Cause::Silent { host: localhost() },
    );

    assert!(failure.took >= QUICK.read && started.elapsed() < QUICK.read + SLACK);
}

#[test]
fn a_dripping_answer_is_given_up() {
    let pause = Duration::from_millis(100);
    let head = b"HTTP/1.1 200 OK\r\nContent-Length: 40\r\n\r\n";
    for (server, cause, limit) in [
        (
            drips(head, &[b' '; 40], pause),
            Cause::AnswerTooSlow { host: localhost() },
            QUICK.total,
        ),
        (
            drips(b"", head, pause),
            Cause::Silent { host: localhost() },
            QUICK.read,
        ),
    ] {
        let started = Instant::now();
        check_failure(&plain_request(server.port()), Stage::Token, &cause);
        assert!(started.elapsed() >= limit && started.elapsed() < limit + SLACK);
    }
}

#[test]
fn an_answer_that_stops_is_given_up() {
    let server = accepts_and(|stream| {
        read_head(stream)?;
        std::io::Write::write_all(stream, b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{")?;
        std::io::copy(stream, &mut std::io::sink()).map(|_| ())
    });
    check_failure(
        &plain_request(server.port()),
        Stage::Token,
        &Cause::AnswerTooSlow { host: localhost() },
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
                std::io::Read::read_exact(stream, &mut byte)?;
                head.push(byte[0]);
            }
            std::io::Write::write_all(stream, bytes)
        });
        check_failure(&plain_request(closed.port()), Stage::Token, &cut);
    }
}
