//! "Check and save"

use egui::Ui;
use jiff::Timestamp;

use super::{
    odd_item, unlock,
    wizard::{self, Footer},
};
use crate::{
    keychain::KeychainError,
    program::{Focus, KeychainState, Msg, Program, SaveMsg, Step, WizardMsg},
    ui::{
        theme::space,
        widgets::{self, AnswerRow, Tone},
        words,
    },
};

pub(super) fn show(
    ui: &mut Ui,
    program: &mut Program,
    focus: Option<Focus>,
    now: Timestamp,
    out: &mut Vec<Msg>,
) {
    wizard::heading(ui, Step::Save, focus);
    widgets::muted(
        ui,
        &format!(
            "Talkdesk accepted these. Save puts them into {}.",
            program.keychain_name()
        ),
    );
    ui.add_space(space::XL);
    keychain_problem(ui, program, out);
    summary(ui, program, out);
    replaced(ui, program, now);
}

/// Back, and Save: the one irreversible act.
pub(super) fn footer(program: &Program) -> Footer {
    if program.wizard.save.saving.is_some() {
        return Footer {
            left: None,
            primary: None,
        };
    }
    let label = if program.wizard.save.problem.is_some() {
        "Try again"
    } else {
        "Save"
    };
    Footer {
        left: Some(("Back", Msg::Wizard(WizardMsg::Back))),
        primary: Some((label, Msg::Save(SaveMsg::Save))),
    }
}

fn summary(ui: &mut Ui, program: &Program, out: &mut Vec<Msg>) {
    let Some(account) = program.entered_account() else {
        return;
    };
    let form = &program.wizard.credentials;
    let scopes = if form.scopes.trim().is_empty() {
        "All that the client was given"
    } else {
        form.scopes.trim()
    };
    let keychain = program.keychain_name().to_owned();
    widgets::card(ui, |ui| {
        let rows = [
            ("Account", account.name.as_str(), Some(Step::Account)),
            ("Region", account.region.label(), Some(Step::Account)),
            (
                "Client ID",
                form.client_id.as_str(),
                Some(Step::Credentials),
            ),
            ("Client secret", words::HIDDEN, Some(Step::Credentials)),
            ("Permissions asked for", scopes, Some(Step::Credentials)),
            ("Kept in", keychain.as_str(), None),
        ];
        let answers = rows.map(|(label, answer, step)| AnswerRow {
            label,
            answer,
            change: step.map(|_| format!("Change {}", lower_first(label))),
        });
        let pressed = widgets::answer_rows(ui, &answers);
        if let Some((_, _, Some(step))) = pressed.and_then(|place| rows.get(place)) {
            out.push(Msg::Wizard(WizardMsg::ChangeStep(*step)));
        }
    });
    if program.wizard.save.saving.is_some() {
        ui.add_space(space::L);
        widgets::result_row(
            ui,
            widgets::Mark::Running,
            "Saving, then reading it back",
            "",
        );
    }
}

fn replaced(ui: &mut Ui, program: &Program, now: Timestamp) {
    let Some(entry) = program.entry_to_replace() else {
        return;
    };
    ui.add_space(space::L);
    widgets::banner(ui, Tone::Warning, "This replaces saved credentials", |ui| {
        let age = words::ago(entry.created_at, now);
        let text = format!(
            "{}, client {}, saved {age}. They are kept beside the new ones until you retire them, which comes after Use it.",
            entry.account.label(),
            entry.client_id.shortened(),
        );
        widgets::paragraph(ui, &text);
        if !entry.previous.is_empty() {
            let older: Vec<String> = entry
                .previous
                .iter()
                .map(|old| old.client_id.shortened())
                .collect();
            let text = format!(
                "From earlier replacements, old credentials are still kept too: client {}. They wait to be retired as well.",
                older.join(", "),
            );
            widgets::paragraph(ui, &text);
        }
    });
}

fn keychain_problem(ui: &mut Ui, program: &Program, out: &mut Vec<Msg>) {
    let locked = match &program.keychain.state {
        KeychainState::Known(info) if info.locked => Some(KeychainError::Locked {
            name: info.name.clone(),
        }),
        KeychainState::Failed(error) => Some(error.clone()),
        KeychainState::Known(_) | KeychainState::Unknown => None,
    };
    let Some(error) = program.wizard.save.problem.clone().or(locked) else {
        return;
    };
    let locked = matches!(
        error,
        KeychainError::Locked { .. } | KeychainError::Refused { .. }
    );
    widgets::banner(ui, Tone::Problem, "There is a problem", |ui| {
        widgets::cause(ui, &error.what_happened());
        widgets::paragraph(ui, &error.what_to_do());
        if locked {
            unlock::show(ui, &program.keychain, out);
        }
        if let Some(account) = program.entered_account() {
            for item in program.odd_items(Some(&account)).filter(|item| item.in_use) {
                odd_item::choices(ui, item, out);
            }
        }
    });
    ui.add_space(space::L);
}

/// "Client ID" within a sentence: "client ID".
fn lower_first(label: &str) -> String {
    let mut letters = label.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_lowercase().chain(letters).collect()
    })
}
