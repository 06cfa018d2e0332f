//! The secret field: what gets in, what does not get out.

use std::cell::{Cell, RefCell};

use egui::accesskit::{Action, ActionData};
use egui::{Event, ImeEvent, Key, Modifiers, Theme, Ui};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use talkdesk_setup::secret::Secret;
use talkdesk_setup::ui::widgets::{
    ButtonKind, SECRET_CAPACITY, SecretField, TextField, button, focus_field,
};

use super::window;

/// A page with a text field, the secret field and a button, and what the fields hold.
pub(super) struct Page {
    id: RefCell<String>,
    secret: RefCell<Secret>,
    changes: Cell<u32>,
    refused: Cell<u32>,
    /// The texts that egui has stored, seen by every widget.
    seen: RefCell<Vec<String>>,
}

impl Page {
    pub(super) fn new(secret: Secret) -> Self {
        let (changes, refused) = Default::default();
        Self {
            id: RefCell::default(),
            secret: RefCell::new(secret),
            changes,
            refused,
            seen: RefCell::default(),
        }
    }

    fn show(&self, ui: &mut Ui) {
        let value = &mut self.id.borrow_mut();
        TextField {
            id: "id",
            label: "Client ID",
            value,
            placeholder: "",
            hint: None,
            error: None,
            monospace: true,
        }
        .show(ui);
        let value = &mut self.secret.borrow_mut();
        let hint = Some("Shown once");
        let shown = SecretField {
            id: "secret",
            label: "Client secret",
            value,
            hint,
            error: None,
        }
        .show(ui);
        self.changes
            .set(self.changes.get() + u32::from(shown.changed));
        self.refused
            .set(self.refused.get() + u32::from(shown.refused_overlong));
        if button(ui, ButtonKind::Primary, "Continue").clicked() {
            focus_field(ui, "secret");
        }
        ui.input(|input| {
            let stored = input.events.iter().chain(&input.raw.events);
            self.seen
                .borrow_mut()
                .extend(stored.map(|event| format!("{event:?}")));
        });
    }

    fn is(&self, expected: &str) -> bool {
        self.secret.borrow().expose() == expected
    }

    pub(super) fn window(&self) -> Harness<'_> {
        window([648.0, 320.0], Theme::Light, |ui| self.show(ui))
    }

    pub(super) fn focused(&self) -> Harness<'_> {
        let mut harness = self.window();
        harness.get_by_label("Client secret").focus();
        harness.run();
        assert!(harness.get_by_label("Client secret").is_focused());
        harness
    }
}

/// Sends `events` one by one to the focused field that holds "abc", and expects `expected` in it.
fn check_events(events: impl IntoIterator<Item = Event>, expected: &str) {
    let page = Page::new(Secret::from("abc"));
    let mut harness = page.focused();
    for event in events {
        harness.event(event);
    }
    harness.run();
    assert!(page.is(expected), "not {expected:?}");
}

fn key(key: Key, modifiers: Modifiers) -> Event {
    Event::Key {
        key,
        physical_key: None,
        pressed: true,
        repeat: false,
        modifiers,
    }
}

#[test]
fn typing_pasting_and_deleting() {
    let text = |text: &str| Event::Text(text.to_owned());
    let paste = |text: &str| Event::Paste(text.to_owned());
    let plain = |code| key(code, Modifiers::NONE);
    let select_all = || key(Key::A, Modifiers::COMMAND);
    check_events([text("d"), text("é")], "abcdé");
    check_events([paste("%+:/=&")], "abc%+:/=&");
    check_events([paste(" def\r\n")], "abc def\r\n");
    check_events([Event::Ime(ImeEvent::Commit("d".into()))], "abcd");
    check_events([plain(Key::Backspace)], "ab");
    check_events([text("é"), plain(Key::Backspace)], "abc");
    check_events([key(Key::Backspace, Modifiers::COMMAND)], "");
    check_events([plain(Key::Delete)], "abc");
    check_events([select_all(), text("x"), text("y")], "xy");
    check_events([select_all(), plain(Key::Space), text(" ")], " ");
    check_events([select_all(), paste("xyz")], "xyz");
    check_events([select_all(), plain(Key::Backspace)], "");
    check_events([select_all(), plain(Key::Delete)], "");
    check_events([select_all(), plain(Key::End), text("d")], "abcd");
    check_events([select_all(), Event::Cut], "abc");
    check_events([plain(Key::Space), text(" ")], "abc ");
}

#[test]
fn nothing_comes_back_after_clearing() {
    let undo = || key(Key::Z, Modifiers::COMMAND);
    let clear = [
        key(Key::A, Modifiers::COMMAND),
        key(Key::Delete, Modifiers::NONE),
    ];
    check_events(clear.into_iter().chain([undo(), undo()]), "");
}

#[test]
fn no_event_with_the_text_reaches_egui() {
    let page = Page::new(Secret::with_capacity(SECRET_CAPACITY));
    let mut harness = page.focused();
    let preedit = ImeEvent::Preedit {
        text: "s3cret-preedit".into(),
        active_range_chars: None,
    };
    for event in [
        Event::Text("s3cret-typed".into()),
        Event::Paste("s3cret-pasted".into()),
        Event::Ime(preedit),
        Event::Ime(ImeEvent::Commit("s3cret-composed".into())),
    ] {
        harness.event(event);
    }
    let field = harness.get_by_label("Client secret");
    let pos = field.rect().left_center() + egui::vec2(8.0, 0.0);
    field.set_text_value_accesskit("s3cret-set");
    field.replace_selected_text_accesskit("s3cret-replaced");
    harness.event(Event::MiddleClickPaste {
        pos,
        text: "s3cret-middle".into(),
    });
    harness.run();
    assert!(page.is("s3cret-sets3cret-replaceds3cret-middle"));
    let seen = page.seen.borrow();
    assert!(!seen.is_empty());
    assert!(
        !seen.iter().any(|event| event.contains("s3cret")),
        "an event with the text was stored"
    );
}

#[test]
fn text_for_others_is_left_alone() {
    let page = Page::new(Secret::with_capacity(SECRET_CAPACITY));
    let mut harness = page.window();
    harness.get_by_label("Client ID").focus();
    harness.run();
    harness.event(Event::Paste("23de".into()));
    let pos = harness.get_by_label("Client ID").rect().right_center() - egui::vec2(8.0, 0.0);
    harness.hover_at(pos);
    harness.event(Event::MiddleClickPaste {
        pos,
        text: "1fee".into(),
    });
    harness.run();
    assert_eq!(*page.id.borrow(), "23de1fee");
    assert!(page.is(""));
}

/// Sends all of `events` in one picture while `focused` has the focus.
fn check_one_batch(focused: &str, events: Vec<Event>, id: &str, secret: &str) {
    let page = Page::new(Secret::with_capacity(SECRET_CAPACITY));
    let mut harness = page.window();
    harness.get_by_label(focused).focus();
    harness.run();
    harness.input_mut().events.extend(events);
    harness.run_steps(10);
    assert_eq!(*page.id.borrow(), id, "{focused}");
    assert!(page.is(secret), "{focused}: not {secret:?}");
}

#[test]
fn no_text_is_lost_when_the_focus_moves_in_the_same_picture() {
    let text = |text: &str| Event::Text(text.to_owned());
    let tab = |modifiers| key(Key::Tab, modifiers);
    let (forth, back) = (tab(Modifiers::NONE), tab(Modifiers::SHIFT));
    let select_all = key(Key::A, Modifiers::COMMAND);
    for (focused, events, id, secret) in [
        (
            "Client secret",
            vec![text("a"), select_all, text("bc"), forth.clone()],
            "",
            "bc",
        ),
        ("Client secret", vec![text("abc"), forth.clone()], "", "abc"),
        ("Client secret", vec![text("abc"), back.clone()], "", "abc"),
        (
            "Client secret",
            vec![text("abc"), back.clone(), text("23de")],
            "23de",
            "abc",
        ),
        (
            "Client ID",
            vec![text("23de"), forth.clone(), text("abc")],
            "23de",
            "abc",
        ),
        ("Show secret", vec![back.clone(), text("abc")], "", "abc"),
        (
            "Show secret",
            vec![back.clone(), back, text("23de")],
            "23de",
            "",
        ),
        (
            "Continue",
            vec![forth.clone(), text("23de"), forth, text("abc")],
            "23de",
            "abc",
        ),
    ] {
        check_one_batch(focused, events, id, secret);
    }
}

#[test]
fn what_is_selected_is_replaced_though_the_focus_leaves_in_the_same_picture() {
    let page = Page::new(Secret::from("abc"));
    let mut harness = page.focused();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.run();
    let typed = [Event::Text("x".into()), key(Key::Tab, Modifiers::NONE)];
    harness.input_mut().events.extend(typed);
    harness.run();
    assert!(page.is("x"));
}

#[test]
fn focus_and_text_from_assistive_technology_in_one_picture() {
    let page = Page::new(Secret::with_capacity(SECRET_CAPACITY));
    let mut harness = page.window();
    let (target_node, target_tree) = harness
        .get_by_label("Client secret")
        .accesskit_node()
        .locate();
    let request = |action, data| {
        Event::AccessKitActionRequest(egui::accesskit::ActionRequest {
            action,
            target_node,
            target_tree,
            data,
        })
    };
    harness.input_mut().events.extend([
        request(Action::SetValue, Some(ActionData::Value("abc".into()))),
        request(Action::Focus, None),
        Event::Text("def".into()),
    ]);
    harness.run();
    assert!(page.is("abcdef"));
}

#[test]
fn too_much_is_refused_and_never_cut() {
    let page = Page::new(Secret::from("abc"));
    let mut harness = page.focused();
    harness.event(Event::Paste("x".repeat(SECRET_CAPACITY - 2)));
    harness.run();
    assert!(page.is("abc"));
    assert_eq!((page.changes.get(), page.refused.get()), (0, 1));
    harness
        .get_by_label("Client secret")
        .set_text_value_accesskit(&"x".repeat(SECRET_CAPACITY + 1));
    harness.run();
    assert!(page.is("abc"));
    assert_eq!((page.changes.get(), page.refused.get()), (0, 2));
    harness.event(Event::Paste("x".repeat(SECRET_CAPACITY - 3)));
    harness.run();
    assert_eq!(page.secret.borrow().expose().len(), SECRET_CAPACITY);
}

#[test]
fn focus_by_click_label_tab_and_from_outside() {
    let page = Page::new(Secret::with_capacity(SECRET_CAPACITY));
    let mut harness = page.window();
    let focused = |harness: &Harness<'_>| harness.get_by_label("Client secret").is_focused();
    harness.get_by_label("Client secret").click();
    harness.run();
    assert!(focused(&harness));
    harness.get_by_label("Client ID").click();
    harness.run();
    assert!(!focused(&harness));
    harness.key_press(Key::Tab);
    harness.run();
    assert!(focused(&harness));
    for label in ["Show secret", "Continue"] {
        harness.key_press(Key::Tab);
        harness.run();
        assert!(harness.get_by_label(label).is_focused(), "{label}");
    }
    harness.get_by_label("Continue").click();
    harness.run();
    assert!(focused(&harness));
    harness.key_press(Key::Enter);
    harness.run();
    assert!(
        !focused(&harness),
        "Enter ends the input, as in a text field"
    );
}
