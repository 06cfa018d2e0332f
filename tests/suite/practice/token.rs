//! `POST /oauth/token`.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::Value;
use talkdesk_setup::practice::Practice;

use super::wire::{
    Answer, Credentials, between, create, create_client, exchange, get, send, token,
};

const GRANT: &str = "grant_type=client_credentials";

#[test]
fn a_token_comes_in_the_documented_shape() {
    let practice = Practice::start().unwrap();
    let client = create_client(&practice, "acme", &["account:read", "users:read"]);

    let answer = exchange(&practice, "acme", &client, GRANT);

    assert_eq!(answer.status, 200);
    assert_eq!(answer.header("content-type"), "application/json");
    assert_eq!(answer.header("cache-control"), "no-store");
    let token = between(&answer.body, r#""access_token":""#, "\"");
    assert_eq!(
        answer.body,
        format!(
            r#"{{"access_token":"{token}","token_type":"Bearer","expires_in":599,"scope":"openid account:read users:read"}}"#
        )
    );
}

#[test]
fn the_token_is_a_jwt_that_tells_of_account_client_and_scopes() {
    let practice = Practice::start().unwrap();
    let port = practice.address().port();
    let client = create_client(&practice, "acme", &["account:read"]);

    let token = token(&practice, "acme", &client);

    let parts: Vec<Vec<u8>> = token
        .split('.')
        .map(|part| URL_SAFE_NO_PAD.decode(part).unwrap())
        .collect();
    let [header, claims, signature] = parts.try_into().unwrap();
    assert_eq!(header, br#"{"alg":"ES256","typ":"JWT","kid":"practice"}"#);
    assert_eq!(signature.len(), 64);
    let claims: Value = serde_json::from_slice(&claims).unwrap();
    assert_eq!(claims["iss"], format!("http://acme.localhost:{port}"));
    assert_eq!(claims["aud"], format!("http://api.localhost:{port}"));
    assert_eq!(claims["cid"], client.id);
    assert_eq!(claims["scp"], serde_json::json!(["openid", "account:read"]));
    assert_eq!(claims["aid"].as_str().unwrap().len(), 24);
    assert_eq!(claims["jti"].as_str().unwrap().len(), 32);
    let seconds = |claim: &str| claims[claim].as_u64().unwrap();
    assert_eq!(seconds("exp") - seconds("iat"), 599);
    assert_eq!(seconds("nbf"), seconds("iat"));
}

#[test]
fn two_exchanges_give_two_tokens() {
    let practice = Practice::start().unwrap();
    let client = create_client(&practice, "acme", &[]);

    let first = token(&practice, "acme", &client);

    assert_ne!(first, token(&practice, "acme", &client));
}

#[track_caller]
fn check_scopes(form: &str, expected: &str) {
    let practice = Practice::start().unwrap();
    let client = create_client(&practice, "acme", &["account:read", "users:read"]);
    let answer = exchange(&practice, "acme", &client, form);
    assert_eq!(between(&answer.body, r#""scope":""#, "\""), expected);
}

#[test]
fn the_scopes_asked_for_are_granted_and_openid_with_them() {
    check_scopes(
        "grant_type=client_credentials&scope=users%3Aread",
        "openid users:read",
    );
    check_scopes(
        "grant_type=client_credentials&scope=users:read+account:read",
        "openid account:read users:read",
    );
    check_scopes("grant_type=client_credentials&scope=openid", "openid");
    check_scopes(
        "grant_type=client_credentials&scope=",
        "openid account:read users:read",
    );
}

#[track_caller]
fn check_refused(answer: &Answer, status: u16, error: &str, description: &str) {
    assert_eq!(
        (answer.status, answer.body.as_str()),
        (
            status,
            format!(r#"{{"error":"{error}","error_description":"{description}"}}"#).as_str()
        )
    );
    assert_eq!(answer.header("content-type"), "application/json");
    assert_eq!(answer.header("cache-control"), "no-store");
}

#[test]
fn a_missing_grant_type_is_refused() {
    let practice = Practice::start().unwrap();
    let client = create_client(&practice, "acme", &[]);
    for form in ["", "grant_type=", "scope=openid"] {
        let answer = exchange(&practice, "acme", &client, form);
        check_refused(&answer, 400, "invalid_request", "Missing grant type");
    }
}

#[test]
fn another_grant_type_is_refused() {
    let practice = Practice::start().unwrap();
    let client = create_client(&practice, "acme", &[]);
    let answer = exchange(&practice, "acme", &client, "grant_type=password");
    check_refused(
        &answer,
        400,
        "unsupported_grant_type",
        "Unsupported grant type",
    );
}

#[track_caller]
fn check_bad_client(answer: &Answer) {
    check_refused(answer, 401, "invalid_client", "Bad client credentials");
    assert_eq!(
        answer.header("www-authenticate"),
        "Basic realm=\"practice\""
    );
}

#[test]
fn a_wrong_id_a_wrong_secret_and_another_account_are_refused_alike() {
    let practice = Practice::start().unwrap();
    let client = create_client(&practice, "acme", &[]);
    let wrong_secret = Credentials {
        secret: format!("{}A", client.secret),
        ..client.clone()
    };
    let wrong_id = Credentials {
        id: "0".repeat(32),
        ..client.clone()
    };

    check_bad_client(&exchange(&practice, "acme", &wrong_secret, GRANT));
    check_bad_client(&exchange(&practice, "acme", &wrong_id, GRANT));
    check_bad_client(&exchange(&practice, "other", &client, GRANT));
    assert_eq!(exchange(&practice, "ACME", &client, GRANT).status, 200);
}

#[test]
fn a_request_without_credentials_is_refused() {
    let practice = Practice::start().unwrap();
    for authorization in ["", "Authorization: Bearer abc\r\n"] {
        check_bad_client(&send(
            &practice,
            &format!(
                "POST /oauth/token HTTP/1.1\r\nHost: acme.localhost\r\n{authorization}\
                 Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 29\r\n\
                 Connection: close\r\n\r\ngrant_type=client_credentials"
            ),
        ));
    }
}

#[test]
fn a_client_without_the_grant_is_refused() {
    let practice = Practice::start().unwrap();
    let client = create(
        &practice,
        "/admin/acme/builder/oauth-clients",
        "name=Web+page&grant=authorization_code&grant=refresh_token",
    );
    check_refused(
        &exchange(&practice, "acme", &client, GRANT),
        400,
        "unauthorized_client",
        "The client may not use the client credentials grant",
    );
}

#[test]
fn a_scope_that_was_not_granted_is_refused() {
    let practice = Practice::start().unwrap();
    let client = create_client(&practice, "acme", &["account:read"]);
    for scope in ["users:read", "account:read+users:read", "nonsense"] {
        let form = format!("grant_type=client_credentials&scope={scope}");
        check_refused(
            &exchange(&practice, "acme", &client, &form),
            400,
            "invalid_scope",
            "The client was not given a scope that was asked for",
        );
    }
}

#[test]
fn a_body_that_is_no_form_is_refused() {
    let practice = Practice::start().unwrap();
    let basic = create_client(&practice, "acme", &[]).basic();
    for content_type in ["", "Content-Type: application/json\r\n"] {
        let answer = send(
            &practice,
            &format!(
                "POST /oauth/token HTTP/1.1\r\nHost: acme.localhost\r\nAuthorization: {basic}\r\n\
                 {content_type}Content-Length: 29\r\nConnection: close\r\n\r\n\
                 grant_type=client_credentials"
            ),
        );
        check_refused(
            &answer,
            400,
            "invalid_request",
            "Content-Type must be application/x-www-form-urlencoded",
        );
    }
}

#[test]
fn credentials_outside_the_header_are_refused() {
    let practice = Practice::start().unwrap();
    let client = create_client(&practice, "acme", &[]);
    let Credentials { id, secret } = &client;
    let description = "Client credentials belong in the Authorization header";

    let in_body = format!("{GRANT}&client_id={id}&client_secret={secret}");
    let answer = exchange(&practice, "acme", &client, &in_body);
    check_refused(&answer, 400, "invalid_request", description);

    let basic = client.basic();
    let answer = send(
        &practice,
        &format!(
            "POST /oauth/token?client_secret={secret} HTTP/1.1\r\nHost: acme.localhost\r\n\
             Authorization: {basic}\r\nContent-Type: application/x-www-form-urlencoded\r\n\
             Content-Length: 29\r\nConnection: close\r\n\r\ngrant_type=client_credentials"
        ),
    );
    check_refused(&answer, 400, "invalid_request", description);
}

#[test]
fn a_repeated_parameter_is_refused() {
    let practice = Practice::start().unwrap();
    let client = create_client(&practice, "acme", &[]);
    let answer = exchange(&practice, "acme", &client, &format!("{GRANT}&{GRANT}"));
    check_refused(
        &answer,
        400,
        "invalid_request",
        "A parameter was sent twice",
    );
}

#[test]
fn credentials_may_come_form_encoded() {
    let practice = Practice::start().unwrap();
    let Credentials { id, secret } = create_client(&practice, "acme", &[]);
    let id = format!("%{:02X}{}", id.as_bytes()[0], &id[1..]);
    let client = Credentials { id, secret };
    assert_eq!(exchange(&practice, "acme", &client, GRANT).status, 200);
}

#[test]
fn tokens_are_given_by_post_and_not_at_the_host_of_the_api() {
    let practice = Practice::start().unwrap();
    let client = create_client(&practice, "acme", &[]);

    assert_eq!(get(&practice, "acme.localhost", "/oauth/token").status, 405);
    assert_eq!(exchange(&practice, "api", &client, GRANT).status, 404);
}
