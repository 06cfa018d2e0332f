//! The program and its helper: no other program speaks for either, and a helper that was killed comes back.

use std::{
    fs,
    path::PathBuf,
    process::{Command, Stdio},
};

use super::{
    hardening::{core_limit, is_open_to_others},
    portal::Portal,
    talkdesk::{ID, SECRET},
    window::{Desktop, Window},
};
use crate::session::{Running, run, wait_until};

fn descriptors(pid: u32) -> impl Iterator<Item = PathBuf> {
    let descriptors = fs::read_dir(format!("/proc/{pid}/fd")).unwrap();
    descriptors.map(|entry| entry.unwrap().path())
}

/// A path for files and devices, which are open to every program of the person, such as where errors are written.
fn leads_to(descriptor: PathBuf) -> PathBuf {
    fs::read_link(descriptor).unwrap_or_default()
}

/// The descriptors of a process that another program of the same user can open again.
fn open_to_others(desktop: &Desktop, pid: u32, inherited: &[PathBuf]) -> Vec<PathBuf> {
    let mut descriptors = descriptors(pid).peekable();
    assert!(descriptors.peek().is_some());
    descriptors
        .filter(|descriptor| {
            let to = leads_to(descriptor.clone());
            !to.is_absolute() && !inherited.contains(&to)
        })
        .filter(|descriptor| {
            let path = descriptor.to_str().unwrap();
            ["<", ">", "<>"]
                .iter()
                .any(|way| desktop.succeeds("sh", &["-c", &format!("exec 3{way}\"$0\""), path]))
        })
        .collect()
}

fn helper_of(desktop: &Desktop) -> u32 {
    let processes = desktop.processes_of_the_program();
    let [_, helper] = processes[..] else {
        panic!("{processes:?}")
    };
    helper
}

fn kill(pid: u32) {
    run(Command::new("sh").args(["-c", "kill -s KILL \"$0\"", &pid.to_string()]));
}

pub(super) fn open_credentials(desktop: &Desktop) -> Window<'_> {
    let window = desktop.open_talking(&[], &[]);
    window.press("Set up an account");
    window.type_into("text field", "Account name or Talkdesk address", "acme");
    window
        .press("Continue")
        .wait_for("heading", "Create an OAuth client in Talkdesk");
    window.past_create_client();
    window
}

#[test]
fn no_other_program_can_speak_to_the_helper_or_for_it() {
    let desktop = Desktop::start();
    let portal = Portal::start(&desktop);
    let window = open_credentials(&desktop);
    window.press("Choose file…");
    portal.dialog();

    // What this process got from whoever started it, its children have too.
    let inherited: Vec<PathBuf> = descriptors(std::process::id()).map(leads_to).collect();
    // A pipe is opened by the same means: that is what is ruled out.
    let mut with_pipe = desktop.command_that_may_dump("sleep");
    let with_pipe = Running::spawn(
        with_pipe
            .arg("1000")
            .stdin(Stdio::piped())
            .stdout(Stdio::null()),
    );
    wait_until("the pipe of a process is open to others", || {
        !open_to_others(&desktop, with_pipe.id(), &inherited).is_empty()
    });

    for process in desktop.processes_of_the_program() {
        assert_eq!(
            open_to_others(&desktop, process, &inherited),
            Vec::<PathBuf>::new()
        );
    }
}

#[test]
fn a_killed_helper_comes_back_and_the_page_says_so() {
    let desktop = Desktop::start();
    let file = desktop.home().join("client.json");
    let content = format!(r#"{{"client_id": "{ID}", "client_secret": "{SECRET}"}}"#);
    fs::write(&file, content).unwrap();
    let portal = Portal::start(&desktop);
    let window = open_credentials(&desktop);

    window.press("Choose file…");
    portal.dialog();
    let first = helper_of(&desktop);
    kill(first);
    window.wait_for_text("The part of this program that speaks to the desktop ended before it answered. Try again: press Choose file…");

    window.press("Choose file…");
    let dialog = portal.dialog();
    let second = helper_of(&desktop);
    assert_ne!(first, second);
    assert!(is_open_to_others(second), "portals can look into it");
    assert_eq!(core_limit(second), "unlimited", "as the person has set it");
    portal.choose_until(&dialog, &file, || {
        window.shows("Client ID and secret taken")
    });

    // Killed while nothing was asked of it, it is not even missed.
    kill(second);
    wait_until("the helper has ended", || {
        desktop.processes_of_the_program().len() == 1
    });
    window.press("Choose file…");
    portal.dialog();
    assert!(!window.shows("ended before it answered"));
    let third = helper_of(&desktop);
    drop(window);
    wait_until("the helper ends with the program", || {
        fs::read(format!("/proc/{third}/cmdline"))
            .unwrap_or_default()
            .is_empty()
    });
}
