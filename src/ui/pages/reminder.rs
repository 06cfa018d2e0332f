//! When to replace the credentials next, on Use it.

use egui::Ui;
use jiff::Timestamp;

use crate::{
    program::{Handover, HandoverMsg, Msg},
    saved::Settings,
    ui::{
        theme::space,
        widgets::{self, ButtonKind},
        words,
    },
};

/// Names the day, and offers it as a calendar file.
pub(super) fn show(
    ui: &mut Ui,
    handover: &Handover,
    settings: &Settings,
    now: Timestamp,
    out: &mut Vec<Msg>,
) {
    widgets::subheading(ui, "Next replacement");
    ui.add_space(space::XS);
    let Some(day) = settings.next_replacement(handover.created_at) else {
        let text = "No reminder is set. The menu's Settings has one.";
        widgets::paragraph(ui, text);
        return;
    };
    let day = words::day(day);
    if settings.is_due(handover.created_at, now) {
        let text = format!("Time to replace these credentials, since {day}. They still work.");
        widgets::paragraph(ui, &text);
        return;
    }
    let text = format!("On {day}. Nothing stops then.");
    widgets::paragraph(ui, &text);
    ui.add_space(space::M);
    match &handover.reminder {
        Some(Ok(path)) => {
            widgets::hint_with_code(ui, "The calendar file is", &path.display().to_string());
            ui.add_space(space::M);
            if widgets::button(ui, ButtonKind::Secondary, "Show calendar file").clicked() {
                out.push(Msg::ShowInFolder(path.clone()));
            }
        }
        not_yet => {
            if widgets::button(ui, ButtonKind::Secondary, "Save calendar file").clicked() {
                out.push(Msg::Handover(HandoverMsg::SaveReminder));
            }
            if let Some(Err(sentence)) = not_yet {
                widgets::note(ui, sentence);
            }
        }
    }
}
