//! The documented steps of a route as a checklist, one open at a time with its picture.

use egui::Ui;
use jiff::Timestamp;

use crate::{
    program::{Msg, Program, Route},
    ui::{
        drawings::{self, BUILDER, Drawing, INTEGRATIONS, Shown},
        pages::copy,
        theme::{size, space},
        widgets,
    },
};

/// Stands for the client's name.
const NAME: &str = "{name}";
/// Stands for the permissions.
const PERMISSIONS: &str = "{permissions}";

/// The documented steps under Admin > Integrations.
const ADMIN_STEPS: [&str; 8] = [
    "Sign in to Talkdesk with your administrator account.",
    "Choose Admin in the menu at the top, then Integrations.",
    "Open the section API or OAuth (Admin > Integrations > API).",
    "If you have no OAuth app yet, press Create OAuth App or Register Application.",
    "Enter the name {name} and choose {permissions}.",
    "Press Create or Register.",
    "Copy the client ID and the client secret at once: Talkdesk may not show the secret again.",
    "Leave Talkdesk's window open until this program says Saved.",
];

/// The documented steps under Builder > OAuth Clients.
const BUILDER_STEPS: [&str; 7] = [
    "Sign in to Talkdesk with your administrator account.",
    "Open Builder, then OAuth Clients.",
    "Press New OAuth Client (or Create OAuth client) and enter the name {name}.",
    "Under grant types, tick only Client credentials.",
    "Press Add Scopes and choose {permissions}.",
    "Press Create. A window shows the client's data: press Download, or copy ID and secret. The secret is shown once.",
    "Leave Talkdesk's window open until this program says Saved.",
];

/// What is other for whoever has a client already, by its place.
const ADMIN_WITH_ANOTHER: (usize, &str) = (
    3,
    "Leave the OAuth app that {receiver} uses today as it is. Press Create OAuth App or Register Application for a new one.",
);
const BUILDER_WITH_ANOTHER: (usize, &str) = (
    2,
    "Leave the client that {receiver} uses today as it is. Press New OAuth Client (or Create OAuth client) and enter the name {name}.",
);

/// The steps of the route chosen: each one's text and picture, and the step that is other on a replacement.
type Steps = (
    &'static [&'static str],
    &'static [Drawing],
    (usize, &'static str),
);

pub(super) fn show(ui: &mut Ui, program: &mut Program, now: Timestamp, out: &mut Vec<Msg>) {
    let (texts, drawings, with_another): Steps = match program.wizard.guide.route {
        Route::BuilderOauthClients => (&BUILDER_STEPS, &BUILDER, BUILDER_WITH_ANOTHER),
        Route::AdminIntegrations | Route::Neither => {
            (&ADMIN_STEPS, &INTEGRATIONS, ADMIN_WITH_ANOTHER)
        }
    };
    let address = program.sign_in_address().unwrap_or_default();
    let name = program.client_name(now);
    let wanted = program.wizard.guide.what.wanted();
    let scopes: Vec<&str> = wanted.iter().map(String::as_str).collect();
    let shown = Shown {
        address: address.trim_start_matches("https://"),
        client_name: &name,
        scopes: &scopes,
    };
    let has_another = program.is_replacement();
    let receiver = program.wizard.guide.receiver;
    widgets::card(ui, |ui| {
        widgets::subheading(ui, "In Talkdesk");
        ui.add_space(space::S);
        let before = program.wizard.guide.pictured(texts.len());
        for (place, (text, drawing)) in texts.iter().zip(drawings).enumerate() {
            let text = match with_another {
                (other, text) if has_another && other == place => text,
                _ => text,
            };
            let (place, text) = ((place, texts.len()), receiver.put_into(text));
            step(ui, program, before, place, (&text, drawing), &shown, out);
        }
    });
}

/// One step, with what it takes from here and, while that is shown, its picture; `before` is the step whose picture was
/// shown until now.
fn step(
    ui: &mut Ui,
    program: &mut Program,
    before: Option<usize>,
    (place, steps): (usize, usize),
    (text, drawing): (&str, &Drawing),
    shown: &Shown<'_>,
    out: &mut Vec<Msg>,
) {
    let guide = &mut program.wizard.guide;
    let mut ticked = guide.is_ticked(place);
    let top = ui.cursor().top();
    let is_open = guide.pictured(steps) == Some(place);
    let label = in_words(text, shown);
    let response = widgets::instruction(ui, place + 1, &mut ticked, &label, is_open);
    if response.ticked {
        guide.tick(place, ticked);
    }
    if response.picture_pressed {
        guide.toggle_picture(place, steps);
    }
    let is_open = guide.pictured(steps) == Some(place);
    to_copy(ui, program, text, shown, out);
    if !is_open {
        return;
    }
    ui.add_space(space::S);
    let name = format!("Step {} in Talkdesk", place + 1);
    let picture = indented(ui, |ui| drawings::drawing(ui, &name, drawing, shown));
    ui.add_space(space::L);
    if before != Some(place) {
        let whole = picture.rect.with_min_y(top).expand(space::S);
        ui.scroll_to_rect(whole, None);
    }
}

fn in_words(text: &str, shown: &Shown<'_>) -> String {
    let permissions = match shown.scopes.len() {
        0 => "the permissions (Talkdesk says scopes)".to_owned(),
        1 => "this permission (Talkdesk says scope)".to_owned(),
        _ => "these permissions (Talkdesk says scopes)".to_owned(),
    };
    text.replace(NAME, shown.client_name)
        .replace(PERMISSIONS, &permissions)
}

/// What a step needs from here: the name, and the permissions.
fn to_copy(ui: &mut Ui, program: &Program, text: &str, shown: &Shown<'_>, out: &mut Vec<Msg>) {
    let permissions = text.contains(PERMISSIONS) && !shown.scopes.is_empty();
    let name = text.contains(NAME);
    if !permissions && !name {
        return;
    }
    indented(ui, |ui| {
        ui.vertical(|ui| {
            if permissions {
                ui.add_space(space::XS);
                widgets::chips(ui, shown.scopes);
            }
            ui.add_space(space::XS);
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing.x = space::S;
                if name {
                    copy::button(ui, program, "Copy name", shown.client_name, out);
                }
                if permissions {
                    let all = shown.scopes.join(" ");
                    copy::button(ui, program, "Copy permissions", &all, out);
                }
            });
        });
    });
    ui.add_space(space::S);
}

/// Under the step's text.
fn indented<R>(ui: &mut Ui, add: impl FnOnce(&mut Ui) -> R) -> R {
    ui.horizontal(|ui| {
        ui.add_space(size::CHECK + space::M);
        add(ui)
    })
    .inner
}
