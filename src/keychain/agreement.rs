//! What the list of accounts says of an account, beside the envelope in the keychain. The list is a plain file: where
//! credentials go is taken from the envelope alone, and nothing goes anywhere while the two do not agree.

use super::KeychainError;
use crate::{
    credentials::ClientId,
    saved::Envelope,
    talkdesk::{Account, Host},
};

/// How the list differs from the envelope of the same account in the keychain named `keychain`; `None` where both agree.
pub(crate) fn difference(
    keychain: &str,
    listed: &Account,
    client_id: &ClientId,
    held: &Envelope,
) -> Option<KeychainError> {
    let (its, is) = (listed.endpoints(), held.account.endpoints());
    let token = |host: &Host| format!("the token host {}", host.origin());
    let api = |host: &Host| format!("the API host {}", host.origin());
    let (listed_part, held_part) = if its.token_host != is.token_host {
        (token(&its.token_host), token(&is.token_host))
    } else if its.api_host != is.api_host {
        (api(&its.api_host), api(&is.api_host))
    } else if *listed != held.account {
        (listed.label(), held.account.label())
    } else if *client_id != held.client_id {
        let named = |id: &ClientId| format!("client {}", id.shortened());
        (named(client_id), named(&held.client_id))
    } else {
        return None;
    };
    Some(KeychainError::Differs {
        name: keychain.to_owned(),
        account: held.account.label(),
        listed: listed_part,
        held: held_part,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::talkdesk::{AccountName, Region};

    fn account(token_host: &str, api_host: &str) -> Account {
        Account {
            name: AccountName::parse("acme").unwrap(),
            region: Region::Other {
                token_host: Host::parse(token_host).unwrap(),
                api_host: Host::parse(api_host).unwrap(),
            },
        }
    }

    #[test]
    fn every_part_that_leads_elsewhere_is_named() {
        let held = Envelope {
            account: account("acme.talkdeskid.au", "api.talkdeskapp.au"),
            client_id: ClientId::parse("23de1fee0123456789abcdef01232546").unwrap(),
            client_secret: "never shown".into(),
            created_at: "2026-11-03T09:30:00Z".parse().unwrap(),
        };
        let check = |account: &Account, id: &str, listed: Option<&str>| {
            let id = ClientId::parse(id).unwrap();
            let difference = difference("GNOME Keyring", account, &id, &held);
            let sentence = difference.map(|error| error.what_happened());
            assert_eq!(
                sentence.is_some(),
                listed.is_some(),
                "{sentence:?} {listed:?}"
            );
            if let (Some(sentence), Some(listed)) = (sentence, listed) {
                assert!(sentence.contains(listed), "{sentence}");
                assert!(!sentence.contains("never shown"), "{sentence}");
            }
        };
        let id = held.client_id.as_str();
        check(&held.account, id, None);
        check(
            &account("acme.talkdeskid.au", "api.evil.example"),
            id,
            Some(
                "the list has the API host https://api.evil.example, GNOME Keyring has the API host \
                 https://api.talkdeskapp.au.",
            ),
        );
        check(
            &account("acme.talkdeskid.au", "api.talkdeskapp.au:8443"),
            id,
            Some("the API host https://api.talkdeskapp.au:8443"),
        );
        // One key, two schemes.
        check(
            &account("http://acme.localhost:4455", "api.talkdeskapp.au"),
            id,
            Some("the token host http://acme.localhost:4455"),
        );
        check(
            &held.account,
            "94c1b2d05e6f7a8b9c0d1e2f3a4b77e1",
            Some("client 94c1b2d0…77e1"),
        );
    }
}
