//! What is left to do of a replacement, on the account's card.

use egui::{Response, Ui};
use jiff::Timestamp;

use crate::{
    program::{Card, Msg, Program, RotationMsg},
    saved::Replaced,
    ui::{
        theme::space,
        widgets::{self, ButtonKind, Tone},
        words,
    },
};

/// Says that old credentials are kept, and leads to retiring them. The response is the button's.
pub(super) fn unfinished(
    ui: &mut Ui,
    program: &Program,
    card: &Card,
    now: Timestamp,
    out: &mut Vec<Msg>,
) -> Option<Response> {
    let old = card.entry.previous.first()?;
    ui.add_space(space::S);
    let tone = if old.leak.is_some() && old.first_refused_at.is_none() {
        Tone::Problem
    } else {
        Tone::Warning
    };
    widgets::remark(ui, tone, &text(old, card, now));
    ui.add_space(space::S);
    let name = program.accounts.name(&card.entry.account);
    let button = widgets::button(ui, ButtonKind::Secondary, "Retire old")
        .accessible_name(format!("Retire old credentials for {name}"));
    if button.clicked() {
        out.push(RotationMsg::Open(card.entry.account.clone()).into());
    }
    Some(button)
}

fn text(old: &Replaced, card: &Card, now: Timestamp) -> String {
    let receiver = card.entry.receiver;
    let replaced = words::ago(old.replaced_at, now);
    let id = old.client_id.shortened();
    let first = if old.leak.is_some() {
        format!("The credentials that leaked, client {id}, were replaced {replaced}.")
    } else {
        format!("The old credentials, client {id}, were replaced {replaced} and are still kept.")
    };
    let then = if old.first_refused_at.is_some() {
        "Talkdesk refuses them already.".to_owned()
    } else if old.leak.is_some() {
        "That Talkdesk refuses them is not proven yet.".to_owned()
    } else {
        receiver.put_into("Retire them once {receiver} has run with the new ones.")
    };
    let more = match card.entry.previous.len() {
        0 | 1 => String::new(),
        2 => " One more pair from an earlier replacement waits too.".to_owned(),
        more => format!(
            " {} more pairs from earlier replacements wait too.",
            more - 1
        ),
    };
    format!("{first} {then}{more}")
}
