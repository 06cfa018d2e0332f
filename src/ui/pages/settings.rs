//! "Settings": what counts for every account. Each choice counts at once.

use egui::Ui;

use super::menu;
use crate::{
    program::{MenuPage, Msg, Program, SettingsMsg},
    saved::Settings,
    ui::{theme::space, widgets},
};

/// The periods that are offered, in days.
const PERIODS: [u32; 4] = [30, 60, 90, 180];

pub(in crate::ui) fn show(ui: &mut Ui, program: &mut Program, out: &mut Vec<Msg>) {
    let lead = "For all accounts on this computer.";
    let page = (MenuPage::Settings, lead);
    menu::page(ui, program, page, out, |ui, program, out| {
        if program.practice.is_some() {
            widgets::note(
                ui,
                "These are your real settings. They stay when you leave practice.",
            );
            ui.add_space(space::L);
        }
        reminder(ui, &program.settings, out);
        ui.add_space(space::GROUP);
        verify_on_open(ui, &program.settings, out);
    });
}

fn reminder(ui: &mut Ui, settings: &Settings, out: &mut Vec<Msg>) {
    let mut periods: Vec<Option<u32>> = PERIODS.into_iter().map(Some).collect();
    periods.push(None);
    // A period from the file that is not among those offered is one of them as long as it counts.
    if !periods.contains(&settings.remind_after_days) {
        periods.push(settings.remind_after_days);
        periods.sort_by_key(|period| period.unwrap_or(u32::MAX));
    }
    let labels: Vec<String> = periods
        .iter()
        .map(|period| match period {
            Some(1) => "1 day".to_owned(),
            Some(days) => format!("{days} days"),
            None => "Never".to_owned(),
        })
        .collect();
    let labels: Vec<&str> = labels.iter().map(String::as_str).collect();
    let before = periods
        .iter()
        .position(|period| *period == settings.remind_after_days)
        .unwrap_or_default();
    let mut chosen = before;
    widgets::segmented(
        ui,
        "Remind me to replace a secret after",
        &mut chosen,
        &labels,
    );
    if chosen != before {
        out.push(Msg::Settings(SettingsMsg::Change(Settings {
            remind_after_days: periods[chosen],
            ..settings.clone()
        })));
    }
    ui.add_space(space::LABEL_TO_FIELD);
    widgets::hint(
        ui,
        "An older secret works as before. Its card comes to the front and says so.",
    );
}

fn verify_on_open(ui: &mut Ui, settings: &Settings, out: &mut Vec<Msg>) {
    let mut checked = settings.verify_on_open;
    let label = "Verify all accounts when this program opens";
    if widgets::check_row(ui, &mut checked, label).changed() {
        out.push(Msg::Settings(SettingsMsg::Change(Settings {
            verify_on_open: checked,
            ..settings.clone()
        })));
    }
    ui.add_space(space::LABEL_TO_FIELD);
    widgets::hint(
        ui,
        "Otherwise Talkdesk is only asked when you press Verify. A locked keychain is not unlocked for this.",
    );
}
