//! A fault of the program's own, in a command.

use std::{env, fs, os::unix::fs::MetadataExt as _, path::PathBuf, process::Command};

use talkdesk_setup::{
    effects::{index_file, vault::Vault},
    keychain::Keychain as _,
};

use super::{acme, entry, envelope};
use crate::session::{Keyring, in_private_session, need};

const PROGRAM: &str = env!("CARGO_BIN_EXE_talkdesk-setup");

fn home(of: &str) -> PathBuf {
    PathBuf::from(env::var_os(of).unwrap()).join("talkdesk-setup")
}

/// Libraries panic where the system gives them no thread: so it gives none from a certain one on.
#[test]
fn row_62_a_fault_in_a_command_says_where_the_log_is_and_nothing_else() {
    let name =
        "lasting::faults::row_62_a_fault_in_a_command_says_where_the_log_is_and_nothing_else";
    in_private_session(name, Keyring::Unlocked, || {
        need("strace", "strace");
        let saved = envelope(acme(), "23de1fee0123456789abcdef01232546", "never shown");
        Vault::System.save(&saved).unwrap();
        let folder = home("XDG_CONFIG_HOME");
        index_file::change(&folder, |index| index.put(entry(&saved))).unwrap();
        let log = home("XDG_STATE_HOME").join("talkdesk-setup.log");

        let mut faults = 0;
        for thread in 1..=8 {
            let inject = format!("inject=clone3,clone:error=EAGAIN:when={thread}+");
            let output = Command::new("/usr/bin/timeout")
                .args(["60", "strace", "-f", "-qq", "-o", "/dev/null"])
                .args(["-e", "trace=clone3,clone", "-e", &inject])
                .args([PROGRAM, "verify", "acme"])
                .env("RUST_BACKTRACE", "full")
                .env("HTTPS_PROXY", "http://localhost:1")
                .output()
                .unwrap();
            let said = String::from_utf8(output.stderr).unwrap();
            for never in ["panicked", "stack backtrace", "never shown"] {
                assert!(!said.contains(never), "{said}");
            }
            let told: Vec<&str> = said
                .lines()
                .filter(|line| line.contains("fault of its own"))
                .collect();
            faults += told.len();
            let end = format!(" The log is {}", log.display());
            assert!(told.iter().all(|line| line.ends_with(&end)), "{said}");
        }
        assert!(faults > 0, "nothing went wrong");
        let text = fs::read_to_string(&log).unwrap();
        assert!(text.contains("stopped by a fault of its own at "), "{text}");
        assert_eq!(fs::metadata(log).unwrap().mode() & 0o777, 0o600);
    });
}

#[test]
fn a_list_leaves_nothing_that_others_may_read_whatever_the_umask() {
    let name = "lasting::faults::a_list_leaves_nothing_that_others_may_read_whatever_the_umask";
    in_private_session(name, Keyring::Absent, || {
        let status = Command::new("sh")
            .args(["-c", "umask 000; exec \"$0\" list", PROGRAM])
            .status()
            .unwrap();
        assert!(status.success());
        let state = home("XDG_STATE_HOME");
        assert_eq!(fs::metadata(&state).unwrap().mode() & 0o777, 0o700);
        let log = state.join("talkdesk-setup.log");
        assert_eq!(fs::metadata(log).unwrap().mode() & 0o777, 0o600);
    });
}
