//! What is known of a connection to a host, of the way there, and of whom this computer trusts. Pure; free of secrets.

mod proxy_address;

use std::{
    fmt,
    net::{IpAddr, SocketAddr},
    path::PathBuf,
    time::Duration,
};

use jiff::{SignedDuration, Timestamp};

use crate::{
    foreign_text,
    verification::{Cause, Proxy},
};

pub use proxy_address::{ProxyAddress, ProxySetting};

/// A connection that stands, with the times of its making.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Connection {
    /// Name and port of the host, the port only where it is not the usual one.
    pub host: String,
    /// The name lookup.
    pub lookup: Lookup,
    /// The address that was reached: the proxy's where there is one.
    pub address: Option<SocketAddr>,
    /// From the end of the lookup until the first byte of a request could be sent.
    pub took: Duration,
    /// The proxy in between.
    pub proxy: Option<Proxy>,
    /// What makes it secure; `None` for plain text on this computer.
    pub tls: Option<Tls>,
}

/// How the name became addresses: the host's, or the proxy's where there is one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lookup {
    /// The host, or the proxy, is given by its address.
    NotNeeded,
    /// It was looked up.
    Found {
        /// How long that took.
        took: Duration,
        /// What was found, in the order in which it is tried.
        addresses: Vec<IpAddr>,
    },
}

impl Lookup {
    /// How long it took; no time where it was not needed.
    #[must_use]
    pub fn took(&self) -> Duration {
        match self {
            Self::NotNeeded => Duration::ZERO,
            Self::Found { took, .. } => *took,
        }
    }
}

/// What makes a connection secure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tls {
    /// `TLS 1.3` or `TLS 1.2`.
    pub version: &'static str,
    /// What its certificate says, where it can be read.
    pub certificate: Option<Certificate>,
    /// By whose authorities it was checked.
    pub trust: TrustSource,
}

/// What a certificate says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Certificate {
    /// Who issued it: the organization and the name of the authority, cleaned.
    pub issuer: String,
    /// Until when it is in force.
    pub not_after: Timestamp,
}

/// Whose certificate authorities are trusted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TrustSource {
    /// What `SSL_CERT_FILE` names; with it or `SSL_CERT_DIR` the system's own list is not used.
    pub cert_file: Option<PathBuf>,
    /// What `SSL_CERT_DIR` names.
    pub cert_dir: Option<PathBuf>,
    /// The file that the person named, which is trusted beside the rest.
    pub ca_file: Option<PathBuf>,
}

impl TrustSource {
    /// Whether only the system's own list counts.
    #[must_use]
    pub fn is_system_alone(&self) -> bool {
        *self == Self::default()
    }
}

impl fmt::Display for TrustSource {
    /// Such as "this system's list, and your CA file /home/mary/company.pem".
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.cert_file, &self.cert_dir) {
            (None, None) => f.write_str("this system's list")?,
            (Some(file), None) => {
                write!(f, "the file in SSL_CERT_FILE: {}", foreign_text::path(file))?;
            }
            (None, Some(dir)) => {
                write!(f, "the folder in SSL_CERT_DIR: {}", foreign_text::path(dir))?;
            }
            (Some(file), Some(dir)) => write!(
                f,
                "the file in SSL_CERT_FILE: {}, and the folder in SSL_CERT_DIR: {}",
                foreign_text::path(file),
                foreign_text::path(dir)
            )?,
        }
        match &self.ca_file {
            Some(file) => write!(f, ", and your CA file {}", foreign_text::path(file)),
            None => Ok(()),
        }
    }
}

/// A file with certificate authorities that was read and found good.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaFile {
    /// Its path.
    pub path: PathBuf,
    /// The authorities, by the names in their certificates, cleaned.
    pub authorities: Vec<String>,
    /// The digest of its certificates.
    pub digest: String,
    /// Whether others than its owner may write to it, where the system tells.
    pub others_may_write: bool,
}

impl CaFile {
    /// The first three authorities, and how many more there are.
    #[must_use]
    pub fn whose(&self) -> String {
        let shown = self.authorities.len().min(3);
        let list = self.authorities[..shown].join("; ");
        match self.authorities.len() - shown {
            0 => list,
            more => format!("{list}, and {more} more"),
        }
    }

    /// What is kept of it once a person has accepted it.
    #[must_use]
    pub fn accepted(&self) -> AcceptedCaFile {
        AcceptedCaFile {
            path: self.path.clone(),
            digest: self.digest.clone(),
        }
    }
}

/// The file with certificate authorities that a person has accepted. With other certificates in it, it is not trusted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AcceptedCaFile {
    /// Its path.
    pub path: PathBuf,
    /// The digest of the certificates in it when it was accepted; empty where that is not known.
    pub digest: String,
}

/// A host that was reached and answered a request without any secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reach {
    /// The connection, which may serve the next verification.
    pub connection: Connection,
    /// From the request to the head of its answer.
    pub answer_took: Duration,
    /// The server's time, where it told it.
    pub server_time: Option<ServerTime>,
}

impl Reach {
    /// From the beginning of the lookup to the head of the answer.
    #[must_use]
    pub fn took(&self) -> Duration {
        self.connection.lookup.took() + self.connection.took + self.answer_took
    }
}

/// The server's `Date` header beside this computer's clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ServerTime {
    /// By the server, in whole seconds. RFC 9110 section 6.6.1.
    pub server: Timestamp,
    /// By this computer, as the answer came.
    pub here: Timestamp,
}

impl ServerTime {
    /// How far this computer's clock is ahead; negative where it is behind. Exact to about a second.
    #[must_use]
    pub fn ahead(&self) -> SignedDuration {
        self.here.duration_since(self.server)
    }
}

/// What stands between this computer and a host before anything is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Surroundings {
    /// The proxy that is used.
    pub proxy: Option<Proxy>,
    /// A desktop's proxy that is not used.
    pub unused_proxy: Option<UnusedProxy>,
    /// Whose certificate authorities are trusted, or why there are none.
    pub trust: Result<TrustSource, Cause>,
}

/// A proxy of the desktop's settings, which this program does not read on this system.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnusedProxy {
    /// Whose settings: "GNOME" or "KDE".
    pub desktop: &'static str,
    /// What they say.
    pub setting: DesktopProxy,
}

/// How a desktop finds its proxy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DesktopProxy {
    /// A proxy by name and port, such as `http://proxy.example:3128`, without user name and password.
    Manual {
        /// It.
        address: String,
    },
    /// A script that chooses one (PAC), by its address where that is known.
    Script {
        /// Where it is, without user name and password.
        address: Option<String>,
    },
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trust_is_told_in_words() {
        let check = |source: TrustSource, words: &str| assert_eq!(source.to_string(), words);
        let ca_file = Some(PathBuf::from("/home/mary/company.pem"));
        check(TrustSource::default(), "this system's list");
        check(
            TrustSource {
                ca_file: ca_file.clone(),
                ..TrustSource::default()
            },
            "this system's list, and your CA file /home/mary/company.pem",
        );
        check(
            TrustSource {
                cert_file: Some("/a.pem".into()),
                cert_dir: Some("/certs".into()),
                ca_file,
            },
            "the file in SSL_CERT_FILE: /a.pem, and the folder in SSL_CERT_DIR: /certs, and your CA file \
             /home/mary/company.pem",
        );
    }

    #[test]
    fn a_clock_that_is_behind_is_negative() {
        let time = |text: &str| text.parse().expect("a time");
        let read = ServerTime {
            server: time("2026-11-24T10:00:00Z"),
            here: time("2026-11-24T09:58:30Z"),
        };
        assert_eq!(read.ahead(), SignedDuration::from_secs(-90));
    }
}
