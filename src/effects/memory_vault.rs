//! The practice account's store: a keychain in memory, to which the same is done as to the system's.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use crate::{
    keychain::{Found, ItemName, KeychainError, KeychainInfo, Lock, Port, Trouble},
    secret::SecretBytes,
};

const NAME: &str = "Practice store (in memory)";

/// Items in memory by their user, shared by clones; each is wiped when it is forgotten, or the last clone is dropped. It
/// is never locked, and nothing but this program writes there.
#[derive(Clone, Debug, Default)]
pub struct MemoryVault {
    items: Arc<Mutex<BTreeMap<String, SecretBytes>>>,
}

impl MemoryVault {
    fn items(&self) -> MutexGuard<'_, BTreeMap<String, SecretBytes>> {
        self.items.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Port for MemoryVault {
    type Deadline = ();

    fn describe(&self) -> Result<KeychainInfo, KeychainError> {
        Ok(KeychainInfo {
            name: NAME.into(),
            lock: Lock::Open,
        })
    }

    fn unlock(&self) -> Result<(), KeychainError> {
        Ok(())
    }

    fn asks_unasked(&self) -> bool {
        false
    }

    fn deadline(&self) {}

    fn users(&self, (): ()) -> Result<Vec<String>, Trouble> {
        Ok(self.items().keys().cloned().collect())
    }

    fn find_all(&self, (): ()) -> Result<Vec<Found>, Trouble> {
        let items = self.items();
        let found = items.iter().map(|(user, value)| Found {
            user: user.clone(),
            value: value.clone(),
        });
        Ok(found.collect())
    }

    fn read(&self, item: &ItemName, (): ()) -> Result<Option<SecretBytes>, Trouble> {
        Ok(self.items().get(&item.user).cloned())
    }

    fn read_all(
        &self,
        items: &[ItemName],
        (): (),
    ) -> Result<Vec<Result<Option<SecretBytes>, Trouble>>, Trouble> {
        Ok(items.iter().map(|item| self.read(item, ())).collect())
    }

    fn write(&self, item: &ItemName, value: &SecretBytes, (): ()) -> Result<(), Trouble> {
        self.items().insert(item.user.clone(), value.clone());
        Ok(())
    }

    fn delete(&self, item: &ItemName, (): ()) -> Result<(), Trouble> {
        self.items().remove(&item.user);
        Ok(())
    }

    fn delete_one(&self, user: &str, value: &SecretBytes, (): ()) -> Result<(), Trouble> {
        let mut items = self.items();
        if items.get(user) == Some(value) {
            items.remove(user);
            Ok(())
        } else {
            Err(Trouble::NotThere)
        }
    }

    fn delete_some(&self, at_most: usize, (): ()) -> Result<usize, Trouble> {
        let mut items = self.items();
        let some: Vec<String> = items.keys().take(at_most).cloned().collect();
        items.retain(|user, _| !some.contains(user));
        Ok(some.len())
    }
}
