//! A question that has to be answered first.

use egui::{Frame, Id, Margin, Modal, ModalResponse, Response, Stroke, Ui};

use super::text::titled;
use crate::ui::theme::{Text, palette, size, space};

/// Shows `add` above the page, which cannot be used meanwhile.
pub fn modal<R>(ui: &mut Ui, id: &'static str, add: impl FnOnce(&mut Ui) -> R) -> ModalResponse<R> {
    let palette = palette(ui);
    let frame = Frame::NONE
        .fill(palette.card)
        .stroke(Stroke::new(size::EDGE, palette.edge))
        .corner_radius(size::CARD_RADIUS)
        .inner_margin(Margin::from(space::XL));
    Modal::new(Id::unique(id)).frame(frame).show(ui, |ui| {
        ui.set_width(size::MODAL.min(ui.ctx().content_rect().width() - 2.0 * space::HUGE));
        add(ui)
    })
}

/// The question itself.
pub fn modal_title(ui: &mut Ui, text: &str) -> Response {
    titled(ui, text, Text::Cause, 1)
}
