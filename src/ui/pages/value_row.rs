//! A value that is no secret, with the button that copies it and says so once it has.

use egui::Ui;

use crate::{program::Msg, ui::widgets};

/// A row with `label`, the `text`, and a button "Copy" with the accessible name `button`; it says "Copied" while `last` is what
/// was copied last.
pub(super) fn show(
    ui: &mut Ui,
    last: Option<&str>,
    (label, text): (&str, &str),
    button: &str,
    out: &mut Vec<Msg>,
) {
    let copied = last == Some(text);
    if widgets::copy_row(ui, label, text, button, copied).clicked() {
        out.push(Msg::CopyText(text.to_owned()));
    }
}
