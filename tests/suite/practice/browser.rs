//! The pretend Talkdesk in a real browser.

use std::{io::ErrorKind, process::Command};

use serde::Deserialize;
use talkdesk_setup::practice::Practice;

use super::wire::{Credentials, exchange, send, token};

#[derive(Debug, Deserialize)]
struct Clicked {
    kept: Credentials,
    deleted: Credentials,
}

#[test]
fn an_administrator_gets_working_credentials_by_clicking() {
    let practice = Practice::start().unwrap();

    let Clicked { kept, deleted } = click_through(&practice.admin_address("globex"));

    let token = token(&practice, "globex", &kept);
    let account = send(
        &practice,
        &format!(
            "GET /account HTTP/1.1\r\nHost: api.localhost\r\nAuthorization: Bearer {token}\r\n\
             Connection: close\r\n\r\n"
        ),
    );
    assert_eq!(account.status, 200);
    assert!(account.body.contains(r#""name":"globex""#));
    let refused = exchange(
        &practice,
        "globex",
        &deleted,
        "grant_type=client_credentials",
    );
    assert_eq!(refused.status, 401);
}

#[track_caller]
fn click_through(address: &str) -> Clicked {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/node/admin_page.mjs");
    let output = match Command::new("node").args([script, address]).output() {
        Ok(output) => output,
        Err(error) if error.kind() == ErrorKind::NotFound => {
            panic!("node is missing. Install it: apt-get install nodejs npm")
        }
        Err(error) => panic!("node does not start: {error}"),
    };
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{errors}");
    serde_json::from_slice(&output.stdout).unwrap()
}
