//! Files that are dragged from another program of the display, by the protocol of X11 (freedesktop.org, XDND version 5),
//! and dropped on the window.

use std::{fs, time::Instant};

use x11rb::{
    connection::Connection as _,
    protocol::{
        Event,
        xproto::{
            ClientMessageEvent, ConnectionExt as _, CreateWindowAux, EventMask, PropMode,
            SELECTION_NOTIFY_EVENT, SelectionNotifyEvent, WindowClass,
        },
    },
    rust_connection::RustConnection,
    wrapper::ConnectionExt as _,
};

use super::{
    talkdesk::{ID, SECRET},
    window::{Desktop, PATIENCE},
};
use crate::{display::Xvfb, session::wait_until};

const VERSION: u32 = 5;

/// A place in the window: its X in the upper half, its Y in the lower.
const MIDDLE: u32 = 0x01CC_0154;

/// Another program, which drags files over a window.
pub(super) struct Dragging {
    connection: RustConnection,
    source: u32,
    target: u32,
}

impl Dragging {
    /// Enters the window with these files and waits until it has read which they are.
    pub(super) fn over(display: &Xvfb, target: u32, uris: &str) -> Self {
        let (connection, screen) = x11rb::connect(Some(display.display())).unwrap();
        let root = connection.setup().roots[screen].root;
        let source = connection.generate_id().unwrap();
        connection
            .create_window(
                0,
                source,
                root,
                0,
                0,
                1,
                1,
                0,
                WindowClass::INPUT_ONLY,
                0,
                &CreateWindowAux::new(),
            )
            .unwrap()
            .check()
            .unwrap();
        let dragging = Self {
            connection,
            source,
            target,
        };
        dragging
            .connection
            .set_selection_owner(source, dragging.atom("XdndSelection"), x11rb::CURRENT_TIME)
            .unwrap()
            .check()
            .unwrap();
        let list = dragging.atom("text/uri-list");
        dragging.say("XdndEnter", [VERSION << 24, list, 0, 0]);
        let copy = dragging.atom("XdndActionCopy");
        dragging.say("XdndPosition", [0, MIDDLE, x11rb::CURRENT_TIME, copy]);
        dragging.answer_with(uris);
        dragging
    }

    /// Lets go of them.
    pub(super) fn drop_them(self) {
        self.say("XdndDrop", [0, x11rb::CURRENT_TIME, 0, 0]);
    }

    /// Goes out of the window.
    pub(super) fn leave(self) {
        self.say("XdndLeave", [0; 4]);
    }

    fn answer_with(&self, uris: &str) {
        let began = Instant::now();
        loop {
            match self.connection.poll_for_event().unwrap() {
                Some(Event::SelectionRequest(request)) => {
                    self.connection
                        .change_property8(
                            PropMode::REPLACE,
                            request.requestor,
                            request.property,
                            request.target,
                            uris.as_bytes(),
                        )
                        .unwrap();
                    let notice = SelectionNotifyEvent {
                        response_type: SELECTION_NOTIFY_EVENT,
                        sequence: 0,
                        time: request.time,
                        requestor: request.requestor,
                        selection: request.selection,
                        target: request.target,
                        property: request.property,
                    };
                    self.connection
                        .send_event(false, request.requestor, EventMask::NO_EVENT, notice)
                        .unwrap()
                        .check()
                        .unwrap();
                    return;
                }
                Some(_) => {}
                None => {
                    assert!(
                        began.elapsed() < PATIENCE,
                        "the window never asked for the files"
                    );
                    std::thread::sleep(std::time::Duration::from_millis(5));
                }
            }
        }
    }

    fn say(&self, kind: &str, [a, b, c, d]: [u32; 4]) {
        let data = [self.source, a, b, c, d];
        let message = ClientMessageEvent::new(32, self.target, self.atom(kind), data);
        self.connection
            .send_event(false, self.target, EventMask::NO_EVENT, message)
            .unwrap()
            .check()
            .unwrap();
    }

    fn atom(&self, name: &str) -> u32 {
        let cookie = self.connection.intern_atom(false, name.as_bytes()).unwrap();
        cookie.reply().unwrap().atom
    }
}

#[test]
fn a_file_that_is_dragged_over_the_window_is_awaited_and_taken() {
    let desktop = Desktop::start();
    let file = desktop.home().join("nexla client.json");
    let text = format!(r#"{{"client_id": "{ID}", "client_secret": "{SECRET}"}}"#);
    fs::write(&file, text).unwrap();
    let uri = format!("file://{}\r\n", file.display()).replace(' ', "%20");
    let window = desktop.open(&[], &[]);
    window.wait_for("heading", "Connect Talkdesk");

    let dragging = window.drag_over(&uri);
    window.wait_for_text("A file is taken while you set up or replace credentials.");
    dragging.leave();
    wait_until("the page is itself again", || {
        !window.shows("A file is taken")
    });

    window.press("Set up an account");
    window.type_into("text field", "Account name or Talkdesk address", "acme");
    window
        .press("Continue")
        .wait_for("heading", "Create an OAuth client in Talkdesk");
    let dragging = window.drag_over(&uri);
    window.wait_for_text("Drop the file that you downloaded from Talkdesk.");
    dragging.drop_them();
    window.wait_for("heading", "Enter the client's credentials");
    window.wait_for_value("text field", "Client ID", ID);
    assert!(!window.shows("Drop the file that you downloaded from Talkdesk."));
}

#[test]
fn two_files_at_once_and_a_folder_are_refused_with_a_reason() {
    let desktop = Desktop::start();
    let folder = format!("file://{}\r\n", desktop.home().display());
    let file = desktop.home().join("a.txt");
    fs::write(&file, "nothing").unwrap();
    let both = format!("{folder}file://{}\r\n", file.display());
    let window = desktop.open(&[], &[]);
    window
        .press("Set up an account")
        .wait_for("heading", "Which Talkdesk account?");
    window.drag_over(&both).drop_them();
    window.wait_for_text("2 files were dropped.");
    window.press("Dismiss");
    window.drag_over(&folder).drop_them();
    window.wait_for_ending(" is no file. Choose the file that you downloaded from Talkdesk.");
}
