//! Unlock, and what came of it: the same wherever a locked keychain stands in the way.

use egui::Ui;

use crate::{
    program::{Keychain, KeychainMsg, Msg},
    ui::{
        theme::space,
        widgets::{self, ButtonKind},
    },
};

pub(super) fn show(ui: &mut Ui, keychain: &Keychain, out: &mut Vec<Msg>) {
    ui.add_space(space::S);
    if keychain.unlocking {
        widgets::paragraph(
            ui,
            "Unlock it in the window that your system shows; it may be behind this one.",
        );
        return;
    }
    if let Some(error) = &keychain.not_unlocked {
        widgets::note(ui, &error.what_happened());
        ui.add_space(space::S);
    }
    if widgets::button(ui, ButtonKind::Secondary, "Unlock").clicked() {
        out.push(Msg::Keychain(KeychainMsg::Unlock));
    }
}
