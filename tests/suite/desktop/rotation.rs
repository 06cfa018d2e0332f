//! A rotation in the real window, from the card to the proof, over restarts.

use std::fs;

use super::{
    first_setup::set_up,
    practice::{catch_the_browser, create_client},
    talkdesk::{ID, SECRET, Talkdesk},
    window::{Desktop, Window},
};
use crate::session::{need, wait_until};

pub(super) const NEW_ID: &str = "c0ffee5dd24b4f0f9b0c77a1e0f42546";
pub(super) const NEW_SECRET: &str =
    "zB7-x9_Tq2LmV4nR8sWc1YzE6uKd3HfB5jPo0iQaXtZvNwSrMyGkCbDhJlUeFpOiAsZxQw1_Er2-Ty3Ui4Op5As6";

const RETIRE: &str = "Retire old credentials for acme";

#[test]
fn old_credentials_are_kept_brought_back_and_retired() {
    let talkdesk = Talkdesk::start();
    let desktop = Desktop::start();
    let variables = talkdesk.variables();
    let variables = variables
        .each_ref()
        .map(|(name, value)| (*name, value.as_str()));

    let window = desktop.open(&[], &variables);
    set_up(&window);
    window.press("Finish");
    window
        .press("Replace credentials for acme")
        .wait_for("heading", "Create an OAuth client in Talkdesk");
    window
        .press("Continue")
        .wait_for("heading", "Enter the client's credentials");
    enter(&window, ID, SECRET);
    window
        .press("Continue")
        .wait_for_text("These are the credentials that are saved already.");
    let asked = talkdesk.tokens.requests();
    let exchanges = asked.iter().filter(|asked| asked.starts_with("POST "));
    assert_eq!(exchanges.count(), 1, "Talkdesk is not asked");
    replace(&window, NEW_ID, NEW_SECRET);
    assert_eq!(in_use(&desktop), NEW_ID);
    assert_eq!(previous(&desktop).as_deref(), Some(ID));
    window
        .press("Continue")
        .wait_for("heading", "Retire the old credentials");
    drop(window);

    // After a restart, the card still says what is left to do.
    let window = desktop.open(&[], &variables);
    window
        .press(RETIRE)
        .wait_for("button", "Go back to the old ones");
    window
        .press("Go back to the old ones")
        .wait_for_text("The old credentials are in use again");
    assert_eq!(in_use(&desktop), ID);
    assert_eq!(previous(&desktop).as_deref(), Some(NEW_ID));
    window.press("Finish").press(RETIRE);
    window
        .press("Go back to the old ones")
        .wait_for_text("The old credentials are in use again");
    window.press("Finish").press(RETIRE);
    window
        .press("Check the old credentials")
        .wait_for_text("Talkdesk still accepts the old credentials");
    assert_eq!(previous(&desktop).as_deref(), Some(ID));

    talkdesk.delete(ID, SECRET);
    window
        .press("Check the old credentials")
        .wait_for_text("Done: the old credentials no longer work");
    window.wait_for_text("It accepts the new ones.");
    wait_until("the old credentials are forgotten", || {
        previous(&desktop).is_none()
    });
    assert_eq!(in_use(&desktop), NEW_ID);
    assert!(!window.shows(&SECRET[..12]) && !window.shows(&NEW_SECRET[..12]));
    drop(window);

    let window = desktop.open(&[], &variables);
    window.wait_for("button", "Verify acme");
    assert!(!window.shows(RETIRE), "nothing is left to do");
}

#[test]
fn a_rotation_and_a_leak_can_be_rehearsed_with_the_pretend_account() {
    need("curl", "curl");
    let desktop = Desktop::start();
    let opened = catch_the_browser(&desktop);
    let path = format!(
        "{}/bin:{}",
        desktop.home().display(),
        std::env::var("PATH").unwrap()
    );
    let window = desktop.open(&["--practice"], &[("PATH", &path)]);
    window.wait_for("heading", "Which Talkdesk account?");
    window.type_into("text field", "Account name or Talkdesk address", "acme");
    window.press("Continue").press("Open Talkdesk");
    wait_until("a browser is opened", || opened.exists());
    let address = fs::read_to_string(&opened).unwrap();
    let address = address.trim();
    let (first, secret) = create_client(&desktop, address);
    window.past_create_client();
    replace(&window, &first, &secret);

    window
        .press("Finish")
        .press("Replace credentials for acme")
        .wait_for("heading", "Create an OAuth client in Talkdesk");
    let (second, secret) = create_client(&desktop, address);
    window.press("Continue");
    replace(&window, &second, &secret);
    window
        .press("Continue")
        .wait_for("heading", "Retire the old credentials");
    window
        .press("Check the old credentials")
        .wait_for_text("Talkdesk still accepts the old credentials");
    delete_client(&desktop, address, &first);
    window
        .press("Check the old credentials")
        .wait_for_text("Talkdesk refuses the old credentials");
    window.wait_for_text("Practice store (in memory) holds the old credentials no longer.");

    window
        .press("Finish")
        .press("Leaked? acme")
        .wait_for("heading", "Stop the leaked credentials");
    window
        .press("Check the leaked credentials")
        .wait_for_text("Talkdesk still accepts the leaked credentials");
    delete_client(&desktop, address, &second);
    window
        .press("Check again")
        .wait_for_text("Talkdesk refuses the leaked credentials");
    window
        .wait_for_text("Revoke or delete it, and confirm.")
        .press();
    window
        .press("Replace the credentials")
        .wait_for("heading", "Create an OAuth client in Talkdesk");
    let (third, secret) = create_client(&desktop, address);
    window.press("Continue");
    replace(&window, &third, &secret);
    window
        .press("Continue")
        .press("Check the old credentials")
        .wait_for_text("Talkdesk refuses the old credentials");
    window.press("Save record").wait_for_text("Saved as ");
    let record = the_record(&desktop);
    for said in [
        "Client revoked in Talkdesk",
        "Talkdesk refused the leaked credentials, and accepted the new ones",
        &second,
        &third,
    ] {
        assert!(record.contains(said), "{said} is not in {record}");
    }
    assert!(!record.contains(&secret[..12]), "{record}");
    assert!(
        !desktop.succeeds("secret-tool", &["lookup", "service", "talkdesk-setup"]),
        "pretend credentials stay out"
    );
}

/// The only text file in the home folder.
fn the_record(desktop: &Desktop) -> String {
    let files = fs::read_dir(desktop.home()).unwrap();
    let mut paths = files.map(|file| file.unwrap().path());
    let path = paths.find(|path| path.extension().is_some_and(|kind| kind == "txt"));
    fs::read_to_string(path.expect("a record")).unwrap()
}

/// Enters credentials on Credentials, verifies and saves them.
pub(super) fn replace(window: &Window<'_>, id: &str, secret: &str) {
    window.wait_for("heading", "Enter the client's credentials");
    enter(window, id, secret);
    window
        .press("Continue")
        .wait_for_text("Talkdesk accepted these credentials");
    window.press("Save").wait_for_text("Saved to ");
    window.wait_for("heading", "Ready to use");
}

/// Types over what the fields hold.
pub(super) fn enter(window: &Window<'_>, id: &str, secret: &str) {
    for (role, name, text) in [
        ("text field", "Client ID", id),
        ("password field", "Client secret", secret),
    ] {
        window.type_into(role, name, "").key("ctrl+a");
        window.type_into(role, name, text);
    }
}

/// Deletes a client as the pretend Talkdesk's own form does.
fn delete_client(desktop: &Desktop, address: &str, id: &str) {
    let (origin, account) = address.split_once("/admin/").unwrap();
    let page = desktop.run(
        "curl",
        &[
            "--silent",
            "--show-error",
            "--location",
            "--header",
            &format!("Origin: {origin}"),
            "--data",
            "",
            &format!("{origin}/admin/{account}/builder/oauth-clients/{id}/delete"),
        ],
    );
    assert!(page.contains("Deleted.") && !page.contains(id), "{page}");
}

pub(super) fn in_use(desktop: &Desktop) -> String {
    client_of(desktop, "acme@us").expect("credentials in use")
}

/// The old client: its place is the first that was free.
pub(super) fn previous(desktop: &Desktop) -> Option<String> {
    ["acme@us (previous)", "acme@us (previous 2)"]
        .into_iter()
        .find_map(|user| client_of(desktop, user))
}

/// The client ID in an item of the keychain.
fn client_of(desktop: &Desktop, user: &str) -> Option<String> {
    let item = ["lookup", "service", "talkdesk-setup", "username", user];
    if !desktop.succeeds("secret-tool", &item) {
        return None;
    }
    let json: serde_json::Value = serde_json::from_str(&desktop.run("secret-tool", &item)).unwrap();
    json["client_id"].as_str().map(str::to_owned)
}
