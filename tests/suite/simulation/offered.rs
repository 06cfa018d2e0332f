//! What can happen next: what the page in front offers, and what the world does.

use talkdesk_setup::{
    diagnosis::Remedy,
    keychain::KeychainError,
    program::{
        Answer, CardState, HandoverValue, KeychainState, MenuPage, Program, RemoveAll,
        RemovedState, Screen, Step, VerifyOutcome,
    },
    saved::OddItem,
};

use super::{acts::Act, world::World};

/// The acts offered now; one that stands there more often happens more often.
pub(super) fn offered(program: &Program, world: &World) -> Vec<Act> {
    let mut acts = of_the_world(world);
    if program.leaving.is_some() {
        acts.extend([Act::KeepGoing, Act::Leave, Act::Close, Act::Leave]);
        return acts;
    }
    acts.extend([Act::Escape, Act::Close]);
    let in_moving_on = program.menu_page == Some(MenuPage::MovingOn);
    if program.moving_on.state == RemoveAll::Confirming && in_moving_on {
        acts.extend([Act::KeepAll, Act::RemoveAll]);
        return acts;
    }
    if program.notice.is_some() {
        acts.push(Act::DismissNotice);
    }
    if program.practice.is_some() {
        acts.push(Act::LeavePractice);
    }
    acts.extend([Act::Settings, Act::MovingOn]);
    if let Some(page) = program.menu_page {
        acts.extend([Act::CloseMenu; 2]);
        of_the_menu(page, program, &mut acts);
        return acts;
    }
    match program.screen {
        Screen::Welcome => acts.extend([Act::SetUp, Act::SetUp, Act::SetUp, Act::StartPractice]),
        Screen::Accounts => of_accounts(program, &mut acts),
        Screen::Wizard => of_the_wizard(program, &mut acts),
        Screen::Use => of_use(program, &mut acts),
        Screen::RetireOld => of_retiring(program, &mut acts),
        Screen::Leaked => acts.extend([
            Act::Revoked(true),
            Act::Revoked(false),
            Act::ReplaceLeaked,
            Act::ReplaceLeaked,
            Act::CloseLeaked,
        ]),
    }
    acts
}

fn of_the_menu(page: MenuPage, program: &Program, acts: &mut Vec<Act>) {
    match page {
        MenuPage::Settings => acts.push(Act::VerifyOnOpen),
        MenuPage::MovingOn => {
            if program.moving_on.state != RemoveAll::Removing {
                acts.push(Act::AskRemoveAll);
            }
            can_unlock(program, acts);
        }
        MenuPage::Help | MenuPage::About => {}
    }
}

/// Answers, and time.
pub(super) fn of_the_world(world: &World) -> Vec<Act> {
    let mut acts = Vec::with_capacity(64);
    if !world.mailbox.is_empty() {
        acts.extend([Act::Deliver; 5]);
    }
    for place in (0..world.pending.len()).filter(|place| world.is_due(*place)) {
        acts.extend([Act::Work(place); 2]);
    }
    acts.push(Act::Wait(1));
    acts
}

/// What is done next until all answers have come; timers go on.
pub(super) fn all_comes(world: &World) -> Option<Act> {
    if !world.mailbox.is_empty() {
        return Some(Act::Deliver);
    }
    (0..world.pending.len())
        .find(|place| world.is_due(*place))
        .map(Act::Work)
}

fn can_unlock(program: &Program, acts: &mut Vec<Act>) {
    if program.practice.is_none() && !program.keychain.unlocking {
        acts.push(Act::Unlock);
    }
}

fn odd_items(program: &Program, acts: &mut Vec<Act>) {
    let odd = items_to_settle(program);
    if !odd.is_empty() {
        acts.push(Act::LookAgain);
    }
    for (place, item) in odd.iter().enumerate() {
        if matches!(item.error, KeychainError::Differs { .. }) {
            acts.push(Act::TakeHeld(place));
            continue;
        }
        let nothing_to_keep = item.doubles.iter().all(|double| double.client.is_none());
        if item.in_use && nothing_to_keep {
            acts.push(Act::Settle(place, None));
        }
        acts.extend((0..item.doubles.len()).map(|double| Act::Settle(place, Some(double))));
    }
}

fn of_accounts(program: &Program, acts: &mut Vec<Act>) {
    acts.push(Act::SetUp);
    if program.practice.is_some() {
        acts.push(Act::SetUpReal);
    } else {
        acts.push(Act::StartPractice);
        odd_items(program, acts);
    }
    if program.accounts.is_verifying_all() {
        acts.push(Act::CancelVerifyAll);
    } else if !program.accounts.cards.is_empty() {
        acts.push(Act::VerifyAll);
    }
    for (place, card) in program.accounts.cards.iter().enumerate() {
        acts.extend([
            Act::Verify(place),
            Act::Replace(place),
            Act::Replace(place),
            Act::Use(place),
            Act::OpenLeaked(place),
            Act::Remove(place),
        ]);
        if !card.entry.previous.is_empty() {
            acts.extend([Act::OpenRetiring(place); 2]);
        }
        if card.problem().is_some() {
            can_unlock(program, acts);
        }
    }
    for (place, removed) in program.accounts.removed.iter().enumerate() {
        if removed.state != RemovedState::Restoring {
            acts.push(Act::Undo(place));
        }
    }
    if matches!(&program.keychain.state, KeychainState::Known(info) if info.problem().is_some()) {
        can_unlock(program, acts);
    }
}

fn of_the_wizard(program: &Program, acts: &mut Vec<Act>) {
    let wizard = &program.wizard;
    // Enter continues on every step.
    acts.push(Act::Continue);
    match wizard.step {
        Step::Account => {
            acts.push(Act::Back);
            acts.extend([Act::EnterAccount(0), Act::EnterAccount(1)]);
            if program.entered_account().is_some() {
                acts.extend([Act::Continue; 4]);
            } else {
                acts.extend([Act::EnterAccount(0), Act::EnterAccount(0)]);
            }
            acts.extend([Act::EnterNoAccount, Act::PasteIntoFocus, Act::DropFile]);
        }
        Step::CreateClient => acts.extend([
            Act::WhatToRead(Answer::Contacts),
            Act::WhatToRead(Answer::NothingYet),
            Act::Back,
            Act::Continue,
            Act::Continue,
            Act::MakeClient,
            Act::MakeClient,
            Act::OpenTalkdesk,
            Act::DropFile,
        ]),
        Step::Credentials => {
            acts.extend([Act::EnterNewest; 3]);
            if wizard.holds_secret() {
                acts.extend([Act::Continue; 5]);
            }
            acts.extend([
                Act::Back,
                Act::EnterNewestId,
                Act::EnterNewestSecret,
                Act::EnterIdOfAnother,
                Act::EnterSecretOfAnother,
                Act::EnterSecretAsId,
                Act::ClearSecret,
                Act::LeaveField,
                Act::Paste,
                Act::PasteIntoFocus,
                Act::ChooseFile,
                Act::DropFile,
                Act::ClearPasted,
            ]);
            if wizard.credentials.was_put_right() {
                acts.push(Act::UndoPutRight);
            }
        }
        Step::Verify if wizard.saving.is_running() => {}
        Step::Verify => {
            if wizard.verify.is_running() {
                acts.push(Act::CancelVerify);
            } else {
                acts.push(Act::Back);
            }
            match &wizard.verify.outcome {
                Some(VerifyOutcome::Proven { .. }) => {
                    acts.extend([Act::Save; 6]);
                    if wizard.saving.problem.is_some() {
                        can_unlock(program, acts);
                        odd_items(program, acts);
                    } else {
                        // The button beside permissions that are missing.
                        acts.push(Act::Remedy(Remedy::TryAgain));
                    }
                }
                Some(VerifyOutcome::Failed(problem)) => {
                    let remedies = problem.remedies.iter().copied();
                    let ours = remedies.filter(|remedy| *remedy != Remedy::ChooseCaFile);
                    acts.extend(ours.map(Act::Remedy));
                }
                Some(VerifyOutcome::Canceled) => acts.push(Act::Remedy(Remedy::TryAgain)),
                None => {}
            }
        }
        Step::UseIt => {
            of_use(program, acts);
            if program.practice.is_some() {
                acts.push(Act::SetUpReal);
            }
        }
        Step::RetireOld => of_retiring(program, acts),
    }
}

pub(super) fn of_use(program: &Program, acts: &mut Vec<Act>) {
    if let Some(handover) = &program.handover {
        acts.extend([
            Act::Copy(HandoverValue::ClientId),
            Act::Copy(HandoverValue::ClientSecret),
            Act::SaveReminder,
        ]);
        if handover.file.is_some() {
            acts.push(Act::MoveToTrash);
        }
    }
    if program.clipboard.clears_at().is_some() {
        acts.push(Act::ClearCopied);
    }
    if program.screen == Screen::Wizard && program.is_replacement() {
        acts.extend([Act::Continue; 3]);
    } else {
        acts.extend([Act::Finish; 2]);
    }
}

pub(super) fn of_retiring(program: &Program, acts: &mut Vec<Act>) {
    let Some(retiring) = &program.retiring else {
        acts.push(Act::Finish);
        return;
    };
    if program.leak_record(retiring.new_saved_at).is_some() {
        acts.push(Act::SaveRecord);
    }
    if retiring.is_done() {
        acts.push(Act::Finish);
        return;
    }
    acts.push(Act::KeepForNow);
    if retiring.old.leak.is_none() {
        acts.push(Act::NexlaRuns);
        acts.push(if program.screen == Screen::Wizard {
            Act::Back
        } else {
            Act::UseRetiring
        });
    }
    if retiring.is_busy() {
        if retiring.can_cancel() {
            acts.push(Act::CancelRetiring);
        }
    } else {
        acts.extend([Act::Check, Act::Check, Act::Forget]);
        if retiring.old.leak.is_none() {
            acts.extend([Act::GoBack; 2]);
        }
        can_unlock(program, acts);
    }
}

/// The items about which the person decides, in the order in which the page shows them.
pub(super) fn items_to_settle(program: &Program) -> Vec<OddItem> {
    let mut odd: Vec<OddItem> = program.odd_items(None).cloned().collect();
    for card in &program.accounts.cards {
        odd.extend(program.odd_items(Some(&card.entry.account)).cloned());
    }
    odd
}
