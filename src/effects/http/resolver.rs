//! Name lookups: by the system, and on this computer for `localhost` and what ends in it.

use std::{
    io,
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, ToSocketAddrs as _},
    sync::Arc,
    time::Duration,
};

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use tokio::sync::oneshot;

use super::stages::Stages;
use crate::verification::Cause;

/// Looks names up and tells [`Stages`] of it.
pub(super) struct Resolver(pub(super) Arc<Stages>);

impl Resolve for Resolver {
    fn resolve(&self, name: Name) -> Resolving {
        let stages = Arc::clone(&self.0);
        Box::pin(async move {
            stages.lookup_began();
            match lookup(name.as_str()).await {
                Ok(addresses) => {
                    stages.lookup_ended(&addresses);
                    Ok(Box::new(addresses.into_iter()) as Addrs)
                }
                Err(error) => {
                    stages.lookup_failed();
                    Err(error.into())
                }
            }
        })
    }
}

/// Whether only this name, or no name at all, can be looked up: the second host tells, unless it needs no lookup.
pub(super) async fn tell_apart(host: String, other: &str, limit: Duration) -> Cause {
    if other == host || is_localhost(other) || as_address(other).is_some() {
        return Cause::NameNotFound { host };
    }
    match tokio::time::timeout(limit, lookup(other)).await {
        Ok(Ok(_)) => Cause::NameNotFound { host },
        _ => Cause::NoNames {
            host,
            other: other.to_owned(),
        },
    }
}

/// The system's lookup blocks for as long as it likes. Its thread is not waited for when the lookup is given up, nor
/// when the program ends.
async fn lookup(name: &str) -> io::Result<Vec<SocketAddr>> {
    if is_localhost(name) {
        return Ok(vec![
            (Ipv4Addr::LOCALHOST, 0).into(),
            (Ipv6Addr::LOCALHOST, 0).into(),
        ]);
    }
    let (answer, answered) = oneshot::channel();
    let name = name.to_owned();
    std::thread::Builder::new()
        .name("name lookup".to_owned())
        .spawn(move || {
            let addresses = (name.as_str(), 0).to_socket_addrs().map(Iterator::collect);
            // Nobody listens any more where the lookup was given up.
            drop(answer.send(addresses));
        })?;
    let addresses: Vec<SocketAddr> = answered.await.map_err(io::Error::other)??;
    if addresses.is_empty() {
        Err(io::ErrorKind::NotFound.into())
    } else {
        Ok(addresses)
    }
}

fn is_localhost(name: &str) -> bool {
    let name = name.strip_suffix('.').unwrap_or(name).to_ascii_lowercase();
    name == "localhost" || name.ends_with(".localhost")
}

fn as_address(name: &str) -> Option<IpAddr> {
    name.trim_start_matches('[')
        .trim_end_matches(']')
        .parse()
        .ok()
}
