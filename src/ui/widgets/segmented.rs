//! A choice of one among a few short options, side by side.

use egui::{
    Align2, CornerRadius, EventFilter, Id, Key, Response, Role, Sense, Stroke, StrokeKind, Ui,
    UiBuilder, Vec2, WidgetInfo,
};

use super::{field, focus, radio};
use crate::ui::theme::{Text, palette, size, space};

/// A group of radio buttons drawn as joined segments; one below the other where they do not fit beside each other.
///
/// The group is one stop of the Tab key; the arrow keys choose. The response is that of the group and says whether the
/// choice has changed.
pub fn segmented(ui: &mut Ui, label: &str, selected: &mut usize, options: &[&str]) -> Response {
    ui.vertical(|ui| {
        let id = Id::unique(("segmented", label));
        let label = field::label(ui, label, id.with(*selected));
        let group = ui.scope_builder(
            UiBuilder::new().accessibility_role(Role::RadioGroup),
            |ui| {
                ui.ctx().accesskit_node_builder(ui.unique_id(), |node| {
                    node.push_labelled_by(label.id.accesskit_id());
                });
                let pressed = arrow_keys(ui, id, *selected, options.len());
                let before = *selected;
                if let Some(next) = pressed {
                    *selected = next;
                    ui.memory_mut(|memory| memory.request_focus(id.with(next)));
                }
                segments(ui, id, selected, options);
                *selected != before
            },
        );
        let mut response = group.response;
        if group.inner {
            response.mark_changed();
        }
        response
    })
    .inner
}

/// The option that an arrow key moves to, while one of the group has the focus.
fn arrow_keys(ui: &Ui, id: Id, selected: usize, count: usize) -> Option<usize> {
    let current = id.with(selected);
    if count == 0 || !ui.memory(|memory| memory.has_focus(current)) {
        return None;
    }
    let arrows = EventFilter {
        horizontal_arrows: true,
        vertical_arrows: true,
        ..EventFilter::default()
    };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(current, arrows));
    ui.input(|input| {
        if input.key_pressed(Key::ArrowRight) || input.key_pressed(Key::ArrowDown) {
            Some((selected + 1) % count)
        } else if input.key_pressed(Key::ArrowLeft) || input.key_pressed(Key::ArrowUp) {
            Some((selected + count - 1) % count)
        } else {
            None
        }
    })
}

fn segments(ui: &mut Ui, id: Id, selected: &mut usize, options: &[&str]) {
    let widths: Vec<f32> = options
        .iter()
        .map(|option| segment_width(ui, option))
        .collect();
    let total: f32 = widths.iter().sum();
    let beside = total <= ui.available_width();
    #[expect(clippy::cast_precision_loss, reason = "there are a handful of options")]
    let whole = if beside {
        Vec2::new(total, size::BUTTON)
    } else {
        Vec2::new(ui.available_width(), size::BUTTON * options.len() as f32)
    };
    let (rect, _) = ui.allocate_exact_size(whole, Sense::hover());

    let mut responses = Vec::with_capacity(options.len());
    let mut remaining = rect;
    for (index, (option, width)) in options.iter().zip(widths).enumerate() {
        let segment;
        if beside {
            (segment, remaining) = remaining.split_left_right_at_x(remaining.left() + width);
        } else {
            (segment, remaining) = remaining.split_top_bottom_at_y(remaining.top() + size::BUTTON);
        }
        // Only the chosen one takes the focus, so that the whole group is one stop of the Tab key.
        let sense = if index == *selected {
            Sense::click()
        } else {
            Sense::CLICK
        };
        let response = ui.interact(segment, id.with(index), sense);
        responses.push((response, *option));
    }
    if let Some(clicked) = responses
        .iter()
        .position(|(response, _)| focus::pressed_but_by_enter(ui, response))
    {
        *selected = clicked;
    }

    for (index, (response, option)) in responses.iter().enumerate() {
        let chosen = index == *selected;
        let corners = corners(index, options.len(), beside);
        segment(ui, response, option, chosen, corners);
        response.widget_info(|| {
            WidgetInfo::selected(Role::RadioButton, ui.is_enabled(), chosen, *option)
        });
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_position_in_set(index + 1);
            node.set_size_of_set(options.len());
        });
    }
    let edge = Stroke::new(size::EDGE, palette(ui).edge);
    ui.painter()
        .rect_stroke(rect, size::RADIUS, edge, StrokeKind::Inside);
    for (response, _) in responses.iter().skip(1) {
        if beside {
            ui.painter()
                .vline(response.rect.left(), rect.y_range(), edge);
        } else {
            ui.painter()
                .hline(rect.x_range(), response.rect.top(), edge);
        }
    }
    for (response, _) in &responses {
        focus::ring(ui, response, response.rect, size::RADIUS);
    }
}

fn segment(ui: &Ui, response: &Response, option: &str, chosen: bool, corners: CornerRadius) {
    let palette = palette(ui);
    let rect = response.rect;
    let painter = ui.painter();
    if chosen {
        painter.rect_filled(rect, corners, palette.soft);
    } else if response.hovered() {
        painter.rect_filled(rect, corners, palette.hover());
    }
    let dot = rect.left_center() + Vec2::new(size::BUTTON_PADDING + size::RADIO / 2.0, 0.0);
    radio::paint(painter, dot, chosen, palette);
    let style = if chosen { Text::Strong } else { Text::Body };
    let galley = style.galley(ui, option, palette.text, f32::INFINITY);
    let start = dot + Vec2::new(size::RADIO / 2.0 + space::S, 0.0);
    painter.galley(
        Align2::LEFT_CENTER.anchor_size(start, galley.size()).min,
        galley,
        palette.text,
    );
}

fn segment_width(ui: &Ui, option: &str) -> f32 {
    // The width of the chosen state, so that nothing moves when the choice does.
    let text = Text::Strong
        .galley(ui, option, palette(ui).text, f32::INFINITY)
        .size()
        .x;
    (2.0 * size::BUTTON_PADDING + size::RADIO + space::S + text).ceil()
}

fn corners(index: usize, count: usize, beside: bool) -> CornerRadius {
    let all = CornerRadius::from(size::RADIUS);
    let (first, last) = (index == 0, index + 1 == count);
    let keep = |kept: bool, radius: u8| if kept { radius } else { 0 };
    if beside {
        CornerRadius {
            nw: keep(first, all.nw),
            sw: keep(first, all.sw),
            ne: keep(last, all.ne),
            se: keep(last, all.se),
        }
    } else {
        CornerRadius {
            nw: keep(first, all.nw),
            ne: keep(first, all.ne),
            sw: keep(last, all.sw),
            se: keep(last, all.se),
        }
    }
}
