//! What the right mouse button offers on a field.

use egui::{Response, Ui};

use super::{ButtonKind, button};

/// A menu with Paste on the field of `response`. Returns whether that was pressed; the field has the focus then, for the
/// clipboard's text to arrive in.
#[must_use]
pub fn paste_menu(ui: &Ui, response: &Response) -> bool {
    let mut pressed = false;
    response.context_menu(|ui| {
        if button(ui, ButtonKind::Quiet, "Paste").clicked() {
            pressed = true;
            ui.close();
        }
    });
    if pressed {
        ui.memory_mut(|memory| memory.request_focus(response.id));
    }
    pressed
}
