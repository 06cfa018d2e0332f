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
    /// The name on the radio button: "United States", "Europe", "Canada", "Other".
    #[must_use]
    pub fn label(&self) -> &'static str {
        todo!()
    }
}

impl Account {
    /// The hosts of this account.
    #[must_use]
    pub fn endpoints(&self) -> Endpoints {
        todo!()
    }

    /// The keychain item's user: `acme@us`, `acme@eu`, `acme@ca`, otherwise `acme@` and the token host.
    #[must_use]
    pub fn key(&self) -> String {
        todo!()
    }

    /// For a label: `acme (United States)`; for Other, `acme (acme.talkdeskid.au)`.
    #[must_use]
    pub fn label(&self) -> String {
        todo!()
    }

    /// The page where an administrator signs in, such as `https://acme.mytalkdesk.com`; for Other, where the app's
    /// host is known only for `*.talkdeskid.au` (`https://acme.mytalkdesk.au`), otherwise the token host's origin.
    #[must_use]
    pub fn sign_in_address(&self) -> String {
        todo!()
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
