//! A choice of one among several options, of which only the chosen one is shown.

use egui::{ComboBox, Id, Response, Stroke, Ui, Vec2};

use super::field;
use crate::ui::theme::{Text, palette, size, space};

/// A field that opens a list of `options`, and what stands `beside` it. The response is that of the field and says whether the
/// choice has changed.
pub fn drop_down(
    ui: &mut Ui,
    label: &str,
    selected: &mut usize,
    options: &[&str],
    beside: impl FnOnce(&mut Ui),
) -> Response {
    ui.vertical(|ui| {
        let id = Id::unique(("drop down", label));
        let label = field::label(ui, label, id);
        let before = *selected;
        let mut response = ui
            .horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = Vec2::new(space::M, space::S);
                let response = ui
                    .scope(|ui| field_with_list(ui, id, selected, options))
                    .inner;
                beside(ui);
                response
            })
            .inner;
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.push_labelled_by(label.id.accesskit_id());
            // Its label takes the place of its text, so that the choice has to be said beside it.
            node.set_description(options.get(*selected).copied().unwrap_or_default());
        });
        if *selected != before {
            response.mark_changed();
        }
        response
    })
    .inner
}

fn field_with_list(ui: &mut Ui, id: Id, selected: &mut usize, options: &[&str]) -> Response {
    let palette = palette(ui);
    let widgets = &mut ui.visuals_mut().widgets;
    for state in [
        &mut widgets.inactive,
        &mut widgets.hovered,
        &mut widgets.active,
        &mut widgets.open,
    ] {
        state.weak_bg_fill = palette.field;
        state.bg_stroke = Stroke::new(size::EDGE, palette.edge);
        state.fg_stroke = Stroke::new(size::MARK_LINE, palette.text);
        state.expansion = 0.0;
    }
    ui.spacing_mut().button_padding.x = size::FIELD_PADDING;
    ui.spacing_mut().interact_size.y = size::BUTTON;
    let shown = options.get(*selected).copied().unwrap_or_default();
    ComboBox::from_id_salt(id)
        .width(size::DROP_DOWN.min(ui.available_width()))
        .selected_text(Text::Body.job(shown, palette.text))
        .show_ui(ui, |ui| {
            for (place, option) in options.iter().enumerate() {
                ui.selectable_value(selected, place, Text::Body.job(option, palette.text));
            }
        })
        .response
}
