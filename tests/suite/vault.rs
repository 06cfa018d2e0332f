//! The keychain against a real gnome-keyring.

use std::process::Command;

use crate::session::{
    Keyring, in_private_session, keyring_pid, lock_keyring, run, signal_keyring, start_keyring_here,
};

#[test]
fn session_has_a_keyring_of_its_own() {
    in_private_session(
        "vault::session_has_a_keyring_of_its_own",
        Keyring::Unlocked,
        || {
            let first = keyring_pid();
            signal_keyring("KILL");
            let _second = start_keyring_here(Keyring::Unlocked);
            assert_ne!(first, keyring_pid());
            run(Command::new("sh").args([
                "-c",
                "printf value | secret-tool store --label=label name one",
            ]));
            assert_eq!(
                run(Command::new("secret-tool").args(["lookup", "name", "one"])),
                "value"
            );
            lock_keyring();
        },
    );
}
