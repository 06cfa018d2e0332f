//! "Stop the leaked credentials": revoke first, then replace, then the proof.

use egui::Ui;
use jiff::Timestamp;

use super::{
    account, foreign_hosts, leak_check, value_row,
    wizard::{Footer, show_footer},
};
use crate::{
    program::{Leaked, LeakedMsg, Msg, Program, Route},
    ui::{
        theme::space,
        widgets::{self, ButtonKind, Tone},
        words,
    },
};

const ADMIN_STEPS: [&str; 3] = [
    "Sign in to Talkdesk with your administrator account.",
    "Choose Admin in the menu at the top, then Integrations, then the section API or OAuth.",
    "Find the client by the name and ID above.",
];

const BUILDER_STEPS: [&str; 3] = [
    "Sign in to Talkdesk with your administrator account.",
    "Open Builder, then OAuth Clients.",
    "Find the client by the name and ID above.",
];

pub(in crate::ui) fn show(ui: &mut Ui, program: &mut Program, now: Timestamp, out: &mut Vec<Msg>) {
    let footer = Footer {
        left: Some(("Back", LeakedMsg::Close.into())),
        primary: Some(("Replace the credentials", LeakedMsg::Replace.into())),
    };
    let (pressed, ()) = widgets::page(
        ui,
        None,
        |left, right| show_footer(left, right, footer),
        |ui| body(ui, program, now, out),
    );
    out.extend(pressed);
}

fn body(ui: &mut Ui, program: &mut Program, now: Timestamp, out: &mut Vec<Msg>) {
    widgets::heading(ui, "Stop the leaked credentials");
    ui.add_space(space::XS);
    let Some(leaked) = &program.leaked else {
        return;
    };
    let entry = program.accounts.entry(&leaked.account);
    let receiver = entry.map(|entry| entry.receiver).unwrap_or_default();
    widgets::muted(
        ui,
        &format!(
            "Whoever has them can read {} until their client is deleted.",
            leaked.account.label()
        ),
    );
    ui.add_space(space::XL);
    widgets::banner(
        ui,
        Tone::Warning,
        &receiver.put_into("{receiver} stops until it has the new values"),
        |ui| {
            let life = words::duration_rounded(leaked.token_life);
            widgets::paragraph(
                ui,
                &format!("A pass that was issued before works for up to {life} more."),
            );
        },
    );
    ui.add_space(space::GROUP);
    account::unopened_address(ui, program, out);
    let copied = program.text_copied.clone();
    if let Some(leaked) = &mut program.leaked {
        steps(ui, leaked, copied.as_deref(), out);
    }
    ui.add_space(space::L);
    leak_check::show(ui, program, now, out);
    ui.add_space(space::L);
    widgets::hint(ui, "At the end you get a record.");
}

/// Which client it is.
fn client(ui: &mut Ui, leaked: &Leaked, copied: Option<&str>, out: &mut Vec<Msg>) {
    if let Some(name) = &leaked.client_name {
        let row = ("Name, unless you gave another", name.as_str());
        value_row::show(ui, copied, row, "Copy leaked client name", out);
        ui.add_space(space::M);
    }
    let row = ("Client ID", leaked.client_id.as_str());
    value_row::show(ui, copied, row, "Copy leaked client ID", out);
}

fn steps(ui: &mut Ui, leaked: &mut Leaked, copied: Option<&str>, out: &mut Vec<Msg>) {
    let routes = [Route::AdminIntegrations, Route::BuilderOauthClients];
    let mut place = usize::from(leaked.route == Route::BuilderOauthClients);
    widgets::segmented(
        ui,
        "Which do you see in Talkdesk?",
        &mut place,
        &["Admin > Integrations", "Builder > OAuth Clients"],
    );
    if leaked.route != routes[place] {
        leaked.route = routes[place];
        leaked.ticks.clear();
    }
    ui.add_space(space::L);
    widgets::card(ui, |ui| {
        widgets::subheading(ui, "In Talkdesk, at once");
        ui.add_space(space::S);
        client(ui, leaked, copied, out);
        ui.add_space(space::M);
        if widgets::button(ui, ButtonKind::Secondary, "Open Talkdesk").clicked() {
            out.push(LeakedMsg::OpenTalkdesk.into());
        }
        foreign_hosts::where_it_opens(ui, &leaked.account);
        ui.add_space(space::M);
        let steps = match leaked.route {
            Route::BuilderOauthClients => &BUILDER_STEPS,
            Route::AdminIntegrations | Route::Neither => &ADMIN_STEPS,
        };
        for (step, text) in steps.iter().enumerate() {
            let mut ticked = leaked.ticks.contains(&step);
            if widgets::check_row(ui, &mut ticked, text).changed() {
                if ticked {
                    leaked.ticks.insert(step);
                } else {
                    leaked.ticks.remove(&step);
                }
            }
        }
        let mut revoked = leaked.leak.revoked_at.is_some();
        let text = "Revoke or delete it, and confirm. Talkdesk then gives no new passes for it.";
        if widgets::check_row(ui, &mut revoked, text).changed() {
            out.push(LeakedMsg::Revoked(revoked).into());
        }
    });
}
