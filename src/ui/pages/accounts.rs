//! "Your Talkdesk accounts": one card per saved account, those that need attention first.

mod card;
mod list;
mod removed;
mod rotation;
mod run;
mod what_to_do;

pub(super) use what_to_do::ACTS;

use std::time::Duration;

use egui::Ui;
use jiff::Timestamp;

use super::{odd_item, unlock};
use crate::{
    keychain::KeychainError,
    program::{AccountsMsg, Keychain, KeychainState, Msg, PracticeMsg, Program, RunEnd},
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

/// With so few accounts there is room to say what one can do with them, while that is new to the person.
const FEW: usize = 2;

pub(in crate::ui) fn show(ui: &mut Ui, program: &mut Program, now: Timestamp, out: &mut Vec<Msg>) {
    ui.ctx().request_repaint_after(MINUTE);
    widgets::page_without_footer(ui, None, |ui| {
        header(ui, program, out);
        run::status(ui, program);
        ui.add_space(space::L);
        banners(ui, program, out);
        search(ui, program, out);
        list::show(ui, program, now, out);
        match program.accounts.cards.len() {
            0 => nothing_saved(ui),
            1..=FEW if program.settings.is_new_here() => what_to_do::show(ui),
            _ => {}
        }
        between_real_and_pretend(ui, program, out);
    });
    removed::show(ui, program, now, out);
}

/// What Enter does: what the first primary button of the page does.
pub(super) fn primary(program: &Program) -> Option<Msg> {
    if program.accounts.cards.is_empty() {
        return Some(Msg::Accounts(AccountsMsg::Add));
    }
    program.accounts.shown().next().and_then(card::leading)
}

fn header(ui: &mut Ui, program: &mut Program, out: &mut Vec<Msg>) {
    let heading = widgets::heading_with(ui, TITLE, |ui| {
        let kind = if program.accounts.cards.is_empty() {
            ButtonKind::Primary
        } else {
            ButtonKind::Secondary
        };
        let add = widgets::button(ui, kind, "Add account");
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
        "Add account leads you through the five steps, from a client in Talkdesk to credentials in your keychain.",
    );
}

/// The way into practice and out of it: at the end of the page, where no other page has a button.
fn between_real_and_pretend(ui: &mut Ui, program: &Program, out: &mut Vec<Msg>) {
    ui.add_space(space::XL);
    if program.practice.is_some() {
        let set_aside = match program.accounts_set_aside() {
            0 => "No real account is saved yet.".to_owned(),
            1 => "Your real account is set aside, and is here again when you leave practice."
                .to_owned(),
            count => format!(
                "Your {count} real accounts are set aside, and are here again when you leave practice."
            ),
        };
        widgets::muted(ui, &set_aside);
        ui.add_space(space::M);
        if widgets::button(ui, ButtonKind::Secondary, "Set up the real account").clicked() {
            out.push(Msg::Practice(PracticeMsg::SetUpReal));
        }
    } else {
        widgets::muted(ui, "Practice, on a pretend Talkdesk.");
        ui.add_space(space::M);
        if widgets::button(ui, ButtonKind::Secondary, "Try it with a pretend account").clicked() {
            out.push(Msg::Practice(PracticeMsg::Start));
        }
    }
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
        && let Some(error) = info.problem()
    {
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
        if error.waits_for_unlock() {
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
