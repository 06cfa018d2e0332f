//! A step of an instruction: a box to tick, and a picture that can be shown.

use egui::{Align, Layout, Rect, Ui, UiBuilder, Vec2};

use super::{check_row, details::small_disclosure};
use crate::ui::theme::{size, space};

/// What was done to a step of an instruction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InstructionResponse {
    /// Whether it was ticked or unticked.
    pub ticked: bool,
    /// Whether its picture is to be shown or hidden.
    pub picture_pressed: bool,
}

/// A check box with `label`, and at the right edge the button that shows and hides the step's picture; its accessible name
/// is "Picture of step 2" for the `number` 2. The picture itself comes from the caller.
pub fn instruction(
    ui: &mut Ui,
    number: usize,
    ticked: &mut bool,
    label: &str,
    picture_shown: bool,
) -> InstructionResponse {
    let start = ui.cursor().min;
    let width = ui.available_width();
    let text = Rect::from_min_size(start, Vec2::new(width - size::TARGET - space::S, 0.0));
    let builder = UiBuilder::new()
        .max_rect(text)
        .layout(Layout::top_down(Align::Min));
    let changed = ui
        .scope_builder(builder, |ui| check_row(ui, ticked, label).changed())
        .inner;
    let square = Rect::from_min_size(
        start + Vec2::new(width - size::TARGET, 0.0),
        Vec2::splat(size::TARGET),
    );
    let tip = if picture_shown {
        "Hide the picture"
    } else {
        "Show a picture"
    };
    let name = format!("Picture of step {number}");
    let id = ui.scope_id().with(("picture", number));
    ui.expand_to_include_rect(square);
    let picture = small_disclosure(ui, id, square, picture_shown, &name, tip);
    InstructionResponse {
        ticked: changed,
        picture_pressed: picture.clicked(),
    }
}
