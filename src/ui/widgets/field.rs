//! What all fields have in common: the label above, the box, the hint or error below.

use egui::{
    Context, Id, Label, Rect, Response, Sense, Shape, Stroke, StrokeKind, Ui, accesskit, epaint,
};

use super::{Mark, paint_mark};
use crate::ui::theme::{Text, palette, size, space};

/// The identity of the field that was given `id`, to see whether it has the focus.
#[must_use]
pub fn field_id(id: &'static str) -> Id {
    Id::unique(("field", id))
}

/// Gives the focus to the field that was given `id` when it is shown next, in this picture or a later one.
///
/// It is safer than asking egui for the focus at once: a click takes the focus away from all that is drawn after the
/// button.
pub fn focus_field(ctx: &Context, id: &'static str) {
    ctx.data_mut(|data| data.insert_temp(wanted_id(), field_id(id)));
    ctx.request_repaint();
}

/// Takes the focus where [`focus_field`] wants this field to have it.
pub(super) fn take_focus(response: &Response) {
    let ctx = &response.ctx;
    if ctx.data(|data| data.get_temp(wanted_id())) == Some(response.id) {
        ctx.data_mut(|data| data.remove::<Id>(wanted_id()));
        response.request_focus();
        ctx.request_repaint();
    }
}

/// Whether the field got the focus by the Tab key just now. One that was drawn already gets it in the next picture.
pub(super) fn was_reached_by_tab(response: &Response) -> bool {
    let ctx = &response.ctx;
    let picture = ctx.cumulative_frame_nr();
    let id = Id::unique("the picture in which Tab was pressed");
    if ctx.input(|input| input.key_pressed(egui::Key::Tab)) {
        ctx.data_mut(|data| data.insert_temp(id, picture));
    }
    let last = ctx.data(|data| data.get_temp::<u64>(id));
    response.gained_focus() && last.is_some_and(|last| picture - last <= 1)
}

/// The label above a field. A click on it is a click on the field.
pub(super) fn label(ui: &mut Ui, text: &str, field: Id) -> Response {
    let color = palette(ui).text;
    let label = ui.add(
        Label::new(Text::Label.job(text, color))
            .selectable(false)
            .sense(Sense::CLICK),
    );
    if label.clicked() {
        ui.memory_mut(|memory| memory.request_focus(field));
    }
    ui.add_space(space::LABEL_TO_FIELD);
    label
}

/// The label above a group of check boxes.
pub fn group_label(ui: &mut Ui, text: &str) -> Response {
    let color = palette(ui).text;
    let label = ui.add(Label::new(Text::Label.job(text, color)).selectable(false));
    ui.add_space(space::XXS);
    label
}

/// The hint below a field, or the error in its place.
pub(super) fn below(ui: &mut Ui, hint: Option<&str>, error: Option<&str>) {
    if let Some(error) = error {
        ui.add_space(space::LABEL_TO_FIELD);
        error_line(ui, error);
    } else if let Some(hint) = hint {
        ui.add_space(space::LABEL_TO_FIELD);
        super::hint(ui, hint);
    }
}

/// Tells assistive technology what stands below the field, beside `state`, and whether it is an error.
pub(super) fn describe(
    response: &Response,
    state: Option<&str>,
    hint: Option<&str>,
    error: Option<&str>,
) {
    let parts: Vec<&str> = state.into_iter().chain(error.or(hint)).collect();
    response.ctx.accesskit_node_builder(response.id, |node| {
        if !parts.is_empty() {
            node.set_description(parts.join(". "));
        }
        if error.is_some() {
            node.set_invalid(accesskit::Invalid::True);
        }
    });
}

/// The ground and edge of a field, to be put behind what is drawn in it.
pub(super) fn frame(ui: &Ui, rect: Rect, hovered: bool, error: bool) -> Shape {
    let palette = palette(ui);
    let edge = match (error, hovered) {
        (true, _) => Stroke::new(size::ERROR_EDGE, palette.problem),
        (false, true) => Stroke::new(size::EDGE, palette.text),
        (false, false) => Stroke::new(size::EDGE, palette.edge),
    };
    epaint::RectShape::new(rect, size::RADIUS, palette.field, edge, StrokeKind::Inside).into()
}

fn wanted_id() -> Id {
    Id::unique("the field that is to have the focus")
}

/// An error, as it stands below what it is about. Assistive technology reads it out when it comes.
pub fn error_line(ui: &mut Ui, error: &str) {
    let palette = palette(ui);
    let indent = size::RADIO + space::LABEL_TO_FIELD;
    let galley = Text::StrongHint.galley(ui, error, palette.problem, ui.available_width() - indent);
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = space::LABEL_TO_FIELD;
        let line = egui::vec2(size::RADIO, Text::StrongHint.line_height());
        let (rect, _) = ui.allocate_exact_size(line, Sense::hover());
        paint_mark(
            ui.painter(),
            rect.center(),
            size::RADIO / 2.0,
            Mark::Attention,
            palette,
        );
        let label = ui.add(Label::new(galley).selectable(true));
        ui.ctx()
            .accesskit_node_builder(label.id, |node| node.set_live(accesskit::Live::Polite));
    });
}
