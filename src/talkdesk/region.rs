//! Regions and the hosts that belong to them.

use super::{AccountName, Host};

/// Where an account lives. Source: Talkdesk's regional tables, as of 2026.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Region {
    /// `talkdeskid.com`
    UnitedStates,
    /// `talkdeskid.eu`
    Europe,
    /// `talkdeskidca.com`
    Canada,
    /// Any other: both hosts are named whole, the account included in the token host.
    Other {
        /// The host of the token endpoint, such as `acme.talkdeskid.au`.
        token_host: Host,
        /// The host of the API, such as `api.talkdeskapp.au`.
        api_host: Host,
    },
}

/// An account in a region: what credentials belong to.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Account {
    /// The subdomain.
    pub name: AccountName,
    /// The region it lives in.
    pub region: Region,
}

/// The hosts that one verification talks to.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Endpoints {
    /// Where tokens come from; the path is `/oauth/token`.
    pub token_host: Host,
    /// Where API calls go.
    pub api_host: Host,
}

impl Region {
    /// Australia's hosts for an account, as [`Region::Other`]: its API host has one source only, so that both hosts
    /// stay open to correction.
    #[must_use]
    pub fn australia(account: &AccountName) -> Self {
        Self::Other {
            token_host: Host::https(format!("{}.talkdeskid.au", account.as_str())),
            api_host: Host::https("api.talkdeskapp.au".to_owned()),
        }
    }

    /// The name on the radio button: "United States", "Europe", "Canada", "Other".
    #[must_use]
    pub fn label(&self) -> &'static str {
        match self {
            Self::UnitedStates => "United States",
            Self::Europe => "Europe",
            Self::Canada => "Canada",
            Self::Other { .. } => "Other",
        }
    }

    /// The name within a sentence: "the United States", "Europe".
    #[must_use]
    pub fn in_a_sentence(&self) -> &'static str {
        match self {
            Self::UnitedStates => "the United States",
            Self::Europe | Self::Canada | Self::Other { .. } => self.label(),
        }
    }

    /// The word for storage: `us`, `eu`, `ca`, `other`.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::UnitedStates => "us",
            Self::Europe => "eu",
            Self::Canada => "ca",
            Self::Other { .. } => "other",
        }
    }
}

impl Account {
    /// The hosts of this account.
    #[must_use]
    pub fn endpoints(&self) -> Endpoints {
        let (token_domain, api_host) = match &self.region {
            Region::UnitedStates => ("talkdeskid.com", "api.talkdeskapp.com"),
            Region::Europe => ("talkdeskid.eu", "api.talkdeskapp.eu"),
            Region::Canada => ("talkdeskidca.com", "api.talkdeskappca.com"),
            Region::Other {
                token_host,
                api_host,
            } => {
                return Endpoints {
                    token_host: token_host.clone(),
                    api_host: api_host.clone(),
                };
            }
        };
        Endpoints {
            token_host: Host::https(format!("{}.{token_domain}", self.name.as_str())),
            api_host: Host::https(api_host.to_owned()),
        }
    }

    /// The keychain item's user: `acme@us`, `acme@eu`, `acme@ca`, otherwise `acme@` and the token host, its port
    /// included where it is not the usual one.
    #[must_use]
    pub fn key(&self) -> String {
        match &self.region {
            Region::Other { token_host, .. } => {
                format!("{}@{}", self.name.as_str(), token_host.authority())
            }
            preset => format!("{}@{}", self.name.as_str(), preset.code()),
        }
    }

    /// The account of a [`key`](Self::key) in a region with known hosts; `None` for Other, whose API host no key holds.
    #[must_use]
    pub fn of_key(key: &str) -> Option<Self> {
        let (name, code) = key.split_once('@')?;
        let region = [Region::UnitedStates, Region::Europe, Region::Canada]
            .into_iter()
            .find(|region| region.code() == code)?;
        let name = AccountName::parse(name).ok()?;
        Some(Self { name, region })
    }

    /// For a label: `acme (United States)`; for Other, `acme (acme.talkdeskid.au)`.
    #[must_use]
    pub fn label(&self) -> String {
        match &self.region {
            Region::Other { token_host, .. } => {
                format!("{} ({})", self.name.as_str(), token_host.authority())
            }
            preset => format!("{} ({})", self.name.as_str(), preset.label()),
        }
    }

    /// The page where an administrator signs in, such as `https://acme.mytalkdesk.com`; for Other, where the app's
    /// host is known only for `*.talkdeskid.au` (`https://acme.mytalkdesk.au`), otherwise the token host's origin.
    #[must_use]
    pub fn sign_in_address(&self) -> String {
        let name = self.name.as_str();
        match &self.region {
            Region::UnitedStates => format!("https://{name}.mytalkdesk.com"),
            Region::Europe => format!("https://{name}.mytalkdesk.eu"),
            Region::Canada => format!("https://{name}.mytalkdeskca.com"),
            Region::Other { token_host, .. } => {
                match token_host.name().strip_suffix(".talkdeskid.au") {
                    Some(subdomain) => format!("https://{subdomain}.mytalkdesk.au"),
                    None => token_host.origin(),
                }
            }
        }
    }
}

impl Endpoints {
    /// The whole token address, such as `https://acme.talkdeskid.com/oauth/token`.
    #[must_use]
    pub fn token_address(&self) -> String {
        format!("{}/oauth/token", self.token_host.origin())
    }

    /// The whole address of the first API call.
    #[must_use]
    pub fn account_address(&self) -> String {
        format!("{}/account", self.api_host.origin())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[expect(
        clippy::too_many_arguments,
        reason = "one row of the table is one line"
    )]
    fn check(
        region: Region,
        label: &str,
        code: &str,
        key: &str,
        account: &str,
        sign_in: &str,
        token: &str,
        api: &str,
    ) {
        let acme = Account {
            name: AccountName::parse("acme").unwrap(),
            region,
        };
        assert_eq!(acme.region.label(), label);
        assert_eq!(acme.region.code(), code);
        assert_eq!(acme.key(), key);
        assert_eq!(acme.label(), account);
        assert_eq!(acme.sign_in_address(), sign_in);
        assert_eq!(acme.endpoints().token_address(), token);
        assert_eq!(acme.endpoints().account_address(), api);
    }

    #[test]
    fn united_states() {
        check(
            Region::UnitedStates,
            "United States",
            "us",
            "acme@us",
            "acme (United States)",
            "https://acme.mytalkdesk.com",
            "https://acme.talkdeskid.com/oauth/token",
            "https://api.talkdeskapp.com/account",
        );
    }

    #[test]
    fn europe() {
        check(
            Region::Europe,
            "Europe",
            "eu",
            "acme@eu",
            "acme (Europe)",
            "https://acme.mytalkdesk.eu",
            "https://acme.talkdeskid.eu/oauth/token",
            "https://api.talkdeskapp.eu/account",
        );
    }

    #[test]
    fn canada() {
        check(
            Region::Canada,
            "Canada",
            "ca",
            "acme@ca",
            "acme (Canada)",
            "https://acme.mytalkdeskca.com",
            "https://acme.talkdeskidca.com/oauth/token",
            "https://api.talkdeskappca.com/account",
        );
    }

    #[test]
    fn australia() {
        check(
            Region::australia(&AccountName::parse("acme").unwrap()),
            "Other",
            "other",
            "acme@acme.talkdeskid.au",
            "acme (acme.talkdeskid.au)",
            "https://acme.mytalkdesk.au",
            "https://acme.talkdeskid.au/oauth/token",
            "https://api.talkdeskapp.au/account",
        );
    }

    #[test]
    fn a_server_on_this_computer() {
        let host = Host::parse("http://127.0.0.1:4455").unwrap();
        check(
            Region::Other {
                token_host: host.clone(),
                api_host: host,
            },
            "Other",
            "other",
            "acme@127.0.0.1:4455",
            "acme (127.0.0.1:4455)",
            "http://127.0.0.1:4455",
            "http://127.0.0.1:4455/oauth/token",
            "http://127.0.0.1:4455/account",
        );
    }
}
