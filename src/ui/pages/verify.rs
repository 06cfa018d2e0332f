//! "Checking with Talkdesk"

mod details;
mod permissions;
mod problem;
mod report;
mod save;

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
    wizard::heading(ui, Step::Verify, focus, None);
    let is_wrong = program.wizard.verify.has_warning_or_problem();
    let has_failed = is_wrong && program.wizard.verify.proof().is_none();
    let lead = if has_failed {
        "Nothing is saved."
    } else {
        "A real sign-in with these credentials, and one call to the API. Nothing is saved yet."
    };
    widgets::muted(ui, lead);
    ui.add_space(space::XL);
    let verify = &program.wizard.verify;
    let proof = verify.proof();
    let waits_for_save = proof.is_some() && !program.wizard.saving.is_running();
    if waits_for_save {
        save::problem(ui, program, out);
    }
    let granted = proof.and_then(|proof| proof.scopes.as_deref());
    let guide = &program.wizard.guide;
    let nothing_yet = granted
        .is_some_and(|granted| guide.what.is_nothing_yet(granted))
        .then(|| {
            (guide.receiver).put_into("{receiver} can read nothing with them yet, as you chose.")
        });
    outcome(ui, verify, nothing_yet.as_deref(), now, out);
    network::answer(ui, program);
    if let Some(granted) = granted {
        // A problem of saving has its own button of this name.
        let can_try_again = waits_for_save && program.wizard.saving.problem.is_none();
        permissions::missing(ui, program, granted, can_try_again, out);
    }
    if proof.is_some() {
        save::show(ui, program, now);
    }
    ui.add_space(space::L);
    if verify.outcome.is_none() {
        stages(ui, verify);
        return;
    }
    if is_wrong {
        stages(ui, verify);
    }
    if has_failed {
        report::show(ui, program, out);
    }
    if is_wrong {
        ui.add_space(space::GROUP);
    }
    // What went well is folded: nobody needs it to go on.
    widgets::details(ui, "verification details", false, |ui| {
        if !is_wrong {
            stages(ui, verify);
        }
        if let Some(proof) = proof {
            let wanted = program.wizard.guide.what.wanted();
            permissions::show(ui, &wanted, proof.scopes.as_deref());
        }
        ui.add_space(space::GROUP);
        details::show(ui, verify);
        if !has_failed {
            report::show(ui, program, out);
        }
    });
}

/// Cancel while it runs; then Save, or the likeliest remedy.
pub(super) fn footer(program: &Program, now: Timestamp) -> Footer {
    let verify = &program.wizard.verify;
    if verify.is_running() {
        return Footer {
            left: Some(("Cancel", Msg::Verify(VerifyMsg::Cancel))),
            primary: Some(("Continue", Msg::Wizard(WizardMsg::Continue))),
        };
    }
    if verify.proof().is_some() {
        return save::footer(program);
    }
    let primary = verify.first_remedy(now).map(|remedy| {
        (
            problem::label(remedy),
            Msg::Verify(VerifyMsg::Remedy(remedy)),
        )
    });
    Footer {
        left: Some(("Back", Msg::Wizard(WizardMsg::Back))),
        primary,
    }
}

/// What stands beside the footer's primary button.
pub(super) fn beside(program: &Program) -> Option<String> {
    let is_proven = program.wizard.verify.proof().is_some();
    is_proven.then(|| save::beside(program))
}

fn stages(ui: &mut Ui, verify: &VerifyStep) {
    widgets::card(ui, |ui| {
        let stages: Vec<TimelineRow<'_>> =
            verify.stages.iter().map(|row| stage(row, verify)).collect();
        widgets::timeline(ui, "Stages", &stages, verify.is_running());
    });
}

fn outcome(
    ui: &mut Ui,
    verify: &VerifyStep,
    nothing_yet: Option<&str>,
    now: Timestamp,
    out: &mut Vec<Msg>,
) {
    match &verify.outcome {
        None => {
            let host = verify
                .target()
                .map_or("Talkdesk", |target| target.endpoints.token_host.name());
            // The stages are said meanwhile.
            widgets::quiet_banner(ui, Tone::Info, &format!("Asking {host}"), |ui| {
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
                |ui| proven(ui, proof, nothing_yet),
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

/// In two lines: whose they are, and how long they last.
fn proven(ui: &mut Ui, proof: &Proof, nothing_yet: Option<&str>) {
    if let ApiOutcome::Account { name, company, .. } = &proof.api {
        let company = company
            .as_ref()
            .map_or_else(String::new, |company| format!(" ({company})"));
        widgets::paragraph(
            ui,
            &format!("Talkdesk knows this account as “{name}”{company}."),
        );
    }
    let lasts = "The credentials last until you delete the client in Talkdesk.";
    if let Some(yet) = nothing_yet {
        widgets::paragraph(ui, &format!("{lasts} {yet}"));
    } else {
        widgets::paragraph(ui, lasts);
    }
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
