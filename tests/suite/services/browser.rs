use std::{
    fs,
    os::unix::fs::PermissionsExt as _,
    path::Path,
    process::Command,
    time::{Duration, Instant},
};

use talkdesk_setup::effects::browser::{BrowserError, open_address};
use tempfile::TempDir;

use crate::own_process::in_own_process;

const ADDRESS: &str = "https://acme.mytalkdesk.com/atlas?a=1&b=$HOME#x";

/// A folder for `PATH` that holds nothing but an `xdg-open` with this shell script, run in the folder itself.
pub(super) fn only_launcher(command: &mut Command, script: &str) -> TempDir {
    let folder = only_program(command, "xdg-open", script);
    fs::write(folder.path().join("typed"), "typed by the person\n").unwrap();
    command.stdin(fs::File::open(folder.path().join("typed")).unwrap());
    folder
}

/// A folder for `PATH` that holds this one program, a shell script.
pub(super) fn only_program(command: &mut Command, name: &str, script: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let program = folder.path().join(name);
    fs::write(&program, format!("#!/bin/sh\n{script}\n")).unwrap();
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
    command
        .env("PATH", folder.path())
        .current_dir(folder.path());
    folder
}

#[test]
fn the_launcher_gets_the_address_and_no_input() {
    let script =
        r#"read -r line; printf '%s|%s' "$*" "$line" > opened.new; /bin/mv opened.new opened"#;
    in_own_process(
        "services::browser::the_launcher_gets_the_address_and_no_input",
        |command| only_launcher(command, script),
        || {
            assert_eq!(open_address(ADDRESS), Ok(()));
            assert_eq!(fs::read_to_string("opened").unwrap(), format!("{ADDRESS}|"));
        },
    );
}

#[test]
fn a_browser_that_stays_open_is_not_waited_for() {
    in_own_process(
        "services::browser::a_browser_that_stays_open_is_not_waited_for",
        |command| only_launcher(command, "echo $$ > pid; exec /bin/sleep 600"),
        || {
            let started = Instant::now();
            assert_eq!(open_address(ADDRESS), Ok(()));
            assert!(started.elapsed() < Duration::from_secs(5));
            let browser = fs::read_to_string("pid").unwrap();
            assert!(
                Path::new("/proc").join(browser.trim()).exists(),
                "it was ended"
            );
            assert!(
                Command::new("/bin/kill")
                    .arg(browser.trim())
                    .status()
                    .unwrap()
                    .success()
            );
        },
    );
}

#[test]
fn row_64_a_launcher_that_fails_is_noticed() {
    in_own_process(
        "services::browser::row_64_a_launcher_that_fails_is_noticed",
        |command| only_launcher(command, "exit 3"),
        || assert_eq!(open_address(ADDRESS), Err(BrowserError::NotOpened)),
    );
}

#[test]
fn row_64_a_missing_launcher_is_noticed() {
    in_own_process(
        "services::browser::row_64_a_missing_launcher_is_noticed",
        |command| {
            let folder = tempfile::tempdir().unwrap();
            command.env("PATH", folder.path());
            folder
        },
        || assert_eq!(open_address(ADDRESS), Err(BrowserError::NotOpened)),
    );
}

#[test]
fn only_web_addresses_are_opened() {
    in_own_process(
        "services::browser::only_web_addresses_are_opened",
        |command| only_launcher(command, "echo > opened"),
        || {
            for address in [
                "",
                "acme.mytalkdesk.com",
                "file:///etc/passwd",
                "javascript:alert(1)",
                "--help",
                " https://acme.mytalkdesk.com",
                "https://acme.mytalkdesk.com/a b",
                "https://acme.mytalkdesk.com/\n",
                "https://acme.mytalkdesk.com/\0",
            ] {
                assert_eq!(
                    open_address(address),
                    Err(BrowserError::NotAnAddress),
                    "{address:?}"
                );
            }
            assert!(!Path::new("opened").exists());
        },
    );
}
