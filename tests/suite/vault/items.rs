//! What is in the keychain, as this and other programs see it.

use std::process::Command;

use talkdesk_setup::{
    effects::vault::Vault,
    keychain::{Keychain as _, KeychainError, KeychainInfo, Lock, Port as _},
    talkdesk::{Host, Region},
};

use super::{
    CLIENT_SECRET, NAME, account, acme, ambiguous, envelope, held, look_up, not_ours, not_there,
    store_foreign, unreadable,
};
use crate::session::{Keyring, in_private_session};

#[test]
fn an_envelope_goes_in_and_out() {
    in_private_session(
        "vault::items::an_envelope_goes_in_and_out",
        Keyring::Unlocked,
        || {
            let vault = Vault::System;
            assert_eq!(
                vault.describe(),
                Ok(KeychainInfo {
                    name: NAME.into(),
                    lock: Lock::Open
                })
            );
            assert_eq!(vault.load(&acme()), Err(not_there("acme (United States)")));
            assert_eq!(vault.list(), Ok(Vec::new()));

            let first = envelope(acme(), CLIENT_SECRET);
            vault.save(&first).unwrap();
            assert_eq!(vault.load(&acme()).as_ref(), Ok(&first));

            let second = envelope(acme(), "another secret of the same account");
            let already = KeychainError::AlreadySaved {
                name: NAME.into(),
                account: "acme (United States)".into(),
            };
            assert_eq!(vault.save(&second), Err(already));
            assert_eq!(vault.load(&acme()).as_ref(), Ok(&first));
            vault.save(&first).unwrap();
            assert_eq!(vault.list(), Ok(vec![held(first)]));

            vault.remove(&acme()).unwrap();
            assert_eq!(vault.load(&acme()), Err(not_there("acme (United States)")));
            vault.remove(&acme()).unwrap();
        },
    );
}

#[test]
fn every_account_has_an_item_of_its_own() {
    in_private_session(
        "vault::items::every_account_has_an_item_of_its_own",
        Keyring::Unlocked,
        || {
            let elsewhere = Region::Other {
                token_host: Host::parse("acme.talkdeskid.au").unwrap(),
                api_host: Host::parse("api.talkdeskapp.au").unwrap(),
            };
            let envelopes = [
                envelope(account("acme", elsewhere), "secret of acme in Australia"),
                envelope(account("acme", Region::Canada), "secret of acme in Canada"),
                envelope(account("acme", Region::Europe), "secret of acme in Europe"),
                envelope(acme(), CLIENT_SECRET),
                envelope(account("zeta", Region::Europe), "secret of zeta"),
            ];
            for envelope in &envelopes {
                Vault::System.save(envelope).unwrap();
            }
            assert_eq!(
                Vault::System.list(),
                Ok(envelopes.iter().cloned().map(held).collect())
            );
            Vault::System.remove(&acme()).unwrap();
            assert_eq!(
                Vault::System.load(&envelopes[2].account).as_ref(),
                Ok(&envelopes[2])
            );
            assert_eq!(Vault::System.list().unwrap().len(), 4);
        },
    );
}

#[test]
fn other_programs_see_one_json_value_under_a_readable_label() {
    let name = "vault::items::other_programs_see_one_json_value_under_a_readable_label";
    in_private_session(name, Keyring::Unlocked, || {
        Vault::System
            .save(&envelope(acme(), CLIENT_SECRET))
            .unwrap();
        assert_eq!(
            look_up(&["service", "talkdesk-setup", "username", "acme@us"]),
            JSON
        );

        let search = Command::new("secret-tool")
            .args(["search", "--all", "service", "talkdesk-setup"])
            .output()
            .unwrap();
        let text = String::from_utf8([search.stdout, search.stderr].concat()).unwrap();
        let values =
            |key: &str| -> Vec<_> { text.lines().filter(|line| line.starts_with(key)).collect() };
        assert_eq!(
            values("label"),
            ["label = Talkdesk credentials: acme (United States)"]
        );
        let mut attributes = values("attribute.");
        attributes.sort_unstable();
        assert_eq!(
            attributes,
            [
                "attribute.service = talkdesk-setup",
                "attribute.username = acme@us"
            ]
        );
    });
}

const JSON: &str = concat!(
    r#"{"version":1,"account":"acme","region":"us","token_host":"https://acme.talkdeskid.com","api_host":"https://api.talkdeskapp.com","#,
    r#""client_id":"23de1fee0123456789abcdef01232546","client_secret":"-Zm9vYmFy_c2VjcmV0LW9mLWFjbWU","#,
    r#""created_at":"2026-11-03T09:30:00Z"}"#
);

#[test]
fn what_another_program_wrote_is_left_alone_and_reported() {
    let name = "vault::items::what_another_program_wrote_is_left_alone_and_reported";
    in_private_session(name, Keyring::Unlocked, || {
        let place = ["service", "talkdesk-setup", "username", "acme@us"];
        store_foreign("hello", &place);
        let refused = not_ours("acme (United States)");
        assert_eq!(
            Vault::System.save(&envelope(acme(), CLIENT_SECRET)),
            Err(refused.clone())
        );
        assert_eq!(Vault::System.load(&acme()), Err(refused.clone()));
        assert_eq!(Vault::System.remove(&acme()), Err(refused));
        assert_eq!(look_up(&place), "hello");

        store_foreign(
            "nameless",
            &["service", "talkdesk-setup", "other", "attribute"],
        );
        let listed = Vault::System.list().unwrap();
        assert_eq!(
            listed,
            [
                unreadable("", not_ours("an unknown account")),
                unreadable("acme@us", not_ours("acme (United States)"))
            ]
        );
    });
}

#[test]
fn an_envelope_under_the_name_of_another_account_is_not_taken() {
    let name = "vault::items::an_envelope_under_the_name_of_another_account_is_not_taken";
    in_private_session(name, Keyring::Unlocked, || {
        let json = envelope(acme(), CLIENT_SECRET).to_json().unwrap();
        store_foreign(
            json.expose(),
            &["service", "talkdesk-setup", "username", "acme@eu"],
        );
        let europe = account("acme", Region::Europe);
        assert_eq!(Vault::System.load(&europe), Err(not_ours("acme (Europe)")));
        assert_eq!(
            Vault::System.list().unwrap(),
            [unreadable("acme@eu", not_ours("acme (Europe)"))]
        );
    });
}

#[test]
fn row_54_two_items_of_one_account_are_left_to_the_person() {
    let name = "vault::items::row_54_two_items_of_one_account_are_left_to_the_person";
    in_private_session(name, Keyring::Unlocked, || {
        let envelope = envelope(acme(), CLIENT_SECRET);
        let json = envelope.to_json().unwrap();
        for copy in ["one", "two"] {
            store_foreign(
                json.expose(),
                &[
                    "service",
                    "talkdesk-setup",
                    "username",
                    "acme@us",
                    "copy",
                    copy,
                ],
            );
        }
        let undecided = ambiguous("acme (United States)");
        assert_eq!(Vault::System.save(&envelope), Err(undecided.clone()));
        assert_eq!(Vault::System.load(&acme()), Err(undecided.clone()));
        assert_eq!(Vault::System.remove(&acme()), Err(undecided));
        let listed = Vault::System.list().unwrap();
        assert_eq!(listed[0].current, Err(ambiguous("acme (United States)")));
        assert_eq!(listed[0].doubles.len(), 2);
        assert_eq!(
            look_up(&["service", "talkdesk-setup", "copy", "two"]),
            json.expose()
        );
    });
}

#[test]
fn the_longest_envelope_fits_and_a_longer_one_is_refused() {
    let name = "vault::items::the_longest_envelope_fits_and_a_longer_one_is_refused";
    in_private_session(name, Keyring::Unlocked, || {
        let empty = envelope(acme(), "").to_json().unwrap().expose().len();
        let longest = envelope(acme(), &"x".repeat(2400 - empty));
        Vault::System.save(&longest).unwrap();
        assert_eq!(look_up(&["service", "talkdesk-setup"]).len(), 2400);
        let longer = envelope(acme(), &"y".repeat(2401 - empty));
        assert_eq!(Vault::System.save(&longer), Err(KeychainError::TooLong));
        assert_eq!(Vault::System.load(&acme()), Ok(longest));
    });
}

#[test]
fn a_self_test_leaves_nothing_and_touches_nothing() {
    let name = "vault::items::a_self_test_leaves_nothing_and_touches_nothing";
    in_private_session(name, Keyring::Unlocked, || {
        let kept = envelope(acme(), CLIENT_SECRET);
        Vault::System.save(&kept).unwrap();
        Vault::System.self_test().unwrap();
        let found = Command::new("secret-tool")
            .args(["search", "--all", "service", "talkdesk-setup"])
            .output()
            .unwrap();
        assert_eq!(
            String::from_utf8_lossy(&found.stdout)
                .matches("label = ")
                .count(),
            1
        );
        assert_eq!(Vault::System.list(), Ok(vec![held(kept)]));
    });
}

#[test]
fn what_an_interrupted_self_test_left_is_no_account() {
    let name = "vault::items::what_an_interrupted_self_test_left_is_no_account";
    in_private_session(name, Keyring::Unlocked, || {
        store_foreign(
            "left behind",
            &["service", "talkdesk-setup", "username", "self-test 4711"],
        );
        assert_eq!(Vault::System.list(), Ok(Vec::new()));
    });
}
