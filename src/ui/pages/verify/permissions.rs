//! What Talkdesk has granted, beside what Nexla is to read: what is missing in front, all of it under Details.

use egui::Ui;

use crate::{
    diagnosis::Remedy,
    program::{Msg, Program, VerifyMsg},
    talkdesk::ScopeAudit,
    ui::{
        theme::space,
        widgets::{self, ButtonKind, Tone},
    },
};

const ADD_THEM: &str =
    "Add them to the client in Talkdesk (scopes), wait a few minutes, then try again.";

/// What Nexla has today or is to have, and was not granted; and that a client can read nothing.
pub(super) fn missing(
    ui: &mut Ui,
    program: &Program,
    granted: &[String],
    can_try_again: bool,
    out: &mut Vec<Msg>,
) {
    let what = &program.wizard.guide.what;
    let receiver = program.wizard.guide.receiver;
    let today = program.granted_today().unwrap_or_default();
    let lost = ScopeAudit::of(today, granted).missing;
    let mut missing = ScopeAudit::of(&what.wanted(), granted).missing;
    missing.retain(|scope| !lost.contains(scope));
    let can_try = |last: bool| can_try_again && last;
    if !lost.is_empty() {
        let title = match lost.len() {
            1 => format!(
                "1 permission that {} has today is missing",
                receiver.in_a_sentence()
            ),
            count => format!(
                "{count} permissions that {} has today are missing",
                receiver.in_a_sentence()
            ),
        };
        let text = format!(
            "With the new credentials {receiver} could no longer read what it reads now. {ADD_THEM} If {receiver} does not \
             need them any more, save.",
            receiver = receiver.in_a_sentence()
        );
        banner(ui, &title, &text, &lost, can_try(missing.is_empty()), out);
    }
    if !missing.is_empty() {
        let title = match (what.is_left_with_nothing(granted), missing.len()) {
            (true, _) => receiver.put_into("{receiver} could read nothing with this client"),
            (false, 1) => "1 permission is missing".to_owned(),
            (false, count) => format!("{count} permissions are missing"),
        };
        let text = receiver.put_into("{receiver} cannot read what these are for.");
        let text = format!("{text} {ADD_THEM} If you do not need them, save.");
        banner(ui, &title, &text, &missing, can_try(true), out);
    } else if lost.is_empty() && what.is_left_with_nothing(granted) {
        let text = receiver.put_into(
            "Talkdesk granted this client no permission to read data. Add what {receiver} is to read in Talkdesk (scopes), \
             wait a few minutes, then try again. To test the connection only, save.",
        );
        let title = receiver.put_into("{receiver} could read nothing with this client");
        banner(ui, &title, &text, &[], can_try(true), out);
    }
}

fn banner(
    ui: &mut Ui,
    title: &str,
    text: &str,
    scopes: &[String],
    can_try_again: bool,
    out: &mut Vec<Msg>,
) {
    ui.add_space(space::M);
    widgets::banner(ui, Tone::Warning, title, |ui| {
        widgets::paragraph(ui, text);
        if !scopes.is_empty() {
            ui.add_space(space::S);
            chips(ui, scopes);
        }
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
