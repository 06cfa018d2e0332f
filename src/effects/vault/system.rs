//! The operating system's keychain: what an envelope goes through on its way in and out.

use std::collections::BTreeMap;

use subtle::ConstantTimeEq as _;

use super::{
    deadline::{Deadline, Deadlines},
    item::{self, Item, Value},
    platform, self_test,
    trouble::Trouble,
};
use crate::{
    keychain::{KeychainError, KeychainInfo, item_label},
    saved::Envelope,
    secret::Secret,
    talkdesk::Account,
};

/// The operating system's keychain, with deadlines of one's own. The program uses the default ones.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemVault {
    /// How long the keychain may take.
    pub deadlines: Deadlines,
}

impl SystemVault {
    /// See [`Vault::describe`](super::Vault::describe).
    ///
    /// # Errors
    /// When there is none, or it does not answer.
    pub fn describe(&self) -> Result<KeychainInfo, KeychainError> {
        platform::look(self.deadlines)
    }

    /// See [`Vault::unlock`](super::Vault::unlock).
    ///
    /// # Errors
    /// When there is none, the person said no, or did not answer.
    pub fn unlock(&self) -> Result<(), KeychainError> {
        platform::unlock(self.deadlines)
    }

    /// See [`Vault::save`](super::Vault::save).
    ///
    /// # Errors
    /// When it was not written, or the keychain is locked.
    pub fn save(&self, envelope: &Envelope) -> Result<(), KeychainError> {
        let Ok(json) = envelope.to_json() else {
            return Err(KeychainError::TooLong);
        };
        let place = self.place(&envelope.account)?;
        let deadline = self.deadline();
        let old = place.read_ours(deadline)?;
        place.write(&json, deadline)?;
        let back = place
            .item
            .read(deadline)
            .map_err(|trouble| place.error(trouble))?;
        if back.is_some_and(|back| is_same(&back, &json)) {
            return Ok(());
        }
        // The old value has a deadline of its own: it must come back however long the new one took.
        Err(place.put_back(old.as_ref(), self.deadline()))
    }

    /// See [`Vault::load`](super::Vault::load).
    ///
    /// # Errors
    /// When there is none, it is not ours, or the keychain is locked or does not answer.
    pub fn load(&self, account: &Account) -> Result<Envelope, KeychainError> {
        let place = self.place(account)?;
        match place.read_ours(self.deadline())? {
            Some(old) => Ok(old.envelope),
            None => Err(place.error(Trouble::NotThere)),
        }
    }

    /// See [`Vault::remove`](super::Vault::remove).
    ///
    /// # Errors
    /// When it is not ours, or the keychain is locked or does not answer.
    pub fn remove(&self, account: &Account) -> Result<(), KeychainError> {
        let place = self.place(account)?;
        let deadline = self.deadline();
        place.read_ours(deadline)?;
        place
            .item
            .delete(deadline)
            .map_err(|trouble| place.change_error(trouble))
    }

    /// See [`Vault::list`](super::Vault::list).
    ///
    /// # Errors
    /// When the keychain is missing, locked or does not answer.
    pub fn list(&self) -> Result<Vec<Result<Envelope, KeychainError>>, KeychainError> {
        let name = self.unlocked_name()?;
        let found = item::find_all(self.deadline()).map_err(|trouble| trouble.of(&name, ""))?;
        let mut by_user: BTreeMap<String, Vec<Value>> = BTreeMap::new();
        let mut listed = Vec::new();
        for found in found {
            match found.user {
                Some(user) if self_test::is_user(&user) => {}
                Some(user) => by_user.entry(user).or_default().push(found.value),
                None => listed.push(Err(KeychainError::NotOurs {
                    name: name.clone(),
                    account: "an unknown account".into(),
                })),
            }
        }
        listed.extend(
            by_user
                .into_iter()
                .map(|(user, values)| match values.as_slice() {
                    [value] => match Envelope::from_json(value) {
                        Ok(envelope) if envelope.account.key() == user => Ok(envelope),
                        _ => Err(KeychainError::NotOurs {
                            name: name.clone(),
                            account: user,
                        }),
                    },
                    _ => Err(KeychainError::Ambiguous {
                        name: name.clone(),
                        account: user,
                    }),
                }),
        );
        Ok(listed)
    }

    /// See [`Vault::self_test`](super::Vault::self_test).
    ///
    /// # Errors
    /// The same as saving would meet.
    pub fn self_test(&self) -> Result<(), KeychainError> {
        let name = self.unlocked_name()?;
        self_test::run(&name, self.deadline(), self.deadline())
    }

    fn deadline(&self) -> Deadline {
        Deadline::after(if platform::ASKS_UNASKED {
            self.deadlines.prompt
        } else {
            self.deadlines.operation
        })
    }

    fn unlocked_name(&self) -> Result<String, KeychainError> {
        match platform::look(self.deadlines)? {
            KeychainInfo { name, locked: true } => Err(KeychainError::Locked { name }),
            KeychainInfo {
                name,
                locked: false,
            } => Ok(name),
        }
    }

    fn place(&self, account: &Account) -> Result<Place, KeychainError> {
        let label = account.label();
        Ok(Place {
            keychain: self.unlocked_name()?,
            item: Item {
                user: account.key(),
                label: item_label(&label),
            },
            label,
        })
    }
}

/// Whether two values are the same, in a time that does not depend on where they differ.
pub(super) fn is_same(value: &[u8], secret: &Secret) -> bool {
    value.ct_eq(secret.expose().as_bytes()).into()
}

/// Where an account's envelope is kept, and the names that its errors need.
struct Place {
    keychain: String,
    label: String,
    item: Item,
}

/// What stood in an item, as it stood there.
struct Old {
    envelope: Envelope,
    json: Secret,
}

impl Place {
    fn error(&self, trouble: Trouble) -> KeychainError {
        trouble.of(&self.keychain, &self.label)
    }

    fn change_error(&self, trouble: Trouble) -> KeychainError {
        match trouble {
            Trouble::Failed => KeychainError::NotWritten {
                name: self.keychain.clone(),
            },
            other => self.error(other),
        }
    }

    /// Reads the item, which must be empty or an envelope of this account: nothing else may be overwritten or deleted.
    fn read_ours(&self, deadline: Deadline) -> Result<Option<Old>, KeychainError> {
        let Some(value) = self
            .item
            .read(deadline)
            .map_err(|trouble| self.error(trouble))?
        else {
            return Ok(None);
        };
        let text = str::from_utf8(&value);
        match (text, Envelope::from_json(&value)) {
            (Ok(text), Ok(envelope)) if envelope.account.key() == self.item.user => Ok(Some(Old {
                envelope,
                json: Secret::from(text),
            })),
            _ => Err(KeychainError::NotOurs {
                name: self.keychain.clone(),
                account: self.label.clone(),
            }),
        }
    }

    fn write(&self, json: &Secret, deadline: Deadline) -> Result<(), KeychainError> {
        self.item
            .write(json, deadline)
            .map_err(|trouble| self.change_error(trouble))
    }

    /// Puts the old value back and says what came of it.
    fn put_back(&self, old: Option<&Old>, deadline: Deadline) -> KeychainError {
        let name = self.keychain.clone();
        let changed = match old {
            Some(old) => self.item.write(&old.json, deadline),
            None => self.item.delete(deadline),
        };
        let restored = changed
            .and_then(|()| self.item.read(deadline))
            .is_ok_and(|value| match (value, old) {
                (Some(value), Some(old)) => is_same(&value, &old.json),
                (None, None) => true,
                _ => false,
            });
        if restored {
            KeychainError::ReadBackDiffers { name }
        } else {
            KeychainError::NotRestored { name }
        }
    }
}
