//! The widgets as a keyboard, a pointer and assistive technology find them.

use std::cell::{Cell, RefCell};
use std::time::Duration;

use egui::accesskit::{Invalid, Live, Role, Toggled};
use egui::{Key, Theme, Ui};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use talkdesk_setup::ui::theme;
use talkdesk_setup::ui::widgets::{
    ButtonKind, CopyMark, Mark, TextField, Tone, banner, button, check_row, copy_row, details,
    focus_field, heading, link, result_row, segmented,
};

use super::window;

const SIZE: [f32; 2] = [648.0, 480.0];

fn shown<'a>(ui: impl FnMut(&mut Ui) + 'a) -> Harness<'a> {
    window(SIZE, Theme::Light, ui)
}

/// Presses what bears the name `label` with the pointer, with Enter, with Space and as assistive technology does, and
/// expects that `count` went up each time.
fn check_presses(harness: &mut Harness<'_>, label: &str, count: &Cell<u32>) {
    harness.get_by_label(label).click();
    harness.run();
    assert_eq!(count.get(), 1, "pointer");
    harness.get_by_label(label).focus();
    harness.run();
    for (key, expected) in [(Key::Enter, 2), (Key::Space, 3)] {
        harness.key_press(key);
        harness.run();
        assert_eq!(count.get(), expected, "{key:?}");
    }
    harness.get_by_label(label).click_accesskit();
    harness.run();
    assert_eq!(count.get(), 4, "assistive technology");
}

fn check_presses_of(label: &str, mut clicked: impl FnMut(&mut Ui) -> bool) {
    let count = Cell::new(0);
    let mut harness = shown(|ui| count.set(count.get() + u32::from(clicked(ui))));
    check_presses(&mut harness, label, &count);
}

#[test]
fn what_can_be_pressed_answers_to_every_hand() {
    for kind in [
        ButtonKind::Primary,
        ButtonKind::Secondary,
        ButtonKind::Quiet,
    ] {
        check_presses_of("Continue", |ui| button(ui, kind, "Continue").clicked());
    }
    check_presses_of("Verify acme", |ui| {
        button(ui, ButtonKind::Secondary, "Verify")
            .accessible_name("Verify acme")
            .clicked()
    });
    check_presses_of("Open", |ui| link(ui, "Open").clicked());
    check_presses_of("Copy client ID", |ui| {
        copy_row(
            ui,
            "Client ID",
            "23de",
            "Copy client ID",
            CopyMark::default(),
        )
        .clicked()
    });
}

/// Enter is for the page's primary button.
#[test]
fn a_box_is_ticked_by_every_hand_but_enter() {
    let (count, mut ticked) = (Cell::new(0), false);
    let mut harness = shown(|ui| {
        let changed = check_row(ui, &mut ticked, "Sign in").changed();
        count.set(count.get() + u32::from(changed));
    });
    harness.get_by_label("Sign in").click();
    harness.run();
    assert_eq!(count.get(), 1, "pointer");
    harness.get_by_label("Sign in").focus();
    harness.run();
    for (key, expected) in [(Key::Enter, 1), (Key::Space, 2), (Key::Enter, 2)] {
        harness.key_press(key);
        harness.run();
        assert_eq!(count.get(), expected, "{key:?}");
    }
    harness.get_by_label("Sign in").click_accesskit();
    harness.run();
    assert_eq!(count.get(), 3, "assistive technology");
}

#[test]
fn a_click_chooses_a_segment() {
    let chosen = Cell::new(0);
    let mut harness = shown(|ui| {
        let mut index = chosen.get();
        let changed = segmented(ui, "Region", &mut index, &["United States", "Europe"]).changed();
        assert_eq!(changed, index != chosen.get());
        chosen.set(index);
    });
    harness.get_by_label("Europe").click();
    harness.run();
    assert_eq!(chosen.get(), 1);
    harness.get_by_label("United States").click_accesskit();
    harness.run();
    assert_eq!(chosen.get(), 0);
}

#[test]
fn everything_that_can_be_pressed_is_large_enough() {
    let harness = shown(|ui| {
        button(ui, ButtonKind::Quiet, "Button");
        link(ui, "Link");
        check_row(ui, &mut true, "Box");
        segmented(ui, "Region", &mut 0, &["Segment"]);
        details(ui, "more", false, |_| ());
    });
    for label in ["Button", "Link", "Box", "Segment", "Details"] {
        let size = harness.get_by_label(label).rect().size();
        assert!(size.x >= 24.0 && size.y >= 24.0, "{label}: {size}");
    }
}

#[test]
fn a_check_row_says_its_state() {
    let ticked = Cell::new(false);
    let mut harness = shown(|ui| {
        let mut value = ticked.get();
        check_row(ui, &mut value, "Sign in");
        ticked.set(value);
    });
    let state = |harness: &Harness<'_>| {
        harness
            .get_by_role_and_label(Role::CheckBox, "Sign in")
            .accesskit_node()
            .toggled()
    };
    assert_eq!(state(&harness), Some(Toggled::False));
    harness.get_by_label("Sign in").click();
    harness.run();
    assert_eq!(state(&harness), Some(Toggled::True));
    assert!(ticked.get());
}

#[test]
fn arrows_move_the_choice_and_the_group_is_one_stop() {
    let chosen = Cell::new(0);
    let mut harness = shown(|ui| {
        let mut index = chosen.get();
        segmented(
            ui,
            "Region",
            &mut index,
            &["United States", "Europe", "Canada"],
        );
        chosen.set(index);
        button(ui, ButtonKind::Primary, "Continue");
    });
    harness.key_press(Key::Tab);
    harness.run();
    assert!(
        harness
            .get_by_role_and_label(Role::RadioButton, "United States")
            .is_focused()
    );
    for (key, label, index) in [
        (Key::ArrowRight, "Europe", 1),
        (Key::ArrowDown, "Canada", 2),
        (Key::ArrowRight, "United States", 0),
        (Key::ArrowLeft, "Canada", 2),
        (Key::ArrowUp, "Europe", 1),
    ] {
        harness.key_press(key);
        harness.run();
        assert_eq!(chosen.get(), index, "{key:?}");
        let segment = harness.get_by_label(label);
        assert!(segment.is_focused(), "{key:?}");
        assert_eq!(
            segment.accesskit_node().toggled(),
            Some(Toggled::True),
            "{key:?}"
        );
    }
    harness.key_press(Key::Tab);
    harness.run();
    assert!(harness.get_by_label("Continue").is_focused());
    assert!(
        harness
            .get_by_role(Role::RadioGroup)
            .accesskit_node()
            .labelled_by()
            .next()
            .is_some()
    );
}

#[test]
fn a_text_field_is_named_described_and_says_that_it_has_an_error() {
    let error: Cell<Option<&str>> = Cell::new(None);
    let value = RefCell::new(String::new());
    let mut harness = shown(|ui| {
        TextField {
            id: "client_id",
            label: "Client ID",
            value: &mut value.borrow_mut(),
            placeholder: "",
            hint: Some("32 characters"),
            error: error.get(),
            monospace: true,
        }
        .show(ui);
    });
    let field = harness.get_by_role_and_label(Role::TextInput, "Client ID");
    assert_eq!(
        field.accesskit_node().description().as_deref(),
        Some("32 characters")
    );
    assert_eq!(field.accesskit_node().data().invalid(), None);
    assert!(
        (field.rect().height() - 40.0).abs() < 0.5,
        "{}",
        field.rect()
    );
    field.focus();
    harness.run();
    harness.get_by_label("Client ID").type_text("23de");
    harness.run();
    assert_eq!(*value.borrow(), "23de");

    let before = harness.get_by_label("Client ID").rect();
    error.set(Some("Enter the client ID."));
    harness.run();
    let field = harness.get_by_label("Client ID");
    assert_eq!(
        field.accesskit_node().description().as_deref(),
        Some("Enter the client ID.")
    );
    assert_eq!(field.accesskit_node().data().invalid(), Some(Invalid::True));
    assert_eq!(field.rect(), before);
    assert!(harness.query_by_label("32 characters").is_none());
    harness.get_by_label("Enter the client ID.");
}

#[test]
fn the_focus_comes_from_outside() {
    let mut harness = shown(|ui| {
        if button(ui, ButtonKind::Primary, "Continue").clicked() {
            focus_field(ui, "client_id");
        }
        let value = &mut String::new();
        TextField {
            id: "client_id",
            label: "Client ID",
            value,
            placeholder: "",
            hint: None,
            error: None,
            monospace: false,
        }
        .show(ui);
    });
    harness.get_by_label("Continue").click();
    harness.run();
    assert!(harness.get_by_label("Client ID").is_focused());
}

#[test]
fn banners_and_results_are_read_out() {
    let harness = shown(|ui| {
        banner(ui, Tone::Success, "Accepted", |_| ());
        banner(ui, Tone::Problem, "There is a problem", |_| ());
        result_row(ui, Mark::Done, "Name found", "9 ms");
        result_row(ui, Mark::Failed, "Token refused", "");
        result_row(ui, Mark::Waiting, "First API call", "not reached");
    });
    for (name, live) in [
        ("Accepted", Live::Polite),
        ("There is a problem", Live::Assertive),
        ("Name found, done, 9 ms", Live::Polite),
        ("Token refused, failed", Live::Polite),
    ] {
        assert_eq!(
            harness.get_by_label(name).accesskit_node().data().live(),
            Some(live),
            "{name}"
        );
    }
    let waiting = harness.get_by_label("First API call, waiting, not reached");
    assert_eq!(waiting.accesskit_node().data().live(), None);
}

#[test]
fn details_open_and_close() {
    let mut harness = shown(|ui| {
        details(ui, "stages", false, |ui| heading(ui, "TLS 1.3"));
    });
    for open in [false, true, false] {
        let node = harness.get_by_role_and_label(Role::Button, "Details");
        assert_eq!(node.accesskit_node().data().is_expanded(), Some(open));
        assert_eq!(harness.query_by_label("TLS 1.3").is_some(), open);
        harness.get_by_label("Details").click();
        harness.run();
    }
}

#[test]
fn a_running_mark_asks_for_pictures_only_while_it_runs_and_only_where_motion_is_wanted() {
    let mark = Cell::new(Mark::Running);
    let mut harness = shown(|ui| {
        result_row(ui, mark.get(), "Token", "");
    });
    let next = |harness: &mut Harness<'_>| {
        harness.run();
        harness.output().viewport_output[&egui::ViewportId::ROOT].repaint_delay
    };
    let delay = next(&mut harness);
    let until_it_moves = Duration::from_millis(500);
    assert!(delay <= until_it_moves && !delay.is_zero(), "{delay:?}");
    theme::set_reduced_motion(&harness.ctx, true);
    assert_eq!(next(&mut harness), Duration::MAX);
    theme::set_reduced_motion(&harness.ctx, false);
    assert!(next(&mut harness) <= until_it_moves);
    mark.set(Mark::Done);
    assert_eq!(next(&mut harness), Duration::MAX);
}
