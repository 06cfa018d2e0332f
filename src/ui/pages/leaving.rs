//! The question before a secret that is not saved is given up.

use egui::Ui;

use crate::{
    program::{LeavingMsg, Msg},
    ui::{
        theme::space,
        widgets::{self, ButtonKind},
    },
};

pub(in crate::ui) fn show(ui: &mut Ui, out: &mut Vec<Msg>) {
    let modal = widgets::modal(ui, "leaving", |ui| {
        widgets::modal_title(ui, "Leave without saving?");
        ui.add_space(space::S);
        widgets::paragraph(
            ui,
            "Talkdesk will not show this secret again. Without the downloaded file you will need a new client.",
        );
        ui.add_space(space::L);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = space::M;
            if widgets::button(ui, ButtonKind::Primary, "Keep going").clicked() {
                out.push(Msg::Leaving(LeavingMsg::KeepGoing));
            }
            if widgets::button(ui, ButtonKind::Secondary, "Leave").clicked() {
                out.push(Msg::Leaving(LeavingMsg::Leave));
            }
        });
    });
    if modal.should_close() {
        out.push(Msg::Leaving(LeavingMsg::KeepGoing));
    }
}
