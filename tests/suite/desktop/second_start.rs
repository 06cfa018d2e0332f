//! Row 60: a second start beside an open window.

use std::{
    fs,
    os::unix::{
        fs::{MetadataExt as _, PermissionsExt as _},
        net::UnixStream,
        process::CommandExt as _,
    },
    path::{Path, PathBuf},
    process::Command,
};

use super::window::Desktop;
use crate::session::{run, wait_until};

const PROGRAM: &str = env!("CARGO_BIN_EXE_talkdesk-setup");

const COMES: &str = "talkdesk-setup is open already. Its window comes to the front.\n";

/// Where the open window listens.
fn socket(desktop: &Desktop) -> PathBuf {
    let note = fs::read(desktop.home().join(".config/talkdesk-setup/window.json")).unwrap();
    let note: serde_json::Value = serde_json::from_slice(&note).unwrap();
    note["address"].as_str().unwrap().into()
}

fn rights(path: impl AsRef<Path>) -> u32 {
    fs::metadata(path).unwrap().mode() & 0o777
}

#[test]
fn row_60_a_second_start_brings_the_first_window_to_the_front() {
    let desktop = Desktop::start();
    let window = desktop.open(&[], &[]);
    window.wait_for("heading", "Connect Talkdesk");
    for _ in 0..2 {
        assert_eq!(desktop.run(PROGRAM, &[]), COMES);
    }
    // A command is no second window.
    assert_eq!(desktop.run(PROGRAM, &["list"]), "");
    // Whoever asks and says nothing keeps nobody from being heard.
    let silent: Vec<UnixStream> = (0..40)
        .map(|_| UnixStream::connect(socket(&desktop)).unwrap())
        .collect();
    assert_eq!(desktop.run(PROGRAM, &[]), COMES);
    drop(silent);
    window
        .press("Set up an account")
        .wait_for("heading", "Which Talkdesk account?");
    window.minimize();
    assert_eq!(desktop.run(PROGRAM, &[]), COMES);

    // Killed, it leaves nothing behind that would keep the next one from opening.
    drop(window);
    desktop
        .open(&[], &[])
        .wait_for("heading", "Connect Talkdesk");
}

#[test]
fn row_60_a_window_that_does_not_answer_does_not_come_to_the_front() {
    let desktop = Desktop::start();
    let window = desktop.open(&[], &[]);
    window.wait_for("heading", "Connect Talkdesk");
    let process = desktop.processes_of_the_program()[0];
    let signal = |signal: &str| {
        run(Command::new("sh").args(["-c", "kill -s \"$0\" \"$1\"", signal, &process.to_string()]));
    };

    signal("STOP");
    let second = desktop.command_that_may_dump(PROGRAM).output().unwrap();
    assert_eq!(second.status.code(), Some(1));
    assert_eq!(String::from_utf8(second.stdout).unwrap(), "");
    let said = String::from_utf8(second.stderr).unwrap();
    assert!(said.contains("its window does not answer"), "{said}");
    assert!(said.contains(&format!("end process {process}")), "{said}");

    signal("CONT");
    assert_eq!(desktop.run(PROGRAM, &[]), COMES);
}

/// What comes of another user's call: not even a connection, or one without an answer.
fn call_of_another_user(socket: &Path) -> Option<i32> {
    let script = "socket(S, AF_UNIX, SOCK_STREAM, 0) or exit 3; connect(S, pack_sockaddr_un($ARGV[0])) or exit 4; exit(sysread(S, $_, 5) ? 0 : 5)";
    Command::new("perl")
        .args(["-MSocket", "-e", script])
        .arg(socket)
        .uid(65534)
        .gid(65534)
        .status()
        .expect("perl is missing: install the Debian package perl-base")
        .code()
}

#[test]
fn row_60_another_user_of_the_computer_is_not_heard() {
    let desktop = Desktop::start();
    let window = desktop.open(&[], &[]);
    window.wait_for("heading", "Connect Talkdesk");
    let config = desktop.home().join(".config/talkdesk-setup");
    let socket = socket(&desktop);
    assert_eq!(rights(config.join("window.lock")), 0o600);
    assert_eq!(rights(config.join("window.json")), 0o600);
    assert_eq!(rights(&socket), 0o600);
    assert_eq!(rights(socket.parent().unwrap()), 0o700);

    // Only the administrator can be another user. Who is not has seen that the others have no right to enter.
    if fs::metadata("/proc/self").unwrap().uid() == 0 {
        assert_eq!(call_of_another_user(&socket), Some(4));
        let own: Vec<(&Path, u32)> = socket
            .ancestors()
            .take_while(|folder| *folder != Path::new("/tmp") && *folder != Path::new("/"))
            .map(|path| (path, rights(path)))
            .collect();
        for (path, rights) in &own {
            fs::set_permissions(path, fs::Permissions::from_mode(rights | 0o077)).unwrap();
        }
        assert_eq!(call_of_another_user(&socket), Some(5));
        for (path, rights) in own {
            fs::set_permissions(path, fs::Permissions::from_mode(rights)).unwrap();
        }
    }
    assert_eq!(desktop.run(PROGRAM, &[]), COMES);
}

#[test]
fn row_60_without_a_folder_for_sockets_the_window_makes_one_of_its_own() {
    let desktop = Desktop::start();
    let open_to_all = desktop.home().join("open");
    fs::create_dir(&open_to_all).unwrap();
    fs::set_permissions(&open_to_all, fs::Permissions::from_mode(0o755)).unwrap();
    for runtime in ["", open_to_all.to_str().unwrap()] {
        let window = desktop.open(&[], &[("XDG_RUNTIME_DIR", runtime)]);
        window.wait_for("heading", "Connect Talkdesk");
        let folder = socket(&desktop).parent().unwrap().to_owned();
        assert!(folder.starts_with(desktop.home().join(".local/state/talkdesk-setup")));
        assert_eq!(rights(&folder), 0o700);
        assert_eq!(desktop.run(PROGRAM, &[]), COMES);
        window.close();
        wait_until("it goes with the window", || !folder.exists());
    }

    let window = desktop.open(&[], &[("XDG_RUNTIME_DIR", "")]);
    window.wait_for("heading", "Connect Talkdesk");
    let folder = socket(&desktop).parent().unwrap().to_owned();
    drop(window);
    assert!(folder.exists(), "what is killed cleans nothing up");
    let window = desktop.open(&[], &[]);
    window.wait_for("heading", "Connect Talkdesk");
    assert!(!folder.exists(), "the next window does");
}
