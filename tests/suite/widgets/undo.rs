//! What undo brings back into a field for text, and when it is forgotten.

use std::cell::{Cell, RefCell};

use egui::{Event, Key, Modifiers, Theme, Ui, text_edit::TextEditState};
use egui_kittest::{Harness, kittest::Queryable as _};
use talkdesk_setup::ui::widgets::{TextField, field_id, keep_undo_in_focus_only};

use super::window;

/// Two fields, the second of which can be taken off the page.
struct Page {
    account: RefCell<String>,
    scopes: RefCell<String>,
    shows_scopes: Cell<bool>,
}

impl Page {
    fn new() -> Self {
        Self {
            account: RefCell::default(),
            scopes: RefCell::default(),
            shows_scopes: Cell::new(true),
        }
    }

    fn open(&self) -> Harness<'_> {
        window([648.0, 480.0], Theme::Light, |ui| {
            field(ui, "Account", &mut self.account.borrow_mut());
            if self.shows_scopes.get() {
                field(ui, "Scopes", &mut self.scopes.borrow_mut());
            }
            keep_undo_in_focus_only(ui);
        })
    }
}

fn field(ui: &mut Ui, name: &'static str, value: &mut String) {
    TextField {
        id: name,
        label: name,
        value,
        placeholder: "",
        hint: None,
        error: None,
        monospace: false,
    }
    .show(ui);
}

fn focus(harness: &mut Harness<'_>, name: &str) {
    harness.get_by_label(name).focus();
    harness.run();
    assert!(harness.get_by_label(name).is_focused());
}

/// Types over what the field with the focus holds, and waits until that is a step of undo.
fn type_over(harness: &mut Harness<'_>, text: &str) {
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.event(Event::Text(text.to_owned()));
    harness.run();
    harness.run_steps(10);
}

fn undo(harness: &mut Harness<'_>) {
    for _ in 0..5 {
        harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
        harness.run();
    }
}

#[test]
fn undo_brings_back_what_was_typed_while_the_field_keeps_the_focus() {
    let page = Page::new();
    let mut harness = page.open();
    focus(&mut harness, "Account");
    type_over(&mut harness, "typed by mistake");
    type_over(&mut harness, "acme");
    undo(&mut harness);
    assert_ne!(*page.account.borrow(), "acme");
}

#[test]
fn undo_brings_back_nothing_once_the_focus_was_elsewhere() {
    let page = Page::new();
    let mut harness = page.open();
    focus(&mut harness, "Account");
    type_over(&mut harness, "typed by mistake");
    type_over(&mut harness, "acme");
    focus(&mut harness, "Scopes");
    assert!(TextEditState::load(&harness.ctx, field_id("Account")).is_none());
    focus(&mut harness, "Account");
    undo(&mut harness);
    assert_eq!(*page.account.borrow(), "acme");
}

#[test]
fn undo_of_a_field_that_is_shown_no_more_is_forgotten() {
    let page = Page::new();
    let mut harness = page.open();
    focus(&mut harness, "Scopes");
    type_over(&mut harness, "typed by mistake");
    type_over(&mut harness, "");
    assert!(TextEditState::load(&harness.ctx, field_id("Scopes")).is_some());
    page.shows_scopes.set(false);
    harness.run();
    assert!(TextEditState::load(&harness.ctx, field_id("Scopes")).is_none());
}
