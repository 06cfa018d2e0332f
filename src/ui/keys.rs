//! Keys that press a button from anywhere on its page, with the platform's modifier.

use egui::{Key, KeyboardShortcut, Modifiers, Response, Ui};

/// "Back", as browsers have it.
pub(super) const BACK: KeyboardShortcut = if cfg!(target_os = "macos") {
    KeyboardShortcut::new(Modifiers::COMMAND, Key::OpenBracket)
} else {
    KeyboardShortcut::new(Modifiers::ALT, Key::ArrowLeft)
};
/// "Save".
pub(super) const SAVE: KeyboardShortcut = KeyboardShortcut::new(Modifiers::COMMAND, Key::S);
/// "Choose file…".
pub(super) const CHOOSE_FILE: KeyboardShortcut = KeyboardShortcut::new(Modifiers::COMMAND, Key::O);
/// "Add account".
pub(super) const ADD_ACCOUNT: KeyboardShortcut = KeyboardShortcut::new(Modifiers::COMMAND, Key::N);
/// "Verify all".
pub(super) const VERIFY_ALL: KeyboardShortcut = KeyboardShortcut::new(Modifiers::COMMAND, Key::R);
/// "Settings".
pub(super) const SETTINGS: KeyboardShortcut = KeyboardShortcut::new(Modifiers::COMMAND, Key::Comma);

/// Whether the key of something that is not in sight was pressed. Behind a question no key works.
pub(super) fn pressed_anywhere(ui: &Ui, shortcut: KeyboardShortcut) -> bool {
    ui.memory(|memory| memory.allows_interaction(ui.layer_id()))
        && ui.input_mut(|input| input.consume_shortcut(&shortcut))
}

/// Whether the button was pressed, by itself or by its key. The key stands in its tooltip and is told to assistive
/// technology. Behind a question no key works.
pub(super) fn pressed(ui: &Ui, button: Response, shortcut: KeyboardShortcut) -> bool {
    let in_front = ui.memory(|memory| memory.allows_interaction(button.layer_id));
    let by_key = in_front && ui.input_mut(|input| input.consume_shortcut(&shortcut));
    let keys = ui.ctx().format_shortcut(&shortcut);
    ui.ctx().accesskit_node_builder(button.id, |node| {
        node.set_keyboard_shortcut(keys.clone());
    });
    button.on_hover_text(keys).clicked() || by_key
}
