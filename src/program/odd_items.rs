//! What the keychain says on opening, beside what the index knew: accounts that were lost, credentials that were replaced
//! without the index, items that are not what they should be. About the last the person decides.

use super::{Accounts, CardState, Effect, Msg, Program, Screen, Store};
use crate::{
    keychain::KeychainError,
    saved::{Entry, OddItem},
    talkdesk::Account,
};

impl Program {
    /// The odd items of an account, or those that no card stands for.
    pub fn odd_items<'a>(&'a self, account: Option<&Account>) -> impl Iterator<Item = &'a OddItem> {
        let key = account.map(Account::key);
        let real = self.odd.iter().filter(|_| self.practice.is_none());
        real.filter(move |item| {
            let its = item.account.as_ref();
            match &key {
                Some(key) => its.is_some_and(|account| account.key() == *key),
                None => its.is_none_or(|account| self.accounts.entry(account).is_none()),
            }
        })
    }

    /// Reads the keychain beside the index, while nothing is pretend.
    pub(super) fn look_into_the_keychain(&self) -> Vec<Effect> {
        match self.store() {
            Store::System => vec![Effect::FindAccounts],
            Store::Practice => Vec::new(),
        }
    }

    pub(super) fn update_odd_items(&mut self, msg: Msg) -> Vec<Effect> {
        match msg {
            Msg::KeychainRead { entries, odd } => {
                // While practicing, the real accounts are out of sight.
                if let Some(real) = &mut self.set_aside {
                    real.accounts.follow(entries, &odd);
                } else {
                    self.accounts.follow(entries, &odd);
                    if self.screen == Screen::Welcome && !self.accounts.cards.is_empty() {
                        self.screen = Screen::Accounts;
                    }
                }
                self.odd = odd;
                Vec::new()
            }
            Msg::LookAgain => vec![Effect::FindAccounts],
            Msg::Settle { account, chosen } => vec![Effect::Settle { account, chosen }],
            Msg::Settled(Ok(account)) => {
                self.odd
                    .retain(|item| item.account.as_ref() != Some(&account));
                self.wizard.save.problem = None;
                vec![Effect::FindAccounts]
            }
            Msg::Settled(Err(error)) => {
                self.notice = Some(format!("{} {}", error.what_happened(), error.what_to_do()));
                vec![Effect::FindAccounts]
            }
            _ => Vec::new(),
        }
    }
}

impl Accounts {
    /// Takes over what the keychain holds. What runs on a card goes on.
    fn follow(&mut self, entries: Vec<Entry>, odd: &[OddItem]) {
        self.reorder();
        self.add_found(entries.clone());
        for entry in entries {
            let key = entry.account.key();
            let in_use = odd.iter().find(|item| {
                let its = item.account.as_ref();
                item.in_use && its.is_some_and(|account| account.key() == key)
            });
            let mut cards = self.cards.iter_mut();
            let Some(card) = cards.find(|card| card.entry.account.key() == key) else {
                continue;
            };
            card.follow(entry);
            match (&card.state, in_use) {
                (CardState::Idle | CardState::KeychainProblem(_), Some(item)) => {
                    card.state = CardState::KeychainProblem(item.error.clone());
                }
                (CardState::KeychainProblem(problem), None) if is_of_the_item(problem) => {
                    card.state = CardState::Idle;
                }
                _ => {}
            }
        }
    }
}

/// Whether a problem is about one item, and is over once the item is as it should be.
fn is_of_the_item(problem: &KeychainError) -> bool {
    matches!(
        problem,
        KeychainError::NotOurs { .. }
            | KeychainError::NewerVersion { .. }
            | KeychainError::Ambiguous { .. }
            | KeychainError::NotThere { .. }
    )
}
