//! How far something is.

use egui::{Role, Sense, Ui, WidgetInfo, vec2};

use crate::ui::theme::{palette, size};

/// A thin bar with the part that is done: `(done, total)`. Without a value it is only its room, so that nothing moves
/// when it comes and goes.
pub fn progress(ui: &mut Ui, name: &str, value: Option<(usize, usize)>) {
    let (rect, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), size::PROGRESS), Sense::hover());
    let Some((done, total)) = value else { return };
    response.widget_info(|| WidgetInfo::labeled(Role::ProgressIndicator, ui.is_enabled(), name));
    #[expect(
        clippy::cast_precision_loss,
        reason = "there are some thousands at most"
    )]
    let (done, total) = (done as f32, total.max(1) as f32);
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_min_numeric_value(0.0);
        node.set_max_numeric_value(f64::from(total));
        node.set_numeric_value(f64::from(done));
    });
    let palette = palette(ui);
    let radius = size::PROGRESS / 2.0;
    ui.painter().rect_filled(rect, radius, palette.line);
    let mut part = rect;
    part.set_width(rect.width() * (done / total).clamp(0.0, 1.0));
    ui.painter().rect_filled(part, radius, palette.accent);
}
