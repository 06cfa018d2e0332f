//! Cards.

use egui::{Frame, Margin, Stroke, Ui};

use crate::ui::theme::{palette, size};

/// A card as wide as there is room.
pub fn card<R>(ui: &mut Ui, add: impl FnOnce(&mut Ui) -> R) -> R {
    let palette = palette(ui);
    Frame::NONE
        .fill(palette.card)
        .stroke(Stroke::new(size::EDGE, palette.line))
        .corner_radius(size::CARD_RADIUS)
        .inner_margin(Margin::from(size::CARD_PADDING))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.vertical(add).inner
        })
        .inner
}
