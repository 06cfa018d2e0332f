//! The rows of a verification over connections that were open, and over one that turned out to be closed.

use std::time::Duration;

use jiff::Timestamp;
use talkdesk_setup::{
    program::{Answer, AttemptId, Effect, Msg, Program, StageState, VerifyMsg, WizardMsg},
    saved::Index,
    verification::{Cause, Failure, Stage, StageDone},
};

use crate::told;

fn running() -> (Program, AttemptId) {
    let mut program = Program::new(Index::default(), None);
    send(&mut program, Msg::SetUpAccount);
    "acme".clone_into(&mut program.wizard.account.input);
    program.wizard.guide.what.choose(Answer::NothingYet, true);
    send(&mut program, Msg::Wizard(WizardMsg::Continue));
    send(&mut program, Msg::Wizard(WizardMsg::Continue));
    let form = &mut program.wizard.credentials;
    "23de1fee0a4b4f0f9b0c77a1e0f42546".clone_into(&mut form.client_id);
    assert!(form.client_secret.push_str("s3cr3t-of-many-letters"));
    let asked = send(&mut program, Msg::Wizard(WizardMsg::Continue));
    let attempt = asked.iter().find_map(|effect| match effect {
        Effect::Verify { attempt, .. } => Some(*attempt),
        _ => None,
    });
    (program, attempt.expect("a verification"))
}

fn send(program: &mut Program, msg: Msg) -> Vec<Effect> {
    program.update(msg, Timestamp::UNIX_EPOCH)
}

fn states(program: &Program) -> Vec<StageState> {
    let rows = &program.wizard.verify.stages;
    rows.iter().map(|row| row.state.clone()).collect()
}

fn already_open(done: StageDone) -> StageDone {
    StageDone {
        already_open: true,
        ..done
    }
}

#[test]
fn a_connection_that_turns_out_to_be_closed_begins_its_rows_anew() {
    let (mut program, attempt) = running();
    let [lookup, connection, token] = told::stages();
    for done in [&lookup, &connection] {
        let done = already_open(done.clone());
        send(
            &mut program,
            Msg::Verify(VerifyMsg::StageDone { attempt, done }),
        );
    }
    assert_eq!(states(&program)[2], StageState::Running);

    for done in [lookup.clone(), connection.clone(), token.clone()] {
        send(
            &mut program,
            Msg::Verify(VerifyMsg::StageDone { attempt, done }),
        );
    }

    assert_eq!(
        states(&program),
        [
            StageState::Done(lookup),
            StageState::Done(connection),
            StageState::Done(token),
            StageState::Running
        ]
    );
}

#[test]
fn what_was_open_is_not_reached_where_it_cannot_be_opened_again() {
    let (mut program, attempt) = running();
    let [lookup, connection, _] = told::stages();
    for done in [lookup, connection] {
        let done = already_open(done);
        send(
            &mut program,
            Msg::Verify(VerifyMsg::StageDone { attempt, done }),
        );
    }
    let took = Duration::from_millis(7);
    let failure = Failure {
        stage: Stage::NameLookup,
        cause: Cause::NameNotFound {
            host: "acme.talkdeskid.com".to_owned(),
        },
        took,
        unused_proxy: None,
    };

    let result = Err(failure);
    send(
        &mut program,
        Msg::Verify(VerifyMsg::Verified { attempt, result }),
    );

    assert_eq!(
        states(&program),
        [
            StageState::Failed { took },
            StageState::NotReached,
            StageState::NotReached,
            StageState::NotReached
        ]
    );
}
