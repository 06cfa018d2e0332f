//! "Ready to use": the values in the order in which whoever gets them asks for them.

use egui::Ui;
use jiff::Timestamp;

use super::{
    account, clipboard, downloaded_file, receiver, reminder,
    wizard::{self, Footer, show_footer},
};
use crate::{
    program::{
        CopyState, Focus, Handover, HandoverMsg, HandoverValue, Msg, PracticeMsg, Program, Screen,
        Step, WizardMsg,
    },
    receiver::Receiver,
    ui::{
        theme::space,
        widgets::{self, ButtonKind, CopyMark, Tone},
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
                    &handover.receiver.put_into(
                        "Talkdesk accepted them. Give them to {receiver} once more. The others are kept: the account's card \
                         leads to retiring them.",
                    ),
                );
            },
        );
    }
    ui.add_space(space::XL);
    values(ui, program, handover, now, out);
    clipboard::pasted(ui, &program.clipboard, out);
    if let Some(file) = &handover.file {
        ui.add_space(space::L);
        downloaded_file::show(ui, file, handover.receiver, out);
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
    let account = Some(&handover.account);
    let open = |ui: &mut Ui| open_receiver(ui, handover.receiver, out);
    if let Some(receiver) = receiver::choose(ui, handover.receiver, account, open) {
        out.push(Msg::Handover(HandoverMsg::Choose(receiver)));
    }
    account::unopened_address(ui, program, out);
    no_pretend_one(ui, handover, out);
    ui.add_space(space::L);
    let title = match handover.receiver {
        Receiver::Own => "In your program".to_owned(),
        named => format!("In {named}"),
    };
    widgets::subheading(ui, &title);
    widgets::paragraph(ui, where_to(program, handover));
    ui.add_space(space::M);
    widgets::card(ui, |ui| {
        for (place, field) in handover.receiver.fields().iter().enumerate() {
            if place > 0 {
                ui.add_space(space::M);
            }
            row(ui, handover, field.value, field.label, field.copy, out);
        }
        if let Some(form) = handover.receiver.whole_form() {
            ui.add_space(space::M);
            let whole = HandoverValue::WholeForm(handover.receiver);
            row(
                ui,
                handover,
                whole,
                form.label(),
                "Copy the whole form",
                out,
            );
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
        &handover.receiver.put_into(
            "Works here, refused in {receiver}? Talkdesk may allow only certain IP addresses: add those of {receiver}.",
        ),
    );
}

/// A value with its Copy button. A region that the receiver has no word for has none.
fn row(
    ui: &mut Ui,
    handover: &Handover,
    value: HandoverValue,
    label: &str,
    button: &str,
    out: &mut Vec<Msg>,
) {
    let text = handover.text(value);
    let shown = match &text {
        Some(text) => text,
        None if value.is_secret() => words::HIDDEN,
        None => {
            widgets::fact(ui, label, "none for this region");
            return;
        }
    };
    let copied = CopyMark {
        is_on_clipboard: handover.copy == Some(CopyState::Copied(value)),
        was_copied: handover.copied.contains(&value),
    };
    if widgets::copy_row(ui, label, shown, button, copied).clicked() {
        out.push(Msg::Handover(HandoverMsg::Copy(value)));
    }
}

fn where_to(program: &Program, handover: &Handover) -> &'static str {
    let entry = program.accounts.entry(&handover.account);
    if entry.is_some_and(|entry| !entry.previous.is_empty()) {
        handover.receiver.where_to_edit()
    } else {
        handover.receiver.where_to_add()
    }
}

fn open_receiver(ui: &mut Ui, receiver: Receiver, out: &mut Vec<Msg>) {
    if receiver.address().is_some()
        && widgets::button(ui, ButtonKind::Secondary, &format!("Open {receiver}")).clicked()
    {
        out.push(Msg::Handover(HandoverMsg::OpenReceiver));
    }
}

/// Whoever gets the credentials is no part of practice, and is opened only by somebody who knows that it is the real one.
fn no_pretend_one(ui: &mut Ui, handover: &Handover, out: &mut Vec<Msg>) {
    let receiver = handover.receiver;
    if !handover.receiver_is_real {
        return;
    }
    ui.add_space(space::M);
    let title = format!("There is no pretend {receiver}");
    widgets::banner(ui, Tone::Info, &title, |ui| {
        widgets::paragraph(
            ui,
            &format!(
                "{receiver} would refuse these values. Practice ends here; you can look around in the real one."
            ),
        );
        ui.add_space(space::S);
        let button = format!("Open the real {receiver}");
        if widgets::button(ui, ButtonKind::Secondary, &button).clicked() {
            out.push(Msg::Handover(HandoverMsg::OpenRealReceiver));
        }
    });
}
