//! Small screens with a window manager and a panel, as people have them: the window lies with its frame where nothing
//! covers it.

use std::{fs, process::Stdio};

use x11rb::{
    connection::Connection as _,
    protocol::xproto::{AtomEnum, ConnectionExt as _, PropMode},
    rust_connection::RustConnection,
    wrapper::ConnectionExt as _,
};

use super::window::{Desktop, Window};
use crate::{
    display::Xvfb,
    session::{Keyring, Running, need, wait_until},
};

/// A part of the screen, in pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Area {
    left: i32,
    top: i32,
    right: i32,
    bottom: i32,
}

impl Area {
    fn of(left: i32, top: i32, width: i32, height: i32) -> Self {
        Self {
            left,
            top,
            right: left + width,
            bottom: top + height,
        }
    }

    fn lies_in(self, other: Self) -> bool {
        self.left >= other.left
            && self.top >= other.top
            && self.right <= other.right
            && self.bottom <= other.bottom
    }
}

/// What the X server says of itself and of a window.
struct Server {
    connection: RustConnection,
    root: u32,
}

impl Server {
    fn of(display: &str) -> Self {
        let (connection, screen) = x11rb::connect(Some(display)).unwrap();
        let root = connection.setup().roots[screen].root;
        Self { connection, root }
    }

    /// Makes 144 dots an inch what programs are to draw for, as desktops do at 150 %.
    fn enlarge(&self) {
        self.connection
            .change_property8(
                PropMode::REPLACE,
                self.root,
                AtomEnum::RESOURCE_MANAGER,
                AtomEnum::STRING,
                b"Xft.dpi:\t144\n",
            )
            .unwrap()
            .check()
            .unwrap();
    }

    /// The part of the screen that no panel takes, once there is a window manager.
    fn work_area(&self) -> Option<Area> {
        let area = self.numbers(self.root, "_NET_WORKAREA");
        let [left, top, width, height, ..] = area[..] else {
            return None;
        };
        Some(Area::of(left, top, width, height))
    }

    /// Where a window is with the frame that the window manager put around it, once it has one.
    fn framed(&self, window: u32) -> Option<Area> {
        let extents = self.numbers(window, "_NET_FRAME_EXTENTS");
        let [left, right, top, bottom] = extents[..] else {
            return None;
        };
        let size = self.connection.get_geometry(window).unwrap().reply().ok()?;
        let place = self
            .connection
            .translate_coordinates(window, self.root, 0, 0)
            .unwrap()
            .reply()
            .ok()?;
        Some(Area::of(
            i32::from(place.dst_x) - left,
            i32::from(place.dst_y) - top,
            i32::from(size.width) + left + right,
            i32::from(size.height) + top + bottom,
        ))
    }

    /// The numbers that a property holds; none where it is not set.
    fn numbers(&self, window: u32, property: &str) -> Vec<i32> {
        let connection = &self.connection;
        let atom = connection.intern_atom(false, property.as_bytes()).unwrap();
        let atom = atom.reply().unwrap().atom;
        let value = connection
            .get_property(false, window, atom, AtomEnum::CARDINAL, 0, 64)
            .unwrap()
            .reply()
            .unwrap();
        let numbers = value.value32().into_iter().flatten();
        numbers.map(|number| number.try_into().unwrap()).collect()
    }
}

/// A session with a window manager, and a panel at the bottom of the screen.
struct PanelDesktop {
    _panel: Running,
    _window_manager: Running,
    server: Server,
    desktop: Desktop,
}

impl PanelDesktop {
    fn start(screen: (u32, u32), panel: i32) -> Self {
        need("openbox", "openbox");
        need("tint2", "tint2");
        let (width, height) = screen;
        let display = Xvfb::start(width, height);
        let server = Server::of(display.display());
        let desktop = Desktop::on(display, Keyring::Unlocked);
        let window_manager = run_aside(&desktop, "openbox", &[]);
        let settings = desktop.home().join("tint2rc");
        let text = format!(
            "panel_items = T\npanel_monitor = all\npanel_position = bottom center horizontal\n\
             panel_size = 100% {panel}\nstrut_policy = follow_size\n"
        );
        fs::write(&settings, text).unwrap();
        let panel_program = run_aside(&desktop, "tint2", &["-c", settings.to_str().unwrap()]);
        let beside_the_panel = Area::of(
            0,
            0,
            width.try_into().unwrap(),
            i32::try_from(height).unwrap() - panel,
        );
        wait_until("the panel takes its part of the screen", || {
            server.work_area() == Some(beside_the_panel)
        });
        Self {
            _panel: panel_program,
            _window_manager: window_manager,
            server,
            desktop,
        }
    }

    /// Waits until the window lies with its frame beside the panel, and returns the size within the frame.
    fn wait_until_it_fits(&self, window: &Window<'_>) -> (u32, u32) {
        window.wait_for("heading", "Connect Talkdesk");
        let free = self.server.work_area().unwrap();
        wait_until(&format!("the window and its frame lie in {free:?}"), || {
            let framed = self.server.framed(window.id());
            framed.is_some_and(|framed| framed.lies_in(free))
        });
        window.size()
    }
}

/// Runs a program of the desktop that stays.
fn run_aside(desktop: &Desktop, program: &str, arguments: &[&str]) -> Running {
    Running::spawn(
        desktop
            .command(program)
            .args(arguments)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null()),
    )
}

#[test]
fn the_window_lies_beside_the_panel_of_a_small_screen() {
    for panel in [30, 60] {
        let desktop = PanelDesktop::start((1024, 600), panel);
        let window = desktop.desktop.open(&[], &[]);
        let (width, height) = desktop.wait_until_it_fits(&window);
        assert_eq!(width, 920, "as wide as it likes");
        assert!(height >= 460, "{height} pixels high");
    }
}

#[test]
fn the_window_lies_beside_the_panel_of_a_small_screen_at_150_percent() {
    for panel in [45, 60] {
        let desktop = PanelDesktop::start((1366, 768), panel);
        desktop.server.enlarge();
        let window = desktop.desktop.open(&[], &[]);
        let (width, height) = desktop.wait_until_it_fits(&window);
        assert!(width >= 1350, "{width} pixels wide");
        assert!(height >= 600, "{height} pixels high");
    }
}
