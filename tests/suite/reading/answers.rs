//! What servers and those in front of them really answer, row by row, from the list of cases and of this file's own.

use std::{io::Write as _, time::Duration};

use flate2::{Compression, write::GzEncoder};
use serde::Deserialize;
use std::collections::BTreeMap;
use talkdesk_setup::{
    diagnosis::{Problem, explain},
    foreign_text::Redaction,
    secret::Secret,
    token::{Answer, Refusal, RetryAfter, Token, is_whole_without_its_end, read_token_answer},
    verification::{Cause, Failure, Stage},
};

#[derive(Deserialize)]
struct Cases {
    cases: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    name: String,
    status: u16,
    headers: BTreeMap<String, String>,
    body: String,
}

const GOOD: &str = r#"{"access_token":"a.b.c","token_type":"Bearer","expires_in":599}"#;

fn gzip(text: &str) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(text.as_bytes()).unwrap();
    encoder.finish().unwrap()
}

fn answer(case: &Case) -> Answer {
    let header = |name: &str| case.headers.get(name).cloned();
    let body = match case.body.strip_prefix("gzip of ") {
        Some("a good answer") => gzip(GOOD),
        Some(text) => gzip(text),
        None => case.body.clone().into_bytes(),
    };
    Answer {
        status: case.status,
        content_type: header("Content-Type"),
        content_encoding: header("Content-Encoding"),
        retry_after: header("Retry-After"),
        www_authenticate: header("WWW-Authenticate"),
        body: body.into(),
        ..Answer::default()
    }
}

fn read(answer: &Answer) -> Result<Token, Refusal> {
    read_token_answer(
        answer,
        &Redaction::new([Secret::from("s3cr3t-of-many-letters")]),
    )
}

/// What a person reads of a refusal.
fn problem(refusal: Refusal) -> Problem {
    let failure = Failure {
        stage: Stage::Token,
        cause: Cause::Refused(refusal),
        took: Duration::from_millis(1),
        unused_proxy: None,
    };
    explain(&failure, &crate::http::plain_request(1).target())
}

/// What came out, in one line: the token with its facts, or what a person reads.
fn outcome(answer: &Answer) -> String {
    match read(answer) {
        Ok(token) => format!(
            "token {} for {:?}, scopes {:?}, notes {:?}",
            token.access_token.expose(),
            token.lifetime,
            token.scopes,
            token.notes
        ),
        Err(refusal) => {
            let kind = format!("{refusal:?}");
            let problem = problem(refusal);
            format!(
                "{kind} {} {} {:?}",
                problem.what_happened, problem.what_to_do, problem.details
            )
        }
    }
}

/// What the outcome of a row of the list has to have.
fn words_for(name: &str) -> &[&str] {
    match name {
        "gzip, unasked, with Content-Encoding"
        | "gzip, unasked, without Content-Encoding"
        | "byte order mark before JSON"
        | "Connection: close, no length, TLS closed without close_notify, JSON whole" => {
            &["token a.b.c", "scopes None, notes []"]
        }
        "gzip on a 401 with unauthorized_client" | "byte order mark before an error" => {
            &["UnauthorizedClient", "tick Client credentials"]
        }
        "token_type missing" | "token_type BearerToken" => &["token a.b.c", "was tried as Bearer"],
        "scope as a list" => &[r#"Some(["openid", "account:read"])"#],
        "expires_in as text" | "expires_in 599.0" => &["for Some(599s)"],
        "error empty beside a token" => &["token a.b.c"],
        "503 with Retry-After 120" => &["ServerError", "In(120s)", "Wait 2 minutes"],
        "429 with Retry-After 1.5" => &["TooManyRequests", "In(2s)"],
        "429 with an RFC 850 date" => &["2026-11-25T18:00:00Z", "Wait until 18:00 UTC"],
        "403 challenge page" | "405 captcha page" => {
            &["A firewall or bot filter answered, not Talkdesk's sign-in."]
        }
        "401 in Okta's shape" => &["The server wrote: Client disabled"],
        "400 with error as an object" => &[
            "InvalidClient",
            "HTTP 400 invalid_client",
            "Bad client credentials",
        ],
        "INVALID_CLIENT in capitals" => &["InvalidClient", "HTTP 400 invalid_client"],
        "404 with words" => &["NotFound", "Account suspended"],
        "401 with WWW-Authenticate only" => &["InvalidClient", "The server wrote: Client disabled"],
        "Bearer inside access_token" => &["token a.b.c", "The word Bearer stood in front"],
        other => panic!("no words for {other:?}"),
    }
}

#[test]
fn every_case_comes_out_right() {
    let cases: Cases = serde_json::from_str(include_str!("cases/token-answers.json")).unwrap();
    assert!(cases.cases.len() > 20);
    for case in cases.cases {
        let outcome = outcome(&answer(&case));
        for words in words_for(&case.name) {
            assert!(
                outcome.contains(words),
                "{}: {words:?} is not in {outcome}",
                case.name
            );
        }
    }
}

#[test]
fn answers_of_our_own_come_out_right() {
    let utf_16: Vec<u8> = GOOD.encode_utf16().flat_map(u16::to_le_bytes).collect();
    for (status, headers, body, words) in [
        (200, "", utf_16, "token a.b.c"),
        (200, "", b"access_token=a.b.c&token_type=bearer&expires_in=599".to_vec(), "for Some(599s)"),
        (200, "", br#"{"accessToken":"a.b.c","tokenType":"Bearer","expiresIn":599}"#.to_vec(), "for Some(599s)"),
        (200, "br", b"\x0B\x0D\x80\x03".to_vec(), "is packed (br)"),
        (401, "br", b"\x0B\x0D\x80\x03".to_vec(), "is packed (br)"),
        (400, "", br#"{"errors":[{"code":"invalid_client","message":"Unknown client"}]}"#.to_vec(), "Unknown client"),
        (401, "", b"{\"error\":\"invalid_client\",\"error_description\":\"N\xE3o\"}".to_vec(), "The server wrote: Não"),
        (401, "", br#"{"fault":{"faultstring":"Key revoked","detail":{"errorcode":"oauth.v2.InvalidClient"}}}"#.to_vec(), "HTTP 401 invalid_client"),
        (404, "", b"Account suspended".to_vec(), "The server wrote: Account suspended"),
        (400, "", br#"{"error":"slow_down"}"#.to_vec(), "wants a pause"),
        (200, "", b"<html><title>Attention Required! | Cloudflare</title></html>".to_vec(), "A firewall or bot filter"),
        (502, "", b"<html>You have been blocked by the web filter</html>".to_vec(), "A firewall or bot filter"),
    ] {
        let answer = Answer {
            status,
            content_encoding: Some(headers.to_owned()).filter(|header| !header.is_empty()),
            body: body.into(),
            ..Answer::default()
        };
        let outcome = outcome(&answer);
        assert!(outcome.contains(words), "{status}: {words:?} is not in {outcome}");
    }
}

/// What is packed, or ends in the middle, says nothing of the region or the credentials.
#[test]
fn what_cannot_be_read_gives_no_advice_about_region_or_credentials() {
    let cut = gzip(GOOD)[..20].to_vec();
    for (status, encoding, body) in [
        (200, "br", b"\x0B\x0D\x80\x03".to_vec()),
        (401, "zstd", b"\x28\xB5\x2F\xFD\x00".to_vec()),
        (200, "gzip", cut),
        (200, "", b"\x80\x81\x82".to_vec()),
        (200, "", GOOD.as_bytes()[..30].to_vec()),
    ] {
        let answer = Answer {
            status,
            content_encoding: Some(encoding.to_owned()),
            body: body.into(),
            ..Answer::default()
        };
        let problem = problem(read(&answer).unwrap_err());
        assert_eq!(
            problem.remedies,
            [talkdesk_setup::diagnosis::Remedy::TryAgain],
            "{problem:#?}"
        );
        assert!(
            problem.otherwise.is_empty() && !problem.what_to_do.contains("region"),
            "{problem:#?}"
        );
    }
}

#[test]
fn only_whole_json_counts_where_the_end_is_missing() {
    for (body, whole) in [
        (GOOD, true),
        (&GOOD[..40], false),
        ("", false),
        ("{}", true),
    ] {
        let answer = Answer {
            status: 200,
            body: body.as_bytes().to_vec().into(),
            ..Answer::default()
        };
        assert_eq!(is_whole_without_its_end(&answer), whole, "{body}");
    }
}

#[test]
fn a_pause_of_part_of_a_second_is_rounded_up() {
    let answer = Answer {
        status: 429,
        retry_after: Some("0.2".to_owned()),
        ..Answer::default()
    };
    assert_eq!(
        read(&answer),
        Err(Refusal::TooManyRequests {
            retry_after: Some(RetryAfter::In(Duration::from_secs(1))),
            description: None,
        })
    );
}
