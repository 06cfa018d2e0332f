//! The ring around what has the keyboard's focus.

use egui::{Context, Id, Key, Rect, Response, Stroke, StrokeKind, Ui};

use crate::ui::theme::{palette, size};

/// Whether a check box or radio button was pressed. Enter is not for it, but for the page's primary button.
pub(super) fn pressed_but_by_enter(ui: &Ui, response: &Response) -> bool {
    if response.has_focus() {
        ui.data_mut(|data| data.insert_temp(leaving_enter(), response.id));
    }
    let by_enter = response.has_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    response.clicked() && !by_enter
}

/// Whether what has the focus leaves Enter to the page.
#[must_use]
pub fn leaves_enter(ctx: &Context, focused: Id) -> bool {
    ctx.data(|data| data.get_temp(leaving_enter())) == Some(focused)
}

fn leaving_enter() -> Id {
    Id::unique("the focused widget that leaves Enter to the page")
}

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
