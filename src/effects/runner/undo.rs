//! What was removed, for as long as it can be brought back: kept here and not in the program, so that it is forgotten in time
//! whether the window draws or not.

use std::sync::{Arc, Mutex, PoisonError};

use crate::{
    effects::vault::Vault,
    keychain::{Keychain as _, KeychainError},
    saved::{Entry, UndoShelf},
};

/// The shelf, shared by the threads that put something there, take it and forget it.
#[derive(Clone, Default)]
pub(super) struct Undo(Arc<Mutex<UndoShelf>>);

impl Undo {
    pub(super) fn with<T>(&self, work: impl FnOnce(&mut UndoShelf) -> T) -> T {
        work(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    pub(super) fn forget(&self, key: &str) {
        self.with(|shelf| shelf.forget(key));
    }
}

/// Puts back what was removed. Where that fails it is kept until the person has tried again.
pub(super) fn restore(vault: &Vault, undo: &Undo, entry: &mut Entry) -> Result<(), KeychainError> {
    let key = entry.account.key();
    let kept = undo
        .with(|shelf| shelf.take(&key))
        .ok_or_else(|| KeychainError::UndoIsOver {
            account: entry.account.label(),
        })?;
    vault.undo_remove(entry, &kept).inspect_err(|_| {
        undo.with(|shelf| shelf.put(key.clone(), kept.clone()));
    })
}
