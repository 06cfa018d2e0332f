//! Something to know about one thing among others: a small banner within a card.

use egui::{Frame, Label, Margin, Response, Ui, vec2};

use super::{Tone, banner};
use crate::ui::theme::{Text, palette, size, space};

/// A sentence or two on the ground of their tone.
pub fn remark(ui: &mut Ui, tone: Tone, text: &str) -> Response {
    let (color, ground) = banner::colors(ui, tone);
    let color = match tone {
        Tone::Problem | Tone::Warning => color,
        Tone::Success | Tone::Info => palette(ui).text,
    };
    Frame::NONE
        .fill(ground)
        .corner_radius(size::RADIUS)
        .inner_margin(Margin::from(vec2(space::M, space::S)))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            let galley = Text::Hint.galley(ui, text, color, ui.available_width());
            ui.add(Label::new(galley).selectable(true))
        })
        .inner
}
