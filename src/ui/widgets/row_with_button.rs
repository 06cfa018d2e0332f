//! A line of text with a button at its right.

use egui::{Align, Label, Layout, Response, Ui};

use super::{ButtonKind, button};
use crate::ui::theme::{Text, palette};

/// `text` at the left, cut where there is no room for it, and the button at the right edge.
pub fn row_with_button(ui: &mut Ui, text: &str, kind: ButtonKind, label: &str) -> Response {
    let color = palette(ui).text;
    ui.horizontal(|ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let button = button(ui, kind, label);
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                ui.add(Label::new(Text::Body.job(text, color)).truncate());
            });
            button
        })
        .inner
    })
    .inner
}
