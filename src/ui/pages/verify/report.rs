//! The report for a ticket: read before it is copied.

use egui::Ui;

use crate::{
    program::{Msg, Program},
    ui::{pages::copy, theme::space, widgets},
};

pub(super) fn show(ui: &mut Ui, program: &Program, out: &mut Vec<Msg>) {
    let Some(report) = program.wizard.verify.report() else {
        return;
    };
    ui.add_space(space::GROUP);
    widgets::subheading(ui, "Report");
    ui.add_space(space::XS);
    widgets::hint(ui, "For a ticket: no secret or login in it.");
    ui.add_space(space::S);
    widgets::code_quotation(ui, &report);
    ui.add_space(space::S);
    copy::button(ui, program, "Copy report", &report, out);
}
