//! "Your Talkdesk accounts": one card per saved account, those that need attention first.

mod card;
mod list;
mod removed;
mod rotation;
mod run;
mod what_to_do;

use std::time::Duration;

use egui::Ui;
use jiff::Timestamp;

use super::{odd_item, unlock};
use crate::{
    keychain::KeychainError,
    program::{
        AccountsMsg, Keychain, KeychainState, MovingOnMsg, Msg, PracticeMsg, Program, RunEnd,
        SettingsMsg,
    },
    ui::{
        drawings::{self, Shown, WAY},
        keys,
        theme::space,
        widgets::{self, ButtonKind, TextField, Tone},
    },
};

/// The heading.
pub(in crate::ui) const TITLE: &str = "Your Talkdesk accounts";

/// The search field's name.
const SEARCH: &str = "search accounts";

/// After this time "3 minutes ago" may have become wrong.
const MINUTE: Duration = Duration::from_mins(1);

/// With so few accounts there is room to say what one can do with them.
const FEW: usize = 2;

pub(in crate::ui) fn show(ui: &mut Ui, program: &mut Program, now: Timestamp, out: &mut Vec<Msg>) {
    ui.ctx().request_repaint_after(MINUTE);
    let practice = program.practice.is_some();
    let (pressed, ()) = widgets::page(
        ui,
        None,
        |left, right| footer(left, right, practice),
        |ui| {
            header(ui, program, out);
            run::status(ui, program, out);
            ui.add_space(space::L);
            banners(ui, program, out);
            search(ui, program, out);
            list::show(ui, program, now, out);
            match program.accounts.cards.len() {
                0 => nothing_saved(ui),
                1..=FEW => what_to_do::show(ui),
                _ => {}
            }
        },
    );
    out.extend(pressed);
    removed::show(ui, program, out);
}

fn header(ui: &mut Ui, program: &mut Program, out: &mut Vec<Msg>) {
    if program.practice.is_some() {
        widgets::hint(ui, "Practice. Nothing here is real, and nothing is kept.");
        ui.add_space(space::XS);
    }
    let heading = widgets::heading_with(ui, TITLE, |ui| {
        let add = widgets::button(ui, ButtonKind::Primary, "Add account");
        if keys::pressed(ui, add, keys::ADD_ACCOUNT) {
            out.push(Msg::Accounts(AccountsMsg::Add));
        }
        if !program.accounts.cards.is_empty() {
            run::button(ui, program, out);
        }
    });
    if std::mem::take(&mut program.focus_heading) {
        heading.request_focus();
    }
}

/// While the last account that was removed can still be brought back.
fn nothing_saved(ui: &mut Ui) {
    ui.add_space(space::L);
    drawings::drawing(ui, "The way of the credentials", &WAY, &Shown::default());
    ui.add_space(space::XL);
    widgets::note(
        ui,
        "Add account leads you through the six steps, from a client in Talkdesk to credentials in your keychain.",
    );
}

/// Settings and Moving on at the left, the pretend account at the right.
fn footer(left: &mut Ui, right: &mut Ui, practice: bool) -> Option<Msg> {
    let quiet = |ui: &mut Ui, label: &str| widgets::button(ui, ButtonKind::Quiet, label).clicked();
    let mut pressed = None;
    if !practice
        && let settings = widgets::button(left, ButtonKind::Quiet, "Settings")
        && keys::pressed(left, settings, keys::SETTINGS)
    {
        pressed = Some(Msg::Settings(SettingsMsg::Show));
    }
    if quiet(left, "Moving on") {
        pressed = Some(Msg::MovingOn(MovingOnMsg::Show));
    }
    if practice {
        if widgets::button(right, ButtonKind::Secondary, "Set up the real account").clicked() {
            pressed = Some(Msg::Practice(PracticeMsg::Leave));
        }
    } else if quiet(right, "Try it with a pretend account") {
        pressed = Some(Msg::Practice(PracticeMsg::Start));
    }
    pressed
}

fn banners(ui: &mut Ui, program: &Program, out: &mut Vec<Msg>) {
    let stopped = program
        .accounts
        .run
        .as_ref()
        .and_then(|run| run.end.clone());
    if let Some(RunEnd::Keychain(error)) = stopped {
        keychain_problem(ui, &program.keychain, &error, "Then press Verify all.", out);
    } else if let (true, KeychainState::Known(info)) =
        (program.waits_for_keychain(), &program.keychain.state)
        && info.locked
    {
        let name = info.name.clone();
        let error = KeychainError::Locked { name };
        keychain_problem(
            ui,
            &program.keychain,
            &error,
            "Your accounts are verified after that.",
            out,
        );
    }
    for item in program.odd_items(None) {
        odd_item::banner(ui, item, out);
    }
}

/// What stops the verification of every account alike, said once.
fn keychain_problem(
    ui: &mut Ui,
    keychain: &Keychain,
    error: &KeychainError,
    then: &str,
    out: &mut Vec<Msg>,
) {
    widgets::banner(ui, Tone::Warning, &error.what_happened(), |ui| {
        widgets::paragraph(ui, &format!("{} {then}", error.what_to_do()));
        if matches!(error, KeychainError::Locked { .. }) {
            unlock::show(ui, keychain, out);
        }
    });
    ui.add_space(space::M);
}

fn search(ui: &mut Ui, program: &mut Program, out: &mut Vec<Msg>) {
    if !program.accounts.has_search() {
        return;
    }
    let field = TextField {
        id: SEARCH,
        label: "Search accounts",
        value: &mut program.accounts.search,
        placeholder: "Name, region or client ID",
        hint: None,
        error: None,
        monospace: false,
    };
    if field.show(ui).changed() {
        out.push(Msg::Accounts(AccountsMsg::SearchEdited));
    }
    ui.add_space(space::L);
}
