//! Texts in which credentials really travel: what is taken from each, and that nothing is left out without a word.

use serde::Deserialize;
use talkdesk_setup::{
    credentials::{Pasted, read_pasted},
    secret::Secret,
};

#[derive(Deserialize)]
struct Cases {
    id: String,
    secret: String,
    #[serde(rename = "cases")]
    list: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    name: String,
    text: String,
    taken: Vec<Value>,
    says: String,
}

#[derive(Deserialize, PartialEq)]
#[serde(rename_all = "lowercase")]
enum Value {
    Id,
    Secret,
}

fn check(cases: &str) {
    let cases: Cases = serde_json::from_str(cases).unwrap();
    let wrong: Vec<String> = cases
        .list
        .iter()
        .filter_map(|case| {
            let pasted = read_pasted(&case.text);
            let fault = fault(case, &pasted, &cases.id, &cases.secret)?;
            Some(format!("{}: {fault}: {:?}", case.name, pasted.notes))
        })
        .collect();
    assert!(
        wrong.is_empty(),
        "{} of {}: {wrong:#?}",
        wrong.len(),
        cases.list.len()
    );
}

fn fault(case: &Case, pasted: &Pasted, id: &str, secret: &str) -> Option<&'static str> {
    let expected_id = case.taken.contains(&Value::Id).then_some(id);
    let expected_secret = case
        .taken
        .contains(&Value::Secret)
        .then(|| Secret::from(secret));
    let says_something = !pasted.notes.is_empty() || pasted.address.is_some();
    let says_nothing = case.says == "nothing";
    let is_whole = case.taken.len() == 2;
    let is_alone = pasted.client_id.is_none() && pasted.client_secret.is_some();
    if pasted.client_id.as_deref() != expected_id {
        Some("another client ID")
    } else if pasted.client_secret != expected_secret {
        Some("another client secret")
    } else if !is_whole && !says_nothing && !says_something && !is_alone {
        Some("not a word")
    } else {
        None
    }
}

#[test]
fn the_listed_texts_are_read() {
    check(include_str!("../fixtures/pasted.json"));
}

#[test]
fn texts_that_nobody_listed_are_read() {
    check(include_str!("../fixtures/pasted_of_our_own.json"));
}

/// What must stand in the sentence, text by text.
#[test]
fn what_is_not_taken_is_named_for_what_it_is() {
    for (text, words) in [
        ("Client secret: ••••••••", "masked"),
        (
            "Client secret: -Zk3vQ9xT_wA7mL0pR4sB8nC2dE6fG1hJ5kM9oP3qS7tU0v…",
            "cut off",
        ),
        ("client_secret: ${{ secrets.TALKDESK }}", "refers to it"),
        ("client_secret = <your secret>", "placeholder"),
        ("client_secret: ENC[AES256_GCM,data:abc]", "encrypted"),
        ("CLIENT_SECRET=", "empty"),
        ("client_secret=abc123", "too short"),
        ("client_id=7f1c2b3a-1111-2222-3333-444455556666", "UUID"),
        ("client_id=23de1feea24c4c0f8b6fa9d6b7a0", "shorter"),
        ("client_id=23de1feea24c4c0f8b6fa9d6b7a0254600", "longer"),
        (
            "client_id=op://vault/talkdesk/id client_secret=****",
            "refers to it",
        ),
        ("client_secret:  86 bytes", "not in this text"),
        (
            "client_secret=vault:secret/data/td#client_secret",
            "refers to it",
        ),
        (
            "client_id=1-a.apps.googleusercontent.com\nclient_secret=GOCSPX-abcdefghijklmnopqrst",
            "Google",
        ),
        (
            "client_secret: 3xQ8Q~abcdefghijklmnopqrstuvwxyz01234567",
            "Microsoft Entra",
        ),
        (
            "client_secret=ghp_abcdefghijklmnopqrstuvwxyz0123456789",
            "GitHub",
        ),
        (
            "SALESFORCE_CLIENT_ID=23de1feea24c4c0f8b6fa9d6b7a02546",
            "Salesforce",
        ),
        (
            "{\"client_id\":\"23de1feea24c4c0f8b6fa9d6b7a02546\",\"private_key\":\"-----BEGIN PRIVATE KEY-----\\nMIGH\"}",
            "key instead of a secret",
        ),
        ("eyJhbGciOiJFUzI1NiJ9.eyJhIjoxfQ.c2ln", "access token"),
        (
            "/home/pat/Downloads/Nexla Integration.json",
            "a file's path",
        ),
        ("PK\u{3}\u{4}\u{14}", "archive"),
        ("data:image/png;base64,iVBORw0KGgo=", "picture"),
        ("<!doctype html><title>Sign in</title>", "web page"),
    ] {
        let pasted = read_pasted(text);
        assert_eq!(pasted.client_secret, None, "{text}");
        assert!(
            pasted.notes.iter().any(|note| note.contains(words)),
            "{text}: {:?}",
            pasted.notes
        );
    }
}

#[test]
fn several_clients_are_named_to_choose_from() {
    let text = include_str!("../fixtures/downloaded/two_clients.json");
    let pasted = read_pasted(text);
    assert_eq!((pasted.client_id, pasted.client_secret), (None, None));
    assert_eq!(pasted.clients.len(), 2);
    for client in &pasted.clients {
        assert!(
            pasted.notes[0].contains(&client.label()),
            "{:?}",
            pasted.notes
        );
        assert!(text.contains(&client.client_id) && text.contains(client.client_secret.expose()));
    }
}
