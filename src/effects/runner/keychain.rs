//! What the keychain keeps, and the index beside it.

use std::path::PathBuf;

use jiff::Timestamp;

use super::Runner;
use crate::{
    effects::{index_file, remove_all, vault::Vault},
    keychain::{Keychain as _, KeychainError, Port as _},
    program::{Msg, Store},
    saved::{Double, Entry},
    talkdesk::Account,
};

impl Runner {
    /// Keeps in the store what `keep` writes to it, and then its entry in the index, as `keep` leaves it.
    pub(super) fn keep(
        &self,
        store: Store,
        mut entry: Entry,
        keep: impl FnOnce(&Vault, &mut Entry) -> Result<(), KeychainError> + Send + 'static,
        answer: impl FnOnce(Result<Box<Entry>, KeychainError>) -> Msg + Send + 'static,
    ) {
        let vault = self.vault(store);
        let change_index = self.change_index(store);
        self.in_turn(move || {
            let result = keep(&vault, &mut entry).map(|()| {
                change_index(&|index| index.put(entry.clone()));
                Box::new(entry)
            });
            Some(answer(result))
        });
    }

    pub(super) fn find_accounts(&self) {
        let (vault, folder) = (self.system.clone(), self.folder.clone());
        let change_index = self.change_index(Store::System);
        self.in_turn(move || {
            let mut index = index_file::read(&folder).unwrap_or_default();
            if vault.asks_unasked() && !index.entries.is_empty() {
                return None;
            }
            let (info, held) = (vault.describe().ok()?, vault.list().ok()?);
            let (before, now) = (index.clone(), Timestamp::now());
            let odd = index.reconcile(&held, &info.name, now);
            if index != before {
                change_index(&|index| drop(index.reconcile(&held, &info.name, now)));
            }
            Some(Msg::KeychainRead {
                entries: index.entries,
                odd,
            })
        });
    }

    pub(super) fn settle(&self, account: Account, chosen: Option<Double>) {
        let vault = self.system.clone();
        self.in_turn(move || {
            let settled = vault.settle(&account, chosen.as_ref());
            Some(Msg::Settled(settled.map(|()| account)))
        });
    }

    pub(super) fn remove(&self, store: Store, account: Account) {
        let vault = self.vault(store);
        let change_index = self.change_index(store);
        self.in_turn(move || {
            let result = vault.remove(&account).map(Box::new);
            if result.is_ok() || matches!(result, Err(KeychainError::NotThere { .. })) {
                change_index(&|index| index.remove(&account));
            }
            Some(Msg::Removed {
                store,
                account,
                result,
            })
        });
    }

    /// The folders with files of this program, where the store has any.
    pub(super) fn folders(&self, store: Store) -> Vec<PathBuf> {
        match store {
            Store::System => std::iter::once(self.folder.clone())
                .chain(self.log_folder.clone())
                .collect(),
            Store::Practice => Vec::new(),
        }
    }

    pub(super) fn list_kept(&self, store: Store) {
        let (vault, folders) = (self.vault(store), self.folders(store));
        self.in_background(move || {
            let kept = remove_all::look(&vault, &folders);
            Some(Msg::KeptListed { store, kept })
        });
    }

    pub(super) fn remove_all(&self, store: Store) {
        let (vault, folders) = (self.vault(store), self.folders(store));
        // Nothing may write a file again that is about to go.
        let written = self.recorder.finish();
        self.in_turn(move || {
            written.wait();
            let result = remove_all::remove(&vault, &folders);
            Some(Msg::AllRemoved { store, result })
        });
    }
}
