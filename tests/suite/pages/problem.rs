//! "There is a problem": its buttons, its count-downs, and the reasons that it may have.

use std::time::Duration;

use egui::{Theme, accesskit::Role};
use egui_kittest::kittest::Queryable as _;
use jiff::SignedDuration;
use talkdesk_setup::{
    program::Effect,
    token::{Refusal, RetryAfter},
    verification::{ApiOutcome, Cause, Failure, HeaderScheme, Proof, Stage},
};

use super::{AHEAD, Window, none, picture, proof, refused};

const HEADING: &str = "Checking with Talkdesk";

impl Window {
    fn has_button(&self, name: &str) -> bool {
        self.harness
            .query_by_role_and_label(Role::Button, name)
            .is_some()
    }

    fn reads(&self, text: &str) -> &Self {
        self.harness.get_by_label(text);
        self
    }

    /// The primary button, which is the last one before the menu and the only one at the right.
    fn primary(&self) -> String {
        use egui_kittest::kittest::NodeT as _;
        let buttons = self.harness.query_all_by_role(Role::Button);
        let mut names = buttons.filter_map(|button| button.accesskit_node().label());
        assert_eq!(names.next_back().as_deref(), Some("Menu"));
        names.next_back().expect("a button")
    }

    fn later(&mut self, seconds: i64) -> &mut Self {
        AHEAD.set(AHEAD.get() + SignedDuration::from_secs(seconds));
        self.harness.run_ok();
        self
    }

    fn failed(&mut self, refusal: Refusal) -> &mut Self {
        AHEAD.set(SignedDuration::ZERO);
        self.verified(Err(Failure {
            cause: Cause::Refused(refusal),
            ..refused()
        }))
    }
}

fn pause(seconds: u64) -> Refusal {
    Refusal::TooManyRequests {
        retry_after: Some(RetryAfter::In(Duration::from_secs(seconds))),
        description: None,
    }
}

#[test]
fn row_25_a_pause_is_counted_down_and_nothing_is_tried_on_its_own() {
    let mut window = Window::new(Theme::Light, [920.0, 680.0], none());
    window.failed(pause(105));
    window.asked();
    window.reads("Try again in 1:45. Talkdesk asked for this pause.");
    assert_eq!(window.primary(), "Back", "there is nothing to do but wait");
    assert!(window.has_button("Try again"), "nobody is locked out");
    window
        .later(100)
        .reads("Try again in 0:05. Talkdesk asked for this pause.");
    window
        .later(5)
        .reads("The wait is over. You can try again.");
    assert_eq!(window.primary(), "Try again");
    window.later(600);
    assert_eq!(window.asked(), []);
    window.press("Try again");
    assert!(
        window
            .asked()
            .iter()
            .any(|effect| matches!(effect, Effect::Verify { .. }))
    );
}

#[test]
fn row_39_whoever_says_that_the_client_is_new_gets_a_count_down() {
    let mut window = Window::new(Theme::Light, [920.0, 680.0], none());
    AHEAD.set(SignedDuration::ZERO);
    window.verified(Err(refused()));
    for button in [
        "Change client ID",
        "Create a new client",
        "Try again",
        "Try in Europe",
        "Try in Canada",
    ] {
        assert!(window.has_button(button), "{button}");
    }
    assert_eq!(window.primary(), "Change client secret");
    window.press("Wait two minutes");
    window.reads("Try again in 2:00. Talkdesk may know it by then.");
    assert!(!window.has_button("Wait two minutes"));
    assert_eq!(window.primary(), "Change client secret");
    window.later(120);
    assert_eq!(window.primary(), "Try again");
}

#[test]
fn a_pause_in_pictures() {
    picture("problem-pause", HEADING, &none(), |window| {
        window.failed(pause(105));
    });
}

#[test]
fn a_new_client_in_pictures() {
    picture("problem-new-client", HEADING, &none(), |window| {
        AHEAD.set(SignedDuration::ZERO);
        window
            .walk_to_create_client()
            .press("Open Talkdesk")
            .press("Back");
        window.press("Back");
        window.verified(Err(refused()));
        window.reads("Try again in 2:00. Talkdesk may know it by then.");
        window.later(35);
    });
}

#[test]
fn row_41_a_missing_scope_in_pictures() {
    picture("problem-scope", HEADING, &none(), |window| {
        AHEAD.set(SignedDuration::ZERO);
        let Cause::Refused(refusal) = refused().cause else {
            panic!("a refusal")
        };
        window.verified(Err(Failure {
            cause: Cause::ScopesRefused {
                refusal,
                missing: vec!["data-reports:read".to_owned(), "users:read".to_owned()],
            },
            ..refused()
        }));
        assert_eq!(window.primary(), "Change scopes");
    });
}

#[test]
fn row_44_the_word_that_the_account_takes_is_shown() {
    let mut window = Window::new(Theme::Light, [920.0, 680.0], none());
    window.verified(Ok(Proof {
        api: ApiOutcome::Account {
            name: "acme".to_owned(),
            company: None,
            scheme: HeaderScheme::Basic,
        },
        ..proof()
    }));
    window.reads("One thing to know");
    window.harness.get_by_label_contains("Account read");
    window
        .bring_into_view("Details")
        .press("Details")
        .harness
        .get_by_label_contains("Basic (Bearer was refused)");
}

#[test]
fn a_stage_that_did_not_end_well_is_marked_in_its_place() {
    let mut window = Window::new(Theme::Light, [920.0, 680.0], none());
    window.verified(Err(Failure {
        stage: Stage::SecureConnection,
        cause: Cause::HandshakeTimedOut {
            host: "acme.talkdeskid.com".to_owned(),
        },
        ..refused()
    }));
    assert_eq!(window.primary(), "Try again");
}
