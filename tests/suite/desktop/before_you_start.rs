//! "Before you start", on its own: what a person learns before Talkdesk shows the one-time secret.

use std::{thread, time::Duration};

use super::{
    talkdesk::Talkdesk,
    window::{Desktop, Window},
};
use crate::session::Keyring;

/// Opens the page of the account and enters one.
fn enter_account(window: &Window<'_>) {
    window
        .press("Set up an account")
        .wait_for("heading", "Which Talkdesk account?");
    window.type_into("text field", "Account name or Talkdesk address", "acme");
}

/// On a desktop with `keyring`, waits for a row about the keychain. Talkdesk is reached, and hears no secret.
fn check(keyring: Keyring, row: &str, then: impl Fn(&Desktop, &Window<'_>)) {
    let talkdesk = Talkdesk::start();
    let desktop = Desktop::with(keyring);
    let variables = talkdesk.variables();
    let variables = variables
        .each_ref()
        .map(|(name, value)| (*name, value.as_str()));
    let window = desktop.open(&[], &variables);
    enter_account(&window);
    window.key("Tab");
    if keyring == Keyring::Unlocked {
        window.wait_for_text("GNOME Keyring and the network are ready, done");
        window.press("Details");
    }
    for row in [
        row,
        "acme.talkdeskid.com answers, done",
        "api.talkdeskapp.com answers, done",
        "Proxy and trusted certificates, done",
    ] {
        window.wait_for_text(row);
    }
    then(&desktop, &window);
    window
        .press("Continue")
        .wait_for("heading", "Create an OAuth client in Talkdesk");
    for server in [&talkdesk.tokens, &talkdesk.api] {
        let requests = server.requests();
        assert!(!requests.is_empty(), "it was asked");
        for request in requests {
            assert!(request.starts_with("HEAD / HTTP/1.1\r\n"), "{request}");
            assert!(
                !request.to_lowercase().contains("authorization"),
                "{request}"
            );
        }
    }
}

#[test]
fn a_keychain_that_works_is_tried_and_left_as_it_was() {
    check(
        Keyring::Unlocked,
        "GNOME Keyring works, done, written, read back, deleted",
        |desktop, _| {
            let search = ["search", "--all", "service", "talkdesk-setup"];
            assert_eq!(desktop.run("secret-tool", &search), "");
        },
    );
}

#[test]
fn what_is_typed_stays_here_until_the_field_is_left() {
    let talkdesk = Talkdesk::start();
    let desktop = Desktop::start();
    let variables = talkdesk.variables();
    let variables = variables
        .each_ref()
        .map(|(name, value)| (*name, value.as_str()));
    let window = desktop.open(&[], &variables);
    window
        .press("Set up an account")
        .wait_for("heading", "Which Talkdesk account?");
    let field = ("text field", "Account name or Talkdesk address");
    window.type_into(field.0, field.1, "Winter2026");
    window.wait_for_text("GNOME Keyring is ready, done");
    thread::sleep(Duration::from_secs(2));
    assert_eq!(talkdesk.asked_for(), [""; 0], "a password may stand there");
    window.key("ctrl+a").typed("acme").key("Tab");
    window.wait_for_text("GNOME Keyring and the network are ready, done");
    let mut asked = talkdesk.asked_for();
    asked.sort();
    asked.dedup();
    assert_eq!(
        asked,
        ["acme.talkdeskid.com:443", "api.talkdeskapp.com:443"]
    );
}

#[test]
fn row_49_a_locked_keychain_is_not_unlocked_unasked() {
    check(
        Keyring::Locked,
        "GNOME Keyring is locked, needs attention",
        |_, window| {
            window.wait_for("button", "Unlock");
        },
    );
}

#[test]
fn row_48_a_missing_keychain_is_told_before_there_is_a_secret() {
    check(
        Keyring::Absent,
        "KeePassXC does not run, needs attention",
        |_, window| {
            // The tests have it installed, and nothing else could be started.
            window.wait_for_text("KeePassXC is installed, but does not run.");
            window.wait_for_text("Start KeePassXC and open your database, then press Check again.");
            window.wait_for("button", "Check again");
        },
    );
}
