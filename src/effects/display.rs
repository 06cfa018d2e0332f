//! Whether a window can be opened here, and why not.
//!
//! Measured under Xvfb by taking libraries away one by one: without libxkbcommon-x11 the window library panics, so that
//! one is looked for beforehand; everything else comes back from it as an error.

#[cfg(target_os = "linux")]
use std::{
    env,
    ffi::OsStr,
    os::unix::{net::UnixStream, process::CommandExt as _},
    path::Path,
    process::Command,
};

/// What a window needs, as Debian and Ubuntu name it.
const PACKAGES: &str = "libxkbcommon-x11-0 libxcursor1 libxi6 libxrandr2 libegl1 libgl1-mesa-dri";

/// Why no window was opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WindowError {
    /// Neither X11 nor Wayland is in the environment.
    NoDisplay,
    /// The display that the environment names does not answer.
    Unreachable,
    /// A library of the window system is missing.
    MissingLibrary,
    /// No graphics driver or library works.
    NoGraphics,
    /// Anything else.
    Other,
}

impl WindowError {
    /// One sentence: what is missing, and the packages that bring it on Debian and Ubuntu, where it is one.
    #[must_use]
    pub fn sentence(&self) -> String {
        let what = match self {
            Self::NoDisplay => {
                "There is no display to open a window on (neither DISPLAY nor WAYLAND_DISPLAY is set): start it in a desktop session"
            }
            Self::Unreachable => {
                "The display that DISPLAY or WAYLAND_DISPLAY names does not answer: start it in a desktop session"
            }
            Self::MissingLibrary => "A library that windows need is missing",
            Self::NoGraphics => "No graphics driver with OpenGL 2.1 or later works here",
            Self::Other => "The window could not be opened",
        };
        let lacks_a_package = matches!(self, Self::MissingLibrary | Self::NoGraphics);
        if lacks_a_package && cfg!(target_os = "linux") {
            format!("{what}; on Debian and Ubuntu a window needs the packages {PACKAGES}.")
        } else {
            format!("{what}.")
        }
    }
}

impl From<eframe::Error> for WindowError {
    #[cfg_attr(
        windows,
        expect(
            clippy::match_wildcard_for_single_variants,
            reason = "how many variants are left depends on the renderers of each system"
        )
    )]
    fn from(error: eframe::Error) -> Self {
        log::warn!("no window: {error}");
        match error {
            // The window library has no type for this that can be matched, only its words.
            eframe::Error::WinitEventLoop(error)
                if error.to_string().contains("shared libraries") =>
            {
                Self::MissingLibrary
            }
            eframe::Error::WinitEventLoop(_) => Self::Unreachable,
            eframe::Error::AppCreation(_) | eframe::Error::Winit(_) => Self::Other,
            _ => Self::NoGraphics,
        }
    }
}

/// What a window lacks here that would otherwise end the program without a word. To be asked before eframe starts.
#[cfg(target_os = "linux")]
#[must_use]
pub fn missing_for_a_window() -> Option<WindowError> {
    let is_there = match server() {
        Some(Server::Wayland) => xkbcommon_dl::xkbcommon_option().is_some(),
        Some(Server::X11) => xkbcommon_dl::x11::xkbcommon_x11_option().is_some(),
        None => return Some(WindowError::NoDisplay),
    };
    (!is_there).then_some(WindowError::MissingLibrary)
}

/// Whose window it will be.
#[cfg(target_os = "linux")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Server {
    /// A Wayland compositor's.
    Wayland,
    /// An X server's.
    X11,
}

/// The server that the environment names. A Wayland that does not answer, as after its session has ended, gives way to an
/// X server, which the window library would not try any more.
#[cfg(target_os = "linux")]
#[must_use]
pub fn server() -> Option<Server> {
    let named = |name| env::var_os(name).filter(|value| !value.is_empty());
    let has_x11 = named("DISPLAY").is_some();
    if named("WAYLAND_SOCKET").is_some() {
        return Some(Server::Wayland);
    }
    match named("WAYLAND_DISPLAY") {
        Some(socket) if !has_x11 || answers(&socket) => Some(Server::Wayland),
        Some(_) => {
            log::warn!("WAYLAND_DISPLAY names no server that answers: the window is X11's");
            Some(Server::X11)
        }
        None => has_x11.then_some(Server::X11),
    }
}

/// A path, or a name in the runtime folder (documentation of `wl_display_connect`).
#[cfg(target_os = "linux")]
fn answers(socket: &OsStr) -> bool {
    let folder = env::var_os("XDG_RUNTIME_DIR").unwrap_or_default();
    UnixStream::connect(Path::new(&folder).join(socket)).is_ok()
}

/// Starts the program again without a wish for indirect rendering, which a window cannot have here: it stands in the way of
/// drawing that works. Returns only where there is no such wish, or it cannot be started.
#[cfg(target_os = "linux")]
pub fn draw_directly() {
    const INDIRECT: &str = "LIBGL_ALWAYS_INDIRECT";
    if env::var_os(INDIRECT).is_some()
        && let Ok(program) = env::current_exe()
    {
        let mut again = Command::new(program);
        again.args(env::args_os().skip(1)).env_remove(INDIRECT);
        let error = again.exec();
        log::warn!("not started without {INDIRECT}: {:?}", error.kind());
    }
}

/// This system always has what a window needs.
#[cfg(not(target_os = "linux"))]
#[must_use]
pub fn missing_for_a_window() -> Option<WindowError> {
    None
}
