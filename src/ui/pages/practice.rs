//! The bar above every page of practice: what is pretend never looks real, and the way out is always there.

use egui::{Align, Frame, Label, Layout, Margin, Panel, Ui, Vec2};

use crate::{
    program::{Msg, PracticeMsg},
    ui::{
        theme::{Text, palette, space},
        widgets::{self, ButtonKind},
    },
};

const PRETEND: &str = "Practice: a pretend Talkdesk on this computer";

pub(in crate::ui) fn bar(ui: &mut Ui, out: &mut Vec<Msg>) {
    let palette = palette(ui);
    let ground = Frame::NONE
        .fill(palette.warning_ground)
        .inner_margin(Margin::from(Vec2::new(space::XL, space::XS)));
    Panel::top("practice")
        .frame(ground)
        .show_separator_line(false)
        .show(ui, |ui| {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if widgets::button(ui, ButtonKind::Secondary, "Leave practice").clicked() {
                    out.push(Msg::Practice(PracticeMsg::Leave));
                }
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    let text = Text::Label.job(PRETEND, palette.warning);
                    ui.add(Label::new(text).selectable(true).wrap());
                });
            });
        });
}
