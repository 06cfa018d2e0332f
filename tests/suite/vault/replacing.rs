//! Replacing credentials: what Talkdesk may still accept stays in the keychain until it is retired.

use talkdesk_setup::{
    credentials::ClientId,
    effects::{memory_vault::MemoryVault, vault::Vault},
    keychain::{Keychain as _, KeychainError},
    saved::{Envelope, Held, Kept},
    talkdesk::Region,
};

use super::{NAME, account, acme, envelope, look_up, not_ours, store_foreign};
use crate::session::{Keyring, in_private_session};

const PREVIOUS: [&str; 4] = [
    "service",
    "talkdesk-setup",
    "username",
    "acme@us (previous)",
];

/// The credentials of the `number`th client that acme had.
fn client(number: usize) -> Envelope {
    Envelope {
        client_id: ClientId::parse(&format!("{number:032x}")).unwrap(),
        created_at: format!("2026-11-03T09:{number:02}:00Z").parse().unwrap(),
        ..envelope(acme(), &format!("secret number {number}"))
    }
}

fn check(vault: &Vault, current: usize, previous: &[usize]) {
    let previous: Vec<_> = previous.iter().copied().map(client).collect();
    assert_eq!(vault.load(&acme()), Ok(client(current)));
    assert_eq!(
        vault.load_all(&acme()),
        Ok(Kept {
            current: Some(client(current)),
            previous: previous.clone()
        })
    );
    assert_eq!(
        vault.list(),
        Ok(vec![Held {
            key: "acme@us".into(),
            current: Ok(client(current)),
            previous: previous.into_iter().map(Ok).collect(),
            doubles: Vec::new(),
        }])
    );
}

fn check_a_life(vault: &Vault) {
    vault.replace(&client(1)).unwrap();
    check(vault, 1, &[]);
    vault.replace(&client(2)).unwrap();
    check(vault, 2, &[1]);
    vault.replace(&client(2)).unwrap();
    check(vault, 2, &[1]);

    // Back to the old ones, and forth again.
    vault.replace(&client(1)).unwrap();
    check(vault, 1, &[2]);
    vault.replace(&client(2)).unwrap();
    check(vault, 2, &[1]);

    // Replaced again before the old ones are retired.
    vault.replace(&client(3)).unwrap();
    check(vault, 3, &[2, 1]);
    vault.replace(&client(1)).unwrap();
    check(vault, 1, &[3, 2]);
    vault.replace(&client(3)).unwrap();
    check(vault, 3, &[2, 1]);

    // Neither those in use nor unknown ones are forgotten.
    for number in [3, 7] {
        vault
            .forget_previous(&acme(), &client(number).client_id)
            .unwrap();
        check(vault, 3, &[2, 1]);
    }
    vault
        .forget_previous(&acme(), &client(2).client_id)
        .unwrap();
    check(vault, 3, &[1]);

    // Remove, and Undo.
    let kept = vault.load_all(&acme()).unwrap();
    vault.remove(&acme()).unwrap();
    assert_eq!(vault.list(), Ok(Vec::new()));
    assert_eq!(vault.load_all(&acme()), Ok(Kept::default()));
    vault.restore(&kept).unwrap();
    check(vault, 3, &[1]);
    vault.restore(&kept).unwrap();
    check(vault, 3, &[1]);
    vault
        .forget_previous(&acme(), &client(1).client_id)
        .unwrap();
    check(vault, 3, &[]);
}

#[test]
fn replaced_credentials_are_kept_until_they_are_retired() {
    let name = "vault::replacing::replaced_credentials_are_kept_until_they_are_retired";
    in_private_session(name, Keyring::Unlocked, || check_a_life(&Vault::System));
}

#[test]
fn the_practice_store_keeps_them_just_so() {
    check_a_life(&Vault::Memory(MemoryVault::default()));
}

#[test]
fn other_accounts_have_previous_ones_of_their_own() {
    let name = "vault::replacing::other_accounts_have_previous_ones_of_their_own";
    in_private_session(name, Keyring::Unlocked, || {
        let vault = Vault::System;
        let europe = |secret| envelope(account("acme", Region::Europe), secret);
        vault.save(&client(1)).unwrap();
        vault.replace(&client(2)).unwrap();
        vault.save(&europe("first")).unwrap();
        assert_eq!(
            vault.load_all(&europe("").account),
            Ok(europe("first").into())
        );
        vault.remove(&europe("").account).unwrap();
        check(&vault, 2, &[1]);
    });
}

#[test]
fn a_tenth_replacement_without_a_retired_one_is_refused() {
    let name = "vault::replacing::a_tenth_replacement_without_a_retired_one_is_refused";
    in_private_session(name, Keyring::Unlocked, || {
        let vault = Vault::System;
        for number in 1..=10 {
            vault.replace(&client(number)).unwrap();
        }
        let all = [9, 8, 7, 6, 5, 4, 3, 2, 1];
        check(&vault, 10, &all);
        let full = KeychainError::NotRetired {
            name: NAME.into(),
            account: "acme (United States)".into(),
        };
        assert_eq!(vault.replace(&client(11)), Err(full));
        check(&vault, 10, &all);
        vault
            .forget_previous(&acme(), &client(5).client_id)
            .unwrap();
        vault.replace(&client(11)).unwrap();
        check(&vault, 11, &[10, 9, 8, 7, 6, 4, 3, 2, 1]);
    });
}

#[test]
fn what_is_not_ours_in_the_place_of_a_previous_one_is_left_alone() {
    let name = "vault::replacing::what_is_not_ours_in_the_place_of_a_previous_one_is_left_alone";
    in_private_session(name, Keyring::Unlocked, || {
        let vault = Vault::System;
        vault.save(&client(1)).unwrap();
        store_foreign("hello", &PREVIOUS);
        assert_eq!(vault.load_all(&acme()), Ok(client(1).into()));

        vault.replace(&client(2)).unwrap();
        assert_eq!(vault.load_all(&acme()).unwrap().previous, [client(1)]);
        assert_eq!(look_up(&PREVIOUS), "hello");
        assert_eq!(
            vault.list().unwrap()[0].previous,
            [
                Ok(client(1)),
                Err(not_ours("acme (United States) (previous)"))
            ]
        );
        vault.remove(&acme()).unwrap();
        assert_eq!(look_up(&PREVIOUS), "hello");
    });
}
