//! The CA file: on Account under "Network", and in the problems that it mends.

use egui::{Id, Ui};

use crate::{
    connection::CaFile,
    diagnosis::{Remedy, about_changed_ca_file},
    foreign_text,
    program::{CaFileForm, CaFileMsg, Msg, Program, VerifyOutcome},
    ui::{
        theme::space,
        widgets::{self, ButtonKind, TextField, Tone},
    },
};

/// A warning about a file that others can change.
const WRITABLE: &str = "Others than its owner may write to this file. Take that right away: chmod go-w, with the file's path.";

/// Closed at first. Shows what is trusted besides the system's list, and takes another file.
pub(super) fn show(ui: &mut Ui, program: &mut Program, out: &mut Vec<Msg>) {
    let mut open = program.ca_file.open;
    widgets::section(ui, Id::unique("network"), &mut open, "Network", |ui| {
        ca_file(ui, program, out);
    });
    program.ca_file.open = open;
}

fn ca_file(ui: &mut Ui, program: &mut Program, out: &mut Vec<Msg>) {
    if let Some(now) = &program.ca_file.changed {
        widgets::banner(ui, Tone::Warning, "Your CA file has changed", |ui| {
            widgets::paragraph(ui, &about_changed_ca_file(now));
            ui.add_space(space::S);
            widgets::paragraph(
                ui,
                "Trust it only if whoever runs your network has renewed it.",
            );
            if now.others_may_write {
                ui.add_space(space::S);
                widgets::paragraph(ui, WRITABLE);
            }
            ui.add_space(space::S);
            if widgets::button(ui, ButtonKind::Secondary, "Trust the changed file").clicked() {
                out.push(Msg::CaFile(CaFileMsg::AcceptChanged));
            }
        });
        ui.add_space(space::M);
    }
    let problem = program.ca_file.problem().map(str::to_owned);
    let field = TextField {
        id: CaFileForm::PATH,
        label: "CA file",
        value: &mut program.ca_file.path,
        placeholder: "/home/me/company.pem",
        hint: Some(
            "Only where a company looks into secure connections: its certificate file, which is trusted beside the \
             system's.",
        ),
        error: problem.as_deref(),
        monospace: false,
    }
    .show(ui);
    let entered = field.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
    ui.add_space(space::S);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(space::S, space::S);
        if widgets::button(ui, ButtonKind::Secondary, "Choose CA file…").clicked() {
            out.push(Msg::CaFile(CaFileMsg::Choose));
        }
        let named = !program.ca_file.path.trim().is_empty();
        if named
            && (widgets::button(ui, ButtonKind::Secondary, "Use this file").clicked() || entered)
        {
            out.push(Msg::CaFile(CaFileMsg::Name));
        }
        if program.settings.ca_file.is_some()
            && widgets::button(ui, ButtonKind::Quiet, "Stop trusting it").clicked()
        {
            out.push(Msg::CaFile(CaFileMsg::Forget));
        }
    });
    trusted(ui, program);
}

/// What is trusted, in a sentence: after a choice it is the answer to it.
fn trusted(ui: &mut Ui, program: &Program) {
    if let (Some(file), None) = (program.ca_file.good(), program.ca_file.problem()) {
        widgets::note(ui, &told(file));
    }
}

/// Below a problem that a CA file may mend: how the choice of one ended.
pub(super) fn answer(ui: &mut Ui, program: &Program) {
    let Some(VerifyOutcome::Failed(problem)) = &program.wizard.verify.outcome else {
        return;
    };
    if !problem.remedies.contains(&Remedy::ChooseCaFile) {
        return;
    }
    if let Some(refused) = program.ca_file.problem() {
        ui.add_space(space::M);
        widgets::banner(ui, Tone::Warning, "This file was not taken", |ui| {
            widgets::paragraph(ui, refused);
        });
    } else if let Some(file) = program.ca_file.good() {
        ui.add_space(space::M);
        widgets::banner(ui, Tone::Info, "Your CA file is trusted too", |ui| {
            widgets::paragraph(ui, &told(file));
        });
    }
}

fn told(file: &CaFile) -> String {
    format!(
        "Trusted besides: {}. From {}, and kept for next time.{}",
        file.whose(),
        foreign_text::path(&file.path),
        if file.others_may_write {
            format!(" {WRITABLE}")
        } else {
            String::new()
        }
    )
}
