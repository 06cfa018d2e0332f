//! "Your Talkdesk accounts": one card per saved account, those that need attention first.

use std::time::Duration;

use egui::Ui;
use jiff::Timestamp;

use super::odd_item;
use crate::{
    program::{Card, CardState, Msg, Program},
    saved::VerificationResult,
    ui::{
        theme::space,
        widgets::{self, ButtonKind, Mark, Tone},
        words,
    },
};

pub(in crate::ui) fn show(ui: &mut Ui, program: &Program, now: Timestamp, out: &mut Vec<Msg>) {
    widgets::page_without_footer(ui, None, |ui| {
        header(ui, program, out);
        ui.add_space(space::L);
        if let Some(notice) = &program.notice {
            widgets::banner(ui, Tone::Warning, notice, |_| {});
            ui.add_space(space::M);
        }
        removed(ui, program, out);
        for item in program.odd_items(None) {
            odd_item::banner(ui, item, out);
        }
        let mut cards: Vec<&Card> = program.accounts.cards.iter().collect();
        cards.sort_by_key(|card| !card.needs_attention());
        for card in cards {
            widgets::card(ui, |ui| self::card(ui, program, card, now, out));
            ui.add_space(space::M);
        }
        ui.add_space(space::M);
        if program.practice.is_some() {
            if widgets::button(ui, ButtonKind::Secondary, "Set up the real account").clicked() {
                out.push(Msg::LeavePractice);
            }
        } else if widgets::button(ui, ButtonKind::Quiet, "Try it with a pretend account").clicked()
        {
            out.push(Msg::StartPractice);
        }
    });
}

fn header(ui: &mut Ui, program: &Program, out: &mut Vec<Msg>) {
    if program.practice.is_some() {
        widgets::hint(ui, "Practice. Nothing here is real, and nothing is kept.");
    }
    widgets::heading_with(ui, "Your Talkdesk accounts", |ui| {
        if widgets::button(ui, ButtonKind::Primary, "Add account").clicked() {
            out.push(Msg::AddAccount);
        }
        if widgets::button(ui, ButtonKind::Secondary, "Verify all").clicked() {
            out.push(Msg::VerifyAll);
        }
    });
}

fn removed(ui: &mut Ui, program: &Program, out: &mut Vec<Msg>) {
    let Some(removed) = &program.accounts.removed else {
        return;
    };
    ui.ctx().request_repaint_after(Duration::from_secs(1));
    out.push(Msg::Tick);
    let title = format!(
        "{}: removed from this computer. Still valid in Talkdesk.",
        removed.label
    );
    widgets::banner(ui, Tone::Info, &title, |ui| {
        if widgets::button(ui, ButtonKind::Secondary, "Undo").clicked() {
            out.push(Msg::UndoRemove);
        }
    });
    ui.add_space(space::M);
}

fn card(ui: &mut Ui, program: &Program, card: &Card, now: Timestamp, out: &mut Vec<Msg>) {
    let account = &card.entry.account;
    let (mark, result) = result(card, now);
    widgets::card_title(
        ui,
        account.name.as_str(),
        account.region.label(),
        mark,
        &result,
    );
    let about = format!(
        "secret {} old · {}",
        words::age(card.entry.created_at, now),
        card.entry.keychain,
    );
    ui.add_space(space::LABEL_TO_FIELD);
    widgets::code_with_hint(ui, &card.entry.client_id.shortened(), &about);
    ui.add_space(space::LABEL_TO_FIELD);
    problem(ui, card, out);
    for item in program.odd_items(Some(account)) {
        if !item.in_use {
            widgets::paragraph(ui, &item.error.what_happened());
        }
        odd_item::choices(ui, item, out);
    }
    ui.add_space(space::S);
    let name = program.accounts.name(account);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(space::S, space::S);
        let mut button = |ui: &mut Ui, kind, shown: &str, full: String, msg: Msg| {
            if widgets::button(ui, kind, shown)
                .accessible_name(&full)
                .clicked()
            {
                out.push(msg);
            }
        };
        let secondary = ButtonKind::Secondary;
        button(
            ui,
            secondary,
            "Verify",
            format!("Verify {name}"),
            Msg::VerifySaved(account.clone()),
        );
        button(
            ui,
            secondary,
            "Replace credentials",
            format!("Replace credentials for {name}"),
            Msg::Replace(account.clone()),
        );
        button(
            ui,
            ButtonKind::Quiet,
            "Use",
            format!("Use {name}"),
            Msg::Use(account.clone()),
        );
        button(
            ui,
            ButtonKind::Quiet,
            "Remove",
            format!("Remove {name}"),
            Msg::Remove(account.clone()),
        );
    });
}

fn result(card: &Card, now: Timestamp) -> (Mark, String) {
    match &card.state {
        CardState::Queued => return (Mark::Waiting, "Waiting".to_owned()),
        CardState::Verifying(_) => return (Mark::Running, "Verifying".to_owned()),
        CardState::Removing => return (Mark::Running, "Removing".to_owned()),
        CardState::KeychainProblem(_) => return (Mark::Warning, "Not read".to_owned()),
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

fn problem(ui: &mut Ui, card: &Card, out: &mut Vec<Msg>) {
    if let CardState::KeychainProblem(error) = &card.state {
        widgets::paragraph(
            ui,
            &format!("{} {}", error.what_happened(), error.what_to_do()),
        );
        if matches!(error, crate::keychain::KeychainError::Locked { .. })
            && widgets::button(ui, ButtonKind::Secondary, "Unlock").clicked()
        {
            out.push(Msg::UnlockKeychain);
        }
        return;
    }
    if let Some(VerificationResult::Refused(why) | VerificationResult::NotReached(why)) =
        card.entry.last_verified.as_ref().map(|last| &last.result)
    {
        widgets::paragraph(ui, why);
    }
}
