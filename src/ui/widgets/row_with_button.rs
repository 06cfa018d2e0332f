//! A line of text with a button at its right.

use egui::{Align, Label, Layout, Response, Ui};

use super::{ButtonKind, button};
use crate::ui::theme::{Text, palette, space};

/// `text` at the left, cut where there is no room for it, then the whole of `note`, and the button at the right edge.
pub fn row_with_button(
    ui: &mut Ui,
    text: &str,
    note: &str,
    kind: ButtonKind,
    label: &str,
) -> Response {
    let palette = palette(ui);
    let (color, muted) = (palette.text, palette.muted);
    ui.horizontal(|ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let button = button(ui, kind, label);
            if !note.is_empty() {
                ui.add_space(space::XS);
                ui.add(Label::new(Text::Hint.job(note, muted)));
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                ui.add(Label::new(Text::Body.job(text, color)).truncate());
            });
            button
        })
        .inner
    })
    .inner
}
