//! "Which Talkdesk account?"

use egui::Ui;

use super::{before_you_start, copy, credentials, foreign_hosts, network, wizard};
use crate::{
    program::{AccountForm, AccountMsg, Focus, Msg, Program, RegionChoice, Step},
    ui::{
        theme::space,
        widgets::{self, ButtonKind, TextField, Tone},
    },
};

pub(super) fn show(ui: &mut Ui, program: &mut Program, focus: Option<Focus>, out: &mut Vec<Msg>) {
    let first = program.wizard.first_to_fill();
    wizard::heading(ui, Step::Account, focus, first);
    widgets::muted(ui, "Type its name, or paste any address of it.");
    ui.add_space(space::XL);
    let errors = program.wizard.account.errors();
    wizard::error_summary(ui, &errors.list());
    account_field(ui, program, errors.account.as_deref(), out);
    ui.add_space(space::GROUP);
    region(ui, program);
    if program.wizard.account.region == RegionChoice::Other {
        ui.add_space(space::GROUP);
        hosts(
            ui,
            &mut program.wizard.account,
            [errors.token_host.as_deref(), errors.api_host.as_deref()],
            out,
        );
        if let Some(account) = program.entered_account() {
            foreign_hosts::plain_http(ui, &account);
        }
        foreign_hosts::question(ui, program, focus, out);
    }
    replaces(ui, program);
    before_you_start::show(ui, program, out);
    ui.add_space(space::GROUP);
    network::show(ui, program, out);
}

fn account_field(ui: &mut Ui, program: &mut Program, error: Option<&str>, out: &mut Vec<Msg>) {
    let address = program.token_address();
    let form = &mut program.wizard.account;
    let length_hint = form.length_hint();
    let response = TextField {
        id: AccountForm::ACCOUNT,
        label: "Account name or Talkdesk address",
        value: &mut form.input,
        placeholder: "acme",
        hint: (address.is_none()).then_some("The name in https://acme.mytalkdesk.com is acme."),
        error,
        monospace: false,
    }
    .show(ui);
    if response.changed() {
        out.push(Msg::Account(AccountMsg::Edited));
    }
    if response.lost_focus() {
        out.push(Msg::Account(AccountMsg::Left));
    }
    if let Some(meant) = form.meant() {
        ui.add_space(space::LABEL_TO_FIELD);
        if widgets::button(ui, ButtonKind::Secondary, &format!("Use {meant}")).clicked() {
            form.input = meant;
            // As if it had been typed and the field left.
            out.extend([AccountMsg::Edited, AccountMsg::Left].map(Msg::Account));
        }
    }
    if let Some(address) = address {
        widgets::hint_with_code(ui, "Tokens come from", &address);
    }
    if let Some(hint) = length_hint {
        widgets::note(ui, hint);
    }
    wizard::notes(ui, &form.notes);
    credentials::offered_file(ui, &program.wizard.credentials, out);
}

fn region(ui: &mut Ui, program: &mut Program) {
    let form = &mut program.wizard.account;
    let mut place = form.region.place();
    widgets::segmented(
        ui,
        "Region",
        &mut place,
        &RegionChoice::ALL.map(RegionChoice::label),
    );
    if place != form.region.place() {
        form.choose(RegionChoice::ALL[place]);
    }
    ui.add_space(space::LABEL_TO_FIELD);
    let hint = match (form.region_found, form.region, program.practice.is_some()) {
        (true, ..) => "Taken from the address.",
        (_, _, true) => "Practice: the pretend Talkdesk on this computer answers for every region.",
        (_, RegionChoice::Other, _) => "Both hosts, as Talkdesk gave them to you.",
        _ => {
            "In your browser: mytalkdesk.com, mytalkdesk.eu (Europe) or mytalkdeskca.com (Canada)."
        }
    };
    widgets::hint(ui, hint);
}

fn hosts(
    ui: &mut Ui,
    form: &mut AccountForm,
    [token_host_error, api_host_error]: [Option<&str>; 2],
    out: &mut Vec<Msg>,
) {
    let token_host = TextField {
        id: AccountForm::TOKEN_HOST,
        label: "Token host",
        value: &mut form.token_host,
        placeholder: "acme.talkdeskid.au",
        hint: Some("The whole host that gives tokens, your account name included."),
        error: token_host_error,
        monospace: true,
    }
    .show(ui);
    ui.add_space(space::GROUP);
    let api_host = TextField {
        id: AccountForm::API_HOST,
        label: "API host",
        value: &mut form.api_host,
        placeholder: "api.talkdeskapp.au",
        hint: Some("The host of Talkdesk's API in your region."),
        error: api_host_error,
        monospace: true,
    }
    .show(ui);
    for field in [token_host, api_host] {
        if field.changed() {
            out.push(Msg::Account(AccountMsg::HostEdited));
        }
        if field.lost_focus() {
            out.push(Msg::Account(AccountMsg::Left));
        }
    }
}

fn replaces(ui: &mut Ui, program: &Program) {
    let Some(entry) = program
        .entry_to_replace()
        .filter(|_| program.wizard.replacing.is_none())
    else {
        return;
    };
    ui.add_space(space::GROUP);
    let title = format!(
        "{} is already saved. Replace its credentials?",
        entry.account.label()
    );
    widgets::banner(ui, Tone::Info, &title, |ui| {
        widgets::paragraph(
            ui,
            "Continue if so. The saved ones stay until the new ones are verified and saved.",
        );
    });
}

/// The address that no browser took, to be copied.
pub(super) fn unopened_address(ui: &mut Ui, program: &Program, out: &mut Vec<Msg>) {
    let Some(address) = &program.unopened_address else {
        return;
    };
    widgets::banner(ui, Tone::Warning, "No browser opened", |ui| {
        widgets::paragraph(ui, "Open this address yourself:");
        widgets::code(ui, address);
        copy::button(ui, program, "Copy address", address, out);
    });
    ui.add_space(space::L);
}
