//! The operating system's keychain. The store in use serves as long as it works, and one that failed is given up.

use std::collections::HashMap;

use keyring_core::CredentialStore;

use super::{
    SERVICE,
    deadline::{Deadline, Deadlines, Wanted},
    platform,
};
use crate::{
    keychain::{Found, ItemName, KeychainError, KeychainInfo, Port, Trouble},
    secret::SecretBytes,
};

/// The operating system's keychain, with deadlines of one's own. The program uses the default ones.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemVault {
    /// How long the keychain may take.
    pub deadlines: Deadlines,
}

impl Port for SystemVault {
    type Deadline = Deadline;

    fn describe(&self) -> Result<KeychainInfo, KeychainError> {
        platform::look(self.deadlines)
    }

    fn unlock(&self) -> Result<(), KeychainError> {
        platform::unlock(self.deadlines)
    }

    fn asks_unasked(&self) -> bool {
        platform::asks_unasked()
    }

    fn deadline(&self) -> Deadline {
        Deadline::after(if platform::asks_unasked() {
            self.deadlines.prompt
        } else {
            self.deadlines.operation
        })
    }

    fn users(&self, deadline: Deadline) -> Result<Vec<String>, Trouble> {
        touch(deadline, |_| {
            Ok(our_entries()?.iter().map(user_of).collect())
        })
    }

    fn find_all(&self, deadline: Deadline) -> Result<Vec<Found>, Trouble> {
        touch(deadline, |_| {
            our_entries()?
                .iter()
                .map(|entry| {
                    Ok(Found {
                        user: user_of(entry),
                        value: SecretBytes::from(entry.get_secret()?),
                    })
                })
                .collect()
        })
    }

    fn read(&self, item: &ItemName, deadline: Deadline) -> Result<Option<SecretBytes>, Trouble> {
        let item = item.clone();
        touch(deadline, move |_| read(&item, &*platform::open()?))
    }

    fn read_all(
        &self,
        items: &[ItemName],
        deadline: Deadline,
    ) -> Result<Vec<Result<Option<SecretBytes>, Trouble>>, Trouble> {
        let items = items.to_vec();
        touch(deadline, move |_| {
            let store = platform::open()?;
            Ok(items.iter().map(|item| read(item, &*store)).collect())
        })
    }

    fn write(
        &self,
        item: &ItemName,
        value: &SecretBytes,
        deadline: Deadline,
    ) -> Result<(), Trouble> {
        change(item, value.clone(), deadline, |entry, value| {
            entry.set_secret(value.expose())
        })
    }

    fn delete(&self, item: &ItemName, deadline: Deadline) -> Result<(), Trouble> {
        match change(item, (), deadline, |entry, ()| entry.delete_credential()) {
            Err(Trouble::NotThere) => Ok(()),
            result => result,
        }
    }

    fn delete_one(
        &self,
        user: &str,
        value: &SecretBytes,
        deadline: Deadline,
    ) -> Result<(), Trouble> {
        let (user, value) = (user.to_owned(), value.clone());
        touch(deadline, move |wanted| {
            for entry in our_entries()? {
                if user_of(&entry) == user && SecretBytes::from(entry.get_secret()?) == value {
                    wanted.check()?;
                    return Ok(entry.delete_credential()?);
                }
            }
            Err(Trouble::NotThere)
        })
    }

    fn delete_some(&self, at_most: usize, deadline: Deadline) -> Result<usize, Trouble> {
        touch(deadline, move |wanted| {
            let mut deleted = 0;
            for entry in our_entries()?.iter().take(at_most) {
                wanted.check()?;
                match entry.delete_credential() {
                    Ok(()) => deleted += 1,
                    // Somebody else deleted it meanwhile.
                    Err(keyring::Error::NoEntry) => {}
                    Err(error) => return Err(error.into()),
                }
            }
            Ok(deleted)
        })
    }
}

/// Runs one step with the store in use, which is given up where it does not serve.
fn touch<T: Send + 'static>(
    deadline: Deadline,
    step: impl FnOnce(&Wanted) -> Result<T, Trouble> + Send + 'static,
) -> Result<T, Trouble> {
    let result = deadline.run(step);
    if matches!(
        result,
        Err(Trouble::Frozen | Trouble::Stopped | Trouble::Failed)
    ) {
        platform::give_up_store();
    }
    match result {
        // It was looked at before and is not locked: what is locked is the item, because the person did not allow it.
        Err(Trouble::Locked) if platform::asks_unasked() => Err(Trouble::Refused),
        result => result,
    }
}

/// Every item of this program.
fn our_entries() -> Result<Vec<keyring_core::Entry>, Trouble> {
    Ok(platform::open()?.search(&HashMap::from(platform::OUR_ITEMS))?)
}

fn user_of(entry: &keyring_core::Entry) -> String {
    entry
        .get_specifiers()
        .map_or_else(String::new, |(_, user)| user)
}

fn entry(item: &ItemName, store: &CredentialStore) -> Result<keyring::Entry, Trouble> {
    let modifiers = HashMap::from(platform::modifiers(&item.label));
    let inner = store.build(SERVICE, &item.user, Some(&modifiers))?;
    Ok(keyring::Entry { inner })
}

fn read(item: &ItemName, store: &CredentialStore) -> Result<Option<SecretBytes>, Trouble> {
    match entry(item, store)?.get_secret() {
        Ok(bytes) => Ok(Some(SecretBytes::from(bytes))),
        Err(keyring::Error::NoEntry) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

fn change<T: Send + 'static>(
    item: &ItemName,
    value: T,
    deadline: Deadline,
    change: fn(&keyring::Entry, &T) -> keyring::Result<()>,
) -> Result<(), Trouble> {
    let item = item.clone();
    touch(deadline, move |wanted: &Wanted| {
        let entry = entry(&item, &*platform::open()?)?;
        wanted.check()?;
        Ok(change(&entry, &value)?)
    })
}
