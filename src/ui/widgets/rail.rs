//! The steps of the wizard: in the rail, or in one line where there is no room for it.

use egui::{
    Align2, Rect, Response, Role, ScrollArea, Sense, Stroke, Ui, UiBuilder, Vec2, WidgetInfo,
    accesskit,
};

use super::{Mark, paint_mark};
use crate::ui::theme::{Text, palette, size, space};

/// How far a step is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepState {
    /// It is done.
    Done,
    /// The person is there.
    Current,
    /// It is to come.
    ToCome,
    /// The person is there, and something needs attention.
    Attention,
}

/// A step of the wizard.
#[derive(Clone, Copy, Debug)]
pub struct RailStep<'a> {
    /// One or two words.
    pub label: &'a str,
    /// How far it is.
    pub state: StepState,
}

/// The rail: the program's sign, the steps and below them `note`, which says where secrets go, or "Practice".
///
/// It fills `ui` and scrolls where the window is too low for it.
pub fn rail(ui: &mut Ui, steps: &[RailStep<'_>], note: &str) {
    let whole = ui.max_rect();
    ui.painter().rect_filled(whole, 0.0, palette(ui).rail);
    let line = Stroke::new(size::EDGE, palette(ui).line);
    ui.painter()
        .vline(whole.right() - size::EDGE / 2.0, whole.y_range(), line);

    let inside = whole.shrink2(Vec2::new(space::L, 0.0));
    ui.scope_builder(UiBuilder::new().max_rect(inside), |ui| {
        ScrollArea::vertical()
            .id_salt("rail")
            .auto_shrink(false)
            .show(ui, |ui| {
                ui.add_space(space::XL);
                sign(ui);
                ui.add_space(space::XL + space::XS);
                ui.scope_builder(
                    UiBuilder::new()
                        .accessibility_role(Role::List)
                        .accessibility_label("Steps"),
                    |ui| {
                        for (index, step) in steps.iter().enumerate() {
                            rail_step(ui, index, step);
                        }
                    },
                );
                footnote(ui, whole.bottom(), note);
            });
    });
}

/// The steps in one line, "Step 3 of 6 · Credentials", with a dot each and `note` below.
pub fn step_line(ui: &mut Ui, steps: &[RailStep<'_>]) {
    let palette = palette(ui);
    let whole = Rect::from_min_size(
        ui.max_rect().min,
        Vec2::new(ui.max_rect().width(), size::STEP_LINE),
    );
    ui.painter().rect_filled(whole, 0.0, palette.rail);
    let line = Stroke::new(size::EDGE, palette.line);
    ui.painter()
        .hline(whole.x_range(), whole.bottom() - size::EDGE / 2.0, line);

    let here =
        |step: &RailStep<'_>| matches!(step.state, StepState::Current | StepState::Attention);
    let current = steps.iter().position(here).unwrap_or(0);
    let label = steps.get(current).map_or("", |step| step.label);
    let text = format!("Step {} of {} · {label}", current + 1, steps.len());
    let response = ui.interact(whole, ui.unique_id().with("step line"), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &text));
    ui.advance_cursor_after_rect(whole);

    let galley = Text::Label.galley(ui, &text, palette.text, f32::INFINITY);
    let inside = whole.shrink2(Vec2::new(space::XL, 0.0));
    let place = Align2::LEFT_CENTER.anchor_size(inside.left_center(), galley.size());
    ui.painter().galley(place.min, galley, palette.text);
    let mut center = inside.right_center() - Vec2::new(size::STEP_DOT / 2.0, 0.0);
    for step in steps.iter().rev() {
        dot(ui, center, step.state);
        center.x -= size::STEP_DOT + space::S;
    }
}

fn rail_step(ui: &mut Ui, index: usize, step: &RailStep<'_>) -> Response {
    let palette = palette(ui);
    let (rect, response) =
        ui.allocate_exact_size(Vec2::new(ui.available_width(), size::STEP), Sense::hover());
    let number = u8::try_from(index + 1).unwrap_or(u8::MAX);
    let here = matches!(step.state, StepState::Current | StepState::Attention);
    let (mark, state) = match step.state {
        StepState::Done => (Mark::DoneStep, "done"),
        StepState::Current => (Mark::Current(number), "current step"),
        StepState::ToCome => (Mark::ToCome(number), "to come"),
        StepState::Attention => (Mark::Attention, "needs attention"),
    };
    let spoken = format!("{}, {state}", step.label);
    response.widget_info(|| WidgetInfo::labeled(Role::ListItem, true, &spoken));
    if here {
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_aria_current(accesskit::AriaCurrent::Step);
        });
        ui.painter().rect_filled(rect, size::RADIUS, palette.soft);
    }

    let center = rect.left_center() + Vec2::new(space::S + size::STEP_MARK / 2.0, 0.0);
    paint_mark(ui.painter(), center, size::STEP_MARK / 2.0, mark, palette);
    let (style, color) = match step.state {
        StepState::Current | StepState::Attention => (Text::Strong, palette.text),
        StepState::Done => (Text::Body, palette.text),
        StepState::ToCome => (Text::Body, palette.muted),
    };
    let start = center + Vec2::new(size::STEP_MARK / 2.0 + space::M, 0.0);
    let galley = style.galley(ui, step.label, color, rect.right() - start.x);
    ui.painter().galley(
        Align2::LEFT_CENTER.anchor_size(start, galley.size()).min,
        galley,
        color,
    );
    response
}

fn sign(ui: &mut Ui) {
    let palette = palette(ui);
    let (rect, _) =
        ui.allocate_exact_size(Vec2::new(ui.available_width(), size::SIGN), Sense::hover());
    let tile = Rect::from_min_size(rect.min + Vec2::new(space::S, 0.0), Vec2::splat(size::SIGN));
    ui.painter()
        .rect_filled(tile, size::RADIUS - 2.0, palette.accent);
    ui.painter().text(
        tile.center(),
        Align2::CENTER_CENTER,
        "t",
        Text::Cause.font(),
        palette.on_accent,
    );
    let start = tile.right_center() + Vec2::new(space::S + 2.0, 0.0);
    let galley = Text::Strong.galley(ui, "Talkdesk setup", palette.text, rect.right() - start.x);
    ui.painter().galley(
        Align2::LEFT_CENTER.anchor_size(start, galley.size()).min,
        galley,
        palette.text,
    );
}

/// The note at the foot of the rail, or below the steps where the window is low.
fn footnote(ui: &mut Ui, bottom: f32, note: &str) {
    if note.is_empty() {
        return;
    }
    let palette = palette(ui);
    let indent = space::S + space::XL;
    let galley = Text::Hint.galley(ui, note, palette.muted, ui.available_width() - indent);
    let free = bottom - space::XL - ui.cursor().top() - galley.size().y;
    ui.add_space(free.max(space::L));
    let (rect, response) = ui.allocate_exact_size(
        Vec2::new(ui.available_width(), galley.size().y),
        Sense::hover(),
    );
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, note));
    lock(
        ui,
        rect.min + Vec2::new(space::S + size::RADIO / 2.0, Text::Hint.line_height() / 2.0),
    );
    ui.painter()
        .galley(rect.min + Vec2::new(indent, 0.0), galley, palette.muted);
    ui.add_space(space::L);
}

fn lock(ui: &Ui, center: egui::Pos2) {
    let color = palette(ui).muted;
    let body = Rect::from_center_size(center + Vec2::new(0.0, 2.5), Vec2::new(11.0, 8.0));
    let shackle = Rect::from_center_size(center - Vec2::new(0.0, 2.0), Vec2::new(6.5, 9.0));
    ui.painter().rect_stroke(
        shackle,
        3.0,
        Stroke::new(1.5, color),
        egui::StrokeKind::Middle,
    );
    ui.painter().rect_filled(body, 2.0, color);
}

fn dot(ui: &Ui, center: egui::Pos2, state: StepState) {
    let palette = palette(ui);
    let radius = size::STEP_DOT / 2.0;
    match state {
        StepState::Done => ui.painter().circle_filled(center, radius, palette.accent),
        StepState::Current => {
            let pill =
                Rect::from_center_size(center, Vec2::new(size::STEP_DOT * 1.75, size::STEP_DOT));
            ui.painter().rect_filled(pill, radius, palette.accent)
        }
        StepState::ToCome => {
            ui.painter()
                .circle_stroke(center, radius - 0.5, Stroke::new(size::EDGE, palette.edge))
        }
        StepState::Attention => ui.painter().circle_filled(center, radius, palette.problem),
    };
}
