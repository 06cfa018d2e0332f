//! What happens to a secret while its field has the focus.

use egui::{EventFilter, Key, Response, Ui};

use super::secret_field::{SECRET_CAPACITY, State};
use super::secret_input::{SecretEdit, SecretInput};
use crate::secret::Secret;

/// What the edits of one picture did.
#[derive(Default)]
pub(super) struct Edited {
    pub(super) changed: bool,
    pub(super) pasted: bool,
    pub(super) refused_overlong: bool,
}

/// Applies what has arrived for the field, and takes the focus where it was clicked.
pub(super) fn edit(ui: &Ui, response: &Response, value: &mut Secret, state: &mut State) -> Edited {
    let id = response.id;
    let plugin = ui.plugin_or_default::<SecretInput>();
    let mut edits = plugin.lock().take(id, response.interact_rect);
    if response.clicked() {
        response.request_focus();
        // The space bar is a click too, and a character.
        state.all_selected &= !ui.input(|input| input.pointer.any_click());
    }
    if response.double_clicked() {
        edits.push(SecretEdit::SelectAll);
    }
    if response.has_focus() {
        let filter = EventFilter {
            horizontal_arrows: true,
            vertical_arrows: true,
            ..EventFilter::default()
        };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
        if ui.input(|input| input.key_pressed(Key::Enter)) {
            response.surrender_focus();
        }
    }

    let mut edited = Edited::default();
    if !edits.is_empty() {
        state.last_edit = ui.input(|input| input.time);
    }
    for edit in edits {
        if matches!(edit, SecretEdit::PasteAndFocus(_)) {
            response.request_focus();
        }
        let from_clipboard = matches!(edit, SecretEdit::Paste(_) | SecretEdit::PasteAndFocus(_));
        let taken = apply(edit, value, state, &mut edited);
        edited.pasted |= from_clipboard && taken;
    }
    state.all_selected &= response.has_focus();
    edited
}

/// Returns whether text was taken into the field.
fn apply(edit: SecretEdit, value: &mut Secret, state: &mut State, edited: &mut Edited) -> bool {
    let all = std::mem::take(&mut state.all_selected);
    match edit {
        SecretEdit::Insert(text) | SecretEdit::Paste(text) | SecretEdit::PasteAndFocus(text) => {
            return if all {
                replace(value, &text, edited)
            } else {
                append(value, &text, edited)
            };
        }
        SecretEdit::Replace(text) => return replace(value, &text, edited),
        SecretEdit::Backspace if !all => {
            edited.changed |= !value.is_empty();
            value.pop();
        }
        SecretEdit::Clear | SecretEdit::Backspace => clear(value, edited),
        SecretEdit::Delete if all => clear(value, edited),
        SecretEdit::SelectAll => state.all_selected = !value.is_empty(),
        SecretEdit::Delete | SecretEdit::Unselect => {}
    }
    false
}

fn clear(value: &mut Secret, edited: &mut Edited) {
    edited.changed |= !value.is_empty();
    value.clear();
}

/// Puts all of `text` in the place of everything, or changes nothing.
fn replace(value: &mut Secret, text: &Secret, edited: &mut Edited) -> bool {
    let mut fresh = Secret::with_capacity(SECRET_CAPACITY);
    let taken = append(&mut fresh, text, edited);
    if taken || text.is_empty() {
        *value = fresh;
        edited.changed = true;
    }
    taken
}

/// Appends all of `text` or nothing. A secret that came with a smaller buffer moves to one of full size first.
fn append(value: &mut Secret, text: &Secret, edited: &mut Edited) -> bool {
    if text.is_empty() {
        return false;
    }
    if value.expose().len() + text.expose().len() > SECRET_CAPACITY {
        edited.refused_overlong = true;
        return false;
    }
    if !value.push_str(text.expose()) {
        let mut roomy = Secret::with_capacity(SECRET_CAPACITY);
        let fits = roomy.push_str(value.expose()) && roomy.push_str(text.expose());
        if !fits {
            edited.refused_overlong = true;
            return false;
        }
        *value = roomy;
    }
    edited.changed = true;
    true
}
