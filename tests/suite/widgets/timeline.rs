//! The timeline: what it shows, and that nothing in it jumps.

use std::cell::Cell;

use egui::{Theme, Ui, accesskit::Role};
use egui_kittest::{
    Harness, SnapshotResults,
    kittest::{NodeT as _, Queryable as _},
};
use talkdesk_setup::ui::{
    theme::space,
    widgets::{Mark, TimelineRow, card, timeline},
};

use super::{gallery, pictures};

const LABELS: [&str; 4] = [
    "Address found",
    "Secure connection",
    "Asking for a token",
    "Reading the account",
];

fn show(ui: &mut Ui, marks: [Mark; 4]) {
    let rows: Vec<TimelineRow<'_>> = LABELS
        .into_iter()
        .zip(marks)
        .map(|(label, mark)| TimelineRow {
            mark,
            label,
            trailing: if mark == Mark::Done { "41 ms" } else { "" }.to_owned(),
        })
        .collect();
    card(ui, |ui| timeline(ui, "Stages", &rows, true));
}

#[test]
fn the_way_leads_to_the_running_stage_or_to_the_one_that_failed() {
    let mut results = SnapshotResults::new();
    pictures(
        &mut results,
        "timeline",
        [648.0, 640.0],
        |ui| {
            gallery::sheet(ui, |ui| {
                for (place, third) in [Mark::Running, Mark::Failed, Mark::Warning]
                    .into_iter()
                    .enumerate()
                {
                    ui.push_id(("timeline", place), |ui| {
                        show(ui, [Mark::Done, Mark::Done, third, Mark::Waiting]);
                    });
                    ui.add_space(space::L);
                }
            });
        },
        |_| {},
    );
}

#[test]
fn results_arrive_without_moving_any_row() {
    let passed = Cell::new(0);
    let mut harness = super::window([600.0, 400.0], Theme::Light, |ui| {
        let mark = |place: usize| match place.cmp(&passed.get()) {
            std::cmp::Ordering::Less => Mark::Done,
            std::cmp::Ordering::Equal => Mark::Running,
            std::cmp::Ordering::Greater => Mark::Waiting,
        };
        show(ui, [mark(0), mark(1), mark(2), mark(3)]);
    });
    let places = |harness: &Harness<'_>| -> Vec<egui::Rect> {
        harness
            .get_all_by_role(Role::ListItem)
            .map(|row| row.rect())
            .collect()
    };
    let before = places(&harness);
    assert_eq!(before.len(), 4);
    for stage in 1..=4 {
        passed.set(stage);
        harness.run_steps(1);
        assert_eq!(places(&harness), before, "after stage {stage}");
    }
    harness.get_by_role_and_label(Role::List, "Stages");
    let row = harness.get_by_role_and_label(Role::ListItem, "Secure connection, done, 41 ms");
    assert_eq!(row.accesskit_node().data().live(), None);
    let said = harness.get_by_role_and_label(Role::Label, "Reading the account, done");
    assert_eq!(
        said.accesskit_node().data().live(),
        Some(egui::accesskit::Live::Polite),
        "one line is read, so that the stages come in order"
    );
}
