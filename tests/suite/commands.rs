//! The real program's commands, against a real gnome-keyring and the stand-in for Talkdesk.

mod add_and_remove;
mod at_odds;
mod doctor;
mod exec;
mod generate;
mod list_and_verify;
mod practice;
mod token;

use std::{
    env,
    io::Write as _,
    path::PathBuf,
    process::{Command, Output, Stdio},
};

use serde_json::Value;
use talkdesk_setup::{
    effects::{index_file, vault::Vault},
    keychain::Keychain as _,
    practice::Practice,
    saved::Envelope,
    talkdesk::{Account, Host, Region},
};

use crate::{
    lasting::{account, entry, envelope},
    practice::wire::{Credentials, create_client},
};

const PROGRAM: &str = env!("CARGO_BIN_EXE_talkdesk-setup");

/// Exit code, standard output and standard error.
type Ended = (Option<i32>, String, String);

fn folder() -> PathBuf {
    PathBuf::from(env::var_os("XDG_CONFIG_HOME").unwrap()).join("talkdesk-setup")
}

fn save(envelope: &Envelope) {
    Vault::System.save(envelope).unwrap();
    index_file::change(&folder(), |index| index.put(entry(envelope))).unwrap();
}

/// The account acme at the stand-in.
fn at(practice: &Practice) -> Account {
    account(Region::Other {
        token_host: Host::parse(&practice.token_host("acme")).unwrap(),
        api_host: Host::parse(&practice.api_host()).unwrap(),
    })
}

/// A client of the stand-in, saved for the account acme there.
fn saved_at(practice: &Practice) -> Envelope {
    let Credentials { id, secret } = create_client(practice, "acme", &["account:read"]);
    let saved = envelope(at(practice), &id, &secret);
    save(&saved);
    saved
}

/// The program with a time limit.
fn program(arguments: &[&str]) -> Command {
    let mut command = Command::new("/usr/bin/timeout");
    command.args(["60", PROGRAM]).args(arguments);
    command
}

fn run(arguments: &[&str]) -> Ended {
    ended(program(arguments).stdin(Stdio::null()).output().unwrap())
}

fn run_with_input(arguments: &[&str], input: &[u8]) -> Ended {
    let mut child = program(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A program that does not read it to its end has its reason, which its exit code says.
    child
        .stdin
        .take()
        .unwrap()
        .write_all(input)
        .unwrap_or_default();
    ended(child.wait_with_output().unwrap())
}

/// Adds acme at the stand-in.
fn add(practice: &Practice, more: &[&str], input: &str) -> Ended {
    let hosts = [practice.token_host("acme"), practice.api_host()];
    let [token_host, api_host] = &hosts;
    let line = [
        "add",
        "acme",
        "--token-host",
        token_host,
        "--api-host",
        api_host,
    ];
    run_with_input(&[&line, more].concat(), input.as_bytes())
}

fn ended(output: Output) -> Ended {
    (
        output.status.code(),
        String::from_utf8(output.stdout).unwrap(),
        String::from_utf8(output.stderr).unwrap(),
    )
}

fn ok(line: &str) -> Ended {
    (Some(0), line.to_owned(), String::new())
}

fn failed(code: i32, line: &str) -> Ended {
    (Some(code), String::new(), line.to_owned())
}

/// Standard output as JSON, after an end with this exit code.
#[track_caller]
fn json(ended: Ended, exit_code: i32) -> Value {
    let (code, out, err) = ended;
    assert_eq!(code, Some(exit_code), "{out}{err}");
    let json: Value = serde_json::from_str(&out).unwrap_or_else(|_| panic!("{out}{err}"));
    assert_eq!(json["version"], 1);
    json
}
