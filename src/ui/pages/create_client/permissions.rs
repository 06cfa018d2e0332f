//! "What will Nexla read?": a ready-made set of permissions, or a list of one's own.

use egui::Ui;

use crate::{
    program::{ClientGuide, Msg},
    talkdesk::{PERMISSION_SETS, SUGGESTED_SCOPES},
    ui::{
        theme::space,
        widgets::{self, ButtonKind, TextField},
    },
};

pub(super) fn show(ui: &mut Ui, guide: &mut ClientGuide, out: &mut Vec<Msg>) {
    let mut labels: Vec<&str> = PERMISSION_SETS.iter().map(|set| set.label).collect();
    labels.push("My own list");
    widgets::segmented(ui, "What will Nexla read?", &mut guide.permissions, &labels);
    ui.add_space(space::LABEL_TO_FIELD);
    if guide.permissions < PERMISSION_SETS.len() {
        widgets::hint(
            ui,
            "Choose these permissions in Talkdesk, which calls them scopes:",
        );
        ui.add_space(space::S);
        let wanted = guide.wanted();
        let wanted: Vec<&str> = wanted.iter().map(String::as_str).collect();
        widgets::chips(ui, &wanted);
    } else {
        own_list(ui, guide);
    }
    let wanted = guide.wanted();
    ui.add_space(space::M);
    if !wanted.is_empty()
        && widgets::button(ui, ButtonKind::Secondary, "Copy permissions").clicked()
    {
        out.push(Msg::CopyText(wanted.join(" ")));
    }
    ui.add_space(space::S);
    widgets::hint(
        ui,
        "The verification compares them with what Talkdesk has granted.",
    );
}

fn own_list(ui: &mut Ui, guide: &mut ClientGuide) {
    ui.add_space(space::S);
    TextField {
        id: ClientGuide::OWN_LIST,
        label: "Permissions that you want",
        value: &mut guide.own_list,
        placeholder: "account:read data-reports:read",
        hint: Some(
            "As Talkdesk writes its scopes, separated by spaces. Press one below to add it.",
        ),
        error: None,
        monospace: true,
    }
    .show(ui);
    ui.add_space(space::S);
    let wanted = guide.wanted();
    let offered = SUGGESTED_SCOPES
        .into_iter()
        .filter(|scope| !wanted.iter().any(|wanted| wanted == scope));
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::Vec2::splat(space::LABEL_TO_FIELD);
        for scope in offered {
            let pressed = widgets::chip_button(ui, scope)
                .accessible_name(format!("Add {scope}"))
                .clicked();
            if pressed {
                guide.add_to_own_list(scope);
            }
        }
    });
}
