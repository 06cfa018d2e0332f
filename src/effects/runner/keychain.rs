//! What the keychain keeps, and the index beside it.

use std::path::PathBuf;

use jiff::SignedDuration;

use super::{Runner, undo::Undo};
use crate::{
    effects::{index_file, remove_all, saved_credentials, vault::Vault},
    keychain::{Keychain as _, KeychainError},
    program::{AccountsMsg, KeychainMsg, MovingOnMsg, Msg, Store},
    saved::{Double, Entry, UndoShelf},
    talkdesk::Account,
};

impl Runner {
    /// Keeps in the store what `keep` writes to it, and then its entry in the index, as `keep` leaves it.
    pub(super) fn keep(
        &self,
        store: Store,
        entry: Entry,
        keep: impl FnOnce(&Vault, &Undo, &mut Entry) -> Result<(), KeychainError> + Send + 'static,
        answer: impl FnOnce(Result<Box<Entry>, KeychainError>) -> Msg + Send + 'static,
    ) {
        let (vault, undo) = (self.vault(store), self.undo(store));
        let change_index = self.change_index(store);
        self.in_turn(move || {
            let keep = |entry: &mut Entry| keep(&vault, &undo, entry);
            Some(answer(saved_credentials::keep(entry, keep, change_index)))
        });
    }

    pub(super) fn find_accounts(&self) {
        let (vault, folder) = (self.system.clone(), self.folder.clone());
        let change_index = self.change_index(Store::System);
        self.in_turn(move || {
            let index = index_file::read(&folder).unwrap_or_default();
            let may_ask = index.entries.is_empty();
            let (index, odd) = saved_credentials::compare(&vault, index, may_ask, change_index)?;
            Some(Msg::Keychain(KeychainMsg::Read {
                entries: index.entries,
                odd,
            }))
        });
    }

    pub(super) fn settle(&self, account: Account, chosen: Option<Double>) {
        let vault = self.system.clone();
        self.in_turn(move || {
            let settled = vault.settle(&account, chosen.as_ref());
            Some(Msg::Keychain(KeychainMsg::Settled(
                settled.map(|()| account),
            )))
        });
    }

    pub(super) fn remove(&self, store: Store, account: Account, lasts: SignedDuration) {
        let (vault, undo) = (self.vault(store), self.undo(store));
        let change_index = self.change_index(store);
        let post = self.post.clone();
        self.in_turn(move || {
            let removed = saved_credentials::remove(&vault, &account, change_index);
            let result = removed.map(|kept| {
                let number = undo.with(|shelf| shelf.put(account.key(), kept));
                let account = account.clone();
                std::thread::spawn(move || {
                    std::thread::sleep(lasts.unsigned_abs());
                    if undo.with(|shelf| shelf.time_is_up(&account.key(), number)) {
                        post.send(Msg::Accounts(AccountsMsg::UndoIsOver { store, account }));
                    }
                });
            });
            Some(Msg::Accounts(AccountsMsg::Removed {
                store,
                account,
                result,
            }))
        });
    }

    /// The folders with files of this program, where the store has any.
    pub(super) fn folders(&self, store: Store) -> Vec<PathBuf> {
        match store {
            Store::System => std::iter::once(self.folder.clone())
                .chain(self.log_folder.clone())
                .collect(),
            Store::Practice(_) => Vec::new(),
        }
    }

    pub(super) fn list_kept(&self, store: Store) {
        let (vault, folders) = (self.vault(store), self.folders(store));
        self.in_background(move || {
            let kept = remove_all::look(&vault, &folders);
            Some(Msg::MovingOn(MovingOnMsg::KeptListed { store, kept }))
        });
    }

    pub(super) fn remove_all(&self, store: Store) {
        let (vault, folders) = (self.vault(store), self.folders(store));
        let undo = self.undo(store);
        // Nothing may write a file again that is about to go.
        let written = self.recorder.finish();
        self.in_turn(move || {
            written.wait();
            undo.with(UndoShelf::clear);
            let result = remove_all::remove(&vault, &folders);
            Some(Msg::MovingOn(MovingOnMsg::AllRemoved { store, result }))
        });
    }
}
