//! The pictures of Talkdesk's screens on Create client.

use egui::{Key, Theme, accesskit::Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use talkdesk_setup::program::{Effect, Msg};

use super::{Window, none, picture};

const HEADING: &str = "Create an OAuth client in Talkdesk";

impl Window {
    /// The names of the pictures that are shown.
    fn pictures(&self) -> Vec<String> {
        let images = self.harness.query_all_by_role(Role::Image);
        let names = images.filter_map(|image| image.accesskit_node().label());
        names.collect()
    }

    fn tick(&mut self, step: usize) -> &mut Self {
        self.step(step).scroll_to_me();
        self.harness.run_ok();
        self.step(step).click();
        self.harness.run_ok();
        self
    }

    /// The check box of a step; those above ask something.
    fn step(&self, step: usize) -> egui_kittest::Node<'_> {
        const ABOVE: usize = 7;
        let mut boxes = self.harness.query_all_by_role(Role::CheckBox);
        boxes.nth(ABOVE + step).expect("a step")
    }

    fn choose(&mut self, route: &str) -> &mut Self {
        self.harness
            .get_by_role_and_label(Role::RadioButton, route)
            .click();
        self.harness.run_ok();
        self
    }
}

#[test]
fn every_step_of_both_routes_has_its_picture() {
    for (route, steps) in [("Admin > Integrations", 8), ("Builder > OAuth Clients", 7)] {
        let mut window = Window::new(Theme::Light, [920.0, 680.0], none());
        window.walk_to_create_client().choose(route);
        let mut descriptions = Vec::new();
        for step in 0..steps {
            assert_eq!(
                window.pictures(),
                [format!("Step {} in Talkdesk", step + 1)],
                "{route}"
            );
            let image = window.harness.get_by_role(Role::Image);
            let description = image.accesskit_node().data().description();
            descriptions.push(description.expect("a description").to_owned());
            window.tick(step);
        }
        assert_eq!(window.pictures(), Vec::<String>::new());
        descriptions.sort();
        descriptions.dedup();
        assert_eq!(descriptions.len(), steps, "{descriptions:?}");
    }
}

#[test]
fn a_picture_opens_and_closes_by_keyboard_and_says_so() {
    let mut window = Window::new(Theme::Light, [920.0, 680.0], none());
    window.walk_to_create_client();
    for (shown, before) in [(true, false), (false, true), (true, false)] {
        let button = window
            .harness
            .get_by_role_and_label(Role::Button, "Picture of step 3");
        let expanded = button.accesskit_node().data().is_expanded();
        assert_eq!(expanded, Some(before));
        button.focus();
        window.harness.run_ok();
        window.harness.key_press(Key::Enter);
        window.harness.run_ok();
        let wanted: &[&str] = if shown { &["Step 3 in Talkdesk"] } else { &[] };
        assert_eq!(window.pictures(), wanted);
        window.heading(HEADING);
    }
}

#[test]
fn a_new_picture_comes_into_view_with_its_step() {
    for [width, height] in [[480.0, 640.0], [1024.0, 600.0]] {
        comes_into_view(width, height);
    }
}

fn comes_into_view(width: f32, height: f32) {
    let mut window = Window::new(Theme::Light, [width, height], none());
    window
        .walk_to_create_client()
        .nexla_reads("Users and teams");
    for step in 0..8 {
        let image = window.harness.get_by_role(Role::Image).rect();
        let label = window.step(step).rect();
        let top = if width < 760.0 { 40.0 } else { 0.0 };
        let seen = egui::Rect::from_min_max(egui::pos2(0.0, top), egui::pos2(width, height - 64.0));
        assert!(
            step == 0 || seen.contains_rect(image.union(label)),
            "{step}: {label} {image}"
        );
        // As from the keyboard: the box need not be in view.
        window.step(step).focus();
        window.harness.run_ok();
        window.harness.key_press(Key::Space);
        window.harness.run_ok();
        window.harness.run_ok();
    }
}

#[test]
fn the_step_where_one_is_stands_open() {
    picture("create-client-picture", HEADING, &none(), |window| {
        window
            .walk_to_create_client()
            .tick(0)
            .tick(1)
            .tick(2)
            .tick(3);
        window.harness.run_ok();
    });
}

#[test]
fn neither_route_shows_whom_to_ask() {
    picture("create-client-neither", HEADING, &none(), |window| {
        window.walk_to_create_client().choose("I see neither");
        window
            .harness
            .get_by_role_and_label(Role::Button, "Copy text")
            .focus();
        window.harness.run_ok();
    });
}

#[test]
fn beside_a_browser_the_picture_is_as_wide_as_the_window() {
    let mut results = egui_kittest::SnapshotResults::new();
    let mut window = Window::new(Theme::Light, [480.0, 680.0], none());
    window.walk_to_create_client().tick(0).tick(1);
    window.harness.run_ok();
    window
        .harness
        .input_mut()
        .events
        .push(egui::Event::PointerGone);
    window.harness.run_ok();
    results.add(window.harness.try_snapshot("narrow-create-client"));
}

#[test]
fn the_question_is_insisted_on() {
    picture("create-client-insists", HEADING, &none(), |window| {
        window.walk_to_create_client().press("Continue");
        window
            .harness
            .get_by_label_contains("Choose what Nexla will read.");
        let first = window
            .harness
            .get_by_role_and_label(Role::CheckBox, "Call reports");
        assert!(first.is_focused());
    });
}

#[test]
fn what_is_copied_is_said_to_be_copied_until_something_else_is() {
    let mut window = Window::new(Theme::Light, [920.0, 1400.0], none());
    window
        .walk_to_create_client()
        .nexla_reads("Contacts")
        .press("Copy name");
    let said = |window: &Window, name: &str| {
        let button = window.harness.get_by_role_and_label(Role::Button, name);
        button.accesskit_node().data().description() == Some("Copied")
    };
    assert!(!said(&window, "Copy name"), "not before it is");
    window.answer(Msg::TextCopied("Nexla Integration".to_owned()));
    assert!(said(&window, "Copy name"));
    assert!(!said(&window, "Copy permissions"));
    window.press("Copy permissions");
    let wanted = "account:read contacts:read";
    assert!(
        window
            .asked()
            .contains(&Effect::CopyText(wanted.to_owned()))
    );
    window.answer(Msg::TextCopied(wanted.to_owned()));
    assert!(said(&window, "Copy permissions"));
    assert!(!said(&window, "Copy name"));
}
