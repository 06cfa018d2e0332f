//! Reaching a host ahead, without any secret, and what a verification then finds open.

use std::{
    sync::atomic::{AtomicBool, Ordering},
    time::Duration,
};

use jiff::Timestamp;
use talkdesk_setup::{
    effects::http::Network,
    talkdesk::{Endpoints, Host},
    verification::{ApiOutcome, Cause, Proof, Stage, StageDone},
};

use super::{ACCOUNT, PATIENT, TOKEN, request, runtime};
use crate::server::{HttpServer, accepts_and, closed_port, json, read_head};

fn network() -> Network {
    Network::default().within(PATIENT)
}

fn host(port: u16) -> Host {
    Host::parse(&format!("http://localhost:{port}")).unwrap()
}

fn head(date: &str) -> Vec<u8> {
    format!("HTTP/1.1 403 Forbidden\r\nDate: {date}\r\nContent-Length: 99\r\n\r\n").into_bytes()
}

/// Answers `HEAD`, the token request and the first API call.
fn talkdesk() -> HttpServer {
    HttpServer::plain(|request| {
        if request.starts_with("HEAD") {
            head("Sun, 06 Nov 1994 08:49:37 GMT")
        } else if request.starts_with("POST") {
            json("200 OK", TOKEN)
        } else {
            json("200 OK", ACCOUNT)
        }
    })
}

#[test]
fn a_host_is_asked_for_nothing_and_tells_its_time() {
    let server = talkdesk();
    let port = server.port();
    let before = Timestamp::now();

    let reach = runtime()
        .block_on(network().reach(&host(port), &host(port)))
        .unwrap();

    assert_eq!(
        server.requests(),
        [format!(
            "HEAD / HTTP/1.1\r\naccept: */*\r\nuser-agent: talkdesk-setup/0.1.0\r\nhost: localhost:{port}\r\n\r\n"
        )]
    );
    let time = reach.server_time.unwrap();
    assert_eq!(time.server, "1994-11-06T08:49:37Z".parse().unwrap());
    assert!(time.here >= before && time.here <= Timestamp::now());
    assert!(time.ahead().as_hours() > 24 * 365);
    assert_eq!(
        reach.connection.address,
        Some(([127, 0, 0, 1], port).into())
    );
    assert!(reach.took() >= reach.answer_took);
}

#[test]
fn a_date_that_cannot_be_read_is_no_time() {
    let server = HttpServer::script(vec![head("tomorrow")]);
    let host = host(server.port());

    let reach = runtime().block_on(network().reach(&host, &host)).unwrap();

    assert_eq!(reach.server_time, None);
}

#[test]
fn a_host_that_is_not_reached_gives_the_cause_of_a_verification() {
    let (port, _taken) = closed_port();
    let check = |host: &Host, cause: Cause| {
        let reached = runtime().block_on(network().reach(host, host));
        assert_eq!(reached.unwrap_err(), cause);
    };
    check(
        &host(port),
        Cause::ConnectionRefused {
            host: "localhost".to_owned(),
            port,
        },
    );
    let missing = Host::parse("acme.talkdesk-setup-test.invalid").unwrap();
    let name = missing.name().to_owned();
    check(&missing, Cause::NameNotFound { host: name });
}

/// Reaches both hosts and verifies over what is open then.
fn warm_then_verify(token: &HttpServer, api: &HttpServer) -> (Proof, Vec<StageDone>) {
    let hosts = [host(token.port()), host(api.port())];
    runtime().block_on(async {
        let network = network();
        for host in &hosts {
            network.reach(host, host).await.unwrap();
        }
        verify_with(&network, token.port(), api.port()).await
    })
}

async fn verify_with(network: &Network, token: u16, api: u16) -> (Proof, Vec<StageDone>) {
    let request = request(
        &format!("http://localhost:{token}"),
        &format!("http://localhost:{api}"),
    );
    let (sender, stages) = std::sync::mpsc::channel();
    let told = move |done| sender.send(done).unwrap();
    let proof = network.verify(&request, told).await.unwrap();
    (proof, stages.into_iter().collect())
}

#[test]
fn a_verification_uses_what_is_open_and_says_so() {
    let (token, api) = (talkdesk(), talkdesk());

    let (proof, stages) = warm_then_verify(&token, &api);

    assert_eq!((token.accepted(), api.accepted()), (1, 1));
    assert_eq!((token.requests().len(), api.requests().len()), (2, 2));
    let told: Vec<_> = stages
        .iter()
        .map(|done| (done.stage(), done.already_open))
        .collect();
    assert_eq!(
        told,
        [
            (Stage::NameLookup, true),
            (Stage::SecureConnection, true),
            (Stage::Token, false),
        ]
    );
    assert!(proof.api_connection.unwrap().already_open);
}

/// The connection is used once more, so that the server does not close it for being unused.
#[test]
fn what_is_open_is_kept_open_for_a_verification() {
    let (token, api) = (talkdesk(), talkdesk());
    let (token_host, api_host) = (host(token.port()), host(api.port()));
    let endpoints = Endpoints {
        token_host,
        api_host,
    };

    let stages = runtime().block_on(async {
        let network = network();
        network.open_ahead(&endpoints).await;
        network.open_ahead(&endpoints).await;
        verify_with(&network, token.port(), api.port()).await.1
    });

    assert!(stages[1].already_open, "{stages:?}");
    assert_eq!((token.accepted(), api.accepted()), (1, 1));
    let heads = |server: &HttpServer| {
        let requests = server.requests();
        requests
            .iter()
            .filter(|sent| sent.starts_with("HEAD / "))
            .count()
    };
    assert_eq!((heads(&token), heads(&api)), (2, 2));
}

#[test]
fn a_verification_closes_what_was_open() {
    let (token, api) = (talkdesk(), talkdesk());
    runtime().block_on(async {
        let network = network();
        for host in [host(token.port()), host(api.port())] {
            network.reach(&host, &host).await.unwrap();
        }
        for _ in 0..2 {
            verify_with(&network, token.port(), api.port()).await;
        }
    });
    assert_eq!((token.accepted(), api.accepted()), (2, 2));
}

/// The API call is harmless to repeat; what carries the credentials is in `wire.rs`.
#[test]
fn a_connection_that_the_server_closes_as_it_is_used_is_made_anew() {
    let token = talkdesk();
    let first = AtomicBool::new(true);
    let api = accepts_and(move |stream| {
        while let Some(request) = read_head(stream)? {
            let answer = if request.starts_with(b"HEAD") {
                head("Sun, 06 Nov 1994 08:49:37 GMT")
            } else if first.swap(false, Ordering::Relaxed) {
                return Ok(());
            } else {
                json("200 OK", ACCOUNT)
            };
            std::io::Write::write_all(stream, &answer)?;
        }
        Ok(())
    });
    let (token_host, api_host) = (host(token.port()), host(api.port()));

    let proof = runtime().block_on(async {
        let network = network();
        network.reach(&token_host, &api_host).await.unwrap();
        network.reach(&api_host, &token_host).await.unwrap();
        verify_with(&network, token.port(), api.port()).await.0
    });

    assert!(matches!(proof.api, ApiOutcome::Account { .. }), "{proof:?}");
    assert_eq!(api.accepted(), 2);
}

#[test]
fn the_way_is_described_without_being_gone() {
    let server = talkdesk();
    let surroundings = network().surroundings(&host(server.port()));
    assert_eq!(surroundings.proxy, None);
    assert_eq!(server.accepted(), 0);
}

#[test]
fn the_time_of_an_answer_is_not_that_of_the_connection() {
    let pause = Duration::from_millis(300);
    let server = HttpServer::plain(move |_| {
        std::thread::sleep(pause);
        head("Sun, 06 Nov 1994 08:49:37 GMT")
    });
    let host = host(server.port());

    let reach = runtime().block_on(network().reach(&host, &host)).unwrap();

    assert!(reach.answer_took >= pause, "{reach:?}");
    let way = reach.connection.lookup.took() + reach.connection.took;
    assert!(way < pause, "{reach:?}");
}
