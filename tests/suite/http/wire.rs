//! What is on the wire: credentials go out once for each press, in one header, to one host; whatever comes back.

use talkdesk_setup::{
    effects::http::Network,
    verification::{Proof, VerifyRequest},
};

use super::{ACCOUNT, PATIENT, TOKEN, request, runtime};
use crate::server::{HttpServer, json, page};

/// The Basic credentials of [`request`], and the access token of [`TOKEN`].
const CREDENTIALS: &str =
    "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY6czNjcjN0LW9mLW1hbnktbGV0dGVycw==";
const SECRET: &str = "s3cr3t-of-many-letters";

/// A token host whose answer to the token request is this one, on a connection that stays open if it can.
fn token_host(answer: Vec<u8>) -> HttpServer {
    HttpServer::plain(move |request| {
        if request.starts_with("HEAD") {
            b"HTTP/1.1 403 Forbidden\r\nContent-Length: 9\r\n\r\n".to_vec()
        } else {
            answer.clone()
        }
    })
}

/// Verifies over connections that were opened ahead, as the window does, or over new ones.
fn verify(request: &VerifyRequest, ahead: bool) -> Option<Proof> {
    runtime().block_on(async {
        let network = Network::default().within(PATIENT);
        if ahead {
            network.open_ahead(&request.endpoints).await;
        }
        network.verify(request, |_| ()).await.ok()
    })
}

fn to(token: &HttpServer, api: &HttpServer) -> VerifyRequest {
    request(
        &format!("http://localhost:{}", token.port()),
        &format!("http://127.0.0.1:{}", api.port()),
    )
}

/// Those that carry the credentials, after checking that nothing else does, in whatever shape.
fn with_credentials(server: &HttpServer) -> Vec<String> {
    let requests = server.requests();
    for request in &requests {
        let header = format!("\r\nauthorization: Basic {CREDENTIALS}\r\n");
        let rest = request.replacen(&header, "\r\n", 1);
        for piece in [SECRET, &CREDENTIALS[20..60]] {
            assert!(!rest.contains(piece), "{request}");
        }
        let is_post = request.starts_with("POST /oauth/token HTTP/1.1\r\n");
        assert_eq!(request.contains(&header), is_post, "{request}");
    }
    let carries = |request: &String| request.contains(CREDENTIALS);
    requests.into_iter().filter(carries).collect()
}

/// One press, one request, whatever the token host answers; the API host never sees the credentials.
fn check(name: &str, answer: &[u8]) {
    for ahead in [false, true] {
        let token = token_host(answer.to_vec());
        let api = token_host(json("200 OK", ACCOUNT));
        assert!(verify(&to(&token, &api), ahead).is_none(), "{name}");
        assert_eq!(with_credentials(&token).len(), 1, "{name}, ahead: {ahead}");
        assert_eq!(with_credentials(&api).len(), 0, "{name}, ahead: {ahead}");
    }
}

#[test]
fn row_23_a_redirect_is_followed_by_nothing() {
    for status in [301, 302, 303, 307, 308] {
        let target = token_host(json("200 OK", TOKEN));
        let answer = format!(
            "HTTP/1.1 {status} Moved\r\nLocation: http://localhost:{}/oauth/token\r\nContent-Length: 0\r\n\r\n",
            target.port()
        );
        check(&status.to_string(), answer.as_bytes());
        assert_eq!(target.accepted(), 0, "{status}");
    }
}

#[test]
fn rows_28_and_29_an_endless_or_compressed_body_is_asked_for_once() {
    let endless = format!("HTTP/1.1 200 OK\r\n\r\n{}", "x".repeat(200 * 1024));
    check("endless", endless.as_bytes());
    let mut compressed =
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 20\r\n\r\n".to_vec();
    compressed.extend([
        0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    ]);
    check("compressed", &compressed);
}

#[test]
fn no_answer_makes_the_credentials_go_out_again() {
    let cut = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n90\r\n{\"access";
    let refused = json("401 Unauthorized", r#"{"error":"invalid_client"}"#);
    for (name, answer) in [
        ("a page", page("200 OK", "<html></html>")),
        ("refused", refused),
        (
            "too many",
            b"HTTP/1.1 429 Too Many\r\nRetry-After: 0\r\nContent-Length: 0\r\n\r\n".to_vec(),
        ),
        ("a fault", json("500 Internal Server Error", "{}")),
        ("nothing at all", Vec::new()),
        ("cut off in the head", b"HTTP/1.1 200".to_vec()),
        ("cut off in the body", cut.to_vec()),
    ] {
        check(name, &answer);
    }
}

#[test]
fn row_75_what_is_accepted_went_out_once_and_in_one_header() {
    for ahead in [false, true] {
        let token = token_host(json("200 OK", TOKEN));
        let api = token_host(json("200 OK", ACCOUNT));
        assert!(verify(&to(&token, &api), ahead).is_some());
        assert_eq!(with_credentials(&token).len(), 1);
        assert_eq!(with_credentials(&api).len(), 0);
        let heads = |server: &HttpServer| {
            let requests = server.requests();
            let ahead = requests.iter().filter(|one| one.starts_with("HEAD"));
            ahead
                .inspect(|head| assert!(!head.contains("authorization"), "{head}"))
                .count()
        };
        assert_eq!(
            (heads(&token), heads(&api)),
            (usize::from(ahead), usize::from(ahead))
        );
    }
}

#[test]
fn the_only_second_request_is_the_try_without_scopes() {
    let token = token_host(json("401 Unauthorized", r#"{"error":"invalid_client"}"#));
    let api = token_host(json("200 OK", ACCOUNT));
    let mut request = to(&token, &api);
    request.scope = Some("account:read".to_owned());
    assert!(verify(&request, true).is_none());
    let sent = with_credentials(&token);
    assert_eq!(sent.len(), 2);
    assert!(sent[0].ends_with("&scope=account%3Aread"), "{}", sent[0]);
    assert!(
        sent[1].ends_with("\r\n\r\ngrant_type=client_credentials"),
        "{}",
        sent[1]
    );
}
