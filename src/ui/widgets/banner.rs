//! What stands where a result would stand: success, a warning, a problem, news.

use egui::{
    Color32, CornerRadius, Frame, Label, Margin, Rect, Shape, Ui, accesskit, epaint::RectShape,
};

use crate::ui::theme::{Text, palette, size, space};

/// What a banner is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// It went well.
    Success,
    /// It went well, with something to know.
    Warning,
    /// It failed.
    Problem,
    /// Something to know.
    Info,
}

/// A banner with `title` in the color of its tone and whatever `add` puts below: text, buttons.
///
/// Assistive technology reads the title when it appears, a problem or warning at once.
pub fn banner<R>(ui: &mut Ui, tone: Tone, title: &str, add: impl FnOnce(&mut Ui) -> R) -> R {
    let (color, ground) = colors(ui, tone);
    let behind = ui.painter().add(Shape::Noop);
    let barred = matches!(tone, Tone::Problem | Tone::Warning);
    let mut margin = Margin::from(egui::vec2(size::CARD_PADDING, space::M));
    if barred {
        margin.left += Margin::from(size::BAR).left;
    }
    let shown = Frame::NONE.inner_margin(margin).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.vertical(|ui| {
            let title = ui.add(Label::new(Text::Cause.job(title, color)).selectable(true));
            let live = if barred {
                accesskit::Live::Assertive
            } else {
                accesskit::Live::Polite
            };
            ui.ctx()
                .accesskit_node_builder(title.id, |node| node.set_live(live));
            add(ui)
        })
        .inner
    });
    let rect = shown.response.rect;
    let shape = if barred {
        barred_shape(rect, color, ground)
    } else {
        RectShape::filled(rect, size::CARD_RADIUS, ground).into()
    };
    ui.painter().set(behind, shape);
    shown.inner
}

/// The ground with the bar at its left. The bar's color lies under the left corners only, or it would shine through at
/// the right ones.
fn barred_shape(rect: Rect, color: Color32, ground: Color32) -> Shape {
    let outer = CornerRadius::from(size::CARD_RADIUS);
    let inner = CornerRadius::from(size::CARD_RADIUS - size::BAR);
    let mut bar = rect;
    bar.max.x = bar.min.x + 2.0 * size::CARD_RADIUS;
    let mut inside = rect;
    inside.min.x += size::BAR;
    let left = CornerRadius {
        ne: 0,
        se: 0,
        ..outer
    };
    let rest = CornerRadius {
        nw: inner.nw,
        sw: inner.sw,
        ..outer
    };
    Shape::Vec(vec![
        RectShape::filled(bar, left, color).into(),
        RectShape::filled(inside, rest, ground).into(),
    ])
}

fn colors(ui: &Ui, tone: Tone) -> (Color32, Color32) {
    let palette = palette(ui);
    match tone {
        Tone::Success => (palette.success, palette.success_ground),
        Tone::Warning => (palette.warning, palette.warning_ground),
        Tone::Problem => (palette.problem, palette.problem_ground),
        Tone::Info => (palette.text, palette.soft),
    }
}
