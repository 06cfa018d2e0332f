//! A locked keychain is never unlocked unasked.

use talkdesk_setup::{
    effects::vault::Vault,
    keychain::{Keychain as _, KeychainError, KeychainInfo, Lock, Port as _},
};

use super::{CLIENT_SECRET, NAME, acme, envelope};
use crate::session::{Keyring, in_private_session, keyring_pid, lock_keyring};

fn refused() -> KeychainError {
    KeychainError::Refused { name: NAME.into() }
}

fn check_that_everything_waits_for_unlock(lock: Lock) {
    let info = KeychainInfo {
        name: NAME.into(),
        lock,
    };
    let problem = info.problem().expect("it is locked");
    let vault = Vault::System;
    assert_eq!(vault.describe(), Ok(info));
    let saved = vault.save(&envelope(acme(), CLIENT_SECRET));
    assert_eq!(saved, Err(problem.clone()));
    assert_eq!(vault.load(&acme()), Err(problem.clone()));
    assert_eq!(vault.remove(&acme()), Err(problem.clone()));
    assert_eq!(vault.list(), Err(problem.clone()));
    assert_eq!(vault.self_test(), Err(problem));
}

#[test]
fn row_49_a_locked_keyring_stays_locked() {
    in_private_session(
        "vault::locked::row_49_a_locked_keyring_stays_locked",
        Keyring::Locked,
        || {
            check_that_everything_waits_for_unlock(Lock::Locked);
            // Nobody can answer here, so the daemon dismisses its own prompt.
            assert_eq!(Vault::System.unlock(), Err(refused()));
            check_that_everything_waits_for_unlock(Lock::Locked);
        },
    );
}

#[test]
fn row_49_a_keyring_that_locks_itself_between_two_calls_says_so() {
    let name = "vault::locked::row_49_a_keyring_that_locks_itself_between_two_calls_says_so";
    in_private_session(name, Keyring::Unlocked, || {
        Vault::System
            .save(&envelope(acme(), CLIENT_SECRET))
            .unwrap();
        lock_keyring();
        check_that_everything_waits_for_unlock(Lock::Locked);
    });
}

#[test]
fn row_49_a_keyring_never_used_waits_for_its_first_password() {
    in_private_session(
        "vault::locked::row_49_a_keyring_never_used_waits_for_its_first_password",
        Keyring::Fresh,
        || {
            check_that_everything_waits_for_unlock(Lock::NoKeyring);
            assert_eq!(Vault::System.unlock(), Err(refused()));
        },
    );
}

#[test]
fn an_unlocked_keyring_needs_no_prompt_to_unlock() {
    in_private_session(
        "vault::locked::an_unlocked_keyring_needs_no_prompt_to_unlock",
        Keyring::Unlocked,
        || {
            assert_eq!(Vault::System.unlock(), Ok(()));
        },
    );
}

#[test]
fn a_service_that_the_bus_can_start_is_started() {
    in_private_session(
        "vault::locked::a_service_that_the_bus_can_start_is_started",
        Keyring::OnDemand,
        || {
            assert_eq!(
                Vault::System.describe(),
                Ok(KeychainInfo {
                    name: NAME.into(),
                    lock: Lock::NoKeyring
                })
            );
            assert!(keyring_pid() > 0);
        },
    );
}
