//! The first start.

use egui::Ui;

use crate::{
    program::{Msg, Program},
    ui::{
        theme::space,
        widgets::{self, ButtonKind, Tone},
    },
};

pub(in crate::ui) fn show(ui: &mut Ui, program: &Program, out: &mut Vec<Msg>) {
    widgets::page_without_footer(ui, None, |ui| {
        widgets::heading(ui, "Connect Talkdesk");
        ui.add_space(space::XS);
        widgets::muted(
            ui,
            "In six steps you create an OAuth client in Talkdesk, see it work, and keep its credentials safe on this \
                 computer, ready for Nexla.",
        );
        ui.add_space(space::XL);
        if let Some(notice) = &program.notice {
            widgets::banner(ui, Tone::Warning, notice, |_| {});
            ui.add_space(space::L);
        }
        widgets::card(ui, |ui| {
            widgets::subheading(ui, "What you need");
            ui.add_space(space::XS);
            for need in [
                "Administrator rights in Talkdesk",
                "Nexla open in your browser",
                "About ten minutes without interruption",
            ] {
                widgets::bullet(ui, need);
            }
        });
        ui.add_space(space::XL);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = space::M;
            if widgets::button(ui, ButtonKind::Primary, "Set up an account").clicked() {
                out.push(Msg::SetUpAccount);
            }
            if widgets::button(ui, ButtonKind::Secondary, "Try it with a pretend account").clicked()
            {
                out.push(Msg::StartPractice);
            }
        });
        ui.add_space(space::M);
        widgets::hint(
            ui,
            "The pretend account lets you walk through everything first. It runs on this computer and needs no internet.",
        );
    });
}
