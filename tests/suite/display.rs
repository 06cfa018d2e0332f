//! A private X server without a screen, for tests that need a real one.

use std::{
    io::{BufRead as _, BufReader, Read as _},
    process::{Child, Command, Stdio},
};

/// A running Xvfb on a display number that it chose itself; dropping it ends it.
#[derive(Debug)]
pub(crate) struct Xvfb {
    server: Child,
    display: String,
}

impl Xvfb {
    /// Starts a server with one screen of this many pixels and returns once it takes connections.
    pub(crate) fn start(width: u32, height: u32) -> Self {
        let mut server = Command::new("Xvfb")
            .args([
                "-displayfd",
                "1",
                "-nolisten",
                "tcp",
                "-noreset",
                "-dpi",
                "96",
                "-screen",
                "0",
            ])
            .arg(format!("{width}x{height}x24"))
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("this test needs Xvfb: install the Debian package xvfb");
        let mut number = String::new();
        BufReader::new(server.stdout.take().unwrap())
            .read_line(&mut number)
            .unwrap();
        let mut words = server.stderr.take().unwrap();
        if number.trim().is_empty() {
            let mut why = String::new();
            words.read_to_string(&mut why).unwrap();
            panic!("Xvfb did not start: {why}");
        }
        // Its warnings must be read on, or a full pipe would stop it.
        std::thread::spawn(move || std::io::copy(&mut words, &mut std::io::sink()));
        Self {
            server,
            display: format!(":{}", number.trim()),
        }
    }

    /// The value for `DISPLAY`, such as `:99`.
    pub(crate) fn display(&self) -> &str {
        &self.display
    }

    /// The server's process.
    pub(crate) fn process(&self) -> u32 {
        self.server.id()
    }
}

impl Drop for Xvfb {
    fn drop(&mut self) {
        self.server.kill().unwrap();
        self.server.wait().unwrap();
    }
}

#[test]
fn a_private_display_answers_until_it_is_dropped() {
    let server = Xvfb::start(640, 480);
    assert!(screen_sizes(server.display()).contains("640x480"));
    let display = server.display().to_owned();
    drop(server);
    assert!(!screen_sizes(&display).contains("640x480"));
}

/// What the tool `xdotool` says of a display's size, in its own words; empty where nothing answers.
fn screen_sizes(display: &str) -> String {
    let answer = Command::new("xdotool")
        .arg("getdisplaygeometry")
        .env("DISPLAY", display)
        .output()
        .expect("this test needs xdotool: install the Debian package xdotool");
    String::from_utf8(answer.stdout)
        .unwrap()
        .trim()
        .replace(' ', "x")
}
