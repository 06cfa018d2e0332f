//! First-time setup from the first page to the item in the keychain, and the next start.

use super::{
    talkdesk::{ID, SECRET, Talkdesk},
    window::{Desktop, Window},
};
use crate::session::wait_until;

const ITEM: [&str; 5] = ["lookup", "service", "talkdesk-setup", "username", "acme@us"];

#[test]
fn from_the_first_page_to_the_keychain_and_back() {
    let talkdesk = Talkdesk::start();
    let desktop = Desktop::start();
    let variables = talkdesk.variables();
    let variables = variables
        .each_ref()
        .map(|(name, value)| (*name, value.as_str()));

    let window = desktop.open(&[], &variables);
    set_up(&window);
    the_item_is_in_the_keychain(&desktop);
    talkdesk_was_asked_once(&talkdesk);
    drop(window);

    let window = desktop.open(&[], &variables);
    window.wait_for("heading", "Your Talkdesk accounts");
    window.press("Verify acme");
    wait_until("Talkdesk is asked again", || {
        asked(talkdesk.api.requests()).len() == 2
    });
    window.wait_for("heading", "acme, United States, Accepted · just now");

    window.press("Remove acme").wait_for("button", "Undo");
    assert!(
        !desktop.succeeds("secret-tool", &ITEM),
        "nothing is left in the keychain"
    );
    window.press("Undo").wait_for("button", "Verify acme");
    the_item_is_in_the_keychain(&desktop);
}

pub(super) fn set_up(window: &Window<'_>) {
    window.wait_for("heading", "Connect Talkdesk");
    window
        .press("Set up an account")
        .wait_for("heading", "Which Talkdesk account?");
    window.type_into("text field", "Account name or Talkdesk address", "acme");
    window.wait_for_text("Tokens come from https://acme.talkdeskid.com/oauth/token");
    window
        .press("Continue")
        .wait_for("heading", "Create an OAuth client in Talkdesk");
    for choice in ["Admin > Integrations", "Builder > OAuth Clients"] {
        window.wait_for("radio button", choice);
    }
    for choice in [
        "Call reports",
        "Contacts",
        "Users and teams",
        "Recordings",
        "Nothing yet, only test the connection",
        "My own list",
    ] {
        window.wait_for("check box", choice);
    }
    window
        .press("Continue")
        .wait_for_text("Choose what Nexla will read.");
    window.past_create_client();
    window.type_into("text field", "Client ID", ID).type_into(
        "password field",
        "Client secret",
        SECRET,
    );
    assert!(
        !window.shows(&SECRET[..12]),
        "the secret is in no accessible name"
    );
    window
        .key("Return")
        .wait_for_text("Talkdesk accepted these credentials");
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        window.picture(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/assets/screenshot.png"
        ));
    }
    window.press("Save").wait_for_text("Saved to GNOME Keyring");
    window.wait_for("heading", "Ready to use");
}

fn the_item_is_in_the_keychain(desktop: &Desktop) {
    let item = desktop.run("secret-tool", &ITEM);
    let expected = format!(
        r#"{{"version":1,"account":"acme","region":"us","token_host":"https://acme.talkdeskid.com","api_host":"https://api.talkdeskapp.com","client_id":"{ID}","client_secret":"{SECRET}","created_at":""#
    );
    assert!(item.starts_with(&expected), "the keychain holds {item}");
}

/// What was asked of a host, without what opened connections ahead, which said nothing.
fn asked(requests: Vec<String>) -> Vec<String> {
    let (ahead, asked): (Vec<_>, Vec<_>) = requests
        .into_iter()
        .partition(|request| request.starts_with("HEAD / HTTP/1.1\r\n"));
    for request in ahead {
        assert!(
            !request.to_lowercase().contains("authorization"),
            "{request}"
        );
    }
    asked
}

/// The credentials went out once, in one header, and nothing else went out.
fn talkdesk_was_asked_once(talkdesk: &Talkdesk) {
    let tokens = asked(talkdesk.tokens.requests());
    let [request] = &tokens[..] else {
        panic!("{} token requests", tokens.len())
    };
    assert!(
        request.starts_with("POST /oauth/token HTTP/1.1\r\n"),
        "{request}"
    );
    let basic = "authorization: Basic MjNkZTFmZWUwYTRiNGYwZjliMGM3N2ExZTBmNDI1NDY6Z0E3LXg5X1RxMkxtVjRuUjhzV2MxWXpFNnVLZDNIZkI1alBvMGlRYVh0WnZOd1NyTXlHa0NiRGhKbFVlRnBPaUFzWnhRdzFfRXIyLVR5M1VpNE9wNUFzNg==\r\n";
    assert!(request.contains(basic), "{request}");
    assert!(
        request.ends_with("\r\n\r\ngrant_type=client_credentials"),
        "{request}"
    );
    assert_eq!(request.matches("gA7-").count(), 0);

    let calls = asked(talkdesk.api.requests());
    let [request] = &calls[..] else {
        panic!("{} API calls", calls.len())
    };
    assert!(
        request.starts_with("GET /account HTTP/1.1\r\n"),
        "{request}"
    );
    assert!(
        request.contains("authorization: Bearer eyJhbGciOiJFUzI1NiJ9.eyJhaWQiOiJhY21lIn0.c2ln\r\n"),
        "{request}"
    );
}
