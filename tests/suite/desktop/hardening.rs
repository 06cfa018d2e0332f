//! The running program is closed to others, and yet the desktop's portals, the browser and its children notice nothing.

use std::{
    fs,
    os::unix::{
        fs::{MetadataExt as _, PermissionsExt as _},
        process::ExitStatusExt as _,
    },
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use super::{
    portal::Portal,
    talkdesk::{ID, SECRET},
    window::Desktop,
};
use crate::session::{need, wait_until};

/// What a session's programs do without: the one who looks may have no more rights than they, and no fewer.
const WITHOUT: &str = "-dac_override,-dac_read_search,-sys_ptrace";

/// Whether another program of the same user may look into a process, as the desktop's portals do. Root may look into
/// every process, so it is asked without that right.
pub(super) fn is_open_to_others(pid: u32) -> bool {
    need("setpriv", "util-linux");
    Command::new("setpriv")
        .args(["--bounding-set", WITHOUT, "--", "readlink"])
        .arg(format!("/proc/{pid}/root"))
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .unwrap()
        .success()
}

/// The soft limit on the size of core dumps.
pub(super) fn core_limit(pid: u32) -> String {
    let limits = fs::read_to_string(format!("/proc/{pid}/limits")).unwrap();
    let line = limits
        .lines()
        .find_map(|line| line.strip_prefix("Max core file size"))
        .unwrap();
    line.split_whitespace().next().unwrap().to_owned()
}

#[test]
fn the_program_is_closed_and_its_children_are_not() {
    let desktop = Desktop::start();
    let folder = desktop.home().join("bin");
    fs::create_dir_all(&folder).unwrap();
    let browser = folder.join("xdg-open");
    let script = "#!/bin/sh\nulimit -Sc > limit.part && mv limit.part limit\n";
    fs::write(&browser, script).unwrap();
    fs::set_permissions(browser, fs::Permissions::from_mode(0o755)).unwrap();
    let path = format!("{}:{}", folder.display(), std::env::var("PATH").unwrap());

    let mut window = desktop.open_talking(&["--practice"], &[("PATH", &path)]);
    window.wait_for("heading", "Which Talkdesk account?");
    let processes = desktop.processes_of_the_program();
    let [program, helper] = processes[..] else {
        panic!("{processes:?}")
    };
    assert!(!is_open_to_others(program));
    assert_eq!(core_limit(program), "0");
    assert!(is_open_to_others(helper), "portals can look into it");
    assert_eq!(core_limit(helper), "unlimited");

    window.type_into("text field", "Account name or Talkdesk address", "acme");
    window
        .press("Continue")
        .wait_for("heading", "Create an OAuth client in Talkdesk");
    window.press("Open Talkdesk");
    let limit = desktop.home().join("limit");
    wait_until("the browser is started", || limit.exists());
    assert_eq!(fs::read_to_string(limit).unwrap().trim(), "unlimited");

    let crashed = desktop
        .command_that_may_dump("sh")
        .args(["-c", "kill -ABRT $$"])
        .status()
        .unwrap();
    assert!(crashed.core_dumped(), "this system dumps what crashes");
    let crashed = window.crash();
    assert_eq!(crashed.signal(), Some(6));
    assert!(!crashed.core_dumped());
    wait_until("the helper has ended too", || {
        fs::read(format!("/proc/{helper}/cmdline"))
            .unwrap_or_default()
            .is_empty()
    });
}

/// Every file and folder of the program that others have a right to, with its rights.
fn open_to_others(folder: &Path) -> Vec<(PathBuf, u32)> {
    let mut found = vec![folder.to_owned()];
    found.extend(
        fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().path()),
    );
    assert!(found.len() > 1, "{} is empty", folder.display());
    let rights = |path: &PathBuf| fs::symlink_metadata(path).unwrap().mode() & 0o777;
    let with_rights = found.into_iter().map(|path| (rights(&path), path));
    with_rights
        .filter(|(rights, _)| rights & 0o077 != 0)
        .map(|(rights, path)| (path, rights))
        .collect()
}

#[test]
fn files_and_folders_are_this_persons_alone_whatever_the_umask() {
    let desktop = Desktop::start();
    let [config, state] = [".config", ".local/state"]
        .map(|folder| desktop.home().join(folder).join("talkdesk-setup"));
    // What an earlier version left behind.
    fs::create_dir_all(&state).unwrap();
    fs::write(state.join("talkdesk-setup.log"), "").unwrap();
    for (path, rights) in [
        (state.clone(), 0o755),
        (state.join("talkdesk-setup.log"), 0o644),
    ] {
        fs::set_permissions(path, fs::Permissions::from_mode(rights)).unwrap();
    }

    let window = desktop.open_without_umask();
    window.press("Set up an account");
    window.type_into("text field", "Account name or Talkdesk address", "acme");
    window.key("Escape");
    window.wait_for("heading", "Connect Talkdesk");
    wait_until("the draft is written", || {
        config.join("draft.json").exists()
    });
    for folder in [&config, &state] {
        assert_eq!(open_to_others(folder), []);
    }
}

#[test]
fn portals_that_refuse_a_closed_process_serve_the_program() {
    let desktop = Desktop::start();
    let file = desktop.home().join("client.json");
    let content = format!(r#"{{"client_id": "{ID}", "client_secret": "{SECRET}"}}"#);
    fs::write(&file, content).unwrap();
    let portal = Portal::start(&desktop);

    let window = desktop.open(&[], &[]);
    window.press("Set up an account");
    window.type_into("text field", "Account name or Talkdesk address", "acme");
    window
        .press("Continue")
        .wait_for("heading", "Create an OAuth client in Talkdesk");
    window.past_create_client();
    wait_until("the window is dark, as the portal wants it", || {
        desktop.is_dark()
    });
    window.press("Choose file…");
    let dialog = portal.dialog();
    portal.choose_until(&dialog, &file, || {
        window.shows("Client ID and secret taken")
    });
}
