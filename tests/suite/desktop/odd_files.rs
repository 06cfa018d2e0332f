//! Files that are none, that do not end, or whose drive does not answer: the window opens, says so, and closes.

use std::{
    fs::{self, File},
    os::unix::fs::symlink,
    path::Path,
    time::{Duration, Instant},
};

use super::{
    talkdesk::{ID, SECRET, Talkdesk},
    window::{Desktop, Window},
};
use crate::{
    server::PrivateCa,
    stopped_drive::{StoppedDrive, pipe},
};

/// Longer than a window takes to close on a slow machine, and shorter than any limit of time for a file.
const AT_ONCE: Duration = Duration::from_secs(4);

fn close_at_once(window: Window<'_>) {
    let began = Instant::now();
    window.close();
    assert!(began.elapsed() < AT_ONCE, "{:?}", began.elapsed());
}

/// Up to the moment at which the secret is sent off.
fn to_verify<'a>(window: &'a Window<'a>) -> &'a Window<'a> {
    window.press("Set up an account");
    window.type_into("text field", "Account name or Talkdesk address", "acme");
    window
        .press("Continue")
        .wait_for("heading", "Create an OAuth client in Talkdesk");
    window.past_create_client();
    window.type_into("text field", "Client ID", ID).type_into(
        "password field",
        "Client secret",
        SECRET,
    );
    window.key("Return")
}

#[test]
fn pipes_and_files_without_an_end_in_the_place_of_the_programs_own_are_named() {
    let desktop = Desktop::start();
    let config = desktop.home().join(".config/talkdesk-setup");
    let state = desktop.home().join(".local/state/talkdesk-setup");
    fs::create_dir_all(&config).unwrap();
    fs::create_dir_all(&state).unwrap();
    pipe(&config.join("accounts.json"));
    pipe(&state.join("talkdesk-setup.log"));
    symlink("/dev/zero", config.join("settings.json")).unwrap();
    let endless = File::create(config.join("draft.json")).unwrap();
    endless.set_len(1 << 40).unwrap();

    let window = desktop.open(&[], &[]);
    window.wait_for("heading", "Connect Talkdesk");
    for part in [
        "What stands in the place of the list of accounts is no file, but a folder, a pipe or a device. It is kept as ",
        "settings.json is no file, but a folder, a pipe or a device. The usual ones count for now.",
        "draft.json is longer than 1 MiB.",
    ] {
        assert!(window.shows(part), "{part}");
    }
    assert!(memory(&desktop) < 1 << 20, "{} KiB", memory(&desktop));
    close_at_once(window);

    let window = desktop.open(&[], &[]);
    window.wait_for("heading", "Connect Talkdesk");
    assert!(!window.shows("list of accounts"), "it was set aside");
}

/// How much memory the program has had at most, in KiB.
fn memory(desktop: &Desktop) -> u64 {
    let process = desktop.processes_of_the_program()[0];
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let number = line.unwrap().trim().trim_end_matches(" kB");
    number.parse().unwrap()
}

#[test]
fn settings_and_drafts_on_a_drive_that_does_not_answer_are_named() {
    let desktop = Desktop::start();
    let config = desktop.home().join(".config/talkdesk-setup");
    fs::create_dir_all(&config).unwrap();
    let drive = StoppedDrive::with("settings.json", "{}");
    for name in ["accounts.json", "settings.json", "draft.json"] {
        symlink(drive.path("settings.json"), config.join(name)).unwrap();
    }
    let window = desktop.open(&[], &[]);
    window.wait_for("heading", "Connect Talkdesk");
    for part in [
        "The list of accounts could not be read: ",
        "The settings could not be read: ",
        "What you typed last time could not be read: ",
        "does not answer, as on a network drive that is out of reach.",
    ] {
        assert!(window.shows(part), "{part}");
    }
    close_at_once(window);
}

fn trusting<'a>(desktop: &'a Desktop, talkdesk: &'a Talkdesk, list: &'a Path) -> Window<'a> {
    let [_, (proxy, address)] = &talkdesk.variables();
    let list = list.to_str().unwrap();
    desktop.open(&[], &[("SSL_CERT_FILE", list), (proxy, address)])
}

#[test]
fn a_pipe_as_list_of_authorities_is_named() {
    let talkdesk = Talkdesk::start();
    let desktop = Desktop::start();
    let list = desktop.home().join("list.pem");
    pipe(&list);
    let window = trusting(&desktop, &talkdesk, &list);
    to_verify(&window).wait_for_text(&format!(
        "The setting SSL_CERT_FILE names {}, which is no file",
        list.display()
    ));
    window.key("Escape").press("Leave");
    window.wait_for("heading", "Connect Talkdesk");
    close_at_once(window);
}

#[test]
fn a_list_of_authorities_on_a_drive_that_does_not_answer_is_given_up() {
    let talkdesk = Talkdesk::start();
    let desktop = Desktop::start();
    let drive = StoppedDrive::with("list.pem", "");
    let list = drive.path("list.pem");
    let window = trusting(&desktop, &talkdesk, &list);
    let began = Instant::now();
    to_verify(&window).wait_for_text(&format!(
        "The setting SSL_CERT_FILE names {}, which does not answer",
        list.display()
    ));
    assert!(began.elapsed() < Duration::from_secs(20));

    window.press("Try again").press("Cancel");
    window.wait_for_text("You canceled the check");
    window.key("Escape").press("Leave");
    window.wait_for("heading", "Connect Talkdesk");
    close_at_once(window);
    // It has ended and not only closed.
    let window = trusting(&desktop, &talkdesk, &list);
    window.wait_for("heading", "Connect Talkdesk");
    assert_eq!(talkdesk.tokens.requests(), Vec::<String>::new());
}

#[test]
fn a_ca_file_on_a_drive_that_does_not_answer_keeps_no_window_from_opening() {
    let desktop = Desktop::start();
    let drive = StoppedDrive::with("company.pem", "");
    let file = drive.path("company.pem");
    keep(&desktop, &file, "");
    let window = desktop.open(&[], &[]);
    window.wait_for("heading", "Connect Talkdesk");
    close_at_once(window);

    let window = desktop.open(&[], &[]);
    window.press("Set up an account");
    window.wait_for_text(&format!("The CA file {} does not answer", file.display()));
    close_at_once(window);
}

/// Writes the settings of someone who has accepted a CA file.
fn keep(desktop: &Desktop, file: &Path, digest: &str) {
    let config = desktop.home().join(".config/talkdesk-setup");
    fs::create_dir_all(&config).unwrap();
    let settings =
        serde_json::json!({"version": 1, "ca_file": file.to_str(), "ca_file_digest": digest});
    fs::write(config.join("settings.json"), settings.to_string()).unwrap();
}

fn kept_digest(desktop: &Desktop) -> String {
    let file = desktop.home().join(".config/talkdesk-setup/settings.json");
    let settings: serde_json::Value = serde_json::from_slice(&fs::read(file).unwrap()).unwrap();
    settings["ca_file_digest"].as_str().unwrap().to_owned()
}

#[test]
fn a_ca_file_that_another_program_has_changed_is_asked_about_before_it_is_trusted() {
    let talkdesk = Talkdesk::start();
    let desktop = Desktop::start();
    let [(_, authority), (proxy, address)] = &talkdesk.variables();
    let nobody = desktop.home().join("nobody.pem");
    PrivateCa::new("Nobody").write_pem(&nobody);
    let nobody = nobody.to_str().unwrap();
    keep(&desktop, Path::new(authority), "of another content");

    let window = desktop.open(&[], &[("SSL_CERT_FILE", nobody), (proxy, address)]);
    window.wait_for_text(&format!(
        "The CA file {authority} has changed since you accepted it, so it is not trusted. It now holds: Test authority."
    ));
    to_verify(&window).wait_for_text(&format!(
        "The CA file {authority} has changed since you accepted it"
    ));
    window.wait_for("button", "Trust the changed file");
    assert_eq!(talkdesk.tokens.requests(), Vec::<String>::new());
    assert_eq!(kept_digest(&desktop), "of another content");
    window
        .press("Trust the changed file")
        .wait_for_text("Talkdesk accepted these credentials");
    crate::session::wait_until("it is kept", || kept_digest(&desktop).len() == 64);
}
