//! "Where do the credentials go?"

use egui::Ui;

use crate::{
    receiver::Receiver,
    talkdesk::Account,
    ui::{
        theme::space,
        widgets::{self, Tone},
    },
};

const QUESTION: &str = "Where do the credentials go?";

/// The question, with what stands `beside` the answer, and a warning where the answer does not serve the account's region. Returns another answer.
pub(super) fn choose(
    ui: &mut Ui,
    receiver: Receiver,
    account: Option<&Account>,
    beside: impl FnOnce(&mut Ui),
) -> Option<Receiver> {
    let before = Receiver::ALL.iter().position(|own| *own == receiver);
    let mut place = before.unwrap_or_default();
    let names = Receiver::ALL.map(Receiver::name);
    widgets::drop_down(ui, QUESTION, &mut place, &names, beside);
    if let Some(sentence) = account.and_then(|account| receiver.does_not_serve(account)) {
        ui.add_space(space::S);
        widgets::remark(ui, Tone::Warning, &sentence);
    }
    (before != Some(place)).then(|| Receiver::ALL[place])
}
