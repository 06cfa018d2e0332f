//! What stands where a result would stand: success, a warning, a problem, news.

use egui::{
    Color32, CornerRadius, Frame, Label, Margin, Rect, Shape, Ui, accesskit::Live,
    epaint::RectShape,
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
    let live = if matches!(tone, Tone::Problem | Tone::Warning) {
        Live::Assertive
    } else {
        Live::Polite
    };
    banner_said(ui, tone, title, live, add)
}

/// A banner of which assistive technology reads nothing by itself, because something else on the page is read.
pub fn quiet_banner<R>(ui: &mut Ui, tone: Tone, title: &str, add: impl FnOnce(&mut Ui) -> R) -> R {
    banner_said(ui, tone, title, Live::Off, add)
}

fn banner_said<R>(
    ui: &mut Ui,
    tone: Tone,
    title: &str,
    live: Live,
    add: impl FnOnce(&mut Ui) -> R,
) -> R {
    let (color, ground) = colors(ui, tone);
    let behind = ui.painter().add(Shape::Noop);
    let barred = matches!(tone, Tone::Problem | Tone::Warning);
    let mut margin = Margin::from(egui::vec2(size::CARD_PADDING, space::L));
    if barred {
        margin.left += Margin::from(size::BAR).left;
    }
    let shown = Frame::NONE.inner_margin(margin).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.vertical(|ui| {
            let title = ui.add(Label::new(Text::Cause.job(title, color)).selectable(true));
            ui.ctx()
                .accesskit_node_builder(title.id, |node| node.set_live(live));
            ui.add_space(space::XS);
            add(ui)
        })
        .inner
    });
    ui.painter().set(
        behind,
        ground_shape(shown.response.rect, ground, barred.then_some(color)),
    );
    shown.inner
}

/// The ground, with a bar at its left where the tone has one.
fn ground_shape(rect: Rect, ground: Color32, bar: Option<Color32>) -> Shape {
    let whole = CornerRadius::from(size::CARD_RADIUS);
    let Some(bar) = bar else {
        return RectShape::filled(rect, whole, ground).into();
    };
    let mut left = rect;
    left.max.x = left.min.x + 2.0 * size::CARD_RADIUS;
    let inner = CornerRadius::from(size::CARD_RADIUS - size::BAR);
    let mut inside = rect;
    inside.min.x += size::BAR;
    Shape::Vec(vec![
        RectShape::filled(
            left,
            CornerRadius {
                ne: 0,
                se: 0,
                ..whole
            },
            bar,
        )
        .into(),
        RectShape::filled(
            inside,
            CornerRadius {
                nw: inner.nw,
                sw: inner.sw,
                ..whole
            },
            ground,
        )
        .into(),
    ])
}

pub(super) fn colors(ui: &Ui, tone: Tone) -> (Color32, Color32) {
    let palette = palette(ui);
    match tone {
        Tone::Success => (palette.success, palette.success_ground),
        Tone::Warning => (palette.warning, palette.warning_ground),
        Tone::Problem => (palette.problem, palette.problem_ground),
        Tone::Info => (palette.text, palette.soft),
    }
}
