//! How a secret field looks: its dots, or for a short time its text.

use egui::text_selection::visuals::paint_text_cursor;
use egui::{Align2, IMEPurpose, Pos2, Rect, Response, Ui, output::IMEOutput, pos2, vec2};

use super::secret_field::State;
use super::{field, focus};
use crate::secret::Secret;
use crate::ui::theme::{Text, palette, size, space};

/// How many dots stand for a secret, whatever its length.
const DOTS: u8 = 12;

/// Paints the field, whose text ends before `right`.
pub(super) fn paint(
    ui: &Ui,
    response: &Response,
    right: f32,
    value: &Secret,
    state: &State,
    error: bool,
) {
    let rect = response.rect;
    ui.painter()
        .add(field::frame(ui, rect, response.hovered(), error));
    let inside = inside(rect, right);
    let end = if state.is_shown() {
        paint_text(ui, inside, value)
    } else {
        paint_dots(ui, inside, value, state.all_selected)
    };
    if response.has_focus() {
        let caret = Rect::from_center_size(end, vec2(0.0, Text::Body.line_height()));
        take_composed_text(ui, rect, caret);
        let since = ui.input(|input| input.time) - state.last_edit;
        if ui.input(|input| input.focused) {
            paint_text_cursor(ui, &ui.painter_at(rect), caret, since);
        }
    }
    focus::ring(ui, response, rect, size::RADIUS);
}

/// Where the text of a field stands, which ends before `right`.
pub(super) fn inside(field: Rect, right: f32) -> Rect {
    Rect::from_min_max(
        pos2(field.left() + size::FIELD_PADDING, field.top()),
        pos2(right - space::S, field.bottom()),
    )
}

/// Asks for text from an input method, which is told that this is a password's field.
fn take_composed_text(ui: &Ui, rect: Rect, cursor_rect: Rect) {
    ui.output_mut(|output| {
        output.ime = Some(IMEOutput {
            purpose: IMEPurpose::Password,
            rect,
            cursor_rect,
            should_interrupt_composition: false,
        });
    });
}

/// The most lines in which a secret is shown; Talkdesk's own take two.
const MOST_LINES: usize = 8;

/// How high a field is in which a secret can be seen as a whole; `room` is the width for its text.
pub(super) fn height_shown(ui: &Ui, room: f32, value: &Secret) -> f32 {
    let font = Text::Code.format(palette(ui).text).font_id;
    let letter = ui.fonts_mut(|fonts| fonts.glyph_width(&font, '0'));
    let letters = value.expose().chars().fold(0.0, |letters, _| letters + 1.0);
    let lines = (letters / (room / letter).floor().max(1.0)).ceil();
    #[expect(clippy::cast_precision_loss, reason = "there are a handful of lines")]
    let lines = lines.min(MOST_LINES as f32);
    (lines * Text::Code.line_height() + space::XS).max(size::FIELD)
}

/// Paints the text itself and returns where the caret stands.
fn paint_text(ui: &Ui, inside: Rect, value: &Secret) -> Pos2 {
    let color = palette(ui).text;
    let mut job = Text::Code.job(value.expose(), color);
    job.wrap.max_width = inside.width();
    job.wrap.max_rows = MOST_LINES;
    job.wrap.break_anywhere = true;
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let place = Align2::LEFT_CENTER.align_size_within_rect(galley.size(), inside);
    let caret = galley
        .pos_from_cursor(galley.end())
        .translate(place.min.to_vec2());
    ui.painter_at(inside.expand(space::XS))
        .galley(place.min, galley, color);
    caret.center()
}

/// Paints the dots and returns where the caret stands.
fn paint_dots(ui: &Ui, inside: Rect, value: &Secret, all_selected: bool) -> Pos2 {
    let start = inside.left_center();
    if value.is_empty() {
        return start;
    }
    let palette = palette(ui);
    let step = size::SECRET_DOT + space::XS;
    let end = start + vec2(f32::from(DOTS) * step, 0.0);
    if all_selected {
        let ground =
            Rect::from_min_max(start, end).expand2(vec2(0.0, Text::Body.line_height() / 2.0));
        ui.painter()
            .rect_filled(ground, space::XXS, palette.selection());
    }
    for dot in 0..DOTS {
        let center = start + vec2((f32::from(dot) + 0.5) * step, 0.0);
        ui.painter()
            .circle_filled(center, size::SECRET_DOT / 2.0, palette.text);
    }
    end
}
