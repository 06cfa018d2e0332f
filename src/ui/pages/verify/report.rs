//! The report for a ticket: read before it is copied.

use egui::Ui;

use crate::{
    program::{Msg, VerifyStep},
    ui::{
        theme::space,
        widgets::{self, ButtonKind},
    },
};

pub(super) fn show(ui: &mut Ui, verify: &VerifyStep, out: &mut Vec<Msg>) {
    let Some(report) = verify.report() else {
        return;
    };
    ui.add_space(space::GROUP);
    widgets::subheading(ui, "Report");
    ui.add_space(space::XS);
    widgets::hint(
        ui,
        "For a ticket or a colleague. No client ID, secret, token or login is in it, and nothing that a server wrote.",
    );
    ui.add_space(space::S);
    widgets::code_quotation(ui, &report);
    ui.add_space(space::S);
    if widgets::button(ui, ButtonKind::Secondary, "Copy report").clicked() {
        out.push(Msg::CopyText(report));
    }
}
