//! An answer on the summary, with the button that goes back to it.

use egui::{Align, Label, Layout, Rect, Ui, UiBuilder, vec2};

use super::{ButtonKind, button};
use crate::ui::theme::{Text, palette, size, space};

/// A row with `label`, the answer and, with `change` as its accessible name, a button "Change". Returns whether it was
/// pressed.
pub fn answer_row(ui: &mut Ui, label: &str, answer: &str, change: Option<&str>) -> bool {
    let palette = palette(ui);
    let width = ui.available_width();
    let button_width = Text::Button
        .galley(ui, "Change", palette.text, f32::INFINITY)
        .size()
        .x
        + 2.0 * size::BUTTON_PADDING;
    let start = ui.cursor().min;
    let text = Rect::from_min_size(start, vec2(width - button_width - space::L, 0.0));
    let text = ui.scope_builder(
        UiBuilder::new()
            .max_rect(text)
            .layout(Layout::top_down(Align::Min)),
        |ui| {
            ui.add_space(space::XS);
            ui.add(Label::new(Text::Hint.job(label, palette.muted)).selectable(false));
            let mut job = Text::Body.job(answer, palette.text);
            job.wrap.max_width = ui.available_width();
            job.wrap.break_anywhere = !answer.contains(' ');
            let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
            ui.add(Label::new(galley).selectable(true));
            ui.add_space(space::XS);
        },
    );
    let whole = Rect::from_min_size(
        start,
        vec2(width, text.response.rect.height().max(size::BUTTON)),
    );
    ui.scope_builder(
        UiBuilder::new()
            .max_rect(whole)
            .layout(Layout::right_to_left(Align::Center)),
        |ui| {
            change.is_some_and(|name| {
                button(ui, ButtonKind::Quiet, "Change")
                    .accessible_name(name)
                    .clicked()
            })
        },
    )
    .inner
}
