//! Answers that are no token. What each body means is tested with `read_token_answer`; here it comes over a socket.

use std::{io::Write as _, time::Duration};

use talkdesk_setup::{
    token::{Refusal, RetryAfter},
    verification::{Cause, Stage},
};

use super::{TOKEN, check_failure, plain_request};
use crate::server::{HttpServer, accepts_and, json, never_ends, page, read_head, silent};

/// One request with the credentials, one answer, one refusal: nothing is tried again.
fn check(answer: Vec<u8>, refusal: Refusal) {
    let server = HttpServer::script(vec![answer]);
    check_failure(
        &plain_request(server.port()),
        Stage::Token,
        &Cause::Refused(refusal),
    );
    assert_eq!(server.requests().len(), 1);
    assert_eq!(server.accepted(), 1);
}

#[test]
fn invalid_client_is_a_401_or_a_400() {
    for (line, status) in [("401 Unauthorized", 401), ("400 Bad Request", 400)] {
        let body = r#"{"error":"invalid_client","error_description":"Bad client credentials"}"#;
        let description = Some("Bad client credentials".to_owned());
        check(
            json(line, body),
            Refusal::InvalidClient {
                status,
                description,
            },
        );
    }
}

#[test]
fn a_bare_401_is_about_the_credentials() {
    let bare = b"HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n";
    check(
        bare.to_vec(),
        Refusal::InvalidClient {
            status: 401,
            description: None,
        },
    );
}

#[test]
fn the_family_of_400() {
    let body = |code: &str| json("400 Bad Request", &format!(r#"{{"error":"{code}"}}"#));
    check(
        body("unauthorized_client"),
        Refusal::UnauthorizedClient { description: None },
    );
    check(
        body("unsupported_grant_type"),
        Refusal::UnsupportedGrantType { description: None },
    );
    check(
        body("invalid_scope"),
        Refusal::InvalidScope { description: None },
    );
    check(
        body("invalid_request"),
        Refusal::InvalidRequest { description: None },
    );
}

#[test]
fn an_unknown_account_is_a_404_with_a_page() {
    check(
        page("404 Not Found", "<html>Nothing here</html>"),
        Refusal::NotFound { status: 404 },
    );
}

#[test]
fn too_many_requests_say_when_to_come_back() {
    let answer = b"HTTP/1.1 429 Too Many Requests\r\nRetry-After: 120\r\nContent-Length: 0\r\n\r\n";
    let retry_after = Some(RetryAfter::In(Duration::from_mins(2)));
    check(answer.to_vec(), Refusal::TooManyRequests { retry_after });
}

#[test]
fn trouble_on_talkdesks_side_shows_its_status() {
    for (line, status) in [
        ("500 Internal Server Error", 500),
        ("502 Bad Gateway", 502),
        ("503 Service Unavailable", 503),
    ] {
        check(
            page(line, "<html>Down</html>"),
            Refusal::ServerError { status },
        );
    }
}

#[test]
fn a_page_is_no_token() {
    check(
        page("200 OK", "<html>Sign in to the network</html>"),
        Refusal::WebPage { status: 200 },
    );
}

#[test]
fn json_that_is_no_token() {
    check(json("200 OK", r#"{"access_token":"t"#), Refusal::CutOffJson);
    check(
        json("200 OK", r#"{"token_type":"Bearer"}"#),
        Refusal::NoAccessToken,
    );
    check(json("200 OK", ""), Refusal::EmptyAnswer { status: 200 });
    check(
        json("200 OK", r#"{"error":"invalid_client"}"#),
        Refusal::InvalidClient {
            status: 200,
            description: None,
        },
    );
}

#[test]
fn a_compressed_answer_is_not_decoded() {
    let mut answer = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Encoding: gzip\r\nContent-Length: 20\r\n\r\n".to_vec();
    answer.extend(b"\x1f\x8b\x08\0\0\0\0\0\0\x03\x03\0\0\0\0\0\0\0\0\0");
    check(answer, Refusal::NotJson);
}

#[test]
fn a_redirect_is_not_followed() {
    for status in [301, 302, 303, 307, 308] {
        let elsewhere = silent();
        let target = format!("http://localhost:{}", elsewhere.port());
        let answer = format!(
            "HTTP/1.1 {status} Moved\r\nLocation: {target}/oauth/token\r\nContent-Length: 0\r\n\r\n"
        );
        check(
            answer.into_bytes(),
            Refusal::Redirect {
                status,
                target: Some(target),
            },
        );
        assert_eq!(elsewhere.accepted(), 0);
    }
}

#[test]
fn at_most_64_kib_are_read() {
    let too_large = Cause::AnswerTooLarge {
        host: "localhost".to_owned(),
        limit: 65_536,
    };
    let endless = never_ends();
    check_failure(&plain_request(endless.port()), Stage::Token, &too_large);

    let padded = |length: usize| {
        json(
            "200 OK",
            &format!("{TOKEN}{}", " ".repeat(length - TOKEN.len())),
        )
    };
    let server = HttpServer::script(vec![padded(65_537)]);
    check_failure(&plain_request(server.port()), Stage::Token, &too_large);

    let server = HttpServer::script(vec![padded(65_536)]);
    super::verify(&plain_request(server.port())).0.unwrap();
}

#[test]
fn what_is_not_http_is_named() {
    for bytes in [
        &b"220 mail.example ESMTP\r\n"[..],
        b"\0\x01\x02\x03\r\n\r\n",
    ] {
        let server = accepts_and(move |stream| {
            read_head(stream)?;
            stream.write_all(bytes)
        });
        let host = "localhost".to_owned();
        check_failure(
            &plain_request(server.port()),
            Stage::Token,
            &Cause::NotHttp { host },
        );
    }
}
