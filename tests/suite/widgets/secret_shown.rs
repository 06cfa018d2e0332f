//! The secret field: when and where its text can be seen.

use egui::accesskit::Role;
use egui::{Event, Key};
use egui_kittest::Harness;
use egui_kittest::kittest::{By, NodeT as _, Queryable as _};
use talkdesk_setup::secret::Secret;
use talkdesk_setup::ui::widgets::SECRET_CAPACITY;

use super::secret_field::Page;

/// Every text of the accessibility tree.
fn tree(harness: &Harness<'_>) -> String {
    let nodes = harness.get_all(By::new());
    let texts: Vec<String> = nodes
        .map(|node| format!("{:?}", node.accesskit_node().data()))
        .collect();
    texts.join(
        "
",
    )
}

#[test]
fn the_tree_names_the_field_and_never_its_text() {
    let page = Page::new(Secret::with_capacity(SECRET_CAPACITY));
    let mut harness = page.focused();
    let description = |harness: &Harness<'_>| {
        harness
            .get_by_role_and_label(Role::PasswordInput, "Client secret")
            .accesskit_node()
            .description()
    };
    assert_eq!(description(&harness).as_deref(), Some("empty. Shown once"));
    harness.event(Event::Text("s3cret".into()));
    harness.run();
    assert_eq!(
        description(&harness).as_deref(),
        Some("entered. Shown once")
    );
    assert_eq!(harness.get_by_label("Client secret").value(), None);
    assert!(tree(&harness).contains("entered"));
    assert!(!tree(&harness).contains("s3cret"));
    harness.get_by_label("Show secret").click();
    harness.run();
    harness.get_by_label("Hide secret");
    assert!(!tree(&harness).contains("s3cret"));
}

/// Whether the galleys that were painted last hold `text`.
fn is_painted(harness: &Harness<'_>, text: &str) -> bool {
    fn holds(shape: &egui::Shape, text: &str) -> bool {
        match shape {
            egui::Shape::Text(shape) => shape.galley.text().contains(text),
            egui::Shape::Vec(shapes) => shapes.iter().any(|shape| holds(shape, text)),
            _ => false,
        }
    }
    harness
        .output()
        .shapes
        .iter()
        .any(|shape| holds(&shape.shape, text))
}

#[test]
fn a_secret_is_shown_for_ten_seconds_or_until_the_focus_leaves() {
    let page = Page::new(Secret::from("s3cret"));
    let mut harness = page.window();
    assert!(!is_painted(&harness, "s3cret"));
    let show = |harness: &mut Harness<'_>| {
        harness.get_by_label("Show secret").click();
        harness.run();
        assert!(is_painted(harness, "s3cret"));
    };

    show(&mut harness);
    assert!(harness.get_by_label("Client secret").is_focused());
    // A picture stands for a quarter of a second.
    harness.run_steps(30);
    assert!(is_painted(&harness, "s3cret"));
    harness.run_steps(12);
    assert!(!is_painted(&harness, "s3cret"));

    show(&mut harness);
    harness.get_by_label("Hide secret").click();
    harness.run();
    assert!(!is_painted(&harness, "s3cret"));

    show(&mut harness);
    harness.get_by_label("Client ID").focus();
    harness.run();
    assert!(!is_painted(&harness, "s3cret"));

    harness.get_by_label("Show secret").focus();
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    assert!(harness.get_by_label("Hide secret").is_focused());
    assert!(is_painted(&harness, "s3cret"));
    harness.key_press(Key::Tab);
    harness.run();
    assert!(!is_painted(&harness, "s3cret"));
}

#[test]
fn as_many_dots_for_every_length() {
    let circles = |secret: &str| {
        let page = Page::new(Secret::from(secret));
        let harness = page.window();
        harness
            .output()
            .shapes
            .iter()
            .filter(|shape| matches!(shape.shape, egui::Shape::Circle(_)))
            .count()
    };
    assert_eq!(circles(""), 0);
    assert!(circles("x") > 0);
    assert_eq!(circles("x"), circles(&"x".repeat(86)));
}

#[test]
fn a_shown_secret_is_seen_as_a_whole() {
    for length in [6, 86, 300] {
        let secret: String = ('a'..='z').cycle().take(length).collect();
        let page = Page::new(Secret::from(secret.as_str()));
        let mut harness = page.window();
        let before = harness.get_by_label("Client secret").rect().height();
        harness.get_by_label("Show secret").click();
        harness.run();
        assert!(is_painted(&harness, &secret), "{length}");
        let field = harness.get_by_label("Client secret").rect();
        let painted = harness
            .output()
            .shapes
            .iter()
            .find_map(|shape| match &shape.shape {
                egui::Shape::Text(text) if text.galley.text() == secret => {
                    assert!(!text.galley.elided, "{length}: it is cut");
                    Some(text.visual_bounding_rect())
                }
                _ => None,
            });
        let painted = painted.expect("the secret");
        assert!(
            field.expand(1.0).contains_rect(painted),
            "{length}: {field} {painted}"
        );
        assert_eq!(field.height() > before, length == 300, "{length}");
        harness.get_by_label("Hide secret").click();
        harness.run();
        let after = harness.get_by_label("Client secret").rect().height();
        assert!((after - before).abs() < 0.5, "{length}: {after}");
    }
}
