//! "Help": what the buttons do, what to do about a problem, and the keys.

use egui::{KeyboardShortcut, Ui};

use super::{accounts::ACTS, menu};
use crate::{
    program::{MenuPage, Msg, Program},
    ui::{keys, theme::space, widgets},
};

const STUCK: [&str; 3] = [
    "A page with a problem says what happened, what is ruled out and what to do, with a button that goes there.",
    "Copy report on Verify gives you a text without any secret, for Talkdesk's support or Nexla's.",
    "Nothing that you enter is lost by Back. Leaving asks first while a secret is not saved.",
];

const KEYS: [(KeyboardShortcut, &str); 6] = [
    (keys::BACK, "Back"),
    (keys::CHOOSE_FILE, "Choose file"),
    (keys::SAVE, "Save"),
    (keys::ADD_ACCOUNT, "Add account"),
    (keys::VERIFY_ALL, "Verify all"),
    (keys::SETTINGS, "Settings"),
];

pub(in crate::ui) fn show(ui: &mut Ui, program: &mut Program, out: &mut Vec<Msg>) {
    let lead = "What this program does with your accounts, and what to do when you are stuck.";
    menu::page(ui, program, (MenuPage::Help, lead), out, |ui, _, _| {
        widgets::card(ui, |ui| {
            widgets::subheading(ui, "When you are stuck");
            ui.add_space(space::XS);
            for line in STUCK {
                widgets::bullet(ui, line);
            }
        });
        ui.add_space(space::XL);
        widgets::subheading(ui, "With a saved account");
        ui.add_space(space::M);
        widgets::explained_terms(ui, &ACTS);
        ui.add_space(space::S);
        widgets::subheading(ui, "By keyboard");
        ui.add_space(space::M);
        let own = KEYS.map(|(shortcut, act)| (ui.ctx().format_shortcut(&shortcut), act));
        let all = [("Enter", "Continue"), ("Escape", "Leave the page")]
            .into_iter()
            .chain(own.iter().map(|(keys, act)| (keys.as_str(), *act)))
            .map(|(keys, act)| (act, keys));
        widgets::facts(ui, all);
    });
}
