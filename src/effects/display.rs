//! Whether a window can be opened here, and why not.
//!
//! Measured under Xvfb by taking libraries away one by one: without libxkbcommon-x11 the window library panics, so that
//! one is looked for beforehand; everything else comes back from it as an error.

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
    /// One sentence: what is missing, and the packages that bring it on Debian and Ubuntu.
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
        if cfg!(target_os = "linux") {
            format!("{what}; on Debian and Ubuntu a window needs the packages {PACKAGES}.")
        } else {
            format!("{what}.")
        }
    }
}

impl From<eframe::Error> for WindowError {
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
    let is_set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    if is_set("WAYLAND_DISPLAY") || is_set("WAYLAND_SOCKET") {
        xkbcommon_dl::xkbcommon_option()
            .is_none()
            .then_some(WindowError::MissingLibrary)
    } else if is_set("DISPLAY") {
        xkbcommon_dl::x11::xkbcommon_x11_option()
            .is_none()
            .then_some(WindowError::MissingLibrary)
    } else {
        Some(WindowError::NoDisplay)
    }
}

/// This system always has what a window needs.
#[cfg(not(target_os = "linux"))]
#[must_use]
pub fn missing_for_a_window() -> Option<WindowError> {
    None
}
