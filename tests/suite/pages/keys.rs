//! Keys that press a button from anywhere on its page.

use egui::{Event, Key, Modifiers, Theme, accesskit::Role};
use egui_kittest::{
    Node,
    kittest::{By, NodeT as _, Queryable as _},
};
use talkdesk_setup::program::{Effect, LeavingMsg, Msg};

use super::{Window, none, two_accounts};

const SIZE: [f32; 2] = [920.0, 680.0];

impl Window {
    fn keys(&mut self, modifiers: Modifiers, key: Key) -> &mut Self {
        self.harness.key_press_modifiers(modifiers, key);
        self.harness.run_ok();
        self
    }
}

#[test]
fn keys_press_the_buttons_of_their_page() {
    let mut window = Window::new(Theme::Light, SIZE, two_accounts());
    window
        .keys(Modifiers::COMMAND, Key::Comma)
        .heading("Settings");
    window
        .keys(Modifiers::ALT, Key::ArrowLeft)
        .heading("Your Talkdesk accounts");
    window.asked();
    window.keys(Modifiers::COMMAND, Key::R);
    let verifies = |effect: &Effect| matches!(effect, Effect::VerifySaved { .. });
    assert!(window.asked().iter().any(verifies));
    window
        .keys(Modifiers::COMMAND, Key::N)
        .heading("Which Talkdesk account?");

    let mut window = Window::new(Theme::Light, SIZE, none());
    window.walk_to_credentials().asked();
    window.keys(Modifiers::COMMAND, Key::O);
    assert!(
        window
            .asked()
            .iter()
            .any(|effect| matches!(effect, Effect::ChooseFile { .. }))
    );

    let mut window = Window::new(Theme::Light, SIZE, none());
    window.walk_to_save().asked();
    window.keys(Modifiers::COMMAND, Key::S);
    let saves = |effect: &Effect| matches!(effect, Effect::Save { .. });
    assert!(window.asked().iter().any(saves));
}

#[test]
fn enter_presses_the_primary_button_of_a_page_without_fields_too() {
    let mut window = Window::new(Theme::Light, SIZE, none());
    window
        .keys(Modifiers::NONE, Key::Enter)
        .heading("Which Talkdesk account?");
    let mut window = Window::new(Theme::Light, SIZE, two_accounts());
    window
        .keys(Modifiers::NONE, Key::Enter)
        .heading("Create an OAuth client in Talkdesk");
}

#[test]
fn tab_into_a_filled_field_selects_what_is_in_it() {
    let mut window = Window::new(Theme::Light, SIZE, none());
    window
        .walk_to_account()
        .type_into(Role::TextInput, "Account name or Talkdesk address", "acme");
    window
        .keys(Modifiers::NONE, Key::Tab)
        .keys(Modifiers::SHIFT, Key::Tab);
    window.harness.event(egui::Event::Text("globex".to_owned()));
    window.harness.run_ok();
    let program = window.harness.state().program();
    assert_eq!(program.wizard.account.input, "globex");
}

#[test]
fn a_page_is_scrolled_by_keys() {
    let mut window = Window::new(Theme::Light, SIZE, none());
    window.walk_to_create_client();
    let top = |window: &Window| {
        let heading = window
            .harness
            .get_by_role_and_label(Role::Heading, "Create an OAuth client in Talkdesk");
        heading.rect().top()
    };
    let begin = top(&window);
    let scrolled = |window: &mut Window, key| {
        window.keys(Modifiers::NONE, key);
        top(window)
    };
    let one = scrolled(&mut window, Key::PageDown);
    assert!(one < begin - 300.0, "{begin} {one}");
    let end = scrolled(&mut window, Key::End);
    assert!(end <= one, "{one} {end}");
    assert!(scrolled(&mut window, Key::PageUp) > end);
    let home = scrolled(&mut window, Key::Home);
    assert!((home - begin).abs() < 1.0, "{begin} {home}");
}

#[test]
fn a_key_stands_in_the_tooltip_and_is_told_to_assistive_technology() {
    let mut window = Window::new(Theme::Light, SIZE, two_accounts());
    let button = window.harness.get_by_label("Add account");
    assert_eq!(
        button.accesskit_node().data().keyboard_shortcut(),
        Some("Ctrl+N")
    );
    button.hover();
    window.harness.run_steps(60);
    window.harness.get_by_label("Ctrl+N");
}

#[test]
fn behind_a_question_no_key_works() {
    let mut window = Window::new(Theme::Light, SIZE, none());
    window.walk_to_credentials().type_into(
        egui::accesskit::Role::PasswordInput,
        "Client secret",
        super::SECRET,
    );
    window
        .answer(Msg::Leaving(LeavingMsg::CloseRequested))
        .asked();
    window.keys(Modifiers::COMMAND, Key::O);
    assert!(
        !window
            .asked()
            .iter()
            .any(|effect| matches!(effect, Effect::ChooseFile { .. }))
    );
}

/// The window itself is no stop of the focus.
#[test]
fn tab_goes_from_the_last_widget_to_the_first_and_back() {
    for modifiers in [Modifiers::NONE, Modifiers::SHIFT] {
        let mut window = Window::new(Theme::Light, [920.0, 680.0], none());
        window.walk_to_account();
        let mut visited = Vec::new();
        for _ in 0..20 {
            // In one picture: the window must not have the focus in between.
            window.harness.input_mut().events.push(Event::Key {
                key: Key::Tab,
                physical_key: None,
                pressed: true,
                repeat: false,
                modifiers,
            });
            window.harness.step();
            let names: Vec<String> = window
                .harness
                .query_all(By::new())
                .filter(Node::is_focused)
                .filter_map(|node| node.accesskit_node().label())
                .collect();
            assert_eq!(names.len(), 1, "after {visited:?}");
            visited.extend(names);
        }
        let first = visited[0].clone();
        assert!(
            visited.iter().filter(|name| **name == first).count() > 1,
            "{visited:?}"
        );
    }
}
