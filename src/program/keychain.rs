//! What the keychain says of itself, in one place; and what it says on opening, beside what the index knew: accounts that
//! were lost, credentials that were replaced without the index, items that are not what they should be. About the last
//! the person decides.

use super::{Accounts, Card, CardState, Check, Effect, Program, Screen, Store};
use crate::{
    keychain::{KeychainError, KeychainInfo, Lock},
    saved::{Double, Entry, OddItem},
    talkdesk::Account,
};

/// What a person wants of the keychain, or what it answered.
#[derive(Clone, Debug)]
pub enum KeychainMsg {
    /// What the store said of itself.
    Described {
        /// Which store was asked.
        store: Store,
        /// Its answer.
        result: Result<KeychainInfo, KeychainError>,
    },
    /// "Unlock".
    Unlock,
    /// The keychain is unlocked, or not.
    Unlocked(Result<(), KeychainError>),
    /// The keychain was tried with an item of its own.
    Tested {
        /// Which store was tried.
        store: Store,
        /// How it went.
        result: Result<(), KeychainError>,
    },
    /// The keychain was read beside the index.
    Read {
        /// All that the index knows now.
        entries: Vec<Entry>,
        /// The items that are not what they should be.
        odd: Vec<OddItem>,
    },
    /// "Look again", after the person has changed something in the keychain.
    LookAgain,
    /// "Keep this one", or "Set it aside" where nothing is chosen.
    Settle {
        /// The account in whose place something odd stands.
        account: Account,
        /// The one of several items that stays.
        chosen: Option<Double>,
    },
    /// "Take what the keychain holds", where the list says something else.
    Take(Account),
    /// The list says of an account what the keychain holds, or not.
    Taken(Result<Box<Entry>, KeychainError>),
    /// The place of an account was cleared, or not.
    Settled(Result<Account, KeychainError>),
}

/// What is known of the keychain.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Keychain {
    /// What it said of itself.
    pub state: KeychainState,
    /// Whether the system is asking the person to unlock it.
    pub unlocking: bool,
    /// Why the last Unlock did not unlock it; said beside every Unlock until it is unlocked.
    pub not_unlocked: Option<KeychainError>,
}

/// What the keychain said of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum KeychainState {
    /// Not asked yet, or being asked.
    #[default]
    Unknown,
    /// It answered.
    Known(KeychainInfo),
    /// It did not.
    Failed(KeychainError),
}

impl Keychain {
    /// The name under which secrets are kept, for sentences.
    #[must_use]
    pub fn name(&self) -> &str {
        match &self.state {
            KeychainState::Known(info) => &info.name,
            KeychainState::Unknown | KeychainState::Failed(_) => "the system's keychain",
        }
    }

    /// Whether it said that it is locked.
    #[must_use]
    pub fn is_locked(&self) -> bool {
        matches!(&self.state, KeychainState::Known(info) if info.lock != Lock::Open)
    }

    /// Whether it said that it is unlocked.
    #[must_use]
    pub fn is_unlocked(&self) -> bool {
        matches!(&self.state, KeychainState::Known(info) if info.lock == Lock::Open)
    }
}

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
        look_into(self.store())
    }

    pub(super) fn update_keychain(&mut self, msg: KeychainMsg) -> Vec<Effect> {
        match msg {
            KeychainMsg::Described { store, result } => self.keychain_described(store, result),
            KeychainMsg::Unlock => {
                self.keychain.unlocking = true;
                self.keychain.not_unlocked = None;
                vec![Effect::UnlockKeychain]
            }
            KeychainMsg::Unlocked(result) => self.keychain_unlocked(result),
            KeychainMsg::Tested { store, result } => {
                if store == self.store() {
                    self.before.keychain = match result {
                        Ok(()) => Check::Passed(()),
                        Err(error) => Check::Failed(error),
                    };
                }
                Vec::new()
            }
            KeychainMsg::Read { entries, odd } => {
                self.keychain_read(entries, odd);
                Vec::new()
            }
            KeychainMsg::LookAgain => vec![Effect::FindAccounts],
            KeychainMsg::Settle { account, chosen } => vec![Effect::Settle { account, chosen }],
            KeychainMsg::Take(account) => {
                let entry = self.accounts.entry(&account).cloned();
                entry.map(Effect::TakeHeld).into_iter().collect()
            }
            KeychainMsg::Taken(Ok(entry)) => {
                self.odd.retain(|item| {
                    item.account.as_ref().map(Account::key) != Some(entry.account.key())
                });
                self.account_changed(Store::System, *entry);
                vec![Effect::FindAccounts]
            }
            KeychainMsg::Taken(Err(error)) => {
                self.notice = Some(error.what_happened_and_what_to_do());
                vec![Effect::FindAccounts]
            }
            KeychainMsg::Settled(Ok(account)) => {
                self.odd
                    .retain(|item| item.account.as_ref() != Some(&account));
                self.real_wizard_mut().saving.problem = None;
                vec![Effect::FindAccounts]
            }
            KeychainMsg::Settled(Err(error)) => {
                self.notice = Some(error.what_happened_and_what_to_do());
                vec![Effect::FindAccounts]
            }
        }
    }

    fn keychain_described(
        &mut self,
        store: Store,
        result: Result<KeychainInfo, KeychainError>,
    ) -> Vec<Effect> {
        if store != self.store() {
            return Vec::new();
        }
        self.keychain.state = match result {
            Ok(info) => KeychainState::Known(info),
            Err(error) => KeychainState::Failed(error),
        };
        if self.keychain.is_unlocked() {
            self.keychain.not_unlocked = None;
        }
        let mut effects = self.try_keychain();
        effects.extend(self.look_again());
        effects.extend(self.verify_on_open());
        effects
    }

    /// It is the real one, whatever is in front when it answers.
    fn keychain_unlocked(&mut self, result: Result<(), KeychainError>) -> Vec<Effect> {
        let practicing = self.practice.is_some();
        let keychain = match &mut self.set_aside {
            Some(real) => &mut real.keychain,
            None => &mut self.keychain,
        };
        keychain.unlocking = false;
        match result {
            Ok(()) => {
                keychain.not_unlocked = None;
                self.real_wizard_mut().saving.problem = None;
                let went_on = self
                    .accounts_in(Store::System)
                    .is_some_and(Accounts::forget_keychain_problems);
                self.verify_when_unlocked |= went_on && !practicing;
                if !practicing {
                    self.forget_retiring_problem();
                }
            }
            Err(error) => keychain.not_unlocked = Some(error),
        }
        vec![
            Effect::DescribeKeychain {
                store: Store::System,
            },
            Effect::FindAccounts,
        ]
    }

    /// It gave or took what it was asked for, so that it is open, whatever it said before and whatever came of an Unlock.
    pub(super) fn keychain_served(&mut self, store: Store) {
        let keychain = match &mut self.set_aside {
            Some(real) => &mut real.keychain,
            None => &mut self.keychain,
        };
        if store == Store::System {
            keychain.not_unlocked = None;
            if let KeychainState::Known(info) = &mut keychain.state {
                info.lock = Lock::Open;
            }
        }
    }

    fn keychain_read(&mut self, entries: Vec<Entry>, odd: Vec<OddItem>) {
        if let Some(accounts) = self.accounts_in(Store::System) {
            accounts.follow(entries, &odd);
        }
        if self.screen == Screen::Welcome && !self.accounts.cards.is_empty() {
            self.screen = Screen::Accounts;
        }
        self.odd = odd;
        if self.accounts.cards.is_empty() {
            self.go_home_from_an_empty_page();
        }
    }
}

/// Reads the keychain beside the index, where the store has one.
pub(super) fn look_into(store: Store) -> Vec<Effect> {
    match store {
        Store::System => vec![Effect::FindAccounts],
        Store::Practice(_) => Vec::new(),
    }
}

impl Accounts {
    /// Takes over what the keychain holds. What runs on a card goes on.
    fn follow(&mut self, entries: Vec<Entry>, odd: &[OddItem]) {
        self.reorder();
        self.add_found(entries.clone());
        // Those that another window has removed.
        let is_gone = |card: &&Card| {
            let key = card.entry.account.key();
            !entries.iter().any(|entry| entry.account.key() == key)
                && !matches!(card.state, CardState::Removing)
        };
        let gone: Vec<Account> = (self.cards.iter().filter(is_gone))
            .map(|card| card.entry.account.clone())
            .collect();
        for account in &gone {
            self.take(account);
        }
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
            card.was_read(in_use.map(|item| &item.error));
        }
    }
}
