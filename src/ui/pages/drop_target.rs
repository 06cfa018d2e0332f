//! Over every page while files hover: whether they are taken here.

use egui::{Align2, Area, Frame, Order, Stroke, StrokeKind, Ui};

use crate::ui::{
    theme::{palette, size, space},
    widgets,
};

/// Marks the page as a place to drop a file, or says why it is none.
pub(in crate::ui) fn show(ui: &Ui, why_not: Option<&str>) {
    let palette = palette(ui);
    let screen = ui.ctx().content_rect();
    let (edge, ground) = match why_not {
        None => (palette.accent, palette.soft),
        Some(_) => (palette.warning, palette.warning_ground),
    };
    let layer = egui::LayerId::new(Order::Foreground, egui::Id::unique("drop target"));
    let painter = ui.ctx().layer_painter(layer);
    painter.rect_filled(screen, 0.0, palette.bg.gamma_multiply(0.8));
    painter.rect_stroke(
        screen.shrink(space::S),
        size::CARD_RADIUS,
        Stroke::new(2.0, edge),
        StrokeKind::Inside,
    );
    Area::new(egui::Id::unique("drop target's words"))
        .order(Order::Tooltip)
        .anchor(Align2::CENTER_CENTER, egui::Vec2::ZERO)
        .interactable(false)
        .show(ui.ctx(), |ui| {
            Frame::NONE
                .fill(ground)
                .stroke(Stroke::new(1.0, edge))
                .corner_radius(size::CARD_RADIUS)
                .inner_margin(space::XL)
                .show(ui, |ui| {
                    ui.set_max_width(size::MODAL);
                    widgets::paragraph(
                        ui,
                        why_not.unwrap_or("Drop the file that you downloaded from Talkdesk."),
                    );
                });
        });
}
