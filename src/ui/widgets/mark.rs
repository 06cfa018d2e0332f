//! The marks of results and steps: painted shapes, so that none depends on a font or on color alone.

use std::{f32::consts::TAU, time::Duration};

use egui::{
    Align2, Color32, Painter, Pos2, Response, Sense, Shape, Stroke, Ui, Vec2, epaint::PathShape,
    vec2,
};

use crate::ui::theme::{FRAME, Palette, Text, palette, reduced_motion, size};

/// The time between two moves of a running mark.
const TICK: Duration = Duration::from_millis(500);

/// How many moves bring a running mark around.
const TICKS_IN_A_TURN: f64 = 4.0;

/// A mark. The shape says what the color says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// A result: it went well.
    Done,
    /// A result: it failed.
    Failed,
    /// A result with a warning.
    Warning,
    /// A result that is not there yet.
    Waiting,
    /// A result that is being found out.
    Running,
    /// The step where the person is, with its number.
    Current(u8),
    /// A step to come, with its number.
    ToCome(u8),
    /// A step that is done.
    DoneStep,
    /// A step that needs attention.
    Attention,
}

/// Shows a mark of the size that results have. It says nothing to assistive technology: the words beside it do.
pub fn mark(ui: &mut Ui, mark: Mark) -> Response {
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(size::MARK), Sense::hover());
    if ui.is_rect_visible(rect) {
        paint_mark(
            ui.painter(),
            rect.center(),
            size::MARK / 2.0,
            mark,
            palette(ui),
        );
    }
    response
}

/// Paints a mark around `center`. A running one asks for the next picture itself.
pub fn paint_mark(painter: &Painter, center: Pos2, radius: f32, mark: Mark, palette: &Palette) {
    let ring = |color| {
        painter.circle_stroke(
            center,
            radius - size::EDGE / 2.0,
            Stroke::new(size::EDGE, color),
        )
    };
    match mark {
        Mark::Done => {
            painter.circle_filled(center, radius, palette.success_ground);
            check(painter, center, radius, palette.success);
        }
        Mark::Failed => {
            painter.circle_filled(center, radius, palette.problem_ground);
            cross(painter, center, radius, palette.problem);
        }
        Mark::Warning => {
            painter.circle_filled(center, radius, palette.warning_ground);
            bang(painter, center, radius, palette.warning);
        }
        // No ring: that would look like a radio button.
        Mark::Waiting => {
            painter.circle_filled(center, size::WAITING_DOT / 2.0, palette.edge);
        }
        Mark::Running => running(painter, center, radius, palette),
        Mark::Current(number) => {
            let stroke = Stroke::new(size::MARK_LINE, palette.accent);
            painter.circle(center, radius - stroke.width / 2.0, palette.bg, stroke);
            numeral(painter, center, number, palette.accent);
        }
        Mark::ToCome(number) => {
            ring(palette.edge);
            numeral(painter, center, number, palette.muted);
        }
        Mark::DoneStep => {
            painter.circle_filled(center, radius, palette.accent);
            check(painter, center, radius, palette.on_accent);
        }
        Mark::Attention => {
            painter.circle_filled(center, radius, palette.problem);
            bang(painter, center, radius, palette.bg);
        }
    }
}

/// A check mark within a circle of `radius`.
pub(super) fn check(painter: &Painter, center: Pos2, radius: f32, color: Color32) {
    let points = [vec2(-0.38, 0.04), vec2(-0.11, 0.30), vec2(0.40, -0.27)];
    line(
        painter,
        points.map(|point| center + point * radius).into(),
        color,
    );
}

fn cross(painter: &Painter, center: Pos2, radius: f32, color: Color32) {
    let arm = 0.30 * radius;
    for corner in [vec2(arm, arm), vec2(arm, -arm)] {
        line(painter, vec![center - corner, center + corner], color);
    }
}

fn bang(painter: &Painter, center: Pos2, radius: f32, color: Color32) {
    let top = center - vec2(0.0, 0.48 * radius);
    line(painter, vec![top, center + vec2(0.0, 0.08 * radius)], color);
    painter.circle_filled(
        center + vec2(0.0, 0.44 * radius),
        size::MARK_LINE * 0.6,
        color,
    );
}

fn running(painter: &Painter, center: Pos2, radius: f32, palette: &Palette) {
    let width = size::MARK_LINE;
    let radius = radius - width / 2.0;
    painter.circle_stroke(center, radius, Stroke::new(width, palette.line));
    let turn = turn(painter.ctx());
    let arc = (0_u8..=16).map(|step| {
        let angle = TAU * (turn + f32::from(step) / 16.0 * 0.3) - TAU / 4.0;
        center + Vec2::angled(angle) * radius
    });
    line(painter, arc.collect(), palette.accent);
}

/// How far a running mark has turned, in parts of a turn: like the hand of a clock it moves on twice a second, takes as
/// long as every movement does, and rests. It asks for the next picture itself, while it rests only for the next move.
fn turn(ctx: &egui::Context) -> f32 {
    if reduced_motion(ctx) {
        return 0.0;
    }
    let period = TICK.as_secs_f64();
    let seconds = ctx.input(|input| input.time);
    let since_tick = seconds % period;
    let moving = f64::from(ctx.global_style().animation_time);
    ctx.request_repaint_after(if since_tick < moving {
        FRAME
    } else {
        Duration::from_secs_f64(period - since_tick)
    });
    let moved = (since_tick / moving).min(1.0);
    let ticks = (seconds / period).floor() % TICKS_IN_A_TURN;
    #[expect(clippy::cast_possible_truncation, reason = "a part of one turn")]
    let turn = ((ticks + moved) / TICKS_IN_A_TURN) as f32;
    turn
}

fn numeral(painter: &Painter, center: Pos2, number: u8, color: Color32) {
    painter.text(
        center,
        Align2::CENTER_CENTER,
        number,
        Text::Mark.font(),
        color,
    );
}

fn line(painter: &Painter, points: Vec<Pos2>, color: Color32) {
    let width = size::MARK_LINE;
    let ends = [points.first().copied(), points.last().copied()];
    painter.add(Shape::Path(PathShape::line(
        points,
        Stroke::new(width, color),
    )));
    for end in ends.into_iter().flatten() {
        painter.circle_filled(end, width / 2.0, color);
    }
}
