//! The drawings: what assistive technology finds of them, and their pictures.

use egui::{Theme, accesskit::Role};
use egui_kittest::{
    SnapshotResults,
    kittest::{NodeT as _, Queryable as _},
};
use talkdesk_setup::ui::{
    drawings::{ASK, BUILDER, Drawing, INTEGRATIONS, NOTHING_FOUND, Shown, WAY, drawing},
    theme::space,
};

use crate::{look::check_contrast, widgets};

const SHOWN: Shown<'_> = Shown {
    address: "acme.mytalkdesk.com",
    client_name: "Nexla Integration",
    scopes: &["account:read", "data-reports:read", "data-reports:write"],
};

/// Takes pictures of drawings below each other, in both themes.
fn pictures(
    results: &mut SnapshotResults,
    name: &str,
    size: [f32; 2],
    drawings: &[&Drawing],
    shown: &Shown<'_>,
) {
    for (theme, suffix) in [(Theme::Light, "light"), (Theme::Dark, "dark")] {
        let mut harness = widgets::window(size, theme, |ui| {
            widgets::sheet(ui, |ui| {
                for each in drawings {
                    drawing(ui, "Picture", each, shown);
                    ui.add_space(space::L);
                }
            });
        });
        let images: Vec<_> = harness.get_all_by_role(Role::Image).collect();
        assert_eq!(images.len(), drawings.len());
        for (image, drawing) in images.into_iter().zip(drawings) {
            let node = image.accesskit_node();
            assert_eq!(node.data().description(), Some(drawing.description));
        }
        check_contrast(name, theme, harness.output());
        results.add(harness.try_snapshot(format!("drawings/{name}-{suffix}")));
    }
}

#[test]
fn every_step_by_admin_and_integrations() {
    let mut results = SnapshotResults::new();
    let [one, two, three, four, five, six, seven, eight] = &INTEGRATIONS;
    let size = [408.0, 860.0];
    pictures(
        &mut results,
        "integrations-1",
        size,
        &[one, two, three, four],
        &SHOWN,
    );
    pictures(
        &mut results,
        "integrations-2",
        size,
        &[five, six, seven, eight],
        &SHOWN,
    );
}

#[test]
fn every_step_by_builder() {
    let mut results = SnapshotResults::new();
    let [one, two, three, four, five, six, seven] = &BUILDER;
    let size = [408.0, 860.0];
    pictures(
        &mut results,
        "builder-1",
        size,
        &[one, two, three, four],
        &SHOWN,
    );
    pictures(&mut results, "builder-2", size, &[five, six, seven], &SHOWN);
}

#[test]
fn the_longest_words_and_a_wider_window() {
    let mut results = SnapshotResults::new();
    let address = format!("{}.mytalkdesk.com", "a".repeat(63));
    let shown = Shown {
        address: &address,
        client_name: "Nexla Integration 2026-11",
        scopes: &[
            "account:read",
            "contacts:read",
            "users:read",
            "ring-groups:read",
            "attributes:read",
        ],
    };
    let drawings = [&INTEGRATIONS[4], &BUILDER[4]];
    pictures(&mut results, "longest", [600.0, 600.0], &drawings, &shown);
}

#[test]
fn scenes() {
    let mut results = SnapshotResults::new();
    let drawings = [&WAY, &ASK, &NOTHING_FOUND];
    pictures(&mut results, "scenes", [540.0, 540.0], &drawings, &SHOWN);
}
