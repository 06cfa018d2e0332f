use std::{fs, os::unix::fs::PermissionsExt as _, path::Path};

use talkdesk_setup::effects::log_file;

use crate::own_process::in_own_process;

#[test]
fn the_log_holds_our_own_words_and_the_warnings_of_libraries() {
    in_own_process(
        "services::log_file::the_log_holds_our_own_words_and_the_warnings_of_libraries",
        |command| {
            let folder = tempfile::tempdir().unwrap();
            command.current_dir(folder.path()).env("RUST_LOG", "trace");
            folder
        },
        || {
            let path = log_file::start(Path::new("new/state")).unwrap();
            log::info!(target: "talkdesk_setup::wizard", "ours");
            log::debug!(target: "talkdesk_setup::wizard", "ours, for developers");
            log::info!(target: "talkdesk_setup_other", "not ours");
            for library in [
                "hyper::proto",
                "reqwest",
                "rustls",
                "egui_winit",
                "winit",
                "zbus",
            ] {
                log::warn!(target: library, "warning of {library}");
                log::info!(target: library, "private");
                log::trace!(target: library, "private");
            }
            log::warn!(target: "hyper", "first\nsecond\r\x1b[31mthird");
            let text = fs::read_to_string(&path).unwrap();
            let lines: Vec<&str> = text
                .lines()
                .map(|line| line.split_once(' ').unwrap().1)
                .collect();
            assert_eq!(
                lines,
                [
                    "INFO talkdesk_setup::wizard ours",
                    "WARN hyper::proto warning of hyper::proto",
                    "WARN reqwest warning of reqwest",
                    "WARN rustls warning of rustls",
                    "WARN egui_winit warning of egui_winit",
                    "WARN winit warning of winit",
                    "WARN zbus warning of zbus",
                    "WARN hyper first second  [31mthird",
                ]
            );
            let time = text.split_once(' ').unwrap().0;
            assert!(time.starts_with("20") && time.ends_with('Z'), "{time}");
            assert_eq!(
                fs::metadata(&path).unwrap().permissions().mode() & 0o777,
                0o600
            );
        },
    );
}

#[test]
fn a_full_log_is_put_aside_once() {
    in_own_process(
        "services::log_file::a_full_log_is_put_aside_once",
        |command| {
            let folder = tempfile::tempdir().unwrap();
            command.current_dir(folder.path());
            folder
        },
        || {
            let path = log_file::start(Path::new(".")).unwrap();
            let line = "x".repeat(10_000);
            for _ in 0..350 {
                log::info!(target: "talkdesk_setup", "{line}");
            }
            let mut sizes: Vec<u64> = fs::read_dir(".")
                .unwrap()
                .map(|entry| entry.unwrap().metadata().unwrap().len())
                .collect();
            sizes.sort_unstable();
            assert_eq!(sizes.len(), 2, "the log and the old one");
            assert!(sizes[1] < 1_020_000, "{sizes:?}");
            assert_eq!(fs::metadata(&path).unwrap().len(), sizes[0]);
        },
    );
}

#[test]
fn a_folder_that_cannot_be_written_is_an_error() {
    let file = tempfile::NamedTempFile::new().unwrap();
    assert!(log_file::start(file.path()).is_err());
}
