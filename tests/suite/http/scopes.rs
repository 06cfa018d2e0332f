//! Scopes that were asked for, and a refusal that may be about them: one request more, without any.

use talkdesk_setup::{
    diagnosis::{Problem, Remedy, explain},
    token::Refusal,
    verification::{Cause, Failure, VerifyRequest},
};

use super::{ACCOUNT, TOKEN, from_united_states, plain_request, reads, verify};
use crate::server::{HttpServer, json};

const UNKNOWN: &str = r#"{"error":"invalid_client"}"#;
const BAD_SCOPE: &str = r#"{"error":"invalid_scope"}"#;

fn asking_for(port: u16, scopes: &str) -> VerifyRequest {
    VerifyRequest {
        scope: Some(scopes.to_owned()),
        ..from_united_states(plain_request(port))
    }
}

/// The exchange that asks for `scopes` and gets these answers, each once.
fn refused(scopes: &str, answers: Vec<Vec<u8>>) -> (Failure, Problem) {
    let asked = answers.len();
    let server = HttpServer::script(answers);
    let request = asking_for(server.port(), scopes);
    let failure = verify(&request).0.unwrap_err();
    let sent = server.requests();
    assert_eq!(sent.len(), asked);
    assert!(sent[0].ends_with("%3Aread"), "{}", sent[0]);
    for second in sent.iter().skip(1) {
        assert!(
            second.ends_with("\r\n\r\ngrant_type=client_credentials"),
            "{second}"
        );
    }
    let problem = explain(&failure, &request.target());
    (failure, problem)
}

#[test]
fn row_41_a_scope_that_the_client_does_not_have_is_named() {
    for first in [
        json("401 Unauthorized", UNKNOWN),
        json("401 Unauthorized", ""),
        json("400 Bad Request", BAD_SCOPE),
    ] {
        let (failure, problem) = refused(
            "account:read users:read",
            vec![first, json("200 OK", TOKEN)],
        );
        assert!(
            matches!(&failure.cause, Cause::ScopesRefused { missing, .. } if *missing == ["users:read"]),
            "{failure:?}"
        );
        reads(
            &problem,
            "The client ID and secret are right, but the client does not have the permission (scope) users:read.",
            "Ruled out: the network, the region, the client ID and the secret.",
            "Add it to the client in Talkdesk",
            Remedy::ChangeScopes,
        );
    }
}

#[test]
fn row_41_a_scope_that_was_added_minutes_ago_asks_for_patience() {
    let (failure, problem) = refused(
        "account:read",
        vec![json("401 Unauthorized", UNKNOWN), json("200 OK", TOKEN)],
    );
    assert!(
        matches!(&failure.cause, Cause::ScopesRefused { missing, .. } if missing.is_empty()),
        "{failure:?}"
    );
    reads(
        &problem,
        "Talkdesk does not take them with the permissions (scopes) that you asked for: account:read.",
        "Without these permissions, Talkdesk accepted them.",
        "Take out those that you do not need.",
        Remedy::ChangeScopes,
    );
    assert_eq!(problem.otherwise[0].remedies, [Remedy::Wait]);
}

#[test]
fn row_41_scopes_are_ruled_out_where_nothing_changes_without_them() {
    let (failure, problem) = refused(
        "account:read",
        vec![
            json("401 Unauthorized", UNKNOWN),
            json("401 Unauthorized", UNKNOWN),
        ],
    );
    assert!(
        matches!(
            failure.cause,
            Cause::RefusedWithoutScopesToo(Refusal::InvalidClient { .. })
        ),
        "{failure:?}"
    );
    reads(
        &problem,
        "Talkdesk does not know this client ID and secret together.",
        "Ruled out: the network and the permissions (scopes). Not ruled out: the region.",
        "Paste both again",
        Remedy::ChangeClientSecret,
    );

    let (_, problem) = refused(
        "account:read",
        vec![
            json("400 Bad Request", BAD_SCOPE),
            json("400 Bad Request", BAD_SCOPE),
        ],
    );
    reads(
        &problem,
        "The client has no permissions (scopes) that Talkdesk accepts.",
        "Ruled out: the network",
        "Add permissions to the client in Talkdesk",
        Remedy::CreateNewClient,
    );
}

#[test]
fn a_second_request_that_says_nothing_leaves_the_first_refusal() {
    let (failure, problem) = refused(
        "account:read",
        vec![
            json("400 Bad Request", BAD_SCOPE),
            json("503 Service Unavailable", ""),
        ],
    );
    assert_eq!(
        failure.cause,
        Cause::Refused(Refusal::InvalidScope { description: None })
    );
    reads(
        &problem,
        "Talkdesk does not give this client all of the permissions (scopes) that you asked for: account:read.",
        "Ruled out: the network.",
        "Take out those that the client does not have",
        Remedy::ChangeScopes,
    );
}

/// Neither a refusal that is not about scopes, nor one without any.
#[test]
fn nothing_else_is_sent_twice() {
    refused(
        "account:read",
        vec![json(
            "400 Bad Request",
            r#"{"error":"unauthorized_client"}"#,
        )],
    );
    refused("account:read", vec![json("503 Service Unavailable", "")]);
    let server = HttpServer::script(vec![json("400 Bad Request", BAD_SCOPE)]);
    verify(&plain_request(server.port())).0.unwrap_err();
    assert_eq!(server.requests().len(), 1);
}

#[test]
fn row_38_the_granted_scopes_are_known_whatever_was_asked_for() {
    let server = HttpServer::script(vec![json("200 OK", TOKEN), json("200 OK", ACCOUNT)]);
    let proof = verify(&asking_for(server.port(), "account:read users:read"))
        .0
        .unwrap();
    assert_eq!(proof.scopes.unwrap(), ["openid", "account:read"]);
}
