//! Row 60: one window at a time, whatever becomes of the first.

use std::{
    fs::{self, File},
    os::unix::{
        fs::{MetadataExt as _, PermissionsExt as _},
        net::{UnixListener, UnixStream},
    },
    path::{Path, PathBuf},
    sync::mpsc,
    thread,
};

use talkdesk_setup::effects::{
    folders::Folders,
    one_window::{NoAnswer, OneWindow, Start, claim},
};

use crate::session::{Keyring, in_private_session};

fn folders_in(home: &Path) -> Folders {
    Folders {
        config: home.join("config"),
        state: home.join("state"),
    }
}

fn first(folders: &Folders) -> OneWindow {
    match claim(folders) {
        Start::First(first) => first,
        Start::Second(answer) => panic!("nobody was there: {answer:?}"),
    }
}

fn second(folders: &Folders) -> Result<(), NoAnswer> {
    match claim(folders) {
        Start::First(_) => panic!("a window was there"),
        Start::Second(answer) => answer,
    }
}

/// Takes in calls and answers them, as the thread that draws a window does when it is woken.
fn draw(first: &OneWindow) -> mpsc::Receiver<bool> {
    let (wake, woken) = mpsc::channel();
    let (shown, was_shown) = mpsc::channel();
    let calls = first.calls(move || wake.send(()).unwrap());
    thread::spawn(move || {
        while woken.recv().is_ok() {
            shown.send(calls.answer()).unwrap();
        }
    });
    was_shown
}

#[test]
fn row_60_the_second_start_calls_the_first_and_ends_with_it() {
    let home = tempfile::tempdir().unwrap();
    let folders = folders_in(home.path());
    let window = first(&folders);
    let was_shown = draw(&window);
    assert_eq!(second(&folders), Ok(()));
    assert!(was_shown.recv().unwrap());

    drop(window);
    drop(first(&folders));
    assert!(!folders.config.exists(), "nothing is left of it");
    assert!(!folders.state.exists());
}

#[test]
fn row_60_a_window_that_does_not_draw_does_not_say_that_it_comes_to_the_front() {
    let home = tempfile::tempdir().unwrap();
    let folders = folders_in(home.path());
    let window = first(&folders);
    let _calls = window.calls(|| ());
    let no_answer = NoAnswer {
        process: Some(std::process::id()),
        computer: None,
    };
    assert_eq!(second(&folders), Err(no_answer));
}

#[test]
fn row_60_a_home_with_a_long_path_has_its_socket_elsewhere() {
    let name = "lasting::one_window::row_60_a_home_with_a_long_path_has_its_socket_elsewhere";
    in_private_session(name, Keyring::Absent, || {
        // No other test runs in this process.
        let runtime = PathBuf::from(std::env::var_os("XDG_RUNTIME_DIR").unwrap());
        fs::set_permissions(runtime, fs::Permissions::from_mode(0o755)).unwrap();
        let home = tempfile::tempdir().unwrap();
        let folders = folders_in(&home.path().join("long".repeat(30)));
        let window = first(&folders);
        let _was_shown = draw(&window);
        assert_eq!(second(&folders), Ok(()));
        drop(window);
        let left: Vec<PathBuf> = fs::read_dir(std::env::temp_dir())
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .filter(|path| path != home.path())
            .collect();
        assert_eq!(left, Vec::<PathBuf>::new());
    });
}

#[test]
fn row_60_who_has_called_and_ended_leaves_the_window_where_it_is() {
    let home = tempfile::tempdir().unwrap();
    let folders = folders_in(home.path());
    let window = first(&folders);
    let (wake, woken) = mpsc::channel();
    let calls = window.calls(move || wake.send(()).unwrap());
    let note = fs::read(folders.config.join("window.json")).unwrap();
    let note: serde_json::Value = serde_json::from_slice(&note).unwrap();
    let call = || UnixStream::connect(note["address"].as_str().unwrap()).unwrap();
    drop(call());
    woken.recv().unwrap();
    assert!(!calls.answer());
    let waits = call();
    woken.recv().unwrap();
    assert!(calls.answer());
    drop(waits);
}

#[test]
fn row_60_another_computer_with_the_same_home_is_named_and_not_called() {
    let home = tempfile::tempdir().unwrap();
    let folders = folders_in(home.path());
    fs::create_dir_all(&folders.config).unwrap();
    let lock = File::create(folders.config.join("window.lock")).unwrap();
    lock.try_lock().unwrap();
    let here = home.path().join("socket");
    let socket = UnixListener::bind(&here).unwrap();
    socket.set_nonblocking(true).unwrap();
    let note = serde_json::json!({
        "process": 4711,
        "computer": {"name": "of\u{1b}[31mfice", "start": "another start"},
        "address": here,
    });
    fs::write(folders.config.join("window.json"), note.to_string()).unwrap();
    let sentence = second(&folders).unwrap_err().sentence();
    assert!(sentence.contains("on another computer"), "{sentence}");
    assert!(!sentence.contains('\u{1b}'), "{sentence:?}");
    assert!(socket.accept().is_err(), "nobody has called");
}

#[test]
fn row_60_the_lock_is_for_nobody_else_to_hold() {
    let home = tempfile::tempdir().unwrap();
    let folders = folders_in(home.path());
    fs::create_dir_all(&folders.config).unwrap();
    let lock = folders.config.join("window.lock");
    // As an earlier version left it.
    fs::write(&lock, "").unwrap();
    fs::set_permissions(&lock, fs::Permissions::from_mode(0o644)).unwrap();
    let _window = first(&folders);
    for name in ["window.lock", "window.json"] {
        let mode = fs::metadata(folders.config.join(name)).unwrap().mode();
        assert_eq!(mode & 0o777, 0o600, "{name}");
    }
}

#[test]
fn row_60_where_nothing_can_be_written_a_window_opens_all_the_same() {
    let name =
        "lasting::one_window::row_60_where_nothing_can_be_written_a_window_opens_all_the_same";
    in_private_session(name, Keyring::Absent, || {
        let home = tempfile::tempdir().unwrap();
        let folders = folders_in(home.path());
        fs::set_permissions(home.path(), fs::Permissions::from_mode(0o500)).unwrap();
        let _windows = [first(&folders), first(&folders)];
    });
}
