//! The real program in a window on a private display, in a private session.

use std::{
    fs,
    path::Path,
    process::{Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use super::accessibility::{AccessibilityBus, Widget};
use crate::{
    display::Xvfb,
    session::{Keyring, PrivateSession, Running, need, run},
};

/// Longer than anything that is waited for takes on a slow machine.
const PATIENCE: Duration = Duration::from_secs(30);

/// A session with a display, a keyring and the accessibility bus, in which the program can be started again and again.
pub(super) struct Desktop {
    // Dropped in this order: the bus before the session that holds it.
    bus: AccessibilityBus,
    _launcher: Running,
    session: PrivateSession,
    display: Xvfb,
}

/// The running program. Dropping it kills it.
pub(super) struct Window<'a> {
    desktop: &'a Desktop,
    _program: Running,
}

impl Desktop {
    pub(super) fn start() -> Self {
        Self::with(Keyring::Unlocked)
    }

    /// One with another keyring, or none.
    pub(super) fn with(keyring: Keyring) -> Self {
        need("xdotool", "xdotool");
        need("import", "imagemagick");
        let display = Xvfb::start(920, 680);
        let session = PrivateSession::start(keyring);
        let launcher = start_accessibility_bus(&session);
        let bus = AccessibilityBus::switch_on(session.bus());
        Self {
            bus,
            _launcher: launcher,
            session,
            display,
        }
    }

    /// Starts the program with these arguments and variables.
    pub(super) fn open(&self, arguments: &[&str], variables: &[(&str, &str)]) -> Window<'_> {
        let mut command = self.command(env!("CARGO_BIN_EXE_talkdesk-setup"));
        command
            .args(arguments)
            .envs(variables.iter().copied())
            .stdin(Stdio::null());
        Window {
            desktop: self,
            _program: Running::spawn(&mut command),
        }
    }

    /// Runs another program of the session, such as `secret-tool`, and returns what it printed.
    pub(super) fn run(&self, program: &str, arguments: &[&str]) -> String {
        run(self.command(program).args(arguments))
    }

    /// Whether another program of the session ends well.
    pub(super) fn succeeds(&self, program: &str, arguments: &[&str]) -> bool {
        self.command(program)
            .args(arguments)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .unwrap()
            .success()
    }

    pub(super) fn home(&self) -> &Path {
        self.session.home()
    }

    fn command(&self, program: &str) -> Command {
        let mut command = self.session.command(program);
        command.env("DISPLAY", self.display.display());
        command
    }

    /// Everything that assistive technology sees, a line each.
    fn tree(&self) -> String {
        let lines: Vec<String> = self.bus.widgets().iter().map(ToString::to_string).collect();
        lines.join("\n")
    }
}

fn start_accessibility_bus(session: &PrivateSession) -> Running {
    let launcher = "/usr/libexec/at-spi-bus-launcher";
    assert!(
        Path::new(launcher).is_file(),
        "{launcher} is missing: install the Debian package at-spi2-core"
    );
    let mut command = session.command(launcher);
    // It keeps what is switched on in the desktop's settings, which a private session does not have.
    command
        .arg("--launch-immediately")
        .env("GSETTINGS_BACKEND", "memory")
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    let launcher = Running::spawn(&mut command);
    session.wait_for_service("org.a11y.Bus");
    launcher
}

impl Window<'_> {
    /// Waits for a widget of this role and name.
    pub(super) fn wait_for(&self, role: &str, name: &str) -> Widget {
        self.wait(&format!("a {role} named \"{name}\""), |widget| {
            widget.role == role && widget.name == name
        })
    }

    /// Waits for a widget whose name begins so.
    pub(super) fn wait_for_text(&self, beginning: &str) -> Widget {
        self.wait(&format!("a text that begins \"{beginning}\""), |widget| {
            widget.name.starts_with(beginning)
        })
    }

    pub(super) fn press(&self, button: &str) -> &Self {
        self.wait_for("button", button).press();
        self
    }

    /// Gives a field the focus and types into it by keyboard.
    pub(super) fn type_into(&self, role: &str, name: &str, text: &str) -> &Self {
        self.take_keyboard();
        self.wait_for(role, name).focus();
        self.wait(&format!("the focus on {name}"), |widget| {
            widget.role == role && widget.name == name && widget.has_focus()
        });
        self.desktop.run("xdotool", &["type", "--delay", "4", text]);
        self
    }

    pub(super) fn key(&self, key: &str) -> &Self {
        self.desktop.run("xdotool", &["key", key]);
        self
    }

    /// Whether a widget's name holds this text now.
    pub(super) fn shows(&self, text: &str) -> bool {
        self.desktop
            .bus
            .widgets()
            .iter()
            .any(|widget| widget.name.contains(text))
    }

    pub(super) fn picture(&self, path: &str) {
        // The last answer may have come after the last picture.
        thread::sleep(Duration::from_millis(500));
        self.desktop.run("import", &["-window", "root", path]);
    }

    /// Gives the window the display's keyboard, as a window manager would.
    fn take_keyboard(&self) {
        self.desktop.run(
            "xdotool",
            &[
                "search",
                "--sync",
                "--onlyvisible",
                "--name",
                "^Talkdesk setup$",
                "windowfocus",
            ],
        );
    }

    fn wait(&self, what: &str, wanted: impl Fn(&Widget) -> bool) -> Widget {
        let end = Instant::now() + PATIENCE;
        loop {
            if let Some(widget) = self.desktop.bus.widgets().into_iter().find(&wanted) {
                return widget;
            }
            assert!(
                Instant::now() < end,
                "waited in vain for {what}; there was\n{}\nand in the log\n{}",
                self.desktop.tree(),
                fs::read_to_string(
                    self.desktop
                        .home()
                        .join(".local/state/talkdesk-setup/talkdesk-setup.log")
                )
                .unwrap_or_default(),
            );
            thread::sleep(Duration::from_millis(20));
        }
    }
}
