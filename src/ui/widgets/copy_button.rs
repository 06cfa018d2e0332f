//! A button that copies.

use egui::{Response, Ui};

use super::{ButtonKind, heard_only, steady_button};

/// A button whose accessible name is `label`; with `copied` it says "Copied", which assistive technology reads out.
pub fn copy_button(ui: &mut Ui, label: &str, copied: bool) -> Response {
    const COPIED: &str = "Copied";
    let shown = if copied { COPIED } else { label };
    let response =
        steady_button(ui, ButtonKind::Secondary, shown, &[label, COPIED]).accessible_name(label);
    if copied {
        ui.ctx()
            .accesskit_node_builder(response.id, |node| node.set_description(COPIED));
        heard_only(ui, &response, COPIED);
    }
    response
}
