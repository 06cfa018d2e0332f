//! When to rotate next, on Use it.

use egui::Ui;
use jiff::Timestamp;

use crate::{
    program::{Handover, HandoverMsg, Msg, reminder},
    ui::{
        theme::space,
        widgets::{self, ButtonKind},
    },
};

/// Names the day, and offers it as a calendar file.
pub(super) fn show(ui: &mut Ui, handover: &Handover, now: Timestamp, out: &mut Vec<Msg>) {
    widgets::subheading(ui, "Next time");
    ui.add_space(space::XS);
    let day = reminder(&handover.account, handover.created_at, now).day;
    let text = format!(
        "Replace these credentials by {}. Until then they work on their own.",
        day.strftime("%B %-d, %Y")
    );
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
