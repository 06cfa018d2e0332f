//! The rail: the steps of the wizard at the left of the page.

use egui::{
    Align2, Frame, Id, Margin, Rect, Response, Role, ScrollArea, Sense, Stroke, Ui, UiBuilder,
    Vec2, WidgetInfo, accesskit,
};

use super::{Mark, paint_mark, paint_sign};
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

impl RailStep<'_> {
    /// Whether the person is there.
    pub(super) fn is_here(&self) -> bool {
        matches!(self.state, StepState::Current | StepState::Attention)
    }
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

    ScrollArea::vertical()
        .id_salt("rail")
        .auto_shrink(false)
        .show(ui, |ui| {
            let margin = Margin::from(Vec2::new(space::L, 0.0));
            Frame::NONE.inner_margin(margin).show(ui, |ui| {
                ui.add_space(space::XL);
                sign(ui);
                ui.add_space(space::XL + space::XS);
                let list = UiBuilder::new()
                    .accessibility_role(Role::List)
                    .accessibility_label("Steps");
                ui.scope_builder(list, |ui| {
                    ground_of_current(ui, steps);
                    for (index, step) in steps.iter().enumerate() {
                        rail_step(ui, index, steps.len(), step);
                    }
                });
                footnote(ui, whole.bottom(), note);
            });
        });
}

/// The soft ground of the step where the person is. It glides there from the step before.
fn ground_of_current(ui: &Ui, steps: &[RailStep<'_>]) {
    let Some(current) = steps.iter().position(RailStep::is_here) else {
        return;
    };
    #[expect(clippy::cast_precision_loss, reason = "there are a handful of steps")]
    let below = current as f32 * size::STEP;
    let seconds = ui.style().animation_time;
    let id = Id::unique("the ground of the current step");
    let below = ui.ctx().animate_value_with_time(id, below, seconds);
    let place = Rect::from_min_size(
        ui.cursor().min + Vec2::new(0.0, below),
        Vec2::new(ui.available_width(), size::STEP),
    );
    ui.painter()
        .rect_filled(place, size::RADIUS, palette(ui).soft);
}

fn rail_step(ui: &mut Ui, index: usize, total: usize, step: &RailStep<'_>) -> Response {
    let palette = palette(ui);
    let (rect, response) =
        ui.allocate_exact_size(Vec2::new(ui.available_width(), size::STEP), Sense::hover());
    let number = u8::try_from(index + 1).unwrap_or(u8::MAX);
    let (mark, state) = match step.state {
        StepState::Done => (Mark::DoneStep, "done"),
        StepState::Current => (Mark::Current(number), "current step"),
        StepState::ToCome => (Mark::ToCome(number), "to come"),
        StepState::Attention => (Mark::Attention, "needs attention"),
    };
    let spoken = format!("{}, {state}", step.label);
    response.widget_info(|| WidgetInfo::labeled(Role::ListItem, true, &spoken));
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_description(format!("Step {} of {total}", index + 1));
        if step.is_here() {
            node.set_aria_current(accesskit::AriaCurrent::Step);
        }
    });

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
    paint_sign(ui.painter(), tile, palette);
    let start = tile.right_center() + Vec2::new(space::S + space::XXS, 0.0);
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
    let indent = space::S;
    let galley = Text::Hint.galley(ui, note, palette.muted, ui.available_width() - indent);
    let free = bottom - space::XL - ui.cursor().top() - galley.size().y;
    ui.add_space(free.max(space::L));
    let (rect, response) = ui.allocate_exact_size(
        Vec2::new(ui.available_width(), galley.size().y),
        Sense::hover(),
    );
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, note));
    ui.painter()
        .galley(rect.min + Vec2::new(indent, 0.0), galley, palette.muted);
    ui.add_space(space::L);
}
