//! Displays on which a window does not open by itself, or does not fit.

use super::window::Desktop;
use crate::{
    display::Xvfb,
    session::{Keyring, wait_until},
};

#[test]
fn a_wayland_that_is_gone_gives_way_to_x11() {
    let desktop = Desktop::start();
    let window = desktop.open(&[], &[("WAYLAND_DISPLAY", "wayland-gone")]);
    window.wait_for("heading", "Connect Talkdesk");
    window.press("Set up an account");
    window.wait_for("heading", "Which Talkdesk account?");
}

#[test]
fn a_wish_for_indirect_rendering_stands_in_no_ones_way() {
    let desktop = Desktop::start();
    let window = desktop.open(&[], &[("LIBGL_ALWAYS_INDIRECT", "1")]);
    window.wait_for("heading", "Connect Talkdesk");
}

#[test]
fn a_window_is_no_larger_than_its_screen() {
    let desktop = Desktop::on(Xvfb::start(800, 500), Keyring::Unlocked);
    let window = desktop.open(&[], &[]);
    window.wait_for("heading", "Connect Talkdesk");
    wait_until("the window fits", || window.size() == (800, 500));
}
