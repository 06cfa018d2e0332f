//! What a window manager does to a window, on displays that have none.

use x11rb::{
    connection::Connection as _,
    protocol::xproto::{AtomEnum, ClientMessageEvent, ConnectionExt as _, EventMask, PropMode},
    rust_connection::RustConnection,
    wrapper::ConnectionExt as _,
};

use crate::display::Xvfb;

/// Of `WM_STATE`.
const ICONIC: u32 = 3;

/// A connection to a display.
pub(super) struct WindowManager(RustConnection);

impl WindowManager {
    pub(super) fn of(display: &Xvfb) -> Self {
        Self(x11rb::connect(Some(display.display())).unwrap().0)
    }

    /// Takes the window off the display and says so in its properties.
    pub(super) fn minimize(&self, window: u32) {
        let wm_state = self.atom("WM_STATE");
        self.0
            .change_property32(
                PropMode::REPLACE,
                window,
                wm_state,
                wm_state,
                &[ICONIC, x11rb::NONE],
            )
            .unwrap()
            .check()
            .unwrap();
        let hidden = [self.atom("_NET_WM_STATE_HIDDEN")];
        self.0
            .change_property32(
                PropMode::REPLACE,
                window,
                self.atom("_NET_WM_STATE"),
                AtomEnum::ATOM,
                &hidden,
            )
            .unwrap()
            .check()
            .unwrap();
        self.0.unmap_window(window).unwrap().check().unwrap();
    }

    /// Asks the program to close the window.
    pub(super) fn close(&self, window: u32) {
        let wish = [self.atom("WM_DELETE_WINDOW"), x11rb::CURRENT_TIME, 0, 0, 0];
        let message = ClientMessageEvent::new(32, window, self.atom("WM_PROTOCOLS"), wish);
        self.0
            .send_event(false, window, EventMask::NO_EVENT, message)
            .unwrap()
            .check()
            .unwrap();
        self.0.flush().unwrap();
    }

    fn atom(&self, name: &str) -> u32 {
        let cookie = self.0.intern_atom(false, name.as_bytes()).unwrap();
        cookie.reply().unwrap().atom
    }
}
