//! The ring around what has the keyboard's focus.

use egui::{Rect, Response, Stroke, StrokeKind, Ui};

use crate::ui::theme::{palette, size};

/// Paints the ring around `rect` while the widget has the focus, and scrolls to it when it gets the focus.
///
/// The ring stands outside a gap, so that it shows around what is filled with the accent too.
pub(super) fn ring(ui: &Ui, response: &Response, rect: Rect, radius: f32) {
    if response.gained_focus() {
        ui.scroll_to_rect(rect.expand(size::FOCUS + size::FOCUS_GAP), None);
    }
    if !response.has_focus() {
        return;
    }
    let palette = palette(ui);
    let gap = Stroke::new(size::FOCUS_GAP, palette.bg);
    let line = Stroke::new(size::FOCUS, palette.accent);
    let painter = ui.painter();
    painter.rect_stroke(rect, radius, gap, StrokeKind::Outside);
    painter.rect_stroke(
        rect.expand(size::FOCUS_GAP),
        radius + size::FOCUS_GAP,
        line,
        StrokeKind::Outside,
    );
}
