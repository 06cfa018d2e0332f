//! What is sent, and what a success proves.

use std::{
    net::{IpAddr, Ipv6Addr},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use talkdesk_setup::{
    connection::Lookup,
    diagnosis::api_warning,
    effects::http::Network,
    secret::Secret,
    verification::{ApiOutcome, Cause, HeaderScheme, Stage, StageFacts},
};

use super::{
    ACCOUNT, PATIENT, TOKEN, connection, names, plain_request, request, runtime, talkdesk, verify,
};
use crate::server::{HttpServer, accepts_and, closed_port, json, page, read_head, silent};

#[test]
fn two_requests_are_sent_and_these_are_their_bytes() {
    let server = talkdesk();
    let port = server.port();

    let (result, _) = verify(&plain_request(port));

    result.unwrap();
    assert_eq!(
        server.requests(),
        [
            format!(
                "POST /oauth/token HTTP/1.1\r\n\
                 authorization: Basic MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY6czNjcjN0LW9mLW1hbnktbGV0dGVycw==\r\n\
                 accept: application/json\r\n\
                 content-type: application/x-www-form-urlencoded\r\n\
                 user-agent: talkdesk-setup/0.1.0\r\n\
                 host: localhost:{port}\r\n\
                 content-length: 29\r\n\r\n\
                 grant_type=client_credentials"
            ),
            format!(
                "GET /account HTTP/1.1\r\n\
                 authorization: Bearer t0k3n-of-many-letters\r\n\
                 accept: application/json\r\n\
                 user-agent: talkdesk-setup/0.1.0\r\n\
                 host: localhost:{port}\r\n\r\n"
            ),
        ]
    );
}

#[test]
fn row_75_a_secret_with_every_sign_arrives_as_it_is() {
    let server = talkdesk();
    let mut request = plain_request(server.port());
    request.client_secret = Secret::from("a%b+ :/=&");
    request.scope = Some("account:read users:read".to_owned());

    verify(&request).0.unwrap();

    let sent = server.requests().remove(0);
    assert!(
        sent.contains("\r\nauthorization: Basic MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY6YSUyNWIlMkIrJTNBJTJGJTNEJTI2\r\n"),
        "{sent}"
    );
    assert!(
        sent.ends_with("\r\n\r\ngrant_type=client_credentials&scope=account%3Aread+users%3Aread"),
        "{sent}"
    );
}

#[test]
fn a_success_says_what_was_proven() {
    let server = talkdesk();

    let (result, stages) = verify(&plain_request(server.port()));

    let proof = result.unwrap();
    assert_eq!(proof.token_lifetime, Some(Duration::from_secs(599)));
    assert_eq!(proof.scopes.unwrap(), ["openid", "account:read"]);
    assert_eq!(proof.api, account(HeaderScheme::Bearer));
    assert_eq!(
        names(&stages),
        [Stage::NameLookup, Stage::SecureConnection, Stage::Token]
    );
    let connection = connection(&stages);
    let Lookup::Found { addresses, .. } = connection.lookup else {
        panic!("{connection:?}")
    };
    assert_eq!(
        addresses,
        [IpAddr::from([127, 0, 0, 1]), Ipv6Addr::LOCALHOST.into()]
    );
    assert_eq!(
        connection.address,
        Some(([127, 0, 0, 1], server.port()).into())
    );
    assert_eq!((connection.tls, connection.proxy), (None, None));
    assert_eq!(
        stages[2].facts,
        StageFacts::Token {
            status: 200,
            lifetime: Some(Duration::from_secs(599)),
            notes: Vec::new(),
        }
    );
}

#[test]
fn a_host_that_is_an_address_needs_no_lookup() {
    let server = talkdesk();
    let host = format!("http://127.0.0.1:{}", server.port());

    let (result, stages) = verify(&request(&host, &host));

    result.unwrap();
    assert_eq!(connection(&stages).lookup, Lookup::NotNeeded);
}

#[test]
fn a_slow_answer_counts_for_the_token_and_not_for_the_connection() {
    let pause = Duration::from_millis(300);
    let server = HttpServer::plain(move |request| {
        if request.starts_with("POST") {
            std::thread::sleep(pause);
            return json("200 OK", TOKEN);
        }
        json("200 OK", ACCOUNT)
    });

    let (result, stages) = verify(&plain_request(server.port()));

    let took: Vec<bool> = stages.iter().map(|done| done.took >= pause).collect();
    assert_eq!(took, [false, false, true], "{stages:?}");
    assert!(result.unwrap().api_took < pause);
}

#[test]
fn row_44_after_a_401_the_api_is_asked_once_more_with_basic() {
    let server = HttpServer::script(vec![
        json("200 OK", TOKEN),
        json("401 Unauthorized", "{}"),
        json("200 OK", ACCOUNT),
    ]);

    let request = plain_request(server.port());
    let (result, _) = verify(&request);

    let api = result.unwrap().api;
    assert_eq!(api, account(HeaderScheme::Basic));
    assert_eq!(
        api_warning(&api, &request.target()).unwrap(),
        "Talkdesk's own documents say that programs show their pass (token) with the word Bearer. This account refused \
         that and took the word Basic. Tell whoever connects other programs to it."
    );
    let requests = server.requests();
    assert!(requests[1].contains("\r\nauthorization: Bearer t0k3n-of-many-letters\r\n"));
    assert!(requests[2].contains("\r\nauthorization: Basic t0k3n-of-many-letters\r\n"));
}

/// The account was not read, the credentials work all the same, and a person reads why.
fn check_warning(answers: &[Vec<u8>], warning: &str) {
    let mut script = vec![json("200 OK", TOKEN)];
    script.extend_from_slice(answers);
    let server = HttpServer::script(script);
    let request = plain_request(server.port());
    let proof = verify(&request).0.unwrap();
    assert_eq!(api_warning(&proof.api, &request.target()).unwrap(), warning);
}

#[test]
fn row_45_a_missing_account_read_leaves_the_token_proven() {
    check_warning(
        &[json(
            "403 Forbidden",
            r#"{"code":"0060002","message":"Forbidden access."}"#,
        )],
        "The credentials work, but may not read the account, so its name could not be compared. For that, add the \
         permission (scope) account:read to the client in Talkdesk.",
    );
}

#[test]
fn row_46_another_accounts_name_is_a_warning_that_names_both() {
    check_warning(
        &[json("200 OK", r#"{"id":"1","name":"globex"}"#)],
        "You entered the account “acme”, but these credentials belong to “globex”. Save them only if that is the \
         account you want.",
    );
}

#[test]
fn row_47_an_api_that_fails_or_is_not_reached_leaves_the_token_proven() {
    check_warning(
        &[json("500 Internal Server Error", "")],
        "The credentials work, but localhost could not say which account they belong to (HTTP 500). You can save now and \
         verify again later.",
    );
    let server = talkdesk();
    let (port, _taken) = closed_port();
    let request = request(
        &format!("http://localhost:{}", server.port()),
        &format!("http://api.localhost:{port}"),
    );
    let proof = verify(&request).0.unwrap();
    assert_eq!(
        api_warning(&proof.api, &request.target()).unwrap(),
        format!(
            "The credentials work, but the account's name could not be compared. api.localhost refused the connection on \
             port {port}. You can save now and verify again later."
        )
    );
}

#[test]
fn what_the_api_says_never_undoes_the_proof() {
    let check = |answers: &[Vec<u8>], outcome: ApiOutcome| {
        let mut script = vec![json("200 OK", TOKEN)];
        script.extend_from_slice(answers);
        let asked = script.len();
        let server = HttpServer::script(script);
        let (result, stages) = verify(&plain_request(server.port()));
        let proof = result.unwrap();
        assert_eq!((proof.api, stages.len()), (outcome, 3));
        assert_eq!(server.requests().len(), asked);
    };
    let unauthorized = json("401 Unauthorized", "");
    check(
        &[unauthorized.clone(), unauthorized],
        ApiOutcome::BothSchemesRefused,
    );
    check(
        &[json(
            "403 Forbidden",
            r#"{"code":"0060002","message":"Forbidden access."}"#,
        )],
        ApiOutcome::Forbidden,
    );
    check(
        &[json("500 Internal Server Error", "")],
        ApiOutcome::Status(500),
    );
    check(
        &[
            b"HTTP/1.1 302 Found\r\nLocation: http://localhost:1/\r\nContent-Length: 0\r\n\r\n"
                .to_vec(),
        ],
        ApiOutcome::Status(302),
    );
    check(&[page("200 OK", "<html></html>")], ApiOutcome::NotAnAccount);
    check(
        &[b"nonsense\r\n\r\n".to_vec()],
        ApiOutcome::NotReached(Cause::NotHttp {
            host: "localhost".to_owned(),
        }),
    );
}

#[test]
fn an_api_host_that_is_not_reached_leaves_the_token_proven() {
    let server = talkdesk();
    let (port, _taken) = closed_port();
    let token_host = format!("http://localhost:{}", server.port());

    let (result, _) = verify(&request(
        &token_host,
        &format!("http://api.localhost:{port}"),
    ));

    let host = "api.localhost".to_owned();
    assert_eq!(
        result.unwrap().api,
        ApiOutcome::NotReached(Cause::ConnectionRefused { host, port })
    );
}

#[test]
fn row_13_canceling_closes_the_connection_within_a_second() {
    let in_answer = Arc::new(AtomicBool::new(false));
    let answers = Arc::clone(&in_answer);
    let answering = accepts_and(move |stream| {
        read_head(stream)?;
        answers.store(true, Ordering::SeqCst);
        std::io::copy(stream, &mut std::io::sink()).map(|_| ())
    });
    let connecting = silent();
    let tls_host = format!("localhost:{}", connecting.port());
    let in_request = plain_request(answering.port());
    let in_handshake = request(&tls_host, &tls_host);

    runtime().block_on(async {
        let patience = Duration::from_secs(10);
        let first = tokio::spawn(async move { patient().verify(&in_request, |_| ()).await });
        let second = tokio::spawn(async move { patient().verify(&in_handshake, |_| ()).await });
        wait_until("both are under way", patience, || {
            in_answer.load(Ordering::SeqCst) && connecting.open() == 1
        })
        .await;
        first.abort();
        second.abort();
        wait_until(
            "both connections are closed",
            Duration::from_secs(1),
            || (answering.open(), connecting.open()) == (0, 0),
        )
        .await;
    });
}

#[test]
fn a_verification_can_run_on_any_thread() {
    fn is_send(_: &impl Send) {}
    is_send(&patient().verify(&plain_request(1), |_| ()));
}

fn patient() -> Network {
    Network::default().within(PATIENT)
}

fn account(scheme: HeaderScheme) -> ApiOutcome {
    ApiOutcome::Account {
        name: "acme".to_owned(),
        company: Some("Acme Inc.".to_owned()),
        scheme,
    }
}

async fn wait_until(what: &str, limit: Duration, reached: impl Fn() -> bool) {
    let started = Instant::now();
    while !reached() {
        assert!(started.elapsed() < limit, "{what}: not within {limit:?}");
        tokio::task::yield_now().await;
    }
}
