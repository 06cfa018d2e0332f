//! Opens addresses in the person's browser, and folders. The only file that names open.

use std::{io, path::Path, time::Duration};

use serde::{Deserialize, Serialize};

/// How long each of the system's launchers is watched for an early failure.
const WATCHED: Duration = Duration::from_secs(2);

/// Why no browser was opened. The page then shows the address, to be copied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum BrowserError {
    /// Not an `http` or `https` address, or one with white space or control characters in it; nothing was started.
    NotAnAddress,
    /// No launcher is there, or each one that is there failed.
    NotOpened,
}

impl BrowserError {
    /// One sentence: what happened and what to do.
    #[must_use]
    pub fn sentence(self) -> &'static str {
        match self {
            Self::NotAnAddress => "This is no web address, so it was not opened.",
            Self::NotOpened => "No browser opened. Copy the address and open it in your browser.",
        }
    }
}

/// Opens a web address in the default browser, detached from this program and without its standard input.
///
/// Blocks for as long as a launcher may still fail, at most a few seconds: call it on a thread of its own. A launcher
/// that still runs after that time counts as a browser.
///
/// # Errors
/// When the address is not for a browser, or no launcher could open it.
pub fn open_address(address: &str) -> Result<(), BrowserError> {
    let is_web = address.starts_with("https://") || address.starts_with("http://");
    if !is_web || address.contains(|c: char| c.is_whitespace() || c.is_control()) {
        return Err(BrowserError::NotAnAddress);
    }
    open::that_detached_with_timeout(address, WATCHED).map_err(|error| {
        log::warn!("no browser opened: {:?}", error.kind());
        BrowserError::NotOpened
    })
}

/// Opens a folder in the default file manager, in the same way.
///
/// # Errors
/// When no launcher could open it.
pub(super) fn open_folder(folder: &Path) -> io::Result<()> {
    open::that_detached_with_timeout(folder, WATCHED)
}
