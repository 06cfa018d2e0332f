//! "Moving on": a new computer, a colleague who takes over, and before this program is uninstalled.

use egui::Ui;

use super::{menu, unlock};
use crate::{
    keychain::{KeychainError, how_to_empty_it},
    program::{
        Accounts, Keychain, MenuPage, MovingOnMsg, Msg, OnThisComputer, Program, RemoveAll,
        RemoveAllProblem,
    },
    ui::{
        theme::space,
        widgets::{self, ButtonKind, Mark, Tone},
        words,
    },
};

/// So many items are named; of more, the rest is counted.
const NAMED: usize = 8;

const NEW_COMPUTER: [&str; 4] = [
    "Nexla keeps a copy of its own. It runs on, whatever happens to this computer.",
    "Talkdesk does not show a secret again. So give the new computer a client of its own: install this program there and \
     press Add account.",
    "Or carry the values over: press Copy for Nexla on the card here and copy them into a password manager that both computers \
     share. Enter them there under Add account.",
    "When nothing uses the old client any more, delete it in Talkdesk, and remove its card here.",
];

const COLLEAGUE: [&str; 4] = [
    "Your colleague needs administrator rights in Talkdesk, and this program on a computer of their own.",
    "There, Add account takes them to a client that is theirs. A secret that was passed on is known to one person too many.",
    "Once Nexla runs with your colleague's values, delete your client in Talkdesk, by the client ID on its card here.",
    "Do this while you can still sign in to Talkdesk. Then remove the card here.",
];

pub(in crate::ui) fn show(ui: &mut Ui, program: &mut Program, out: &mut Vec<Msg>) {
    let lead = "What to do when you change computers, hand over, or no longer need this program.";
    let page = (MenuPage::MovingOn, lead);
    menu::page(ui, program, page, out, |ui, program, out| {
        let next = next_replacements(program);
        let (first, last) = NEW_COMPUTER.split_at(3);
        let new_computer: Vec<&str> = first
            .iter()
            .copied()
            .chain(next.as_deref())
            .chain(last.iter().copied())
            .collect();
        part(ui, "On a new computer", &new_computer);
        part(ui, "When a colleague takes over", &COLLEAGUE);
        before_uninstalling(ui, program, out);
    });
    if program.moving_on.state == RemoveAll::Confirming {
        confirm(ui, program, out);
    }
}

fn part(ui: &mut Ui, title: &str, lines: &[&str]) {
    widgets::card(ui, |ui| {
        widgets::subheading(ui, title);
        ui.add_space(space::XS);
        for line in lines {
            widgets::bullet(ui, line);
        }
    });
    ui.add_space(space::L);
}

/// What another computer cannot know of values that are carried over.
fn next_replacements(program: &Program) -> Option<String> {
    let cards = &program.accounts.cards;
    let mut days: Vec<String> = cards
        .iter()
        .take(NAMED)
        .filter_map(|card| {
            let entry = &card.entry;
            let day = program.settings.next_replacement(entry.created_at)?;
            Some(format!("{} on {}", entry.account.label(), words::day(day)))
        })
        .collect();
    if days.is_empty() {
        return None;
    }
    if let more @ 1.. = cards.len().saturating_sub(NAMED) {
        days.push(format!("{more} more on their cards"));
    }
    Some(format!(
        "The new computer does not know how old they are. The next replacement stays: {}.",
        days.join("; ")
    ))
}

fn before_uninstalling(ui: &mut Ui, program: &Program, out: &mut Vec<Msg>) {
    widgets::card(ui, |ui| {
        widgets::subheading(ui, "Before you uninstall");
        ui.add_space(space::S);
        widgets::paragraph(
            ui,
            "Uninstalling takes the program away, and leaves on this computer what it keeps:",
        );
        ui.add_space(space::XS);
        match &program.moving_on.kept {
            None => {
                ui.add_space(space::S);
                widgets::result_row(ui, Mark::Running, "Looking at what is here", "");
            }
            Some(kept) => what_is_here(ui, program, kept, out),
        }
        if let Some(sentence) = how_to_empty_it(program.keychain_name()) {
            ui.add_space(space::S);
            widgets::muted(ui, &sentence);
        }
        ui.add_space(space::S);
        widgets::muted(
            ui,
            "The clients stay valid in Talkdesk until you delete them there, and Nexla runs on.",
        );
        ui.add_space(space::L);
        button(ui, program, out);
    });
}

fn what_is_here(ui: &mut Ui, program: &Program, kept: &OnThisComputer, out: &mut Vec<Msg>) {
    let keychain = program.keychain_name();
    match &kept.items {
        Ok(items) if items.is_empty() => {
            widgets::bullet(ui, &format!("Nothing in {keychain}"));
        }
        Ok(items) => {
            let names = named(&program.accounts, items).join(", ");
            widgets::bullet(ui, &format!("In {keychain}: {names}"));
        }
        Err(error) => {
            ui.add_space(space::S);
            problem_of(ui, &program.keychain, error, out);
        }
    }
    for folder in &kept.folders {
        widgets::bullet(ui, &format!("Files without secrets in {folder}"));
    }
}

fn problem_of(ui: &mut Ui, keychain: &Keychain, error: &KeychainError, out: &mut Vec<Msg>) {
    let text = error.what_happened_and_what_to_do();
    widgets::remark(ui, Tone::Warning, &text);
    if error.waits_for_unlock() {
        unlock::show(ui, keychain, out);
    }
}

fn button(ui: &mut Ui, program: &Program, out: &mut Vec<Msg>) {
    let label = match &program.moving_on.state {
        RemoveAll::Removing => {
            widgets::result_row(ui, Mark::Running, "Removing everything", "");
            return;
        }
        RemoveAll::Failed(problem) => {
            failed(ui, program, problem, out);
            ui.add_space(space::M);
            "Try again…"
        }
        RemoveAll::Idle | RemoveAll::Confirming => "Remove everything…",
    };
    if widgets::button(ui, ButtonKind::Secondary, label).clicked() {
        out.push(Msg::MovingOn(MovingOnMsg::AskRemoveAll));
    }
}

fn failed(ui: &mut Ui, program: &Program, problem: &RemoveAllProblem, out: &mut Vec<Msg>) {
    widgets::banner(ui, Tone::Problem, "Something is left", |ui| match problem {
        RemoveAllProblem::Keychain(error) => {
            let looked = program.moving_on.kept.as_ref().map(|kept| &kept.items);
            if looked.is_some_and(Result::is_err) {
                // The list above says what is wrong, and has the button that helps.
                widgets::paragraph(ui, &error.what_happened());
            } else {
                problem_of(ui, &program.keychain, error, out);
            }
        }
        RemoveAllProblem::File { path } => {
            widgets::paragraph(
                ui,
                "Nothing is in the keychain any more, but this could not be deleted. See that you may write there.",
            );
            widgets::code(ui, path);
        }
    });
}

fn confirm(ui: &mut Ui, program: &Program, out: &mut Vec<Msg>) {
    let keychain = program.keychain_name();
    let modal = widgets::modal(ui, "remove everything", |ui| {
        widgets::subheading(ui, "Remove everything from this computer?");
        ui.add_space(space::S);
        widgets::paragraph(ui, "These are deleted, and nothing brings them back:");
        ui.add_space(space::XS);
        let items = program.moving_on.kept.as_ref().map(|kept| &kept.items);
        match items {
            Some(Ok(items)) if items.is_empty() => {}
            Some(Ok(items)) => {
                for name in named(&program.accounts, items) {
                    widgets::bullet(ui, &format!("{name}, in {keychain}"));
                }
            }
            Some(Err(_)) | None => {
                widgets::bullet(ui, &format!("Every item of this program in {keychain}"));
            }
        }
        widgets::bullet(
            ui,
            "The list of your accounts, your settings, what you typed last, and the log",
        );
        ui.add_space(space::M);
        widgets::paragraph(
            ui,
            "In Talkdesk the credentials stay valid, but Talkdesk does not show a secret again.",
        );
        ui.add_space(space::L);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = egui::vec2(space::M, space::S);
            if widgets::button(ui, ButtonKind::Secondary, "Keep everything").clicked() {
                out.push(Msg::MovingOn(MovingOnMsg::KeepAll));
            }
            if widgets::button(ui, ButtonKind::Destructive, "Remove everything").clicked() {
                out.push(Msg::MovingOn(MovingOnMsg::RemoveAll));
            }
        });
    });
    if modal.should_close() {
        out.push(Msg::MovingOn(MovingOnMsg::KeepAll));
    }
}

/// The items as a person knows them: `acme@eu` is "acme (Europe)", what a replacement has replaced is its "old
/// credentials". The last one counts those for which there is no room.
fn named(accounts: &Accounts, items: &[String]) -> Vec<String> {
    let mut names: Vec<String> = items
        .iter()
        .take(NAMED)
        .map(|item| {
            let (key, old) = item
                .split_once(" (previous")
                .map_or((item.as_str(), ""), |(key, _)| (key, ", old credentials"));
            let label = accounts
                .cards
                .iter()
                .map(|card| &card.entry.account)
                .find(|account| account.key() == key)
                .map_or_else(|| key.to_owned(), crate::talkdesk::Account::label);
            format!("{label}{old}")
        })
        .collect();
    if let more @ 1.. = items.len().saturating_sub(NAMED) {
        names.push(format!("{more} more"));
    }
    names
}
