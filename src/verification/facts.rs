//! What a stage found, as names and values for Details and reports. Free of secrets: each value is written here from facts
//! of known kinds.

use std::{net::IpAddr, time::Duration};

use jiff::Timestamp;

use super::StageFacts;
use crate::connection::{Connection, Lookup};

/// A name and its value.
pub type Fact = (&'static str, String);

impl StageFacts {
    /// The facts in the words of the trade.
    #[must_use]
    pub fn in_words(&self) -> Vec<Fact> {
        match self {
            Self::NameLookup { lookup, of_proxy } => vec![looked_up(lookup, *of_proxy)],
            Self::SecureConnection(connection) => of_connection(connection),
            Self::Token {
                status,
                lifetime,
                notes,
            } => {
                let life =
                    lifetime.map(|life| ("Life of a token", format!("{} s", life.as_secs())));
                std::iter::once(("Answer", format!("HTTP {status}")))
                    .chain(life)
                    .chain(notes.iter().map(|note| ("Note", note.clone())))
                    .collect()
            }
            Self::FirstApiCall { connection } => connection
                .as_ref()
                .map(|api| whole(&api.connection))
                .unwrap_or_default(),
        }
    }
}

/// The facts of a connection with those of its lookup and the time of its making.
#[must_use]
pub fn whole(connection: &Connection) -> Vec<Fact> {
    let mut facts = vec![
        looked_up(&connection.lookup, connection.proxy.is_some()),
        ("Connection made in", milliseconds(connection.took)),
    ];
    facts.extend(of_connection(connection));
    facts
}

fn looked_up(lookup: &Lookup, of_proxy: bool) -> Fact {
    let whose = if of_proxy { "the proxy" } else { "the host" };
    let found = match lookup {
        Lookup::NotNeeded => format!("not needed, {whose} is given by its address"),
        Lookup::Found { took, addresses } => {
            let addresses: Vec<String> = addresses.iter().map(IpAddr::to_string).collect();
            let whose = if of_proxy { "the proxy's " } else { "" };
            format!("{whose}{} in {}", addresses.join(", "), milliseconds(*took))
        }
    };
    ("Name lookup", found)
}

fn of_connection(connection: &Connection) -> Vec<Fact> {
    let mut facts = Vec::new();
    if let Some(proxy) = &connection.proxy {
        let from = format!("{} (from {})", proxy.address, proxy.source);
        facts.push(("Proxy", from));
    }
    if let Some(address) = connection.address {
        facts.push(("Address reached", address.to_string()));
    }
    let Some(tls) = &connection.tls else {
        facts.push(("Security", "plain text on this computer".to_owned()));
        return facts;
    };
    facts.push(("Security", tls.version.to_owned()));
    if let Some(certificate) = &tls.certificate {
        facts.push(("Certificate from", certificate.issuer.clone()));
        facts.push(("Certificate ends", date(certificate.not_after)));
    }
    facts.push(("Trusted authorities", tls.trust.to_string()));
    facts
}

fn date(at: Timestamp) -> String {
    at.strftime("%B %-d, %Y, %H:%M UTC").to_string()
}

fn milliseconds(took: Duration) -> String {
    format!("{} ms", took.as_millis())
}
