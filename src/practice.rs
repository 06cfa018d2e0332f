//! The practice account: a stand-in for Talkdesk on this computer. It shares no code with the client.

use std::net::SocketAddr;

/// A running stand-in; dropping it stops it.
#[derive(Debug)]
pub struct Practice {
    address: SocketAddr,
}

impl Practice {
    /// Starts the stand-in on a loopback port that the system chooses, on a thread of its own. Returns once it listens.
    ///
    /// # Errors
    /// When no loopback port can be opened.
    pub fn start() -> std::io::Result<Self> {
        todo!()
    }

    /// The loopback address it listens on.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }
}
