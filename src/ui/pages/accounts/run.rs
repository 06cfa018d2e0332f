//! "Verify all": its button, how far it is, and what came of it.

use egui::Ui;

use crate::{
    program::{AccountsMsg, Msg, Program, RunEnd, VerifyRun},
    ui::{
        keys,
        theme::space,
        widgets::{self, ButtonKind},
    },
};

/// So many names are said; of more, their number.
const NAMED: usize = 3;

/// "Verify all", and "Cancel" in its place while it runs.
pub(super) fn button(ui: &mut Ui, program: &Program, out: &mut Vec<Msg>) {
    let (label, msg) = if program.accounts.is_verifying_all() {
        ("Cancel", Msg::Accounts(AccountsMsg::CancelVerifyAll))
    } else {
        ("Verify all", Msg::Accounts(AccountsMsg::VerifyAll))
    };
    let kind = ButtonKind::Secondary;
    let button = widgets::steady_button(ui, kind, label, &["Verify all", "Cancel"]);
    let pressed = if label == "Cancel" {
        button.clicked()
    } else {
        keys::pressed(ui, button, keys::VERIFY_ALL)
    };
    if pressed {
        out.push(msg);
    }
}

/// The line below the heading, and the bar, which has its room also while nothing runs, so that nothing moves.
pub(super) fn status(ui: &mut Ui, program: &Program) {
    ui.add_space(space::XS);
    // What came of a run is about the accounts that are there.
    let is_empty = program.accounts.cards.is_empty();
    let run = program.accounts.run.as_ref().filter(|_| !is_empty);
    let text = run.map_or_else(|| summary(program), result);
    widgets::status(ui, &text);
    ui.add_space(space::S);
    let progress = run
        .filter(|run| run.is_running())
        .map(|run| (run.done(), run.total));
    widgets::progress(ui, "Verify all", progress);
    if let Some(text) = run.and_then(skipped) {
        ui.add_space(space::S);
        widgets::hint(ui, &text);
    }
}

fn summary(program: &Program) -> String {
    let accounts = &program.accounts;
    if accounts.cards.is_empty() && program.practice.is_some() {
        return "No pretend account is saved".to_owned();
    }
    if accounts.cards.is_empty() {
        return "No account is saved on this computer".to_owned();
    }
    let all = counted(accounts.cards.len(), "account");
    let shown = accounts.shown().len();
    let found = if shown < accounts.cards.len() {
        format!("{shown} of {all} shown")
    } else {
        all
    };
    match accounts.in_need() {
        0 => found,
        1 => format!("{found} · 1 needs your attention"),
        need => format!("{found} · {need} need your attention"),
    }
}

fn result(run: &VerifyRun) -> String {
    let results: Vec<String> = [
        (run.accepted, "accepted"),
        (run.refused, "refused"),
        (run.not_reached, "not reached"),
        (run.not_read, "not read from the keychain"),
    ]
    .into_iter()
    .filter(|(count, _)| *count > 0)
    .map(|(count, word)| format!("{count} {word}"))
    .collect();
    let results = if results.is_empty() {
        String::new()
    } else {
        format!(": {}", results.join(", "))
    };
    let (done, total) = (run.done(), run.total);
    match &run.end {
        None => format!("{done} of {total} verified{results}"),
        Some(RunEnd::Done) if total == 0 => "Nothing was verified".to_owned(),
        Some(RunEnd::Done) => format!("{} verified{results}", counted(total, "account")),
        Some(RunEnd::Canceled) => format!("Canceled after {done} of {total}{results}"),
        Some(RunEnd::Keychain(_)) => format!("Stopped after {done} of {total}{results}"),
    }
}

fn skipped(run: &VerifyRun) -> Option<String> {
    let names = match run.skipped.as_slice() {
        [] => return None,
        names if names.len() <= NAMED => names.join(", "),
        names => counted(names.len(), "account"),
    };
    Some(format!(
        "Not asked again: {names}. Talkdesk refused the same credentials before, and may lock an account that is refused \
         again and again. Press Verify on the card to ask once more."
    ))
}

fn counted(count: usize, unit: &str) -> String {
    if count == 1 {
        format!("1 {unit}")
    } else {
        format!("{count} {unit}s")
    }
}
