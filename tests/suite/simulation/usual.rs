//! The way on, as most people take it: without it, hardly a walk would come to a page behind the first ones.

use talkdesk_setup::{
    diagnosis::Remedy,
    program::{Answer, MenuPage, Program, RemoveAll, Screen, Step, VerifyOutcome},
};

use super::{
    acts::Act,
    offered::{of_retiring, of_use},
};

/// The way on, as most people take it.
pub(super) fn forward(program: &Program) -> Vec<Act> {
    if program.leaving.is_some() {
        return vec![Act::KeepGoing, Act::Leave];
    }
    match program.menu_page {
        Some(MenuPage::MovingOn) => {
            return match program.moving_on.state {
                RemoveAll::Confirming => vec![Act::RemoveAll, Act::KeepAll],
                RemoveAll::Removing => vec![Act::CloseMenu],
                _ => vec![Act::AskRemoveAll, Act::CloseMenu],
            };
        }
        Some(_) => return vec![Act::CloseMenu],
        None => {}
    }
    let wizard = &program.wizard;
    match program.screen {
        Screen::Welcome => vec![Act::SetUp, Act::SetUp, Act::StartPractice],
        Screen::Accounts => {
            let mut acts = vec![Act::SetUp, Act::MovingOn];
            for (place, card) in program.accounts.cards.iter().enumerate() {
                acts.extend([Act::Replace(place), Act::Use(place)]);
                if !card.entry.previous.is_empty() {
                    acts.extend([Act::OpenRetiring(place); 2]);
                }
            }
            acts.extend((0..program.accounts.removed.len()).map(Act::Undo));
            acts
        }
        Screen::Wizard => match wizard.step {
            Step::Account if program.entered_account().is_none() => {
                vec![Act::EnterAccount(0), Act::EnterAccount(1)]
            }
            Step::Credentials if !wizard.holds_secret() => vec![Act::EnterNewest],
            Step::CreateClient if wizard.guide.what.chosen().is_empty() => {
                vec![Act::WhatToRead(Answer::NothingYet)]
            }
            Step::Account | Step::CreateClient | Step::Credentials => vec![Act::Continue],
            Step::Verify if wizard.saving.is_running() => Vec::new(),
            Step::Verify => match &wizard.verify.outcome {
                Some(VerifyOutcome::Proven { .. }) => vec![Act::Save],
                Some(_) => vec![Act::Remedy(Remedy::TryAgain), Act::Back],
                None => Vec::new(),
            },
            Step::UseIt => {
                let mut acts = Vec::new();
                of_use(program, &mut acts);
                acts
            }
            Step::RetireOld => {
                let mut acts = Vec::new();
                of_retiring(program, &mut acts);
                acts
            }
        },
        Screen::Use | Screen::RetireOld => {
            let mut acts = Vec::new();
            if program.screen == Screen::Use {
                of_use(program, &mut acts);
            } else {
                of_retiring(program, &mut acts);
            }
            acts
        }
        Screen::Leaked => vec![Act::ReplaceLeaked],
    }
}
