//! Commands at once, and lists that are lost, behind, or cannot be written.

use std::{fs, os::unix::fs::PermissionsExt as _, thread};

use talkdesk_setup::{
    effects::{index_file, vault::Vault},
    keychain::Keychain as _,
    practice::Practice,
};

use super::{add, at, folder, run, saved_at};
use crate::{
    practice::wire::{Credentials, create_client},
    session::{Keyring, in_private_session},
};

fn client(practice: &Practice) -> String {
    let Credentials { id, secret } = create_client(practice, "acme", &["account:read"]);
    format!("{{\"id\":\"{id}\",\"secret\":\"{secret}\"}}")
}

#[test]
fn of_two_that_add_at_once_one_is_saved_and_the_other_is_told() {
    let name = "commands::at_odds::of_two_that_add_at_once_one_is_saved_and_the_other_is_told";
    in_private_session(name, Keyring::Unlocked, || {
        let practice = Practice::start().unwrap();
        for _ in 0..4 {
            let clients = [client(&practice), client(&practice)];
            let mut codes: Vec<_> = thread::scope(|scope| {
                let both = clients.each_ref().map(|client| {
                    let practice = &practice;
                    scope.spawn(move || add(practice, &[], client).0)
                });
                both.map(|one| one.join().unwrap()).to_vec()
            });
            codes.sort_unstable();
            assert_eq!(codes, [Some(0), Some(1)]);
            let held = Vault::System.load(&at(&practice)).unwrap();
            let index = index_file::read(&folder()).unwrap();
            assert_eq!(index.entries[0].client_id, held.client_id);
            assert_eq!(run(&["remove", "acme"]).0, Some(0));
        }
    });
}

#[test]
fn of_two_that_replace_at_once_nothing_is_lost() {
    let name = "commands::at_odds::of_two_that_replace_at_once_nothing_is_lost";
    in_private_session(name, Keyring::Unlocked, || {
        let practice = Practice::start().unwrap();
        saved_at(&practice);
        let clients = [client(&practice), client(&practice)];
        thread::scope(|scope| {
            for client in &clients {
                let practice = &practice;
                scope.spawn(move || assert_eq!(add(practice, &["--replace"], client).0, Some(0)));
            }
        });
        let kept = Vault::System.load_all(&at(&practice)).unwrap();
        assert_eq!(kept.previous.len(), 2);
        let index = index_file::read(&folder()).unwrap();
        assert_eq!(index.entries[0].client_id, kept.current.unwrap().client_id);
    });
}

#[test]
fn an_account_that_the_list_has_lost_is_found_again() {
    let name = "commands::at_odds::an_account_that_the_list_has_lost_is_found_again";
    in_private_session(name, Keyring::Unlocked, || {
        let practice = Practice::start().unwrap();
        let key = saved_at(&practice).account.key();
        for lost in ["{", "{\"version\":99}"] {
            fs::write(folder().join("accounts.json"), lost).unwrap();
            assert_eq!(
                run(&["verify", "--all"]).0,
                Some(1),
                "it is set aside, which is said once"
            );
            let (code, out, err) = run(&["verify", "--all"]);
            assert_eq!(
                (code, out),
                (Some(0), format!("{key}: accepted\n")),
                "{err}"
            );
        }
        // A list that has not heard of a replacement.
        let before = fs::read(folder().join("accounts.json")).unwrap();
        assert_eq!(
            add(&practice, &["--replace"], &client(&practice)).0,
            Some(0)
        );
        fs::write(folder().join("accounts.json"), before).unwrap();
        let (code, out, _) = run(&["doctor"]);
        assert_eq!(code, Some(1));
        assert!(out.contains("the list is behind"), "{out}");
        assert_eq!(run(&["token", "acme"]).0, Some(5));
        assert_eq!(run(&["list"]).0, Some(0));
        assert_eq!(run(&["token", "acme"]).0, Some(0));
        assert_eq!(run(&["doctor"]).0, Some(0));
    });
}

#[test]
fn nothing_is_changed_where_the_list_cannot_be_written() {
    let name = "commands::at_odds::nothing_is_changed_where_the_list_cannot_be_written";
    in_private_session(name, Keyring::Unlocked, || {
        let practice = Practice::start().unwrap();
        saved_at(&practice);
        let before = Vault::System.items();
        fs::set_permissions(folder(), fs::Permissions::from_mode(0o500)).unwrap();
        let (code, out, err) = add(&practice, &["--replace"], &client(&practice));
        assert_eq!((code, out.as_str()), (Some(1), ""), "{err}");
        assert!(err.contains("could not be written"), "{err}");
        let (code, out, err) = run(&["remove", "acme"]);
        assert_eq!((code, out.as_str()), (Some(1), ""), "{err}");
        assert_eq!(Vault::System.items(), before);
        fs::set_permissions(folder(), fs::Permissions::from_mode(0o700)).unwrap();
    });
}

#[test]
fn a_secret_given_as_an_argument_by_mistake_is_not_repeated() {
    let secret = "hT9_kQ2mZ7xW4vB1nR8sL5cY3dF6gJ0pA-eUiOqKjHzXyVtNbMrSlCwDfGa";
    for line in [&["add", "acme", secret][..], &["token", secret], &[secret]] {
        let (code, out, err) = run(line);
        assert_ne!(code, Some(0));
        assert!(!out.contains(secret) && !err.contains(secret), "{err}");
    }
}

#[test]
fn a_full_disk_behind_standard_output_is_said() {
    let full = fs::File::options().write(true).open("/dev/full").unwrap();
    let output = super::program(&["generate", "man"])
        .stdout(full)
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(!output.stderr.is_empty());
}
