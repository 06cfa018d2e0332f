//! The keychain against a real gnome-keyring.

use std::process::Command;

use crate::session::{
    Keyring, in_private_session, keyring_pid, lock_keyring, run, signal_keyring, start_keyring_here,limit_file_size
};
use talkdesk_setup::effects::vault::SystemVault;

#[test]
fn session_has_a_keyring_of_its_own() {
    in_private_session("vault::session_has_a_keyring_of_its_own", Keyring::Unlocked, || {
        let first = keyring_pid();
        let t=std::time::Instant::now();
        let v=SystemVault::default();
        println!("{:?} {:?}", v.describe(), t.elapsed());
        let t=std::time::Instant::now();
        println!("{:?} {:?}", v.self_test(), t.elapsed());
        limit_file_size(keyring_pid(), 0);
        println!("{:?} {:?}", v.self_test(), t.elapsed());
        limit_file_size(keyring_pid(), u64::MAX);
        println!("{:?} {:?}", v.self_test(), t.elapsed());
        println!("{:?} {:?}", v.unlock(), t.elapsed());
        lock_keyring();
        println!("{:?} {:?}", v.describe(), t.elapsed());
        println!("{:?} {:?}", v.self_test(), t.elapsed());
        println!("{:?} {:?}", v.unlock(), t.elapsed());
        println!("{:?} {:?}", v.list(), t.elapsed());
        signal_keyring("KILL");
        println!("{:?} {:?}", v.describe(), t.elapsed());
        let _second = start_keyring_here(Keyring::Unlocked);
        println!("{:?} {:?}", v.self_test(), t.elapsed());
        println!("{:?} {:?}", v.list(), t.elapsed());
        signal_keyring("STOP");
        println!("{:?} {:?}", v.describe(), t.elapsed());
        signal_keyring("CONT");
        assert_ne!(first, keyring_pid());
        panic!("show");
    });
}
