//! An account's four JSON members, which envelope and index share.

use crate::talkdesk::{Account, AccountName, Host, Region};

/// An account and its hosts as text: `account`, `region`, `token_host`, `api_host`.
pub(super) struct StoredAccount {
    /// The account name.
    pub(super) account: String,
    /// The region's code.
    pub(super) region: String,
    /// The origin that tokens come from. For a region with known hosts it is there for people and other programs.
    pub(super) token_host: Option<String>,
    /// The origin of the API, likewise.
    pub(super) api_host: Option<String>,
}

impl From<&Account> for StoredAccount {
    fn from(account: &Account) -> Self {
        let endpoints = account.endpoints();
        Self {
            account: account.name.as_str().to_owned(),
            region: account.region.code().to_owned(),
            token_host: Some(endpoints.token_host.origin()),
            api_host: Some(endpoints.api_host.origin()),
        }
    }
}

impl StoredAccount {
    /// The account again; `None` where a member is none that this program writes. Hosts count for `other` only.
    pub(super) fn read(self) -> Option<Account> {
        let host = |origin: Option<String>| Host::parse(&origin?).ok();
        let region = match self.region.as_str() {
            "us" => Region::UnitedStates,
            "eu" => Region::Europe,
            "ca" => Region::Canada,
            "other" => Region::Other {
                token_host: host(self.token_host)?,
                api_host: host(self.api_host)?,
            },
            _ => return None,
        };
        Some(Account {
            name: AccountName::parse(&self.account).ok()?,
            region,
        })
    }
}
