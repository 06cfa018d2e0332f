//! What an envelope goes through on its way in and out. The credentials in use stand in the account's own item, those
//! that were replaced and are not retired in items beside it.

use jiff::Timestamp;

use super::{
    KeychainError, Port, Trouble, difference, everything, listing,
    place::{Place, unlocked_name},
    previous::{self, Previous},
    self_test, settling, tokens,
};
use crate::{
    credentials::ClientId,
    saved::{Double, Entry, Envelope, Held, Kept, KeptToken, LastVerification},
    secret::SecretBytes,
    talkdesk::Account,
    verification::Proof,
};

/// What is done to the credentials in a keychain, over any [`Port`]. Every call blocks: run it on a thread of its own,
/// never on the window's or a runtime's. Each act has one deadline, and a fresh one to put back what it has to, so it
/// always returns.
pub trait Keychain: Port + Sized {
    /// Saves an account's first credentials: writes them, reads them back over a new connection and compares. What
    /// does not come back as written is deleted again. The same pair already there is fine.
    ///
    /// # Errors
    /// When it was not written, the keychain is locked, or other credentials of the account stand there.
    fn save(&self, envelope: &Envelope) -> Result<(), KeychainError> {
        let value = to_value(envelope)?;
        let place = Place::in_use(self, &envelope.account)?;
        let deadline = self.deadline();
        match place.read_ours(deadline)? {
            None => place.put(&value, None, deadline),
            Some(old) if old.envelope.is_same_pair(envelope) => Ok(()),
            Some(_) => Err(KeychainError::AlreadySaved {
                name: place.names.keychain,
                account: place.names.label,
            }),
        }
    }

    /// Replaces an account's credentials. First copies what stands there into an item of its own (user
    /// `KEY (previous)`), then writes the new ones over it, reads back and compares; a failed comparison puts the old
    /// ones back. At every moment each pair stands in one item at least. Replacing again before the old ones are
    /// retired keeps those too (`KEY (previous 2)`, up to nine). Credentials that come back into use are no previous
    /// ones any more. The same pair already in use is fine. Returns all that the keychain then holds of the account.
    ///
    /// # Errors
    /// When it was not written, the keychain is locked, or nine replaced ones are kept already.
    fn replace(&self, envelope: &Envelope) -> Result<Kept, KeychainError> {
        let value = to_value(envelope)?;
        let place = Place::in_use(self, &envelope.account)?;
        let deadline = self.deadline();
        let old = place.read_ours(deadline)?;
        let previous = Previous::read(&place, deadline)?;
        let mut replaced = previous.envelopes(None);
        let current = match old {
            Some(old) if old.envelope.is_same_pair(envelope) => old.envelope,
            old => {
                if let Some(old) = &old {
                    previous.keep(&old.envelope, deadline)?;
                }
                place.put(&value, old.as_ref(), deadline)?;
                // It is of the old client, and so given to nobody any more: left behind, it only expires.
                tokens::forget(&place, deadline).unwrap_or_default();
                replaced.extend(old.map(|old| old.envelope));
                envelope.clone()
            }
        };
        // What is left behind here is passed over by every reader and deleted by the next replacement.
        previous.forget(envelope, deadline).unwrap_or_default();
        Ok(Kept {
            previous: previous::newest_first(replaced, Some(&current)),
            current: Some(current),
        })
    }

    /// Saves or replaces, and brings the account's entry up to what the keychain then holds.
    ///
    /// # Errors
    /// Those of [`save`](Self::save), or of [`replace`](Self::replace) where it `replaces`.
    fn keep(
        &self,
        entry: &mut Entry,
        envelope: &Envelope,
        replaces: bool,
    ) -> Result<(), KeychainError> {
        if replaces {
            let kept = self.replace(envelope)?;
            follow(entry, &kept, entry.created_at);
        } else {
            self.save(envelope)?;
        }
        name_in(self, entry);
        Ok(())
    }

    /// Puts back what [`remove`](Self::remove) took out.
    ///
    /// # Errors
    /// When it was not written, the keychain is locked, or other credentials of the account stand there.
    fn restore(&self, kept: &Kept) -> Result<(), KeychainError> {
        if let Some(current) = &kept.current {
            self.save(current)?;
        }
        for envelope in &kept.previous {
            let place = Place::in_use(self, &envelope.account)?;
            let deadline = self.deadline();
            Previous::read(&place, deadline)?.keep(envelope, deadline)?;
        }
        Ok(())
    }

    /// The same, and brings the account's entry up to what the keychain then holds.
    ///
    /// # Errors
    /// Those of [`restore`](Self::restore), and `UndoIsOver` where nothing was taken out.
    fn undo_remove(&self, entry: &mut Entry, kept: &Kept) -> Result<(), KeychainError> {
        // Its credentials were gone already when it was removed: a card without any would come back.
        if kept.is_empty() {
            return Err(KeychainError::UndoIsOver {
                account: entry.account.label(),
            });
        }
        self.restore(kept)?;
        follow(entry, kept, entry.created_at);
        name_in(self, entry);
        Ok(())
    }

    /// Reads the credentials in use.
    ///
    /// # Errors
    /// When there are none, they are not ours, or the keychain is locked or does not answer.
    fn load(&self, account: &Account) -> Result<Envelope, KeychainError> {
        let place = Place::in_use(self, account)?;
        match place.read_ours(self.deadline())? {
            Some(old) => Ok(old.envelope),
            None => Err(place.names.error(Trouble::NotThere)),
        }
    }

    /// Reads the credentials in use to hand them over, both halves from one envelope: those of the client that the
    /// person sees.
    ///
    /// # Errors
    /// Those of [`load`](Self::load), `Changed` where another client's are in use, and `Differs` where the hosts are
    /// others than those that the person sees.
    fn load_pair(
        &self,
        account: &Account,
        client_id: &ClientId,
    ) -> Result<Envelope, KeychainError> {
        let place = Place::in_use(self, account)?;
        match place.read_ours(self.deadline())? {
            Some(old) if old.envelope.client_id == *client_id => {
                agreed(&place, account, client_id, old.envelope)
            }
            Some(_) => Err(changed(&place)),
            None => Err(place.names.error(Trouble::NotThere)),
        }
    }

    /// Reads the credentials in use to send them: they go to the hosts of their envelope, and only where the list of
    /// accounts says nothing else.
    ///
    /// # Errors
    /// Those of [`load`](Self::load), and `Differs` where the list says something else.
    fn load_listed(
        &self,
        account: &Account,
        client_id: &ClientId,
    ) -> Result<Envelope, KeychainError> {
        let place = Place::in_use(self, account)?;
        match place.read_ours(self.deadline())? {
            Some(old) => agreed(&place, account, client_id, old.envelope),
            None => Err(place.names.error(Trouble::NotThere)),
        }
    }

    /// Reads all credentials of an account, in use and previous; those that are not ours are passed over where they
    /// are previous ones.
    ///
    /// # Errors
    /// When what should be in use is not ours, or the keychain is locked or does not answer.
    fn load_all(&self, account: &Account) -> Result<Kept, KeychainError> {
        Ok(read_all(self, account)?.1)
    }

    /// Reads the replaced credentials of a client, and those in use.
    ///
    /// # Errors
    /// `NotThere` where the client's are gone. `Changed` where they are in use again, or none are: then they may be the
    /// last ones, and whoever takes them for retired would lose them. `Differs` where those in use have other hosts than
    /// the account.
    fn load_old_and_new(
        &self,
        account: &Account,
        old: &ClientId,
    ) -> Result<(Envelope, Envelope), KeychainError> {
        let (place, Kept { current, previous }) = read_all(self, account)?;
        let replaced = previous
            .into_iter()
            .find(|envelope| envelope.client_id == *old);
        match (replaced, current) {
            (Some(replaced), Some(current)) => {
                let client_id = current.client_id.clone();
                Ok((replaced, agreed(&place, account, &client_id, current)?))
            }
            (None, Some(current)) if current.client_id != *old => {
                Err(place.names.error(Trouble::NotThere))
            }
            (None, None) => Err(place.names.error(Trouble::NotThere)),
            _ => Err(changed(&place)),
        }
    }

    /// Brings an account's entry up to what the keychain holds, whatever the list said of it.
    ///
    /// # Errors
    /// Those of [`load_all`](Self::load_all), and `NotThere` where no credentials are in use.
    fn take_held(&self, entry: &mut Entry, at: Timestamp) -> Result<(), KeychainError> {
        let (place, kept) = read_all(self, &entry.account)?;
        if kept.current.is_none() {
            return Err(place.names.error(Trouble::NotThere));
        }
        follow(entry, &kept, at);
        name_in(self, entry);
        Ok(())
    }

    /// Brings replaced credentials back into use, which Talkdesk has just accepted, and the account's entry up to what
    /// the keychain then holds. Those that were in use become replaced ones.
    ///
    /// # Errors
    /// Those of [`replace`](Self::replace).
    fn go_back(
        &self,
        entry: &mut Entry,
        old: &Envelope,
        proof: &Proof,
        at: Timestamp,
    ) -> Result<(), KeychainError> {
        let kept = self.replace(old)?;
        follow(entry, &kept, at);
        entry.learn(proof.into());
        entry.last_verified = Some(LastVerification::accepted(at));
        Ok(())
    }

    /// Forgets replaced credentials, by their client ID: Talkdesk refuses them, or the person said so. Missing ones are
    /// fine, those in use are never touched.
    ///
    /// # Errors
    /// When they were not deleted, or the keychain is locked or does not answer.
    fn forget_previous(
        &self,
        account: &Account,
        client_id: &ClientId,
    ) -> Result<(), KeychainError> {
        let place = Place::in_use(self, account)?;
        let deadline = self.deadline();
        let previous = Previous::read(&place, deadline)?;
        let current = match place.read_ours(deadline) {
            Err(error) if error.is_of_the_whole_keychain() => return Err(error),
            current => current.ok().flatten(),
        };
        previous
            .envelopes(current.as_ref().map(|old| &old.envelope))
            .iter()
            .find(|envelope| envelope.client_id == *client_id)
            .map_or(Ok(()), |envelope| previous.forget(envelope, deadline))
    }

    /// Deletes all credentials of an account, the previous ones and a kept token first; missing ones are fine. Returns what they were, so
    /// that [`restore`](Self::restore) can put them back.
    ///
    /// # Errors
    /// When what should be in use is not ours, or the keychain is locked or does not answer.
    fn remove(&self, account: &Account) -> Result<Kept, KeychainError> {
        let place = Place::in_use(self, account)?;
        let deadline = self.deadline();
        let current = place.read_ours(deadline)?.map(|old| old.envelope);
        let previous = Previous::read(&place, deadline)?;
        previous.forget_all(deadline)?;
        tokens::forget(&place, deadline)?;
        place.delete(deadline)?;
        Ok(Kept {
            previous: previous.envelopes(current.as_ref()),
            current,
        })
    }

    /// The access token that is kept of an account.
    ///
    /// # Errors
    /// When the keychain is missing, locked or does not answer.
    fn kept_token(&self, account: &Account) -> Result<Option<KeptToken>, KeychainError> {
        tokens::read(self, account)
    }

    /// Keeps an access token until it expires, in the place of the one before. Returns whether it is kept: one that is
    /// longer than every keychain takes is not.
    ///
    /// # Errors
    /// When it was not written, or the keychain is locked.
    fn keep_token(&self, token: &KeptToken) -> Result<bool, KeychainError> {
        tokens::keep(self, token)
    }

    /// Forgets the access token that is kept of an account.
    ///
    /// # Errors
    /// When it was not deleted, or the keychain is locked.
    fn forget_token(&self, account: &Account) -> Result<(), KeychainError> {
        tokens::forget(&Place::in_use(self, account)?, self.deadline())
    }

    /// Reads every item of this program, by account, those included that are not ours or stand there twice.
    ///
    /// # Errors
    /// When the keychain is missing, locked or does not answer.
    fn list(&self) -> Result<Vec<Held>, KeychainError> {
        let name = unlocked_name(self)?;
        let found = self
            .find_all(self.deadline())
            .map_err(|trouble| trouble.of(&name, ""))?;
        Ok(listing::sort(&name, found))
    }

    /// Clears the place of an account for which several items stand there, or one that is not ours. The chosen one stays
    /// in place; without a choice, none does. The others are copied before they are deleted: credentials become previous
    /// ones, anything else goes into an item of its own (user `KEY (set aside)`).
    ///
    /// # Errors
    /// When the chosen one is not there any more, something was not written, or the keychain is locked or does not
    /// answer. What was not copied then still stands.
    fn settle(&self, account: &Account, chosen: Option<&Double>) -> Result<(), KeychainError> {
        settling::settle(&Place::in_use(self, account)?, chosen, self.deadline())
    }

    /// The users of all items of this program, such as `acme@us`, whatever is in them; sorted. No secret is read.
    ///
    /// # Errors
    /// When the keychain is missing, locked or does not answer.
    fn items(&self) -> Result<Vec<String>, KeychainError> {
        everything::users(self)
    }

    /// Deletes all items of this program, whatever is in them, and returns how many there were.
    ///
    /// # Errors
    /// When the keychain is missing, locked or does not answer, or something is left.
    fn remove_all(&self) -> Result<usize, KeychainError> {
        everything::remove(self)
    }

    /// Writes an item of its own, reads it back over a new connection, and deletes it: whether saving would work.
    ///
    /// # Errors
    /// The same as saving would meet.
    fn self_test(&self) -> Result<(), KeychainError> {
        self_test::run(self, &unlocked_name(self)?)
    }
}

impl<P: Port> Keychain for P {}

fn to_value(envelope: &Envelope) -> Result<SecretBytes, KeychainError> {
    let json = envelope.to_json().or(Err(KeychainError::TooLong))?;
    Ok(SecretBytes::from(&json))
}

fn read_all<'a, P: Port>(
    port: &'a P,
    account: &Account,
) -> Result<(Place<'a, P>, Kept), KeychainError> {
    let place = Place::in_use(port, account)?;
    let deadline = port.deadline();
    let current = place.read_ours(deadline)?.map(|old| old.envelope);
    let previous = Previous::read(&place, deadline)?.envelopes(current.as_ref());
    Ok((place, Kept { current, previous }))
}

fn agreed<P>(
    place: &Place<'_, P>,
    account: &Account,
    client_id: &ClientId,
    held: Envelope,
) -> Result<Envelope, KeychainError> {
    difference(&place.names.keychain, account, client_id, &held).map_or(Ok(held), Err)
}

fn changed<P>(place: &Place<'_, P>) -> KeychainError {
    KeychainError::Changed {
        name: place.names.keychain.clone(),
        account: place.names.label.clone(),
    }
}

fn follow(entry: &mut Entry, kept: &Kept, at: Timestamp) {
    if let Some(current) = &kept.current {
        entry.follow(current, &kept.previous, at);
    }
}

/// Notes in an entry which keychain has taken the credentials.
fn name_in(port: &impl Port, entry: &mut Entry) {
    if let Ok(info) = port.describe() {
        entry.keychain = info.name;
    }
}
