//! Chips: short words in a row, such as scopes.

use egui::{Response, Role, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo};

use super::focus;
use crate::ui::theme::{Text, palette, size, space};

/// A chip.
pub fn chip(ui: &mut Ui, text: &str) -> Response {
    draw(ui, text, Role::Label, Sense::hover())
}

/// A chip that can be pressed.
pub fn chip_button(ui: &mut Ui, text: &str) -> Response {
    draw(ui, text, Role::Button, Sense::click())
}

fn draw(ui: &mut Ui, text: &str, role: Role, sense: Sense) -> Response {
    let palette = palette(ui);
    let padding = Vec2::new(
        size::CHIP_PADDING,
        (size::CHIP - Text::Hint.line_height()) / 2.0,
    );
    let galley = Text::Hint.galley(
        ui,
        text,
        palette.text,
        ui.available_width() - 2.0 * padding.x,
    );
    let (rect, response) = ui.allocate_exact_size(galley.size() + 2.0 * padding, sense);
    response.widget_info(|| WidgetInfo::labeled(role, ui.is_enabled(), text));
    if ui.is_rect_visible(rect) {
        let edge = Stroke::new(size::EDGE, palette.edge);
        ui.painter().rect(
            rect,
            size::CHIP / 2.0,
            if response.hovered() && sense.senses_click() {
                palette.soft
            } else {
                palette.card
            },
            edge,
            StrokeKind::Inside,
        );
        ui.painter()
            .galley(rect.min + padding, galley, palette.text);
    }
    focus::ring(ui, &response, rect, size::CHIP / 2.0);
    response
}

/// Chips in as many rows as they need.
pub fn chips(ui: &mut Ui, texts: &[&str]) {
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing = Vec2::splat(space::LABEL_TO_FIELD);
        ui.spacing_mut().interact_size.y = size::CHIP;
        ui.horizontal_wrapped(|ui| {
            for text in texts {
                chip(ui, text);
            }
        });
    });
}
