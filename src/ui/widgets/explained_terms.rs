//! Words, each with what it means.

use egui::{Align, Layout, Rect, Ui, UiBuilder, vec2};

use super::hint;
use crate::ui::theme::{Text, palette, size, space};

/// Terms in two columns where there is room, each above its explanation.
pub fn explained_terms(ui: &mut Ui, terms: &[(&str, &str)]) {
    let columns = if ui.available_width() >= size::COLUMN {
        2
    } else {
        1
    };
    for row in terms.chunks(columns) {
        let start = ui.cursor().min;
        #[expect(clippy::cast_precision_loss, reason = "one column or two")]
        let count = columns as f32;
        let width = (ui.available_width() - space::XXL * (count - 1.0)) / count;
        let mut left = start.x;
        let mut bottom = start.y;
        for (term, explanation) in row {
            let place = Rect::from_min_size(egui::pos2(left, start.y), vec2(width, 0.0));
            let shown = ui.scope_builder(
                UiBuilder::new()
                    .max_rect(place)
                    .layout(Layout::top_down(Align::Min)),
                |ui| {
                    let color = palette(ui).text;
                    ui.add(egui::Label::new(Text::Strong.job(term, color)));
                    ui.add_space(space::XXS);
                    hint(ui, explanation);
                },
            );
            bottom = bottom.max(shown.response.rect.bottom());
            left += width + space::XXL;
        }
        let used = bottom - ui.cursor().top();
        ui.add_space(used.max(0.0) + space::L);
    }
}
