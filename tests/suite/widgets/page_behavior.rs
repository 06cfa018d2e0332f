//! Pages as a keyboard and assistive technology find them.

use std::cell::Cell;

use egui::accesskit::Role;
use egui::{Key, Theme};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use talkdesk_setup::ui::theme;
use talkdesk_setup::ui::widgets::{ButtonKind, RailStep, StepState, button, heading, page};

use super::window;

#[test]
fn a_new_page_gives_its_heading_the_focus_and_tab_goes_on_from_there() {
    let fresh = Cell::new(true);
    let mut harness = window([648.0, 480.0], Theme::Light, |ui| {
        button(ui, ButtonKind::Quiet, "Before");
        let response = heading(ui, "Which Talkdesk account?");
        if fresh.take() {
            response.request_focus();
        }
        button(ui, ButtonKind::Primary, "Continue");
    });
    let found = harness.get_by_role_and_label(Role::Heading, "Which Talkdesk account?");
    assert!(found.is_focused());
    assert_eq!(found.accesskit_node().data().level(), Some(1));
    harness.key_press(Key::Tab);
    harness.run();
    assert!(harness.get_by_label("Continue").is_focused());
    for label in ["Before", "Continue"] {
        harness.key_press(Key::Tab);
        harness.run();
        assert!(
            harness.get_by_label(label).is_focused(),
            "the heading is no stop"
        );
    }
}

#[test]
fn the_footer_stays_and_focus_scrolls_the_page() {
    let steps = [
        RailStep {
            label: "Account",
            state: StepState::Current,
        },
        RailStep {
            label: "Save",
            state: StepState::ToCome,
        },
    ];
    let mut harness = window([480.0, 360.0], Theme::Light, |ui| {
        page(
            ui,
            Some((&steps, "Practice")),
            |left, right| {
                button(left, ButtonKind::Quiet, "Back");
                button(right, ButtonKind::Primary, "Continue");
            },
            |ui| {
                heading(ui, "Which Talkdesk account?");
                for index in 0..20 {
                    button(ui, ButtonKind::Secondary, &format!("Button {index}"));
                }
            },
        );
    });
    harness.get_by_label("Step 1 of 2 · Account");
    harness.get_by_label("Practice");
    let visible = egui::Rect::from_min_max(egui::pos2(0.0, 40.0), egui::pos2(480.0, 296.0));
    for index in 0..20 {
        harness.key_press(Key::Tab);
        harness.run_steps(6);
        let name = format!("Button {index}");
        let node = harness.get_by_label(&name);
        assert!(node.is_focused(), "{index}");
        assert!(
            visible.contains_rect(node.rect()),
            "{index}: {}",
            node.rect()
        );
        for label in ["Back", "Continue"] {
            assert!(harness.get_by_label(label).rect().top() >= 296.0, "{label}");
        }
    }
    for label in ["Back", "Continue"] {
        harness.key_press(Key::Tab);
        harness.run();
        assert!(harness.get_by_label(label).is_focused(), "{label}");
    }
}

#[test]
fn steps_say_their_state() {
    use StepState::{Attention, Current, Done, ToCome};
    let steps = [
        ("Account", Done),
        ("Verify", Attention),
        ("Save", Current),
        ("Use it", ToCome),
    ]
    .map(|(label, state)| RailStep { label, state });
    let harness = window([920.0, 680.0], Theme::Light, |ui| {
        page(ui, Some((&steps, "Practice")), |_, _| (), |_| ());
    });
    for name in [
        "Account, done",
        "Verify, needs attention",
        "Save, current step",
        "Use it, to come",
    ] {
        harness.get_by_role_and_label(Role::ListItem, name);
    }
    harness.get_by_label("Practice");
}

#[test]
fn the_ground_of_the_current_step_glides_to_it_unless_less_motion_is_wanted() {
    let soft = theme::palette_of(Theme::Light).soft;
    for reduced in [false, true] {
        let current = Cell::new(0);
        let mut harness = window([920.0, 680.0], Theme::Light, |ui| {
            let steps = [0, 1, 2].map(|place| RailStep {
                label: ["Account", "Verify", "Save"][place],
                state: if place == current.get() {
                    StepState::Current
                } else {
                    StepState::ToCome
                },
            });
            page(ui, Some((&steps, "Practice")), |_, _| (), |_| ());
        });
        theme::set_reduced_motion(&harness.ctx, reduced);
        harness.run();
        let top = |harness: &egui_kittest::Harness<'_>| {
            let ground = harness.output().shapes.iter().find_map(|clipped| {
                let egui::Shape::Rect(rect) = &clipped.shape else {
                    return None;
                };
                (rect.fill == soft).then(|| rect.rect.top())
            });
            ground.expect("a ground")
        };
        let before = top(&harness);
        current.set(2);
        harness.step();
        let there = before + 80.0;
        let arrived_at_once = (top(&harness) - there).abs() < 0.5;
        assert_eq!(arrived_at_once, reduced);
        harness.run();
        assert!((top(&harness) - there).abs() < 0.5);
    }
}
