//! `GET /account`.

use talkdesk_setup::practice::Practice;

use super::wire::{
    Answer, Credentials, between, create_client, exchange, get, post_form, send, token,
};

#[track_caller]
fn account(practice: &Practice, host: &str, authorization: &str) -> Answer {
    send(
        practice,
        &format!(
            "GET /account HTTP/1.1\r\nHost: {host}\r\nAuthorization: {authorization}\r\n\
             Connection: close\r\n\r\n"
        ),
    )
}

#[test]
fn a_token_with_account_read_sees_its_own_account() {
    let practice = Practice::start().unwrap();
    let client = create_client(&practice, "globex", &["account:read"]);
    let token = token(&practice, "globex", &client);

    let answer = account(&practice, "api.localhost", &format!("Bearer {token}"));

    assert_eq!(answer.status, 200);
    assert_eq!(answer.header("content-type"), "application/json");
    let id = between(&answer.body, r#""id":""#, "\"");
    assert_eq!(id.len(), 24);
    assert_eq!(
        answer.body,
        format!(
            r#"{{"id":"{id}","name":"globex","company_name":"Practice company globex","timezone":"Europe/Lisbon"}}"#
        )
    );
}

#[test]
fn a_token_without_account_read_is_forbidden() {
    let practice = Practice::start().unwrap();
    let client = create_client(&practice, "acme", &["users:read"]);
    let token = token(&practice, "acme", &client);

    let answer = account(&practice, "api.localhost", &format!("Bearer {token}"));

    assert_eq!(answer.status, 403);
    assert_eq!(
        answer.body,
        r#"{"code":"0060002","message":"Forbidden access."}"#
    );
}

#[test]
fn without_a_living_bearer_token_the_answer_is_401() {
    let practice = Practice::start().unwrap();
    let client = create_client(&practice, "acme", &["account:read"]);
    let token = token(&practice, "acme", &client);

    for authorization in [
        "",
        "Bearer",
        "Bearer a.b.c",
        &token,
        &format!("Bearer {token}x"),
        &format!("Basic {token}"),
        &client.basic(),
    ] {
        let answer = account(&practice, "api.localhost", authorization);
        assert_eq!(answer.status, 401, "{authorization}");
        assert_eq!(answer.header("www-authenticate"), "Bearer");
        assert_eq!(
            answer.body,
            r#"{"code":"0060001","message":"Unauthorized access."}"#
        );
    }
    assert_eq!(get(&practice, "api.localhost", "/account").status, 401);
}

#[test]
fn the_api_is_not_served_at_the_host_of_an_account() {
    let practice = Practice::start().unwrap();
    let client = create_client(&practice, "acme", &["account:read"]);
    let bearer = format!("Bearer {}", token(&practice, "acme", &client));

    assert_eq!(account(&practice, "acme.localhost", &bearer).status, 404);
    assert_eq!(account(&practice, "127.0.0.1", &bearer).status, 200);
}

#[test]
fn deleting_a_client_ends_exchanges_and_leaves_tokens_alive() {
    let practice = Practice::start().unwrap();
    let client = create_client(&practice, "acme", &["account:read"]);
    let other = create_client(&practice, "acme", &[]);
    let bearer = format!("Bearer {}", token(&practice, "acme", &client));

    delete(&practice, &client);

    let refused = exchange(&practice, "acme", &client, "grant_type=client_credentials");
    assert_eq!(
        (refused.status, refused.body.as_str()),
        (
            401,
            r#"{"error":"invalid_client","error_description":"Bad client credentials"}"#
        )
    );
    assert_eq!(account(&practice, "api.localhost", &bearer).status, 200);
    token(&practice, "acme", &other);
}

#[track_caller]
fn delete(practice: &Practice, client: &Credentials) {
    let path = format!("/admin/acme/builder/oauth-clients/{}/delete", client.id);
    assert_eq!(post_form(practice, &path, "").status, 303);
}
