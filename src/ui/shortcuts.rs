//! Copy, cut and paste by keyboard. The window reads no clipboard itself: another program's answer may take seconds.

use egui::{Context, Event, Key, OutputCommand, PointerButton, Pos2, RawInput};

use crate::program::{AskedFor, Effect, PasteInto};

/// Turns the platform's keys for copy and cut into events, and those for paste into a wish for the clipboard's text.
pub fn translate(input: &mut RawInput, asked: AskedFor) -> Vec<Effect> {
    let paste = || Effect::ReadClipboard {
        into: PasteInto::Focus,
        asked,
    };
    let mut wishes = Vec::new();
    let mut events = Vec::with_capacity(input.events.len());
    for event in input.events.drain(..) {
        let Event::Key {
            key,
            pressed: true,
            modifiers,
            ..
        } = event
        else {
            events.push(event);
            continue;
        };
        let (command, shift) = (modifiers.command, modifiers.shift);
        match key {
            Key::Paste => wishes.push(paste()),
            Key::V if command => wishes.push(paste()),
            Key::Insert if shift => wishes.push(paste()),
            Key::Copy => events.push(Event::Copy),
            Key::C | Key::Insert if command => events.push(Event::Copy),
            Key::Cut => events.push(Event::Cut),
            Key::X if command => events.push(Event::Cut),
            _ => events.push(event),
        }
    }
    input.events = events;
    wishes
}

/// Takes away the presses of a pointer's buttons. A press by assistive technology names its button and stays.
pub fn drop_presses(input: &mut RawInput) {
    input
        .events
        .retain(|event| !matches!(event, Event::PointerButton { pressed: true, .. }));
}

/// Takes away what a key that presses buttons repeats while it is held: what is held on one page must not press on the next.
pub fn drop_repeats(ctx: &Context, input: &mut RawInput) {
    let mut held = ctx.input(|before| before.keys_down.clone());
    input.events.retain(|event| match event {
        Event::Key {
            key: key @ (Key::Enter | Key::Space | Key::Escape),
            pressed,
            ..
        } => {
            if *pressed {
                held.insert(*key)
            } else {
                held.remove(key);
                true
            }
        }
        _ => true,
    });
}

/// Where the middle button was pressed on a field, which pastes what is selected elsewhere. Anywhere else the selection is
/// none of this program's business.
#[must_use]
pub fn middle_click(ctx: &Context, input: &RawInput) -> Option<Pos2> {
    input.events.iter().find_map(|event| match event {
        Event::PointerButton {
            pos,
            button: PointerButton::Middle,
            pressed: true,
            ..
        } if super::window::text_field_at(ctx, *pos) => Some(*pos),
        _ => None,
    })
}

/// Takes the texts that widgets want copied.
#[must_use]
pub fn copied(ctx: &Context) -> Vec<String> {
    ctx.output_mut(|output| {
        let mut texts = Vec::new();
        output.commands.retain_mut(|command| match command {
            OutputCommand::CopyText(text) => {
                texts.push(std::mem::take(text));
                false
            }
            _ => true,
        });
        texts
    })
}
