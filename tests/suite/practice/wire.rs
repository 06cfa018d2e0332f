//! A client that knows no HTTP library: what is sent is what stands in the test.

use std::{
    io::{Read as _, Write as _},
    net::TcpStream,
    time::Duration,
};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use talkdesk_setup::practice::Practice;

/// An answer, as it came.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    /// Status line and header lines.
    pub(crate) head: String,
    pub(crate) body: String,
}

impl Answer {
    /// The value of a header that must be there.
    #[track_caller]
    pub(crate) fn header(&self, name: &str) -> &str {
        self.head
            .lines()
            .filter_map(|line| line.split_once(": "))
            .find(|(key, _)| key.eq_ignore_ascii_case(name))
            .map_or_else(|| panic!("no {name} in {}", self.head), |(_, value)| value)
    }
}

/// What a client was made with.
#[derive(Clone, Debug, PartialEq, Eq, serde::Deserialize)]
pub(crate) struct Credentials {
    pub(crate) id: String,
    pub(crate) secret: String,
}

impl Credentials {
    /// The value of an `Authorization` header.
    pub(crate) fn basic(&self) -> String {
        let pair = format!("{}:{}", self.id, self.secret);
        format!("Basic {}", STANDARD.encode(pair))
    }
}

/// Sends `request` and reads until the other side closes.
#[track_caller]
pub(crate) fn send(practice: &Practice, request: &str) -> Answer {
    let mut stream = TcpStream::connect(practice.address()).unwrap();
    stream
        .set_read_timeout(Some(Duration::from_secs(20)))
        .unwrap();
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    Answer {
        status: head
            .strip_prefix("HTTP/1.1 ")
            .or_else(|| head.strip_prefix("HTTP/1.0 "))
            .and_then(|rest| rest.get(..3))
            .unwrap()
            .parse()
            .unwrap(),
        head: head.to_owned(),
        body: body.to_owned(),
    }
}

#[track_caller]
pub(crate) fn get(practice: &Practice, host: &str, path: &str) -> Answer {
    send(
        practice,
        &format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"),
    )
}

/// Sends a form as the pretend Talkdesk's own page would.
#[track_caller]
pub(crate) fn post_form(practice: &Practice, path: &str, form: &str) -> Answer {
    let host = practice.address();
    let length = form.len();
    send(
        practice,
        &format!(
            "POST {path} HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {length}\r\n\
             Connection: close\r\n\r\n{form}"
        ),
    )
}

/// Asks `{account}.localhost` for a token.
#[track_caller]
pub(crate) fn exchange(
    practice: &Practice,
    account: &str,
    credentials: &Credentials,
    form: &str,
) -> Answer {
    let authorization = credentials.basic();
    let length = form.len();
    send(
        practice,
        &format!(
            "POST /oauth/token HTTP/1.1\r\nHost: {account}.localhost\r\n\
             Authorization: {authorization}\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {length}\r\n\
             Connection: close\r\n\r\n{form}"
        ),
    )
}

/// The token of an exchange that must succeed.
#[track_caller]
pub(crate) fn token(practice: &Practice, account: &str, credentials: &Credentials) -> String {
    let answer = exchange(
        practice,
        account,
        credentials,
        "grant_type=client_credentials",
    );
    assert_eq!(answer.status, 200, "{}", answer.body);
    between(&answer.body, r#""access_token":""#, "\"").to_owned()
}

/// Makes a client in Builder with the client credentials grant and these scopes.
#[track_caller]
pub(crate) fn create_client(practice: &Practice, account: &str, scopes: &[&str]) -> Credentials {
    let form = ["name=Nexla+Integration&grant=client_credentials"];
    create(
        practice,
        &format!("/admin/{account}/builder/oauth-clients"),
        &[&form, scopes].concat().join("&scope="),
    )
}

/// Sends the form of a new client to the list at `path` and reads what is then shown.
#[track_caller]
pub(crate) fn create(practice: &Practice, path: &str, form: &str) -> Credentials {
    let created = post_form(practice, &format!("{path}/new"), form);
    assert_eq!(created.status, 303, "{}", created.body);
    let page = get(practice, "127.0.0.1", created.header("location")).body;
    Credentials {
        id: between(&page, r#"<code id="client-id">"#, "</code>").to_owned(),
        secret: between(&page, r#"<code id="client-secret">"#, "</code>").to_owned(),
    }
}

/// What stands in `text` between `start` and the next `end`.
#[track_caller]
pub(crate) fn between<'a>(text: &'a str, start: &str, end: &str) -> &'a str {
    let (_, rest) = text
        .split_once(start)
        .unwrap_or_else(|| panic!("no {start} in {text}"));
    rest.split_once(end).unwrap().0
}
