//! What the index knows of credentials that were replaced and are still kept.

use std::time::Duration;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Entry, Envelope};
use crate::{credentials::ClientId, foreign_text};

/// Credentials became known to others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leak {
    /// When the person began to do something about it.
    pub noticed_at: Timestamp,
    /// When the person revoked the client in Talkdesk, as they said.
    pub revoked_at: Option<Timestamp>,
    /// When Talkdesk was seen to refuse the credentials, before there were new ones.
    pub refused_at: Option<Timestamp>,
}

/// Credentials that were replaced and are kept until Talkdesk refuses them, or the person says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replaced {
    /// Their client ID.
    pub client_id: ClientId,
    /// The name that this program gave for the client in Talkdesk; `None` where it is not known any more.
    pub client_name: Option<String>,
    /// When the credentials that replaced them were saved.
    pub replaced_at: Timestamp,
    /// The longest life of a token that was made from them; `None` where none was seen.
    pub longest_token_life: Option<Duration>,
    /// When Talkdesk was first seen to refuse them while it accepted those that replaced them.
    pub first_refused_at: Option<Timestamp>,
    /// Whether they were replaced because they have leaked.
    pub leak: Option<Leak>,
}

impl Entry {
    /// Counts the credentials of `old` and those that it replaced among the previous ones.
    pub fn replaces(&mut self, old: &Self, now: Timestamp) {
        let newest = old.as_replaced(&old.client_id, now);
        self.previous = std::iter::once(newest)
            .chain(old.previous.clone())
            .collect();
    }

    /// Takes over what the keychain holds: the credentials in use, and those that were replaced, the newest first. What
    /// the index alone knows of them stays; what is new to it was replaced at `now`.
    pub fn follow(&mut self, current: &Envelope, previous: &[Envelope], now: Timestamp) {
        let before = self.clone();
        if before.client_id != current.client_id {
            let known = before.replaced(&current.client_id);
            self.client_name = known.and_then(|known| known.client_name.clone());
            self.longest_token_life = known.and_then(|known| known.longest_token_life);
            self.granted = None;
            self.last_verified = None;
        }
        if before.account != current.account {
            // What was verified was something else.
            self.last_verified = None;
        }
        self.account = current.account.clone();
        self.client_id = current.client_id.clone();
        self.created_at = current.created_at;
        self.previous = previous
            .iter()
            .map(|envelope| before.as_replaced(&envelope.client_id, now))
            .collect();
    }

    /// What is known of credentials that were replaced.
    #[must_use]
    pub fn replaced(&self, client_id: &ClientId) -> Option<&Replaced> {
        self.previous.iter().find(|old| old.client_id == *client_id)
    }

    /// The same, to be changed.
    pub fn replaced_mut(&mut self, client_id: &ClientId) -> Option<&mut Replaced> {
        self.previous
            .iter_mut()
            .find(|old| old.client_id == *client_id)
    }

    fn as_replaced(&self, client_id: &ClientId, now: Timestamp) -> Replaced {
        if let Some(known) = self.replaced(client_id) {
            return known.clone();
        }
        let was_in_use = self.client_id == *client_id;
        Replaced {
            client_id: client_id.clone(),
            client_name: self.client_name.clone().filter(|_| was_in_use),
            replaced_at: now,
            longest_token_life: self.longest_token_life.filter(|_| was_in_use),
            first_refused_at: None,
            leak: None,
        }
    }
}

#[derive(Serialize, Deserialize)]
pub(super) struct StoredReplaced {
    client_id: String,
    client_name: Option<String>,
    replaced_at: String,
    longest_token_life_seconds: Option<u64>,
    first_refused_at: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    leak: Option<StoredLeak>,
}

#[derive(Serialize, Deserialize)]
struct StoredLeak {
    noticed_at: String,
    revoked_at: Option<String>,
    #[serde(
        default,
        rename = "refused_at",
        skip_serializing_if = "Option::is_none"
    )]
    refused: Option<String>,
}

impl From<&Replaced> for StoredReplaced {
    fn from(old: &Replaced) -> Self {
        Self {
            client_id: old.client_id.as_str().to_owned(),
            client_name: old.client_name.clone(),
            replaced_at: old.replaced_at.to_string(),
            longest_token_life_seconds: old.longest_token_life.map(|life| life.as_secs()),
            first_refused_at: old.first_refused_at.as_ref().map(Timestamp::to_string),
            leak: old.leak.as_ref().map(|leak| StoredLeak {
                noticed_at: leak.noticed_at.to_string(),
                revoked_at: leak.revoked_at.as_ref().map(Timestamp::to_string),
                refused: leak.refused_at.as_ref().map(Timestamp::to_string),
            }),
        }
    }
}

impl StoredReplaced {
    pub(super) fn read(self) -> Option<Replaced> {
        let leak = match self.leak {
            Some(leak) => Some(Leak {
                noticed_at: leak.noticed_at.parse().ok()?,
                revoked_at: time(leak.revoked_at).ok()?,
                refused_at: time(leak.refused).ok()?,
            }),
            None => None,
        };
        Some(Replaced {
            client_id: ClientId::parse(&self.client_id).ok()?,
            client_name: self.client_name.as_deref().map(foreign_text::name),
            replaced_at: self.replaced_at.parse().ok()?,
            longest_token_life: self.longest_token_life_seconds.map(Duration::from_secs),
            first_refused_at: time(self.first_refused_at).ok()?,
            leak,
        })
    }
}

/// A time that may be missing.
fn time(text: Option<String>) -> Result<Option<Timestamp>, jiff::Error> {
    text.map(|text| text.parse()).transpose()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        secret::Secret,
        talkdesk::{Account, AccountName, Region},
    };

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn envelope(id: &str, created_at: &str) -> Envelope {
        Envelope {
            account: Account {
                name: AccountName::parse("acme").unwrap(),
                region: Region::UnitedStates,
            },
            client_id: ClientId::parse(id).unwrap(),
            client_secret: Secret::from("secret"),
            created_at: at(created_at),
        }
    }

    fn entry(id: &str) -> Entry {
        let mut entry = Entry::new(&envelope(id, "2026-03-21T09:30:00Z"), "GNOME Keyring");
        entry.client_name = Some(format!("Client {id}"));
        entry.longest_token_life = Some(Duration::from_secs(599));
        entry
    }

    #[test]
    fn what_was_in_use_becomes_replaced_with_all_that_is_known_of_it() {
        let (old, new) = (
            envelope("id-1", "2026-03-21T09:30:00Z"),
            envelope("id-2", "2026-11-24T10:00:00Z"),
        );
        let mut entry = entry("id-1");
        entry.follow(&new, &[old], at("2026-11-24T10:00:01Z"));

        assert_eq!(entry.client_id.as_str(), "id-2");
        assert_eq!(entry.created_at, new.created_at);
        assert_eq!(entry.longest_token_life, None);
        assert_eq!(
            entry.previous,
            [Replaced {
                client_id: ClientId::parse("id-1").unwrap(),
                client_name: Some("Client id-1".to_owned()),
                replaced_at: at("2026-11-24T10:00:01Z"),
                longest_token_life: Some(Duration::from_secs(599)),
                first_refused_at: None,
                leak: None,
            }]
        );
    }

    #[test]
    fn going_back_and_following_again_lose_nothing() {
        let (old, new) = (
            envelope("id-1", "2026-03-21T09:30:00Z"),
            envelope("id-2", "2026-11-24T10:00:00Z"),
        );
        let mut entry = entry("id-1");
        entry.follow(&new, std::slice::from_ref(&old), at("2026-11-24T10:00:00Z"));
        entry.client_name = Some("Client id-2".to_owned());
        let replaced = entry.clone();
        entry.follow(&new, std::slice::from_ref(&old), at("2026-11-25T10:00:00Z"));
        assert_eq!(entry, replaced);

        entry.follow(&old, &[new], at("2026-11-26T10:00:00Z"));
        assert_eq!(entry.client_name.as_deref(), Some("Client id-1"));
        assert_eq!(entry.longest_token_life, Some(Duration::from_secs(599)));
        let [put_aside] = &entry.previous[..] else {
            panic!("{:?}", entry.previous)
        };
        assert_eq!(put_aside.client_name.as_deref(), Some("Client id-2"));
        assert_eq!(put_aside.replaced_at, at("2026-11-26T10:00:00Z"));
    }
}
