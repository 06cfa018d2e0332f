//! First-time setup and a rotation by keys alone: no mouse, and no press by assistive technology.

use super::{
    rotation::{NEW_ID, NEW_SECRET, in_use, previous},
    talkdesk::{ID, SECRET, Talkdesk},
    window::{Desktop, Window},
};

#[test]
fn first_time_setup_and_a_rotation_without_a_mouse() {
    let talkdesk = Talkdesk::start();
    let desktop = Desktop::start();
    let variables = talkdesk.variables();
    let variables = variables
        .each_ref()
        .map(|(name, value)| (*name, value.as_str()));
    let window = desktop.open(&[], &variables);
    window.wait_for("heading", "Connect Talkdesk");
    window.take_keyboard();

    window.key("Return");
    window.wait_for_focus("text field", "Account name or Talkdesk address");
    an_error_stands_at_its_field_which_has_the_focus(&window);
    window.typed("acme");
    window.wait_for_text("Tokens come from https://acme.talkdeskid.com/oauth/token");
    window.key("Return");
    the_question_is_insisted_on(&window);
    prove_and_save(&window, ID, SECRET);
    assert_eq!(in_use(&desktop), ID);

    window.tab_to("button", "Finish").key("Return");
    window.wait_for_focus("heading", "Your Talkdesk accounts");
    window
        .tab_to("button", "Replace credentials for acme")
        .key("Return");
    window.wait_for_focus("heading", "Create an OAuth client in Talkdesk");
    prove_and_save(&window, NEW_ID, NEW_SECRET);
    assert_eq!(in_use(&desktop), NEW_ID);
    assert_eq!(previous(&desktop).as_deref(), Some(ID));

    talkdesk.delete(ID, SECRET);
    window.tab_to("button", "Continue").key("Return");
    window.wait_for_focus("heading", "Retire the old credentials");
    window
        .tab_to("button", "Check the old credentials")
        .key("Return")
        .wait_for_text("Talkdesk refuses the old credentials");
    window.wait_for_text("It accepts the new ones.");
    assert_eq!(previous(&desktop), None);
}

fn an_error_stands_at_its_field_which_has_the_focus(window: &Window<'_>) {
    window
        .key("Return")
        .wait_for_text("Enter the account name, or any address of your Talkdesk account.");
    window.wait_for_focus("text field", "Account name or Talkdesk address");
    assert!(!window.shows("There is a problem"), "it is said once");
}

fn the_question_is_insisted_on(window: &Window<'_>) {
    window
        .wait_for_focus("heading", "Create an OAuth client in Talkdesk")
        .tab_to("button", "Continue")
        .key("Return")
        .wait_for_text("Choose what Nexla will read.");
    window
        .wait_for_focus("check box", "Call reports")
        .tab_to("check box", "Nothing yet, only test the connection")
        .key("space");
}

/// From the page that tells how to create a client to the page after the keychain has it.
fn prove_and_save(window: &Window<'_>, id: &str, secret: &str) {
    window
        .tab_to("button", "Continue")
        .key("Return")
        .wait_for_focus("text field", "Client ID")
        .typed(id)
        .tab_to("password field", "Client secret")
        .typed(secret)
        .key("Return")
        .wait_for_text("Talkdesk accepted these credentials");
    window
        .tab_to("button", "Save")
        .key("Return")
        .wait_for_text("Saved to GNOME Keyring");
    window.wait_for_focus("heading", "Ready to use");
}
