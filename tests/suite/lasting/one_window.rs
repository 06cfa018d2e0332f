//! Row 60: one window at a time, whatever becomes of the first.

use std::{fs, os::unix::fs::PermissionsExt as _, sync::mpsc};

use talkdesk_setup::effects::one_window::{Start, claim};

use crate::session::{Keyring, in_private_session};

fn is_shown(start: &Start) -> Option<bool> {
    match start {
        Start::First(_) => None,
        Start::Second { is_shown } => Some(*is_shown),
    }
}

#[test]
fn row_60_the_second_start_calls_the_first_and_ends_with_it() {
    let folder = tempfile::tempdir().unwrap();
    let Start::First(first) = claim(folder.path()) else {
        panic!("nobody was there")
    };
    let (shown, was_shown) = mpsc::channel();
    let first = first.on_second_start(move || shown.send(()).unwrap());
    assert_eq!(is_shown(&claim(folder.path())), Some(true));
    was_shown.recv().unwrap();

    // A caller with another word is not answered.
    let port = folder.path().join("window.port");
    let text = fs::read_to_string(&port).unwrap();
    let (number, word) = text.split_once(' ').unwrap();
    fs::write(&port, format!("{number} {}", "0".repeat(word.len()))).unwrap();
    assert_eq!(is_shown(&claim(folder.path())), Some(false));
    fs::remove_file(&port).unwrap();
    assert_eq!(is_shown(&claim(folder.path())), Some(false));
    assert!(was_shown.try_recv().is_err());

    drop(first);
    assert_eq!(is_shown(&claim(folder.path())), None);
}

#[test]
fn row_60_where_nothing_can_be_written_a_window_opens_all_the_same() {
    let name =
        "lasting::one_window::row_60_where_nothing_can_be_written_a_window_opens_all_the_same";
    in_private_session(name, Keyring::Absent, || {
        let folder = tempfile::tempdir().unwrap();
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o500)).unwrap();
        for _ in 0..2 {
            assert_eq!(is_shown(&claim(folder.path())), None);
        }
    });
}
