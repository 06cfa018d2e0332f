//! "Ready to use": the values in the order in which Nexla asks for them.

use egui::Ui;
use jiff::Timestamp;

use super::{
    account, clipboard, downloaded_file, reminder,
    wizard::{self, Footer, show_footer},
};
use crate::{
    program::{
        CopyState, Focus, Handover, HandoverMsg, HandoverValue, Msg, PracticeMsg, Program, Screen,
        Step, WizardMsg,
    },
    ui::{
        theme::space,
        widgets::{self, ButtonKind, Tone},
        words,
    },
};

/// The page as the wizard's last step.
pub(super) fn show(
    ui: &mut Ui,
    program: &Program,
    focus: Option<Focus>,
    now: Timestamp,
    out: &mut Vec<Msg>,
) {
    wizard::heading(ui, Step::UseIt, focus, None);
    let Some(handover) = &program.handover else {
        return;
    };
    let alone = program.screen == Screen::Use;
    let label = handover.account.label();
    if handover.went_back {
        widgets::muted(ui, &format!("These are the values of {label}."));
    } else if alone {
        let age = words::ago(handover.created_at, now);
        widgets::muted(
            ui,
            &format!("These are the values of {label}, saved {age}."),
        );
    }
    ui.add_space(space::L);
    let saved = format!("Saved to {}", handover.keychain);
    widgets::banner(ui, Tone::Success, &saved, |ui| {
        let text = if program.practice.is_some() {
            "Practice: these values are pretend, and they are gone when this program closes."
        } else if alone {
            "Each is read from there when you copy it."
        } else {
            "Read back, compared."
        };
        widgets::paragraph(ui, text);
    });
    if handover.went_back {
        ui.add_space(space::M);
        widgets::banner(
            ui,
            Tone::Warning,
            "The old credentials are in use again",
            |ui| {
                widgets::paragraph(
                    ui,
                    "Talkdesk accepted them. Give them to Nexla once more. The others are kept: the account's card leads \
                     to retiring them.",
                );
            },
        );
    }
    ui.add_space(space::XL);
    values(ui, program, handover, now, out);
    clipboard::pasted(ui, &program.clipboard, out);
    if let Some(file) = &handover.file {
        ui.add_space(space::L);
        downloaded_file::show(ui, file, out);
    }
    if program.practice.is_none() {
        ui.add_space(space::XL);
        reminder::show(ui, handover, &program.settings, now, out);
    }
    if program.practice.is_some() {
        ui.add_space(space::XL);
        if widgets::button(ui, ButtonKind::Secondary, "Set up the real account").clicked() {
            out.push(Msg::Practice(PracticeMsg::SetUpReal));
        }
    }
}

/// The page for an account saved earlier.
pub(in crate::ui) fn show_alone(
    ui: &mut Ui,
    program: &Program,
    now: Timestamp,
    out: &mut Vec<Msg>,
) {
    let footer = footer(program);
    let (pressed, ()) = widgets::page(
        ui,
        None,
        |left, right| show_footer(left, right, footer),
        |ui| show(ui, program, None, now, out),
    );
    out.extend(pressed);
}

/// No Back into Save: what is saved is saved. On a replacement, one step is left.
pub(super) fn footer(program: &Program) -> Footer {
    let primary = if program.screen == Screen::Wizard && program.is_replacement() {
        ("Continue", Msg::Wizard(WizardMsg::Continue))
    } else {
        ("Finish", Msg::Handover(HandoverMsg::Finish))
    };
    let back = (program.screen == Screen::Use).then(|| ("Back", Msg::Handover(HandoverMsg::Back)));
    Footer {
        left: back,
        primary: Some(primary),
    }
}

fn values(ui: &mut Ui, program: &Program, handover: &Handover, now: Timestamp, out: &mut Vec<Msg>) {
    widgets::subheading(ui, "In Nexla");
    widgets::paragraph(ui, where_in_nexla(program, handover));
    ui.add_space(space::M);
    account::unopened_address(ui, program, out);
    open_nexla(ui, handover, out);
    ui.add_space(space::M);
    widgets::card(ui, |ui| {
        for (value, label, button) in [
            (
                HandoverValue::CredentialName,
                "Credential name",
                "Copy credential name",
            ),
            (HandoverValue::ClientId, "Client ID", "Copy client ID"),
            (
                HandoverValue::ClientSecret,
                "Client Secret",
                "Copy client secret",
            ),
            (
                HandoverValue::AccountName,
                "Account Name",
                "Copy account name",
            ),
        ] {
            if value != HandoverValue::CredentialName {
                ui.add_space(space::M);
            }
            let text = handover.text(value);
            let copied = handover.copy == Some(CopyState::Copied(value));
            let shown = text.as_deref().unwrap_or(words::HIDDEN);
            if widgets::copy_row(ui, label, shown, button, copied).clicked() {
                out.push(Msg::Handover(HandoverMsg::Copy(value)));
            }
        }
    });
    if let Some(CopyState::Failed(_, sentence)) = &handover.copy {
        ui.add_space(space::S);
        widgets::banner(ui, Tone::Problem, sentence, |_| {});
    }
    ui.add_space(space::S);
    clipboard::copied(ui, &program.clipboard, now, out);
    ui.add_space(space::S);
    widgets::hint(
        ui,
        "Works here, refused in Nexla? Talkdesk may allow only certain IP addresses: add Nexla's.",
    );
}

/// Nexla's own manual says so: <https://developers.nexla.com/user-guides/credentials/create-new-credential>.
fn where_in_nexla(program: &Program, handover: &Handover) -> &'static str {
    let entry = program.accounts.entry(&handover.account);
    if entry.is_some_and(|entry| !entry.previous.is_empty()) {
        "Under Integrate > Credentials, edit the credential that Nexla has for this account, so that its flows go on:"
    } else {
        "Under Integrate > Credentials, add one for TalkDesk, in this order:"
    }
}

/// Nexla is no part of practice: it is opened only by somebody who knows that it is the real one.
fn open_nexla(ui: &mut Ui, handover: &Handover, out: &mut Vec<Msg>) {
    if widgets::button(ui, ButtonKind::Secondary, "Open Nexla").clicked() {
        out.push(Msg::Handover(HandoverMsg::OpenNexla));
    }
    if !handover.nexla_is_real {
        return;
    }
    ui.add_space(space::M);
    widgets::banner(ui, Tone::Info, "There is no pretend Nexla", |ui| {
        widgets::paragraph(
            ui,
            "Nexla would refuse these values. Practice ends here; you can look around in the real one.",
        );
        ui.add_space(space::S);
        if widgets::button(ui, ButtonKind::Secondary, "Open the real Nexla").clicked() {
            out.push(Msg::Handover(HandoverMsg::OpenRealNexla));
        }
    });
}
