//! "I see neither": a text to send to whoever can help.

use egui::Ui;

use crate::{
    program::{Msg, Program},
    ui::{
        drawings::{self, Shown},
        pages::copy,
        theme::space,
        widgets,
    },
};

pub(super) fn show(ui: &mut Ui, program: &Program, out: &mut Vec<Msg>) {
    let request = help_request(program);
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
        widgets::quotation(ui, &request);
        ui.add_space(space::S);
        copy::button(ui, program, "Copy text", &request, out);
    });
}

/// What to write to whoever can help: for which account, and with which permissions.
fn help_request(program: &Program) -> String {
    let account = program.entered_account().map_or_else(
        || "our Talkdesk account".to_owned(),
        |account| format!("our Talkdesk account {}", account.label()),
    );
    let wanted = program.wizard.guide.what.wanted();
    let permissions = if wanted.is_empty() {
        String::new()
    } else {
        format!(" and these scopes: {}", wanted.join(" "))
    };
    let receiver = program.wizard.guide.receiver.in_a_sentence();
    format!(
        "I am connecting Talkdesk to {receiver} and need an OAuth client of {account} with the grant type \"Client \
         credentials\"{permissions}. In Talkdesk I see neither Admin > Integrations nor Builder > OAuth Clients. Could you \
         create the client, or give me administrator rights, or check whether our plan includes API access? I need its \
         client ID and client secret, sent in a safe way."
    )
}
