//! Pictures of texts, buttons, fields and choices in all their states.

use egui::{Frame, Margin, Ui};
use egui_kittest::SnapshotResults;
use egui_kittest::kittest::Queryable as _;
use talkdesk_setup::secret::Secret;
use talkdesk_setup::ui::theme::{palette, space};
use talkdesk_setup::ui::widgets::{
    ButtonKind, SecretField, TextField, button, check_row, code, details, heading, hint, link,
    muted, paragraph, segmented, subheading,
};

use super::pictures;

pub(super) const LONG: &str = "A sentence that is far too long for one line in a column of six hundred points, so that it has to \
                    be broken somewhere, and again, because nothing here may be cut off or run over its neighbor.";

pub(crate) fn sheet(ui: &mut Ui, add: impl FnOnce(&mut Ui)) {
    let margin = Margin::from(space::XL);
    Frame::NONE
        .fill(palette(ui).bg)
        .inner_margin(margin)
        .show(ui, |ui| {
            ui.set_min_size(ui.available_size());
            add(ui);
        });
}

#[test]
fn texts_and_buttons() {
    let mut results = SnapshotResults::new();
    let draw = |ui: &mut Ui| {
        sheet(ui, |ui| {
            heading(ui, "Which Talkdesk account?");
            ui.add_space(space::S);
            muted(
                ui,
                "The name in front of your Talkdesk address. Paste the whole address if that is easier.",
            );
            ui.add_space(space::XL);
            subheading(ui, "Before you start");
            ui.add_space(space::XS);
            paragraph(ui, LONG);
            ui.add_space(space::S);
            hint(
                ui,
                "Figures stand still: 111 ms, 888 ms, 10:11, 12:38. Ä ß ç ł Ж λ “quoted” – … · → ✓",
            );
            ui.add_space(space::S);
            code(ui, "https://acme.talkdeskid.com/oauth/token -- != 0O 1lI");
            link(ui, "Open Talkdesk's help");
            ui.add_space(space::L);
            for focus in ["", "focused "] {
                ui.horizontal_wrapped(|ui| {
                    ui.spacing_mut().item_spacing.y = space::S;
                    button(ui, ButtonKind::Primary, &format!("{focus}Continue"));
                    button(ui, ButtonKind::Secondary, &format!("{focus}Verify all"));
                    button(ui, ButtonKind::Quiet, &format!("{focus}Back"));
                });
                ui.add_space(space::L);
            }
            ui.add_enabled_ui(false, |ui| button(ui, ButtonKind::Primary, "Not now"));
            ui.add_space(space::L);
            button(ui, ButtonKind::Secondary, LONG);
        });
    };
    for (name, focused, hovered) in [
        ("primary", "focused Continue", "Continue"),
        ("secondary", "focused Verify all", "Verify all"),
        ("quiet", "focused Back", "Back"),
    ] {
        pictures(
            &mut results,
            &format!("texts_and_buttons_{name}"),
            [648.0, 620.0],
            draw,
            |harness| {
                harness.get_by_label(focused).focus();
                harness.get_by_label(hovered).hover();
                harness.run();
            },
        );
    }
}

#[test]
fn fields() {
    let mut results = SnapshotResults::new();
    let mut texts = [
        String::new(),
        "acme".into(),
        "23de1fee 2546".into(),
        "q".repeat(200),
    ];
    let mut secrets = ["", "s3cret", "s3cret"].map(Secret::from);
    let [empty, entered, wrong] = &mut secrets;
    let [none, name, client, long] = &mut texts;
    pictures(
        &mut results,
        "fields",
        [648.0, 860.0],
        |ui| {
            sheet(ui, |ui| {
                let plain = |id, label, value| TextField {
                    id,
                    label,
                    value,
                    placeholder: "acme or acme.mytalkdesk.com",
                    hint: Some("Tokens come from https://acme.talkdeskid.com/oauth/token"),
                    error: None,
                    monospace: false,
                };
                plain("a", "Account name or Talkdesk address", &mut *none).show(ui);
                ui.add_space(space::GROUP);
                plain("b", "With the focus", &mut *name).show(ui);
                ui.add_space(space::GROUP);
                let error =
                    Some("A client ID has no spaces inside. Copy it again from Talkdesk's window.");
                TextField {
                    error,
                    monospace: true,
                    ..plain("c", "Client ID", &mut *client)
                }
                .show(ui);
                ui.add_space(space::GROUP);
                TextField {
                    error: Some(LONG),
                    ..plain("d", "Long", &mut *long)
                }
                .show(ui);
                ui.add_space(space::GROUP);
                let secret = |id, label, value| SecretField {
                    id,
                    label,
                    value,
                    hint: None,
                    error: None,
                };
                let hint = Some("About 86 characters. Talkdesk shows it once.");
                SecretField {
                    hint,
                    ..secret("e", "Empty secret", &mut *empty)
                }
                .show(ui);
                ui.add_space(space::GROUP);
                secret("f", "Entered secret", &mut *entered).show(ui);
                ui.add_space(space::GROUP);
                let error = Some("This is the client ID again.");
                SecretField {
                    error,
                    ..secret("g", "Client secret", &mut *wrong)
                }
                .show(ui);
            });
        },
        |harness| {
            harness.get_by_label("With the focus").focus();
            harness
                .get_by_label("Account name or Talkdesk address")
                .hover();
            harness.run();
        },
    );
}

#[test]
fn secret_states() {
    let mut results = SnapshotResults::new();
    let long = "-Ab3dEf6hIj9kLm2".repeat(5) + "xyz_89";
    let mut secrets =
        [long.clone(), long.repeat(4), "short".into(), "all".into()].map(Secret::from);
    let [shown, too_long, short, all] = &mut secrets;
    for name in ["shown", "too_long", "short", "all"] {
        pictures(
            &mut results,
            &format!("secret_{name}"),
            [648.0, 330.0],
            |ui| {
                sheet(ui, |ui| {
                    for (id, value) in [
                        ("shown", &mut *shown),
                        ("too_long", &mut *too_long),
                        ("short", &mut *short),
                        ("all", &mut *all),
                    ] {
                        SecretField {
                            id,
                            label: id,
                            value,
                            hint: None,
                            error: None,
                        }
                        .show(ui);
                        ui.add_space(space::M);
                    }
                });
            },
            |harness| {
                harness.get_by_label(name).focus();
                harness.run();
                if name == "all" {
                    harness.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::A);
                } else {
                    let index = ["shown", "too_long", "short"]
                        .iter()
                        .position(|other| *other == name)
                        .unwrap();
                    harness
                        .get_all_by_label("Show secret")
                        .nth(index)
                        .unwrap()
                        .click();
                }
                harness.run();
            },
        );
    }
}

#[test]
fn choices() {
    let mut results = SnapshotResults::new();
    let (mut region, mut stacked) = (0, 1);
    let mut ticks = [true, false, false, true];
    let options = ["United States", "Europe", "Canada", "Other"];
    let draw = |ui: &mut Ui| {
        sheet(ui, |ui| {
            segmented(ui, "Region", &mut region, &options);
            ui.add_space(space::GROUP);
            ui.scope(|ui| {
                ui.set_max_width(300.0);
                segmented(ui, "Region in a narrow place", &mut stacked, &options);
            });
            ui.add_space(space::GROUP);
            let labels = [
                "Sign in as an administrator",
                "Open Builder, then OAuth Clients",
                LONG,
                "Press Create",
            ];
            for (tick, label) in ticks.iter_mut().zip(labels) {
                check_row(ui, tick, label);
            }
        });
    };
    pictures(&mut results, "choices", [648.0, 760.0], draw, |_| {});
    let (mut region, mut tick) = (0, true);
    let draw = |ui: &mut Ui| {
        sheet(ui, |ui| {
            segmented(ui, "Region", &mut region, &options);
            ui.add_space(space::GROUP);
            check_row(ui, &mut tick, "Sign in as an administrator");
            details(ui, "more", false, |ui| paragraph(ui, "TLS 1.3, Bearer"));
            link(ui, "Open Talkdesk's help");
        });
    };
    let mut draw = draw;
    for (name, focused, hovered) in [
        ("segment", "United States", "Sign in as an administrator"),
        ("check", "Sign in as an administrator", "Details"),
        ("details", "Details", "Open Talkdesk's help"),
        ("link", "Open Talkdesk's help", "Canada"),
    ] {
        pictures(
            &mut results,
            &format!("focus_{name}"),
            [648.0, 320.0],
            &mut draw,
            |harness| {
                harness.get_by_label(focused).focus();
                harness.get_by_label(hovered).hover();
                harness.run();
            },
        );
    }
}
