//! The program under Wayland alone: in a real compositor, whose screen is a window of a display.

use std::{fs, process::Stdio};

use super::window::Desktop;
use crate::{
    display::Xvfb,
    session::{Keyring, Running, need, wait_until},
};

/// The socket's name.
const SOCKET: &str = "wayland-of-the-test";

/// The compositor's screen, in points: small, because it is drawn without a graphics card.
const SCREEN: (u32, u32) = (960, 600);

/// A session with a compositor.
struct WaylandDesktop {
    _compositor: Running,
    desktop: Desktop,
}

impl WaylandDesktop {
    /// One whose screen has this many pixels a point.
    fn start(scale: u32) -> Self {
        need("weston", "weston");
        let (width, height) = SCREEN;
        let display = Xvfb::start(scale * width, scale * height);
        let desktop = Desktop::on(display, Keyring::Unlocked);
        let settings = desktop.home().join("weston.ini");
        fs::write(&settings, "[shell]\npanel-position=none\n").unwrap();
        // Drawn by OpenGL in software: its other renderer, pixman, crashed in this version.
        let compositor = Running::spawn(
            desktop
                .command("weston")
                .args(["--backend=x11-backend.so", "--idle-time=0"])
                .arg(format!("--config={}", settings.display()))
                .arg(format!("--socket={SOCKET}"))
                .arg(format!("--width={width}"))
                .arg(format!("--height={height}"))
                .arg(format!("--scale={scale}"))
                .stdin(Stdio::null())
                .stdout(Stdio::null())
                .stderr(Stdio::null()),
        );
        let socket = desktop.home().join("run").join(SOCKET);
        wait_until("the compositor takes programs", || socket.exists());
        desktop.run(
            "xdotool",
            &[
                "search",
                "--sync",
                "--onlyvisible",
                "--class",
                "^Weston Compositor",
                "windowfocus",
            ],
        );
        Self {
            _compositor: compositor,
            desktop,
        }
    }
}

/// The size of a button in pixels, after the window has opened and taken what was typed.
fn size_of_a_button(scale: u32) -> (i32, i32) {
    let wayland = WaylandDesktop::start(scale);
    let window = wayland.desktop.open_on_wayland(SOCKET);
    window.wait_for("heading", "Connect Talkdesk");
    let size = window.wait_for("button", "Set up an account").size();
    window.press("Set up an account");
    let field = "Account name or Talkdesk address";
    window.wait_for("text field", field).focus();
    window
        .wait_for_focus("text field", field)
        .typed("acme")
        .wait_for_value("text field", field, "acme");
    window
        .key("Return")
        .wait_for("heading", "Create an OAuth client in Talkdesk");
    size
}

#[test]
fn the_window_opens_and_takes_what_is_typed_at_100_and_200_percent() {
    let (width, height) = size_of_a_button(1);
    assert_eq!(size_of_a_button(2), (2 * width, 2 * height));
}
