//! Texts that other programs wrote into the program's files and beside its keychain items: what is shown and printed of them
//! is clean and short.

use super::{
    elsewhere::{store, write},
    talkdesk::{ID, SECRET},
    window::Desktop,
};

/// What turns a terminal red, names its window, begins a line of its own, and turns the order of characters around.
const HOSTILE: &str =
    r"\u001b[31mRed\u001b]0;owned\u0007\nglobex@eu: client 1, accepted\r\u202eDEK\u200b";

/// A text that is longer than a page can draw.
fn long() -> String {
    "long ".repeat(500_000)
}

fn assert_clean(text: &str) {
    let unwanted = |c: char| {
        (c.is_control() && c != '\n') || matches!(c, '\u{200b}' | '\u{202e}' | '\u{2028}')
    };
    assert_eq!(text.find(unwanted), None, "{text:?}");
    assert!(text.len() < 20_000, "{} bytes", text.len());
}

#[test]
fn nothing_of_files_and_items_reaches_terminal_and_window_as_it_is() {
    let desktop = Desktop::start();
    let members = |account: &str| {
        format!(
            r#""account":"{account}","region":"us","token_host":null,"api_host":null,"client_id":"{ID}","created_at":"2026-11-03T09:30:00Z""#
        )
    };
    let entry = |account: &str, foreign: &str| {
        let refused =
            format!(r#"{{"at":"2026-11-04T09:30:00Z","result":"refused","why":"{foreign}"}}"#);
        format!(
            r#"{{{},"keychain":"{foreign}","client_name":"{foreign}","last_verified":{refused}}}"#,
            members(account)
        )
    };
    let index = format!(
        r#"{{"version":1,"accounts":[{},{}]}}"#,
        entry("acme", HOSTILE),
        entry("initech", &long())
    );
    write(&desktop, "accounts.json", &index);
    let draft = format!(
        r#"{{"account":"{0}","client_id":"{0}","token_host":"{HOSTILE}","own_list":"{0}"}}"#,
        "long ".repeat(50_000)
    );
    write(&desktop, "draft.json", &draft);
    for account in ["acme", "initech"] {
        let envelope = format!(
            r#"{{"version":1,{},"client_secret":"{SECRET}"}}"#,
            members(account)
        );
        store(&desktop, &envelope, &format!("{account}@us"));
    }
    store(
        &desktop,
        "something else",
        "\u{1b}[31mevil\nglobex@eu\u{202e}",
    );

    let listed = desktop.run(env!("CARGO_BIN_EXE_talkdesk-setup"), &["list"]);
    assert_clean(&listed);
    let begins: Vec<&str> = listed
        .lines()
        .map(|line| line.split(',').next().unwrap())
        .collect();
    assert_eq!(
        begins,
        [
            "acme@us: client 23de1fee…2546",
            "initech@us: client 23de1fee…2546"
        ],
        "{listed}"
    );

    let window = desktop.open(&[], &[]);
    window.wait_for_text("acme, United States, Refused");
    window.wait_for_text("initech, United States, Refused");
    window.wait_for("button", "Look again");
    assert!(window.shows("evil globex@eu"), "the item is named");
    assert_clean(&desktop.everything_read_aloud());
    window.press("Add account");
    window.wait_for_value("text field", "Account name or Talkdesk address", "");
}
