//! "Checking with Talkdesk"

mod details;
mod permissions;
mod problem;
mod report;

use std::time::Duration;

use egui::Ui;
use jiff::Timestamp;

use super::{
    network,
    wizard::{self, Footer},
};
use crate::{
    program::{
        Focus, Msg, Program, StageRow, StageState, Step, VerifyMsg, VerifyOutcome, VerifyStep,
        WizardMsg,
    },
    ui::{
        theme::space,
        widgets::{self, Mark, TimelineRow, Tone},
        words,
    },
    verification::{ApiOutcome, Proof, Stage, StageDone},
};

pub(super) fn show(
    ui: &mut Ui,
    program: &mut Program,
    focus: Option<Focus>,
    now: Timestamp,
    out: &mut Vec<Msg>,
) {
    wizard::heading(ui, Step::Verify, focus);
    widgets::muted(
        ui,
        "A real sign-in with these credentials, and one call to the API. Nothing is saved yet.",
    );
    ui.add_space(space::XL);
    let verify = &program.wizard.verify;
    outcome(ui, verify, now, out);
    network::answer(ui, program);
    ui.add_space(space::L);
    widgets::card(ui, |ui| {
        let stages: Vec<TimelineRow<'_>> =
            verify.stages.iter().map(|row| stage(row, verify)).collect();
        widgets::timeline(ui, "Stages", &stages);
    });
    if let Some(VerifyOutcome::Proven { proof, .. }) = &verify.outcome {
        permissions::show(ui, &program.wizard.guide.wanted(), proof.scopes.as_deref());
    }
    if verify.outcome.is_some() {
        ui.add_space(space::L);
        widgets::details(ui, "verification details", |ui| details::show(ui, verify));
        report::show(ui, verify, out);
    }
}

/// Cancel while it runs; then Continue, or the likeliest remedy.
pub(super) fn footer(program: &Program, now: Timestamp) -> Footer {
    let verify = &program.wizard.verify;
    if verify.is_running() {
        return Footer {
            left: Some(("Cancel", Msg::Verify(VerifyMsg::Cancel))),
            primary: Some(("Continue", Msg::Wizard(WizardMsg::Continue))),
        };
    }
    let primary = match &verify.outcome {
        Some(VerifyOutcome::Proven { .. }) => Some(("Continue", Msg::Wizard(WizardMsg::Continue))),
        _ => verify.first_remedy(now).map(|remedy| {
            (
                problem::label(remedy),
                Msg::Verify(VerifyMsg::Remedy(remedy)),
            )
        }),
    };
    Footer {
        left: Some(("Back", Msg::Wizard(WizardMsg::Back))),
        primary,
    }
}

fn outcome(ui: &mut Ui, verify: &VerifyStep, now: Timestamp, out: &mut Vec<Msg>) {
    match &verify.outcome {
        None => {
            let host = verify
                .target()
                .map_or("Talkdesk", |target| target.endpoints.token_host.name());
            widgets::banner(ui, Tone::Info, &format!("Asking {host}"), |ui| {
                let text = if verify.pressed_too_early {
                    "Wait until Talkdesk has answered. This takes 20 seconds at most."
                } else {
                    "This takes a few seconds."
                };
                widgets::paragraph(ui, text);
            });
        }
        Some(VerifyOutcome::Canceled) => {
            widgets::banner(ui, Tone::Info, "You canceled the check", |ui| {
                widgets::paragraph(ui, "Nothing was saved. What you entered is still there.");
            });
        }
        Some(VerifyOutcome::Proven { proof, warning }) => {
            widgets::banner(
                ui,
                Tone::Success,
                "Talkdesk accepted these credentials",
                |ui| {
                    widgets::paragraph(ui, &proven(proof));
                },
            );
            if let Some(warning) = warning {
                ui.add_space(space::M);
                widgets::banner(ui, Tone::Warning, "One thing to know", |ui| {
                    widgets::paragraph(ui, warning)
                });
            }
        }
        Some(VerifyOutcome::Failed(problem)) => problem::show(ui, problem, verify, now, out),
    }
}

fn proven(proof: &Proof) -> String {
    let account = match &proof.api {
        ApiOutcome::Account {
            name,
            company: Some(company),
            ..
        } => {
            format!("Talkdesk knows this account as “{name}” ({company}). ")
        }
        ApiOutcome::Account {
            name,
            company: None,
            ..
        } => format!("Talkdesk knows this account as “{name}”. "),
        _ => String::new(),
    };
    let life = match proof.token_lifetime {
        Some(life) => format!(
            "Nexla renews its pass every {} by itself",
            words::duration_rounded(life)
        ),
        None => "Nexla renews its pass by itself".to_owned(),
    };
    format!("{account}{life}; these credentials last until you delete the client.")
}

fn stage(row: &StageRow, verify: &VerifyStep) -> TimelineRow<'static> {
    let (mark, trailing) = match &row.state {
        StageState::Waiting => (Mark::Waiting, String::new()),
        StageState::Running => (Mark::Running, String::new()),
        StageState::Done(done) => (Mark::Done, took(done)),
        StageState::Warned { took } => (Mark::Warning, milliseconds(*took)),
        StageState::Failed { took } => (Mark::Failed, milliseconds(*took)),
        StageState::NotReached => (Mark::Waiting, "not reached".to_owned()),
    };
    TimelineRow {
        mark,
        label: stage_label(row, verify),
        trailing,
    }
}

fn stage_label(row: &StageRow, verify: &VerifyStep) -> &'static str {
    let account_read = verify
        .proof()
        .is_some_and(|proof| matches!(proof.api, ApiOutcome::Account { .. }));
    let (running, done, failed) = match row.stage {
        Stage::NameLookup => ("Finding the address", "Address found", "Address not found"),
        Stage::SecureConnection => (
            "Connecting securely",
            "Secure connection",
            "No secure connection",
        ),
        Stage::Token => (
            "Asking for a token",
            "Credentials accepted",
            if verify.credentials_refused {
                "Credentials not accepted"
            } else {
                "No pass (token) received"
            },
        ),
        Stage::FirstApiCall => ("Reading the account", "Account read", "Account not read"),
    };
    match row.state {
        StageState::Done(_) => done,
        StageState::Warned { .. } if account_read => done,
        StageState::Failed { .. } | StageState::Warned { .. } => failed,
        StageState::Waiting | StageState::Running | StageState::NotReached => running,
    }
}

fn took(done: &StageDone) -> String {
    if done.already_open {
        format!("already open, took {}", milliseconds(done.took))
    } else {
        milliseconds(done.took)
    }
}

fn milliseconds(took: Duration) -> String {
    format!("{} ms", took.as_millis())
}
