//! Reading what a person typed or pasted into "Account name or Talkdesk address".

use std::{error::Error, fmt};

use super::{
    AccountName, AccountNameError, Host, HostError, Region,
    authority::{self, Authority, Cleaned},
    domains::find_account,
};
use crate::characters::quoted;

/// What was found in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// The account.
    pub account: AccountName,
    /// The region, where the text was an address of a known Talkdesk domain.
    pub region: Option<Region>,
    /// What was taken off or lowered, as sentences to show, such as "Spaces at the ends were taken off."
    pub notes: Vec<String>,
}

/// Why nothing could be taken. `Display` is the sentence for the person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AddressError {
    /// Nothing was entered.
    Empty,
    /// The bare name, or the part in front of Talkdesk's domain, is no account name.
    Name(AccountNameError),
    /// The address is malformed.
    Malformed(HostError),
    /// An address of Talkdesk's API, which is the same for all accounts of a region.
    Api {
        /// The host, quoted.
        host: String,
        /// The region's name, where it is known.
        region: Option<&'static str>,
    },
    /// An address of Talkdesk's that names no account.
    NoAccount {
        /// The host, quoted.
        host: String,
    },
    /// More than one label in front of Talkdesk's domain.
    SeveralLabels {
        /// What stands in front of the domain, quoted.
        labels: String,
        /// The domain.
        domain: &'static str,
    },
    /// This computer.
    Loopback {
        /// The host, quoted.
        host: String,
    },
    /// Nothing that looks like a host. It is not quoted: it may be a secret or a token in the wrong field.
    NoAddress,
    /// A host that is none of Talkdesk's.
    NotTalkdesk {
        /// The host, quoted.
        host: String,
    },
}

/// Reads a bare account name or any Talkdesk address (with scheme, user part, port, path, query, fragment).
///
/// # Errors
/// When the text is neither; the sentence names the character or the part that is wrong.
pub fn read_address(text: &str) -> Result<Address, AddressError> {
    let Cleaned { text, mut notes } = authority::clean(text);
    if text.is_empty() {
        return Err(AddressError::Empty);
    }
    let bare = text.strip_suffix('.').unwrap_or(text);
    let is_bare = !bare.is_empty() && !bare.contains(['.', '/', ':', '@', '?', '#']);
    let (name, host, domain) = if is_bare {
        (bare, text, None)
    } else {
        let Authority {
            host,
            port,
            user_part,
            ..
        } = authority::split(text).map_err(AddressError::Malformed)?;
        if let Ok(loopback) = Host::parse(host)
            && loopback.is_loopback()
        {
            let port = port.map_or_else(String::new, |port| format!(":{port}"));
            return Err(AddressError::Loopback {
                host: quoted(&format!("{host}{port}")),
            });
        }
        if user_part {
            notes.push("The part in front of @ was left out.".to_owned());
        }
        let (name, domain) = find_account(host)?;
        (name, host, Some(domain))
    };
    let account = AccountName::parse(name).map_err(AddressError::Name)?;
    if host.ends_with('.') {
        notes.push("The dot at the end was taken off.".to_owned());
    }
    if name.contains(|c: char| c.is_ascii_uppercase()) {
        notes.push("Capital letters were made small.".to_owned());
    }
    let region = domain.map(|domain| domain.region(&account));
    Ok(Address {
        account,
        region,
        notes,
    })
}

impl fmt::Display for AddressError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => AccountNameError::Empty.fmt(f),
            Self::Name(error) => error.fmt(f),
            Self::Malformed(error) => error.fmt(f),
            Self::Api { host, region } => {
                let region = region
                    .map(|region| format!(" in {region}"))
                    .unwrap_or_default();
                write!(
                    f,
                    "{host} is the address of Talkdesk's API{region}. All accounts share it. Enter the account name, or \
                     the address that you sign in at."
                )
            }
            Self::NoAccount { host } => write!(
                f,
                "{host} is Talkdesk's, but names no account. Enter the account name, or the address that you sign in at."
            ),
            Self::SeveralLabels { labels, domain } => write!(
                f,
                "{labels} in front of {domain} is not an account name: it has a dot. Enter the account name alone."
            ),
            Self::Loopback { host } => write!(
                f,
                "{host} is this computer. Enter the account name here, choose Other, and enter the address there as both \
                 hosts."
            ),
            Self::NoAddress => f.write_str(
                "That is neither an account name nor a Talkdesk address. Enter the account name alone.",
            ),
            Self::NotTalkdesk { host } => write!(
                f,
                "{host} is not a Talkdesk address. Enter the account name alone. Choose Other if your account lives \
                 elsewhere."
            ),
        }
    }
}

impl Error for AddressError {}

#[cfg(test)]
mod tests;
