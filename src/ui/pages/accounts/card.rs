//! One account's card.

use egui::{Align, Layout, Response, Ui, UiBuilder, vec2};
use jiff::Timestamp;

use super::{super::foreign_hosts, rotation};
use crate::{
    keychain::KeychainError,
    program::{AccountsMsg, Card, CardState, KeychainMsg, LeakedMsg, Msg, Program},
    saved::VerificationResult,
    ui::{
        pages::{odd_item, unlock},
        theme::{size, space},
        widgets::{self, ButtonKind, Mark, Tone},
        words,
    },
};

/// What is seen on the button that hands the values over.
const COPY: &str = "Copy for Nexla";

const VERIFY: &str = "Verify";

/// Shows what is on the card, and returns whether something on it has the focus.
pub(super) fn show(
    ui: &mut Ui,
    program: &Program,
    card: &Card,
    now: Timestamp,
    out: &mut Vec<Msg>,
) -> bool {
    let account = &card.entry.account;
    let (mark, result) = result(card, now);
    let title = widgets::card_title(
        ui,
        account.name.as_str(),
        account.region.label(),
        mark,
        &result,
    );
    let is_old = card.is_old(&program.settings, now);
    let day = program.settings.next_replacement(card.entry.created_at);
    let next = day
        .filter(|_| !is_old)
        .map(|day| format!("next replacement {}", words::day(day)));
    let age = format!("secret {} old", words::age(card.entry.created_at, now));
    let about = [Some(age), next, Some(card.entry.keychain.clone())]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" · ");
    if let Some(hosts) = foreign_hosts::hosts_of(account) {
        widgets::hint_with_code(ui, "At", &hosts);
    }
    ui.add_space(space::LABEL_TO_FIELD);
    let about = widgets::code_with_hint(ui, &card.entry.client_id.shortened(), &about);
    remarks(ui, program, card, now, out);
    odd_items(ui, program, card, out);
    let unfinished = rotation::unfinished(ui, program, card, now, out);
    ui.add_space(space::M);
    let (mut buttons, verify) = buttons(ui, program, card, out);
    if let Some(verify) = verify {
        exact_times(ui, card, &title, &about, &verify);
    }
    buttons.extend(unfinished);
    buttons.iter().any(Response::has_focus)
}

/// What the primary button of a card does.
pub(super) fn leading(card: &Card) -> Option<Msg> {
    let mut acts = acts(card, "").into_iter();
    acts.find_map(|(kind, .., msg)| (kind == ButtonKind::Primary).then_some(msg))
}

type Act = (ButtonKind, &'static str, String, Msg);

/// Use leads, or Replace where Talkdesk has refused the credentials. What cannot be read leads nowhere yet.
fn acts(card: &Card, name: &str) -> Vec<Act> {
    let account = &card.entry.account;
    let lead = if card.problem().is_some() {
        ButtonKind::Secondary
    } else {
        ButtonKind::Primary
    };
    let other = ButtonKind::Secondary;
    let (hands_over, replaces) = if card.is_refused() {
        (other, lead)
    } else {
        (lead, other)
    };
    let hand_over = (
        hands_over,
        COPY,
        format!("Use {name}"),
        Msg::Accounts(AccountsMsg::Use(account.clone())),
    );
    let verify = (
        other,
        VERIFY,
        format!("Verify {name}"),
        Msg::Accounts(AccountsMsg::Verify(account.clone())),
    );
    let replace = (
        replaces,
        "Replace credentials",
        format!("Replace credentials for {name}"),
        Msg::Accounts(AccountsMsg::Replace(account.clone())),
    );
    let leaked = (
        ButtonKind::Quiet,
        "Leaked?",
        format!("Leaked? {name}"),
        LeakedMsg::Open(account.clone()).into(),
    );
    if card.is_refused() {
        vec![replace, verify, hand_over, leaked]
    } else {
        vec![hand_over, verify, replace, leaked]
    }
}

/// The leading act first, and Remove last, at the right edge where there is room. Beside all of them, Verify.
fn buttons(
    ui: &mut Ui,
    program: &Program,
    card: &Card,
    out: &mut Vec<Msg>,
) -> (Vec<Response>, Option<Response>) {
    let account = &card.entry.account;
    let name = program.accounts.name(account);
    let mut acts = acts(card, &name);
    let last = (
        ButtonKind::Quiet,
        "Remove",
        format!("Remove {name}"),
        Msg::Accounts(AccountsMsg::Remove(account.clone())),
    );
    let mut verify = None;
    let mut button = |ui: &mut Ui, (kind, label, name, msg): Act| {
        let button = widgets::button(ui, kind, label).accessible_name(name);
        if label == VERIFY {
            verify = Some(button.clone());
        } else if label == COPY {
            ui.ctx()
                .accesskit_node_builder(button.id, |node| node.set_description(COPY));
        }
        if button.clicked() {
            out.push(msg);
        }
        button
    };
    let mut shown = Vec::new();
    if ui.available_width() >= size::CARD_ROW {
        ui.horizontal(|ui| {
            shown.extend(acts.into_iter().map(|act| button(ui, act)));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                shown.push(button(ui, last));
            });
        });
    } else {
        acts.push(last);
        let (edged, quiet): (Vec<_>, Vec<_>) = acts
            .into_iter()
            .partition(|(kind, ..)| *kind != ButtonKind::Quiet);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.y = space::S;
            shown.extend(edged.into_iter().map(|act| button(ui, act)));
        });
        ui.add_space(space::XS);
        // The text of the first stands on the card's edge, so its button begins before it.
        let row = vec2(ui.available_width(), size::BUTTON);
        let (_, mut row) = ui.allocate_space(row);
        row.min.x -= size::BUTTON_PADDING;
        let layout = Layout::left_to_right(Align::Center);
        let mut row = ui.new_child(UiBuilder::new().max_rect(row).layout(layout));
        shown.extend(quiet.into_iter().map(|act| button(&mut row, act)));
    }
    (shown, verify)
}

/// The exact times behind "yesterday" and "94 days": for the pointer, for the keyboard, and for assistive technology.
fn exact_times(ui: &Ui, card: &Card, title: &Response, about: &Response, verify: &Response) {
    let saved = format!("Saved on {}.", words::exact(card.entry.created_at));
    let verified = match &card.entry.last_verified {
        Some(last) => format!("Verified on {}.", words::exact(last.at)),
        None => "Never verified from here.".to_owned(),
    };
    widgets::explain(title, &verified);
    widgets::explain(about, &saved);
    widgets::explain_on_focus(ui, verify, title, &format!("{verified} {saved}"));
}

fn result(card: &Card, now: Timestamp) -> (Mark, String) {
    match card.state {
        CardState::Queued => return (Mark::Waiting, "Waiting".to_owned()),
        CardState::Verifying(_) => return (Mark::Running, "Verifying".to_owned()),
        CardState::Removing => return (Mark::Running, "Removing".to_owned()),
        CardState::Idle if card.problem().is_some() => {
            return (Mark::Warning, "Not read".to_owned());
        }
        CardState::Idle => {}
    }
    let Some(last) = &card.entry.last_verified else {
        return (Mark::Waiting, "Never verified".to_owned());
    };
    let (mark, word) = match last.result {
        VerificationResult::Accepted => (Mark::Done, "Accepted"),
        VerificationResult::Refused(_) => (Mark::Failed, "Refused"),
        VerificationResult::NotReached(_) => (Mark::Warning, "Not reached"),
    };
    (mark, format!("{word} · {}", words::ago(last.at, now)))
}

/// What is wrong or due, each with what to do.
fn remarks(ui: &mut Ui, program: &Program, card: &Card, now: Timestamp, out: &mut Vec<Msg>) {
    if let Some(error) = card.problem() {
        // The card's own button for that is Verify.
        let text = error
            .what_happened_and_what_to_do()
            .replace("ress Try again", "ress Verify");
        remark(ui, Tone::Warning, &text);
        if error.waits_for_unlock() {
            unlock::show(ui, &program.keychain, out);
        }
        if let KeychainError::Differs { name, .. } = error {
            take_held(ui, card, name, out);
        }
        return;
    }
    match card.entry.last_verified.as_ref().map(|last| &last.result) {
        Some(VerificationResult::Refused(why)) => {
            let text =
                format!("{why} If its client was deleted in Talkdesk, replace the credentials.");
            remark(ui, Tone::Problem, &text);
            return;
        }
        Some(VerificationResult::NotReached(why)) => {
            let text = format!("{why} This says nothing about the credentials.");
            remark(ui, Tone::Warning, &text);
        }
        Some(VerificationResult::Accepted) | None => {}
    }
    if let (true, Some(day)) = (
        card.is_old(&program.settings, now),
        program.settings.next_replacement(card.entry.created_at),
    ) {
        let text = format!(
            "Time to replace these credentials, since {}. They still work.",
            words::day(day)
        );
        remark(ui, Tone::Warning, &text);
    }
}

/// The way out where the list says something else than the keychain.
fn take_held(ui: &mut Ui, card: &Card, keychain: &str, out: &mut Vec<Msg>) {
    let account = &card.entry.account;
    ui.add_space(space::S);
    let label = format!("Take what {keychain} holds");
    let button = widgets::button(ui, ButtonKind::Secondary, &label)
        .accessible_name(format!("{label} for {}", account.name.as_str()));
    if button.clicked() {
        out.push(Msg::Keychain(KeychainMsg::Take(account.clone())));
    }
}

/// Items of this account in the keychain that are not what they should be.
fn odd_items(ui: &mut Ui, program: &Program, card: &Card, out: &mut Vec<Msg>) {
    for item in program.odd_items(Some(&card.entry.account)) {
        if !item.in_use {
            remark(ui, Tone::Warning, &item.error.what_happened());
        }
        odd_item::choices(ui, item, out);
    }
}

fn remark(ui: &mut Ui, tone: Tone, text: &str) {
    ui.add_space(space::S);
    widgets::remark(ui, tone, text);
}
