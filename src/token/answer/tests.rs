//! Every answer that the token endpoint, or something in its place, can give.

use super::*;
use proptest::prelude::*;

fn answer(status: u16, content_type: &str, body: &str) -> Answer {
    Answer {
        status,
        content_type: Some(content_type.to_owned()),
        body: Zeroizing::new(body.as_bytes().to_vec()),
        ..Answer::default()
    }
}

fn read(answer: &Answer) -> Result<Token, Refusal> {
    read_token_answer(
        answer,
        &Redaction::new([Secret::from("s3cr3t-of-many-letters")]),
    )
}

fn token_of(body: &str) -> Token {
    read(&answer(200, "application/json", body)).unwrap()
}

fn check(status: u16, body: &str, refusal: Refusal) {
    assert_eq!(
        read(&answer(status, "application/json", body)),
        Err(refusal),
        "{status} {body:.80}"
    );
}

#[test]
fn talkdesks_documented_answer_is_a_token() {
    let token = token_of(
        r#"{"access_token":"eyJ.a.b","token_type":"Bearer","expires_in":599,"scope":"openid account:read"}"#,
    );
    assert_eq!(token.access_token.expose(), "eyJ.a.b");
    assert_eq!(token.lifetime, Some(Duration::from_secs(599)));
    assert_eq!(
        token.scopes,
        Some(vec!["openid".to_owned(), "account:read".to_owned()])
    );
}

#[test]
fn token_type_is_read_without_regard_to_case() {
    for kind in ["bearer", "BEARER", "Bearer"] {
        token_of(&format!(r#"{{"access_token":"t","token_type":"{kind}"}}"#));
    }
    let other = |token_type| Refusal::OtherTokenType { token_type };
    check(
        200,
        r#"{"access_token":"t","token_type":"mac"}"#,
        other(Some("mac".to_owned())),
    );
}

#[test]
fn a_strange_lifetime_is_unknown() {
    for lifetime in [
        "\"soon\"",
        "-1",
        "0",
        "1e308",
        "599.5",
        "null",
        "{}",
        "18446744073709551616",
    ] {
        let body =
            format!(r#"{{"access_token":"t","token_type":"Bearer","expires_in":{lifetime}}}"#);
        assert_eq!(token_of(&body).lifetime, None, "{lifetime}");
    }
}

#[test]
fn what_is_not_needed_is_ignored() {
    let body = r#"{"refresh_token":"r3fr3sh","id_token":[[{}]],"token_type":"Bearer","access_token":"t","scope":7}"#;
    let token = token_of(body);
    assert_eq!((token.lifetime, token.scopes.clone()), (None, None));
    assert!(!format!("{token:?}").contains("r3fr3sh"));
    let created = answer(
        201,
        "text/plain",
        r#"{"access_token":"t","token_type":"Bearer"}"#,
    );
    assert_eq!(read(&created).unwrap().access_token.expose(), "t");
}

#[test]
fn without_an_access_token_nothing_is_proven() {
    for token in [
        "\"\"",
        "null",
        "7",
        "{}",
        "\"a b\"",
        "\"a\\r\\nX: y\"",
        "\"\u{e9}\"",
    ] {
        let body = format!(r#"{{"access_token":{token},"token_type":"Bearer"}}"#);
        check(200, &body, Refusal::NoAccessToken);
    }
    check(200, r#"{"token_type":"Bearer"}"#, Refusal::NoAccessToken);
    check(200, "{}", Refusal::NoAccessToken);
}

#[test]
fn oauth_errors_are_told_apart_by_their_code() {
    let body = |code: &str| format!(r#"{{"error":"{code}","error_description":"Told so"}}"#);
    let description = Some("Told so".to_owned());
    for status in [200, 400, 401] {
        check(
            status,
            &body("invalid_client"),
            Refusal::InvalidClient {
                named: true,
                status,
                description: description.clone(),
            },
        );
        check(
            status,
            &body("unauthorized"),
            Refusal::Unauthorized {
                status,
                description: description.clone(),
            },
        );
    }
    let description = || Some("Told so".to_owned());
    check(
        400,
        &body("unauthorized_client"),
        Refusal::UnauthorizedClient {
            description: description(),
        },
    );
    check(
        400,
        &body("unsupported_grant_type"),
        Refusal::UnsupportedGrantType {
            description: description(),
        },
    );
    check(
        400,
        &body("invalid_scope"),
        Refusal::InvalidScope {
            description: description(),
        },
    );
    check(
        400,
        &body("invalid_request"),
        Refusal::InvalidRequest {
            description: description(),
        },
    );
    check(
        400,
        &body("temporarily_unavailable"),
        Refusal::ServerError {
            status: 400,
            retry_after: None,
            description: description(),
        },
    );
    let other = |status| Refusal::OtherError {
        status,
        code: "strange".to_owned(),
        description: description(),
    };
    check(400, &body("strange"), other(400));
    check(200, &body("strange"), other(200));
    check(
        401,
        &body("strange"),
        Refusal::InvalidClient {
            named: false,
            status: 401,
            description: Some("strange: Told so".to_owned()),
        },
    );
    check(
        404,
        &body("not_found"),
        Refusal::NotFound {
            status: 404,
            description: Some("not_found: Told so".to_owned()),
        },
    );
    check(
        400,
        r#"{"error":{"code":7}}"#,
        Refusal::OtherError {
            status: 400,
            code: "an error without a name".to_owned(),
            description: None,
        },
    );
    check(
        200,
        r#"{"access_token":"t","token_type":"Bearer","error":"invalid_client"}"#,
        Refusal::InvalidClient {
            named: true,
            status: 200,
            description: None,
        },
    );
}

#[test]
fn other_answers_are_told_apart_by_their_status() {
    check(
        401,
        "",
        Refusal::InvalidClient {
            named: false,
            status: 401,
            description: None,
        },
    );
    check(
        401,
        "<html>",
        Refusal::InvalidClient {
            named: false,
            status: 401,
            description: None,
        },
    );
    check(
        403,
        r#"{"code":"0060002","message":"Forbidden access."}"#,
        Refusal::Forbidden {
            description: Some("Forbidden access.".to_owned()),
        },
    );
    check(
        404,
        "<html>Not here</html>",
        Refusal::NotFound {
            status: 404,
            description: None,
        },
    );
    check(
        410,
        "",
        Refusal::NotFound {
            status: 410,
            description: None,
        },
    );
    check(
        400,
        "",
        Refusal::UnexpectedStatus {
            status: 400,
            description: None,
        },
    );
    check(
        405,
        "{}",
        Refusal::UnexpectedStatus {
            status: 405,
            description: None,
        },
    );
    for status in [500, 502, 503, 599] {
        check(
            status,
            r#"{"access_token":"t","token_type":"Bearer"}"#,
            Refusal::ServerError {
                status,
                retry_after: None,
                description: None,
            },
        );
    }
    check(511, "<html>", Refusal::WebPage { status: 511 });
}

#[test]
fn what_is_no_token_answer_is_named() {
    check(200, "", Refusal::EmptyAnswer { status: 200 });
    check(204, "", Refusal::EmptyAnswer { status: 204 });
    check(
        200,
        "<!DOCTYPE html><title>Welcome</title>",
        Refusal::WebPage { status: 200 },
    );
    check(200, "\x1f\u{8b}\u{8}", Refusal::NotJson);
    check(200, r#"{"access_token":"t","#, Refusal::CutOffJson);
    check(
        200,
        r#"[{"access_token":"t","token_type":"Bearer"}]"#,
        Refusal::NotAnObject,
    );
    check(
        200,
        r#"{"access_token":"t","token_type":"Bearer","token_type":"Bearer"}"#,
        Refusal::DuplicateName {
            name: "token_type".to_owned(),
        },
    );
    let deep = "[".repeat(100_000);
    check(
        200,
        &format!(r#"{{"access_token":{deep}"#),
        Refusal::TooDeepJson,
    );
    assert_eq!(
        read(&answer(200, "Text/HTML; charset=utf-8", "Welcome")),
        Err(Refusal::WebPage { status: 200 })
    );
}

#[test]
fn a_redirect_shows_its_host_and_no_more() {
    let check = |location: &str, target: Option<&str>| {
        for status in [301, 302, 303, 307, 308] {
            let answer = Answer {
                status,
                location: Some(location.to_owned()),
                ..Answer::default()
            };
            let target = target.map(str::to_owned);
            assert_eq!(
                read(&answer),
                Err(Refusal::Redirect { status, target }),
                "{location}"
            );
        }
    };
    check(
        "https://login.example.com/a?b=s3cr3t-of-many-letters",
        Some("https://login.example.com"),
    );
    check(
        "http://user:password@evil.example:8080#x",
        Some("http://evil.example:8080"),
    );
    check("//elsewhere.example/x", Some("elsewhere.example"));
    check(
        "https://t\u{430}lkdesk.com/",
        Some("https://t\\u{430}lkdesk.com"),
    );
    check(
        "https://s3cr3t-of-many-letters.example",
        Some("https://[removed].example"),
    );
    check("/login", None);
    check("", None);
}

#[test]
fn retry_after_is_seconds_or_a_date() {
    let check = |text: Option<&str>, retry_after: Option<RetryAfter>| {
        let answer = Answer {
            status: 429,
            retry_after: text.map(str::to_owned),
            ..Answer::default()
        };
        assert_eq!(
            read(&answer),
            Err(Refusal::TooManyRequests {
                retry_after,
                description: None
            }),
            "{text:?}"
        );
    };
    check(Some("120"), Some(RetryAfter::In(Duration::from_mins(2))));
    let date = "1994-11-06T08:49:37Z".parse().unwrap();
    check(
        Some("Sun, 06 Nov 1994 08:49:37 GMT"),
        Some(RetryAfter::At(date)),
    );
    for text in [
        None,
        Some("soon"),
        Some("-1"),
        Some(""),
        Some("99999999999999999999999"),
    ] {
        check(text, None);
    }
}

#[test]
fn the_servers_own_words_are_cleaned_and_cut_and_never_hold_the_secret() {
    let long = "x".repeat(5_000);
    for (sent, shown) in [
        (r"<b>Bad</b>\u0000 \u202eclient", "Bad client".to_owned()),
        (
            "s3cr3t-of-many-letters is wrong",
            "[removed] is wrong".to_owned(),
        ),
        (long.as_str(), format!("{}…", "x".repeat(200))),
    ] {
        check(
            401,
            &format!(r#"{{"error":"invalid_client","error_description":"{sent}"}}"#),
            Refusal::InvalidClient {
                named: true,
                status: 401,
                description: Some(shown),
            },
        );
    }
    let echo = r#"{"access_token":"long-access-token","token_type":"Bearer","scope":"a s3cr3t-of-many-letters long-access-token"}"#;
    assert_eq!(
        token_of(echo).scopes.unwrap(),
        ["a", "[removed]", "[removed]"]
    );
}

proptest! {
    #[test]
    fn no_answer_crashes_and_only_a_token_is_a_token(status in 100_u16..1000, body in "\\PC{0,200}", html: bool) {
        let kind = if html { "text/html" } else { "application/json" };
        if let Ok(token) = read(&answer(status, kind, &body)) {
            prop_assert!((200..300).contains(&status) && !token.access_token.is_empty());
        }
    }

    #[test]
    fn a_cut_off_token_answer_is_no_token(end in 0_usize..74) {
        let whole = r#"{"access_token":"eyJ.a.b","token_type":"Bearer","expires_in":599,"scope":""}"#;
        prop_assert!(read(&answer(200, "application/json", &whole[..end])).is_err());
    }
}
