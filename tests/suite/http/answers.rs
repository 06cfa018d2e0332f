//! Answers that are no token. What each body means is tested with `read_token_answer`; here it comes over a socket.

use std::{io::Write as _, process::Command, time::Duration};

use talkdesk_setup::{
    diagnosis::{Problem, Remedy, explain},
    token::{Refusal, RetryAfter},
    verification::{ApiOutcome, Cause, Proof, Stage},
};

use super::{ACCOUNT, TOKEN, check_failure, from_united_states, plain_request, reads};
use crate::server::{HttpServer, accepts_and, json, never_ends, page, read_head, silent};

/// One request with the credentials, one answer, one refusal: nothing is tried again. What a person reads of it.
fn check(answer: Vec<u8>, refusal: Refusal) -> Problem {
    let server = HttpServer::script(vec![answer]);
    let problem = check_failure(
        &from_united_states(plain_request(server.port())),
        Stage::Token,
        &Cause::Refused(refusal),
    );
    assert_eq!(server.requests().len(), 1);
    assert_eq!(server.accepted(), 1);
    problem
}

const OTHER_REGIONS: [Remedy; 2] = [Remedy::TryInEurope, Remedy::TryInCanada];

#[test]
fn row_23_a_redirect_is_not_followed_and_its_host_is_shown() {
    for status in [301, 302, 303, 307, 308] {
        let elsewhere = silent();
        let target = format!("http://localhost:{}", elsewhere.port());
        let answer = format!(
            "HTTP/1.1 {status} Moved\r\nLocation: {target}/oauth/token\r\nContent-Length: 0\r\n\r\n"
        );
        let problem = check(
            answer.into_bytes(),
            Refusal::Redirect {
                status,
                target: Some(target.clone()),
            },
        );
        reads(
            &problem,
            &format!("wants to pass this program on to {target}."),
            "Your client ID and secret were not sent on.",
            "This program does not follow, because your secret would go with it.",
            Remedy::ChangeAccount,
        );
        assert_eq!(elsewhere.accepted(), 0);
    }
    let look_alike =
        "HTTP/1.1 302 Found\r\nLocation: https://t\u{430}lkdesk.com/\r\nContent-Length: 0\r\n\r\n";
    let problem = check(
        look_alike.as_bytes().to_vec(),
        Refusal::Redirect {
            status: 302,
            target: None,
        },
    );
    reads(
        &problem,
        "pass this program on to another page.",
        "",
        "",
        Remedy::ChangeAccount,
    );
}

#[test]
fn row_24_a_404_with_a_page_is_about_the_account_or_the_region() {
    let problem = check(
        page("404 Not Found", "<html>Nothing here</html>"),
        Refusal::NotFound {
            status: 404,
            description: None,
        },
    );
    reads(
        &problem,
        "Talkdesk in the United States knows no account acme that programs can sign in to.",
        "Not ruled out: your client ID and secret, which may be right elsewhere.",
        "Check the account name and the region",
        Remedy::ChangeAccount,
    );
    assert_eq!(problem.remedies[1..3], OTHER_REGIONS);
}

#[test]
fn row_25_too_many_requests_say_when_to_come_back() {
    let answer = b"HTTP/1.1 429 Too Many Requests\r\nRetry-After: 120\r\nContent-Length: 0\r\n\r\n";
    let retry_after = Some(RetryAfter::In(Duration::from_mins(2)));
    let problem = check(
        answer.to_vec(),
        Refusal::TooManyRequests {
            retry_after,
            description: None,
        },
    );
    reads(
        &problem,
        "Talkdesk has had too many requests and wants a pause.",
        "Nothing you entered was judged.",
        "Wait 2 minutes, then try again. This program does not try on its own.",
        Remedy::TryAgain,
    );
}

#[test]
fn row_26_trouble_on_talkdesks_side_shows_its_status() {
    for (line, status) in [
        ("500 Internal Server Error", 500),
        ("502 Bad Gateway", 502),
        ("503 Service Unavailable", 503),
    ] {
        let problem = check(
            page(line, "<html>Down</html>"),
            Refusal::ServerError {
                status,
                retry_after: None,
                description: None,
            },
        );
        reads(
            &problem,
            &format!("Talkdesk has trouble on its own side (HTTP {status})."),
            "Nothing you entered was judged.",
            "Wait a few minutes and try again.",
            Remedy::TryAgain,
        );
    }
}

/// Row 10 is a network that wants a sign-in first: a page where a token was expected.
#[test]
fn rows_10_and_27_a_page_is_no_token() {
    let sign_in = "HTTP/1.1 511 Network Authentication Required\r\nContent-Length: 0\r\n\r\n";
    for (answer, status) in [
        (page("200 OK", "<html>Sign in to the network</html>"), 200),
        (sign_in.as_bytes().to_vec(), 511),
    ] {
        let problem = check(answer, Refusal::WebPage { status });
        reads(
            &problem,
            "A web page came back where Talkdesk's answer was expected.",
            "something on your network answered in Talkdesk's place",
            "If a page asks you to sign in to the network, do that, and try again.",
            Remedy::TryAgain,
        );
    }
}

#[test]
fn row_28_at_most_64_kib_are_read() {
    let too_large = Cause::AnswerTooLarge {
        host: "localhost".to_owned(),
        limit: 65_536,
    };
    let endless = never_ends();
    let problem = check_failure(&plain_request(endless.port()), Stage::Token, &too_large);
    reads(
        &problem,
        "The answer of localhost is far too long to be Talkdesk's.",
        "which Talkdesk has not judged",
        "Something else probably answers in its place.",
        Remedy::TryAgain,
    );

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

/// Sixteen MiB of white space in front of a token, which decoding would find.
#[test]
fn row_29_a_compressed_bomb_is_not_unpacked_to_its_end() {
    let folder = tempfile::tempdir().unwrap();
    let plain = folder.path().join("bomb");
    let mut content = vec![b' '; 16 << 20];
    content.extend(TOKEN.as_bytes());
    std::fs::write(&plain, content).unwrap();
    let packed = Command::new("gzip")
        .args(["--best", "--stdout"])
        .arg(&plain)
        .output()
        .expect("gzip runs");
    assert!(packed.status.success() && packed.stdout.len() < 60_000);
    let mut answer = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Encoding: gzip\r\nContent-Length: {}\r\n\r\n",
        packed.stdout.len()
    )
    .into_bytes();
    answer.extend(packed.stdout);
    let server = HttpServer::script(vec![answer]);

    let problem = check_failure(
        &plain_request(server.port()),
        Stage::Token,
        &Cause::Refused(Refusal::TooLong {
            status: 200,
            limit: 65_536,
        }),
    );

    let request = server.requests().remove(0).to_lowercase();
    assert!(!request.contains("accept-encoding"), "{request}");
    reads(
        &problem,
        "Unpacked, the answer is far too long to be Talkdesk's.",
        "Nothing was proven of your client ID and secret.",
        "something else may answer in Talkdesk's place",
        Remedy::TryAgain,
    );
}

/// A 2xx answer that is none of Talkdesk's, and the sentence for it.
fn check_unreadable(body: &str, refusal: Refusal, happened: &str) {
    let problem = check(json("200 OK", body), refusal);
    reads(
        &problem,
        happened,
        "Nothing was proven of your client ID and secret.",
        "something else may answer in Talkdesk's place",
        Remedy::TryAgain,
    );
}

#[test]
fn row_30_truncated_json_is_named() {
    check_unreadable(
        r#"{"access_token":"t"#,
        Refusal::CutOffJson,
        "The answer of Talkdesk's host ends in the middle.",
    );
    check_unreadable(
        "",
        Refusal::EmptyAnswer { status: 200 },
        "Talkdesk's host agreed, but its answer is empty.",
    );
}

#[test]
fn row_31_deep_json_is_refused_without_a_crash() {
    for opening in ["[", r#"{"a":"#] {
        check_unreadable(
            &format!(r#"{{"scope":{}"#, opening.repeat(10_000)),
            Refusal::TooDeepJson,
            "is nested deeper than any of Talkdesk's.",
        );
    }
    let server = HttpServer::script(vec![json("200 OK", &"[".repeat(100_000))]);
    let too_large = Cause::AnswerTooLarge {
        host: "localhost".to_owned(),
        limit: 65_536,
    };
    check_failure(&plain_request(server.port()), Stage::Token, &too_large);
}

#[test]
fn row_32_duplicate_keys_are_refused() {
    check_unreadable(
        r#"{"access_token":"a","token_type":"Bearer","access_token":"b"}"#,
        Refusal::DuplicateName {
            name: "access_token".to_owned(),
        },
        "says one thing twice (access_token), so it is not clear what counts.",
    );
}

#[test]
fn row_33_without_an_access_token_nothing_is_verified() {
    for body in [
        r#"{"token_type":"Bearer"}"#,
        r#"{"access_token":"","token_type":"Bearer"}"#,
        r#"{"access_token":7,"token_type":"Bearer"}"#,
    ] {
        check_unreadable(
            body,
            Refusal::NoAccessToken,
            "The answer of Talkdesk's host holds no pass (access token).",
        );
    }
}

/// An answer with a token, with `more` in it, and what it proves.
fn prove(more: &str) -> Proof {
    let body = format!(r#"{{"access_token":"t0k3n-of-many-letters",{more}}}"#);
    let server = HttpServer::script(vec![json("200 OK", &body), json("200 OK", ACCOUNT)]);
    let (result, _) = super::verify(&plain_request(server.port()));
    result.unwrap()
}

#[test]
fn row_34_the_type_of_a_token_is_bearer_in_any_spelling() {
    for spelling in ["bearer", "BEARER", "Bearer"] {
        let proof = prove(&format!(r#""token_type":"{spelling}""#));
        assert!(matches!(proof.api, ApiOutcome::Account { .. }), "{proof:?}");
    }
    check_unreadable(
        r#"{"access_token":"a","token_type":"mac"}"#,
        Refusal::OtherTokenType {
            token_type: Some("mac".to_owned()),
        },
        "holds a pass (token) of a kind that cannot be used: mac.",
    );
    let unnamed = prove(r#""expires_in":599"#);
    assert!(
        matches!(unnamed.api, ApiOutcome::Account { .. }),
        "{unnamed:?}"
    );
}

#[test]
fn row_35_a_strange_lifetime_is_unknown() {
    for lifetime in [r#""soon""#, "-1", "1e308", "0", "null", "599.5"] {
        let proof = prove(&format!(r#""token_type":"Bearer","expires_in":{lifetime}"#));
        assert_eq!(proof.token_lifetime, None, "{lifetime}");
    }
    for lifetime in ["599", r#""599""#, "599.0"] {
        let known = prove(&format!(r#""token_type":"Bearer","expires_in":{lifetime}"#));
        assert_eq!(known.token_lifetime, Some(Duration::from_secs(599)));
    }
}

#[test]
fn row_36_unknown_fields_are_ignored() {
    let proof = prove(r#""token_type":"Bearer","x":{"y":[1,null]},"error":null,"scope":"openid""#);
    assert_eq!(proof.scopes.unwrap(), ["openid"]);
}

#[test]
fn row_37_a_refresh_token_is_dropped() {
    let proof = prove(r#""token_type":"Bearer","refresh_token":"r3fr3sh-of-many-letters""#);
    assert!(!format!("{proof:?}").contains("r3fr3sh"), "{proof:?}");
}

#[test]
fn row_39_an_unknown_pair_gives_the_likely_reasons_in_their_order() {
    for (line, status) in [("401 Unauthorized", 401), ("400 Bad Request", 400)] {
        let body = r#"{"error":"invalid_client","error_description":"Bad client credentials"}"#;
        let description = Some("Bad client credentials".to_owned());
        let problem = check(
            json(line, body),
            Refusal::InvalidClient {
                named: true,
                status,
                description,
            },
        );
        check_unknown_pair(&problem);
    }
    let bare = b"HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n";
    let problem = check(
        bare.to_vec(),
        Refusal::InvalidClient {
            named: false,
            status: 401,
            description: Some("Basic realm=\"x\"".to_owned()),
        },
    );
    check_unknown_pair(&problem);
}

fn check_unknown_pair(problem: &Problem) {
    reads(
        problem,
        "Talkdesk does not know this client ID and secret together.",
        "Not ruled out: the region.",
        "If not, create a new client.",
        Remedy::ChangeClientSecret,
    );
    let reasons: Vec<(&str, &[Remedy])> = problem
        .otherwise
        .iter()
        .map(|likely| (likely.reason.as_str(), likely.remedies.as_slice()))
        .collect();
    assert_eq!(
        reasons[..2],
        [
            (
                "The client was made a few minutes ago.",
                &[Remedy::Wait][..]
            ),
            ("Your account is in another region.", &OTHER_REGIONS),
        ]
    );
}

#[test]
fn talkdesks_own_unauthorized_says_no_more_than_it_knows() {
    let problem = check(
        json("401 Unauthorized", r#"{"error":"unauthorized"}"#),
        Refusal::Unauthorized {
            status: 401,
            description: None,
        },
    );
    reads(
        &problem,
        "Talkdesk does not let this client in, and does not say why.",
        "Not ruled out: the client ID, the secret and the account's own rules.",
        "Paste the client ID and the secret again",
        Remedy::ChangeClientSecret,
    );
}

#[test]
fn row_40_a_client_without_the_grant_is_told_which_box_to_tick() {
    let body = |code: &str| json("400 Bad Request", &format!(r#"{{"error":"{code}"}}"#));
    let problem = check(
        body("unauthorized_client"),
        Refusal::UnauthorizedClient { description: None },
    );
    reads(
        &problem,
        "This client may not sign in on its own, without a person.",
        "Ruled out: the network.",
        "tick Client credentials",
        Remedy::CreateNewClient,
    );
    let problem = check(
        body("unsupported_grant_type"),
        Refusal::UnsupportedGrantType { description: None },
    );
    reads(
        &problem,
        "This Talkdesk account does not let programs sign in on their own.",
        "Ruled out: the network.",
        "see that Client credentials is ticked",
        Remedy::CreateNewClient,
    );
}

#[test]
fn a_request_that_is_not_understood_points_at_the_host() {
    let problem = check(
        json("400 Bad Request", r#"{"error":"invalid_request"}"#),
        Refusal::InvalidRequest { description: None },
    );
    reads(
        &problem,
        "Talkdesk did not understand the request.",
        "Ruled out: the network.",
        "A wrong host is the likeliest cause.",
        Remedy::ChangeAccount,
    );
}

#[test]
fn row_42_the_servers_own_words_are_cleaned_cut_and_redacted() {
    const SECRET: &str = "s3cr3t-of-many-letters";
    let wrote = |description: &str| {
        let body = serde_json::json!({"error": "invalid_client", "error_description": description});
        let server = HttpServer::script(vec![json("401 Unauthorized", &body.to_string())]);
        let request = plain_request(server.port());
        let failure = super::verify(&request).0.unwrap_err();
        let problem = explain(&failure, &request.target());
        assert!(!format!("{failure:?} {problem:?}").contains("of-many-letters"));
        problem.details.last().unwrap().clone()
    };
    assert_eq!(
        wrote("a\u{7}b\u{1b}[31m\u{202e}c\u{2066}<script>alert(1)</script> \r\n d"),
        "The server wrote: a b [31mc alert(1) d"
    );
    assert_eq!(
        wrote(&format!("no client with {SECRET}")),
        "The server wrote: no client with [removed]"
    );
    assert_eq!(
        wrote(&format!(
            "pair {}",
            "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY6czNjcjN0LW9mLW1hbnktbGV0dGVycw=="
        )),
        "The server wrote: pair [removed]"
    );
    let long = wrote(&"x".repeat(60_000));
    assert!(long.chars().count() < 250 && long.ends_with('…'), "{long}");

    let megabyte = format!(
        r#"{{"error":"invalid_client","error_description":"{}"}}"#,
        "x".repeat(1 << 20)
    );
    let server = HttpServer::script(vec![json("401 Unauthorized", &megabyte)]);
    let too_large = Cause::AnswerTooLarge {
        host: "localhost".to_owned(),
        limit: 65_536,
    };
    check_failure(&plain_request(server.port()), Stage::Token, &too_large);
}

#[test]
fn row_43_an_error_inside_a_200_is_a_refusal() {
    let problem = check(
        json("200 OK", r#"{"access_token":"t","error":"invalid_client"}"#),
        Refusal::InvalidClient {
            named: true,
            status: 200,
            description: None,
        },
    );
    check_unknown_pair(&problem);
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
        let problem = check_failure(
            &plain_request(server.port()),
            Stage::Token,
            &Cause::NotHttp { host },
        );
        reads(
            &problem,
            "What answers at localhost is no web server.",
            "which Talkdesk has not judged",
            "Something else probably answers in its place.",
            Remedy::TryAgain,
        );
    }
}
