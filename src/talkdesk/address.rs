//! Reading what a person typed or pasted into "Account name or Talkdesk address".

use std::{error::Error, fmt};

use super::{
    AccountName, AccountNameError, Host, HostError, Region,
    account_name::SEE_BROWSER,
    authority::{self, Authority, Cleaned},
    domains::{Whereabouts, find_account},
    labeled::{labeled, own_notation},
    near_miss::meant,
    placeholder::{is_example, is_template},
    wrapped::words,
};
use crate::characters::{name_of, quoted};

/// What was found in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// The account.
    pub account: AccountName,
    /// The region, where the text was an address of a known Talkdesk domain, or names one.
    pub region: Option<Region>,
    /// What was taken off or lowered, as sentences to show, such as "Spaces at the ends were taken off."
    pub notes: Vec<String>,
}

/// The note of an address in a region that is not known here.
const UNKNOWN_REGION: &str = "The ending stands for a region that this program does not know. Enter the addresses that \
                              Talkdesk gave you below.";

impl Address {
    /// Whether the text names a region that is not known here: both hosts have to be typed.
    #[must_use]
    pub fn is_elsewhere(&self) -> bool {
        self.notes.iter().any(|note| note == UNKNOWN_REGION)
    }

    /// One that was found in a text of more than itself.
    pub(super) fn found(account: AccountName, region: Option<Region>) -> Self {
        let mut address = Self {
            account,
            region,
            notes: Vec::new(),
        };
        address.say_what_was_taken();
        address
    }

    fn say_what_was_taken(&mut self) {
        let sentence = match self.region {
            Some(_) => "Only the account's name and its region were taken from the text.",
            None => "Only the account's name was taken from the text.",
        };
        self.notes.insert(0, sentence.to_owned());
    }
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
        /// The address that was probably meant.
        meant: Option<String>,
    },
    /// One slip away from an address of Talkdesk's.
    NearMiss {
        /// What was entered, quoted.
        host: String,
        /// The address that was probably meant.
        meant: String,
    },
    /// A name that stands in examples where the account's own belongs.
    Example {
        /// The name, quoted.
        name: String,
    },
    /// A mark such as `{account}` where the account's name belongs.
    Template,
    /// An e-mail address.
    Email,
    /// Credentials, which have fields of their own. They are not quoted.
    Credentials,
    /// Several accounts.
    SeveralAccounts {
        /// Two of them.
        names: [String; 2],
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

/// Reads a bare account name, any Talkdesk address (with scheme, user part, port, path, query, fragment), or a text in
/// which one of them stands.
///
/// # Errors
/// When there is none; the sentence says what the text is instead.
pub fn read_address(text: &str) -> Result<Address, AddressError> {
    let (text, _) = text.split_at(text.floor_char_boundary(LONGEST_TEXT));
    let alone = read_alone(text);
    match &alone {
        Err(AddressError::Empty) => return alone,
        Ok(address) if is_example(address.account.as_str()) => {
            return Err(AddressError::Example {
                name: quoted(address.account.as_str()),
            });
        }
        Ok(address) if is_client_id(address.account.as_str()) => {
            return Err(AddressError::Credentials);
        }
        Ok(_) => return alone,
        Err(_) => {}
    }
    if is_template(text) {
        return Err(AddressError::Template);
    }
    if let Some(found) = find(text) {
        return match found {
            Ok(address) if is_client_id(address.account.as_str()) => Err(AddressError::Credentials),
            found => found,
        };
    }
    match alone {
        _ if looks_like_credentials(text) => Err(AddressError::Credentials),
        Err(AddressError::Name(_)) if is_example(text) => Err(AddressError::Example {
            name: quoted(text.trim()),
        }),
        Err(
            AddressError::NotTalkdesk { .. }
            | AddressError::NoAddress
            | AddressError::Malformed(_)
            | AddressError::NoAccount { .. }
            | AddressError::Name(_),
        ) => {
            Err(near_miss_in(text)
                .unwrap_or_else(|| alone.err().unwrap_or(AddressError::NoAddress)))
        }
        other => other,
    }
}

/// More of a text is not looked at, in bytes.
const LONGEST_TEXT: usize = 64 * 1024;

/// Reads a text that is nothing but a name or an address.
fn read_alone(text: &str) -> Result<Address, AddressError> {
    let Cleaned { text, mut notes } = authority::clean(text);
    if text.is_empty() {
        return Err(AddressError::Empty);
    }
    let bare = text.strip_suffix('.').unwrap_or(text);
    let is_bare = !bare.is_empty() && !bare.contains(['.', '/', ':', '@', '?', '#']);
    let (name, host, whereabouts) = if is_bare {
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
        let (name, whereabouts) = find_account(host).map_err(|error| match error {
            AddressError::NotTalkdesk { .. } if user_part && !text.contains("//") => {
                AddressError::Email
            }
            other => other,
        })?;
        // This program itself writes `acme@acme.talkdeskid.au`.
        let is_own_key = text.split_once('@').is_some_and(|(user, _)| user == name);
        if user_part && !is_own_key {
            notes.push("The part in front of @ was left out.".to_owned());
        }
        (name, host, Some(whereabouts))
    };
    let account = AccountName::parse(name).map_err(AddressError::Name)?;
    if host.ends_with('.') {
        notes.push("The dot at the end was taken off.".to_owned());
    }
    if name.contains(|c: char| c.is_ascii_uppercase()) {
        notes.push("Capital letters were made small.".to_owned());
    }
    match whereabouts {
        Some(Whereabouts::Old) => notes.push(
            "That is an old address, which does not tell the region. Choose the region below."
                .to_owned(),
        ),
        Some(Whereabouts::Elsewhere) => notes.push(UNKNOWN_REGION.to_owned()),
        _ => {}
    }
    let region = match whereabouts {
        Some(Whereabouts::Known(home)) => Some(home.region(&account)),
        _ => None,
    };
    Ok(Address {
        account,
        region,
        notes,
    })
}

/// The one account that a text of several words, or a wrapped address, names. `None` where it names none.
fn find(text: &str) -> Option<Result<Address, AddressError>> {
    let mut found: Option<Address> = None;
    let mut several_regions = false;
    for word in words(text).iter().filter(|word| word.contains('.')) {
        let Ok(address) = read_alone(word) else {
            continue;
        };
        match &mut found {
            None => found = Some(address),
            Some(first) if first.account != address.account => {
                return Some(Err(AddressError::SeveralAccounts {
                    names: [&first.account, &address.account].map(|name| quoted(name.as_str())),
                }));
            }
            Some(first) => {
                several_regions |= address.region.is_some()
                    && first.region.is_some()
                    && first.region != address.region;
                first.region = first.region.take().or(address.region);
            }
        }
    }
    let Some(mut address) = found else {
        return own_notation(text).or_else(|| labeled(text)).map(Ok);
    };
    if is_example(address.account.as_str()) {
        return Some(Err(AddressError::Example {
            name: quoted(address.account.as_str()),
        }));
    }
    if several_regions {
        address.region = None;
    }
    address.say_what_was_taken();
    if several_regions {
        address
            .notes
            .push("The text names two regions. Choose yours below.".to_owned());
    }
    Some(Ok(address))
}

/// The first word that is almost an address of Talkdesk's.
fn near_miss_in(text: &str) -> Option<AddressError> {
    let of_host = |host: &str| {
        let (name, domain) = meant(host)?;
        (!is_example(name.as_str())).then(|| AddressError::NearMiss {
            host: quoted(host),
            meant: format!("{}.{domain}", name.as_str()),
        })
    };
    let in_words = words(text).iter().find_map(|word| {
        let parts = authority::split(word)
            .ok()
            .filter(|parts| !parts.user_part)?;
        of_host(parts.host)
    });
    in_words.or_else(|| {
        // A space, a comma or a line end where a dot should be, or beside one.
        let joined: Vec<&str> = text
            .split(|c: char| c.is_whitespace() || matches!(c, '.' | ','))
            .filter(|part| !part.is_empty())
            .collect();
        let joined = joined.join(".");
        let address = read_alone(&joined)
            .ok()
            .filter(|address| address.region.is_some())?;
        let host = authority::split(&joined).ok()?.host.to_owned();
        (host.len() < LONGEST_QUOTED_TEXT)
            .then(|| AddressError::NearMiss {
                host: quoted(text.trim()),
                meant: host,
            })
            .filter(|_| !is_example(address.account.as_str()))
    })
}

/// More of a text is not quoted, since it may hold anything.
const LONGEST_QUOTED_TEXT: usize = 60;

fn is_client_id(word: &str) -> bool {
    word.len() == 32 && word.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// Whether a text looks like what belongs on Credentials.
fn looks_like_credentials(text: &str) -> bool {
    let small = text.to_ascii_lowercase();
    let marks = [
        "\"secret\"",
        "client_secret",
        "client secret",
        "clientsecret",
        "client_id",
        "client id",
        "clientid",
        "curl ",
        "authorization:",
        "basic ",
        "bearer ",
        "private_key",
        "private key",
        "eyj",
    ];
    let is_value = |word: &str| {
        let word = word.trim_matches(|c: char| !c.is_ascii_alphanumeric());
        let has = |of: fn(&u8) -> bool| word.as_bytes().iter().any(of);
        is_client_id(word)
            || (word.len() >= 40
                && !word.contains(['.', '/'])
                && has(u8::is_ascii_uppercase)
                && has(u8::is_ascii_lowercase)
                && has(u8::is_ascii_digit))
    };
    marks.iter().any(|mark| small.contains(mark))
        || text
            .split([' ', '\n', '\r', '\t', ':', '=', ','])
            .any(is_value)
}

impl AddressError {
    /// The address that was probably meant, for a button.
    #[must_use]
    pub fn meant(&self) -> Option<&str> {
        match self {
            Self::NearMiss { meant, .. } => Some(meant),
            Self::SeveralLabels { meant, .. } => meant.as_deref(),
            _ => None,
        }
    }
}

impl fmt::Display for AddressError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => AccountNameError::Empty.fmt(f),
            Self::Name(error) => error.fmt(f),
            Self::Malformed(error) => malformed(error, f),
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
                "{host} is Talkdesk's own page, not your account. {SEE_BROWSER}"
            ),
            Self::SeveralLabels { labels, domain, .. } => write!(
                f,
                "{labels} in front of {domain} is not an account name: it has a dot. Enter the account name alone."
            ),
            Self::NearMiss { host, meant } => {
                write!(f, "{host} is not a Talkdesk address. Did you mean {meant}?")
            }
            Self::Example { name } => write!(
                f,
                "{name} is the name of an example, not yours. {SEE_BROWSER}"
            ),
            Self::Template => write!(
                f,
                "A placeholder stands where your account's name belongs. {SEE_BROWSER}"
            ),
            Self::Email => write!(
                f,
                "That is an e-mail address, not an account name. {SEE_BROWSER}"
            ),
            Self::Credentials => write!(
                f,
                "That looks like credentials. They belong on Credentials, two pages on. Here goes the account's name. \
                 {SEE_BROWSER}"
            ),
            Self::SeveralAccounts {
                names: [one, other],
            } => write!(
                f,
                "That names two accounts, {one} and {other}. Enter the one that you want."
            ),
            Self::Loopback { host } => write!(
                f,
                "{host} is this computer. Enter the account name here, choose Other, and enter the address there as both \
                 hosts."
            ),
            Self::NoAddress => write!(
                f,
                "That is neither an account name nor a Talkdesk address. {SEE_BROWSER}"
            ),
            Self::NotTalkdesk { host } => write!(
                f,
                "{host} is not a Talkdesk address. {SEE_BROWSER} Choose Other if your account lives elsewhere."
            ),
        }
    }
}

/// What is wrong with an address, in words that are about the account.
fn malformed(error: &HostError, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match error {
        HostError::Character(character) if character.is_alphabetic() => write!(
            f,
            "A Talkdesk address has only the letters a to z, digits, hyphens and dots. {} is another letter, even where it \
             looks like one of these. Type the account's name instead of pasting it.",
            name_of(*character)
        ),
        HostError::Character(character) => write!(
            f,
            "That is no Talkdesk address: it has {} inside. Type the account's name alone. {SEE_BROWSER}",
            name_of(*character)
        ),
        HostError::Scheme { scheme } => write!(
            f,
            "The address begins with {scheme}. Talkdesk's begin with “https”. {SEE_BROWSER}"
        ),
        HostError::EmptyLabel => write!(
            f,
            "The account's name is missing before a dot. {SEE_BROWSER}"
        ),
        HostError::TooLong => write!(f, "That is too long for a Talkdesk address. {SEE_BROWSER}"),
        _ => write!(
            f,
            "That is neither an account name nor a Talkdesk address. {SEE_BROWSER}"
        ),
    }
}

impl Error for AddressError {}

#[cfg(test)]
mod tests;
