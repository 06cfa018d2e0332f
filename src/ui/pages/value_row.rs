//! A value that is no secret, with the button that copies it and says so once it has.

use egui::Ui;

use crate::{
    program::Msg,
    ui::widgets::{self, CopyMark},
};

/// A row with `label`, the `text`, and a button "Copy" with the accessible name `button`; it says "Copied" while `last` is what
/// was copied last.
pub(super) fn show(
    ui: &mut Ui,
    last: Option<&str>,
    (label, text): (&str, &str),
    button: &str,
    out: &mut Vec<Msg>,
) {
    let mark = CopyMark {
        is_on_clipboard: last == Some(text),
        was_copied: false,
    };
    if widgets::copy_row(ui, label, text, button, mark).clicked() {
        out.push(Msg::CopyText(text.to_owned()));
    }
}
