//! "Create an OAuth client in Talkdesk": what it is for, and the documented steps of both routes.

mod neither;
mod steps;
mod what_to_read;

use egui::Ui;
use jiff::Timestamp;

use super::{account, before_you_start, foreign_hosts, receiver, wizard};
use crate::{
    program::{ClientGuide, CreateClientMsg, Focus, Msg, Program, Route, Step, WizardMsg},
    ui::{
        theme::space,
        widgets::{self, ButtonKind},
    },
};

const ROUTES: [(Route, &str); 3] = [
    (Route::AdminIntegrations, "Admin > Integrations"),
    (Route::BuilderOauthClients, "Builder > OAuth Clients"),
    (Route::Neither, "I see neither"),
];

pub(super) fn show(
    ui: &mut Ui,
    program: &mut Program,
    focus: Option<Focus>,
    now: Timestamp,
    out: &mut Vec<Msg>,
) {
    wizard::heading(ui, Step::CreateClient, focus, None);
    let chosen = program.wizard.guide.receiver;
    widgets::muted(
        ui,
        &chosen.put_into("An OAuth client is the key that {receiver} uses to read from Talkdesk."),
    );
    before_you_start::problems(ui, program, out);
    ui.add_space(space::XL);
    let account = program.entered_account();
    if let Some(receiver) = receiver::choose(ui, chosen, account.as_ref(), |_| {}) {
        program.wizard.guide.receiver = receiver;
    }
    ui.add_space(space::GROUP);
    what_to_read::show(ui, &mut program.wizard.guide.what, chosen, focus);
    ui.add_space(space::GROUP);
    if program.wizard.guide.route != Route::Neither {
        open_talkdesk(ui, program, out);
        ui.add_space(space::GROUP);
    }
    route(ui, &mut program.wizard.guide);
    ui.add_space(space::L);
    if program.wizard.guide.route == Route::Neither {
        neither::show(ui, program, out);
    } else {
        steps::show(ui, program, now, out);
    }
}

/// What the page is for at the moment: Open Talkdesk until it was pressed, then Continue.
pub(super) fn primary(guide: &ClientGuide) -> Msg {
    if guide.waits_for_talkdesk() {
        Msg::CreateClient(CreateClientMsg::OpenTalkdesk)
    } else {
        Msg::Wizard(WizardMsg::Continue)
    }
}

fn open_talkdesk(ui: &mut Ui, program: &mut Program, out: &mut Vec<Msg>) {
    let kind = if program.wizard.guide.waits_for_talkdesk() {
        ButtonKind::Primary
    } else {
        ButtonKind::Secondary
    };
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = space::L;
        if widgets::button(ui, kind, "Open Talkdesk").clicked() {
            out.push(Msg::CreateClient(CreateClientMsg::OpenTalkdesk));
        }
        let beside = &mut program.wizard.guide.beside;
        widgets::check_row(ui, &mut beside.is_wanted, "Keep beside the browser");
        if beside.is_wanted {
            widgets::check_row(ui, &mut beside.on_top, "In front of it");
        }
    });
    if let Some(account) = program.entered_account() {
        foreign_hosts::where_it_opens(ui, &account);
    }
    if program.unopened_address.is_some() {
        ui.add_space(space::M);
        account::unopened_address(ui, program, out);
    }
}

fn route(ui: &mut Ui, guide: &mut ClientGuide) {
    let before = ROUTES.iter().position(|(route, _)| *route == guide.route);
    let mut place = before.unwrap_or_default();
    let labels = ROUTES.map(|(_, label)| label);
    widgets::segmented(ui, "Which do you see in Talkdesk?", &mut place, &labels);
    if before != Some(place) {
        guide.choose(ROUTES[place].0);
    }
}
