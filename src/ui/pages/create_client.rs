//! "Create an OAuth client in Talkdesk": the documented steps of both routes.

mod permissions;

use egui::Ui;
use jiff::Timestamp;

use super::{account, before_you_start, foreign_hosts, wizard};
use crate::{
    program::{ClientGuide, CreateClientMsg, Focus, Msg, Program, Route, Step},
    ui::{
        drawings::{self, BUILDER, Drawing, INTEGRATIONS, Shown},
        theme::{size, space},
        widgets::{self, ButtonKind},
    },
};

/// What to write to whoever can help.
const HELP_REQUEST: &str = "I am connecting Talkdesk to Nexla and need an OAuth client of our Talkdesk account with the \
    grant type \"Client credentials\". In Talkdesk I see neither Admin > Integrations nor Builder > OAuth Clients. Could you \
    create the client, or give me administrator rights, or check whether our plan includes API access? I need its client \
    ID and client secret, sent in a safe way.";

/// The documented steps under Admin > Integrations; `{name}` stands for the client's name.
const ADMIN_STEPS: [&str; 8] = [
    "Sign in to Talkdesk with your administrator account.",
    "Choose Admin in the menu at the top, then Integrations.",
    "Open the section API or OAuth (Admin > Integrations > API).",
    "If you have no OAuth app yet, press Create OAuth App or Register Application.",
    "Enter the name {name} and choose the permissions (Talkdesk says scopes).",
    "Press Create or Register.",
    "Copy the client ID and the client secret at once: Talkdesk may not show the secret again.",
    "Leave Talkdesk's window open until this program says Saved.",
];

/// The steps under Builder > OAuth Clients; `{name}` stands for the client's name.
const BUILDER_STEPS: [&str; 7] = [
    "Sign in to Talkdesk with your administrator account.",
    "Open Builder, then OAuth Clients.",
    "Press New OAuth Client (or Create OAuth client) and enter the name {name}.",
    "Under grant types, tick only Client credentials.",
    "Press Add Scopes and choose the permissions.",
    "Press Create. A window shows the client's data: press Download, or copy ID and secret. The secret is shown once.",
    "Leave Talkdesk's window open until this program says Saved.",
];

pub(super) fn show(
    ui: &mut Ui,
    program: &mut Program,
    focus: Option<Focus>,
    now: Timestamp,
    out: &mut Vec<Msg>,
) {
    wizard::heading(ui, Step::CreateClient, focus, None);
    widgets::muted(
        ui,
        "An OAuth client is the key that Nexla uses to read from Talkdesk. Keep this window beside your browser.",
    );
    before_you_start::problems(ui, program, out);
    ui.add_space(space::XL);
    route(ui, program);
    ui.add_space(space::GROUP);
    if program.wizard.guide.route == Route::Neither {
        neither(ui, out);
        return;
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = space::M;
        if widgets::button(ui, ButtonKind::Secondary, "Open Talkdesk").clicked() {
            out.push(Msg::CreateClient(CreateClientMsg::OpenTalkdesk));
        }
        if widgets::button(ui, ButtonKind::Secondary, "Copy name").clicked() {
            out.push(Msg::CopyText(program.client_name(now)));
        }
    });
    if let Some(account) = program.entered_account() {
        foreign_hosts::where_it_opens(ui, &account);
    }
    ui.add_space(space::L);
    account::unopened_address(ui, program, out);
    steps(ui, program, &program.client_name(now));
    ui.add_space(space::GROUP);
    permissions::show(ui, &mut program.wizard.guide, out);
}

fn route(ui: &mut Ui, program: &mut Program) {
    let guide = &mut program.wizard.guide;
    widgets::subheading(ui, "Which do you see in Talkdesk?");
    ui.add_space(space::S);
    for (route, label, description) in [
        (
            Route::AdminIntegrations,
            "Admin > Integrations",
            "The menu Admin at the top has an entry Integrations.",
        ),
        (
            Route::BuilderOauthClients,
            "Builder > OAuth Clients",
            "The app Builder has an entry OAuth Clients.",
        ),
        (
            Route::Neither,
            "I see neither",
            "You may not be an administrator, or your plan has no API access.",
        ),
    ] {
        if widgets::choice_card(ui, guide.route == route, label, description).clicked() {
            guide.choose(route);
        }
        ui.add_space(space::S);
    }
}

fn steps(ui: &mut Ui, program: &mut Program, name: &str) {
    let address = program.sign_in_address().unwrap_or_default();
    let guide = &mut program.wizard.guide;
    let (texts, drawings): (&[&str], &[Drawing]) = match guide.route {
        Route::BuilderOauthClients => (&BUILDER_STEPS, &BUILDER),
        Route::AdminIntegrations | Route::Neither => (&ADMIN_STEPS, &INTEGRATIONS),
    };
    let wanted = guide.wanted();
    let wanted: Vec<&str> = wanted.iter().map(String::as_str).collect();
    let shown = Shown {
        address: address.trim_start_matches("https://"),
        client_name: name,
        scopes: &wanted,
    };
    widgets::card(ui, |ui| {
        widgets::subheading(ui, "In Talkdesk");
        ui.add_space(space::S);
        let before = guide.pictured(texts.len());
        for (place, (text, drawing)) in texts.iter().zip(drawings).enumerate() {
            let place = (place, texts.len());
            step(ui, guide, before, place, (text, drawing), &shown);
        }
    });
}

/// One step, with its picture below while that is shown; `before` is the step whose picture was shown until now.
fn step(
    ui: &mut Ui,
    guide: &mut ClientGuide,
    before: Option<usize>,
    (place, steps): (usize, usize),
    (text, drawing): (&str, &Drawing),
    shown: &Shown<'_>,
) {
    let mut ticked = guide.is_ticked(place);
    let text = text.replace("{name}", shown.client_name);
    let top = ui.cursor().top();
    let is_open = guide.pictured(steps) == Some(place);
    let response = widgets::instruction(ui, place + 1, &mut ticked, &text, is_open);
    if response.ticked {
        guide.tick(place, ticked);
    }
    if response.picture_pressed {
        guide.toggle_picture(place, steps);
    }
    if guide.pictured(steps) != Some(place) {
        return;
    }
    ui.add_space(space::S);
    let picture = ui
        .horizontal(|ui| {
            ui.add_space(size::CHECK + space::M);
            let name = format!("Step {} in Talkdesk", place + 1);
            drawings::drawing(ui, &name, drawing, shown)
        })
        .inner;
    ui.add_space(space::L);
    if before != Some(place) {
        let whole = picture.rect.with_min_y(top).expand(space::S);
        ui.scroll_to_rect(whole, None);
    }
}

fn neither(ui: &mut Ui, out: &mut Vec<Msg>) {
    widgets::card(ui, |ui| {
        drawings::drawing(ui, "Ask someone", &drawings::ASK, &Shown::default());
        ui.add_space(space::L);
        widgets::subheading(ui, "Ask someone who can help");
        ui.add_space(space::XS);
        widgets::paragraph(
            ui,
            "Only a Talkdesk administrator can create an OAuth client, and some plans have no API access. Send this to \
             your administrator or to Talkdesk's support:",
        );
        ui.add_space(space::S);
        widgets::quotation(ui, HELP_REQUEST);
        ui.add_space(space::S);
        if widgets::button(ui, ButtonKind::Secondary, "Copy text").clicked() {
            out.push(Msg::CopyText(HELP_REQUEST.to_owned()));
        }
    });
}
