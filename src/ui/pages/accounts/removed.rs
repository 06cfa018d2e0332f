//! What was removed, with Undo and the time that is left for it: above the page, because the page may be scrolled anywhere.

use std::time::Duration;

use egui::Ui;
use jiff::Timestamp;

use crate::{
    keychain::how_to_empty_it,
    program::{AccountsMsg, Msg, Program, Removed, RemovedState},
    ui::{
        theme::space,
        widgets::{self, ButtonKind, Mark},
    },
};

/// So many are shown, the latest; after Undo, or their minute, those before them come up.
const SHOWN: usize = 3;

/// The number of seconds is true for no longer.
const SECOND: Duration = Duration::from_secs(1);

pub(super) fn show(ui: &mut Ui, program: &Program, now: Timestamp, out: &mut Vec<Msg>) {
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
            row(ui, program, (one, now), one.account().key() == latest, out);
        }
        if let more @ 1.. = removed.len().saturating_sub(SHOWN) {
            ui.add_space(space::XS);
            widgets::hint(ui, &format!("And {more} more"));
        }
    });
}

fn row(
    ui: &mut Ui,
    program: &Program,
    (removed, now): (&Removed, Timestamp),
    is_latest: bool,
    out: &mut Vec<Msg>,
) {
    let account = removed.account();
    let label = account.label();
    match &removed.state {
        RemovedState::Restoring => {
            widgets::result_row(ui, Mark::Running, &format!("Bringing back {label}"), "");
        }
        RemovedState::Offered { .. } => {
            let left = match removed.seconds_left(now) {
                Some(1) => "1 second left".to_owned(),
                Some(seconds) => format!("{seconds} seconds left"),
                None => String::new(),
            };
            ui.ctx().request_repaint_after(SECOND);
            undo(ui, program, removed, ("Undo", &left), is_latest, out);
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
            undo(ui, program, removed, ("Try again", ""), is_latest, out);
        }
    }
}

fn undo(
    ui: &mut Ui,
    program: &Program,
    removed: &Removed,
    (label, left): (&str, &str),
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
    let button = widgets::row_with_button(ui, &shown, left, ButtonKind::Secondary, label);
    let button = button.accessible_name(name);
    // The button that was pressed is gone with its card: Undo is what one may want now.
    if is_latest && ui.memory(|memory| memory.focused().is_none()) {
        button.request_focus();
    }
    if button.clicked() {
        out.push(Msg::Accounts(AccountsMsg::UndoRemove(account.clone())));
    }
}
