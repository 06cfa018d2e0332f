//! The first start.

use egui::Ui;

use crate::{
    program::{Msg, PracticeMsg},
    ui::{
        drawings::{self, Shown, WAY},
        theme::space,
        widgets::{self, ButtonKind},
    },
};

pub(in crate::ui) fn show(ui: &mut Ui, out: &mut Vec<Msg>) {
    let footer = |_: &mut Ui, right: &mut Ui| {
        widgets::button(right, ButtonKind::Primary, "Set up an account").clicked()
    };
    let (set_up, practice) = widgets::page(ui, None, footer, body);
    if set_up {
        out.push(Msg::SetUpAccount);
    }
    if practice {
        out.push(Msg::Practice(PracticeMsg::Start));
    }
}

/// Returns whether the pretend account was asked for.
fn body(ui: &mut Ui) -> bool {
    widgets::heading(ui, "Connect Talkdesk");
    ui.add_space(space::XS);
    widgets::muted(
        ui,
        "In five steps you create an OAuth client in Talkdesk, see that it works, and keep its credentials safe on this \
         computer, ready for Nexla.",
    );
    ui.add_space(space::XXL);
    drawings::drawing(ui, "The way of the credentials", &WAY, &Shown::default());
    ui.add_space(space::XL);
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
    widgets::muted(
        ui,
        "Walk through everything first, if you like. It runs on this computer and needs no internet.",
    );
    ui.add_space(space::M);
    widgets::button(ui, ButtonKind::Secondary, "Try it with a pretend account").clicked()
}
