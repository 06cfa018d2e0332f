//! TLS with certificates of a private authority. `SSL_CERT_FILE` names it, so each test runs in a child process.

use std::{io::Write as _, path::PathBuf, sync::Arc};

use jiff::Timestamp;
use rustls::ServerConfig;
use talkdesk_setup::{
    connection::Connection,
    verification::{Cause, Stage},
};

use super::{ACCOUNT, TOKEN, check_failure, connection, request, verify};
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

fn check_in_child(cause: &Cause) {
    let host = format!("localhost:{}", port());
    check_failure(&request(&host, &host), Stage::SecureConnection, cause);
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
fn an_expired_certificate_shows_its_date() {
    child::run(
        "http::tls::an_expired_certificate_shows_its_date",
        |variables| {
            let authority = PrivateCa::new("Test authority");
            let leaf = Leaf {
                years: (2020, 2021),
                ..Leaf::for_names(&["localhost"])
            };
            serve(variables, &authority, authority.server_with(&leaf))
        },
        || {
            let host = format!("localhost:{}", port());
            let failure = verify(&request(&host, &host)).0.unwrap_err();
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
            assert!(is_about_now(now.unwrap()));
        },
        nothing_was_sent,
    );
}

#[test]
fn a_certificate_of_the_future_shows_both_times() {
    child::run(
        "http::tls::a_certificate_of_the_future_shows_both_times",
        |variables| {
            let authority = PrivateCa::new("Test authority");
            let leaf = Leaf {
                years: (2080, 2081),
                ..Leaf::for_names(&["localhost"])
            };
            serve(variables, &authority, authority.server_with(&leaf))
        },
        || {
            let host = format!("localhost:{}", port());
            let failure = verify(&request(&host, &host)).0.unwrap_err();
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
            assert!(is_about_now(now.unwrap()));
        },
        nothing_was_sent,
    );
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
fn a_wrong_name_shows_the_presented_ones() {
    child::run(
        "http::tls::a_wrong_name_shows_the_presented_ones",
        |variables| {
            let authority = PrivateCa::new("Test authority");
            serve(
                variables,
                &authority,
                authority.server(&["acme.example", "*.acme.example"]),
            )
        },
        || {
            let host = format!("localhost:{}", port());
            let failure = verify(&request(&host, &host)).0.unwrap_err();
            let Cause::WrongName { host, presented } = failure.cause else {
                panic!("{failure:?}")
            };
            assert_eq!(host, "localhost");
            assert_eq!(presented.len(), 2, "{presented:?}");
            assert!(
                presented[0].contains("acme.example") && presented[1].contains("*.acme.example"),
                "{presented:?}"
            );
        },
        nothing_was_sent,
    );
}

/// What a server says that knows no TLS, or none that is safe, as bytes: no library still makes the latter.
fn check_first_bytes(name: &'static str, bytes: &'static [u8], cause: impl FnOnce(u16) -> Cause) {
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
        || check_in_child(&cause(port())),
        drop,
    );
}

#[test]
fn plain_http_on_the_tls_port_is_named() {
    check_first_bytes(
        "http::tls::plain_http_on_the_tls_port_is_named",
        b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n",
        |port| Cause::NotTls {
            host: localhost(),
            port,
        },
    );
}

#[test]
fn a_server_that_refuses_our_versions_is_named() {
    check_first_bytes(
        "http::tls::a_server_that_refuses_our_versions_is_named",
        b"\x15\x03\x01\x00\x02\x02\x46",
        |_| Cause::OldTls { host: localhost() },
    );
}

/// A `ServerHello` of TLS 1.1 (RFC 4346 section 7.4.1.3): version 3.2, 32 bytes, no session, a cipher of its time.
#[test]
fn a_server_that_answers_with_tls_1_1_is_named() {
    check_first_bytes(
        "http::tls::a_server_that_answers_with_tls_1_1_is_named",
        b"\x16\x03\x02\x00\x2a\x02\x00\x00\x26\x03\x020123456789abcdef0123456789abcdef\x00\xc0\x13\x00",
        |_| Cause::OldTls { host: localhost() },
    );
}

#[test]
fn a_connection_that_is_closed_in_the_handshake_is_named() {
    check_first_bytes(
        "http::tls::a_connection_that_is_closed_in_the_handshake_is_named",
        b"",
        |_| Cause::HandshakeCut { host: localhost() },
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
