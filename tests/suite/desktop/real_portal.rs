//! GNOME's own desktop portal with its file dialog and its color scheme, as they are installed, where other tests have a
//! portal of their own.

use std::{
    fs,
    path::Path,
    process::{Command, Stdio},
};

use super::{
    helper::open_credentials,
    talkdesk::{ID, SECRET},
    window::Desktop,
};
use crate::session::{Running, need, run, wait_until};

const TITLE: &str = "^Choose the file that you downloaded from Talkdesk$";

/// The portal, and the program that shows its dialogs and reads the desktop's settings.
struct RealPortal {
    _portal: Running,
    _gtk: Running,
}

impl RealPortal {
    fn start(desktop: &Desktop) -> Self {
        Self {
            _gtk: start(
                desktop,
                "xdg-desktop-portal-gtk",
                "org.freedesktop.impl.portal.desktop.gtk",
            ),
            _portal: start(
                desktop,
                "xdg-desktop-portal",
                "org.freedesktop.portal.Desktop",
            ),
        }
    }
}

fn start(desktop: &Desktop, package: &str, service: &str) -> Running {
    let program = format!("/usr/libexec/{package}");
    assert!(
        Path::new(&program).is_file(),
        "{program} is missing: install the Debian package {package}"
    );
    let running = Running::spawn(
        in_gnome(desktop, &program)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null()),
    );
    desktop.wait_for_service(service);
    running
}

/// A program of a GNOME session that has its settings in a file, because there is no service for them.
fn in_gnome(desktop: &Desktop, program: &str) -> Command {
    let mut command = desktop.command(program);
    command
        .env("GSETTINGS_BACKEND", "keyfile")
        .env("XDG_CURRENT_DESKTOP", "GNOME");
    command
}

fn wait_for_dialog(desktop: &Desktop) {
    wait_until("the file dialog is shown", || shows_dialog(desktop));
    // As a window manager would, which the display does not have.
    desktop.run(
        "xdotool",
        &[
            "search",
            "--onlyvisible",
            "--name",
            TITLE,
            "windowfocus",
            "--sync",
        ],
    );
}

fn shows_dialog(desktop: &Desktop) -> bool {
    desktop.succeeds("xdotool", &["search", "--onlyvisible", "--name", TITLE])
}

#[test]
fn a_file_is_chosen_in_the_dialog_of_the_desktop_or_none() {
    let desktop = Desktop::start();
    let file = desktop.home().join("client.json");
    let content = format!(r#"{{"client_id": "{ID}", "client_secret": "{SECRET}"}}"#);
    fs::write(&file, content).unwrap();
    let _portal = RealPortal::start(&desktop);
    let window = open_credentials(&desktop);

    window.press("Choose file…");
    wait_for_dialog(&desktop);
    window.key("Escape");
    wait_until("the file dialog is gone", || !shows_dialog(&desktop));
    window.wait_for("heading", "Enter the client's credentials");
    window.wait_for_description("password field", "Client secret", "empty");

    window.press("Choose file…");
    wait_for_dialog(&desktop);
    let path = file.to_str().unwrap();
    // The slash opens the dialog's field for a path, which takes a moment.
    let (slash, rest) = path.split_at(1);
    window
        .typed(slash)
        .wait_for_value("entry", "", slash)
        .typed(rest)
        .wait_for_value("entry", "", path)
        .key("Return");
    window.wait_for_text("Client ID and secret taken");
    window.wait_for_value("text field", "Client ID", ID);
    assert!(!shows_dialog(&desktop));
}

#[test]
fn the_window_follows_the_desktops_color_scheme() {
    need("gsettings", "libglib2.0-bin");
    let desktop = Desktop::start();
    let _portal = RealPortal::start(&desktop);
    let window = desktop.open(&[], &[]);
    window.wait_for("heading", "Connect Talkdesk");
    wait_until("the window is light", || !desktop.is_dark());
    for (scheme, is_dark) in [("prefer-dark", true), ("default", false)] {
        run(in_gnome(&desktop, "gsettings").args([
            "set",
            "org.gnome.desktop.interface",
            "color-scheme",
            scheme,
        ]));
        wait_until(&format!("the window looks as {scheme} has it"), || {
            desktop.is_dark() == is_dark
        });
    }
}
