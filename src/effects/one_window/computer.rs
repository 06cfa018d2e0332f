//! Which computer this is: a home may be shared by several, and a window can be called on its own only.

#[cfg(target_os = "linux")]
use std::path::Path;

use serde::{Deserialize, Serialize};

#[cfg(target_os = "linux")]
use crate::effects::bounded_file;

/// The longest name of a start that is read, in bytes.
#[cfg(target_os = "linux")]
const LONGEST: usize = 256;

/// A computer, since its last start.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Computer {
    pub(super) name: String,
    /// Different after every start, where the system tells that; a name can change meanwhile, and two can share one.
    start: Option<String>,
}

impl Computer {
    /// The one that this program runs on.
    pub(super) fn this() -> Self {
        Self {
            name: name(),
            start: start(),
        }
    }

    pub(super) fn is(&self, other: &Self) -> bool {
        match (&self.start, &other.start) {
            (Some(one), Some(other)) => one == other,
            _ => self.name == other.name,
        }
    }

    /// A text that is different for every other computer, as far as the system tells.
    #[cfg(unix)]
    pub(super) fn identity(&self) -> &str {
        self.start.as_ref().unwrap_or(&self.name)
    }
}

#[cfg(unix)]
fn name() -> String {
    let system = rustix::system::uname();
    system.nodename().to_string_lossy().into_owned()
}

#[cfg(not(unix))]
fn name() -> String {
    std::env::var("COMPUTERNAME").unwrap_or_default()
}

#[cfg(target_os = "linux")]
fn start() -> Option<String> {
    let id = Path::new("/proc/sys/kernel/random/boot_id");
    let id = bounded_file::read(id, LONGEST).ok()?;
    Some(str::from_utf8(&id).ok()?.trim().to_owned())
}

#[cfg(not(target_os = "linux"))]
fn start() -> Option<String> {
    None
}
