//! News that goes by itself, above the page.

use egui::{Align2, Area, Frame, Id, Margin, Order, Stroke, Ui, vec2};

use crate::ui::theme::{palette, size, space};

/// Shows `add` above the footer, in the middle of the window, wherever the page is scrolled to.
pub fn toast(ui: &Ui, id: &'static str, add: impl FnOnce(&mut Ui)) {
    let palette = palette(ui);
    let room = ui.ctx().content_rect().width() - 2.0 * space::XL;
    let frame = Frame::NONE
        .fill(palette.card)
        .stroke(Stroke::new(size::EDGE, palette.edge))
        .shadow(ui.visuals().popup_shadow)
        .corner_radius(size::CARD_RADIUS)
        .inner_margin(Margin::from(vec2(size::CARD_PADDING, space::M)));
    let shown = Area::new(Id::unique(("toast", id)))
        .order(Order::Foreground)
        .anchor(Align2::CENTER_BOTTOM, vec2(0.0, -size::FOOTER - space::M))
        .show(ui.ctx(), |ui| {
            frame.show(ui, |ui| {
                ui.set_width(size::MODAL.min(room) - 2.0 * size::CARD_PADDING);
                add(ui);
            });
        });
    // It is placed by the size that it had before.
    let bottom = ui.ctx().content_rect().bottom() - size::FOOTER - space::M;
    if (shown.response.rect.bottom() - bottom).abs() > size::EDGE {
        ui.ctx().request_discard("the news have grown");
    }
}
