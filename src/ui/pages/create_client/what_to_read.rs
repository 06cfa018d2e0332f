//! "What will Nexla read?": several answers at once, or a list of one's own.

use egui::{Role, Ui, UiBuilder, Vec2};

use crate::{
    program::{Answer, Focus, WhatToRead},
    receiver::Receiver,
    talkdesk::SUGGESTED_SCOPES,
    ui::{
        theme::{size, space},
        widgets::{self, TextField},
    },
};

const QUESTION: &str = "What will {receiver} read?";

pub(super) fn show(ui: &mut Ui, what: &mut WhatToRead, receiver: Receiver, focus: Option<Focus>) {
    let question = widgets::group_label(ui, &receiver.put_into(QUESTION));
    let builder = UiBuilder::new().accessibility_role(Role::Group);
    ui.scope_builder(builder, |ui| {
        ui.ctx().accesskit_node_builder(ui.unique_id(), |node| {
            node.push_labelled_by(question.id.accesskit_id());
        });
        answers(ui, what, focus);
    });
    let error = what.error();
    if let Some((WhatToRead::ANSWERS, error)) = error {
        ui.add_space(space::XS);
        widgets::error_line(ui, error);
    }
    if what.is_chosen(Answer::OwnList) {
        let error = error.filter(|(field, _)| *field == WhatToRead::OWN_LIST);
        let error = error.map(|(_, error)| error);
        ui.scope(|ui| own_list(ui, what, error));
    }
}

/// In two columns, where there is room for them.
fn answers(ui: &mut Ui, what: &mut WhatToRead, focus: Option<Focus>) {
    let columns = if ui.available_width() < size::COLUMN {
        1
    } else {
        2
    };
    let rows = Answer::ALL.len().div_ceil(columns);
    ui.columns(columns, |columns| {
        for (place, answer) in Answer::ALL.into_iter().enumerate() {
            let mut ticked = what.is_chosen(answer);
            let response =
                widgets::check_row(&mut columns[place / rows], &mut ticked, answer.label());
            if response.changed() {
                what.choose(answer, ticked);
            }
            if place == 0 && focus == Some(Focus::Field(WhatToRead::ANSWERS)) {
                response.request_focus();
                response.scroll_to_me(None);
            }
        }
    });
}

fn own_list(ui: &mut Ui, what: &mut WhatToRead, error: Option<&str>) {
    ui.add_space(space::M);
    TextField {
        id: WhatToRead::OWN_LIST,
        label: "Permissions that you want",
        value: &mut what.own_list,
        placeholder: "account:read data-reports:read",
        hint: Some(
            "As Talkdesk writes its scopes, separated by spaces. Press one below to add it.",
        ),
        error,
        monospace: true,
    }
    .show(ui);
    ui.add_space(space::S);
    let listed: Vec<String> = what.own().into_iter().map(str::to_owned).collect();
    let offered = SUGGESTED_SCOPES
        .into_iter()
        .filter(|scope| !listed.iter().any(|listed| listed == scope));
    ui.spacing_mut().interact_size.y = size::CHIP;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = Vec2::splat(space::LABEL_TO_FIELD);
        for scope in offered {
            let pressed = widgets::chip_button(ui, scope)
                .accessible_name(format!("Add {scope}"))
                .clicked();
            if pressed {
                what.add_to_own_list(scope);
            }
        }
    });
}
