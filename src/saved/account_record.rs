//! How an account is written down, in the envelope and in the index.

use serde::{Deserialize, Serialize};

use crate::talkdesk::{Account, AccountName, Host, Region};

/// An account as JSON: `account`, `region` (`us`, `eu`, `ca` or `other`) and, for `other`, both hosts.
#[derive(Serialize, Deserialize)]
pub(super) struct AccountRecord {
    account: String,
    region: RegionRecord,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    token_host: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    api_host: Option<String>,
}

#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum RegionRecord {
    Us,
    Eu,
    Ca,
    Other,
}

impl AccountRecord {
    pub(super) fn of(account: &Account) -> Self {
        let (region, hosts) = match &account.region {
            Region::UnitedStates => (RegionRecord::Us, None),
            Region::Europe => (RegionRecord::Eu, None),
            Region::Canada => (RegionRecord::Ca, None),
            Region::Other {
                token_host,
                api_host,
            } => (
                RegionRecord::Other,
                Some((token_host.origin(), api_host.origin())),
            ),
        };
        let (token_host, api_host) = hosts.unzip();
        Self {
            account: account.name.as_str().to_owned(),
            region,
            token_host,
            api_host,
        }
    }

    /// The account, or nothing where the record was changed by hand into something else.
    pub(super) fn account(&self) -> Option<Account> {
        let host = |text: &Option<String>| Host::parse(text.as_deref()?).ok();
        let region = match self.region {
            RegionRecord::Us => Region::UnitedStates,
            RegionRecord::Eu => Region::Europe,
            RegionRecord::Ca => Region::Canada,
            RegionRecord::Other => Region::Other {
                token_host: host(&self.token_host)?,
                api_host: host(&self.api_host)?,
            },
        };
        Some(Account {
            name: AccountName::parse(&self.account).ok()?,
            region,
        })
    }
}
