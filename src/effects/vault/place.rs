//! One item of an account: read as what it is, written so that it is whole or as before.

use super::{
    deadline::Deadline,
    item::{Item, Value},
    trouble::Trouble,
};
use crate::{
    keychain::KeychainError,
    saved::{Envelope, EnvelopeError},
    secret::Secret,
};

use subtle::ConstantTimeEq as _;

/// Whether two values are the same, in a time that does not depend on where they differ.
pub(super) fn is_same(value: &[u8], secret: &Secret) -> bool {
    value.ct_eq(secret.expose().as_bytes()).into()
}

/// Where an envelope of an account is kept, and the names that its errors need.
pub(super) struct Place {
    /// The keychain's name.
    pub(super) keychain: String,
    /// The account's label.
    pub(super) label: String,
    /// The account's key, which the envelope in this place must have.
    pub(super) key: String,
    /// The item.
    pub(super) item: Item,
}

/// What stood in an item, as it stood there.
pub(super) struct Old {
    pub(super) envelope: Envelope,
    pub(super) json: Secret,
}

impl Place {
    pub(super) fn error(&self, trouble: Trouble) -> KeychainError {
        trouble.of(&self.keychain, &self.label)
    }

    pub(super) fn change_error(&self, trouble: Trouble) -> KeychainError {
        match trouble {
            Trouble::Failed => KeychainError::NotWritten {
                name: self.keychain.clone(),
            },
            other => self.error(other),
        }
    }

    /// Reads the item, which must be empty or an envelope of this account: nothing else may be overwritten or deleted.
    pub(super) fn read_ours(&self, deadline: Deadline) -> Result<Option<Old>, KeychainError> {
        self.item
            .read(deadline)
            .map_err(|trouble| self.error(trouble))?
            .map(|value| self.understand(&value))
            .transpose()
    }

    /// Reads a value as an envelope of this account.
    pub(super) fn understand(&self, value: &Value) -> Result<Old, KeychainError> {
        match (str::from_utf8(value), Envelope::from_json(value)) {
            (Ok(text), Ok(envelope)) if envelope.account.key() == self.key => Ok(Old {
                envelope,
                json: Secret::from(text),
            }),
            (_, Err(EnvelopeError::NewerVersion)) => Err(KeychainError::NewerVersion {
                name: self.keychain.clone(),
                account: self.label.clone(),
            }),
            _ => Err(KeychainError::NotOurs {
                name: self.keychain.clone(),
                account: self.label.clone(),
            }),
        }
    }

    /// Writes, reads back over a new connection and compares. Where something else comes back, puts back what stood
    /// there, with a deadline of its own: it must come back however long the new value took.
    pub(super) fn put(
        &self,
        json: &Secret,
        old: Option<&Old>,
        deadline: Deadline,
        deadline_to_restore: impl FnOnce() -> Deadline,
    ) -> Result<(), KeychainError> {
        self.item
            .write(json, deadline)
            .map_err(|trouble| self.change_error(trouble))?;
        let back = self
            .item
            .read(deadline)
            .map_err(|trouble| self.error(trouble))?;
        if back.is_some_and(|back| is_same(&back, json)) {
            return Ok(());
        }
        Err(self.put_back(old, deadline_to_restore()))
    }

    /// Deletes the item; a missing one is fine.
    pub(super) fn delete(&self, deadline: Deadline) -> Result<(), KeychainError> {
        self.item
            .delete(deadline)
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
