//! A page's heading with buttons at the right edge.

use egui::{Align, Layout, Rect, Response, Ui, UiBuilder, vec2};

use crate::ui::theme::{Text, palette, size, space};

/// A heading, and at the right edge what `add` shows, from the right; below the heading where there is no room beside.
/// Returns the heading.
pub fn heading_with(ui: &mut Ui, text: &str, add: impl FnOnce(&mut Ui)) -> Response {
    let width = Text::Heading
        .galley(ui, text, palette(ui).text, f32::INFINITY)
        .size()
        .x;
    let row = Rect::from_min_size(ui.cursor().min, vec2(ui.available_width(), size::BUTTON));
    if width > row.width() / 2.0 {
        let heading = super::heading(ui, text);
        ui.add_space(space::M);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(space::M, space::S);
            add(ui);
        });
        return heading;
    }
    let heading = super::heading(ui, text);
    ui.scope_builder(
        UiBuilder::new()
            .max_rect(row)
            .layout(Layout::right_to_left(Align::Center)),
        |ui| {
            ui.spacing_mut().item_spacing.x = space::M;
            add(ui);
        },
    );
    heading
}
