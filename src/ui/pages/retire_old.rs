//! "Retire the old credentials": whether their receiver runs with the new ones, which client to delete, and the proof.

use std::time::Duration;

use egui::Ui;
use jiff::Timestamp;

use super::{
    account, foreign_hosts, retire_outcome, value_row,
    wizard::{self, Footer, show_footer},
};
use crate::{
    program::{
        AccountsMsg, Focus, HandoverMsg, Msg, Program, Retiring, RotationMsg, Screen, Step,
        WizardMsg,
    },
    ui::{
        theme::space,
        widgets::{self, ButtonKind},
        words,
    },
};

/// The page as the wizard's last step.
pub(super) fn show(
    ui: &mut Ui,
    program: &mut Program,
    focus: Option<Focus>,
    now: Timestamp,
    out: &mut Vec<Msg>,
) {
    heading(ui, program.retiring.as_ref(), focus);
    let record = program.leak_record(now);
    let keychain = program.keychain.clone();
    let in_wizard = program.screen == Screen::Wizard;
    let Some(retiring) = &program.retiring else {
        return;
    };
    widgets::muted(ui, &lead(retiring));
    ui.add_space(space::XL);
    retire_outcome::show(ui, retiring, &keychain, now, out);
    if !retiring.is_done() {
        let account = retiring.account.clone();
        if !retiring.is_leak() {
            receiver(ui, program, in_wizard, &account, out);
            ui.add_space(space::L);
        }
        account::unopened_address(ui, program, out);
        if let Some(retiring) = &program.retiring {
            if !retiring.waits_for_receiver() {
                let copied = program.text_copied.as_deref();
                client(ui, retiring, copied, now, out);
                ui.add_space(space::L);
            }
            otherwise(ui, retiring, out);
        }
    }
    if let Some(record) = record {
        retire_outcome::leak_record(ui, program, &record, out);
    }
    // The relative times go on.
    ui.ctx().request_repaint_after(Duration::from_secs(20));
}

/// A page on which nothing is left to do says so. It is heard when it comes, and leaves Enter to Finish.
fn heading(ui: &mut Ui, retiring: Option<&Retiring>, focus: Option<Focus>) {
    let Some(done) = retiring.filter(|retiring| retiring.is_done()) else {
        return wizard::heading(ui, Step::RetireOld, focus, None);
    };
    let title = match (done.old.first_refused_at, done.is_leak()) {
        (Some(_), true) => "The leak is stopped",
        (Some(_), false) => "The old credentials are retired",
        (None, true) => "The leaked credentials are forgotten",
        (None, false) => "The old credentials are forgotten",
    };
    let title = widgets::heading(ui, title);
    widgets::say(ui, &title);
    ui.add_space(space::XS);
}

/// The page from a card.
pub(in crate::ui) fn show_alone(
    ui: &mut Ui,
    program: &mut Program,
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

pub(super) fn footer(program: &Program) -> Footer {
    let Some(retiring) = &program.retiring else {
        return Footer {
            left: None,
            primary: Some(("Finish", Msg::Handover(HandoverMsg::Finish))),
        };
    };
    // What has leaked is not kept: it is only not finished yet.
    let leave = if retiring.is_leak() {
        "Finish later"
    } else {
        "Keep them for now"
    };
    let leave = Some((leave, RotationMsg::KeepForNow.into()));
    let check = Some(("Check the old credentials", RotationMsg::Check.into()));
    if retiring.is_done() {
        Footer {
            left: None,
            primary: Some(("Finish", Msg::Handover(HandoverMsg::Finish))),
        }
    } else if retiring.is_busy() {
        Footer {
            left: leave,
            primary: retiring
                .can_cancel()
                .then(|| ("Cancel", RotationMsg::Cancel.into())),
        }
    } else if retiring.waits_for_receiver() {
        Footer {
            left: check,
            primary: leave,
        }
    } else {
        Footer {
            left: leave,
            primary: check,
        }
    }
}

fn lead(retiring: &Retiring) -> String {
    let account = retiring.account.label();
    if retiring.is_done() {
        format!("This computer keeps only those credentials of {account} that are in use.")
    } else if retiring.is_leak() {
        format!(
            "The new credentials of {account} are saved. See now that nobody can use the leaked ones any more."
        )
    } else if retiring.waits_for_receiver() {
        format!(
            "The new credentials of {account} are saved. The old ones are kept beside them until {} runs with the new ones.",
            retiring.receiver.in_a_sentence()
        )
    } else {
        format!(
            "The new credentials of {account} are saved. The old ones are still kept beside them, and still open your \
             account until their client is deleted."
        )
    }
}

fn receiver(
    ui: &mut Ui,
    program: &mut Program,
    in_wizard: bool,
    account: &crate::talkdesk::Account,
    out: &mut Vec<Msg>,
) {
    let Some(retiring) = &mut program.retiring else {
        return;
    };
    let receiver = retiring.receiver;
    let mut answer = usize::from(retiring.has_run);
    widgets::segmented(
        ui,
        &receiver.put_into("Has {receiver} run with the new values?"),
        &mut answer,
        &["Not yet", "Yes"],
    );
    retiring.has_run = answer == 1;
    ui.add_space(space::LABEL_TO_FIELD);
    if retiring.has_run {
        widgets::hint(
            ui,
            "Then nothing needs the old credentials any more, unless another program uses them too.",
        );
        return;
    }
    widgets::hint(
        ui,
        &receiver.put_into(
            "Put the new values into {receiver} and have it read from Talkdesk. Leave the old client in Talkdesk until then. \
             You can come back here any day: the account's card reminds you.",
        ),
    );
    ui.add_space(space::S);
    if widgets::button(ui, ButtonKind::Secondary, "Show the new values").clicked() {
        out.push(if in_wizard {
            Msg::Wizard(WizardMsg::Back)
        } else {
            Msg::Accounts(AccountsMsg::Use(account.clone()))
        });
    }
}

fn client(
    ui: &mut Ui,
    retiring: &Retiring,
    copied: Option<&str>,
    now: Timestamp,
    out: &mut Vec<Msg>,
) {
    widgets::card(ui, |ui| {
        if retiring.is_same_client() {
            widgets::subheading(ui, "Old and new belong to one client");
            ui.add_space(space::S);
            widgets::paragraph(
                ui,
                "There is no client to delete. If Talkdesk still accepts the old secret, take it back there.",
            );
            return;
        }
        let whose = if retiring.is_leak() { "leaked" } else { "old" };
        widgets::subheading(ui, &format!("Delete the {whose} client in Talkdesk"));
        ui.add_space(space::S);
        let kept = match &retiring.new_client_name {
            Some(name) => format!("\u{201c}{name}\u{201d}, which begins with"),
            None => "the one which begins with".to_owned(),
        };
        widgets::paragraph(
            ui,
            &format!(
                "Where you created it: Admin > Integrations, or Builder > OAuth Clients. Compare the client ID before you \
                 delete. Leave {kept} {}: that is the one in use.",
                retiring.new_client_id.shortened(),
            ),
        );
        ui.add_space(space::M);
        match &retiring.old.client_name {
            Some(name) => {
                let row = ("Name, unless you gave another", name.as_str());
                value_row::show(ui, copied, row, "Copy old client name", out);
            }
            None => {
                widgets::paragraph(ui, "Its name is not known here: look for its client ID.");
            }
        }
        ui.add_space(space::M);
        let row = ("Client ID", retiring.old.client_id.as_str());
        value_row::show(ui, copied, row, "Copy old client ID", out);
        ui.add_space(space::M);
        widgets::hint(
            ui,
            &format!("Replaced {}.", words::ago(retiring.old.replaced_at, now)),
        );
        ui.add_space(space::M);
        if widgets::button(ui, ButtonKind::Secondary, "Open Talkdesk").clicked() {
            out.push(RotationMsg::OpenTalkdesk.into());
        }
        foreign_hosts::where_it_opens(ui, &retiring.account);
    });
}

/// What else can be done with them.
fn otherwise(ui: &mut Ui, retiring: &Retiring, out: &mut Vec<Msg>) {
    if retiring.is_busy() {
        return;
    }
    widgets::subheading(ui, "Something else?");
    ui.add_space(space::XS);
    if !retiring.is_leak() {
        widgets::hint(
            ui,
            &retiring.receiver.put_into(
                "If {receiver} fails with the new values, the old ones can come back into use as long as they are kept. \
                 They are verified first.",
            ),
        );
        ui.add_space(space::S);
        if widgets::button(ui, ButtonKind::Secondary, "Go back to the old ones").clicked() {
            out.push(RotationMsg::GoBack.into());
        }
        ui.add_space(space::M);
    }
    if retiring.waits_for_receiver() {
        return;
    }
    widgets::hint(
        ui,
        "Without the proof, you can also delete them from this computer. In Talkdesk they stay valid until you delete \
         their client.",
    );
    ui.add_space(space::S);
    if widgets::button(ui, ButtonKind::Quiet, "Forget the old credentials").clicked() {
        out.push(RotationMsg::Forget.into());
    }
}
