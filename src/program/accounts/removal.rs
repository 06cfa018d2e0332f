//! Remove, and Undo for a minute.

use jiff::{SignedDuration, Timestamp};

use super::{Accounts, CardState};
use crate::{
    keychain::KeychainError,
    program::{Effect, Program, RemoveAll, Store, keychain::look_into},
    saved::Entry,
    talkdesk::Account,
};

/// How long Undo is offered after Remove.
pub(in crate::program) const UNDO: SignedDuration = SignedDuration::from_mins(1);

/// A removed account. Its credentials wait for Undo beside the keychain, not here.
#[derive(Debug)]
pub struct Removed {
    /// What becomes of it.
    pub state: RemovedState,
    entry: Entry,
}

/// What becomes of a removed account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RemovedState {
    /// Undo is offered, until its secret is forgotten.
    Offered {
        /// About when that is.
        until: Timestamp,
    },
    /// It is being written to the keychain again.
    Restoring,
    /// It could not be written again; it is kept until the person has tried again.
    NotRestored(KeychainError),
}

impl Removed {
    /// The account.
    #[must_use]
    pub fn account(&self) -> &Account {
        &self.entry.account
    }

    /// How many seconds Undo is still offered, the last one counted as one; `None` where nothing counts down.
    #[must_use]
    pub fn seconds_left(&self, now: Timestamp) -> Option<i64> {
        match self.state {
            RemovedState::Offered { until } => {
                let left = until.duration_since(now);
                Some((left.as_secs() + i64::from(left.subsec_nanos() > 0)).max(0))
            }
            RemovedState::Restoring | RemovedState::NotRestored(_) => None,
        }
    }
}

impl Accounts {
    pub(super) fn forget_removed(&mut self, account: &Account) {
        let key = account.key();
        self.removed
            .retain(|removed| removed.account().key() != key);
    }

    fn removed_mut(&mut self, account: &Account) -> Option<&mut Removed> {
        let key = account.key();
        self.removed
            .iter_mut()
            .find(|removed| removed.account().key() == key)
    }
}

impl Program {
    pub(super) fn remove(&mut self, account: Account) -> Vec<Effect> {
        let store = self.store();
        let Some(card) = self.accounts.card_mut(&account) else {
            return Vec::new();
        };
        let mut effects = Vec::new();
        match card.state {
            CardState::Removing => return Vec::new(),
            CardState::Verifying(attempt) => effects.push(Effect::Cancel { attempt }),
            CardState::Queued | CardState::Idle => {}
        }
        card.state = CardState::Removing;
        self.accounts.leaves_run(&account);
        effects.push(Effect::Remove {
            store,
            account,
            undo: UNDO,
        });
        effects.extend(self.run_goes_on());
        effects
    }

    pub(super) fn removed(
        &mut self,
        store: Store,
        account: &Account,
        result: Result<(), KeychainError>,
        now: Timestamp,
    ) {
        let Some(accounts) = self.accounts_in(store) else {
            return;
        };
        match result {
            Ok(()) => {
                let Some(entry) = accounts.take(account) else {
                    return;
                };
                accounts.forget_removed(account);
                accounts.removed.push(Removed {
                    state: RemovedState::Offered {
                        until: now.saturating_add(UNDO).unwrap_or(now),
                    },
                    entry,
                });
            }
            Err(KeychainError::NotThere { .. }) => {
                accounts.take(account);
            }
            Err(error) => {
                if let Some(card) = accounts.card_mut(account) {
                    card.state = CardState::Idle;
                    card.fails(error);
                }
            }
        }
        self.go_home_from_an_empty_page();
    }

    pub(super) fn undo_remove(&mut self, account: &Account) -> Vec<Effect> {
        if self.moving_on.state == RemoveAll::Removing {
            // It would be put back after everything is removed.
            return Vec::new();
        }
        let store = self.store();
        match self.accounts.removed_mut(account) {
            Some(removed) if removed.state != RemovedState::Restoring => {
                removed.state = RemovedState::Restoring;
                vec![Effect::Restore {
                    store,
                    entry: removed.entry.clone(),
                }]
            }
            _ => Vec::new(),
        }
    }

    pub(super) fn restored(
        &mut self,
        store: Store,
        account: &Account,
        result: Result<Box<Entry>, KeychainError>,
    ) -> Vec<Effect> {
        let Some(accounts) = self.accounts_in(store) else {
            return Vec::new();
        };
        let mut effects = Vec::new();
        match result {
            Ok(entry) => {
                accounts.put(*entry);
                // Its credentials in use may have been gone when it was removed: then the card has to say so again.
                effects = look_into(store);
            }
            Err(KeychainError::UndoIsOver { .. }) => accounts.forget_removed(account),
            Err(error) => {
                if let Some(removed) = accounts.removed_mut(account) {
                    removed.state = RemovedState::NotRestored(error);
                }
            }
        }
        self.go_home_from_an_empty_page();
        effects
    }

    /// The secret is forgotten, whatever the page showed.
    pub(super) fn undo_is_over(&mut self, store: Store, account: &Account) {
        if let Some(accounts) = self.accounts_in(store) {
            let key = account.key();
            accounts.removed.retain(|removed| {
                removed.account().key() != key
                    || !matches!(removed.state, RemovedState::Offered { .. })
            });
        }
        self.go_home_from_an_empty_page();
    }
}
