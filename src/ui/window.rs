//! What is in the window: the page in front, and what concerns every page (pastes, dropped files, Enter, Escape).

use egui::{Event, Key, Ui};
use jiff::Timestamp;

use super::{pages, widgets};
use crate::{
    credentials::{VisibleField, is_for_the_reader},
    program::{
        AccountForm, ClientGuide, CredentialsForm, CredentialsMsg, LeavingMsg, Msg, Program,
        Screen, Step, WizardMsg,
    },
    secret::Secret,
};

/// The fields for text, by their names.
const FIELDS: [&str; 7] = [
    AccountForm::ACCOUNT,
    AccountForm::TOKEN_HOST,
    AccountForm::API_HOST,
    CredentialsForm::CLIENT_ID,
    CredentialsForm::CLIENT_SECRET,
    CredentialsForm::SCOPES,
    ClientGuide::OWN_LIST,
];

/// Draws the page in front and returns what the person did.
pub fn show(ui: &mut Ui, program: &mut Program, now: Timestamp) -> Vec<Msg> {
    let mut out = Vec::new();
    take_dropped_files(ui, program, &mut out);
    take_pastes(ui, program, &mut out);
    if program.leaving.is_some() {
        pages::leaving::show(ui, &mut out);
    } else if ui.input(|input| input.key_pressed(Key::Escape)) {
        out.push(Msg::Leaving(LeavingMsg::EscapePressed));
    } else if program.screen == Screen::Wizard && continues_on_enter(ui, program) {
        out.push(Msg::Wizard(WizardMsg::Continue));
    }
    if let Some(sentence) = &program.notice {
        pages::notice::show(ui, sentence, &mut out);
    }
    let rest = egui::UiBuilder::new().max_rect(ui.available_rect_before_wrap());
    ui.scope_builder(rest, |ui| page(ui, program, now, &mut out));
    widgets::keep_undo_in_focus_only(ui);
    out
}

fn page(ui: &mut Ui, program: &mut Program, now: Timestamp, out: &mut Vec<Msg>) {
    match program.screen {
        Screen::Welcome => pages::welcome::show(ui, out),
        Screen::Accounts => pages::accounts::show(ui, program, now, out),
        Screen::Wizard => pages::wizard::show(ui, program, now, out),
        Screen::Settings => pages::settings::show(ui, program, out),
        Screen::MovingOn => pages::moving_on::show(ui, program, out),
        Screen::Use => pages::use_it::show_alone(ui, program, now, out),
        Screen::RetireOld => pages::retire_old::show_alone(ui, program, now, out),
        Screen::Leaked => pages::leaked::show(ui, program, out),
    }
}

fn take_dropped_files(ui: &Ui, program: &Program, out: &mut Vec<Msg>) {
    let dropped = ui.input(|input| {
        input
            .raw
            .dropped_files
            .first()
            .map(|file| file.path().to_owned())
    });
    if let (Some(path), Screen::Wizard) = (dropped, program.screen) {
        out.push(Msg::Credentials(CredentialsMsg::FileDropped(path)));
    }
}

/// A paste is read first, wherever the focus is: a client's values go to their own fields, and what may be a secret into
/// none that is seen.
fn take_pastes(ui: &Ui, program: &Program, out: &mut Vec<Msg>) {
    if program.screen != Screen::Wizard {
        return;
    }
    let on_credentials = program.wizard.step == Step::Credentials;
    let focused = ui.memory(egui::Memory::focused);
    let focused = FIELDS
        .into_iter()
        .find(|name| focused == Some(widgets::field_id(name)));
    let pressed = ui.input(|input| {
        input.events.iter().find_map(|event| match event {
            Event::MiddleClickPaste { pos, .. } => Some(*pos),
            _ => None,
        })
    });
    let pressed = pressed.and_then(|pos| field_at(ui.ctx(), pos));
    ui.input_mut(|input| {
        input.events.retain(|event| {
            let (text, field) = match event {
                Event::Paste(text) => (text, focused),
                Event::MiddleClickPaste { text, .. } => (text, pressed),
                _ => return true,
            };
            let is_for_nothing_else = field.is_none() && on_credentials;
            let is_read = is_for_nothing_else || is_for_the_reader(text, field.map(visible_field));
            if is_read {
                out.push(Msg::Credentials(CredentialsMsg::Pasted(Secret::from(
                    text.as_str(),
                ))));
            }
            !is_read
        });
    });
}

fn visible_field(name: &str) -> VisibleField {
    match name {
        CredentialsForm::CLIENT_ID => VisibleField::ClientId,
        AccountForm::ACCOUNT => VisibleField::Account,
        _ => VisibleField::Other,
    }
}

/// Enter continues from a text field, the heading, or from nowhere; on a button it presses that button.
fn continues_on_enter(ui: &Ui, program: &Program) -> bool {
    let pressed = ui.input(|input| input.key_pressed(Key::Enter) && input.modifiers.is_none());
    let focused = ui.memory(egui::Memory::focused);
    let heading = widgets::heading_id(pages::wizard::title(program.wizard.step));
    pressed && focused.is_none_or(|id| is_text_field(id) || id == heading)
}

fn is_text_field(id: egui::Id) -> bool {
    FIELDS.iter().any(|name| widgets::field_id(name) == id)
}

/// Whether a field for text stands there.
pub(super) fn text_field_at(ctx: &egui::Context, pos: egui::Pos2) -> bool {
    field_at(ctx, pos).is_some()
}

fn field_at(ctx: &egui::Context, pos: egui::Pos2) -> Option<&'static str> {
    FIELDS.into_iter().find(|name| {
        ctx.read_response(widgets::field_id(name))
            .is_some_and(|field| field.interact_rect.contains(pos))
    })
}
