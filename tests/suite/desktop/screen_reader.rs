//! What a screen reader says of every page of the real window, compared with what was found good before.

use std::{fs, path::PathBuf, thread, time::Duration};

use super::{
    rotation::{NEW_ID, NEW_SECRET, enter, replace},
    talkdesk::{ID, SECRET, Talkdesk},
    window::{Desktop, Window},
};
use crate::session::wait_until;

#[test]
fn every_page_read_aloud_says_what_is_stored() {
    let talkdesk = Talkdesk::start();
    let desktop = Desktop::start();
    let variables = talkdesk.variables();
    let variables = variables
        .each_ref()
        .map(|(name, value)| (*name, value.as_str()));
    let window = desktop.open(&[], &variables);
    window.wait_for("heading", "Connect Talkdesk");
    window.take_keyboard();
    reads(&window, "welcome");
    window
        .press("Set up an account")
        .wait_for_focus("text field", "Account name or Talkdesk address");
    reads(&window, "account");
    window
        .press("Continue")
        .wait_for_text("Enter the account name");
    reads(&window, "account-with-an-error");
    window.type_into("text field", "Account name or Talkdesk address", "acme");
    window
        .press("Continue")
        .wait_for_focus("heading", "Create an OAuth client in Talkdesk");
    reads(&window, "create-client");
    window
        .past_create_client()
        .wait_for_focus("text field", "Client ID");
    reads(&window, "credentials");
    let other = SECRET.replace("gA7", "gB7");
    talkdesk.delete(ID, &other);
    window
        .type_into("text field", "Client ID", ID)
        .type_into("password field", "Client secret", &other)
        .key("Return")
        .wait_for("button", "Change client secret");
    reads(&window, "problem");
    window
        .press("Change client secret")
        .wait_for("heading", "Enter the client's credentials");
    enter(&window, ID, SECRET);
    window
        .key("Return")
        .wait_for_text("Talkdesk accepted these credentials");
    reads(&window, "accepted");
    window
        .press("Save")
        .wait_for_focus("heading", "Ready to use");
    reads(&window, "use-it");
    window
        .press("Finish")
        .wait_for_focus("heading", "Your Talkdesk accounts");
    reads(&window, "accounts");
    window
        .press("Leaked? acme")
        .wait_for("heading", "Stop the leaked credentials");
    reads(&window, "leaked");
    window
        .key("Escape")
        .choose("Settings")
        .wait_for("heading", "Settings");
    reads(&window, "settings");
    window
        .key("Escape")
        .choose("Moving on")
        .wait_for("heading", "Moving on");
    reads(&window, "moving-on");
    window
        .key("Escape")
        .press("Replace credentials for acme")
        .wait_for("heading", "Create an OAuth client in Talkdesk");
    window.press("Continue");
    replace(&window, NEW_ID, NEW_SECRET);
    window
        .press("Continue")
        .wait_for_focus("heading", "Retire the old credentials");
    reads(&window, "retire-old");
}

/// Compares the page with its stored text, or stores it where snapshots are to be updated.
fn reads(window: &Window<'_>, page: &str) {
    let folder = PathBuf::from(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/snapshots/screen_reader"
    ));
    let path = folder.join(page).with_extension("txt");
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        let mut before = String::new();
        wait_until("the page rests", || {
            let now = steady(&window.read_aloud());
            std::mem::replace(&mut before, now.clone()) == now
        });
        fs::create_dir_all(folder).unwrap();
        fs::write(path, before).unwrap();
        return;
    }
    let stored = fs::read_to_string(&path).unwrap();
    wait_until(
        &format!("{page} is read as {} says", path.display()),
        || steady(&window.read_aloud()) == stored,
    );
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Without what differs from run to run and from computer to computer: how long something took, ports, folders of a test, days
/// and times.
fn steady(said: &str) -> String {
    let mut steady = String::new();
    let mut after_month = false;
    for word in said.split_inclusive([' ', '\n', '"', ',']) {
        let bare = word.trim_end_matches([' ', '\n', '"', ',', '.']);
        let (bare, rest) = word.split_at(bare.len());
        let is_number = !bare.is_empty() && bare.bytes().all(|byte| byte.is_ascii_digit());
        let has_year = bare.len() <= 14
            && bare
                .as_bytes()
                .windows(4)
                .any(|year| year.starts_with(b"20") && year.iter().all(u8::is_ascii_digit));
        let is_time = bare.contains(':')
            && bare
                .bytes()
                .all(|byte| byte.is_ascii_digit() || byte == b':');
        if MONTHS.contains(&bare) {
            steady += "MONTH";
        } else if after_month && is_number {
            steady += "DAY";
        } else if has_year {
            steady += &bare.replace(|c: char| c.is_ascii_digit(), "0");
        } else if is_time {
            steady += "TIME";
        } else if bare.starts_with("127.0.0.1:") || bare.starts_with("http://127.0.0.1:") {
            steady += "127.0.0.1:PORT";
        } else if bare.ends_with("/ca.pem") {
            steady += "FOLDER/ca.pem";
        } else if bare == std::env::consts::ARCH {
            steady += "ARCH";
        } else if matches!(bare, "AM" | "PM") {
            steady += "AM";
        } else if matches!(bare, "ms" | "s") {
            let before = steady
                .trim_end_matches(' ')
                .trim_end_matches(|c: char| c.is_ascii_digit() || c == '.')
                .len();
            steady.truncate(before);
            steady += "N ms";
        } else {
            steady += bare;
        }
        steady += rest;
        after_month = MONTHS.contains(&bare);
    }
    steady
}

/// Where many things change at once, a screen reader is given them in order, and the result last.
#[test]
fn the_stages_are_said_in_order_and_the_result_last_and_copied_is_said() {
    const IN_ORDER: [&str; 6] = [
        "Finding the address",
        "Address found, done",
        "Secure connection, done",
        "Credentials accepted, done",
        "Account read, done",
        "Talkdesk accepted",
    ];
    let talkdesk = Talkdesk::start();
    let desktop = Desktop::start();
    let variables = talkdesk.variables();
    let variables = variables
        .each_ref()
        .map(|(name, value)| (*name, value.as_str()));
    let window = desktop.open(&[], &variables);
    window.press("Set up an account");
    window.type_into("text field", "Account name or Talkdesk address", "acme");
    window
        .press("Continue")
        .wait_for("heading", "Create an OAuth client in Talkdesk");
    window.past_create_client();
    enter(&window, ID, SECRET);

    let said = window.listen();
    window
        .press("Continue")
        .wait_for_text("Talkdesk accepted these credentials");
    let is_said = |beginning: &str| {
        let all = said.so_far();
        all.iter().any(|said| said.starts_with(beginning))
    };
    wait_until("the result is said", || is_said("Talkdesk accepted"));
    thread::sleep(Duration::from_millis(500));
    let all = said.so_far();
    let place = |said: &String| IN_ORDER.iter().position(|stage| said.starts_with(stage));
    let places: Vec<usize> = all.iter().filter_map(place).collect();
    assert!(places.is_sorted(), "{all:?}");
    assert!(places.len() > 1, "{all:?}");
    let last = all.last().map_or("", String::as_str);
    assert!(last.starts_with("Talkdesk accepted"), "{all:?}");

    window.press("Save").wait_for("heading", "Ready to use");
    window.press("Copy client ID");
    wait_until("copied is said", || is_said("Client ID copied"));
}
