//! "Enter the client's credentials"

use egui::Ui;

use super::{clipboard, wizard};
use crate::{
    program::{ClipboardMsg, CredentialsForm, CredentialsMsg, Focus, Msg, Program, Step},
    ui::{
        keys,
        theme::space,
        widgets::{self, ButtonKind, SecretField, TextField},
    },
};

pub(super) fn show(ui: &mut Ui, program: &mut Program, focus: Option<Focus>, out: &mut Vec<Msg>) {
    let first = program.wizard.first_to_fill();
    wizard::heading(ui, Step::Credentials, focus, first);
    widgets::muted(
        ui,
        "Copy both from Talkdesk, or drop the downloaded file here.",
    );
    ui.add_space(space::XL);
    let errors = program.wizard.credentials.errors();
    wizard::error_summary(ui, &errors.list());
    bring_in(ui, out);
    ui.add_space(space::GROUP);
    client_id(
        ui,
        &mut program.wizard.credentials,
        errors.client_id.as_deref(),
        out,
    );
    ui.add_space(space::GROUP);
    client_secret(
        ui,
        &mut program.wizard.credentials,
        errors.client_secret.as_deref(),
        out,
    );
    ui.add_space(space::M);
    wizard::notes(ui, &program.wizard.credentials.notes);
    if program.wizard.credentials.was_put_right() {
        put_right(ui, out);
    }
    found(ui, &program.wizard.credentials, out);
    clipboard::pasted(ui, &program.clipboard, out);
    ui.add_space(space::M);
    advanced(ui, &mut program.wizard.credentials, out);
}

fn bring_in(ui: &mut Ui, out: &mut Vec<Msg>) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = space::M;
        if widgets::button(ui, ButtonKind::Secondary, "Paste").clicked() {
            out.push(Msg::Credentials(CredentialsMsg::Paste));
        }
        let choose = widgets::button(ui, ButtonKind::Secondary, "Choose file…");
        if keys::pressed(ui, choose, keys::CHOOSE_FILE) {
            out.push(Msg::Credentials(CredentialsMsg::ChooseFile));
        }
    });
    ui.add_space(space::LABEL_TO_FIELD);
    widgets::hint(
        ui,
        "From your browser's list of downloads: press Choose file.",
    );
}

/// What a pasted text left to choose: one of several clients, or the file that it named.
fn found(ui: &mut Ui, form: &CredentialsForm, out: &mut Vec<Msg>) {
    for (place, client) in form.clients.iter().enumerate() {
        ui.add_space(space::S);
        let label = format!("Use {}", client.label());
        if widgets::button(ui, ButtonKind::Secondary, &label).clicked() {
            out.push(Msg::Credentials(CredentialsMsg::ChooseClient(place)));
        }
    }
    offered_file(ui, form, out);
}

/// The button that reads a file whose path was pasted.
pub(super) fn offered_file(ui: &mut Ui, form: &CredentialsForm, out: &mut Vec<Msg>) {
    if let Some(path) = &form.offered_file {
        ui.add_space(space::S);
        if widgets::button(ui, ButtonKind::Secondary, "Read the file").clicked() {
            out.push(Msg::Credentials(CredentialsMsg::FileDropped(path.clone())));
        }
    }
}

fn client_id(ui: &mut Ui, form: &mut CredentialsForm, error: Option<&str>, out: &mut Vec<Msg>) {
    let hint = form.client_id_hint();
    let response = TextField {
        id: CredentialsForm::CLIENT_ID,
        label: "Client ID",
        value: &mut form.client_id,
        placeholder: "",
        hint: Some(hint),
        error,
        monospace: true,
    }
    .show(ui);
    if widgets::paste_menu(ui, &response) {
        out.push(Msg::Credentials(CredentialsMsg::PasteIntoFocus));
    }
    if response.changed() {
        out.push(Msg::Credentials(CredentialsMsg::Edited));
    }
    if response.lost_focus() {
        out.push(Msg::Credentials(CredentialsMsg::Left));
    }
}

fn client_secret(ui: &mut Ui, form: &mut CredentialsForm, error: Option<&str>, out: &mut Vec<Msg>) {
    let field = SecretField {
        id: CredentialsForm::CLIENT_SECRET,
        label: "Client secret",
        value: &mut form.client_secret,
        hint: Some("About 86 characters, shown only once."),
        error,
    }
    .show(ui);
    if widgets::paste_menu(ui, &field.response) {
        out.push(Msg::Credentials(CredentialsMsg::PasteIntoFocus));
    }
    if field.changed {
        out.push(Msg::Credentials(CredentialsMsg::Edited));
    }
    if field.pasted {
        out.push(Msg::Clipboard(ClipboardMsg::SecretPasted));
    }
    if field.refused_overlong {
        out.push(Msg::Credentials(CredentialsMsg::SecretTooLong));
    }
    if field.response.lost_focus() {
        out.push(Msg::Credentials(CredentialsMsg::Left));
    }
}

/// Takes back that the two have changed places.
fn put_right(ui: &mut Ui, out: &mut Vec<Msg>) {
    // What was typed before would give the secret back.
    widgets::forget_undo(ui, CredentialsForm::CLIENT_ID);
    ui.add_space(space::S);
    if widgets::button(ui, ButtonKind::Secondary, "Undo").clicked() {
        out.push(Msg::Credentials(CredentialsMsg::UndoPutRight));
    }
}

fn advanced(ui: &mut Ui, form: &mut CredentialsForm, out: &mut Vec<Msg>) {
    let id = egui::Id::unique("advanced");
    let scopes = &mut form.scopes;
    widgets::section(ui, id, &mut form.advanced, "Advanced", |ui| {
        let scopes = TextField {
            id: CredentialsForm::SCOPES,
            label: "Scopes to ask for",
            value: scopes,
            placeholder: "account:read data-reports:read",
            hint: Some("Leave empty to get every permission that the client was given. Separate several with spaces."),
            error: None,
            monospace: true,
        }
        .show(ui);
        if scopes.changed() {
            out.push(Msg::Credentials(CredentialsMsg::Edited));
        }
    });
}
