//! Pictures of banners, results, values to copy, and marks.

use egui_kittest::SnapshotResults;
use egui_kittest::kittest::Queryable as _;
use talkdesk_setup::ui::theme::space;
use talkdesk_setup::ui::widgets::{
    ButtonKind, CopyMark, Mark, Tone, banner, button, card, chips, copy_row, details, mark, muted,
    paragraph, result_row, subheading,
};

use super::gallery::{LONG, sheet};
use super::pictures;

#[test]
fn banners() {
    let mut results = SnapshotResults::new();
    pictures(
        &mut results,
        "banners",
        [648.0, 550.0],
        |ui| {
            sheet(ui, |ui| {
                banner(
                    ui,
                    Tone::Success,
                    "Talkdesk accepted these credentials",
                    |ui| {
                        muted(ui, "These credentials last until you delete the client.");
                    },
                );
                ui.add_space(space::L);
                banner(
                    ui,
                    Tone::Warning,
                    "Accepted, with one thing to know",
                    |ui| {
                        paragraph(
                            ui,
                            "The token may not read the account: account:read was not granted.",
                        );
                    },
                );
                ui.add_space(space::L);
                banner(ui, Tone::Problem, "There is a problem", |ui| {
                    paragraph(
                        ui,
                        "Talkdesk does not know this client ID and secret together.",
                    );
                    muted(
                        ui,
                        "Ruled out: the account name and the network. acme.talkdeskid.com answered.",
                    );
                    ui.add_space(space::S);
                    paragraph(ui, LONG);
                    ui.add_space(space::M);
                    ui.horizontal_wrapped(|ui| {
                        ui.spacing_mut().item_spacing.y = space::S;
                        button(ui, ButtonKind::Primary, "Change client secret");
                        button(ui, ButtonKind::Secondary, "Change client ID");
                        button(ui, ButtonKind::Quiet, "Copy report");
                    });
                });
                ui.add_space(space::L);
                banner(
                    ui,
                    Tone::Info,
                    "acme (United States) is already saved",
                    |ui| {
                        paragraph(ui, "Replace its credentials?");
                    },
                );
            });
        },
        |_| {},
    );
}

#[test]
fn results() {
    let mut results = SnapshotResults::new();
    pictures(
        &mut results,
        "results",
        [648.0, 760.0],
        |ui| {
            sheet(ui, |ui| {
                card(ui, |ui| {
                    result_row(ui, Mark::Done, "Name found", "acme.talkdeskid.com · 9 ms");
                    result_row(ui, Mark::Warning, "This computer's clock", "61 s off");
                    result_row(
                        ui,
                        Mark::Failed,
                        "Token refused",
                        "401 invalid_client · 63 ms",
                    );
                    result_row(ui, Mark::Running, "First API call", "");
                    result_row(
                        ui,
                        Mark::Waiting,
                        "No proxy, the system's certificates",
                        "not reached",
                    );
                    result_row(ui, Mark::Done, LONG, "a long figure beside a long label");
                });
                ui.add_space(space::GROUP);
                subheading(ui, "Scopes granted");
                ui.add_space(space::S);
                chips(
                    ui,
                    &[
                        "account:read",
                        "data-reports:read",
                        "data-reports:write",
                        "users:read",
                        "events:read",
                        "webhooks-trigger:write",
                        "recordings:read",
                    ],
                );
                ui.add_space(space::GROUP);
                card(ui, |ui| {
                    copy_row(
                        ui,
                        "Client ID",
                        "23de1fee5c4b4b1e9c0a7f3d2b8a2546",
                        "Copy client ID",
                        CopyMark::default(),
                    );
                    ui.add_space(space::M);
                    copy_row(
                        ui,
                        "Client secret",
                        "••••••••••••",
                        "Copy client secret",
                        CopyMark {
                            is_on_clipboard: true,
                            was_copied: true,
                        },
                    );
                    ui.add_space(space::M);
                    copy_row(
                        ui,
                        "Address",
                        &"https://acme.talkdeskid.com/".repeat(6),
                        "Copy address",
                        CopyMark::default(),
                    );
                });
                ui.add_space(space::L);
                details(ui, "stages", false, |ui| {
                    paragraph(ui, "TLS 1.3, Bearer, 10 minutes")
                });
                ui.add_space(space::L);
                ui.horizontal(|ui| {
                    for each in [
                        Mark::Current(4),
                        Mark::ToCome(12),
                        Mark::DoneStep,
                        Mark::Attention,
                    ] {
                        mark(ui, each);
                    }
                });
            });
        },
        |harness| {
            harness.get_by_label("Details").click();
            harness.run();
        },
    );
}
