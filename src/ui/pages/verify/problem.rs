//! "There is a problem": what happened, what is ruled out, what to do, and what else it may be.

use egui::Ui;
use jiff::Timestamp;

use crate::{
    diagnosis::{Likely, Problem, Remedy},
    program::{Msg, VerifyMsg, VerifyStep, Wait, WaitReason},
    ui::{
        theme::space,
        widgets::{self, ButtonKind, Tone},
        words,
    },
};

pub(super) fn show(
    ui: &mut Ui,
    problem: &Problem,
    verify: &VerifyStep,
    now: Timestamp,
    out: &mut Vec<Msg>,
) {
    widgets::banner(ui, Tone::Problem, "There is a problem", |ui| {
        widgets::cause(ui, &problem.what_happened);
        if let Some(ruled_out) = &problem.ruled_out {
            ui.add_space(space::XS);
            widgets::muted(ui, ruled_out);
        }
        ui.add_space(space::S);
        widgets::paragraph(ui, &problem.what_to_do);
        if let Some(wait) = &verify.wait {
            countdown(ui, wait, now);
        }
        let first = verify.first_remedy(now);
        let again = [Remedy::TryAgain]
            .iter()
            .filter(|again| !problem.remedies.contains(again));
        let others = problem.remedies.iter().chain(again);
        buttons(ui, others.filter(|other| Some(**other) != first), out);
        if !problem.otherwise.is_empty() {
            ui.add_space(space::L);
            widgets::subheading(ui, "If that does not help");
            otherwise(ui, &problem.otherwise, verify.wait.is_some(), out);
        }
    });
}

fn otherwise(ui: &mut Ui, reasons: &[Likely], waits: bool, out: &mut Vec<Msg>) {
    for (place, likely) in reasons.iter().enumerate() {
        widgets::numbered(
            ui,
            (reasons.len() > 1).then_some(place + 1),
            &likely.reason,
            &likely.what_tells,
            |ui: &mut Ui| {
                let counted = |remedy: &&Remedy| **remedy == Remedy::Wait && waits;
                buttons(
                    ui,
                    likely.remedies.iter().filter(|remedy| !counted(remedy)),
                    out,
                );
            },
        );
    }
}

fn buttons<'a>(ui: &mut Ui, remedies: impl Iterator<Item = &'a Remedy>, out: &mut Vec<Msg>) {
    let mut remedies = remedies.peekable();
    if remedies.peek().is_none() {
        return;
    }
    ui.add_space(space::S);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(space::S, space::S);
        for &remedy in remedies {
            if widgets::button(ui, ButtonKind::Secondary, label(remedy)).clicked() {
                out.push(Msg::Verify(VerifyMsg::Remedy(remedy)));
            }
        }
    });
}

/// Counts down to the next try, which is the person's.
fn countdown(ui: &mut Ui, wait: &Wait, now: Timestamp) {
    ui.add_space(space::S);
    let Some(left) = wait.left(now) else {
        widgets::note(ui, "The wait is over. You can try again.");
        return;
    };
    ui.ctx().request_repaint_after(wait.changes_in(now));
    let why = match wait.reason {
        WaitReason::Settling => "Talkdesk may know it by then.",
        WaitReason::Asked => "Talkdesk asked for this pause.",
    };
    let left = words::countdown(left);
    widgets::strong(ui, &format!("Try again in {left}. {why}"));
}

/// The name on a remedy's button.
pub(super) fn label(remedy: Remedy) -> &'static str {
    match remedy {
        Remedy::TryAgain => "Try again",
        Remedy::ChangeAccount => "Change account",
        Remedy::ChangeClientId => "Change client ID",
        Remedy::ChangeClientSecret => "Change client secret",
        Remedy::CreateNewClient => "Create a new client",
        Remedy::Wait => "Wait two minutes",
        Remedy::ChangeScopes => "Change scopes",
        Remedy::AcceptCaFile => "Trust the changed file",
        Remedy::ChooseCaFile => "Choose CA file…",
        Remedy::TryWithoutCaFile => "Try without the CA file",
        Remedy::TryInUnitedStates => "Try in United States",
        Remedy::TryInEurope => "Try in Europe",
        Remedy::TryInCanada => "Try in Canada",
    }
}
