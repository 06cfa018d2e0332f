//! "About": the version, the licenses, and where things are kept.

use egui::Ui;

use super::menu;
use crate::{
    program::{MenuPage, Msg, Program},
    ui::{theme::space, widgets},
};

const LICENSES: [&str; 3] = [
    "This program: MIT or Apache-2.0, at your choice",
    "Its fonts, Inter and JetBrains Mono: SIL Open Font License",
    "Libraries by others: all under licenses that let you use and pass on the program",
];

pub(in crate::ui) fn show(ui: &mut Ui, program: &mut Program, out: &mut Vec<Msg>) {
    let lead = concat!("Talkdesk setup, version ", env!("CARGO_PKG_VERSION"));
    menu::page(
        ui,
        program,
        (MenuPage::About, lead),
        out,
        |ui, program, _| {
            widgets::card(ui, |ui| {
                widgets::subheading(ui, "Where things are kept");
                ui.add_space(space::XS);
                kept(ui, program);
            });
            ui.add_space(space::L);
            widgets::card(ui, |ui| {
                widgets::subheading(ui, "Licenses");
                ui.add_space(space::XS);
                for license in LICENSES {
                    widgets::bullet(ui, license);
                }
            });
        },
    );
}

fn kept(ui: &mut Ui, program: &Program) {
    if program.practice.is_some() {
        widgets::bullet(
            ui,
            "Practice keeps everything in memory, and forgets it when you leave.",
        );
        return;
    }
    let keychain = program.keychain_name();
    let secrets = format!("Client IDs and secrets: {keychain}, one item an account");
    widgets::bullet(ui, &secrets);
    let folders = program.moving_on.kept.iter().flat_map(|kept| &kept.folders);
    for folder in folders {
        widgets::bullet(ui, &format!("Files without secrets: {folder}"));
    }
    ui.add_space(space::S);
    widgets::muted(ui, "Nothing is sent anywhere but to Talkdesk.");
}
