//! A real gnome-keyring that is missing, dies, hangs, or cannot write.

use std::{
    env, fs,
    os::unix::fs::PermissionsExt as _,
    path::PathBuf,
    thread,
    time::{Duration, Instant},
};

use talkdesk_setup::{
    effects::vault::Vault,
    keychain::{KEEPASSXC, Keychain as _, KeychainError, Port as _},
};

use super::{CLIENT_SECRET, NAME, acme, envelope, impatient, not_there};
use crate::session::{
    Keyring, in_private_session, keyring_pid, limit_file_size, signal_keyring, start_keyring_here,
};

#[test]
fn row_48_a_missing_service_is_found_once_it_runs() {
    in_private_session(
        "vault::faults::row_48_a_missing_service_is_found_once_it_runs",
        Keyring::Absent,
        || {
            let vault = Vault::System;
            // The tests have it installed, and it is all that could be started here.
            let missing = || KeychainError::NotRunning {
                name: KEEPASSXC.into(),
            };
            let envelope = envelope(acme(), CLIENT_SECRET);
            assert_eq!(vault.describe(), Err(missing()));
            assert_eq!(vault.unlock(), Err(missing()));
            assert_eq!(vault.save(&envelope), Err(missing()));
            assert_eq!(vault.load(&acme()), Err(missing()));
            assert_eq!(vault.remove(&acme()), Err(missing()));
            assert_eq!(vault.list(), Err(missing()));
            assert_eq!(vault.self_test(), Err(missing()));

            let _keyring = start_keyring_here(Keyring::Unlocked);
            vault.save(&envelope).unwrap();
            assert_eq!(vault.load(&acme()), Ok(envelope));
        },
    );
}

#[test]
fn row_48_without_a_session_bus_there_is_none() {
    in_private_session(
        "vault::faults::row_48_without_a_session_bus_there_is_none",
        Keyring::NoBus,
        || {
            assert_eq!(Vault::System.describe(), Err(KeychainError::NoSessionBus));
            assert_eq!(
                Vault::System.save(&envelope(acme(), CLIENT_SECRET)),
                Err(KeychainError::NoSessionBus)
            );
        },
    );
}

#[test]
fn row_51_a_service_that_was_restarted_between_two_saves_works() {
    let name = "vault::faults::row_51_a_service_that_was_restarted_between_two_saves_works";
    in_private_session(name, Keyring::Unlocked, || {
        let vault = Vault::System;
        vault.save(&envelope(acme(), "first")).unwrap();
        signal_keyring("KILL");
        assert_eq!(
            vault.replace(&envelope(acme(), "second")),
            Err(KeychainError::NotRunning {
                name: KEEPASSXC.into()
            })
        );
        let _keyring = start_keyring_here(Keyring::Unlocked);
        assert_eq!(vault.load(&acme()), Ok(envelope(acme(), "first")));
        vault.replace(&envelope(acme(), "third")).unwrap();
        assert_eq!(vault.load(&acme()), Ok(envelope(acme(), "third")));
    });
}

#[test]
fn row_53_a_frozen_service_is_given_up() {
    in_private_session(
        "vault::faults::row_53_a_frozen_service_is_given_up",
        Keyring::Unlocked,
        || {
            let vault = impatient();
            vault.save(&envelope(acme(), "first")).unwrap();
            signal_keyring("STOP");
            let begin = Instant::now();
            let frozen = || KeychainError::Frozen { name: NAME.into() };
            assert_eq!(vault.describe(), Err(frozen()));
            assert_eq!(vault.replace(&envelope(acme(), "second")), Err(frozen()));
            assert_eq!(vault.load(&acme()), Err(frozen()));
            assert_eq!(vault.unlock(), Err(frozen()));
            assert!(
                begin.elapsed() < 4 * vault.deadlines.operation,
                "{:?}",
                begin.elapsed()
            );
            signal_keyring("CONT");
            // Measured from here, the daemon first works off what was asked of it meanwhile.
            let patient = Vault::System;
            assert_eq!(patient.load(&acme()), Ok(envelope(acme(), "first")));
            patient.replace(&envelope(acme(), "third")).unwrap();
            assert!(begin.elapsed() < Duration::from_secs(30));
        },
    );
}

#[test]
fn row_56_a_full_disk_leaves_the_old_value() {
    in_private_session(
        "vault::faults::row_56_a_full_disk_leaves_the_old_value",
        Keyring::Unlocked,
        || {
            check_that_nothing_is_written(
                || limit_file_size(keyring_pid(), 0),
                || limit_file_size(keyring_pid(), u64::MAX),
            );
        },
    );
}

#[test]
fn row_56_a_read_only_folder_leaves_the_old_value() {
    in_private_session(
        "vault::faults::row_56_a_read_only_folder_leaves_the_old_value",
        Keyring::Unlocked,
        || {
            check_that_nothing_is_written(|| set_mode(0o500), || set_mode(0o700));
        },
    );
}

fn check_that_nothing_is_written(forbid: impl Fn(), allow: impl Fn()) {
    let vault = Vault::System;
    let not_written = || Err(KeychainError::NotWritten { name: NAME.into() });

    forbid();
    assert_eq!(vault.save(&envelope(acme(), "first")), not_written());
    assert_eq!(vault.self_test(), not_written());
    assert_eq!(vault.load(&acme()), Err(not_there("acme (United States)")));
    allow();
    vault.save(&envelope(acme(), "second")).unwrap();

    forbid();
    assert_eq!(
        vault.replace(&envelope(acme(), "third")).map(drop),
        not_written()
    );
    assert_eq!(vault.load(&acme()), Ok(envelope(acme(), "second")));
    assert_eq!(vault.remove(&acme()).map(drop), not_written());
    assert_eq!(vault.load(&acme()), Ok(envelope(acme(), "second")));

    // What is on the disk counts, not what the daemon remembers.
    signal_keyring("KILL");
    set_mode(0o700);
    let _keyring = start_keyring_here(Keyring::Unlocked);
    assert_eq!(vault.load(&acme()), Ok(envelope(acme(), "second")));
    vault.replace(&envelope(acme(), "fourth")).unwrap();
    assert_eq!(vault.load(&acme()), Ok(envelope(acme(), "fourth")));
}

fn set_mode(mode: u32) {
    let folder = PathBuf::from(env::var_os("XDG_DATA_HOME").unwrap()).join("keyrings");
    fs::set_permissions(folder, fs::Permissions::from_mode(mode)).unwrap();
}

#[test]
fn row_52_a_service_killed_at_any_moment_of_a_save_keeps_one_value_whole() {
    let name =
        "vault::faults::row_52_a_service_killed_at_any_moment_of_a_save_keeps_one_value_whole";
    in_private_session(name, Keyring::Unlocked, || {
        let vault = Vault::System;
        let mut keyrings = Vec::new();
        let mut stands = envelope(acme(), "the first of many");
        vault.save(&stands).unwrap();
        for moment in (0..160).step_by(16).map(Duration::from_millis) {
            let new = envelope(acme(), &format!("written until {moment:?}"));
            let result = thread::scope(|scope| {
                let save = scope.spawn(|| vault.replace(&new));
                thread::sleep(moment);
                signal_keyring("KILL");
                save.join().unwrap()
            });
            keyrings.push(start_keyring_here(Keyring::Unlocked));
            let found = vault.load(&acme()).unwrap();
            let whole = if result.is_ok() {
                found == new
            } else {
                found == new || found == stands
            };
            assert!(
                whole,
                "killed after {moment:?}: {result:?}, then {}",
                found.client_secret.expose()
            );
            stands = found;
            vault.self_test().unwrap();
        }
    });
}
