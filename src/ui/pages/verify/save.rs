//! "Save", once Talkdesk has accepted the credentials: where they go, what they replace, and how the keychain refuses.

use egui::Ui;
use jiff::Timestamp;

use crate::{
    keychain::KeychainError,
    program::{KeychainState, Msg, Program, SaveMsg, WizardMsg},
    ui::{
        pages::{odd_item, unlock, wizard::Footer},
        theme::space,
        widgets::{self, Tone},
        words,
    },
};

/// What stands in the way of saving; above all else, because it is what to do next.
pub(super) fn problem(ui: &mut Ui, program: &Program, out: &mut Vec<Msg>) {
    let Some(error) = keychain_problem(program) else {
        return;
    };
    let locked = error.waits_for_unlock();
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

/// What saving replaces, and that it runs.
pub(super) fn show(ui: &mut Ui, program: &Program, now: Timestamp) {
    if program.wizard.saving.is_running() {
        ui.add_space(space::L);
        let label = "Saving, then reading it back";
        widgets::result_row(ui, widgets::Mark::Running, label, "");
    }
    replaced(ui, program, now);
}

/// Back, and Save: the one irreversible act. Once it is pressed there is no Back.
pub(super) fn footer(program: &Program) -> Footer {
    let saving = &program.wizard.saving;
    let failed = matches!(program.keychain.state, KeychainState::Failed(_));
    let label = if failed || saving.problem.is_some() {
        "Try again"
    } else {
        "Save"
    };
    Footer {
        left: (!saving.is_running()).then_some(("Back", Msg::Wizard(WizardMsg::Back))),
        primary: Some((label, Msg::Save(SaveMsg::Save))),
    }
}

/// Where it goes and what it replaces, to stand beside the button.
pub(super) fn beside(program: &Program) -> String {
    let keychain = program.keychain_name();
    match program.entry_to_replace() {
        None => format!("Into {keychain}"),
        Some(entry) => format!(
            "Into {keychain}, in place of client {}",
            entry.client_id.shortened()
        ),
    }
}

fn replaced(ui: &mut Ui, program: &Program, now: Timestamp) {
    let Some(entry) = program.entry_to_replace() else {
        return;
    };
    ui.add_space(space::L);
    widgets::banner(ui, Tone::Info, "This replaces saved credentials", |ui| {
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

/// Why it was not saved, or why it would not be.
fn keychain_problem(program: &Program) -> Option<KeychainError> {
    let ahead = || match &program.keychain.state {
        KeychainState::Known(info) => info.problem(),
        KeychainState::Failed(error) => Some(error.clone()),
        KeychainState::Unknown => None,
    };
    program.wizard.saving.problem.clone().or_else(ahead)
}
