//! An item of the keychain that is not what it should be, and what the person can do about it.

use egui::Ui;

use crate::{
    keychain::KeychainError,
    program::{KeychainMsg, Msg},
    saved::{Double, OddItem},
    ui::{
        theme::space,
        widgets::{self, ButtonKind, Tone},
    },
};

/// An item that no card stands for.
pub(super) fn banner(ui: &mut Ui, item: &OddItem, out: &mut Vec<Msg>) {
    widgets::banner(ui, Tone::Warning, &item.error.what_happened(), |ui| {
        widgets::paragraph(ui, &item.error.what_to_do());
        choices(ui, item, out);
    });
    ui.add_space(space::M);
}

/// The choices, without the sentences that say what happened.
pub(super) fn choices(ui: &mut Ui, item: &OddItem, out: &mut Vec<Msg>) {
    for double in &item.doubles {
        ui.add_space(space::S);
        one_of_several(ui, item, double, out);
    }
    let settled = item.account.as_ref().filter(|_| can_be_set_aside(item));
    if settled.is_some() {
        widgets::paragraph(
            ui,
            "What is set aside stays in the keychain under another name, out of the way.",
        );
    }
    ui.add_space(space::S);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(space::S, space::S);
        if let Some(account) = settled {
            let label = if item.doubles.is_empty() {
                "Set it aside"
            } else {
                "Set them aside"
            };
            let name = format!("{label}: {}", account.label());
            if widgets::button(ui, ButtonKind::Secondary, label)
                .accessible_name(&name)
                .clicked()
            {
                out.push(Msg::Keychain(KeychainMsg::Settle {
                    account: account.clone(),
                    chosen: None,
                }));
            }
        }
        if widgets::button(ui, ButtonKind::Quiet, "Look again").clicked() {
            out.push(Msg::Keychain(KeychainMsg::LookAgain));
        }
    });
}

/// Whether there is nothing to keep among what stands in the place of the credentials in use.
fn can_be_set_aside(item: &OddItem) -> bool {
    item.in_use
        && item.doubles.iter().all(|double| double.client.is_none())
        && matches!(
            item.error,
            KeychainError::NotOurs { .. } | KeychainError::Ambiguous { .. }
        )
}

fn one_of_several(ui: &mut Ui, item: &OddItem, double: &Double, out: &mut Vec<Msg>) {
    let Some((client_id, saved)) = &double.client else {
        widgets::paragraph(
            ui,
            "One was not written by this program. It is set aside once you keep another.",
        );
        return;
    };
    let name = format!(
        "client {}, saved {}",
        client_id.shortened(),
        saved.strftime("%-d %B %Y, %H:%M UTC")
    );
    let shown = format!("C{}", &name[1..]);
    let button = widgets::row_with_button(ui, &shown, "", ButtonKind::Secondary, "Keep this one")
        .accessible_name(format!("Keep {name}"));
    if button.clicked()
        && let Some(account) = &item.account
    {
        out.push(Msg::Keychain(KeychainMsg::Settle {
            account: account.clone(),
            chosen: Some(double.clone()),
        }));
    }
}
