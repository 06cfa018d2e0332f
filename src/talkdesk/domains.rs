//! Talkdesk's domains, and the account that stands in front of one.

use super::{AccountName, AddressError, HostError, Region, authority, near_miss::OLD_DOMAIN};
use crate::characters::quoted;

/// A region that has domains of its own.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Home {
    UnitedStates,
    Europe,
    Canada,
    Australia,
}

impl Home {
    pub(super) fn region(self, account: &AccountName) -> Region {
        match self {
            Self::UnitedStates => Region::UnitedStates,
            Self::Europe => Region::Europe,
            Self::Canada => Region::Canada,
            Self::Australia => Region::australia(account),
        }
    }
}

/// The region that a word stands for, as people and other programs write it: `us`, `Europe`, `.eu`, `ca.com`.
pub(crate) fn region_named(word: &str, account: &AccountName) -> Option<Region> {
    let plain: String = word.chars().filter(char::is_ascii_alphanumeric).collect();
    let home = match plain.to_ascii_lowercase().as_str() {
        "us" | "usa" | "unitedstates" | "com" => Home::UnitedStates,
        "eu" | "europe" => Home::Europe,
        "ca" | "canada" | "cacom" => Home::Canada,
        "au" | "australia" => Home::Australia,
        _ => return None,
    };
    Some(home.region(account))
}

/// Domains with the account name directly in front. Source: Talkdesk's regional tables, as of 2026.
pub(super) const ACCOUNT_DOMAINS: [(&str, Home); 8] = [
    ("talkdeskid.com", Home::UnitedStates),
    ("mytalkdesk.com", Home::UnitedStates),
    ("talkdeskid.eu", Home::Europe),
    ("mytalkdesk.eu", Home::Europe),
    ("talkdeskidca.com", Home::Canada),
    ("mytalkdeskca.com", Home::Canada),
    ("talkdeskid.au", Home::Australia),
    ("mytalkdesk.au", Home::Australia),
];

/// Hosts of the API, with the name of their region, where it is known.
pub(super) const API_HOSTS: [(&str, Option<&str>); 8] = [
    ("api.talkdeskapp.com", Some("United States")),
    ("api.talkdeskapp.eu", Some("Europe")),
    ("api.talkdeskappca.com", Some("Canada")),
    ("api.talkdeskapp.au", Some("Australia")),
    ("api.mytalkdesk.au", Some("Australia")),
    ("api.talkdeskapp.co.uk", Some("United Kingdom")),
    ("api.talkdeskapp-pubsec.com", None),
    ("api.talkdesk.com", None),
];

/// The longest part of a foreign host that is quoted, in characters. Secrets and tokens are longer.
const LONGEST_QUOTED_LABEL: usize = 32;

/// Talkdesk's own pages, which belong to no account.
const OTHER_DOMAINS: [&str; 7] = [
    "talkdesk.com",
    "talkdeskapp.com",
    "talkdeskapp.eu",
    "talkdeskappca.com",
    "talkdeskapp.au",
    "talkdeskapp.co.uk",
    "talkdeskapp-pubsec.com",
];

/// Every domain of Talkdesk's.
pub(super) fn all() -> impl Iterator<Item = &'static str> {
    let of_accounts = ACCOUNT_DOMAINS.iter().map(|(domain, _)| *domain);
    of_accounts.chain(OTHER_DOMAINS)
}

/// What the domain behind an account's name says of the region.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Whereabouts {
    /// Which it is.
    Known(Home),
    /// Nothing: old addresses were the same everywhere.
    Old,
    /// That it is none that is known here.
    Elsewhere,
}

/// What stands in front of [`OLD_DOMAIN`] in Talkdesk's own pages.
const OWN_PAGES: [&str; 46] = [
    "academy",
    "account",
    "accounts",
    "admin",
    "api",
    "app",
    "apps",
    "appconnect",
    "assets",
    "auth",
    "blog",
    "builder",
    "careers",
    "cdn",
    "click",
    "community",
    "developer",
    "developers",
    "docs",
    "email",
    "events",
    "get",
    "go",
    "help",
    "id",
    "info",
    "learn",
    "learning",
    "login",
    "mail",
    "marketplace",
    "my",
    "opentalk",
    "pages",
    "partner",
    "partners",
    "portal",
    "resources",
    "shop",
    "sso",
    "static",
    "status",
    "studio",
    "support",
    "trust",
    "www",
];

/// The account's part of a host, as written, and what its domain says of the region.
pub(super) fn find_account(host: &str) -> Result<(&str, Whereabouts), AddressError> {
    let name = match authority::read_name(host) {
        Err(HostError::TooLong) if host.len() <= 253 => host.to_ascii_lowercase(),
        read => read.map_err(AddressError::Malformed)?,
    };
    if let Some((_, region)) = API_HOSTS.iter().find(|(api, _)| *api == name) {
        return Err(AddressError::Api {
            host: quoted(&name),
            region: *region,
        });
    }
    for (domain, home) in ACCOUNT_DOMAINS {
        let Some(front) = name.strip_suffix(domain) else {
            continue;
        };
        match front.strip_suffix('.') {
            Some("www" | "api") => {
                return Err(AddressError::NoAccount {
                    host: quoted(&name),
                });
            }
            Some(labels) if labels.contains('.') => {
                return Err(AddressError::SeveralLabels {
                    labels: quoted(labels),
                    domain,
                    meant: labels
                        .rsplit('.')
                        .find(|label| !matches!(*label, "www" | "api" | "admin" | "app"))
                        .and_then(|label| AccountName::parse(label).ok())
                        .map(|name| format!("{}.{domain}", name.as_str())),
                });
            }
            Some(label) => return Ok((&host[..label.len()], Whereabouts::Known(home))),
            None if front.is_empty() => {
                return Err(AddressError::NoAccount {
                    host: quoted(&name),
                });
            }
            None => {}
        }
    }
    if let Some((label, rest)) = name.split_once('.')
        && !OWN_PAGES.contains(&label)
    {
        if rest == OLD_DOMAIN {
            return Ok((&host[..label.len()], Whereabouts::Old));
        }
        if is_elsewhere(rest) {
            return Ok((&host[..label.len()], Whereabouts::Elsewhere));
        }
    }
    let is_talkdesks = OTHER_DOMAINS.iter().any(|domain| {
        name.strip_suffix(domain)
            .is_some_and(|front| front.is_empty() || front.ends_with('.'))
    });
    if is_talkdesks {
        Err(AddressError::NoAccount {
            host: quoted(&name),
        })
    } else if name.contains('.')
        && name
            .split('.')
            .all(|label| label.len() <= LONGEST_QUOTED_LABEL)
    {
        Err(AddressError::NotTalkdesk {
            host: quoted(&name),
        })
    } else {
        Err(AddressError::NoAddress)
    }
}

/// Whether a domain is Talkdesk's name in a country that is not known here, such as `talkdeskid.co.uk`. One that is a letter
/// away from a known one is a slip.
fn is_elsewhere(domain: &str) -> bool {
    let Some((name, ending)) = domain.split_once('.') else {
        return false;
    };
    let country = ending
        .strip_prefix("co.")
        .or_else(|| ending.strip_prefix("com."))
        .unwrap_or(ending);
    let is_country = country.len() == 2 && country.bytes().all(|byte| byte.is_ascii_alphabetic());
    matches!(name, "talkdeskid" | "mytalkdesk") && is_country && !super::near_miss::is_slip(domain)
}
