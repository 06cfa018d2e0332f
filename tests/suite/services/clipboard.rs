use std::{
    io::Write as _,
    process::{Child, Command, Stdio},
    sync::mpsc,
    thread,
    time::{Duration, Instant},
};

use talkdesk_setup::{
    credentials::MAX_TEXT_BYTES,
    effects::clipboard::{Clipboard, ClipboardError},
    secret::Secret,
};
use x11rb::{
    connection::Connection as _,
    protocol::{
        Event,
        xproto::{
            ConnectionExt as _, CreateWindowAux, EventMask, PropMode, SELECTION_NOTIFY_EVENT,
            SelectionNotifyEvent, WindowClass,
        },
    },
    wrapper::ConnectionExt as _,
};

use crate::{display::Xvfb, own_process::in_own_process};

/// Runs `body` in a process of its own with an X server of its own.
fn with_display(test: &str, body: impl FnOnce()) {
    in_own_process(
        &format!("services::clipboard::{test}"),
        |command| {
            let server = Xvfb::start(320, 240);
            command
                .env_remove("WAYLAND_DISPLAY")
                .env("DISPLAY", server.display());
            server
        },
        body,
    );
}

/// Another program that owns a selection, until it is dropped.
struct OtherProgram(Child);

impl OtherProgram {
    /// Returns once the text is there to be pasted.
    fn offers(selection: &str, text: &str) -> Self {
        let mut program = Command::new("xclip")
            .args(["-selection", selection, "-in", "-quiet"])
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("this test needs xclip: install the Debian package xclip");
        program
            .stdin
            .take()
            .unwrap()
            .write_all(text.as_bytes())
            .unwrap();
        let started = Instant::now();
        while pasted_from(selection, "UTF8_STRING").as_deref() != Some(text) {
            assert!(
                started.elapsed() < Duration::from_secs(10),
                "xclip owns nothing"
            );
        }
        Self(program)
    }

    fn signal(&self, signal: &str) {
        let program = self.0.id().to_string();
        assert!(
            Command::new("kill")
                .args([signal, &program])
                .status()
                .unwrap()
                .success()
        );
    }
}

impl Drop for OtherProgram {
    fn drop(&mut self) {
        self.0.kill().unwrap();
        self.0.wait().unwrap();
    }
}

/// What another program would paste: the text in this format, or nothing.
fn pasted(format: &str) -> Option<String> {
    pasted_from("clipboard", format)
}

fn pasted_from(selection: &str, format: &str) -> Option<String> {
    let output = Command::new("xclip")
        .args(["-selection", selection, "-out", "-target", format])
        .output()
        .expect("this test needs xclip: install the Debian package xclip");
    output
        .status
        .success()
        .then(|| String::from_utf8(output.stdout).unwrap())
}

/// Waits for the answer to a request.
fn answer<T: Send + 'static>(request: impl FnOnce(Box<dyn FnOnce(T) + Send>)) -> T {
    let (sender, receiver) = mpsc::channel();
    request(Box::new(move |answer| sender.send(answer).unwrap()));
    receiver
        .recv_timeout(Duration::from_secs(10))
        .expect("the clipboard never answered")
}

fn read(clipboard: &Clipboard) -> Result<String, ClipboardError> {
    answer(|done| clipboard.read(done)).map(|text: Secret| text.expose().to_owned())
}

fn read_primary(clipboard: &Clipboard) -> Result<String, ClipboardError> {
    answer(|done| clipboard.read_primary(done)).map(|text: Secret| text.expose().to_owned())
}

fn write(clipboard: &Clipboard, text: &str) -> Result<(), ClipboardError> {
    answer(|done| clipboard.write(Secret::from(text), done))
}

fn clear(clipboard: &Clipboard) -> Result<(), ClipboardError> {
    answer(|done| clipboard.clear_if_ours(done))
}

#[test]
fn what_is_written_can_be_pasted_and_is_kept_out_of_histories() {
    with_display(
        "what_is_written_can_be_pasted_and_is_kept_out_of_histories",
        || {
            let clipboard = Clipboard::start();
            assert_eq!(write(&clipboard, "first"), Ok(()));
            assert_eq!(write(&clipboard, "s3cr3t € +/="), Ok(()));
            assert_eq!(pasted("UTF8_STRING").as_deref(), Some("s3cr3t € +/="));
            assert_eq!(
                pasted("x-kde-passwordManagerHint").as_deref(),
                Some("secret")
            );
            let formats = pasted("TARGETS").unwrap();
            assert!(
                !formats.contains("SAVE_TARGETS"),
                "offers itself to a clipboard manager: {formats}"
            );
            assert_eq!(read(&clipboard).as_deref(), Ok("s3cr3t € +/="));
        },
    );
}

#[test]
fn what_is_written_in_a_row_arrives_in_that_order() {
    with_display("what_is_written_in_a_row_arrives_in_that_order", || {
        let clipboard = Clipboard::start();
        for round in 0..50 {
            clipboard.write(Secret::from("earlier"), |_| {});
            assert_eq!(write(&clipboard, &format!("latest {round}")), Ok(()));
            assert_eq!(read(&clipboard), Ok(format!("latest {round}")));
        }
    });
}

#[test]
fn both_selections_of_other_programs_are_read() {
    with_display("both_selections_of_other_programs_are_read", || {
        let clipboard = Clipboard::start();
        assert_eq!(read(&clipboard), Err(ClipboardError::NoText));
        assert_eq!(read_primary(&clipboard), Err(ClipboardError::NoText));
        let _copied = OtherProgram::offers("clipboard", "copied €\n");
        let _selected = OtherProgram::offers("primary", "selected");
        assert_eq!(read(&clipboard).as_deref(), Ok("copied €\n"));
        assert_eq!(read_primary(&clipboard).as_deref(), Ok("selected"));
    });
}

/// Owns the clipboard and answers every request with a picture, whatever was asked for.
fn answers_with_a_picture() {
    let (connection, screen) = x11rb::connect(None).unwrap();
    let atom = |name: &str| {
        let cookie = connection.intern_atom(false, name.as_bytes()).unwrap();
        cookie.reply().unwrap().atom
    };
    let (clipboard, picture) = (atom("CLIPBOARD"), atom("image/png"));
    let window = connection.generate_id().unwrap();
    let root = connection.setup().roots[screen].root;
    let (class, looks) = (WindowClass::INPUT_ONLY, CreateWindowAux::new());
    let created = connection.create_window(0, window, root, 0, 0, 1, 1, 0, class, 0, &looks);
    created.unwrap().check().unwrap();
    let owned = connection.set_selection_owner(window, clipboard, x11rb::CURRENT_TIME);
    owned.unwrap().check().unwrap();
    thread::spawn(move || {
        // Until the display ends.
        while let Ok(event) = connection.wait_for_event() {
            let Event::SelectionRequest(asked) = event else {
                continue;
            };
            let (to, into) = (asked.requestor, asked.property);
            let put = connection.change_property8(PropMode::REPLACE, to, into, picture, b"\x89PNG");
            put.unwrap().check().unwrap();
            let told = SelectionNotifyEvent {
                response_type: SELECTION_NOTIFY_EVENT,
                sequence: 0,
                time: asked.time,
                requestor: to,
                selection: asked.selection,
                target: asked.target,
                property: into,
            };
            let sent = connection.send_event(false, to, EventMask::NO_EVENT, told);
            sent.unwrap().check().unwrap();
        }
    });
}

#[test]
fn a_picture_in_the_place_of_a_text_is_no_text() {
    with_display("a_picture_in_the_place_of_a_text_is_no_text", || {
        answers_with_a_picture();
        let clipboard = Clipboard::start();
        assert_eq!(read(&clipboard), Err(ClipboardError::NoText));
        assert_eq!(write(&clipboard, "ours"), Ok(()));
        assert_eq!(read(&clipboard).as_deref(), Ok("ours"));
    });
}

#[test]
fn a_text_that_is_empty_or_too_long_is_refused() {
    with_display("a_text_that_is_empty_or_too_long_is_refused", || {
        let clipboard = Clipboard::start();
        let longest = "x".repeat(MAX_TEXT_BYTES);
        for (text, expected) in [
            ("", Err(ClipboardError::NoText)),
            (&longest, Ok(longest.clone())),
            (&format!("{longest}x"), Err(ClipboardError::TooLong)),
        ] {
            let _copied = OtherProgram::offers("clipboard", text);
            assert!(read(&clipboard) == expected, "{} bytes", text.len());
        }
    });
}

#[test]
fn row_65_an_owner_that_hangs_is_given_up_and_works_again_later() {
    with_display(
        "row_65_an_owner_that_hangs_is_given_up_and_works_again_later",
        || {
            let clipboard = Clipboard::start();
            let other = OtherProgram::offers("clipboard", "copied");
            other.signal("-STOP");
            let asked = Instant::now();
            clipboard.read(|_| {});
            assert!(
                asked.elapsed() < Duration::from_millis(200),
                "the caller was made to wait"
            );
            assert_eq!(read(&clipboard), Err(ClipboardError::NoAnswer));
            assert!(
                (2..5).contains(&asked.elapsed().as_secs()),
                "{:?}",
                asked.elapsed()
            );
            other.signal("-CONT");
            assert_eq!(read(&clipboard).as_deref(), Ok("copied"));
            // What is written needs nothing of the other program.
            other.signal("-STOP");
            clipboard.read(|_| {});
            assert_eq!(write(&clipboard, "ours"), Ok(()));
            assert_eq!(read(&clipboard).as_deref(), Ok("ours"));
        },
    );
}

#[test]
fn row_65_without_a_clipboard_there_is_an_answer_at_once() {
    in_own_process(
        "services::clipboard::row_65_without_a_clipboard_there_is_an_answer_at_once",
        |command| {
            command.env_remove("WAYLAND_DISPLAY").env_remove("DISPLAY");
        },
        || {
            let clipboard = Clipboard::start();
            assert_eq!(read(&clipboard), Err(ClipboardError::Unavailable));
            assert_eq!(write(&clipboard, "ours"), Err(ClipboardError::Unavailable));
        },
    );
}

#[test]
fn row_65_a_display_that_hangs_is_given_up() {
    let mut server = None;
    in_own_process(
        "services::clipboard::row_65_a_display_that_hangs_is_given_up",
        |command| {
            let xvfb = server.insert(Xvfb::start(320, 240));
            command
                .env_remove("WAYLAND_DISPLAY")
                .env("DISPLAY", xvfb.display());
            command.env("XVFB", xvfb.process().to_string());
        },
        || {
            let server = std::env::var("XVFB").unwrap();
            let clipboard = Clipboard::start();
            assert_eq!(write(&clipboard, "before"), Ok(()));
            assert!(
                Command::new("kill")
                    .args(["-STOP", &server])
                    .status()
                    .unwrap()
                    .success()
            );
            assert_eq!(read(&clipboard), Err(ClipboardError::NoAnswer));
            assert_eq!(clear(&clipboard), Err(ClipboardError::NoAnswer));
            assert!(
                Command::new("kill")
                    .args(["-CONT", &server])
                    .status()
                    .unwrap()
                    .success()
            );
            assert_eq!(write(&clipboard, "after"), Ok(()));
            assert_eq!(pasted("UTF8_STRING").as_deref(), Some("after"));
        },
    );
}

#[test]
fn only_what_is_still_ours_is_cleared() {
    with_display("only_what_is_still_ours_is_cleared", || {
        let clipboard = Clipboard::start();
        assert_eq!(clear(&clipboard), Ok(()));
        assert_eq!(write(&clipboard, "ours"), Ok(()));
        assert_eq!(clear(&clipboard), Ok(()));
        assert_eq!(pasted("UTF8_STRING"), None);

        assert_eq!(write(&clipboard, "ours"), Ok(()));
        let _other = OtherProgram::offers("clipboard", "theirs");
        assert_eq!(clear(&clipboard), Ok(()));
        assert_eq!(pasted("UTF8_STRING").as_deref(), Some("theirs"));
    });
}

#[test]
fn at_the_end_only_what_is_still_ours_is_cleared() {
    with_display("at_the_end_only_what_is_still_ours_is_cleared", || {
        let clipboard = Clipboard::start();
        assert_eq!(write(&clipboard, "ours"), Ok(()));
        assert_eq!(clipboard.clear_now(), Ok(()));
        assert_eq!(pasted("UTF8_STRING"), None, "gone before the call returns");

        assert_eq!(write(&clipboard, "ours"), Ok(()));
        let _other = OtherProgram::offers("clipboard", "theirs");
        assert_eq!(clipboard.clear_now(), Ok(()));
        assert_eq!(pasted("UTF8_STRING").as_deref(), Some("theirs"));
    });
}

#[test]
fn a_text_stays_until_the_last_handle_goes() {
    with_display("a_text_stays_until_the_last_handle_goes", || {
        let clipboard = Clipboard::start();
        assert_eq!(write(&clipboard, "ours"), Ok(()));
        drop(clipboard.clone());
        assert_eq!(read(&clipboard).as_deref(), Ok("ours"));
        let ours = Some("ours".to_owned());
        assert_eq!(
            pasted("UTF8_STRING"),
            ours,
            "a copy of the handle, or reading, took it away"
        );
        drop(clipboard);
        let dropped = Instant::now();
        while pasted("UTF8_STRING") == ours {
            assert!(
                dropped.elapsed() < Duration::from_secs(5),
                "it was left behind"
            );
        }
    });
}
