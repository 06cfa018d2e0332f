//! An access token that is kept until it is about to expire, so that many programs at once ask Talkdesk once.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::{MAX_ENVELOPE_BYTES, VERSION, Version, secret_json, stored_account::StoredAccount};
use crate::{credentials::ClientId, secret::Secret, talkdesk::Account};

/// How long before its end a kept token is given to nobody any more: whoever gets one has time to use it.
pub const UNUSED_BEFORE_ITS_END: SignedDuration = SignedDuration::from_mins(2);

/// A token, and what it was made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptToken {
    /// The account, with its hosts.
    pub account: Account,
    /// The client that it was given to.
    pub client_id: ClientId,
    /// The token.
    pub access_token: Secret,
    /// When it expires.
    pub expires_at: Timestamp,
}

impl KeptToken {
    /// Whether it can still be given to whoever wants a token of this account and client.
    #[must_use]
    pub fn serves(&self, account: &Account, client_id: &ClientId, now: Timestamp) -> bool {
        self.account == *account
            && self.client_id == *client_id
            && self.expires_at.duration_since(now) >= UNUSED_BEFORE_ITS_END
    }

    /// The JSON text as stored: `version, account, region, token_host, api_host, client_id, access_token, expires_at`;
    /// `None` where it is longer than every keychain takes, and then it is not kept.
    #[must_use]
    pub fn to_json(&self) -> Option<Secret> {
        let StoredAccount {
            account,
            region,
            token_host,
            api_host,
        } = StoredAccount::from(&self.account);
        let stored = Written {
            version: VERSION,
            account,
            region,
            token_host,
            api_host,
            client_id: self.client_id.as_str(),
            access_token: self.access_token.expose(),
            expires_at: self.expires_at,
        };
        secret_json::write(&stored, MAX_ENVELOPE_BYTES).ok()
    }

    /// Reads what [`to_json`](Self::to_json) wrote; `None` for anything else, which a new token replaces.
    #[must_use]
    pub fn from_json(bytes: &[u8]) -> Option<Self> {
        let Version { version } = serde_json::from_slice(bytes).ok()?;
        if version != VERSION {
            return None;
        }
        let Read {
            account,
            region,
            token_host,
            api_host,
            client_id,
            access_token,
            expires_at,
        } = serde_json::from_slice(bytes).ok()?;
        let account = StoredAccount {
            account,
            region,
            token_host,
            api_host,
        };
        let is_token =
            |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_graphic());
        Some(Self {
            account: account.read()?,
            client_id: ClientId::parse(&client_id).ok()?,
            access_token: Some(access_token).filter(|token| is_token(token.expose()))?,
            expires_at,
        })
    }
}

#[derive(Serialize)]
struct Written<'a> {
    version: u64,
    account: String,
    region: String,
    token_host: Option<String>,
    api_host: Option<String>,
    client_id: &'a str,
    access_token: &'a str,
    expires_at: Timestamp,
}

#[derive(Deserialize)]
struct Read {
    account: String,
    region: String,
    token_host: Option<String>,
    api_host: Option<String>,
    client_id: String,
    #[serde(deserialize_with = "secret_json::read")]
    access_token: Secret,
    expires_at: Timestamp,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::talkdesk::{AccountName, Region};

    fn kept() -> KeptToken {
        KeptToken {
            account: Account {
                name: AccountName::parse("acme").unwrap(),
                region: Region::Europe,
            },
            client_id: ClientId::parse("23de1feea24c4c0f8b6fa9d6b7a02546").unwrap(),
            access_token: Secret::from("eyJhbGciOiJSUzI1NiJ9.e30.c2ln"),
            expires_at: "2026-11-28T10:00:00Z".parse().unwrap(),
        }
    }

    #[test]
    fn what_is_written_is_read_again() {
        let json = kept().to_json().unwrap();
        assert_eq!(KeptToken::from_json(json.expose().as_bytes()), Some(kept()));
        for other in [
            "",
            "{}",
            r#"{"version":2}"#,
            &json.expose().replace("eyJ", "a line\\nend "),
            &json.expose().replace("\"eu\"", "\"xx\""),
        ] {
            assert_eq!(KeptToken::from_json(other.as_bytes()), None, "{other}");
        }
    }

    #[test]
    fn a_token_that_no_keychain_takes_is_not_written() {
        let long = KeptToken {
            access_token: Secret::from("x".repeat(MAX_ENVELOPE_BYTES)),
            ..kept()
        };
        assert_eq!(long.to_json(), None);
    }

    #[test]
    fn it_serves_its_own_client_until_two_minutes_before_its_end() {
        let kept = kept();
        let at = |time: &str| format!("2026-11-28T{time}Z").parse::<Timestamp>().unwrap();
        let serves = |time| kept.serves(&kept.account, &kept.client_id, at(time));
        assert!(serves("09:58:00"));
        assert!(!serves("09:58:01"));
        assert!(!serves("10:30:00"));
        let other = ClientId::parse("00000000000000000000000000000000").unwrap();
        assert!(!kept.serves(&kept.account, &other, at("09:00:00")));
        let elsewhere = Account {
            region: Region::Canada,
            ..kept.account.clone()
        };
        assert!(!kept.serves(&elsewhere, &kept.client_id, at("09:00:00")));
    }
}
