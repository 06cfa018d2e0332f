//! TLS with certificates of a private authority. `SSL_CERT_FILE` names it, so each test runs in a child process.

use std::{io::Write as _, path::PathBuf, sync::Arc};

use jiff::Timestamp;
use rustls::ServerConfig;
use talkdesk_setup::{
    connection::Connection,
    diagnosis::{Problem, Remedy, explain},
    verification::{Cause, Failure, Stage},
};

use super::{
    ACCOUNT, TOKEN, check_failure, connection, from_united_states, reads, request, verify,
};
use crate::{
    child::{self, Variables},
    server::{HttpServer, Leaf, PrivateCa, accepts_and, json},
};

pub(super) const PORT: &str = "TEST_SERVER_PORT";

/// A folder with the authority's file, and a server.
type World = (tempfile::TempDir, HttpServer);

/// Starts a server with this certificate, whose authority the child process trusts.
fn serve(variables: &mut Variables, trusted: &PrivateCa, config: Arc<ServerConfig>) -> World {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("authority.pem");
    trusted.write_pem(&file);
    let server =
        HttpServer::tls_script(config, vec![json("200 OK", TOKEN), json("200 OK", ACCOUNT)]);
    variables.set("SSL_CERT_FILE", &file);
    variables.set(PORT, server.port().to_string());
    (folder, server)
}

pub(super) fn port() -> u16 {
    std::env::var(PORT).unwrap().parse().unwrap()
}

fn localhost() -> String {
    "localhost".to_owned()
}

fn check_in_child(cause: &Cause) -> Problem {
    let host = format!("localhost:{}", port());
    check_failure(
        &from_united_states(request(&host, &host)),
        Stage::SecureConnection,
        cause,
    )
}

/// The failure, and what a person in United States reads of it.
fn explained_in_child() -> (Failure, Problem) {
    let host = format!("localhost:{}", port());
    let request = from_united_states(request(&host, &host));
    let failure = verify(&request).0.unwrap_err();
    let problem = explain(&failure, &request.target());
    (failure, problem)
}

/// Not one byte of a request went over a connection that is not trusted.
fn nothing_was_sent((_folder, server): World) {
    assert_eq!(server.accepted(), 1);
    assert_eq!(server.requests(), Vec::<String>::new());
}

/// The certificate is the one that the test made, and `SSL_CERT_FILE` is told of.
fn check_secured(connection: &Connection, version: &str) {
    let tls = connection.tls.as_ref().expect("TLS");
    assert_eq!(tls.version, version);
    let certificate = tls.certificate.as_ref().expect("a certificate");
    assert_eq!(certificate.issuer, "Test authority");
    assert_eq!(certificate.not_after.to_string(), "2090-01-01T00:00:00Z");
    assert_eq!(
        tls.trust.cert_file,
        std::env::var_os("SSL_CERT_FILE").map(PathBuf::from)
    );
    assert_eq!(connection.address, Some(([127, 0, 0, 1], port()).into()));
}

#[test]
fn a_trusted_server_gets_the_requests_over_tls_1_3() {
    child::run(
        "http::tls::a_trusted_server_gets_the_requests_over_tls_1_3",
        |variables| {
            let authority = PrivateCa::new("Test authority");
            serve(variables, &authority, authority.server(&["localhost"]))
        },
        || {
            let host = format!("localhost:{}", port());
            let (result, stages) = verify(&request(&host, &host));
            result.unwrap();
            check_secured(&connection(&stages), "TLS 1.3");
        },
        |(_folder, server)| {
            let requests = server.requests();
            assert_eq!(requests.len(), 2);
            assert!(
                requests[0].starts_with("POST /oauth/token HTTP/1.1\r\n"),
                "{}",
                requests[0]
            );
            assert!(
                requests[1].starts_with("GET /account HTTP/1.1\r\n"),
                "{}",
                requests[1]
            );
        },
    );
}

#[test]
fn tls_1_2_is_shown_as_such() {
    child::run(
        "http::tls::tls_1_2_is_shown_as_such",
        |variables| {
            let authority = PrivateCa::new("Test authority");
            let config = authority
                .server_of_version(&Leaf::for_names(&["localhost"]), &rustls::version::TLS12);
            serve(variables, &authority, config)
        },
        || {
            let host = format!("localhost:{}", port());
            let (result, stages) = verify(&request(&host, &host));
            result.unwrap();
            check_secured(&connection(&stages), "TLS 1.2");
        },
        drop,
    );
}

#[test]
fn row_14_an_expired_certificate_shows_its_date() {
    child::run(
        "http::tls::row_14_an_expired_certificate_shows_its_date",
        |variables| {
            let authority = PrivateCa::new("Test authority");
            let leaf = Leaf {
                years: (2020, 2021),
                ..Leaf::for_names(&["localhost"])
            };
            serve(variables, &authority, authority.server_with(&leaf))
        },
        || {
            let (failure, problem) = explained_in_child();
            let Cause::CertificateExpired {
                host,
                not_after,
                now,
            } = failure.cause
            else {
                panic!("{failure:?}")
            };
            assert_eq!(
                (host, not_after),
                (localhost(), Some("2021-01-01T00:00:00Z".parse().unwrap()))
            );
            let now = now.unwrap();
            assert!(is_about_now(now));
            reads(
                &problem,
                "The proof of identity (certificate) of localhost ended on January 1, 2021, 00:00 UTC.",
                "Ruled out: the connection to the server. Your client ID and secret were not sent.",
                &format!("This computer's clock says {}.", in_words(now)),
                Remedy::TryAgain,
            );
        },
        nothing_was_sent,
    );
}

#[test]
fn row_15_a_certificate_of_the_future_points_at_the_clock() {
    child::run(
        "http::tls::row_15_a_certificate_of_the_future_points_at_the_clock",
        |variables| {
            let authority = PrivateCa::new("Test authority");
            let leaf = Leaf {
                years: (2080, 2081),
                ..Leaf::for_names(&["localhost"])
            };
            serve(variables, &authority, authority.server_with(&leaf))
        },
        || {
            let (failure, problem) = explained_in_child();
            let Cause::CertificateNotYetValid {
                host,
                not_before,
                now,
            } = failure.cause
            else {
                panic!("{failure:?}")
            };
            assert_eq!(
                (host, not_before),
                (localhost(), Some("2080-01-01T00:00:00Z".parse().unwrap()))
            );
            let now = now.unwrap();
            assert!(is_about_now(now));
            reads(
                &problem,
                "begins only on January 1, 2080, 00:00 UTC, so this computer's clock is probably wrong.",
                "Ruled out: the connection to the server. Your client ID and secret were not sent.",
                &format!(
                    "This computer's clock says {}. Set the clock",
                    in_words(now)
                ),
                Remedy::TryAgain,
            );
        },
        nothing_was_sent,
    );
}

fn in_words(time: Timestamp) -> String {
    time.strftime("%B %-d, %Y, %H:%M UTC").to_string()
}

fn is_about_now(time: Timestamp) -> bool {
    time.duration_until(Timestamp::now())
        .unsigned_abs()
        .as_secs()
        < 60
}

#[test]
fn row_16_an_unknown_issuer_is_named_so() {
    child::run(
        "http::tls::row_16_an_unknown_issuer_is_named_so",
        |variables| {
            let other = PrivateCa::new("Another authority");
            serve(
                variables,
                &PrivateCa::new("Test authority"),
                other.server(&["localhost"]),
            )
        },
        || {
            check_in_child(&Cause::UnknownIssuer {
                host: localhost(),
                issuer: Some("Another authority".to_owned()),
            });
        },
        nothing_was_sent,
    );
}

/// A network that wants a sign-in first answers in the host's place, with a certificate of its own.
#[test]
fn row_10_the_certificate_of_a_captive_portal_says_to_sign_in_first() {
    child::run(
        "http::tls::row_10_the_certificate_of_a_captive_portal_says_to_sign_in_first",
        |variables| {
            let portal = PrivateCa::new("Guest network");
            serve(
                variables,
                &PrivateCa::new("Test authority"),
                portal.server(&["login.guest.example"]),
            )
        },
        || {
            let (_, problem) = explained_in_child();
            reads(
                &problem,
                "This computer does not trust “Guest network”, which vouches for localhost.",
                "Your client ID and secret were not sent.",
                "On a guest network, sign in to the network first.",
                Remedy::ChooseCaFile,
            );
        },
        nothing_was_sent,
    );
}

#[test]
fn row_17_a_borrowed_name_of_an_authority_is_a_bad_signature() {
    child::run(
        "http::tls::row_17_a_borrowed_name_of_an_authority_is_a_bad_signature",
        |variables| {
            let impostor = PrivateCa::new("Test authority");
            serve(
                variables,
                &PrivateCa::new("Test authority"),
                impostor.server(&["localhost"]),
            )
        },
        || {
            check_in_child(&Cause::BadCertificateSignature {
                host: localhost(),
                issuer: Some("Test authority".to_owned()),
            });
        },
        nothing_was_sent,
    );
}

#[test]
fn row_18_a_wrong_name_shows_the_presented_ones() {
    child::run(
        "http::tls::row_18_a_wrong_name_shows_the_presented_ones",
        |variables| {
            let authority = PrivateCa::new("Test authority");
            serve(
                variables,
                &authority,
                authority.server(&["acme.example", "*.acme.example"]),
            )
        },
        || {
            let (failure, problem) = explained_in_child();
            let Cause::WrongName { host, presented } = failure.cause else {
                panic!("{failure:?}")
            };
            assert_eq!(host, "localhost");
            assert_eq!(presented, ["acme.example", "*.acme.example"]);
            reads(
                &problem,
                "The server that answered for localhost is acme.example and *.acme.example.",
                "Ruled out: the connection to the server. Your client ID and secret were not sent.",
                "sign in to the network first",
                Remedy::TryAgain,
            );
        },
        nothing_was_sent,
    );
}

/// What a server says that knows no TLS, or none that is safe, as bytes: no library still makes the latter.
fn check_first_bytes(
    name: &'static str,
    bytes: &'static [u8],
    cause: impl FnOnce(u16) -> Cause,
    happened: &str,
    to_do: &str,
) {
    child::run(
        name,
        |variables| {
            let folder = tempfile::tempdir().unwrap();
            let file = folder.path().join("authority.pem");
            PrivateCa::new("Test authority").write_pem(&file);
            let server = accepts_and(move |stream| {
                stream.peek(&mut [0])?;
                stream.write_all(bytes)?;
                stream.shutdown(std::net::Shutdown::Write)?;
                std::io::copy(stream, &mut std::io::sink()).map(|_| ())
            });
            variables.set("SSL_CERT_FILE", &file);
            variables.set(PORT, server.port().to_string());
            (folder, server)
        },
        || {
            let problem = check_in_child(&cause(port()));
            let not_sent = "Ruled out: the name lookup. Your client ID and secret were not sent.";
            reads(&problem, happened, not_sent, to_do, Remedy::TryAgain);
        },
        drop,
    );
}

#[test]
fn row_19_plain_http_on_the_tls_port_is_named() {
    check_first_bytes(
        "http::tls::row_19_plain_http_on_the_tls_port_is_named",
        b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n",
        |port| Cause::NotTls {
            host: localhost(),
            port,
        },
        "offers no secure connection (TLS).",
        "if a page asks you to sign in to the network, do that",
    );
}

#[test]
fn row_20_a_server_that_refuses_our_versions_is_named() {
    check_first_bytes(
        "http::tls::row_20_a_server_that_refuses_our_versions_is_named",
        b"\x15\x03\x01\x00\x02\x02\x46",
        |_| Cause::OldTls { host: localhost() },
        "localhost offers only outdated security.",
        "This program does not go on with outdated security.",
    );
}

/// A `ServerHello` of TLS 1.1 (RFC 4346 section 7.4.1.3): version 3.2, 32 bytes, no session, a cipher of its time.
#[test]
fn row_20_a_server_that_answers_with_tls_1_1_is_named() {
    check_first_bytes(
        "http::tls::row_20_a_server_that_answers_with_tls_1_1_is_named",
        b"\x16\x03\x02\x00\x2a\x02\x00\x00\x26\x03\x020123456789abcdef0123456789abcdef\x00\xc0\x13\x00",
        |_| Cause::OldTls { host: localhost() },
        "localhost offers only outdated security.",
        "This program does not go on with outdated security.",
    );
}

#[test]
fn a_connection_that_is_closed_in_the_handshake_is_named() {
    check_first_bytes(
        "http::tls::a_connection_that_is_closed_in_the_handshake_is_named",
        b"",
        |_| Cause::HandshakeCut { host: localhost() },
        "The connection to localhost was cut while it was being made secure.",
        "something on your network cuts secure connections to localhost",
    );
}

#[test]
fn a_handshake_that_the_server_refuses_is_named() {
    child::run(
        "http::tls::a_handshake_that_the_server_refuses_is_named",
        |variables| {
            let authority = PrivateCa::new("Test authority");
            let mut config = authority.server(&["localhost"]);
            Arc::make_mut(&mut config).alpn_protocols = vec![b"h2".to_vec()];
            serve(variables, &authority, config)
        },
        || {
            let host = format!("localhost:{}", port());
            let failure = verify(&request(&host, &host)).0.unwrap_err();
            let Cause::HandshakeFailed { host, detail } = failure.cause else {
                panic!("{failure:?}")
            };
            assert_eq!(
                (host, detail),
                (
                    localhost(),
                    "received fatal alert: NoApplicationProtocol".to_owned()
                )
            );
        },
        nothing_was_sent,
    );
}
