//! The desktop's color scheme and its wish for less motion. The only file that names mundy.
//!
//! On Linux both come from the desktop portal (`org.freedesktop.portal.Settings`), live; older GNOMEs tell of motion by
//! `enable-animations`. On Windows and macOS the window reports the theme itself, so nothing is watched there.

use serde::{Deserialize, Serialize};

/// What the desktop asks of a window's looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Appearance {
    /// Whether it wants dark windows; nothing where it does not say.
    pub dark: Option<bool>,
    /// Whether it wants no motion.
    pub reduced_motion: bool,
}

/// A running watch; dropping it ends it.
#[must_use]
pub struct Watch {
    #[cfg(target_os = "linux")]
    _subscription: mundy::Subscription,
}

/// Tells `on_change`, on a thread of its own, what the desktop wants, once as soon as that is known and then whenever it
/// changes. Returns at once. Without a desktop portal it is told the default; a portal that hangs is never heard of.
#[cfg(target_os = "linux")]
pub fn watch(on_change: impl Fn(Appearance) + Send + Sync + 'static) -> Watch {
    use mundy::{ColorScheme, Interest, Preferences, ReducedMotion};

    let interest = Interest::ColorScheme | Interest::ReducedMotion;
    let subscription = Preferences::subscribe(interest, move |wanted| {
        on_change(Appearance {
            dark: match wanted.color_scheme {
                ColorScheme::NoPreference => None,
                ColorScheme::Light => Some(false),
                ColorScheme::Dark => Some(true),
            },
            reduced_motion: wanted.reduced_motion == ReducedMotion::Reduce,
        });
    });
    Watch {
        _subscription: subscription,
    }
}

/// On this system the window reports the theme itself: nothing is watched.
#[cfg(not(target_os = "linux"))]
pub fn watch(_: impl Fn(Appearance) + Send + Sync + 'static) -> Watch {
    Watch {}
}
