//! A sentence about something that failed outside the page in front: above every page, until it is dismissed.

use egui::{Frame, Margin, Panel, Ui};

use crate::{
    program::Msg,
    ui::{
        theme::{palette, space},
        widgets::{self, ButtonKind, Tone},
    },
};

pub(in crate::ui) fn show(ui: &mut Ui, sentence: &str, out: &mut Vec<Msg>) {
    let ground = Frame::NONE
        .fill(palette(ui).bg)
        .inner_margin(Margin::from(egui::Vec2::new(space::XL, space::M)));
    Panel::top("notice")
        .frame(ground)
        .show_separator_line(false)
        .show(ui, |ui| {
            widgets::banner(ui, Tone::Warning, sentence, |ui| {
                ui.add_space(space::XS);
                if widgets::button(ui, ButtonKind::Secondary, "Dismiss").clicked() {
                    out.push(Msg::DismissNotice);
                }
            });
        });
}
