//! A choice of one among a few options that need a sentence each.

use egui::{Response, Role, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo, accesskit};

use super::{focus, radio};
use crate::ui::theme::{Text, palette, size, space};

/// A radio button drawn as a card. Its accessible name is `label`, its description `description`; clicked, the caller
/// makes it the selected one.
pub fn choice_card(ui: &mut Ui, selected: bool, label: &str, description: &str) -> Response {
    let palette = palette(ui);
    let padding = Vec2::new(size::BUTTON_PADDING, space::M);
    let indent = size::RADIO + space::M;
    let width = ui.available_width();
    let wrap = width - 2.0 * padding.x - indent;
    let title = Text::Strong.galley(ui, label, palette.text, wrap);
    let below =
        (!description.is_empty()).then(|| Text::Hint.galley(ui, description, palette.muted, wrap));

    let gap = space::XXS;
    let height =
        title.size().y + below.as_ref().map_or(0.0, |below| gap + below.size().y) + 2.0 * padding.y;
    let (rect, response) = ui.allocate_exact_size(Vec2::new(width, height), Sense::click());
    response
        .widget_info(|| WidgetInfo::selected(Role::RadioButton, ui.is_enabled(), selected, label));
    describe(&response, description);

    if ui.is_rect_visible(rect) {
        let ground = match (selected, response.hovered()) {
            (true, _) => palette.soft,
            (false, true) => palette.hover(),
            (false, false) => palette.card,
        };
        let painter = ui.painter();
        painter.rect(
            rect,
            size::CARD_RADIUS,
            ground,
            Stroke::new(size::EDGE, palette.edge),
            StrokeKind::Inside,
        );
        let start = rect.min + padding;
        let middle = Text::Strong.line_height() / 2.0;
        radio::paint(
            painter,
            start + Vec2::new(size::RADIO / 2.0, middle),
            selected,
            palette,
        );
        let text = start + Vec2::new(indent, 0.0);
        let second = text + Vec2::new(0.0, title.size().y + gap);
        painter.galley(text, title, palette.text);
        if let Some(below) = below {
            painter.galley(second, below, palette.muted);
        }
    }
    focus::ring(ui, &response, rect, size::CARD_RADIUS);
    response
}

fn describe(response: &Response, description: &str) {
    response
        .ctx
        .accesskit_node_builder(response.id, |node: &mut accesskit::Node| {
            if !description.is_empty() {
                node.set_description(description);
            }
        });
}
