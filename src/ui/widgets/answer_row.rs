//! Answers on a summary, each with the button that goes back to it.

use egui::{Align, Label, Layout, Rect, Stroke, Ui, UiBuilder, pos2, vec2};

use super::{ButtonKind, button};
use crate::ui::theme::{Text, palette, size, space};

/// An answer on a summary.
#[derive(Debug)]
pub struct AnswerRow<'a> {
    /// What was asked.
    pub label: &'a str,
    /// The answer.
    pub answer: &'a str,
    /// The accessible name of the button "Change"; `None` where there is nothing to change.
    pub change: Option<String>,
}

/// The rows below each other, with a hairline between them. Returns the place of the one whose "Change" was pressed.
pub fn answer_rows(ui: &mut Ui, rows: &[AnswerRow<'_>]) -> Option<usize> {
    let mut pressed = None;
    for (place, row) in rows.iter().enumerate() {
        if place > 0 {
            let line = ui.max_rect().x_range();
            let hairline = Stroke::new(size::EDGE, palette(ui).line);
            ui.painter().hline(line, ui.cursor().top(), hairline);
        }
        if answer_row(ui, row) {
            pressed = Some(place);
        }
    }
    pressed
}

fn answer_row(ui: &mut Ui, row: &AnswerRow<'_>) -> bool {
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
            ui.add_space(space::S);
            ui.add(Label::new(Text::Hint.job(row.label, palette.muted)).selectable(false));
            let mut job = Text::Body.job(row.answer, palette.text);
            job.wrap.max_width = ui.available_width();
            job.wrap.break_anywhere = !row.answer.contains(' ');
            let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
            ui.add(Label::new(galley).selectable(true));
            ui.add_space(space::S);
        },
    );
    let height = text.response.rect.height().max(size::BUTTON);
    // The text of the quiet button ends where the rows do.
    let whole = Rect::from_min_max(
        start,
        pos2(start.x + width + size::BUTTON_PADDING, start.y + height),
    );
    let mut right = ui.new_child(
        UiBuilder::new()
            .id_salt(row.label)
            .max_rect(whole)
            .layout(Layout::right_to_left(Align::Center)),
    );
    row.change.as_ref().is_some_and(|name| {
        button(&mut right, ButtonKind::Quiet, "Change")
            .accessible_name(name.as_str())
            .clicked()
    })
}
