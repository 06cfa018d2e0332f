//! The secret is nowhere but in the keychain: the whole memory of the running program and everything that its run wrote
//! are searched for fragments of the secrets and of the access token.

mod needles;
mod search;
mod ways_in;
mod ways_out;

use std::{cell::RefCell, fs, thread, time::Duration};

use self::needles::Needles;
use super::{
    talkdesk::{ID, Talkdesk},
    window::{Desktop, Window},
};
use crate::session::need;

const TYPED: &str =
    "0Lr8AC~ysI4md-8Kwcbx_PEzuAl_4D8Joc%4Bwyti%lQEEhQ~KcjvUO%lrQRXz_IgVBTC/7BShxd-eZvmgp-NU";
const PASTED: &str =
    "3My2LH/12fpZM~4EaK5m-YfGdCe-kw3GC3-NjXfKq/vdzrUC%2ZYW8g~UlFAFI_RPrwbj_9ENCc4+AVdSre-Mz";
const TOKEN: &str = "eyJhbGciOiJFUzI1NiJ9.yxhOLhyA13IL3c31u0LvVWVh70052lqMSPjlC0dtfUVevvIV3fqDglTptt1vwE558uTMsoV6mCdfWSZx8WzjOSfXtrAb9nLbFVwXRRYpSATLisQhrn8kKaCnfCvld1kcQtsGqPfJz46ugs7pnkYlTbt1PNNWUKa1.GmaKx0Dn8jCYUuD8dQmSILWNRUrJ272wbkHR9SWeVRSWxMztCve4rlPms3edqNRvRlrWYYxEVRsm1xyebO1XOu";

/// How often something is looked for that goes within seconds.
const SEARCHES: usize = 20;

/// A run of the program and what was seen on its pages.
struct Run<'a> {
    desktop: &'a Desktop,
    window: Window<'a>,
    needles: Needles,
    /// Everything that assistive technology could read, page by page.
    read_aloud: RefCell<Vec<String>>,
}

impl<'a> Run<'a> {
    /// Starts the program with everything switched on that makes programs and libraries talk.
    fn start(desktop: &'a Desktop, talkdesk: &Talkdesk) -> Self {
        need("xclip", "xclip");
        let keys = desktop.home().join("keys.log").display().to_string();
        let variables = talkdesk.variables();
        let mut all: Vec<(&str, &str)> = vec![
            ("RUST_LOG", "trace"),
            ("RUST_BACKTRACE", "full"),
            ("SSLKEYLOGFILE", &keys),
            ("WAYLAND_DEBUG", "1"),
            ("LIBGL_DEBUG", "verbose"),
            ("EGL_LOG_LEVEL", "debug"),
        ];
        all.extend(
            variables
                .iter()
                .map(|(name, value)| (*name, value.as_str())),
        );
        Self {
            desktop,
            window: desktop.open_talking(&[], &all),
            needles: Needles::of(&[
                ("the typed secret", TYPED),
                ("the pasted secret", PASTED),
                ("the access token", TOKEN),
            ]),
            read_aloud: RefCell::default(),
        }
    }

    /// Waits for the page with this heading and notes everything that can be read aloud on it.
    fn page(&self, heading: &str) -> &Window<'a> {
        self.window.wait_for("heading", heading);
        self.read_aloud
            .borrow_mut()
            .push(self.desktop.everything_read_aloud());
        &self.window
    }

    /// Every place where there is a fragment.
    fn leaks(&self) -> Vec<String> {
        let mut found = Vec::new();
        for pid in self.desktop.processes_of_the_program() {
            found.extend(search::memory(pid, &self.needles));
            found.extend(search::arguments_and_environment(pid, &self.needles));
        }
        found.extend(self.leaks_outside_of_the_program());
        found
    }

    /// Those that outlive it.
    fn leaks_outside_of_the_program(&self) -> Vec<String> {
        let mut found = search::files(self.desktop.home(), &self.needles);
        let pages = self.read_aloud.borrow();
        for page in &*pages {
            found.extend(search::text("the accessibility tree", page, &self.needles));
        }
        for selection in ["primary", "secondary", "clipboard"] {
            let held = self.desktop.selection(selection).unwrap_or_default();
            found.extend(search::text(selection, &held, &self.needles));
        }
        found
    }

    /// Nothing of a secret is anywhere.
    fn nothing_is_left(&self, after: &str) {
        let leaks = self.leaks();
        assert!(
            leaks.is_empty(),
            "{} leaks after {after}:\n{}",
            leaks.len(),
            leaks.join("\n")
        );
    }

    /// Closes the window, which ends the program; nothing of a secret is outside of it.
    fn close(&self) {
        self.window.close();
        let leaks = self.leaks_outside_of_the_program();
        assert!(leaks.is_empty(), "after closing:\n{}", leaks.join("\n"));
    }

    /// Nothing is left once a time of some seconds is over, which is not measured here: a search takes longer on a busy
    /// machine.
    fn nothing_is_left_soon(&self, after: &str) {
        for _ in 0..SEARCHES {
            if self.leaks().is_empty() {
                return;
            }
            thread::sleep(Duration::from_secs(1));
        }
        self.nothing_is_left(after);
    }

    /// The search finds a secret while it is held.
    fn holds(&self, secret: &str) {
        let secret = Needles::of(&[("the secret", secret)]);
        let program = self.desktop.processes_of_the_program()[0];
        assert!(
            !search::memory(program, &secret).is_empty(),
            "the program holds the secret"
        );
    }

    /// The search finds what is there: the client ID, which is no secret and came the same ways.
    fn finds_what_is_no_secret(&self) {
        let id = Needles::of(&[("the client ID", ID)]);
        let program = self.desktop.processes_of_the_program()[0];
        assert!(
            !search::memory(program, &id).is_empty(),
            "the client ID is in memory"
        );
        assert!(
            !search::files(self.desktop.home(), &id).is_empty(),
            "the client ID is in a file"
        );
        let read_aloud = self.read_aloud.borrow().concat();
        assert!(
            !search::text("the accessibility tree", &read_aloud, &id).is_empty(),
            "the client ID is read aloud"
        );
    }
}

/// Runs a test in which a person does something with the program, where its memory can be read.
fn check(test: &str, act: fn(Run<'_>, &Talkdesk)) {
    search::where_memory_can_be_read(&format!("desktop::leaks::{test}"), || {
        let talkdesk = Talkdesk::with_token(TOKEN);
        let desktop = Desktop::start();
        act(Run::start(&desktop, &talkdesk), &talkdesk);
        assert!(!fs::exists(desktop.home().join("keys.log")).unwrap());
    });
}

fn walk_to_credentials(run: &Run<'_>) {
    run.page("Connect Talkdesk").press("Set up an account");
    let name = "Account name or Talkdesk address";
    run.page("Which Talkdesk account?")
        .type_into("text field", name, "")
        // What was entered before the wizard was left.
        .key("ctrl+a")
        .type_into("text field", name, "acme")
        .wait_for_value("text field", name, "acme")
        .press("Continue");
    run.page("Create an OAuth client in Talkdesk")
        .past_create_client();
    run.page("Enter the client's credentials");
}

/// Waits until Talkdesk has accepted what was entered, the how manyth request for a token this was.
fn accepted(run: &Run<'_>, talkdesk: &Talkdesk, tokens: usize) {
    run.window
        .wait_for_text("Talkdesk accepted these credentials");
    let requests = talkdesk.tokens.requests();
    let asked = requests
        .iter()
        .filter(|request| request.starts_with("POST /oauth/token"));
    assert_eq!(asked.count(), tokens);
    run.page("Checking with Talkdesk");
}

fn save(run: &Run<'_>) {
    run.window.press("Save");
    run.window.wait_for_text("Saved to GNOME Keyring");
    run.page("Ready to use");
}
