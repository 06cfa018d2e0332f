//! What must be true after every step.

use talkdesk_setup::{
    keychain::KeychainError,
    program::{
        CardState, CopyState, CredentialsMsg, Effect, HandoverMsg, HandoverValue, Msg, Screen,
        Step, Store,
    },
};

use super::{
    acts::Act,
    walk::Walk,
    world::{Asked, Work},
};

/// What has to be known of the state before a step.
pub(super) struct Before {
    screen: Screen,
    step: Step,
    leaving: bool,
    store: Store,
    /// To which store's wizard an answer that is taken now brings what the person asked for.
    brings: Option<Store>,
}

impl Walk {
    pub(super) fn before(&self) -> Before {
        Before {
            screen: self.program.screen,
            step: self.program.wizard.step,
            leaving: self.program.leaving.is_some(),
            store: self.program.store(),
            brings: match self.world.mailbox.front() {
                Some(Msg::Credentials(
                    CredentialsMsg::ClipboardRead { asked, .. }
                    | CredentialsMsg::FileRead { asked, .. },
                )) => Some(asked.store),
                _ => None,
            },
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
        let looked_into = store != Store::System || self.world.looked_into;
        if !looked_into || !self.world.is_settled(store) {
            return;
        }
        let keychain = match store {
            Store::System => &self.world.system,
            Store::Practice(_) => &self.world.memory,
        };
        let truth = keychain.truth();
        let mut broken = None;
        for card in &self.program.accounts.cards {
            let (entry, key) = (&card.entry, card.entry.account.key());
            let held = truth.iter().find(|held| held.key == key);
            let current = held.and_then(|held| held.current.as_ref().ok());
            if card.problem().is_some_and(|problem| {
                matches!(problem, KeychainError::Differs { .. }) || !problem.is_of_the_item()
            }) {
                // It says so.
                continue;
            }
            let Some(current) = current else {
                let odd = self
                    .program
                    .odd_items(Some(&entry.account))
                    .next()
                    .is_some();
                if !odd && card.problem().is_none() {
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
        let brings = act == Act::Deliver && before.brings == Some(Store::System);
        let held = if self.program.store() == Store::System {
            let secret = self.program.wizard.credentials.client_secret.expose();
            (!secret.is_empty()).then(|| secret.to_owned())
        } else {
            self.held
                .clone()
                // What comes to the wizard that is set aside is seen once that is in front again.
                .filter(|_| self.program.holds_unsaved_secret() && !brings)
        };
        let said_so = match act {
            Act::Leave => before.leaving,
            Act::Deliver => brings,
            Act::EnterNewest
            | Act::EnterNewestSecret
            | Act::EnterSecretOfAnother
            | Act::ClearSecret
            | Act::UndoPutRight
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
            &wizard.guide.what.own_list,
        ];
        let is_secret = |text: &str| text.contains("S3cr3tOf");
        if !form.clients.is_empty() {
            self.world
                .breaks(format!("clients that were found are left after {act:?}"));
        }
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
            Store::Practice(_) => "real",
        };
        let secret = self.program.wizard.credentials.client_secret.expose();
        if secret.starts_with(origin) {
            let mixed = format!("{secret} is in the other store's form");
            self.world.breaks(mixed);
        }
    }
}
