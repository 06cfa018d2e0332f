//! A host that a person typed for region "Other".

use std::{
    error::Error,
    fmt,
    net::{Ipv4Addr, Ipv6Addr},
};

use super::authority::{self, Authority};
use crate::characters::{name_of, quoted};

/// Scheme, name and port of a host: `https`, or plain `http` where the host is a loopback one.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Host {
    plain_http: bool,
    name: String,
    port: Option<u16>,
}

/// Why a text names no usable host. `Display` is the sentence for the person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HostError {
    /// Nothing was entered.
    Empty,
    /// Nothing stands where the host should be.
    NoHost,
    /// A character that no host has.
    Character(char),
    /// A scheme other than `https` and `http`.
    Scheme {
        /// The scheme, quoted.
        scheme: String,
    },
    /// `https:` without `//`.
    SchemeWithoutSlashes,
    /// A user name or password in front of `@`.
    UserPart,
    /// No port from 1 to 65535 behind the colon. It is not quoted: it may be the secret of `id:secret`.
    Port,
    /// Two dots in a row, or a dot at the beginning.
    EmptyLabel,
    /// A name without a dot that is not this computer's. It is not quoted: it may be a secret in the wrong field.
    NoDot,
    /// More than 253 characters, or more than 63 between two dots. RFC 1035 section 2.3.4.
    TooLong,
    /// A hyphen at an end of a part.
    HyphenAtEnd,
    /// A part that begins with `xn--`.
    Punycode,
    /// It ends in a number or stands in brackets, and is no IP address in its usual spelling.
    IpAddress {
        /// What stands there, quoted.
        host: String,
    },
    /// `http://` for another computer.
    PlainHttp {
        /// The host, quoted.
        host: String,
    },
}

impl Host {
    /// Reads `name`, `name:port` or an address whose path is ignored. `http://` is taken for loopback hosts only
    /// (`localhost`, `*.localhost` (RFC 6761 section 6.3), `127.0.0.0/8`, `[::1]`). White space, invisible characters,
    /// quotation marks and angle brackets at the ends, a dot at the end and upper case are taken off.
    ///
    /// # Errors
    /// When there is no host, it is not ASCII, it has a user part, or plain HTTP is asked of another computer.
    pub fn parse(text: &str) -> Result<Self, HostError> {
        let text = authority::clean(text).text;
        if text.is_empty() {
            return Err(HostError::Empty);
        }
        let Authority {
            plain_http,
            user_part,
            host,
            port,
        } = authority::split(text)?;
        if user_part {
            return Err(HostError::UserPart);
        }
        let name = match host
            .strip_prefix('[')
            .and_then(|rest| rest.strip_suffix(']'))
        {
            Some(inside) => read_ipv6(inside)?,
            None => read_dns_name(host)?,
        };
        if plain_http && !is_loopback_name(&name) {
            return Err(HostError::PlainHttp {
                host: quoted(&name),
            });
        }
        let usual_port = if plain_http { 80 } else { 443 };
        Ok(Self {
            plain_http,
            name,
            port: port.filter(|port| *port != usual_port),
        })
    }

    /// A host of Talkdesk's, known to be well formed.
    pub(super) fn https(name: String) -> Self {
        Self {
            plain_http: false,
            name,
            port: None,
        }
    }

    /// `https://name` or `http://name:port`, without a slash at the end.
    #[must_use]
    pub fn origin(&self) -> String {
        let scheme = if self.plain_http { "http" } else { "https" };
        format!("{scheme}://{}", self.authority())
    }

    /// `name`, or `name:port` where the port is not the scheme's usual one; an IPv6 address in brackets.
    #[must_use]
    pub fn authority(&self) -> String {
        let name = if self.name.contains(':') {
            format!("[{}]", self.name)
        } else {
            self.name.clone()
        };
        match self.port {
            Some(port) => format!("{name}:{port}"),
            None => name,
        }
    }

    /// The host's name without scheme and port; an IPv6 address without brackets.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Whether requests go in plain text, which only loopback hosts may ask for.
    #[must_use]
    pub fn is_plain_http(&self) -> bool {
        self.plain_http
    }

    /// Whether it is this computer itself: `localhost`, `*.localhost`, `127.0.0.0/8`, `::1`.
    #[must_use]
    pub fn is_loopback(&self) -> bool {
        is_loopback_name(&self.name)
    }

    /// The port that a connection is made to: the one given, else 443 or 80.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.port.unwrap_or(if self.plain_http { 80 } else { 443 })
    }
}

fn is_loopback_name(name: &str) -> bool {
    name == "localhost"
        || name.ends_with(".localhost")
        || name.parse::<Ipv4Addr>().is_ok_and(|ip| ip.is_loopback())
        || name.parse::<Ipv6Addr>().is_ok_and(|ip| ip.is_loopback())
}

fn read_ipv6(inside: &str) -> Result<String, HostError> {
    match inside.parse::<Ipv6Addr>() {
        Ok(ip) => Ok(ip.to_string()),
        Err(_) => Err(HostError::IpAddress {
            host: quoted(inside),
        }),
    }
}

/// Reads a DNS name or an IPv4 address. What ends in a number must be four plain decimal numbers, because other programs
/// take `127.1` and `0x7f000001` for addresses too. WHATWG URL, "ends in a number checker".
fn read_dns_name(host: &str) -> Result<String, HostError> {
    let name = authority::read_name(host)?;
    for label in name.split('.') {
        if label.starts_with('-') || label.ends_with('-') {
            return Err(HostError::HyphenAtEnd);
        }
        if label.starts_with("xn--") {
            return Err(HostError::Punycode);
        }
    }
    let last = name.rsplit('.').next().unwrap_or_default();
    let is_number = last.bytes().all(|b| b.is_ascii_digit())
        || last
            .strip_prefix("0x")
            .is_some_and(|hex| hex.bytes().all(|b| b.is_ascii_hexdigit()));
    if is_number && name.parse::<Ipv4Addr>().is_err() {
        return Err(HostError::IpAddress {
            host: quoted(&name),
        });
    }
    if !name.contains('.') && !is_loopback_name(&name) {
        return Err(HostError::NoDot);
    }
    Ok(name)
}

impl fmt::Display for HostError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("Enter the host, such as acme.talkdeskid.au."),
            Self::NoHost => f.write_str("There is no host in this address."),
            Self::Character(character) if character.is_alphabetic() => write!(
                f,
                "A host has only the letters a to z, digits, hyphens and dots. {} is another letter, even where it looks \
                 like one of these.",
                name_of(*character)
            ),
            Self::Character(character) => write!(
                f,
                "A host has only the letters a to z, digits, hyphens and dots. Here it has {}.",
                name_of(*character)
            ),
            Self::Scheme { scheme } => write!(
                f,
                "The address begins with {scheme}. Talkdesk's begin with “https”."
            ),
            Self::SchemeWithoutSlashes => {
                f.write_str("Two slashes are missing: an address begins with “https://”.")
            }
            Self::UserPart => {
                f.write_str("A host has no user name in front of it. Leave out the part up to @.")
            }
            Self::Port => f.write_str(
                "What follows the colon is no port. A port is a number from 1 to 65535.",
            ),
            Self::EmptyLabel => f.write_str("Something is missing before a dot of the host."),
            Self::NoDot => f.write_str(
                "That is not a whole host. One has at least one dot, as acme.talkdeskid.au has.",
            ),
            Self::TooLong => {
                f.write_str("A host has at most 253 characters, and at most 63 between two dots.")
            }
            Self::HyphenAtEnd => f.write_str("No part of a host begins or ends with a hyphen."),
            Self::Punycode => f.write_str(
                "A host with “xn--” stands for letters outside a to z. No Talkdesk host has it.",
            ),
            Self::IpAddress { host } => {
                write!(
                    f,
                    "{host} is no IP address in its usual spelling, such as 127.0.0.1 or [::1]."
                )
            }
            Self::PlainHttp { host } => write!(
                f,
                "{host} is another computer, and “http://” would send the secret there for all to read. Use “https://”."
            ),
        }
    }
}

impl Error for HostError {}

#[cfg(test)]
mod tests;
