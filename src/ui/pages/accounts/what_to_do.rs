//! What the buttons of a card do, for the person who sees them for the first time.

use egui::Ui;

use crate::ui::{theme::space, widgets};

pub(in crate::ui::pages) const ACTS: [(&str, &str); 5] = [
    (
        "Copy for …",
        "The values, in the order in which whoever gets them asks for them.",
    ),
    ("Verify", "Asks Talkdesk whether it still accepts them."),
    (
        "Replace credentials",
        "A new client, while the old one still works.",
    ),
    ("Leaked?", "Revoke, replace, and prove it."),
    ("Remove", "From this computer. Talkdesk still accepts them."),
];

pub(super) fn show(ui: &mut Ui) {
    ui.add_space(space::L);
    widgets::subheading(ui, "What you can do");
    ui.add_space(space::M);
    widgets::explained_terms(ui, &ACTS);
}
