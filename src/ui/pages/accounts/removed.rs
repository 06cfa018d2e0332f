//! What was removed, with Undo: above the page, because the page may be scrolled anywhere.

use egui::Ui;

use crate::{
    keychain::how_to_empty_it,
    program::{AccountsMsg, Msg, Program, Removed, RemovedState},
    ui::{
        theme::space,
        widgets::{self, ButtonKind, Mark},
    },
};

/// So many are shown, the latest; after Undo, or their ten seconds, those before them come up.
const SHOWN: usize = 3;

pub(super) fn show(ui: &mut Ui, program: &Program, out: &mut Vec<Msg>) {
    let removed = &program.accounts.removed;
    let Some(latest) = removed.last() else { return };
    let latest = latest.account().key();
    widgets::toast(ui, "removed", |ui| {
        widgets::status(ui, "Removed from this computer. Still valid in Talkdesk.");
        if let Some(sentence) = how_to_empty_it(program.keychain_name()) {
            widgets::hint(ui, &sentence);
        }
        for one in removed.iter().rev().take(SHOWN) {
            ui.add_space(space::XS);
            row(ui, program, one, one.account().key() == latest, out);
        }
        if let more @ 1.. = removed.len().saturating_sub(SHOWN) {
            ui.add_space(space::XS);
            widgets::hint(ui, &format!("And {more} more"));
        }
    });
}

fn row(ui: &mut Ui, program: &Program, removed: &Removed, is_latest: bool, out: &mut Vec<Msg>) {
    let account = removed.account();
    let label = account.label();
    match &removed.state {
        RemovedState::Restoring => {
            widgets::result_row(ui, Mark::Running, &format!("Bringing back {label}"), "");
        }
        RemovedState::Offered { .. } => {
            undo(ui, program, removed, "Undo", is_latest, out);
        }
        RemovedState::NotRestored(error) => {
            widgets::remark(
                ui,
                widgets::Tone::Problem,
                &format!(
                    "{label} is not back. {} {}",
                    error.what_happened(),
                    error.what_to_do()
                ),
            );
            ui.add_space(space::XS);
            undo(ui, program, removed, "Try again", is_latest, out);
        }
    }
}

fn undo(
    ui: &mut Ui,
    program: &Program,
    removed: &Removed,
    label: &str,
    is_latest: bool,
    out: &mut Vec<Msg>,
) {
    let account = removed.account();
    let shown = account.label();
    let name = if program.accounts.removed.len() == 1 {
        label.to_owned()
    } else {
        format!("{label}: {shown}")
    };
    let button = widgets::row_with_button(ui, &shown, ButtonKind::Secondary, label);
    let button = button.accessible_name(name);
    // The button that was pressed is gone with its card: Undo is what one may want now.
    if is_latest && ui.memory(|memory| memory.focused().is_none()) {
        button.request_focus();
    }
    if button.clicked() {
        out.push(Msg::Accounts(AccountsMsg::UndoRemove(account.clone())));
    }
}
