//! What is in the window: the page in front, and what concerns every page (pastes, dropped files, Enter, Escape).

use std::path::PathBuf;

use egui::{Event, Key, Popup, Ui};
use jiff::Timestamp;

use super::{pages, widgets};
use crate::{
    credentials::{VisibleField, is_for_the_reader},
    program::{
        AccountForm, CredentialsForm, CredentialsMsg, LeavingMsg, MenuPage, Msg, Program, Screen,
        Step, WhatToRead,
    },
    secret::Secret,
};

/// What assistive technology calls the window: the words of its title bar.
const NAME: &str = "Talkdesk setup";

/// The fields for text, by their names.
const FIELDS: [&str; 7] = [
    AccountForm::ACCOUNT,
    AccountForm::TOKEN_HOST,
    AccountForm::API_HOST,
    CredentialsForm::CLIENT_ID,
    CredentialsForm::CLIENT_SECRET,
    CredentialsForm::SCOPES,
    WhatToRead::OWN_LIST,
];

/// Draws the page in front and returns what the person did.
pub fn show(ui: &mut Ui, program: &mut Program, now: Timestamp) -> Vec<Msg> {
    let mut out = Vec::new();
    ui.ctx()
        .accesskit_node_builder(egui::accesskit_root_id(), |node| node.set_label(NAME));
    take_dropped_files(ui, &mut out);
    take_pastes(ui, program, &mut out);
    if program.leaving.is_some() {
        pages::leaving::show(ui, &mut out);
    } else if Popup::is_any_open(ui.ctx()) {
        // Escape and Enter are for the menu.
    } else if ui.input(|input| input.key_pressed(Key::Escape)) {
        out.push(Msg::Leaving(LeavingMsg::EscapePressed));
    } else if continues_on_enter(ui, program) {
        out.extend(pages::primary(program));
    }
    if let Some(sentence) = &program.notice {
        pages::notice::show(ui, sentence, &mut out);
    }
    if program.practice.is_some() {
        pages::practice::bar(ui, &mut out);
    }
    let rest = ui.available_rect_before_wrap();
    let name = (program.screen, program.menu_page);
    let builder = egui::UiBuilder::new().id_salt(name).max_rect(rest);
    ui.scope_builder(builder, |ui| {
        page(ui, program, now, &mut out);
    });
    ui.scope_builder(egui::UiBuilder::new().max_rect(rest), |ui| {
        pages::menu::show(ui, rest, &mut out);
    });
    if ui.input(|input| !input.raw.hovered_files.is_empty()) {
        pages::drop_target::show(ui, program.why_no_drop());
    }
    widgets::keep_undo_in_focus_only(ui);
    keep_focus_going_around(ui);
    out
}

/// From the last widget Tab leads to the first one, and not to the window for a moment, which a screen reader would say.
fn keep_focus_going_around(ui: &Ui) {
    let goes_around = ui.input(|input| input.key_pressed(Key::Tab))
        && ui.memory(|memory| memory.focused().is_none());
    if goes_around {
        ui.request_discard("the focus goes from the last widget to the first");
    }
}

fn page(ui: &mut Ui, program: &mut Program, now: Timestamp, out: &mut Vec<Msg>) {
    match program.menu_page {
        Some(MenuPage::Settings) => return pages::settings::show(ui, program, out),
        Some(MenuPage::MovingOn) => return pages::moving_on::show(ui, program, out),
        Some(MenuPage::Help) => return pages::help::show(ui, program, out),
        Some(MenuPage::About) => return pages::about::show(ui, program, out),
        None => {}
    }
    match program.screen {
        Screen::Welcome => pages::welcome::show(ui, out),
        Screen::Accounts => pages::accounts::show(ui, program, now, out),
        Screen::Wizard => pages::wizard::show(ui, program, now, out),
        Screen::Use => pages::use_it::show_alone(ui, program, now, out),
        Screen::RetireOld => pages::retire_old::show_alone(ui, program, now, out),
        Screen::Leaked => pages::leaked::show(ui, program, now, out),
    }
}

/// Whether a step of the wizard is in front.
fn in_wizard(program: &Program) -> bool {
    program.screen == Screen::Wizard && program.menu_page.is_none()
}

fn take_dropped_files(ui: &Ui, out: &mut Vec<Msg>) {
    let paths: Vec<PathBuf> = ui.input(|input| {
        let dropped = input.raw.dropped_files.iter();
        dropped.map(|file| file.path().to_owned()).collect()
    });
    if !paths.is_empty() {
        out.push(Msg::FilesDropped(paths));
    }
}

/// A paste is read first, wherever the focus is: a client's values go to their own fields, and what may be a secret into
/// none that is seen.
fn take_pastes(ui: &Ui, program: &Program, out: &mut Vec<Msg>) {
    if !in_wizard(program) {
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

/// Enter continues from a text field, a check box, the heading, or from nowhere; on a button it presses that button.
fn continues_on_enter(ui: &Ui, program: &Program) -> bool {
    let pressed = ui.input(|input| input.key_pressed(Key::Enter) && input.modifiers.is_none());
    let focused = ui.memory(egui::Memory::focused);
    let heading = widgets::heading_id(pages::wizard::title(program.wizard.step));
    let leaves_enter =
        |id| is_text_field(id) || id == heading || widgets::leaves_enter(ui.ctx(), id);
    pressed && focused.is_none_or(leaves_enter)
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
