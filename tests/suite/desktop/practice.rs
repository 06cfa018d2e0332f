//! The practice account in the real window: the browser's side by its forms, the wizard's side by hand.

use std::{cell::Cell, fs, os::unix::fs::PermissionsExt as _, thread, time::Duration};

use super::window::Desktop;
use crate::session::{need, wait_until};

#[test]
fn the_whole_wizard_on_the_pretend_talkdesk() {
    need("curl", "curl");
    need("xclip", "xclip");
    let desktop = Desktop::start();
    let opened = catch_the_browser(&desktop);
    let path = format!(
        "{}/bin:{}",
        desktop.home().display(),
        std::env::var("PATH").unwrap()
    );

    let window = desktop.open(&[], &[("PATH", &path)]);
    let (presses, values) = (Cell::new(0), Cell::new(0));
    let press = |button: &str| {
        presses.set(presses.get() + 1);
        window.press(button)
    };
    let enter = |role: &str, field: &str, text: &str| {
        values.set(values.get() + 1);
        window.type_into(role, field, text)
    };
    press("Try it with a pretend account").wait_for("heading", "Which Talkdesk account?");
    enter("text field", "Account name or Talkdesk address", "acme");
    press("Continue").wait_for("heading", "Create an OAuth client in Talkdesk");
    presses.set(presses.get() + 1);
    window
        .wait_for("check box", "Nothing yet, only test the connection")
        .press();
    press("Open Talkdesk");
    wait_until("a browser is opened", || opened.exists());
    let address = fs::read_to_string(&opened).unwrap();
    let (id, secret) = create_client(&desktop, address.trim());

    press("Continue").wait_for("heading", "Enter the client's credentials");
    enter("text field", "Client ID", &id);
    copy_elsewhere(&desktop, &secret);
    enter("password field", "Client secret", "").key("ctrl+v");
    press("Continue").wait_for_text("Talkdesk accepted these credentials");
    press("Save").wait_for_text("Saved to Practice");
    assert!(window.shows("Practice"));
    assert!(
        !desktop.succeeds("secret-tool", &["lookup", "service", "talkdesk-setup"]),
        "pretend credentials stay out"
    );

    let clipboard = ["-selection", "clipboard", "-out"];
    press("Copy client ID");
    wait_until("the clipboard holds the client ID", || {
        desktop.succeeds("xclip", &clipboard) && desktop.run("xclip", &clipboard) == id
    });
    press("Copy client secret");
    wait_until("the clipboard holds the client secret", || {
        desktop.run("xclip", &clipboard) == secret
    });
    press("Finish").wait_for("heading", "Your Talkdesk accounts");
    // Before the question of what Nexla will read, and with saving on a page of its own, it took 10 presses.
    assert_eq!((presses.get(), values.get()), (10, 3), "at most 12, and 3");
    window
        .press("Leave practice")
        .wait_for("heading", "Connect Talkdesk");
    assert!(!window.shows("Practice"));

    // The page in the browser is alive, and practice begun again is the same pretend Talkdesk.
    let list = format!("{}/builder/oauth-clients", address.trim());
    assert!(desktop.run("curl", &["--silent", &list]).contains(&id));
    fs::remove_file(&opened).unwrap();
    window
        .press("Try it with a pretend account")
        .wait_for("heading", "Which Talkdesk account?");
    window.type_into("text field", "Account name or Talkdesk address", "acme");
    window
        .press("Continue")
        .wait_for("heading", "Create an OAuth client in Talkdesk");
    window.press("Open Talkdesk");
    wait_until("a browser is opened", || opened.exists());
    assert_eq!(fs::read_to_string(&opened).unwrap(), address);
}

#[test]
fn the_second_press_of_a_double_click_counts_for_nothing_on_the_next_page() {
    let desktop = Desktop::start();
    let window = desktop.open(&[], &[]);
    window.wait_for("heading", "Connect Talkdesk");
    window
        .double_click("button", "Set up an account")
        .wait_for("heading", "Which Talkdesk account?");
    thread::sleep(Duration::from_millis(500));
    assert!(
        !window.shows("Enter the account name"),
        "Continue stands where the button was"
    );
    window
        .click("button", "Continue", 1)
        .wait_for_text("Enter the account name");
}

/// Copies a text as another program would, with a line end behind it as when a whole line is selected.
fn copy_elsewhere(desktop: &Desktop, text: &str) {
    let script = "printf '%s\\n' \"$0\" | xclip -selection clipboard -in >/dev/null 2>&1";
    desktop.run("sh", &["-c", script, text]);
}

/// A browser that only notes which address it was given.
pub(super) fn catch_the_browser(desktop: &Desktop) -> std::path::PathBuf {
    let folder = desktop.home().join("bin");
    let opened = folder.join("opened");
    fs::create_dir_all(&folder).unwrap();
    let browser = folder.join("xdg-open");
    fs::write(
        &browser,
        format!(
            "#!/bin/sh\nprintf %s \"$1\" > {0}.part && mv {0}.part {0}\n",
            opened.display()
        ),
    )
    .unwrap();
    fs::set_permissions(browser, fs::Permissions::from_mode(0o755)).unwrap();
    opened
}

/// Creates a client as the pretend Talkdesk's own form does, and reads what is shown once.
pub(super) fn create_client(desktop: &Desktop, address: &str) -> (String, String) {
    let (origin, account) = address.split_once("/admin/").unwrap();
    let form = "name=Nexla+Integration&grant=client_credentials&scope=account%3Aread";
    let page = desktop.run(
        "curl",
        &[
            "--silent",
            "--show-error",
            "--location",
            "--header",
            &format!("Origin: {origin}"),
            "--data",
            form,
            &format!("{origin}/admin/{account}/builder/oauth-clients/new"),
        ],
    );
    let shown = |id: &str| {
        let (_, rest) = page
            .split_once(&format!(r#"<code id="{id}">"#))
            .unwrap_or_else(|| panic!("no {id} in {page}"));
        rest.split_once('<').unwrap().0.to_owned()
    };
    (shown("client-id"), shown("client-secret"))
}
