//! The real program in a window on a private display, in a private session.

mod input;

use std::{
    fs,
    path::Path,
    process::{Command, ExitStatus, Stdio},
    thread,
    time::{Duration, Instant},
};

use super::{
    accessibility::{AccessibilityBus, Announcements, Widget},
    dragging::Dragging,
    window_manager::WindowManager,
};
use crate::{
    display::Xvfb,
    session::{Keyring, PrivateSession, Running, need, run, wait_until},
};

/// Longer than anything that is waited for takes on a slow machine.
pub(super) const PATIENCE: Duration = Duration::from_secs(30);

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
    program: Running,
}

impl Desktop {
    pub(super) fn start() -> Self {
        Self::with(Keyring::Unlocked)
    }

    /// One with another keyring, or none.
    pub(super) fn with(keyring: Keyring) -> Self {
        need("xdotool", "xdotool");
        need("import", "imagemagick");
        Self::on(Xvfb::start(920, 680), keyring)
    }

    /// One with another display.
    pub(super) fn on(display: Xvfb, keyring: Keyring) -> Self {
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
            program: Running::spawn(&mut command),
        }
    }

    /// Starts it under Wayland alone, on the compositor with this socket.
    pub(super) fn open_on_wayland(&self, socket: &str) -> Window<'_> {
        let mut command = self.command(env!("CARGO_BIN_EXE_talkdesk-setup"));
        command
            .env_remove("DISPLAY")
            .env("WAYLAND_DISPLAY", socket)
            .stdin(Stdio::null());
        Window {
            desktop: self,
            program: Running::spawn(&mut command),
        }
    }

    /// Starts it where new files and folders are open to everybody unless the program sees to it.
    pub(super) fn open_without_umask(&self) -> Window<'_> {
        let mut command = self.command_after("umask 000", env!("CARGO_BIN_EXE_talkdesk-setup"));
        Window {
            desktop: self,
            program: Running::spawn(command.stdin(Stdio::null())),
        }
    }

    /// Starts it with its output in files of the session's home, where it may also leave a core dump.
    pub(super) fn open_talking(
        &self,
        arguments: &[&str],
        variables: &[(&str, &str)],
    ) -> Window<'_> {
        let output = |name| fs::File::create(self.home().join(name)).unwrap();
        let mut command = self.command_that_may_dump(env!("CARGO_BIN_EXE_talkdesk-setup"));
        command
            .args(arguments)
            .envs(variables.iter().copied())
            .stdin(Stdio::null())
            .stdout(output("stdout"))
            .stderr(output("stderr"));
        Window {
            desktop: self,
            program: Running::spawn(&mut command),
        }
    }

    /// Another program of the session, which leaves a core dump in its home if it crashes.
    pub(super) fn command_that_may_dump(&self, program: &str) -> Command {
        self.command_after("ulimit -c unlimited", program)
    }

    /// Another program of the session, which a shell starts after these words.
    fn command_after(&self, words: &str, program: &str) -> Command {
        let mut command = self.command("sh");
        command
            .arg("-c")
            .arg(format!("{words}; exec \"$0\" \"$@\""))
            .arg(program);
        command
    }

    /// The address of the session's bus.
    pub(super) fn session_bus(&self) -> &str {
        self.session.bus()
    }

    /// Waits until somebody answers on the session's bus as `service`.
    pub(super) fn wait_for_service(&self, service: &str) {
        self.session.wait_for_service(service);
    }

    /// Whether the window's ground is dark at its right edge.
    pub(super) fn is_dark(&self) -> bool {
        let pixel = [
            "-window",
            "root",
            "-crop",
            "1x1+912+300",
            "-depth",
            "8",
            "gray:-",
        ];
        let output = self.command("import").args(pixel).output().unwrap();
        matches!(output.stdout[..], [gray] if gray < 0x40)
    }

    /// Every process of the session that runs the program, the oldest first.
    pub(super) fn processes_of_the_program(&self) -> Vec<u32> {
        let mut found: Vec<u32> = fs::read_dir("/proc")
            .unwrap()
            .filter_map(|entry| entry.unwrap().file_name().to_str()?.parse().ok())
            .filter(|pid| self.is_the_program(*pid))
            .collect();
        found.sort_unstable();
        assert!(!found.is_empty(), "the program does not run");
        found
    }

    fn is_the_program(&self, pid: u32) -> bool {
        let folder = Path::new("/proc").join(pid.to_string());
        let home = format!("HOME={}", self.home().display());
        fs::read_link(folder.join("exe"))
            .is_ok_and(|exe| exe == Path::new(env!("CARGO_BIN_EXE_talkdesk-setup")))
            && fs::read(folder.join("environ")).is_ok_and(|environment| {
                environment
                    .split(|byte| *byte == 0)
                    .any(|variable| variable == home.as_bytes())
            })
    }

    /// Copies or selects a text as another program would, with a line end behind it as when a whole line is selected.
    pub(super) fn copy_elsewhere(&self, selection: &str, text: &str) {
        let script = "printf '%s\\n' \"$1\" | xclip -selection \"$0\" -in >/dev/null 2>&1";
        self.run("sh", &["-c", script, selection, text]);
    }

    /// The text of an X11 selection, if it holds one.
    pub(super) fn selection(&self, selection: &str) -> Option<String> {
        let output = self
            .command("xclip")
            .args(["-selection", selection, "-out"])
            .output()
            .unwrap();
        output
            .status
            .success()
            .then(|| String::from_utf8(output.stdout).unwrap())
    }

    /// Whether the keychain's item for acme holds this text.
    pub(super) fn keychain_holds(&self, text: &str) -> bool {
        let item = ["lookup", "service", "talkdesk-setup", "username", "acme@us"];
        self.run("secret-tool", &item).contains(text)
    }

    /// Every word that assistive technology can read now, a line for each widget.
    pub(super) fn everything_read_aloud(&self) -> String {
        let lines: Vec<String> = self.bus.widgets().iter().map(Widget::words).collect();
        lines.join("\n")
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

    /// Another program of the session, to be run as the test likes.
    pub(super) fn command(&self, program: &str) -> Command {
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
    /// Aborts the program, as a fault of its own would, and returns how it ended.
    pub(super) fn crash(&mut self) -> ExitStatus {
        self.program.crash()
    }

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

    /// Waits for a widget whose name ends so.
    pub(super) fn wait_for_ending(&self, end: &str) -> Widget {
        self.wait(&format!("a text that ends \"{end}\""), |widget| {
            widget.name.ends_with(end)
        })
    }

    /// Waits until a widget of this role and name is described so, at the beginning: "entered" or "empty" for a secret.
    pub(super) fn wait_for_description(&self, role: &str, name: &str, beginning: &str) -> &Self {
        self.wait(
            &format!("a {role} named \"{name}\" described as \"{beginning}\""),
            |widget| {
                widget.role == role
                    && widget.name == name
                    && widget.description().starts_with(beginning)
            },
        );
        self
    }

    /// Waits until a field holds this text.
    pub(super) fn wait_for_value(&self, role: &str, name: &str, value: &str) -> &Self {
        self.wait(
            &format!("a {role} named \"{name}\" that holds \"{value}\""),
            |widget| widget.role == role && widget.name == name && widget.text() == value,
        );
        self
    }

    pub(super) fn press(&self, button: &str) -> &Self {
        self.wait_for("button", button).press();
        self
    }

    /// Answers "What will Nexla read?" on Create client, and goes on.
    pub(super) fn past_create_client(&self) -> &Self {
        let answer = self.wait_for("check box", "Nothing yet, only test the connection");
        // It is kept from an earlier walk.
        if !answer.is_checked() {
            answer.press();
        }
        self.press("Continue")
            .wait_for("heading", "Enter the client's credentials");
        self
    }

    /// Notes what a screen reader is given to say from now on.
    pub(super) fn listen(&self) -> Announcements {
        self.desktop.bus.listen()
    }

    /// What a screen reader is told of the page in front, a line for each widget.
    pub(super) fn read_aloud(&self) -> String {
        let widgets = self.desktop.bus.widgets();
        let lines: Vec<String> = widgets.iter().map(Widget::said).collect();
        let text = lines.join("\n") + "\n";
        text.replace(&self.desktop.home().display().to_string(), "/home/me")
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

    /// Minimizes the window, as a window manager would.
    pub(super) fn minimize(&self) {
        WindowManager::of(&self.desktop.display).minimize(self.id());
    }

    /// Asks the program to close its window, as a window manager would, and waits until it has ended.
    pub(super) fn close(&self) {
        WindowManager::of(&self.desktop.display).close(self.id());
        wait_until("the program has ended", || !self.program.runs());
    }

    /// Its width and height in pixels.
    pub(super) fn size(&self) -> (u32, u32) {
        let id = self.id().to_string();
        let told = self
            .desktop
            .run("xdotool", &["getwindowgeometry", "--shell", &id]);
        let value = |name: &str| -> u32 {
            let line = told.lines().find_map(|line| line.strip_prefix(name));
            line.unwrap().parse().unwrap()
        };
        (value("WIDTH="), value("HEIGHT="))
    }

    /// Drags files over the window from another program.
    pub(super) fn drag_over(&self, uris: &str) -> Dragging {
        Dragging::over(&self.desktop.display, self.id(), uris)
    }

    /// Its number on the display.
    pub(super) fn id(&self) -> u32 {
        let named = ["search", "--onlyvisible", "--name", "^Talkdesk setup$"];
        self.desktop.run("xdotool", &named).trim().parse().unwrap()
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
