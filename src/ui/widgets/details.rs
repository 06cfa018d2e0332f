//! What only some want to see.

use egui::{Id, Pos2, Rect, Response, Role, Sense, Shape, Ui, Vec2, WidgetInfo};

use super::focus;
use crate::ui::theme::{Text, palette, size, space};

/// A button "Details" that shows and hides what `add` puts below it. `id` tells it from others and keeps its state. The
/// answer of `add` comes back while it is open.
pub fn details<R>(
    ui: &mut Ui,
    id: impl std::hash::Hash + std::fmt::Debug,
    open_at_first: bool,
    add: impl FnOnce(&mut Ui) -> R,
) -> Option<R> {
    let id = Id::unique(("details", id));
    let mut open = ui.data(|data| data.get_temp(id)).unwrap_or(open_at_first);
    let shown = section(ui, id, &mut open, "Details", add);
    ui.data_mut(|data| data.insert_temp(id, open));
    shown
}

/// A button `label` that shows and hides what `add` puts below it, where the page itself keeps whether that is `open`. What
/// is shown then comes into view.
pub fn section<R>(
    ui: &mut Ui,
    id: Id,
    open: &mut bool,
    label: &str,
    add: impl FnOnce(&mut Ui) -> R,
) -> Option<R> {
    ui.vertical(|ui| {
        let button = disclosure(ui, id, *open, label);
        if button.clicked() {
            *open = !*open;
        }
        if !*open {
            return None;
        }
        ui.add_space(space::S);
        let shown = ui.vertical(add);
        if button.clicked() {
            bring_into_view(ui, button.rect.union(shown.response.rect));
        }
        Some(shown.inner)
    })
    .inner
}

/// Scrolls until this is seen, or its upper part where it is higher than the view.
fn bring_into_view(ui: &Ui, mut rect: Rect) {
    rect.set_height(rect.height().min(ui.clip_rect().height()));
    ui.scroll_to_rect(rect, None);
}

/// The button that shows and hides.
pub(super) fn disclosure(ui: &mut Ui, id: Id, open: bool, label: &str) -> Response {
    let palette = palette(ui);
    let triangle = space::M;
    let galley = Text::Button.galley(ui, label, palette.text, f32::INFINITY);
    let start = Vec2::new(triangle + space::S, (size::TARGET - galley.size().y) / 2.0);
    let (rect, _) = ui.allocate_exact_size(
        Vec2::new(start.x + galley.size().x + space::XS, size::TARGET),
        Sense::hover(),
    );
    let response = ui.interact(rect, id, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), label));
    ui.ctx()
        .accesskit_node_builder(id, |node| node.set_expanded(open));

    let center = rect.left_center() + Vec2::new(triangle / 2.0, 0.0);
    paint_triangle(ui, center, open, &response);
    ui.painter().galley(rect.min + start, galley, palette.text);
    focus::ring(
        ui,
        &response,
        rect.shrink2(Vec2::new(0.0, space::XS)),
        size::SMALL_RADIUS,
    );
    response
}

/// A disclosure of which only the triangle is seen, in a square `rect`. `name` is its accessible name, `tip` is shown while
/// the pointer rests on it.
pub(super) fn small_disclosure(
    ui: &Ui,
    id: Id,
    rect: Rect,
    open: bool,
    name: &str,
    tip: &str,
) -> Response {
    let response = ui.interact(rect, id, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), name));
    ui.ctx()
        .accesskit_node_builder(id, |node| node.set_expanded(open));
    if response.hovered() {
        ui.painter()
            .rect_filled(rect, size::SMALL_RADIUS, palette(ui).hover());
    }
    paint_triangle(ui, rect.center(), open, &response);
    focus::ring(ui, &response, rect, size::SMALL_RADIUS);
    response.on_hover_text(tip)
}

fn paint_triangle(ui: &Ui, center: Pos2, open: bool, response: &Response) {
    let palette = palette(ui);
    let color = if response.hovered() {
        palette.text
    } else {
        palette.muted
    };
    let radius = space::M / 2.0 - space::XXS;
    ui.painter().add(arrow(center, radius, open, color));
}

/// A triangle that points right, or down when `open`.
fn arrow(center: Pos2, radius: f32, open: bool, color: egui::Color32) -> Shape {
    let right = [
        Vec2::new(-0.7, -1.0),
        Vec2::new(0.9, 0.0),
        Vec2::new(-0.7, 1.0),
    ];
    let points = right.map(|point| {
        center
            + radius
                * if open {
                    Vec2::new(-point.y, point.x)
                } else {
                    point
                }
    });
    Shape::convex_polygon(points.into(), color, egui::Stroke::NONE)
}
