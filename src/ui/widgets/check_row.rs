//! A check box with its label.

use egui::{Response, Role, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo};

use super::{focus, mark};
use crate::ui::theme::{Text, palette, size, space};

/// A check box whose label wraps and whose accessible name is `label`. The whole row can be clicked.
pub fn check_row(ui: &mut Ui, checked: &mut bool, label: &str) -> Response {
    let palette = palette(ui);
    let indent = size::CHECK + space::M;
    let above = (size::TARGET - Text::Body.line_height()) / 2.0;
    let galley = Text::Body.galley(ui, label, palette.text, ui.available_width() - indent);
    let row = Vec2::new(indent + galley.size().x, galley.size().y + 2.0 * above);
    let (rect, mut response) = ui.allocate_exact_size(row, Sense::click());
    if focus::pressed_but_by_enter(ui, &response) {
        *checked = !*checked;
        response.mark_changed();
    }
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, ui.is_enabled(), *checked, label));

    let line = egui::Rect::from_min_size(rect.min, Vec2::new(size::CHECK, size::TARGET));
    let square = egui::Rect::from_center_size(line.center(), Vec2::splat(size::CHECK));
    if ui.is_rect_visible(rect) {
        let edged = |color| Stroke::new(size::EDGE, color);
        let (ground, edge) = match (*checked, response.hovered()) {
            (true, true) => (palette.accent_hover(), Stroke::NONE),
            (true, false) => (palette.accent, Stroke::NONE),
            (false, true) => (palette.field, edged(palette.text)),
            (false, false) => (palette.field, edged(palette.edge)),
        };
        let painter = ui.painter();
        painter.rect(square, size::CHECK_RADIUS, ground, edge, StrokeKind::Inside);
        if *checked {
            mark::check(
                painter,
                square.center(),
                size::CHECK / 2.0,
                palette.on_accent,
            );
        }
        painter.galley(rect.min + Vec2::new(indent, above), galley, palette.text);
    }
    focus::ring(ui, &response, square, size::CHECK_RADIUS);
    response
}
