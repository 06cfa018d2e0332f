//! Buttons.

use egui::{Align2, Color32, Response, Role, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo};

use super::focus;
use crate::ui::theme::{Text, palette, size};

/// How much a button stands out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ButtonKind {
    /// The one act that most people want; one on a page.
    Primary,
    /// Another act.
    Secondary,
    /// An act that destroys something for good.
    Destructive,
    /// An act of little weight, such as Back.
    Quiet,
}

/// A button whose accessible name is `label`.
///
/// Where the name has to say more than the label, `.accessible_name("Verify acme")` on the response replaces it.
pub fn button(ui: &mut Ui, kind: ButtonKind, label: &str) -> Response {
    button_of_width(ui, kind, label, 0.0)
}

/// A button whose label changes among `labels`: it is as wide as the widest needs, so that nothing moves.
pub fn steady_button(ui: &mut Ui, kind: ButtonKind, label: &str, labels: &[&str]) -> Response {
    let width = labels
        .iter()
        .map(|label| {
            let galley = Text::Button.galley(ui, label, Color32::PLACEHOLDER, f32::INFINITY);
            galley.size().x
        })
        .fold(0.0, f32::max);
    button_of_width(ui, kind, label, width + 2.0 * size::BUTTON_PADDING)
}

/// A button at least `width` wide, for one whose label changes.
pub(super) fn button_of_width(ui: &mut Ui, kind: ButtonKind, label: &str, width: f32) -> Response {
    let padding = Vec2::new(
        size::BUTTON_PADDING,
        (size::BUTTON - Text::Button.line_height()) / 2.0,
    );
    let room = ui.available_width() - 2.0 * padding.x;
    let galley = Text::Button.galley(ui, label, Color32::PLACEHOLDER, room);
    let size = (galley.size() + 2.0 * padding).max(Vec2::new(width, 0.0));
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), label));

    if ui.is_rect_visible(rect) {
        let (ground, edge, text) = colors(ui, kind, &response);
        ui.painter().rect(
            rect,
            size::RADIUS,
            ground,
            Stroke::new(size::EDGE, edge),
            StrokeKind::Inside,
        );
        let place = Align2::CENTER_CENTER.align_size_within_rect(galley.size(), rect);
        ui.painter().galley(place.min, galley, text);
    }
    focus::ring(ui, &response, rect, size::RADIUS);
    response
}

fn colors(ui: &Ui, kind: ButtonKind, response: &Response) -> (Color32, Color32, Color32) {
    let palette = palette(ui);
    let down = response.is_pointer_button_down_on();
    let over = response.hovered();
    let light = match (down, over) {
        (true, _) => palette.pressed(),
        (false, true) => palette.hover(),
        (false, false) => Color32::TRANSPARENT,
    };
    match kind {
        ButtonKind::Primary => {
            let ground = match (down, over) {
                (true, _) => palette.accent_pressed(),
                (false, true) => palette.accent_hover(),
                (false, false) => palette.accent,
            };
            (ground, Color32::TRANSPARENT, palette.on_accent)
        }
        ButtonKind::Destructive => {
            let ground = match (down, over) {
                (true, _) => palette.problem.lerp_to_gamma(palette.text, 0.24),
                (false, true) => palette.problem.lerp_to_gamma(palette.text, 0.12),
                (false, false) => palette.problem,
            };
            (ground, Color32::TRANSPARENT, palette.bg)
        }
        ButtonKind::Secondary => (light, palette.edge, palette.text),
        ButtonKind::Quiet => (light, Color32::TRANSPARENT, palette.text),
    }
}
