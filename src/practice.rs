//! The practice account: a stand-in for Talkdesk on this computer. It shares no code with the client.

mod accounts;
mod admin;
mod basic;
mod hosts;
mod oauth;
mod pages;
mod resource;
mod routes;

use std::{
    io,
    net::{Ipv4Addr, SocketAddr, TcpListener},
    thread::{self, JoinHandle},
};

use tokio::{runtime, sync::oneshot};

/// A running stand-in; dropping it stops it.
///
/// As with the real Talkdesk, the account is the first label of the host: `acme.localhost` is the account `acme`.
/// Every well-formed name is an account, without clients at first.
#[derive(Debug)]
pub struct Practice {
    address: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Practice {
    /// Starts the stand-in on a loopback port that the system chooses, on a thread of its own. Returns once it listens.
    ///
    /// # Errors
    /// When no loopback port can be opened, or no thread started.
    pub fn start() -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        listener.set_nonblocking(true)?;
        let address = listener.local_addr()?;
        let runtime = runtime::Builder::new_current_thread()
            .enable_all()
            .build()?;
        let (stop, stopped) = oneshot::channel();
        let thread = thread::Builder::new()
            .name("practice".to_owned())
            .spawn(move || {
                if let Err(error) = runtime.block_on(serve(listener, address.port(), stopped)) {
                    log::error!("The practice account stopped: {error}");
                }
            })?;
        Ok(Self {
            address,
            stop: Some(stop),
            thread: Some(thread),
        })
    }

    /// The loopback address it listens on.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The first page of the pretend Talkdesk of `account`, for a browser. It needs no name lookup.
    #[must_use]
    pub fn admin_address(&self, account: &str) -> String {
        let account = account.to_ascii_lowercase();
        format!("http://{}/admin/{account}", self.address)
    }

    /// What stands in for `https://{account}.talkdeskid.com`: scheme, host and port, without a path.
    #[must_use]
    pub fn token_host(&self, account: &str) -> String {
        let account = account.to_ascii_lowercase();
        format!("http://{account}.localhost:{}", self.address.port())
    }

    /// What stands in for `https://api.talkdeskapp.com`: scheme, host and port, without a path.
    #[must_use]
    pub fn api_host(&self) -> String {
        format!("http://api.localhost:{}", self.address.port())
    }
}

impl Drop for Practice {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            drop(thread.join());
        }
    }
}

/// Serves until the sender of `stopped` is dropped.
async fn serve(listener: TcpListener, port: u16, stopped: oneshot::Receiver<()>) -> io::Result<()> {
    let listener = tokio::net::TcpListener::from_std(listener)?;
    tokio::select! {
        ended = async { axum::serve(listener, routes::router(port)).await } => ended,
        _ = stopped => Ok(()),
    }
}
