//! Row 60: a second start beside an open window.

use super::window::Desktop;

#[test]
fn row_60_a_second_start_brings_the_first_window_to_the_front() {
    let desktop = Desktop::start();
    let program = env!("CARGO_BIN_EXE_talkdesk-setup");
    let window = desktop.open(&[], &[]);
    window.wait_for("heading", "Connect Talkdesk");
    for _ in 0..2 {
        assert_eq!(
            desktop.run(program, &[]),
            "talkdesk-setup is open already. Its window comes to the front.\n"
        );
    }
    // A command is no second window.
    assert_eq!(desktop.run(program, &["list"]), "");
    window
        .press("Set up an account")
        .wait_for("heading", "Which Talkdesk account?");

    // Killed, it leaves nothing behind that would keep the next one from opening.
    drop(window);
    desktop
        .open(&[], &[])
        .wait_for("heading", "Connect Talkdesk");
}
