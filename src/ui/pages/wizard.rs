//! The frame around every step: rail, column, footer.

use egui::{Label, Ui};
use jiff::Timestamp;

use super::{account, create_client, credentials, retire_old, use_it, verify};
use crate::{
    program::{Focus, KeychainState, Msg, Program, Step, VerifyOutcome, WizardMsg},
    ui::{
        keys,
        theme::{Text, palette, space},
        widgets::{self, ButtonKind, RailStep, StepState},
    },
};

/// The buttons at the bottom, always in the same places.
pub(super) struct Footer {
    /// At the left: Back or Cancel.
    pub(super) left: Option<(&'static str, Msg)>,
    /// At the right: the primary button.
    pub(super) primary: Option<(&'static str, Msg)>,
}

pub(in crate::ui) fn show(ui: &mut Ui, program: &mut Program, now: Timestamp, out: &mut Vec<Msg>) {
    let steps: Vec<RailStep<'_>> = program
        .steps()
        .iter()
        .map(|step| RailStep {
            label: label(*step),
            state: state(program, *step),
        })
        .collect();
    let note = rail_note(program);
    let footer = footer(program, now);
    let focus = program.wizard.focus.take();
    let step = program.wizard.step;
    let beside = (step == Step::Verify)
        .then(|| verify::beside(program))
        .flatten();
    // One button of a page stands out.
    let something_else_comes_first = match step {
        Step::CreateClient => program.wizard.guide.waits_for_talkdesk(),
        Step::Verify => program.wizard.verify.is_running(),
        _ => false,
    };
    let kind = if something_else_comes_first {
        ButtonKind::Secondary
    } else {
        ButtonKind::Primary
    };
    let replaced = replaced(program);
    let body = |ui: &mut Ui| {
        if let Some(replaced) = &replaced {
            widgets::above_the_heading(ui, replaced);
        }
        match step {
            Step::Account => account::show(ui, program, focus, out),
            Step::CreateClient => create_client::show(ui, program, focus, now, out),
            Step::Credentials => credentials::show(ui, program, focus, out),
            Step::Verify => verify::show(ui, program, focus, now, out),
            Step::UseIt => use_it::show(ui, program, focus, now, out),
            Step::RetireOld => retire_old::show(ui, program, focus, now, out),
        }
    };
    let footer = |left: &mut Ui, right: &mut Ui| {
        let pressed = show_footer_of_kind(left, right, footer, kind);
        if let Some(beside) = beside {
            show_beside(left, right, &beside);
        }
        pressed
    };
    // Each step keeps its own place while it is scrolled.
    let page = ui.push_id(title(step), |ui| {
        widgets::page(ui, Some((&steps, &note)), footer, body)
    });
    let (pressed, ()) = page.inner;
    out.extend(pressed);
}

/// What a replacement says on every page but the one about the old credentials.
fn replaced(program: &Program) -> Option<String> {
    let wizard = &program.wizard;
    let begins = wizard.step == Step::Account && wizard.replacing.is_none();
    if begins || wizard.step == Step::RetireOld || !program.is_replacement() {
        return None;
    }
    let account = program.entered_account()?;
    let old = if wizard.leak.is_some() {
        "the one that leaked is not used any more"
    } else {
        "the old one stays for now"
    };
    let name = program.accounts.name(&account);
    Some(format!("New client for {name}; {old}"))
}

/// Draws the footer's two buttons and returns what was pressed.
pub(super) fn show_footer(left: &mut Ui, right: &mut Ui, footer: Footer) -> Option<Msg> {
    show_footer_of_kind(left, right, footer, ButtonKind::Primary)
}

/// The same, with the right button of this `kind`.
fn show_footer_of_kind(
    left: &mut Ui,
    right: &mut Ui,
    footer: Footer,
    kind: ButtonKind,
) -> Option<Msg> {
    let press = |ui: &mut Ui, kind, content: Option<(&str, Msg)>| {
        content.and_then(|(label, msg)| {
            let button = widgets::button(ui, kind, label);
            let pressed = match label {
                "Back" => keys::pressed(ui, button, keys::BACK),
                "Save" => keys::pressed(ui, button, keys::SAVE),
                "Continue" => button.on_hover_text("Enter").clicked(),
                _ => button.clicked(),
            };
            pressed.then_some(msg)
        })
    };
    let back = press(left, ButtonKind::Quiet, footer.left);
    press(right, kind, footer.primary).or(back)
}

/// A line beside the footer's primary button, in the room that the buttons leave.
fn show_beside(left: &Ui, right: &mut Ui, text: &str) {
    let room = right.available_rect_before_wrap().right() - left.min_rect().right() - space::L;
    let galley = Text::Hint.galley(right, text, palette(right).muted, room);
    right.add_space(space::XS);
    right.add(Label::new(galley).selectable(true));
}

/// The heading of a step. On a new page it takes the focus, unless the page has a field that `first` names: that one takes
/// it, and the heading is said all the same.
pub(super) fn heading(ui: &mut Ui, step: Step, focus: Option<Focus>, first: Option<&'static str>) {
    let response = widgets::heading(ui, title(step));
    match (focus, first) {
        (Some(Focus::Heading), Some(field)) | (Some(Focus::Field(field)), _) => {
            widgets::focus_field(ui.ctx(), field);
        }
        (Some(Focus::Heading), None) => response.request_focus(),
        (Some(Focus::Question) | None, _) => {}
    }
    if focus == Some(Focus::Heading) {
        response.scroll_to_me(None);
    }
    if matches!(step, Step::Account | Step::Credentials) {
        widgets::say(ui, &response);
    }
    ui.add_space(space::XS);
}

/// The errors above the fields, from two on; each line goes to its field. One stands at its field alone.
pub(super) fn error_summary(ui: &mut Ui, errors: &[(&'static str, &str)]) {
    if errors.len() < 2 {
        return;
    }
    widgets::banner(ui, widgets::Tone::Problem, "There is a problem", |ui| {
        for (field, error) in errors {
            if widgets::link(ui, error).clicked() {
                widgets::focus_field(ui.ctx(), field);
            }
        }
    });
    ui.add_space(space::GROUP);
}

/// The sentences below a form that say what was taken or taken off.
pub(super) fn notes(ui: &mut Ui, notes: &[String]) {
    for note in notes {
        widgets::note(ui, note);
    }
}

fn footer(program: &Program, now: Timestamp) -> Footer {
    let back = Some(("Back", Msg::Wizard(WizardMsg::Back)));
    match program.wizard.step {
        Step::Verify => verify::footer(program, now),
        Step::UseIt => use_it::footer(program),
        Step::RetireOld => retire_old::footer(program),
        Step::Account | Step::CreateClient | Step::Credentials => Footer {
            left: back,
            primary: Some(("Continue", Msg::Wizard(WizardMsg::Continue))),
        },
    }
}

/// The heading of a step's page.
pub(in crate::ui) fn title(step: Step) -> &'static str {
    match step {
        Step::Account => "Which Talkdesk account?",
        Step::CreateClient => "Create an OAuth client in Talkdesk",
        Step::Credentials => "Enter the client's credentials",
        Step::Verify => "Checking with Talkdesk",
        Step::UseIt => "Ready to use",
        Step::RetireOld => "Retire the old credentials",
    }
}

fn label(step: Step) -> &'static str {
    match step {
        Step::Account => "Account",
        Step::CreateClient => "Create client",
        Step::Credentials => "Credentials",
        Step::Verify => "Verify",
        Step::UseIt => "Use it",
        Step::RetireOld => "Retire old",
    }
}

fn state(program: &Program, step: Step) -> StepState {
    let wizard = &program.wizard;
    let attention = match step {
        Step::Verify => {
            matches!(wizard.verify.outcome, Some(VerifyOutcome::Failed(_)))
                || wizard.saving.problem.is_some()
        }
        _ => false,
    };
    if attention && step == wizard.step {
        StepState::Attention
    } else if step == wizard.step {
        StepState::Current
    } else if step < wizard.step {
        StepState::Done
    } else {
        StepState::ToCome
    }
}

fn rail_note(program: &Program) -> String {
    match (&program.practice, &program.keychain.state) {
        (Some(_), _) => "Practice. Nothing here is real, and nothing is kept.".to_owned(),
        (None, KeychainState::Known(info)) => {
            format!("Secrets go to {} and nowhere else", info.name)
        }
        (None, KeychainState::Unknown) => {
            "Secrets go to the system's keychain and nowhere else".to_owned()
        }
        (None, KeychainState::Failed(_)) => "The system's keychain does not answer".to_owned(),
    }
}
