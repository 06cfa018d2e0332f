//! What is typed into or pasted into a secret field, taken before egui stores it.
//!
//! egui keeps the events of a pass, copies them and hands them to every widget. A secret must not be among them, so this
//! plugin moves the text out of the raw input while a secret field has the focus, into buffers that wipe themselves.

use std::collections::HashMap;

use egui::accesskit::{Action, ActionData, ActionRequest};
use egui::{Context, Event, Id, ImeEvent, Key, Memory, Modifiers, Plugin, Pos2, RawInput, Rect};

use crate::secret::Secret;

/// One act on a secret field.
pub(super) enum SecretEdit {
    /// Text to append, or to put in the place of everything where everything is selected.
    Insert(Secret),
    /// The same, from the clipboard.
    Paste(Secret),
    /// Text to put in the place of everything.
    Replace(Secret),
    /// Text pasted with the middle button: as `Paste`, and the field takes the focus.
    PasteAndFocus(Secret),
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
    /// Which way the Tab key moved the focus in the pass before.
    moved: Option<Direction>,
    /// Events that wait until the focus has moved.
    waiting: Vec<Event>,
}

enum Direction {
    Forward,
    Backward,
}

#[derive(Default)]
struct Field {
    rect: Option<Rect>,
    shown: bool,
    edits: Vec<SecretEdit>,
}

impl SecretInput {
    /// Notes that the field is on show at `rect`, and hands over what arrived for it.
    pub(super) fn take(&mut self, id: Id, rect: Rect) -> Vec<SecretEdit> {
        let field = self.fields.entry(id).or_default();
        field.shown = true;
        field.rect = Some(rect);
        std::mem::take(&mut field.edits)
    }

    fn field_at(&self, pos: Pos2) -> Option<Id> {
        let stands_at = |field: &Field| field.rect.is_some_and(|rect| rect.contains(pos));
        self.fields
            .iter()
            .find(|(_, field)| stands_at(field))
            .map(|(id, _)| *id)
    }

    /// Sorts out an event while `focus` has the focus.
    fn sort(&self, event: Event, focus: Option<Id>) -> Sorted {
        match event {
            Event::MiddleClickPaste { pos, text } => match self.field_at(pos) {
                Some(id) => Sorted::Edit(id, SecretEdit::PasteAndFocus(text.into())),
                None => Sorted::Kept(Event::MiddleClickPaste { pos, text }),
            },
            Event::AccessKitActionRequest(request) => self.sort_request(request),
            event => match focus.filter(|id| self.fields.contains_key(id)) {
                Some(id) => match focused_edit(event) {
                    Ok(edit) => edit.map_or(Sorted::Dropped, |edit| Sorted::Edit(id, edit)),
                    Err(event) => Sorted::Kept(event),
                },
                None => Sorted::Kept(event),
            },
        }
    }

    fn sort_request(&self, mut request: ActionRequest) -> Sorted {
        let is_target = |id: &Id| id.accesskit_id() == request.target_node;
        let id = self.fields.keys().copied().find(is_target);
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

    /// Holds text back until the next pass where it comes behind something that moves the focus: it belongs to what
    /// gets the focus, and egui would hand it to what loses it.
    fn hold_back(&mut self, ctx: &Context, events: &mut Vec<Event>) {
        events.splice(..0, self.waiting.drain(..));
        // egui moves the focus backwards, and forwards from the last widget to the first, a pass late.
        let unsettled = match self.moved.take() {
            Some(Direction::Backward) => true,
            Some(Direction::Forward) => ctx.memory(|memory| memory.focused().is_none()),
            None => false,
        };
        let from = if unsettled {
            Some(0)
        } else {
            events.iter().position(moves_focus).map(|mover| mover + 1)
        };
        if let Some(from) = from
            && events[from..].iter().any(is_text)
        {
            self.waiting = events.split_off(from);
            ctx.request_repaint();
        }
        self.moved = events.iter().find_map(tab);
    }
}

impl Plugin for SecretInput {
    fn debug_name(&self) -> &'static str {
        "secret input"
    }

    fn input_hook(&mut self, ctx: &Context, input: &mut RawInput) {
        self.fields
            .retain(|_, field| std::mem::take(&mut field.shown));
        if self.fields.is_empty() && self.waiting.is_empty() {
            return;
        }
        self.hold_back(ctx, &mut input.events);
        let focus = ctx.memory(Memory::focused);
        for event in std::mem::take(&mut input.events) {
            match self.sort(event, focus) {
                Sorted::Edit(id, edit) => {
                    self.fields.entry(id).or_default().edits.push(edit);
                }
                Sorted::Dropped => {}
                Sorted::Kept(event) => input.events.push(event),
            }
        }
    }
}

/// Where an event goes.
enum Sorted {
    Edit(Id, SecretEdit),
    Dropped,
    Kept(Event),
}

fn moves_focus(event: &Event) -> bool {
    match event {
        Event::Key {
            key: Key::Tab | Key::Escape,
            pressed,
            ..
        } => *pressed,
        Event::PointerButton { .. } => true,
        Event::AccessKitActionRequest(request) => {
            matches!(request.action, Action::Focus | Action::Click)
        }
        _ => false,
    }
}

fn tab(event: &Event) -> Option<Direction> {
    match event {
        Event::Key {
            key: Key::Tab,
            pressed: true,
            modifiers,
            ..
        } if modifiers.shift => Some(Direction::Backward),
        Event::Key {
            key: Key::Tab,
            pressed: true,
            ..
        } => Some(Direction::Forward),
        _ => None,
    }
}

fn is_text(event: &Event) -> bool {
    matches!(event, Event::Text(_) | Event::Paste(_) | Event::Ime(_))
}

/// What an event does to the secret field that has the focus: an edit, nothing, or (`Err`) what it does to others.
fn focused_edit(event: Event) -> Result<Option<SecretEdit>, Event> {
    match event {
        Event::Text(text) | Event::Ime(ImeEvent::Commit(text)) => {
            Ok(Some(SecretEdit::Insert(text.into())))
        }
        Event::Paste(text) => Ok(Some(SecretEdit::Paste(text.into()))),
        Event::Ime(ImeEvent::Preedit { text, .. }) => {
            drop(Secret::from(text));
            Ok(None)
        }
        Event::Copy | Event::Cut => Ok(None),
        Event::Key {
            key,
            pressed: true,
            modifiers,
            ..
        } => match edit_of_key(key, modifiers) {
            Some(edit) => Ok(Some(edit)),
            None => Err(event),
        },
        event => Err(event),
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
