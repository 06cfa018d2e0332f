//! What stands where a result would stand: success, a warning, a problem, news.

use egui::{Color32, CornerRadius, Frame, Label, Margin, Shape, Ui, accesskit, epaint::RectShape};

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
    let whole = RectShape::filled(rect, size::CARD_RADIUS, if barred { color } else { ground });
    let shape = if barred {
        let mut inside = rect;
        inside.min.x += size::BAR;
        let mut corners = CornerRadius::from(size::CARD_RADIUS);
        let left = CornerRadius::from(size::CARD_RADIUS - size::BAR);
        (corners.nw, corners.sw) = (left.nw, left.sw);
        Shape::Vec(vec![
            whole.into(),
            RectShape::filled(inside, corners, ground).into(),
        ])
    } else {
        whole.into()
    };
    ui.painter().set(behind, shape);
    shown.inner
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
