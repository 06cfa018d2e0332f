//! What Talkdesk has granted, beside what Nexla is to read: what is missing in front, all of it under Details.

use egui::Ui;

use crate::{
    diagnosis::Remedy,
    program::{Msg, VerifyMsg},
    talkdesk::ScopeAudit,
    ui::{
        theme::space,
        widgets::{self, ButtonKind, Tone},
    },
};

/// The permissions that are wanted and were not granted.
pub(super) fn missing(
    ui: &mut Ui,
    wanted: &[String],
    granted: &[String],
    can_try_again: bool,
    out: &mut Vec<Msg>,
) {
    let missing = ScopeAudit::of(wanted, granted).missing;
    let title = match missing.len() {
        0 => return,
        1 => "One permission is missing".to_owned(),
        count => format!("{count} permissions are missing"),
    };
    ui.add_space(space::M);
    widgets::banner(ui, Tone::Warning, &title, |ui| {
        widgets::paragraph(
            ui,
            "Nexla cannot read what these are for. Add them to the client in Talkdesk (scopes), wait a few minutes, then \
             try again. If you do not need them, save.",
        );
        ui.add_space(space::S);
        chips(ui, &missing);
        if can_try_again {
            ui.add_space(space::S);
            if widgets::button(ui, ButtonKind::Secondary, "Try again").clicked() {
                out.push(Msg::Verify(VerifyMsg::Remedy(Remedy::TryAgain)));
            }
        }
    });
}

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
