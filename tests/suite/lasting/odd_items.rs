//! Items that this program did not make, or that stand twice where one should: shown as what they are, the person decides,
//! and nothing of them is lost.

use std::process::Command;

use talkdesk_setup::{
    effects::vault::Vault,
    keychain::{Keychain as _, KeychainError},
    saved::{Envelope, Held, Index, OddItem},
};

use super::{acme, entry, envelope};
use crate::{
    session::{Keyring, in_private_session},
    vault::{look_up, store_foreign},
};

const PLACE: [&str; 4] = ["service", "talkdesk-setup", "username", "acme@us"];
const SET_ASIDE: [&str; 4] = [
    "service",
    "talkdesk-setup",
    "username",
    "acme@us (set aside)",
];

fn client(number: usize) -> Envelope {
    Envelope {
        created_at: format!("2026-11-03T09:{number:02}:00Z").parse().unwrap(),
        ..envelope(
            acme(),
            &format!("{number:032x}"),
            &format!("secret number {number}"),
        )
    }
}

/// What the next start makes of the keychain and an index.
fn next_start(index: &mut Index) -> Vec<OddItem> {
    let held = Vault::System.list().unwrap();
    index.reconcile(
        &held,
        "GNOME Keyring",
        "2026-11-24T08:00:00Z".parse().unwrap(),
    )
}

fn store_twice(first: &str, second: &str) {
    for (copy, value) in [("one", first), ("two", second)] {
        store_foreign(value, &[PLACE.as_slice(), &["copy", copy]].concat());
    }
}

fn json(number: usize) -> String {
    client(number).to_json().unwrap().expose().to_owned()
}

#[test]
fn row_54_of_two_items_the_person_chooses_one_and_the_other_is_kept() {
    let name =
        "lasting::odd_items::row_54_of_two_items_the_person_chooses_one_and_the_other_is_kept";
    in_private_session(name, Keyring::Unlocked, || {
        store_twice(&json(1), &json(2));
        let mut index = Index::default();
        let odd = next_start(&mut index);
        let [item] = &odd[..] else { panic!("{odd:?}") };
        assert_eq!(item.account, Some(acme()));
        assert!(item.in_use && matches!(item.error, KeychainError::Ambiguous { .. }));
        let first = item
            .doubles
            .iter()
            .find(|double| double.client == Some((client(1).client_id, client(1).created_at)))
            .unwrap();
        assert_eq!(item.doubles.len(), 2);

        Vault::System.settle(&acme(), Some(first)).unwrap();
        assert_eq!(next_start(&mut index), []);
        assert_eq!(Vault::System.load(&acme()), Ok(client(1)));
        let kept = Vault::System.load_all(&acme()).unwrap();
        assert_eq!(kept.previous, [client(2)]);
        assert_eq!(index.entries[0].client_id, client(1).client_id);
        assert_eq!(index.entries[0].previous[0].client_id, client(2).client_id);

        // Chosen again, it is not there any more: nothing is touched.
        let gone = item.doubles.iter().find(|double| *double != first);
        assert!(matches!(
            Vault::System.settle(&acme(), gone),
            Err(KeychainError::NotThere { .. })
        ));
        assert_eq!(Vault::System.load(&acme()), Ok(client(1)));
    });
}

#[test]
fn row_54_two_copies_become_one() {
    let name = "lasting::odd_items::row_54_two_copies_become_one";
    in_private_session(name, Keyring::Unlocked, || {
        store_twice(&json(1), &json(1));
        let odd = next_start(&mut Index::default());
        Vault::System
            .settle(&acme(), Some(&odd[0].doubles[1]))
            .unwrap();
        assert_eq!(
            Vault::System.list(),
            Ok(vec![Held {
                key: "acme@us".into(),
                current: Ok(client(1)),
                previous: Vec::new(),
                doubles: Vec::new(),
            }])
        );
    });
}

#[test]
fn an_item_edited_by_hand_is_set_aside_when_the_person_says_so() {
    let name = "lasting::odd_items::an_item_edited_by_hand_is_set_aside_when_the_person_says_so";
    in_private_session(name, Keyring::Unlocked, || {
        let mut index = Index {
            entries: vec![entry(&client(1))],
        };
        store_foreign("hello", &PLACE);
        let odd = next_start(&mut index);
        assert!(matches!(
            &odd[..],
            [OddItem {
                in_use: true,
                error: KeychainError::NotOurs { .. },
                ..
            }]
        ));
        let refused = Err(odd[0].error.clone());
        for result in [
            Vault::System.save(&client(2)),
            Vault::System.replace(&client(2)).map(drop),
            Vault::System.remove(&acme()).map(drop),
        ] {
            assert_eq!(result, refused);
        }
        assert_eq!(look_up(&PLACE), "hello");

        Vault::System.settle(&acme(), None).unwrap();
        assert_eq!(look_up(&SET_ASIDE), "hello");
        let odd = next_start(&mut index);
        assert!(matches!(
            &odd[..],
            [OddItem {
                in_use: true,
                error: KeychainError::NotThere { .. },
                ..
            }]
        ));
        Vault::System.save(&client(2)).unwrap();
        // The list still shows the client that is gone.
        let odd = next_start(&mut index);
        assert!(matches!(
            &odd[..],
            [OddItem {
                in_use: true,
                error: KeychainError::Differs { .. },
                ..
            }]
        ));
        let now = "2026-11-24T08:00:00Z".parse().unwrap();
        Vault::System.take_held(&mut index.entries[0], now).unwrap();
        assert_eq!(index.entries[0].client_id, client(2).client_id);
        assert_eq!(next_start(&mut index), []);

        // Once more, with something else: both are kept.
        Vault::System.remove(&acme()).unwrap();
        store_foreign("hello again", &PLACE);
        Vault::System.settle(&acme(), None).unwrap();
        let search = Command::new("secret-tool")
            .args(["search", "--all", "service", "talkdesk-setup"])
            .output()
            .unwrap();
        let text = String::from_utf8([search.stdout, search.stderr].concat()).unwrap();
        for part in [
            "label = Talkdesk credentials: acme (United States) (set aside)\n",
            "label = Talkdesk credentials: acme (United States) (set aside 2)\n",
            "secret = hello\n",
            "secret = hello again\n",
        ] {
            assert!(text.contains(part), "{part} in {text}");
        }
    });
}

#[test]
fn an_item_from_a_newer_version_is_left_alone_and_says_so() {
    let name = "lasting::odd_items::an_item_from_a_newer_version_is_left_alone_and_says_so";
    in_private_session(name, Keyring::Unlocked, || {
        let newer = json(1).replace("\"version\":1", "\"version\":2");
        store_foreign(&newer, &PLACE);
        let odd = next_start(&mut Index::default());
        let error = KeychainError::NewerVersion {
            name: "GNOME Keyring".into(),
            account: "acme (United States)".into(),
        };
        assert_eq!(odd[0].error, error);
        assert_eq!(Vault::System.load(&acme()), Err(error.clone()));
        assert_eq!(Vault::System.replace(&client(2)).map(drop), Err(error));
        assert_eq!(look_up(&PLACE), newer);
    });
}
