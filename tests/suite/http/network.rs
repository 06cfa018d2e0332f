//! Networks and servers that fail, each in its own way.

use std::{
    io::{Read as _, Write as _},
    net::{Ipv4Addr, Ipv6Addr, TcpStream},
    process::Command,
    time::{Duration, Instant},
};

use talkdesk_setup::{
    diagnosis::{Remedy, explain},
    verification::{Cause, Stage},
};

use super::{
    QUICK, check_failure, check_given_up, connection, exchange, from_united_states, plain_request,
    reads, request, talkdesk, verify,
};
use crate::child;
use crate::server::{
    accepts_and, closed_port, drips, full_backlog, read_head, resets, silent, unreachable_backlog,
};

/// How late a busy computer may notice that a limit was reached.
const SLACK: Duration = Duration::from_secs(8);

fn localhost() -> String {
    "localhost".to_owned()
}

#[test]
fn row_01_a_name_that_is_not_found_points_at_account_and_region() {
    let host = "acme.talkdesk-setup-test.invalid".to_owned();
    let cause = Cause::NameNotFound { host: host.clone() };
    let typed = request(&host, "http://localhost:1");

    let problem = check_failure(
        &from_united_states(typed.clone()),
        Stage::NameLookup,
        &cause,
    );

    reads(
        &problem,
        &format!(
            "There is no Talkdesk under the name {host}, so acme is not an account in the United States."
        ),
        "Your client ID and secret were not sent",
        "Check the account name and the region",
        Remedy::ChangeAccount,
    );
    assert_eq!(
        problem.remedies[1..3],
        [Remedy::TryInEurope, Remedy::TryInCanada]
    );

    let problem = check_failure(&typed, Stage::NameLookup, &cause);
    reads(
        &problem,
        &format!("There is no server under the name {host}."),
        "Your client ID and secret were not sent",
        "Check the host that you entered.",
        Remedy::ChangeAccount,
    );
    assert_eq!(problem.remedies, [Remedy::ChangeAccount, Remedy::TryAgain]);
}

#[test]
fn row_02_a_computer_that_finds_no_name_at_all_is_not_a_wrong_account() {
    let host = "acme.talkdesk-setup-test.invalid".to_owned();
    let other = "api.talkdesk-setup-test.invalid".to_owned();
    let cause = Cause::NoNames {
        host: host.clone(),
        other: other.clone(),
    };
    let typed = request(&host, &other);

    let problem = check_failure(
        &from_united_states(typed.clone()),
        Stage::NameLookup,
        &cause,
    );

    reads(
        &problem,
        "This computer cannot look up names on the internet.",
        "so the account need not be wrong",
        "Check that this computer is online",
        Remedy::TryAgain,
    );
    let problem = check_failure(&typed, Stage::NameLookup, &cause);
    reads(
        &problem,
        &format!("Neither {host} nor {other} was found."),
        "so the account need not be wrong",
        "both hosts are mistyped",
        Remedy::TryAgain,
    );
}

#[test]
fn row_03_a_refused_connection_names_host_and_port() {
    let (port, _taken) = closed_port();
    let refused = Cause::ConnectionRefused {
        host: localhost(),
        port,
    };

    let problem = check_failure(&plain_request(port), Stage::SecureConnection, &refused);

    reads(
        &problem,
        &format!("localhost refused the connection on port {port}."),
        "Ruled out: the name lookup.",
        &format!("ask whoever runs your network to allow localhost, port {port}."),
        Remedy::TryAgain,
    );
}

/// The server listens on IPv4 alone. On its port of IPv6, first nobody answers, and then packets are lost.
#[test]
fn row_09_a_broken_ipv6_does_not_keep_ipv4_from_working() {
    let server = talkdesk();
    let port = server.port();
    assert!(TcpStream::connect((Ipv6Addr::LOCALHOST, port)).is_err());
    verify(&plain_request(port)).0.unwrap();

    let server = talkdesk();
    let port = server.port();
    let _full = full_backlog((Ipv6Addr::LOCALHOST, port).into());
    let (result, stages) = verify(&plain_request(port));
    result.unwrap();
    assert_eq!(
        connection(&stages).address.unwrap().ip(),
        Ipv4Addr::LOCALHOST
    );
}

#[test]
fn row_04_dropped_packets_are_given_up() {
    let (port, _full) = unreachable_backlog();
    let host = "127.0.0.1".to_owned();
    let address = format!("http://{host}:{port}");
    let started = Instant::now();

    let (result, _) = exchange(&request(&address, &address), QUICK);

    let failure = result.unwrap_err();
    let problem = explain(&failure, &request(&address, &address).target());
    reads(
        &problem,
        &format!("{host} did not answer on port {port}."),
        "Ruled out: the name lookup.",
        "A firewall probably blocks the connection without saying so.",
        Remedy::TryAgain,
    );
    assert_eq!(failure.cause, Cause::ConnectTimedOut { host, port });
    assert_eq!(failure.stage, Stage::SecureConnection);
    check_took(started.elapsed(), QUICK.connect);
    assert!(failure.took >= QUICK.connect / 2, "{failure:?}");
}

#[test]
fn row_05_a_handshake_that_hangs_is_given_up() {
    let server = silent();
    let host = format!("localhost:{}", server.port());
    let cause = Cause::HandshakeTimedOut { host: localhost() };

    let given_up = check_given_up(&request(&host, &host), Stage::SecureConnection, &cause);

    check_took(given_up.took, QUICK.connect);
    reads(
        &given_up.problem,
        "localhost was reached, but the secure connection was never finished.",
        "Your client ID and secret were not sent.",
        "A firewall or a security program that looks into connections",
        Remedy::TryAgain,
    );
}

#[test]
fn row_06_a_silent_server_is_given_up() {
    let server = silent();
    let cause = Cause::Silent { host: localhost() };

    let given_up = check_given_up(&plain_request(server.port()), Stage::Token, &cause);

    check_took(given_up.took, QUICK.read);
    assert!(given_up.at_stage >= QUICK.read, "{:?}", given_up.at_stage);
    reads(
        &given_up.problem,
        "localhost took the connection and then did not answer.",
        "Ruled out: the network.",
        "The server is probably overloaded.",
        Remedy::TryAgain,
    );
}

#[test]
fn row_07_a_dripping_answer_is_given_up() {
    let pause = Duration::from_millis(100);
    let head = b"HTTP/1.1 200 OK\r\nContent-Length: 40\r\n\r\n";

    let body_drips = drips(head, &[b' '; 40], pause);
    let cause = Cause::AnswerTooSlow { host: localhost() };
    let given_up = check_given_up(&plain_request(body_drips.port()), Stage::Token, &cause);
    check_took(given_up.took, QUICK.total);
    reads(
        &given_up.problem,
        "localhost began to answer and did not finish in time.",
        "which Talkdesk has not judged",
        "Try again in a minute.",
        Remedy::TryAgain,
    );

    let head_drips = drips(b"", head, pause);
    let cause = Cause::Silent { host: localhost() };
    let given_up = check_given_up(&plain_request(head_drips.port()), Stage::Token, &cause);
    check_took(given_up.took, QUICK.read);
}

#[test]
fn an_answer_that_stops_is_given_up() {
    let server = accepts_and(|stream| {
        read_head(stream)?;
        stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{")?;
        std::io::copy(stream, &mut std::io::sink()).map(|_| ())
    });
    let cause = Cause::AnswerTooSlow { host: localhost() };

    let given_up = check_given_up(&plain_request(server.port()), Stage::Token, &cause);

    check_took(given_up.took, QUICK.read);
}

/// Not before the limit, and not much later.
fn check_took(took: Duration, limit: Duration) {
    assert!(
        took >= limit && took < limit + SLACK,
        "{took:?}, not {limit:?}"
    );
}

#[test]
fn row_08_a_connection_that_is_cut_is_a_problem_of_transport() {
    let cut = Cause::AnswerCut { host: localhost() };
    for bytes in [
        &b""[..],
        b"HTTP/1.1 200 OK\r\nContent-Le",
        b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{\"access",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n8\r\n{\"access\r\n",
    ] {
        let reset = resets(bytes);
        let problem = check_failure(&plain_request(reset.port()), Stage::Token, &cut);
        reads(
            &problem,
            "The connection to localhost broke before the answer was complete.",
            "which Talkdesk has not judged",
            "If it breaks every time, try another network.",
            Remedy::TryAgain,
        );
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

/// The computer sleeps: the process stands still in mid-request for longer than any limit, and when it wakes, the
/// connection is gone, or the network says nothing any more.
#[test]
fn row_66_a_sleep_in_mid_request_is_a_problem_with_try_again() {
    check_sleep(
        "http::network::row_66_a_sleep_in_mid_request_is_a_problem_with_try_again",
        true,
    );
}

#[test]
fn row_66_a_network_that_is_gone_after_a_sleep_is_given_up() {
    check_sleep(
        "http::network::row_66_a_network_that_is_gone_after_a_sleep_is_given_up",
        false,
    );
}

fn check_sleep(name: &str, cut: bool) {
    child::run(
        name,
        |variables| {
            let folder = tempfile::tempdir().unwrap();
            let sleeper = folder.path().join("sleeper");
            variables.set("TEST_SLEEPER", &sleeper);
            let server = accepts_and(move |stream| {
                read_head(stream)?;
                let process = std::fs::read_to_string(&sleeper)?;
                signal("-STOP", &process);
                std::thread::sleep(QUICK.total + Duration::from_millis(500));
                if cut {
                    stream.shutdown(std::net::Shutdown::Both)?;
                }
                signal("-CONT", &process);
                std::io::copy(stream, &mut std::io::sink()).map(|_| ())
            });
            variables.set("TEST_SERVER_PORT", server.port().to_string());
            (folder, server)
        },
        || {
            let port = std::env::var("TEST_SERVER_PORT").unwrap();
            let sleeper = std::env::var_os("TEST_SLEEPER").unwrap();
            std::fs::write(sleeper, std::process::id().to_string()).unwrap();
            let request = plain_request(port.parse().unwrap());
            let started = Instant::now();
            let failure = exchange(&request, QUICK).0.unwrap_err();
            assert!(started.elapsed() > QUICK.total, "it did not sleep");
            assert!(started.elapsed() < QUICK.total * 2 + SLACK);
            let (happened, to_do) = match failure.cause {
                Cause::Silent { .. } => ("did not answer", "Try again in a minute."),
                Cause::AnswerCut { .. } if cut => ("broke before", "Try again."),
                other => panic!("{other:?}"),
            };
            reads(
                &explain(&failure, &request.target()),
                happened,
                "which Talkdesk has not judged",
                to_do,
                Remedy::TryAgain,
            );
        },
        drop,
    );
}

fn signal(which: &str, process: &str) {
    let sent = Command::new("kill").args([which, process]).status();
    assert!(sent.unwrap().success(), "kill {which} {process}");
}
