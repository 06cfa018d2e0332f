//! What the program makes of a helper that does not do what it was asked: processes that speak in its place.

use std::{
    fs,
    os::unix::fs::PermissionsExt as _,
    path::{Path, PathBuf},
    sync::mpsc,
    time::Duration,
};

use talkdesk_setup::effects::{
    desktop::{Desktop, HelperError},
    file_chooser::{ChosenFile, FileKind},
    file_manager::FileManagerError,
};
use tempfile::TempDir;

use crate::session::wait_until;

/// A helper that reads a request and then does what `script` says. Its requests are kept in a file, a line each.
struct Helper {
    folder: TempDir,
    desktop: Desktop,
}

impl Helper {
    fn that(script: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let program = folder.path().join("helper");
        let script = format!(
            "#!/bin/sh\ncd '{}'\necho $$ >>processes\nread -r line\necho \"$line\" >>requests\n{script}\n",
            folder.path().display()
        );
        fs::write(&program, script).unwrap();
        fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
        let desktop = Desktop::start_with(&program).unwrap();
        Self { folder, desktop }
    }

    fn choose(&self) -> ChosenFile {
        let (sender, chosen) = mpsc::channel();
        self.desktop.choose_file(FileKind::CaFile, move |answer| {
            sender.send(answer).unwrap();
        });
        chosen.recv_timeout(Duration::from_secs(20)).unwrap()
    }

    fn lines(&self, file: &str) -> Vec<String> {
        let text = fs::read_to_string(self.folder.path().join(file)).unwrap_or_default();
        text.lines().map(str::to_owned).collect()
    }

    fn last_has_ended(&self) -> bool {
        let process = self.lines("processes").pop().unwrap();
        !PathBuf::from(format!("/proc/{process}")).exists()
    }
}

/// Sends a line as the helper.
fn say(line: &str) -> String {
    format!("echo '{line}' >&0")
}

const CHOSEN: &str = r#"{"number":1,"content":{"Chosen":"Cancelled"}}"#;

#[test]
fn a_second_answer_to_one_request_ends_the_helper() {
    let helper = Helper::that(&format!(
        "{}\n{}\nexec sleep 1000",
        say(CHOSEN),
        say(CHOSEN)
    ));
    assert_eq!(helper.choose(), ChosenFile::Cancelled);
    wait_until("the helper was ended", || helper.last_has_ended());

    assert_eq!(helper.choose(), ChosenFile::Cancelled, "of the next one");
    assert_eq!(helper.lines("processes").len(), 2);
    wait_until("that was ended too", || helper.last_has_ended());
}

#[test]
fn an_answer_out_of_turn_is_an_error_of_its_own() {
    let path = r#"{"number":2,"content":{"Chosen":{"File":[47,116,109,112]}}}"#;
    let other_kind = r#"{"number":1,"content":{"Opened":{"Ok":null}}}"#;
    let endless = "exec 3>&0; head -c 70000 /dev/zero | tr '\\0' ' ' >&3".to_owned();
    for answer in [say(path), say(other_kind), say("{}"), endless] {
        let helper = Helper::that(&format!("{answer}\nexec sleep 1000"));
        assert_eq!(
            helper.choose(),
            ChosenFile::NoAnswer(HelperError::OutOfTurn),
            "{answer}"
        );
        wait_until("the helper was ended", || helper.last_has_ended());
    }
}

#[test]
fn a_request_to_move_to_the_trash_is_not_repeated() {
    let helper = Helper::that("exit");
    let moved = |name: &str| helper.desktop.move_to_trash(Path::new(name));
    let error = FileManagerError::NotKnownMoved(HelperError::Ended);
    assert_eq!(moved("/tmp/first"), Err(error));
    assert_eq!(helper.lines("requests").len(), 1);
    assert!(error.sentence().contains("Try again"));
    assert_eq!(moved("/tmp/second"), Err(error));
    assert_eq!(helper.lines("requests").len(), 2);
}

#[test]
fn a_helper_that_comes_back_watches_the_looks_again() {
    let helper = Helper::that("exit");
    helper.desktop.watch_appearance(|_| ());
    let watches = || {
        let asked = helper.lines("requests");
        let watches = asked.iter().filter(|line| line.contains("WatchAppearance"));
        watches.count()
    };
    wait_until("the helper has ended", || {
        watches() == 1 && helper.last_has_ended()
    });
    helper
        .desktop
        .move_to_trash(Path::new("/tmp/first"))
        .unwrap_err();
    wait_until("the next one watches", || watches() == 2);
}
