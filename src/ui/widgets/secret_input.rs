//! What is typed into or pasted into a secret field, taken before egui stores it.
//!
//! egui keeps the events of a pass, copies them and hands them to every widget. A secret must not be among them, so this
//! plugin moves the text out of the raw input while a secret field has the focus, into buffers that wipe themselves.

use std::collections::HashMap;

use egui::accesskit::{Action, ActionData};
use egui::{Context, Event, Id, ImeEvent, Key, Modifiers, Plugin, RawInput, Rect};

use crate::secret::Secret;

/// One act on a secret field.
pub(super) enum SecretEdit {
    /// Text to append, or to put in the place of everything where everything is selected.
    Insert(Secret),
    /// Text to put in the place of everything.
    Replace(Secret),
    /// Text pasted with the middle button: as `Insert`, and the field takes the focus.
    InsertAndFocus(Secret),
    /// Takes off the last character, or everything where everything is selected.
    Backspace,
    /// Takes off everything where everything is selected.
    Delete,
    /// Takes off everything.
    Clear,
    /// Selects everything.
    SelectAll,
    /// Selects nothing.
    Unselect,
}

/// The plugin: knows the secret fields on show and keeps what arrived for each.
#[derive(Default)]
pub(super) struct SecretInput {
    fields: HashMap<Id, Field>,
}

#[derive(Default)]
struct Field {
    rect: Option<Rect>,
    shown: bool,
    edits: Vec<SecretEdit>,
}

impl SecretInput {
    /// Notes that the field is on show, and hands over what arrived for it.
    pub(super) fn take(&mut self, id: Id) -> Vec<SecretEdit> {
        let field = self.fields.entry(id).or_default();
        field.shown = true;
        std::mem::take(&mut field.edits)
    }

    /// Notes where the field stands, for a middle click on it.
    pub(super) fn place(&mut self, id: Id, rect: Rect) {
        self.fields.entry(id).or_default().rect = Some(rect);
    }
}

impl Plugin for SecretInput {
    fn debug_name(&self) -> &'static str {
        "secret input"
    }

    fn input_hook(&mut self, ctx: &Context, input: &mut RawInput) {
        self.fields
            .retain(|_, field| std::mem::take(&mut field.shown));
        if self.fields.is_empty() {
            return;
        }
        let mut focus = ctx.memory(egui::Memory::focused);
        input.events = std::mem::take(&mut input.events)
            .into_iter()
            .filter_map(|event| {
                if let Some(moved) = self.moves_focus(&event) {
                    focus = moved;
                }
                match self.edit_of(event, focus) {
                    Sorted::Edit(id, edit) => {
                        if let Some(field) = self.fields.get_mut(&id) {
                            field.edits.push(edit);
                        }
                        None
                    }
                    Sorted::Dropped => None,
                    Sorted::Kept(event) => Some(event),
                }
            })
            .collect();
    }
}

/// Where an event goes.
enum Sorted {
    Edit(Id, SecretEdit),
    Dropped,
    Kept(Event),
}

impl SecretInput {
    /// Whether the event moves the focus, and where to: text behind it in the same pass belongs there.
    #[expect(
        clippy::option_option,
        reason = "the focus stays, goes to a field, or goes to nothing of ours"
    )]
    fn moves_focus(&self, event: &Event) -> Option<Option<Id>> {
        match event {
            Event::AccessKitActionRequest(request) if request.action == Action::Focus => Some(
                self.fields
                    .keys()
                    .copied()
                    .find(|id| id.accesskit_id() == request.target_node),
            ),
            Event::PointerButton {
                pos, pressed: true, ..
            } => Some(self.field_at(*pos)),
            Event::Key {
                key: Key::Tab | Key::Escape,
                pressed: true,
                ..
            } => Some(None),
            _ => None,
        }
    }

    fn field_at(&self, pos: egui::Pos2) -> Option<Id> {
        let found = self
            .fields
            .iter()
            .find(|(_, field)| field.rect.is_some_and(|rect| rect.contains(pos)));
        found.map(|(id, _)| *id)
    }

    fn edit_of(&self, event: Event, focus: Option<Id>) -> Sorted {
        match event {
            Event::MiddleClickPaste { pos, text } => match self.field_at(pos) {
                Some(id) => Sorted::Edit(id, SecretEdit::InsertAndFocus(text.into())),
                None => Sorted::Kept(Event::MiddleClickPaste { pos, text }),
            },
            Event::AccessKitActionRequest(mut request) => {
                let id = self
                    .fields
                    .keys()
                    .copied()
                    .find(|id| id.accesskit_id() == request.target_node);
                match (id, request.action, request.data.take()) {
                    (Some(id), Action::SetValue, Some(ActionData::Value(text))) => {
                        Sorted::Edit(id, SecretEdit::Replace(String::from(text).into()))
                    }
                    (Some(id), Action::ReplaceSelectedText, Some(ActionData::Value(text))) => {
                        Sorted::Edit(id, SecretEdit::Insert(String::from(text).into()))
                    }
                    (_, _, data) => {
                        request.data = data;
                        Sorted::Kept(Event::AccessKitActionRequest(request))
                    }
                }
            }
            event => match focus.filter(|id| self.fields.contains_key(id)) {
                Some(id) => focused_edit(id, event),
                None => Sorted::Kept(event),
            },
        }
    }
}

/// What an event does to the secret field that has the focus.
fn focused_edit(id: Id, event: Event) -> Sorted {
    match event {
        Event::Text(text) | Event::Paste(text) | Event::Ime(ImeEvent::Commit(text)) => {
            Sorted::Edit(id, SecretEdit::Insert(text.into()))
        }
        Event::Ime(ImeEvent::Preedit { text, .. }) => {
            drop(Secret::from(text));
            Sorted::Dropped
        }
        Event::Copy | Event::Cut => Sorted::Dropped,
        Event::Key {
            key,
            pressed: true,
            modifiers,
            ..
        } => match edit_of_key(key, modifiers) {
            Some(edit) => Sorted::Edit(id, edit),
            None => Sorted::Kept(event),
        },
        event => Sorted::Kept(event),
    }
}

fn edit_of_key(key: Key, modifiers: Modifiers) -> Option<SecretEdit> {
    match key {
        Key::A if modifiers.command => Some(SecretEdit::SelectAll),
        Key::Backspace if modifiers.command || modifiers.alt => Some(SecretEdit::Clear),
        Key::Backspace => Some(SecretEdit::Backspace),
        Key::Delete => Some(SecretEdit::Delete),
        Key::ArrowLeft | Key::ArrowRight | Key::Home | Key::End => Some(SecretEdit::Unselect),
        _ => None,
    }
}

/// What egui has stored for a field that got the focus in this very pass, after the hook had run: moved out as well.
pub(super) fn late_edits(ctx: &Context, id: Id) -> Vec<SecretEdit> {
    ctx.input_mut(|input| {
        let moved = |event: &Event| {
            matches!(
                event,
                Event::Key {
                    key: Key::Tab,
                    pressed: true,
                    ..
                }
            )
        };
        let from = input
            .events
            .iter()
            .rposition(moved)
            .map_or(0, |tab| tab + 1);
        let late = input.events.split_off(from);
        let mut edits = Vec::new();
        for event in late {
            match focused_edit(id, event) {
                Sorted::Edit(_, edit) => edits.push(edit),
                Sorted::Dropped => {}
                Sorted::Kept(event) => input.events.push(event),
            }
        }
        edits
    })
}
