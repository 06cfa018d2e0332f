//! More about a widget than it shows: for the pointer over it, for the keyboard's focus on it, and for assistive
//! technology.

use egui::{Id, Label, Response, Tooltip, Ui};

use crate::ui::theme::{Text, palette_of};

/// Shows `text` while the pointer is over the widget, and describes the widget by it.
pub fn explain(response: &Response, text: &str) {
    describe(response, text);
    response.clone().on_hover_ui(|ui| line(ui, text));
}

/// Describes `control` by `text`, and shows it beside `place` while the keyboard has moved the focus to the control. A
/// click focuses too, but whoever clicks has a pointer to hold over the place.
pub fn explain_on_focus(ui: &Ui, control: &Response, place: &Response, text: &str) {
    describe(control, text);
    let by_keyboard = Id::unique("explained to the keyboard");
    if control.gained_focus() {
        let pointer = ui.input(|input| input.pointer.any_pressed() || input.pointer.any_released());
        ui.data_mut(|data| data.insert_temp(by_keyboard, (!pointer).then_some(control.id)));
    }
    let explained: Option<Id> = ui.data(|data| data.get_temp(by_keyboard)).flatten();
    if control.has_focus() && explained == Some(control.id) {
        Tooltip::for_widget(place).show(|ui| line(ui, text));
    }
}

fn line(ui: &mut Ui, text: &str) {
    let color = palette_of(ui.theme()).text;
    ui.add(Label::new(Text::Hint.job(text, color)));
}

fn describe(response: &Response, text: &str) {
    response
        .ctx
        .accesskit_node_builder(response.id, |node| node.set_description(text));
}
