//! The program under Wayland alone: in a real compositor, whose screen is a window of a display.

use std::{fs, process::Stdio};

use super::window::{Desktop, Window};
use crate::{
    display::Xvfb,
    session::{Keyring, Running, need, wait_until},
};

/// The socket's name.
const SOCKET: &str = "wayland-of-the-test";

/// The compositor's screen, in points: small, because it is drawn without a graphics card, and yet wider than the window.
const SCREEN: (u32, u32) = (960, 600);

/// A session with a compositor.
struct WaylandDesktop {
    _compositor: Running,
    scale: u32,
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
        // Its other renderer, pixman, crashes in this version where a title bar of the program's own grows.
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
            scale,
            desktop,
        }
    }

    /// Maximizes the window in front by the compositor's own keys, and presses the first button of the mouse on the cross at
    /// the right end of the title bar.
    fn close(&self, window: &Window<'_>) {
        const CROSS: (u32, u32) = (18, 18);
        window.key("super+shift+m");
        wait_until("the window is maximized", || {
            let width = window.wait_for("window", "Talkdesk setup").size().0;
            u32::try_from(width) == Ok(self.scale * SCREEN.0)
        });
        let (x, y) = (self.scale * (SCREEN.0 - CROSS.0), self.scale * CROSS.1);
        let (x, y) = (x.to_string(), y.to_string());
        self.desktop
            .run("xdotool", &["mousemove", "--sync", &x, &y, "click", "1"]);
        window.wait_for_its_end();
    }
}

/// The size of a button in pixels, after the window has opened, taken what was typed and closed.
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
    wayland.close(&window);
    size
}

#[test]
fn the_window_opens_takes_what_is_typed_and_closes_at_100_and_200_percent() {
    let (width, height) = size_of_a_button(1);
    assert_eq!(size_of_a_button(2), (2 * width, 2 * height));
}
