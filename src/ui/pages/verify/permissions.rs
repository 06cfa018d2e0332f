//! What Talkdesk has granted, beside what Nexla is to read.

use egui::Ui;

use crate::{
    talkdesk::ScopeAudit,
    ui::{
        theme::space,
        widgets::{self, Tone},
    },
};

/// `granted` is `None` where Talkdesk did not say.
pub(super) fn show(ui: &mut Ui, wanted: &[String], granted: Option<&[String]>) {
    ui.add_space(space::GROUP);
    widgets::subheading(ui, "Permissions");
    ui.add_space(space::S);
    let Some(granted) = granted else {
        widgets::hint(
            ui,
            "Talkdesk did not say which permissions this client has.",
        );
        return;
    };
    let audit = ScopeAudit::of(wanted, granted);
    if !audit.missing.is_empty() {
        let title = match audit.missing.len() {
            1 => "One permission is missing".to_owned(),
            count => format!("{count} permissions are missing"),
        };
        widgets::banner(ui, Tone::Warning, &title, |ui| {
            widgets::paragraph(
                ui,
                "The credentials work, but Nexla cannot read what these are for. Add them to the client in Talkdesk \
                 (scopes), wait a few minutes, then try again. If you do not need them, continue.",
            );
            ui.add_space(space::S);
            chips(ui, &audit.missing);
        });
        ui.add_space(space::M);
    }
    group(ui, "Wanted and granted", &audit.present);
    group(ui, "Granted besides", &audit.extra);
}

fn group(ui: &mut Ui, label: &str, scopes: &[String]) {
    if scopes.is_empty() {
        return;
    }
    widgets::hint(ui, label);
    ui.add_space(space::XS);
    chips(ui, scopes);
    ui.add_space(space::M);
}

fn chips(ui: &mut Ui, scopes: &[String]) {
    let scopes: Vec<&str> = scopes.iter().map(String::as_str).collect();
    widgets::chips(ui, &scopes);
}
