//! What the buttons of a card do, for the person who sees them for the first time.

use egui::Ui;

use crate::ui::{theme::space, widgets};

pub(in crate::ui::pages) const ACTS: [(&str, &str); 5] = [
    (
        "Copy for Nexla",
        "Shows the values in the order in which Nexla asks for them, each with a Copy button.",
    ),
    (
        "Verify",
        "Asks Talkdesk for a token, to see whether it still accepts the credentials. Nothing changes in Talkdesk.",
    ),
    (
        "Replace credentials",
        "Takes you through a new client. The old credentials stay until Talkdesk has accepted the new ones.",
    ),
    (
        "Leaked?",
        "Leads through revoking the client, replacing the credentials and the proof, with a record of what was done.",
    ),
    (
        "Remove",
        "Deletes the credentials from this computer. They stay valid in Talkdesk until you delete the client there.",
    ),
];

pub(super) fn show(ui: &mut Ui) {
    ui.add_space(space::L);
    widgets::subheading(ui, "What you can do");
    ui.add_space(space::M);
    widgets::explained_terms(ui, &ACTS);
}
