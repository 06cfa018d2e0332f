//! A note on one line, with or without a button beside it. Both are equally high, so that one can take the other's place.

use egui::{Align, Layout, Response, Ui, accesskit::Live, vec2};

use super::{ButtonKind, button};
use crate::ui::theme::{size, space};

/// Something that was noticed, and what can be done about it. Said at once to assistive technology.
pub fn note_with_button(ui: &mut Ui, text: &str, label: &str) -> Response {
    line(ui, text, Live::Polite, Some(label)).unwrap_or_else(|| ui.response())
}

/// The same for a text that changes every second, which is not said each time.
pub fn ticking_note_with_button(ui: &mut Ui, text: &str, label: &str) -> Response {
    line(ui, text, Live::Off, Some(label)).unwrap_or_else(|| ui.response())
}

/// A note as high as one with a button. Said at once to assistive technology.
pub fn line_of_note(ui: &mut Ui, text: &str) {
    line(ui, text, Live::Polite, None);
}

fn line(ui: &mut Ui, text: &str, live: Live, label: Option<&str>) -> Option<Response> {
    let place = vec2(ui.available_width(), size::BUTTON);
    let layout = Layout::right_to_left(Align::Center);
    let line = ui.allocate_ui_with_layout(place, layout, |ui| {
        ui.spacing_mut().item_spacing.x = space::M;
        ui.set_min_height(size::BUTTON);
        let button = label.map(|label| button(ui, ButtonKind::Secondary, label));
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            let note = super::hint(ui, text);
            ui.ctx()
                .accesskit_node_builder(note.id, |node| node.set_live(live));
        });
        button
    });
    line.inner
}
