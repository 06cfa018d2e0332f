//! Names and values, one below the other.

use egui::{Label, Rect, Role, Sense, Ui, UiBuilder, Vec2, WidgetInfo, vec2};

use crate::ui::theme::{Text, palette, size, space};

/// The values stand in a column of their own where there is room, else below their names. Assistive technology reads "Name
/// lookup: 198.51.100.7 in 9 ms".
pub fn facts<'a>(ui: &mut Ui, facts: impl IntoIterator<Item = (&'a str, &'a str)>) {
    let width = ui.available_width();
    let indent = if width > 2.0 * size::FACT_NAME {
        size::FACT_NAME
    } else {
        0.0
    };
    for (name, value) in facts {
        fact(ui, name, value, width, indent);
        ui.add_space(space::XS);
    }
}

fn fact(ui: &mut Ui, name: &str, value: &str, width: f32, indent: f32) {
    let palette = palette(ui);
    let name_galley = Text::Hint.galley(ui, name, palette.muted, width);
    let value_galley = Text::Code.galley(ui, value, palette.text, width - indent);
    let below = if indent == 0.0 {
        name_galley.size().y
    } else {
        0.0
    };
    let height = name_galley.size().y.max(below + value_galley.size().y);
    let (rect, _) = ui.allocate_exact_size(Vec2::new(width, height), Sense::hover());
    ui.painter().galley(rect.min, name_galley, palette.muted);
    let place = Rect::from_min_max(rect.min + vec2(indent, below), rect.max);
    ui.scope_builder(UiBuilder::new().max_rect(place), |ui| {
        let response = ui.add(Label::new(value_galley).selectable(true));
        let spoken = format!("{name}: {value}");
        response.widget_info(|| WidgetInfo::labeled(Role::Label, ui.is_enabled(), &spoken));
    });
}
