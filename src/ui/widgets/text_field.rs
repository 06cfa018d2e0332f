//! A field for one line of text.

use egui::{
    Align2, Color32, Context, Frame, Id, Margin, Response, RichText, Shape, TextEdit, Ui, Vec2,
    text::{CCursor, CCursorRange},
    text_edit::TextEditState,
};

use super::{field, focus};
use crate::ui::theme::{Text, palette, size};

/// A field for one line of text, with its label above and its hint or error below.
#[derive(Debug)]
pub struct TextField<'a> {
    /// What [`field_id`](super::field_id) turns into the identity of the field.
    pub id: &'static str,
    /// The label, which is the accessible name too.
    pub label: &'a str,
    /// The text.
    pub value: &'a mut String,
    /// What an empty field shows.
    pub placeholder: &'a str,
    /// What stands below.
    pub hint: Option<&'a str>,
    /// What stands below instead of the hint, while there is an error.
    pub error: Option<&'a str>,
    /// Whether the text is read letter by letter.
    pub monospace: bool,
}

impl TextField<'_> {
    /// Shows the field as wide as there is room.
    pub fn show(self, ui: &mut Ui) -> Response {
        ui.vertical(|ui| self.contents(ui)).inner
    }

    fn contents(self, ui: &mut Ui) -> Response {
        let Self {
            id,
            label,
            value,
            placeholder,
            hint,
            error,
            monospace,
        } = self;
        let id = field::field_id(id);
        let label = field::label(ui, label, id);
        let palette = palette(ui);
        let style = if monospace { Text::Code } else { Text::Body };

        let behind = ui.painter().add(Shape::Noop);
        let margin = Margin::from(Vec2::new(size::FIELD_PADDING, 0.0));
        let response = ui.add(
            TextEdit::singleline(value)
                .id(id)
                .font(style.font())
                .text_color(palette.text)
                .hint_text(
                    RichText::new(placeholder)
                        .font(style.font())
                        .color(palette.muted),
                )
                .background_color(Color32::TRANSPARENT)
                .frame(Frame::NONE.inner_margin(margin))
                .align(Align2::LEFT_CENTER)
                .desired_width(f32::INFINITY)
                .min_size(Vec2::new(0.0, size::FIELD)),
        );
        let frame = field::frame(ui, response.rect, response.hovered(), error.is_some());
        ui.painter().set(behind, frame);
        field::take_focus(&response);
        if field::was_reached_by_tab(&response) {
            select_all(ui.ctx(), id, value);
        }
        focus::ring(ui, &response, response.rect, size::RADIUS);
        if response.has_focus() {
            ui.data_mut(|data| data.insert_temp(shown_with_focus(), response.id));
        }

        field::describe(&response, None, hint, error);
        field::below(ui, hint, error);
        response.labelled_by(label.id)
    }
}

/// Selects the whole text, so that what is typed takes its place.
fn select_all(ctx: &Context, id: Id, text: &str) {
    if let Some(mut state) = TextEditState::load(ctx, id) {
        let end = CCursor::new(text.chars().count());
        let all = CCursorRange::two(CCursor::default(), end);
        state.cursor.set_char_range(Some(all));
        state.store(ctx, id);
    }
}

/// Forgets what undo would bring back into the field that was given `id`.
pub fn forget_undo(ctx: &Context, id: &'static str) {
    let id = field::field_id(id);
    if let Some(mut state) = TextEditState::load(ctx, id) {
        state.clear_undoer();
        state.store(ctx, id);
    }
}

/// Forgets what undo would bring back into fields that do not have the focus, or are shown no more: a secret may have been
/// typed there by mistake. To be called at the end of every picture.
pub fn keep_undo_in_focus_only(ctx: &Context) {
    let shown = ctx.data_mut(|data| {
        let shown = data.get_temp::<Id>(shown_with_focus());
        data.remove::<Id>(shown_with_focus());
        shown
    });
    let kept = shown
        .filter(|id| ctx.memory(|memory| memory.has_focus(*id)))
        .and_then(|id| Some((id, TextEditState::load(ctx, id)?)));
    ctx.data_mut(egui::util::IdTypeMap::remove_by_type::<TextEditState>);
    if let Some((id, state)) = kept {
        state.store(ctx, id);
    }
}

fn shown_with_focus() -> Id {
    Id::unique("the field that was shown with the focus")
}
