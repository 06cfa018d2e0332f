//! The steps of the wizard in one line, for a window without room for the rail.

use egui::text::TextWrapping;
use egui::{Align2, Pos2, Rect, Role, Sense, Stroke, Ui, Vec2, WidgetInfo};

use super::{Mark, RailStep, StepState, paint_mark, paint_sign};
use crate::ui::theme::{Palette, Text, palette, size, space};

/// The steps at the top of `ui`: the program's sign, "Step 3 of 6 · Credentials", then `note` where there is room for it, and a dot a step.
/// The answer says whether there was room; a page that has none shows the note elsewhere.
pub fn step_line(ui: &mut Ui, steps: &[RailStep<'_>], note: &str) -> bool {
    let palette = palette(ui);
    let whole = ui.max_rect();
    let inside = ground(ui, whole);
    let text_end = words(ui, inside, &spoken(steps), Text::Label);
    let behind = Rect::from_min_max(Pos2::new(text_end + space::L, inside.top()), inside.max);
    let dots_start = dots(ui, behind, steps);
    ui.advance_cursor_after_rect(line_of(whole));

    let note_width = Text::Hint
        .galley(ui, note, palette.muted, f32::INFINITY)
        .size()
        .x;
    let room = Rect::from_min_max(
        Pos2::new(text_end + space::L, inside.top()),
        Pos2::new(dots_start - space::L, inside.bottom()),
    );
    let fits = note_width <= room.width();
    if fits && !note.is_empty() {
        words(ui, room, note, Text::Hint);
    }
    fits
}

/// The same line on a page without steps, with the program's name. Returns what is left of `whole`.
pub(super) fn title_line(ui: &Ui, whole: Rect) -> Rect {
    let inside = ground(ui, whole);
    words(ui, inside, "Talkdesk setup", Text::Label);
    whole.with_min_y(line_of(whole).bottom())
}

fn line_of(whole: Rect) -> Rect {
    Rect::from_min_size(whole.min, Vec2::new(whole.width(), size::STEP_LINE))
}

/// Draws the ground and the program's sign, and returns the room between that and the menu.
fn ground(ui: &Ui, whole: Rect) -> Rect {
    let palette = palette(ui);
    let whole = line_of(whole);
    let line = Stroke::new(size::EDGE, palette.line);
    ui.painter().rect_filled(whole, 0.0, palette.rail);
    ui.painter()
        .hline(whole.x_range(), whole.bottom() - size::EDGE / 2.0, line);

    let mut inside = whole.shrink2(Vec2::new(space::XL, 0.0));
    let sign = Rect::from_min_size(
        Pos2::new(inside.left(), inside.center().y - size::SMALL_SIGN / 2.0),
        Vec2::splat(size::SMALL_SIGN),
    );
    paint_sign(ui.painter(), sign, palette);
    inside.min.x = sign.right() + space::M;
    inside.max.x = whole.right() - size::MENU_SIDE - size::MENU - space::S;
    inside
}

fn spoken(steps: &[RailStep<'_>]) -> String {
    let current = steps.iter().position(RailStep::is_here).unwrap_or(0);
    let label = steps.get(current).map_or("", |step| step.label);
    format!("Step {} of {} · {label}", current + 1, steps.len())
}

/// Shows `text` at the left of `inside`, cut off where there is no room, and returns where it ends.
fn words(ui: &Ui, inside: Rect, text: &str, style: Text) -> f32 {
    let palette = palette(ui);
    let color = if style == Text::Hint {
        palette.muted
    } else {
        palette.text
    };
    let mut job = style.job(text, color);
    job.wrap = TextWrapping::truncate_at_width(inside.width());
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let place = Align2::LEFT_CENTER.align_size_within_rect(galley.size(), inside);
    let response = ui.interact(
        place,
        ui.unique_id().with(("step line", text)),
        Sense::hover(),
    );
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, text));
    ui.painter().galley(place.min, galley, color);
    place.right()
}

/// Paints a dot a step at the right of `inside` and returns where they begin. What is done is filled, what is to come
/// is hollow; where the person is, is longer, or bears the mark of what needs attention. Where there is no room for all
/// of them there is none: the words say where the person is.
fn dots(ui: &Ui, inside: Rect, steps: &[RailStep<'_>]) -> f32 {
    let width = |step: &RailStep<'_>| {
        if step.is_here() {
            size::STEP_HERE
        } else {
            size::STEP_DOT
        }
    };
    let total: f32 = steps.iter().map(|step| width(step) + space::S).sum();
    if total > inside.width() {
        return inside.right();
    }
    let mut right = inside.right();
    for step in steps.iter().rev() {
        let center = Pos2::new(right - width(step) / 2.0, inside.center().y);
        dot(ui, center, step.state, palette(ui));
        right -= width(step) + space::S;
    }
    right
}

fn dot(ui: &Ui, center: Pos2, state: StepState, palette: &Palette) {
    let radius = size::STEP_DOT / 2.0;
    let painter = ui.painter();
    match state {
        StepState::Done => {
            painter.circle_filled(center, radius, palette.accent);
        }
        StepState::Current => {
            let pill = Rect::from_center_size(center, Vec2::new(size::STEP_HERE, size::STEP_DOT));
            painter.rect_filled(pill, radius, palette.accent);
        }
        StepState::ToCome => {
            let edge = Stroke::new(size::EDGE, palette.edge);
            painter.circle_stroke(center, radius - size::EDGE / 2.0, edge);
        }
        StepState::Attention => paint_mark(
            painter,
            center,
            size::STEP_HERE / 2.0,
            Mark::Attention,
            palette,
        ),
    }
}
