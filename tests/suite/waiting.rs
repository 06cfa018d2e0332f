//! When trying again makes sense, without window or clock: who made a client minutes ago, who was asked for a pause.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use talkdesk_setup::{
    diagnosis::Remedy,
    program::{
        AccountMsg, Answer, AttemptId, CreateClientMsg, CredentialsMsg, Effect, Msg, Program, Step,
        VerifyMsg, VerifyOutcome, WizardMsg,
    },
    saved::Index,
    secret::Secret,
    token::{Refusal, RetryAfter},
    verification::{Cause, Failure, Stage},
};

const ID: &str = "23de1feea24c4c0f8b6fa9d6b7a02546";

/// The wizard, and the seconds that have passed.
struct Session {
    program: Program,
    seconds: i64,
}

impl Session {
    /// At Create client.
    fn new() -> Self {
        let mut session = Self {
            program: Program::new(Index::default(), None),
            seconds: 0,
        };
        session.send(Msg::SetUpAccount);
        "acme".clone_into(&mut session.program.wizard.account.input);
        session.send(Msg::Account(AccountMsg::Edited));
        session.send(Msg::Wizard(WizardMsg::Continue));
        assert_eq!(session.program.wizard.step, Step::CreateClient);
        let what = &mut session.program.wizard.guide.what;
        what.choose(Answer::NothingYet, true);
        session
    }

    fn now(&self) -> Timestamp {
        let start: Timestamp = "2026-11-23T10:00:00Z".parse().unwrap();
        start + SignedDuration::from_secs(self.seconds)
    }

    fn send(&mut self, msg: Msg) -> Vec<Effect> {
        self.program.update(msg, self.now())
    }

    fn begin(&mut self) -> AttemptId {
        let pasted = format!(r#"{{"id":"{ID}","secret":"s3cr3t-of-many-letters"}}"#);
        self.send(Msg::Credentials(CredentialsMsg::Pasted(Secret::from(
            pasted,
        ))));
        let effects = self.send(Msg::Wizard(WizardMsg::Continue));
        let begun = effects.into_iter().find_map(|effect| match effect {
            Effect::Verify { attempt, .. } => Some(attempt),
            _ => None,
        });
        begun.expect("a verification begins")
    }

    /// Enters credentials, which are refused.
    fn refused(&mut self, refusal: Refusal) {
        let attempt = self.begin();
        self.answer(attempt, refusal);
    }

    fn answer(&mut self, attempt: AttemptId, refusal: Refusal) {
        let failure = Failure {
            stage: Stage::Token,
            cause: Cause::Refused(refusal),
            took: Duration::from_millis(60),
            unused_proxy: None,
        };
        self.send(Msg::Verify(VerifyMsg::Verified {
            attempt,
            result: Err(failure),
        }));
    }

    /// The seconds that are left to wait; `None` where nothing is waited for.
    fn left(&self) -> Option<u64> {
        let wait = self.program.wizard.verify.wait?;
        Some(wait.left(self.now()).map_or(0, |left| left.as_secs()))
    }

    fn first(&self) -> Option<Remedy> {
        self.program.wizard.verify.first_remedy(self.now())
    }
}

fn unknown_pair() -> Refusal {
    Refusal::InvalidClient {
        named: true,
        status: 401,
        description: None,
    }
}

fn pause(retry_after: Option<RetryAfter>) -> Refusal {
    Refusal::TooManyRequests {
        retry_after,
        description: None,
    }
}

#[test]
fn row_39_a_client_that_was_made_here_minutes_ago_is_given_two_minutes() {
    let mut session = Session::new();
    session.program.wizard.guide.tick(3, true);
    session.seconds = 60;
    session.refused(unknown_pair());
    assert_eq!(session.left(), Some(120));
    let Some(VerifyOutcome::Failed(problem)) = &session.program.wizard.verify.outcome else {
        panic!("a problem")
    };
    assert!(
        problem
            .what_to_do
            .starts_with("Talkdesk may need a few minutes"),
        "{}",
        problem.what_to_do
    );
    assert_eq!(session.first(), Some(Remedy::ChangeClientSecret));
    session.seconds = 179;
    assert_eq!(session.left(), Some(1));
    session.seconds = 180;
    assert_eq!(session.left(), Some(0));
    assert_eq!(session.first(), Some(Remedy::TryAgain));
}

#[test]
fn row_39_opening_talkdesk_or_asking_for_a_new_client_means_that_one_is_made() {
    let mut session = Session::new();
    session.send(Msg::CreateClient(CreateClientMsg::OpenTalkdesk));
    session.refused(unknown_pair());
    assert_eq!(session.left(), Some(120));

    let mut session = Session::new();
    session.refused(unknown_pair());
    assert_eq!(session.left(), None, "it may be an old one");
    session.seconds = 3_600;
    session.send(Msg::Verify(VerifyMsg::Remedy(Remedy::CreateNewClient)));
    session.send(Msg::Wizard(WizardMsg::Continue));
    session.refused(unknown_pair());
    assert_eq!(session.left(), Some(120));
}

#[test]
fn row_39_after_ten_minutes_a_client_is_no_longer_new() {
    let mut session = Session::new();
    session.send(Msg::CreateClient(CreateClientMsg::OpenTalkdesk));
    session.send(Msg::Wizard(WizardMsg::Continue));
    session.seconds = 600;
    session.refused(unknown_pair());
    assert_eq!(session.left(), None);
    assert_eq!(session.first(), Some(Remedy::ChangeClientSecret));
    session.send(Msg::Verify(VerifyMsg::Remedy(Remedy::Wait)));
    assert_eq!(session.left(), Some(120));
}

#[test]
fn row_25_a_pause_lasts_as_long_as_talkdesk_says() {
    let until = |text: &str| Some(RetryAfter::At(text.parse().unwrap()));
    let length = |seconds| Some(RetryAfter::In(Duration::from_secs(seconds)));
    for (retry_after, left) in [
        (length(105), Some(105)),
        (until("2026-11-23T10:00:30Z"), Some(30)),
        (length(0), None),
        (until("2026-11-23T09:00:00Z"), None),
        (length(u64::MAX), None),
        (length(90_000), None),
        (None, None),
    ] {
        let mut session = Session::new();
        session.refused(pause(retry_after));
        assert_eq!(session.left(), left, "{retry_after:?}");
    }
}

#[test]
fn another_try_ends_a_wait() {
    let mut session = Session::new();
    session.refused(pause(Some(RetryAfter::In(Duration::from_mins(1)))));
    assert_eq!(session.first(), None, "there is nothing to do but wait");
    session.send(Msg::Verify(VerifyMsg::Remedy(Remedy::TryAgain)));
    assert_eq!(session.left(), None);
}

#[test]
fn row_13_the_late_answer_of_a_canceled_attempt_is_ignored() {
    let mut session = Session::new();
    let attempt = session.begin();
    let effects = session.send(Msg::Verify(VerifyMsg::Cancel));
    assert_eq!(effects, [Effect::Cancel { attempt }]);
    session.answer(attempt, unknown_pair());
    assert_eq!(
        session.program.wizard.verify.outcome,
        Some(VerifyOutcome::Canceled)
    );
}

/// The secret goes to another region only when its button is pressed.
#[test]
fn row_39_another_region_is_tried_only_when_its_button_is_pressed() {
    let mut session = Session::new();
    session.refused(unknown_pair());
    let effects = session.send(Msg::Verify(VerifyMsg::Remedy(Remedy::TryInEurope)));
    let [Effect::Verify { request, .. }] = &effects[..] else {
        panic!("{effects:?}")
    };
    assert_eq!(request.endpoints.token_host.name(), "acme.talkdeskid.eu");
}
