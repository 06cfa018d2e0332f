//! A button that copies a text which is no secret, and says so once it has.

use egui::Ui;

use crate::{
    program::{Msg, Program},
    ui::widgets,
};

/// A button whose accessible name is `label`; while `text` is what was copied last, it says "Copied".
pub(super) fn button(ui: &mut Ui, program: &Program, label: &str, text: &str, out: &mut Vec<Msg>) {
    let copied = program.text_copied.as_deref() == Some(text);
    if widgets::copy_button(ui, label, copied).clicked() {
        out.push(Msg::CopyText(text.to_owned()));
    }
}
