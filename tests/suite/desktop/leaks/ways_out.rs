//! The ways out of a page that holds a secret, each with a search of its own.

use std::{
    thread,
    time::{Duration, Instant},
};

use super::{PASTED, Run, TYPED, accepted, check, save, walk_to_credentials};
use crate::desktop::{
    rotation::{NEW_ID, enter},
    talkdesk::{ID, Talkdesk},
};

/// As long as a removed account can be brought back.
const UNDO: Duration = Duration::from_mins(1);

#[test]
fn nothing_is_left_after_leaving_and_closing() {
    check(
        "ways_out::nothing_is_left_after_leaving_and_closing",
        leave_accepted_and_refused_credentials_and_close_on_use_it,
    );
}

#[test]
fn nothing_is_left_after_escape_and_a_replacement() {
    check(
        "ways_out::nothing_is_left_after_escape_and_a_replacement",
        escape_where_nothing_is_asked_and_leave_a_replacement,
    );
}

#[test]
fn nothing_is_left_of_what_was_typed_into_the_wrong_field() {
    check(
        "ways_out::nothing_is_left_of_what_was_typed_into_the_wrong_field",
        type_the_secret_into_every_wrong_field,
    );
}

#[test]
fn nothing_is_left_of_a_removed_account_though_the_window_is_minimized() {
    check(
        "ways_out::nothing_is_left_of_a_removed_account_though_the_window_is_minimized",
        remove_and_minimize,
    );
}

/// Enters credentials and continues by keyboard, which comes after all that was typed.
fn submit(run: &Run<'_>, id: &str, secret: &str) {
    run.page("Enter the client's credentials");
    enter(&run.window, id, secret);
    run.window.key("Return");
}

fn leave(run: &Run<'_>, home: &str) {
    run.page("Checking with Talkdesk")
        .key("Escape")
        .press("Leave");
    run.page(home);
}

fn leave_accepted_and_refused_credentials_and_close_on_use_it(run: Run<'_>, talkdesk: &Talkdesk) {
    walk_to_credentials(&run);
    submit(&run, ID, TYPED);
    accepted(&run, talkdesk, 1);
    run.holds(TYPED);
    leave(&run, "Connect Talkdesk");
    run.nothing_is_left("Leave, where Talkdesk accepted the credentials");

    talkdesk.delete(ID, TYPED);
    walk_to_credentials(&run);
    submit(&run, ID, TYPED);
    run.window.wait_for_text("There is a problem");
    run.holds(TYPED);
    leave(&run, "Connect Talkdesk");
    run.nothing_is_left("Leave, where Talkdesk refused them");

    walk_to_credentials(&run);
    submit(&run, ID, PASTED);
    // The second one was refused.
    accepted(&run, talkdesk, 3);
    save(&run);
    run.close();
}

fn escape_where_nothing_is_asked_and_leave_a_replacement(run: Run<'_>, talkdesk: &Talkdesk) {
    walk_to_credentials(&run);
    submit(&run, ID, TYPED);
    accepted(&run, talkdesk, 1);
    save(&run);
    run.nothing_is_left("Save, on Use it");
    run.window.key("Escape");
    run.page("Your Talkdesk accounts");
    run.finds_what_is_no_secret();
    run.nothing_is_left("Escape on Use it");

    replace(&run, talkdesk, 2);
    leave(&run, "Your Talkdesk accounts");
    run.nothing_is_left("Leave of a replacement");

    replace(&run, talkdesk, 3);
    save(&run);
    run.window.press("Continue");
    run.page("Retire the old credentials").key("Escape");
    run.page("Your Talkdesk accounts");
    run.nothing_is_left("Escape on Retire old");
}

/// Has a new pair accepted in place of the saved one, the how manyth token this is.
fn replace(run: &Run<'_>, talkdesk: &Talkdesk, tokens: usize) {
    run.window.press("Replace credentials for acme");
    run.page("Create an OAuth client in Talkdesk")
        .press("Continue");
    submit(run, NEW_ID, PASTED);
    accepted(run, talkdesk, tokens);
    run.holds(PASTED);
}

fn type_the_secret_into_every_wrong_field(run: Run<'_>, talkdesk: &Talkdesk) {
    run.page("Connect Talkdesk").press("Set up an account");
    run.page("Which Talkdesk account?");
    correct(&run, "Account name or Talkdesk address", "acme");
    run.window.press("Continue");
    run.page("Create an OAuth client in Talkdesk")
        .past_create_client();
    run.page("Enter the client's credentials");
    correct(&run, "Client ID", ID);
    run.window.press("Advanced");
    correct(&run, "Scopes to ask for", "account:read");
    submit(&run, ID, TYPED);
    accepted(&run, talkdesk, 1);
    save(&run);
    run.window.press("Finish");
    run.page("Your Talkdesk accounts");
    run.finds_what_is_no_secret();
    run.nothing_is_left("a complete setup");
}

/// Types the secret into a field that shows what it holds, and then what belongs there.
fn correct(run: &Run<'_>, field: &str, right: &str) {
    for text in [TYPED, right] {
        run.window.type_into("text field", field, "").key("ctrl+a");
        run.window
            .type_into("text field", field, text)
            .wait_for_value("text field", field, text);
        if text == TYPED {
            run.holds(TYPED);
        }
    }
}

fn remove_and_minimize(run: Run<'_>, talkdesk: &Talkdesk) {
    walk_to_credentials(&run);
    submit(&run, ID, TYPED);
    accepted(&run, talkdesk, 1);
    save(&run);
    run.window.press("Finish");
    run.page("Your Talkdesk accounts");
    run.finds_what_is_no_secret();
    run.window.press("Remove acme").wait_for("button", "Undo");
    let removed = Instant::now();
    assert!(run.window.shows(" seconds left"), "one sees how long");
    run.holds(TYPED);
    run.window.minimize();
    thread::sleep(UNDO.saturating_sub(removed.elapsed()));
    run.nothing_is_left_soon("the time in which it can be brought back");
}
