//! What stands under Details: what each host's connection found, and how the whole ended.

use egui::Ui;

use crate::{
    program::{StageState, VerifyOutcome, VerifyStep},
    ui::{theme::space, widgets},
    verification::{ApiOutcome, Fact, HeaderScheme, Stage, connection_facts},
};

pub(super) fn show(ui: &mut Ui, verify: &VerifyStep) {
    let Some(target) = verify.target() else {
        return;
    };
    let endpoints = &target.endpoints;
    let mut token_host = vec![("Address", endpoints.token_address())];
    for row in &verify.stages {
        if let StageState::Done(done) = &row.state
            && row.stage != Stage::FirstApiCall
        {
            token_host.extend(done.facts.in_words());
        }
    }
    host(ui, "Token host", &token_host);
    let mut api_host = vec![("Address", endpoints.account_address())];
    api_host.extend(of_the_api(verify));
    if api_host.len() > 1 {
        ui.add_space(space::M);
        host(ui, "API host", &api_host);
    }
    if let Some(VerifyOutcome::Failed(problem)) = &verify.outcome {
        ui.add_space(space::M);
        widgets::subheading(ui, "Problem");
        ui.add_space(space::S);
        for detail in &problem.details {
            widgets::code(ui, detail);
        }
    }
}

fn host(ui: &mut Ui, title: &str, facts: &[Fact]) {
    widgets::subheading(ui, title);
    ui.add_space(space::S);
    widgets::facts(
        ui,
        facts.iter().map(|(name, value)| (*name, value.as_str())),
    );
}

/// What the first API call found, also where it ended with a warning.
fn of_the_api(verify: &VerifyStep) -> Vec<Fact> {
    let Some(proof) = verify.proof() else {
        return Vec::new();
    };
    let mut facts = Vec::new();
    if let Some(api) = &proof.api_connection {
        if api.already_open {
            facts.push(("Connection", "already open".to_owned()));
        }
        facts.extend(connection_facts(&api.connection));
    }
    if let ApiOutcome::Account { scheme, .. } = proof.api {
        let scheme = match scheme {
            HeaderScheme::Bearer => "Bearer",
            HeaderScheme::Basic => "Basic (Bearer was refused)",
        };
        facts.push(("Accepted header", format!("Authorization: {scheme}")));
    }
    facts
}
