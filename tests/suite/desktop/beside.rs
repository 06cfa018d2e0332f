//! The window beside a browser, and as it was afterwards.

use super::{practice::catch_the_browser, window::Desktop};
use crate::session::wait_until;

const USUAL: u32 = 920;
const BESIDE: u32 = 500;

#[test]
fn the_window_stands_beside_the_browser_until_what_was_made_there_is_entered() {
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
    window
        .press("Continue")
        .wait_for("heading", "Create an OAuth client in Talkdesk");
    let (_, height) = window.size();

    window
        .wait_for("check box", "Keep beside the browser")
        .press();
    window.wait_for("check box", "In front of it");
    assert_eq!(window.size(), (USUAL, height), "not before it is opened");
    window.press("Open Talkdesk");
    wait_until("a browser is opened", || opened.exists());
    wait_until("the window is narrow", || window.size() == (BESIDE, height));

    window.past_create_client();
    assert_eq!(window.size(), (BESIDE, height), "there is more to copy");
    window
        .press("Back")
        .wait_for("heading", "Create an OAuth client in Talkdesk");
    window
        .wait_for("check box", "Keep beside the browser")
        .press();
    wait_until("the window is as it was", || {
        window.size() == (USUAL, height)
    });
    window
        .wait_for("check box", "Keep beside the browser")
        .press();
    wait_until("the window is narrow", || window.size() == (BESIDE, height));
    window.press("Leave practice");
    wait_until("the window is as it was", || {
        window.size() == (USUAL, height)
    });
}
