//! A button that copies.

use egui::{Response, Ui, accesskit::Live};

use super::{ButtonKind, steady_button};

/// A button whose accessible name is `label`; with `copied` it says "Copied", which assistive technology reads out.
pub fn copy_button(ui: &mut Ui, label: &str, copied: bool) -> Response {
    const COPIED: &str = "Copied";
    let shown = if copied { COPIED } else { label };
    let response =
        steady_button(ui, ButtonKind::Secondary, shown, &[label, COPIED]).accessible_name(label);
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_live(Live::Polite);
        if copied {
            node.set_description(COPIED);
        }
    });
    response
}
