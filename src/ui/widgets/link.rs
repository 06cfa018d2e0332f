//! Links.

use egui::{CursorIcon, Response, Role, Sense, Stroke, Ui, Vec2, WidgetInfo};

use super::focus;
use crate::ui::theme::{Text, palette, size};

/// A link; what a click does is the caller's.
pub fn link(ui: &mut Ui, text: &str) -> Response {
    let palette = palette(ui);
    let galley = Text::Body.galley(ui, text, palette.accent, ui.available_width());
    let above = (size::TARGET - Text::Body.line_height()) / 2.0;
    let (rect, response) =
        ui.allocate_exact_size(galley.size() + Vec2::new(0.0, 2.0 * above), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Link, ui.is_enabled(), text));
    if ui.is_rect_visible(rect) {
        let start = rect.min + Vec2::new(0.0, above);
        let width = if response.hovered() {
            size::FOCUS
        } else {
            size::EDGE
        };
        for row in &galley.rows {
            let line = row.rect().translate(start.to_vec2());
            ui.painter().hline(
                line.x_range(),
                line.bottom() - 1.0,
                Stroke::new(width, palette.accent),
            );
        }
        ui.painter().galley(start, galley, palette.accent);
    }
    focus::ring(
        ui,
        &response,
        rect.shrink2(Vec2::new(0.0, above)),
        size::SMALL_RADIUS,
    );
    response.on_hover_cursor(CursorIcon::PointingHand)
}
