//! One item of the keychain, with a fresh store for every touch: a store does not survive a restart of its service.

use std::collections::HashMap;

use keyring_core::CredentialStore;
use zeroize::Zeroizing;

use super::{
    SERVICE,
    deadline::{Deadline, Wanted},
    platform,
    trouble::Trouble,
};
use crate::secret::Secret;

/// The bytes of an item, wiped on drop.
pub(super) type Value = Zeroizing<Vec<u8>>;

/// Which item is meant.
#[derive(Clone, Debug)]
pub(super) struct Item {
    /// The user under which it stands, beside [`SERVICE`].
    pub(super) user: String,
    /// The name that a new item gets in the keychain's own program.
    pub(super) label: String,
}

/// An item that was found by [`find_all`].
pub(super) struct Found {
    /// Its user, where it has one.
    pub(super) user: Option<String>,
    /// What it holds.
    pub(super) value: Value,
}

impl Item {
    /// Reads the value; `None` where there is no such item.
    pub(super) fn read(&self, deadline: Deadline) -> Result<Option<Value>, Trouble> {
        let item = self.clone();
        deadline.run(move |_| item.read_from(&*platform::open()?))
    }

    fn read_from(&self, store: &CredentialStore) -> Result<Option<Value>, Trouble> {
        match self.entry(store)?.get_secret() {
            Ok(bytes) => Ok(Some(Zeroizing::new(bytes))),
            Err(keyring::Error::NoEntry) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// Writes the value, into a new item where there is none.
    pub(super) fn write(&self, value: &Secret, deadline: Deadline) -> Result<(), Trouble> {
        self.write_bytes(Zeroizing::new(value.expose().as_bytes().to_vec()), deadline)
    }

    /// Writes a value that may be no text.
    pub(super) fn write_bytes(&self, value: Value, deadline: Deadline) -> Result<(), Trouble> {
        self.change(deadline, value, |entry, value| entry.set_secret(value))
    }

    /// Deletes the item; a missing one is fine.
    pub(super) fn delete(&self, deadline: Deadline) -> Result<(), Trouble> {
        match self.change(deadline, (), |entry, ()| entry.delete_credential()) {
            Err(Trouble::NotThere) => Ok(()),
            result => result,
        }
    }

    fn change<T: Send + 'static>(
        &self,
        deadline: Deadline,
        value: T,
        change: fn(&keyring::Entry, &T) -> keyring::Result<()>,
    ) -> Result<(), Trouble> {
        let item = self.clone();
        deadline.run(move |wanted: &Wanted| {
            let entry = item.entry(&*platform::open()?)?;
            wanted.check()?;
            Ok(change(&entry, &value)?)
        })
    }

    fn entry(&self, store: &CredentialStore) -> Result<keyring::Entry, Trouble> {
        let modifiers = HashMap::from(platform::modifiers(&self.label));
        let inner = store.build(SERVICE, &self.user, Some(&modifiers))?;
        Ok(keyring::Entry { inner })
    }
}

/// Reads several items over one connection; each has an answer of its own.
pub(super) fn read_all(
    items: Vec<Item>,
    deadline: Deadline,
) -> Result<Vec<Result<Option<Value>, Trouble>>, Trouble> {
    deadline.run(move |_| {
        let store = platform::open()?;
        Ok(items.iter().map(|item| item.read_from(&*store)).collect())
    })
}

/// Deletes one of the items under a user: the first that holds what `is_meant` says.
pub(super) fn delete_one(
    user: String,
    is_meant: impl Fn(&Value) -> bool + Send + 'static,
    deadline: Deadline,
) -> Result<(), Trouble> {
    deadline.run(move |wanted| {
        let entries = platform::open()?.search(&HashMap::from(platform::OUR_ITEMS))?;
        for entry in entries {
            let is_there = entry.get_specifiers().is_some_and(|(_, its)| its == user);
            if is_there && is_meant(&Zeroizing::new(entry.get_secret()?)) {
                wanted.check()?;
                return Ok(entry.delete_credential()?);
            }
        }
        Err(Trouble::NotThere)
    })
}

/// Reads every item of this program.
pub(super) fn find_all(deadline: Deadline) -> Result<Vec<Found>, Trouble> {
    deadline.run(|_| {
        let entries = platform::open()?.search(&HashMap::from(platform::OUR_ITEMS))?;
        entries
            .into_iter()
            .map(|entry| {
                let user = entry.get_specifiers().map(|(_, user)| user);
                Ok(Found {
                    user,
                    value: Zeroizing::new(entry.get_secret()?),
                })
            })
            .collect()
    })
}
