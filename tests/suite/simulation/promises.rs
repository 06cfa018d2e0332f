//! What must be true after every step.

use talkdesk_setup::{
    program::{
        AccountsMsg, AttemptId, CardState, Check, CopyState, CredentialsMsg, Effect, HandoverMsg,
        HandoverValue, KeychainMsg, MovingOnMsg, Msg, OnClipboard, RemoveAll, RemovedState,
        RetireState, RotationEffect, RotationMsg, SaveMsg, Screen, Step, Store, VerifyMsg,
    },
    talkdesk::Account,
};

use super::{
    acts::Act,
    walk::Walk,
    world::{Asked, Timer, Work},
};

/// What has to be known of the state before a step.
pub(super) struct Before {
    screen: Screen,
    step: Step,
    leaving: bool,
    store: Store,
    /// Whether an answer that is taken now brings what the person asked for.
    brings: bool,
}

impl Walk {
    pub(super) fn before(&self) -> Before {
        Before {
            screen: self.program.screen,
            step: self.program.wizard.step,
            leaving: self.program.leaving.is_some(),
            store: self.program.store(),
            brings: matches!(
                self.world.mailbox.front(),
                Some(Msg::Credentials(
                    CredentialsMsg::ClipboardRead { .. } | CredentialsMsg::FileRead { .. }
                ))
            ),
        }
    }

    pub(super) fn judge(&mut self, act: Act, before: Before) {
        self.cards_show_what_is_kept();
        self.copies_are_of_what_is_shown();
        self.no_secret_is_lost(act, &before);
        self.no_secret_is_left(act, &before);
        self.stores_stay_apart();
        if let Some(busy) = self.waits_for_nothing() {
            self.world
                .breaks(format!("{busy}, and nothing will end that"));
        }
    }

    /// Once all answers have come, a card shows what the keychain holds.
    fn cards_show_what_is_kept(&mut self) {
        let store = self.program.store();
        let looked_into = store == Store::Practice || self.world.looked_into;
        if !looked_into || !self.world.is_settled(store) {
            return;
        }
        let keychain = match store {
            Store::System => &self.world.system,
            Store::Practice => &self.world.memory,
        };
        let truth = keychain.truth();
        let mut broken = None;
        for card in &self.program.accounts.cards {
            let (entry, key) = (&card.entry, card.entry.account.key());
            let held = truth.iter().find(|held| held.key == key);
            let current = held.and_then(|held| held.current.as_ref().ok());
            let Some(current) = current else {
                let odd = self
                    .program
                    .odd_items(Some(&entry.account))
                    .next()
                    .is_some();
                if !odd && !matches!(card.state, CardState::KeychainProblem(_)) {
                    broken = Some(format!("the card of {key} shows what is gone"));
                }
                continue;
            };
            let mut shown: Vec<&str> = (entry.previous.iter())
                .map(|old| old.client_id.as_str())
                .collect();
            let mut kept: Vec<&str> = (held.into_iter())
                .flat_map(|held| held.previous.iter().flatten())
                .map(|old| old.client_id.as_str())
                .collect();
            shown.sort_unstable();
            kept.sort_unstable();
            if current.client_id != entry.client_id || shown != kept {
                broken = Some(format!(
                    "the card of {key} shows {} with {shown:?}, the keychain has {} with {kept:?}",
                    entry.client_id.as_str(),
                    current.client_id.as_str(),
                ));
            }
        }
        for held in truth.iter().filter(|held| held.current.is_ok()) {
            let cards = &self.program.accounts.cards;
            if !cards
                .iter()
                .any(|card| card.entry.account.key() == held.key)
            {
                broken = Some(format!("{} has no card", held.key));
            }
        }
        drop(truth);
        if let Some(broken) = broken {
            self.world.breaks(broken);
        }
    }

    /// Once all answers about the clipboard have come, a value that is said to be copied is one of the client that is shown beside it.
    fn copies_are_of_what_is_shown(&mut self) {
        let Some(handover) = &self.program.handover else {
            return;
        };
        let is_told = |msg: &Msg| {
            !matches!(
                msg,
                Msg::Handover(HandoverMsg::Copied { .. }) | Msg::Clipboard(_)
            )
        };
        if !self.world.mailbox.iter().all(is_told) {
            return;
        }
        let Some(CopyState::Copied(HandoverValue::ClientId | HandoverValue::ClientSecret)) =
            &handover.copy
        else {
            return;
        };
        let shown = (
            handover.account.key(),
            handover.client_id.as_str().to_owned(),
        );
        if self
            .world
            .copied
            .as_ref()
            .is_some_and(|copied| *copied != shown)
        {
            let copied = &self.world.copied;
            let broken = format!("{shown:?} is shown as copied, and it is {copied:?}");
            self.world.breaks(broken);
        }
    }

    /// A secret that was entered and is not saved disappears by the person's word alone.
    fn no_secret_is_lost(&mut self, act: Act, before: &Before) {
        let held = if self.program.store() == Store::System {
            let secret = self.program.wizard.credentials.client_secret.expose();
            (!secret.is_empty()).then(|| secret.to_owned())
        } else {
            self.held
                .clone()
                .filter(|_| self.program.holds_unsaved_secret())
        };
        let said_so = match act {
            Act::Leave => before.leaving,
            Act::Deliver => before.brings,
            Act::EnterNewest
            | Act::EnterNewestSecret
            | Act::EnterSecretOfAnother
            | Act::ClearSecret
            | Act::Swap
            | Act::KilledWhile(..) => true,
            _ => false,
        };
        if let Some(secret) = &self.held
            && held.as_ref() != Some(secret)
            && !said_so
            && !self.world.saved.contains(secret)
        {
            let lost = format!("{secret} is lost, and nobody said so");
            self.world.breaks(lost);
        }
        self.held = held;
    }

    /// None is left once its page was left by a final act.
    fn no_secret_is_left(&mut self, act: Act, before: &Before) {
        let wizard = &self.program.wizard;
        let used = wizard.step >= Step::UseIt;
        let finished = before.screen == Screen::Wizard
            && before.step >= Step::UseIt
            && matches!(act, Act::Finish | Act::KeepForNow | Act::Escape)
            && self.program.screen != Screen::Wizard;
        let left = act == Act::Leave && before.leaving;
        if !(used || finished || left) || before.store != self.program.store() {
            return;
        }
        let form = &wizard.credentials;
        let texts = [
            form.client_secret.expose(),
            &form.client_id,
            &form.scopes,
            &wizard.account.input,
            &wizard.guide.own_list,
        ];
        let is_secret = |text: &str| text.contains("S3cr3tOf");
        if let Some(text) = texts.into_iter().find(|text| is_secret(text)) {
            let left = format!("{text} is left after {act:?}");
            self.world.breaks(left);
        }
        let draft = &self.world.draft;
        if [
            &draft.client_id,
            &draft.account,
            &draft.scopes,
            &draft.own_list,
        ]
        .into_iter()
        .any(|text| is_secret(text))
        {
            self.world.breaks("a secret is in the draft".to_owned());
        }
        let asks = |work: &Work| {
            matches!(
                work,
                Work::Effect(Effect::Verify { .. })
                    | Work::Asking {
                        of: Asked::Entered,
                        ..
                    }
            )
        };
        if self.world.pending.iter().any(|pending| asks(&pending.work)) {
            let left = format!("a secret is still being verified after {act:?}");
            self.world.breaks(left);
        }
    }

    /// What is typed in front of one store never gets into the other's form.
    fn stores_stay_apart(&mut self) {
        let origin = match self.program.store() {
            Store::System => "play",
            Store::Practice => "real",
        };
        let secret = self.program.wizard.credentials.client_secret.expose();
        if secret.starts_with(origin) {
            let mixed = format!("{secret} is in the other store's form");
            self.world.breaks(mixed);
        }
    }

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
    fn waits_for_nothing(&self) -> Option<String> {
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
        if let Some(own) = wizard.save.saving
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
                CardState::Idle | CardState::KeychainProblem(_) => true,
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
        if program.screen == Screen::MovingOn
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
        if program.clipboard.copied == OnClipboard::BeingCleared
            && !self.comes(
                |work| matches!(work, Work::Effect(Effect::ClearCopied)),
                |msg| matches!(msg, Msg::Clipboard(_)),
            )
        {
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
