//! The ways on which a secret comes in: typed, pasted, from a file, from a selection. And the one on which a person takes it
//! along: the clipboard.

use super::{PASTED, Run, TYPED, accepted, check, save, walk_to_credentials};
use crate::{
    desktop::talkdesk::{ID, Talkdesk},
    session::wait_until,
};

#[test]
fn nothing_is_left_of_a_typed_and_a_pasted_secret() {
    check(
        "ways_in::nothing_is_left_of_a_typed_and_a_pasted_secret",
        type_one_secret_and_paste_another,
    );
}

#[test]
fn nothing_is_left_of_a_file_a_selection_and_a_copied_secret() {
    check(
        "ways_in::nothing_is_left_of_a_file_a_selection_and_a_copied_secret",
        paste_a_file_then_a_selection_and_copy_the_secret,
    );
}

/// Finishes, and searches everything.
fn finish(run: &Run<'_>) {
    run.window.press("Finish");
    run.page("Your Talkdesk accounts");
    run.finds_what_is_no_secret();
    run.nothing_is_left("Finish");
}

fn type_one_secret_and_paste_another(run: Run<'_>, talkdesk: &Talkdesk) {
    walk_to_credentials(&run);
    run.window
        .type_into("text field", "Client ID", ID)
        .type_into("password field", "Client secret", TYPED)
        .press("Show secret")
        .wait_for("button", "Hide secret");
    run.page("Enter the client's credentials")
        .press("Hide secret");
    run.holds(TYPED);
    run.window
        .type_into("password field", "Client secret", "")
        .key("Return");
    accepted(&run, talkdesk, 1);
    run.window.press("Back");

    run.page("Enter the client's credentials");
    run.desktop.copy_elsewhere("clipboard", PASTED);
    run.window
        .type_into("password field", "Client secret", "")
        .key("ctrl+a")
        .key("ctrl+v")
        .press("Clear the clipboard")
        .wait_for("label", "The secret is no longer on the clipboard.");
    assert_eq!(run.desktop.selection("clipboard"), None);
    run.window.press("Continue");
    accepted(&run, talkdesk, 2);
    save(&run);
    assert!(
        run.desktop.keychain_holds(PASTED),
        "the second one was saved"
    );
    finish(&run);
}

fn paste_a_file_then_a_selection_and_copy_the_secret(run: Run<'_>, talkdesk: &Talkdesk) {
    walk_to_credentials(&run);
    let file = format!(r#"{{"client_id": "{ID}", "client_secret": "{PASTED}"}}"#);
    run.desktop.copy_elsewhere("clipboard", &file);
    run.window
        .press("Paste")
        .wait_for("button", "Clear the clipboard");
    run.window.press("Continue");
    accepted(&run, talkdesk, 1);
    run.window.press("Back");

    run.page("Enter the client's credentials");
    run.desktop.copy_elsewhere("primary", TYPED);
    run.window
        .type_into("password field", "Client secret", "")
        .key("ctrl+a")
        .key("BackSpace")
        .wait_for_description("password field", "Client secret", "empty")
        .click("password field", "Client secret", 2)
        // The button is there since Paste.
        .wait_for_description("password field", "Client secret", "entered")
        .press("Clear the clipboard")
        .wait_for("label", "The secret is no longer on the clipboard.");
    assert_eq!(run.desktop.selection("primary"), None);
    run.window.press("Continue");
    accepted(&run, talkdesk, 2);
    save(&run);
    assert!(run.desktop.keychain_holds(TYPED), "the selection was saved");

    run.window.press("Copy client secret");
    wait_until("another program can paste the secret", || {
        run.desktop.selection("clipboard").as_deref() == Some(TYPED)
    });
    run.window
        .press("Clear now")
        .wait_for("label", "What you copied is no longer on the clipboard.");
    finish(&run);
}
