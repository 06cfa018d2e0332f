//! "This file still holds the secret", on Use it.

use egui::Ui;

use crate::{
    foreign_text,
    program::{FileState, HandoverMsg, Msg, UsedFile},
    receiver::Receiver,
    ui::{
        theme::space,
        widgets::{self, ButtonKind, Tone},
    },
};

/// Points the file out, with what can be done about it.
pub(super) fn show(ui: &mut Ui, file: &UsedFile, receiver: Receiver, out: &mut Vec<Msg>) {
    let path = foreign_text::path(&file.path);
    if file.state == FileState::InTrash {
        widgets::banner(ui, Tone::Info, "The file is in the trash", |ui| {
            widgets::code(ui, &path);
            ui.add_space(space::XS);
            widgets::paragraph(ui, "It holds the secret until you empty the trash.");
        });
        return;
    }
    let title = "This file still holds the secret";
    widgets::banner(ui, Tone::Warning, title, |ui| {
        widgets::code(ui, &path);
        ui.add_space(space::XS);
        let text = receiver.put_into("Keep it until {receiver} runs with these values, no longer.");
        widgets::paragraph(ui, &text);
        ui.add_space(space::M);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = space::M;
            if widgets::button(ui, ButtonKind::Secondary, "Show in folder").clicked() {
                out.push(Msg::ShowInFolder(file.path.clone()));
            }
            let moving = file.state == FileState::Moving;
            if widgets::button(ui, ButtonKind::Secondary, "Move to trash").clicked() && !moving {
                out.push(Msg::Handover(HandoverMsg::MoveToTrash));
            }
        });
        if let FileState::NotMoved(sentence) = &file.state {
            widgets::note(ui, sentence);
        }
    });
}
