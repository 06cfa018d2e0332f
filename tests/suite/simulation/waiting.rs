//! No page without a way on: while something is busy, something is under way that ends it.

use talkdesk_setup::{
    program::{
        AccountsMsg, AttemptId, CardState, Check, ClipboardState, Effect, KeychainMsg, MenuPage,
        MovingOnMsg, Msg, OnClipboard, RemoveAll, RemovedState, RetireState, RotationEffect,
        RotationMsg, SaveMsg, VerifyMsg,
    },
    talkdesk::Account,
};

use super::{
    walk::Walk,
    world::{Asked, Timer, Work},
};

impl Walk {
    fn comes(&self, work: impl Fn(&Work) -> bool, msg: impl Fn(&Msg) -> bool) -> bool {
        self.world.pending.iter().any(|pending| work(&pending.work))
            || self.world.mailbox.iter().any(msg)
    }

    fn attempt_comes(&self, attempt: AttemptId) -> bool {
        self.comes(
            |work| work.attempt() == Some(attempt),
            |msg| {
                matches!(msg,
                    Msg::Accounts(AccountsMsg::Verified { attempt: its, .. })
                    | Msg::Rotation(
                        RotationMsg::Checked { attempt: its, .. }
                        | RotationMsg::OldVerified { attempt: its, .. },
                    ) if *its == attempt)
            },
        )
    }

    /// What is busy without anything under way that ends it.
    pub(super) fn waits_for_nothing(&self) -> Option<String> {
        let program = &self.program;
        let wizard = &program.wizard;
        if wizard.verify.is_running()
            && !self.comes(
                |work| {
                    matches!(
                        work,
                        Work::Effect(Effect::Verify { .. })
                            | Work::Asking {
                                of: Asked::Entered,
                                ..
                            }
                    )
                },
                |msg| matches!(msg, Msg::Verify(VerifyMsg::Verified { .. })),
            )
        {
            return Some("Verify runs".to_owned());
        }
        if let Some(own) = wizard.saving.attempt
            && !self.comes(
                |work| matches!(work, Work::Effect(Effect::Save { attempt, .. }) if *attempt == own),
                |msg| matches!(msg, Msg::Save(SaveMsg::Saved { attempt, .. }) if *attempt == own),
            )
        {
            return Some("Save is saving".to_owned());
        }
        if let Some(own) = wizard.comparing
            && !self.comes(
                |work| {
                    matches!(work, Work::Effect(Effect::Rotation(
                        RotationEffect::Compare { attempt, .. })) if *attempt == own)
                },
                |msg| {
                    matches!(msg, Msg::Rotation(
                        RotationMsg::Compared { attempt, .. }) if *attempt == own)
                },
            )
        {
            return Some("Credentials are being compared".to_owned());
        }
        for card in &program.accounts.cards {
            let key = card.entry.account.key();
            let ends = match card.state {
                CardState::Verifying(attempt) => self.attempt_comes(attempt),
                CardState::Queued => program.accounts.is_verifying_all(),
                CardState::Removing => self.removal_comes(&card.entry.account),
                CardState::Idle => true,
            };
            if !ends {
                return Some(format!("the card of {key} is {:?}", card.state));
            }
        }
        for removed in &program.accounts.removed {
            let key = removed.account().key();
            let ends = match &removed.state {
                RemovedState::Offered { .. } => self.comes(
                    |work| {
                        matches!(work, Work::Timer { what: Timer::Undo { account, .. }, .. }
                            if account.key() == key)
                    },
                    |msg| {
                        matches!(msg,
                            Msg::Accounts(AccountsMsg::UndoIsOver { account, .. })
                            if account.key() == key)
                            // Everything went, and this with it.
                            || matches!(msg, Msg::MovingOn(MovingOnMsg::AllRemoved { .. }))
                            // What is saved anew is newer than what could be brought back.
                            || matches!(msg,
                                Msg::Save(SaveMsg::Saved { result: Ok(entry), .. })
                                if entry.account.key() == key)
                    },
                ),
                RemovedState::Restoring => self.comes(
                    |work| {
                        matches!(work, Work::Effect(Effect::Restore { entry, .. })
                            if entry.account.key() == key)
                    },
                    |msg| {
                        matches!(msg, Msg::Accounts(AccountsMsg::Restored { account, .. })
                            if account.key() == key)
                    },
                ),
                RemovedState::NotRestored(_) => true,
            };
            if !ends {
                return Some(format!("Undo of {key} is {:?}", removed.state));
            }
        }
        if program.moving_on.state == RemoveAll::Removing
            && !self.comes(
                |work| matches!(work, Work::Effect(Effect::RemoveAll { .. })),
                |msg| matches!(msg, Msg::MovingOn(MovingOnMsg::AllRemoved { .. })),
            )
        {
            return Some("Everything is being removed".to_owned());
        }
        if program.menu_page == Some(MenuPage::MovingOn)
            && program.moving_on.kept.is_none()
            && !self.comes(
                |work| matches!(work, Work::Effect(Effect::ListKept { .. })),
                |msg| matches!(msg, Msg::MovingOn(MovingOnMsg::KeptListed { .. })),
            )
        {
            return Some("What is kept is being listed".to_owned());
        }
        if program.keychain.unlocking
            && !self.comes(
                |work| matches!(work, Work::Effect(Effect::UnlockKeychain)),
                |msg| matches!(msg, Msg::Keychain(KeychainMsg::Unlocked(_))),
            )
        {
            return Some("The keychain is being unlocked".to_owned());
        }
        if program.before.keychain == Check::Running
            && !self.comes(
                |work| matches!(work, Work::Effect(Effect::TestKeychain { .. })),
                |msg| matches!(msg, Msg::Keychain(KeychainMsg::Tested { .. })),
            )
        {
            return Some("The keychain is being tried".to_owned());
        }
        if matches!(
            program.clipboard,
            ClipboardState::Copied(OnClipboard::BeingCleared, _)
        ) && !self.comes(
            |work| matches!(work, Work::Effect(Effect::ClearCopied)),
            |msg| matches!(msg, Msg::Clipboard(_)),
        ) {
            return Some("The clipboard is being cleared".to_owned());
        }
        self.retiring_waits_for_nothing()
    }

    fn removal_comes(&self, own: &Account) -> bool {
        self.comes(
            |work| matches!(work, Work::Effect(Effect::Remove { account, .. }) if account == own),
            |msg| {
                matches!(msg, Msg::Accounts(AccountsMsg::Removed { account, .. }) if account == own)
            },
        )
    }

    fn retiring_waits_for_nothing(&self) -> Option<String> {
        let retiring = self.program.retiring.as_ref()?;
        let ends = match &retiring.state {
            RetireState::Checking(attempt) | RetireState::GoingBack(attempt) => {
                self.attempt_comes(*attempt)
            }
            RetireState::Forgetting => self.comes(
                |work| {
                    matches!(
                        work,
                        Work::Effect(Effect::Rotation(RotationEffect::Forget { .. }))
                    )
                },
                |msg| matches!(msg, Msg::Rotation(RotationMsg::Forgotten { .. })),
            ),
            RetireState::BringingBack => self.comes(
                |work| {
                    matches!(
                        work,
                        Work::Effect(Effect::Rotation(RotationEffect::BringBack { .. }))
                    )
                },
                |msg| matches!(msg, Msg::Rotation(RotationMsg::WentBack { .. })),
            ),
            _ => true,
        };
        (!ends).then(|| format!("Retire old is {:?}", retiring.state))
    }
}
