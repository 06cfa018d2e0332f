//! `exec`.

use std::{
    os::unix::process::ExitStatusExt as _,
    process::{Command, Stdio},
};

use talkdesk_setup::practice::Practice;

use super::{PROGRAM, program, run, saved_at};
use crate::session::{Keyring, in_private_session};

#[test]
fn a_program_finds_a_token_and_no_secret() {
    let name = "commands::exec::a_program_finds_a_token_and_no_secret";
    in_private_session(name, Keyring::Unlocked, || {
        let practice = Practice::start().unwrap();
        let saved = saved_at(&practice);
        let (code, out, err) = run(&["exec", "acme", "--", "env"]);
        assert_eq!((code, err.as_str()), (Some(0), ""));
        let token = run(&["token", "acme"]).1;
        for line in [
            format!("TALKDESK_ACCESS_TOKEN={}", token.trim_end()),
            format!("TALKDESK_API_URL={}", practice.api_host()),
            format!("TALKDESK_ACCOUNT={}", saved.account.key()),
        ] {
            assert!(out.lines().any(|own| own == line), "{line} is not in {out}");
        }
        assert!(out.contains("TALKDESK_TOKEN_EXPIRES_AT="));
        assert!(!out.contains(saved.client_secret.expose()), "{out}");

        // A long job gets the next token by the same program.
        let script = format!("'{PROGRAM}' token \"$TALKDESK_ACCOUNT\"");
        assert_eq!(run(&["exec", "acme", "--", "sh", "-c", &script]).1, token);
    });
}

/// Its bit among those of all signals. Rust's programs ignore it.
const SIGPIPE: u64 = 1 << 12;

#[test]
fn the_program_takes_this_ones_place() {
    let name = "commands::exec::the_program_takes_this_ones_place";
    in_private_session(name, Keyring::Unlocked, || {
        let practice = Practice::start().unwrap();
        saved_at(&practice);
        // The same process, its own limit of core dumps, and no signal that is ignored.
        let script = "ulimit -c 4096; exec \"$0\" exec acme -- bash -c \
             'echo $$; ulimit -c; ulimit -Hc; grep -E \"^Sig(Ign|Blk)\" /proc/self/status'";
        let child = Command::new("bash")
            .args(["-c", script, PROGRAM])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let id = child.id();
        let output = child.wait_with_output().unwrap();
        let out = String::from_utf8(output.stdout).unwrap();
        let lines: Vec<&str> = out.lines().collect();
        assert_eq!(lines[..2], [id.to_string().as_str(), "4096"], "{out}");
        let ignored =
            |line: &str| u64::from_str_radix(line.split('\t').nth(1).unwrap(), 16).unwrap();
        assert_eq!(ignored(lines[3]), 0, "no signal is held back");
        assert_eq!(ignored(lines[4]) & SIGPIPE, 0, "nor ignored");

        assert_eq!(
            run(&["exec", "acme", "--", "sh", "-c", "exit 7"]).0,
            Some(7)
        );
        let mut killed = program(&[]);
        let status = killed
            .args(["exec", "acme", "--", "sh", "-c", "kill -TERM $$"])
            .stdin(Stdio::null())
            .status()
            .unwrap();
        assert!(
            status.code() == Some(143) || status.signal() == Some(15),
            "{status:?}"
        );
    });
}

#[test]
fn a_program_that_is_not_there_is_named() {
    let name = "commands::exec::a_program_that_is_not_there_is_named";
    in_private_session(name, Keyring::Unlocked, || {
        let practice = Practice::start().unwrap();
        saved_at(&practice);
        let (code, out, err) = run(&["exec", "acme", "--", "/nowhere/at\u{1b}all"]);
        assert_eq!((code, out.as_str()), (Some(1), ""));
        assert_eq!(
            err,
            "\"/nowhere/at\u{FFFD}all\" was not run: it is not there.\n"
        );
        assert_eq!(run(&["exec", "zeta", "--", "true"]).0, Some(1));
    });
}
