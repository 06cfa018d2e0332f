//! One item of an account: read as what it is, written so that it is whole or as before.

use super::{ItemName, KeychainError, Port, Trouble, item_label};
use crate::{
    saved::{Envelope, EnvelopeError},
    secret::SecretBytes,
    talkdesk::Account,
};

/// The names that errors about an item need, and the account that it must be of.
#[derive(Clone)]
pub(super) struct Names {
    /// The keychain's name.
    pub(super) keychain: String,
    /// The account's label.
    pub(super) label: String,
    /// The account's key, which the envelope in this place must have.
    pub(super) key: String,
}

/// Where an envelope of an account is kept.
pub(super) struct Place<'a, P> {
    pub(super) port: &'a P,
    pub(super) names: Names,
    pub(super) item: ItemName,
}

/// What stood in an item, as it stood there.
pub(super) struct Old {
    pub(super) envelope: Envelope,
    pub(super) value: SecretBytes,
}

impl Names {
    pub(super) fn error(&self, trouble: Trouble) -> KeychainError {
        trouble.of(&self.keychain, &self.label)
    }

    pub(super) fn change_error(&self, trouble: Trouble) -> KeychainError {
        trouble.of_change(&self.keychain, &self.label)
    }

    /// Reads a value as an envelope of this account.
    pub(super) fn understand(&self, value: &SecretBytes) -> Result<Old, KeychainError> {
        let (name, account) = (self.keychain.clone(), self.label.clone());
        match Envelope::from_json(value.expose()) {
            Ok(envelope) if envelope.account.key() == self.key => Ok(Old {
                envelope,
                value: value.clone(),
            }),
            Err(EnvelopeError::NewerVersion) => Err(KeychainError::NewerVersion { name, account }),
            _ => Err(KeychainError::NotOurs { name, account }),
        }
    }
}

impl<'a, P: Port> Place<'a, P> {
    /// The place of the credentials in use, in a keychain that is unlocked.
    pub(super) fn in_use(port: &'a P, account: &Account) -> Result<Self, KeychainError> {
        let (key, label) = (account.key(), account.label());
        Ok(Self {
            port,
            item: ItemName {
                user: key.clone(),
                label: item_label(&label),
            },
            names: Names {
                keychain: unlocked_name(port)?,
                label,
                key,
            },
        })
    }

    pub(super) fn read(&self, deadline: P::Deadline) -> Result<Option<SecretBytes>, KeychainError> {
        self.port
            .read(&self.item, deadline)
            .map_err(|trouble| self.names.error(trouble))
    }

    /// Reads the item, which must be empty or an envelope of this account: nothing else may be overwritten or deleted.
    pub(super) fn read_ours(&self, deadline: P::Deadline) -> Result<Option<Old>, KeychainError> {
        self.read(deadline)?
            .map(|value| self.names.understand(&value))
            .transpose()
    }

    /// Writes, reads back over a new connection and compares. Where something else comes back, puts back what stood
    /// there, with a deadline of its own: it must come back however long the new value took.
    pub(super) fn put(
        &self,
        value: &SecretBytes,
        old: Option<&Old>,
        deadline: P::Deadline,
    ) -> Result<(), KeychainError> {
        self.port
            .write(&self.item, value, deadline)
            .map_err(|trouble| self.names.change_error(trouble))?;
        if self.read(deadline)?.as_ref() == Some(value) {
            Ok(())
        } else {
            Err(self.put_back(old))
        }
    }

    /// Deletes the item; a missing one is fine.
    pub(super) fn delete(&self, deadline: P::Deadline) -> Result<(), KeychainError> {
        self.port
            .delete(&self.item, deadline)
            .map_err(|trouble| self.names.change_error(trouble))
    }

    /// Puts the old value back and says what came of it.
    fn put_back(&self, old: Option<&Old>) -> KeychainError {
        let deadline = self.port.deadline();
        let old = old.map(|old| &old.value);
        let changed = match old {
            Some(value) => self.port.write(&self.item, value, deadline),
            None => self.port.delete(&self.item, deadline),
        };
        let stands = changed.and_then(|()| self.port.read(&self.item, deadline));
        let name = self.names.keychain.clone();
        if stands.is_ok_and(|stands| stands.as_ref() == old) {
            KeychainError::ReadBackDiffers { name }
        } else {
            KeychainError::NotRestored { name }
        }
    }
}

/// The keychain's name, where nothing has to be unlocked first.
pub(super) fn unlocked_name(port: &impl Port) -> Result<String, KeychainError> {
    let info = port.describe()?;
    match info.problem() {
        Some(problem) => Err(problem),
        None => Ok(info.name),
    }
}
