//! Pictures of whole pages, like the drawings, and in the smallest windows.

use egui::Ui;
use egui_kittest::{Harness, SnapshotResults};
use talkdesk_setup::ui::theme::space;
use talkdesk_setup::ui::widgets::{
    ButtonKind, Mark, RailStep, StepState, TextField, Tone, banner, button, card, heading, muted,
    page, page_without_footer, paragraph, result_row, segmented, subheading,
};

use super::pictures;

const LABELS: [&str; 5] = [
    "Account",
    "Create client",
    "Credentials",
    "Verify",
    "Use it",
];
const NOTE: &str = "Secrets go to GNOME Keyring and nowhere else";

/// The five steps with the one at `current` in `state`.
fn steps(current: usize, state: StepState) -> Vec<RailStep<'static>> {
    let state_of = |index: usize| match index.cmp(&current) {
        std::cmp::Ordering::Less => StepState::Done,
        std::cmp::Ordering::Equal => state,
        std::cmp::Ordering::Greater => StepState::ToCome,
    };
    LABELS
        .iter()
        .enumerate()
        .map(|(index, label)| RailStep {
            label,
            state: state_of(index),
        })
        .collect()
}

fn footer(left: &mut Ui, right: &mut Ui) {
    button(left, ButtonKind::Quiet, "Back");
    button(right, ButtonKind::Primary, "Continue");
}

fn account(ui: &mut Ui, note: &str) {
    let steps = steps(0, StepState::Current);
    page(ui, Some((&steps, note)), footer, |ui| {
        heading(ui, "Which Talkdesk account?");
        ui.add_space(space::S);
        muted(
            ui,
            "The name in front of your Talkdesk address. Paste the whole address if that is easier.",
        );
        ui.add_space(space::XL);
        TextField {
            id: "account",
            label: "Account name or Talkdesk address",
            value: &mut "acme".to_owned(),
            placeholder: "",
            hint: Some("Tokens come from https://acme.talkdeskid.com/oauth/token"),
            error: None,
            monospace: false,
        }
        .show(ui);
        ui.add_space(space::GROUP);
        segmented(
            ui,
            "Region",
            &mut 0,
            &["United States", "Europe", "Canada", "Other"],
        );
        ui.add_space(space::GROUP);
        card(ui, |ui| {
            subheading(ui, "Before you start");
            ui.add_space(space::XS);
            result_row(
                ui,
                Mark::Done,
                "GNOME Keyring can save and read back",
                "38 ms",
            );
            result_row(ui, Mark::Done, "acme.talkdeskid.com answers", "112 ms");
            result_row(
                ui,
                Mark::Done,
                "This computer's clock is right",
                "0.4 s off",
            );
            result_row(ui, Mark::Waiting, "No proxy, the system's certificates", "");
        });
    });
}

fn problem(ui: &mut Ui) {
    let steps = steps(3, StepState::Attention);
    page(ui, Some((&steps, NOTE)), footer, |ui| {
        heading(ui, "Checking with Talkdesk");
        ui.add_space(space::S);
        muted(
            ui,
            "A real token request with these credentials, and one call to the API.",
        );
        ui.add_space(space::XL);
        banner(ui, Tone::Problem, "There is a problem", |ui| {
            paragraph(
                ui,
                "Talkdesk does not know this client ID and secret together.",
            );
            muted(
                ui,
                "Ruled out: the network and the clock. Not ruled out: the region.",
            );
            ui.add_space(space::S);
            paragraph(
                ui,
                "Paste again from Talkdesk's window or the downloaded file, if you have either.",
            );
            ui.add_space(space::M);
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing.y = space::S;
                button(ui, ButtonKind::Secondary, "Change client secret");
                button(ui, ButtonKind::Secondary, "Change client ID");
                button(ui, ButtonKind::Quiet, "Copy report");
            });
        });
        ui.add_space(space::L);
        card(ui, |ui| {
            result_row(ui, Mark::Done, "Name found", "9 ms");
            result_row(ui, Mark::Done, "Secure connection", "TLS 1.3 · 41 ms");
            result_row(
                ui,
                Mark::Failed,
                "Token refused",
                "401 invalid_client · 63 ms",
            );
            result_row(ui, Mark::Waiting, "First API call", "not reached");
        });
    });
}

#[test]
fn account_page() {
    let mut results = SnapshotResults::new();
    pictures(
        &mut results,
        "page_account",
        [920.0, 680.0],
        |ui| account(ui, NOTE),
        |_| {},
    );
}

#[test]
fn problem_page() {
    let mut results = SnapshotResults::new();
    pictures(
        &mut results,
        "page_problem",
        [920.0, 680.0],
        problem,
        |_| {},
    );
}

#[test]
fn wide_window() {
    let mut results = SnapshotResults::new();
    pictures(
        &mut results,
        "page_wide",
        [1400.0, 700.0],
        |ui| account(ui, NOTE),
        |_| {},
    );
}

#[test]
fn smallest_window() {
    let mut results = SnapshotResults::new();
    pictures(
        &mut results,
        "page_smallest",
        [480.0, 360.0],
        |ui| account(ui, NOTE),
        |_| {},
    );
    pictures(
        &mut results,
        "page_smallest_practice",
        [480.0, 360.0],
        |ui| account(ui, "Practice"),
        |_| {},
    );
    pictures(
        &mut results,
        "page_smallest_whole",
        [480.0, 800.0],
        |ui| account(ui, NOTE),
        |_| {},
    );
    pictures(
        &mut results,
        "page_smallest_problem",
        [480.0, 640.0],
        problem,
        |_| {},
    );
}

#[test]
fn low_window() {
    let mut results = SnapshotResults::new();
    pictures(
        &mut results,
        "page_low",
        [760.0, 360.0],
        |ui| account(ui, NOTE),
        |_| {},
    );
}

#[test]
fn double_size() {
    let mut results = SnapshotResults::new();
    let double = |harness: &mut Harness<'_>| {
        harness.set_pixels_per_point(2.0);
        harness.run();
    };
    // The sizes are in pixels here: the second window has half the points that the program asks for.
    let account = |ui: &mut Ui| account(ui, NOTE);
    pictures(
        &mut results,
        "page_double_size",
        [960.0, 720.0],
        account,
        double,
    );
    pictures(
        &mut results,
        "page_too_small",
        [480.0, 360.0],
        account,
        double,
    );
}

#[test]
fn page_without_rail() {
    let mut results = SnapshotResults::new();
    pictures(
        &mut results,
        "page_without_rail",
        [920.0, 400.0],
        |ui| {
            page_without_footer(ui, None, |ui| {
                heading(ui, "Your Talkdesk accounts");
                ui.add_space(space::L);
                card(ui, |ui| subheading(ui, "acme"));
            });
        },
        |_| {},
    );
}
