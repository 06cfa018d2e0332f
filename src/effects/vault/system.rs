//! The operating system's keychain: what an envelope goes through on its way in and out.

use super::{
    deadline::{Deadline, Deadlines},
    item::{self, Item},
    listing,
    place::Place,
    platform,
    previous::Previous,
    self_test, settling,
    trouble::Trouble,
};
use crate::{
    credentials::ClientId,
    keychain::{KeychainError, KeychainInfo, item_label},
    saved::{Double, Envelope, Held, Kept},
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
    /// When it was not written, the keychain is locked, or other credentials of the account stand there.
    pub fn save(&self, envelope: &Envelope) -> Result<(), KeychainError> {
        let json = to_json(envelope)?;
        let place = self.place(&envelope.account)?;
        let deadline = self.deadline();
        match place.read_ours(deadline)? {
            None => place.put(&json, None, deadline, || self.deadline()),
            Some(old) if old.envelope.is_same_pair(envelope) => Ok(()),
            Some(_) => Err(KeychainError::AlreadySaved {
                name: place.keychain,
                account: place.label,
            }),
        }
    }

    /// See [`Vault::replace`](super::Vault::replace).
    ///
    /// # Errors
    /// When it was not written, the keychain is locked, or there is no room for what it replaces.
    pub fn replace(&self, envelope: &Envelope) -> Result<(), KeychainError> {
        let json = to_json(envelope)?;
        let place = self.place(&envelope.account)?;
        let deadline = self.deadline();
        let old = place.read_ours(deadline)?;
        let previous = Previous::read(&place, deadline)?;
        match &old {
            Some(old) if old.envelope.is_same_pair(envelope) => {}
            old => {
                if let Some(old) = old {
                    previous.keep(&old.envelope, deadline, || self.deadline())?;
                }
                place.put(&json, old.as_ref(), deadline, || self.deadline())?;
            }
        }
        // What is left behind here is passed over by every reader and deleted by the next replacement.
        previous.forget(envelope, deadline).unwrap_or_default();
        Ok(())
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

    /// See [`Vault::load_all`](super::Vault::load_all).
    ///
    /// # Errors
    /// When what stands there is not ours, or the keychain is locked or does not answer.
    pub fn load_all(&self, account: &Account) -> Result<Kept, KeychainError> {
        let place = self.place(account)?;
        let deadline = self.deadline();
        let current = place.read_ours(deadline)?.map(|old| old.envelope);
        let previous = Previous::read(&place, deadline)?.envelopes(current.as_ref());
        Ok(Kept { current, previous })
    }

    /// See [`Vault::forget_previous`](super::Vault::forget_previous).
    ///
    /// # Errors
    /// When it was not deleted, or the keychain is locked or does not answer.
    pub fn forget_previous(
        &self,
        account: &Account,
        client_id: &ClientId,
    ) -> Result<(), KeychainError> {
        let place = self.place(account)?;
        let deadline = self.deadline();
        let previous = Previous::read(&place, deadline)?;
        let current = place.read_ours(deadline).ok().flatten();
        previous
            .envelopes(current.as_ref().map(|old| &old.envelope))
            .iter()
            .find(|envelope| envelope.client_id == *client_id)
            .map_or(Ok(()), |envelope| previous.forget(envelope, deadline))
    }

    /// See [`Vault::remove`](super::Vault::remove).
    ///
    /// # Errors
    /// When it is not ours, or the keychain is locked or does not answer.
    pub fn remove(&self, account: &Account) -> Result<(), KeychainError> {
        let place = self.place(account)?;
        let deadline = self.deadline();
        place.read_ours(deadline)?;
        Previous::read(&place, deadline)?.forget_all(deadline)?;
        place.delete(deadline)
    }

    /// See [`Vault::restore`](super::Vault::restore).
    ///
    /// # Errors
    /// When it was not written, the keychain is locked, or other credentials of the account stand there.
    pub fn restore(&self, kept: &Kept) -> Result<(), KeychainError> {
        if let Some(current) = &kept.current {
            self.save(current)?;
        }
        for envelope in &kept.previous {
            let place = self.place(&envelope.account)?;
            let deadline = self.deadline();
            Previous::read(&place, deadline)?.keep(envelope, deadline, || self.deadline())?;
        }
        Ok(())
    }

    /// See [`Vault::list`](super::Vault::list).
    ///
    /// # Errors
    /// When the keychain is missing, locked or does not answer.
    pub fn list(&self) -> Result<Vec<Held>, KeychainError> {
        let name = self.unlocked_name()?;
        let found = item::find_all(self.deadline()).map_err(|trouble| trouble.of(&name, ""))?;
        Ok(listing::sort(&name, found))
    }

    /// See [`Vault::settle`](super::Vault::settle).
    ///
    /// # Errors
    /// When the chosen one is gone, something was not written, or the keychain is locked or does not answer.
    pub fn settle(&self, account: &Account, chosen: Option<&Double>) -> Result<(), KeychainError> {
        let place = self.place(account)?;
        settling::settle(&place, chosen, self.deadline(), || self.deadline())
    }

    /// See [`Vault::self_test`](super::Vault::self_test).
    ///
    /// # Errors
    /// The same as saving would meet.
    pub fn self_test(&self) -> Result<(), KeychainError> {
        let name = self.unlocked_name()?;
        self_test::run(&name, self.deadline(), self.deadline())
    }

    pub(super) fn deadline(&self) -> Deadline {
        Deadline::after(if platform::ASKS_UNASKED {
            self.deadlines.prompt
        } else {
            self.deadlines.operation
        })
    }

    pub(super) fn unlocked_name(&self) -> Result<String, KeychainError> {
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
        let key = account.key();
        Ok(Place {
            keychain: self.unlocked_name()?,
            item: Item {
                user: key.clone(),
                label: item_label(&label),
            },
            key,
            label,
        })
    }
}

fn to_json(envelope: &Envelope) -> Result<Secret, KeychainError> {
    envelope.to_json().or(Err(KeychainError::TooLong))
}
