//! What leads from a card to a page that asks the account's hosts or opens them in the browser. The hosts of Other come from
//! a file that any program of the person can change, so they are compared with the keychain first.

use jiff::Timestamp;

use crate::{
    keychain::KeychainError,
    program::{Beginning, Effect, Program, Screen, Store, keychain::look_into},
    talkdesk::{Account, Region},
};

/// What is opened from a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opening {
    /// "Replace credentials".
    Replacement,
    /// "Retire old".
    RetireOld,
    /// "Leaked?".
    Leaked,
}

impl Program {
    /// Opens a page of an account; of Other once the keychain has the same hosts.
    pub(in crate::program) fn open_of_card(
        &mut self,
        account: Account,
        opens: Opening,
        now: Timestamp,
    ) -> Vec<Effect> {
        match self.accounts.entry(&account) {
            Some(entry) if matches!(entry.account.region, Region::Other { .. }) => {
                vec![Effect::CompareListed {
                    store: self.store(),
                    account: entry.account.clone(),
                    client_id: entry.client_id.clone(),
                    opens,
                }]
            }
            _ => self.open_now(account, opens, now),
        }
    }

    /// The list was compared; the person may have gone elsewhere meanwhile.
    pub(super) fn compared_with_list(
        &mut self,
        store: Store,
        account: &Account,
        opens: Opening,
        result: Result<(), KeychainError>,
        now: Timestamp,
    ) -> Vec<Effect> {
        if store != self.store() || self.screen != Screen::Accounts {
            return Vec::new();
        }
        let Some(card) = self.accounts.card_mut(account) else {
            return Vec::new();
        };
        match result {
            // What was compared is what is opened.
            Ok(()) if card.entry.account == *account => self.open_now(account.clone(), opens, now),
            Ok(()) => Vec::new(),
            Err(error) => {
                let differs = matches!(error, KeychainError::Differs { .. });
                card.fails(error);
                if differs {
                    look_into(store)
                } else {
                    Vec::new()
                }
            }
        }
    }

    fn open_now(&mut self, account: Account, opens: Opening, now: Timestamp) -> Vec<Effect> {
        match opens {
            Opening::Replacement => self.begin(Beginning::Replacement {
                account,
                leak: None,
            }),
            Opening::RetireOld => {
                self.open_retiring(&account, None);
                self.screen = Screen::RetireOld;
                Vec::new()
            }
            Opening::Leaked => {
                self.open_leaked(&account, now);
                Vec::new()
            }
        }
    }
}
