//! What a keychain must be able to do. All that is done with it follows from these few calls.

use super::{KeychainError, KeychainInfo, Trouble};
use crate::secret::SecretBytes;

/// Which item is meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemName {
    /// The user under which it stands, such as `acme@us`.
    pub user: String,
    /// The name that a new item gets in the keychain's own program.
    pub label: String,
}

/// An item that was found without being asked for by its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Its user; empty where it has none.
    pub user: String,
    /// What it holds.
    pub value: SecretBytes,
}

/// A keychain, as far as this program needs one. All its calls block, and each may fail by itself: between two of them a
/// keychain may lock, other programs may change what it holds, and this program may be killed.
///
/// Other programs can put several items under one user. A call that names an item then fails with
/// [`Trouble::Ambiguous`].
pub trait Port {
    /// The moment by which the calls of one act must have ended.
    type Deadline: Copy;

    /// Which keychain it is and whether it is locked; never asks the person.
    ///
    /// # Errors
    /// When there is none.
    fn describe(&self) -> Result<KeychainInfo, KeychainError>;

    /// Asks the system to unlock the keychain, which asks the person.
    ///
    /// # Errors
    /// When there is none, or the person said no.
    fn unlock(&self) -> Result<(), KeychainError>;

    /// Whether reading an item may make the system ask the person, although the keychain is unlocked.
    fn asks_unasked(&self) -> bool;

    /// The deadline of an act that begins now.
    fn deadline(&self) -> Self::Deadline;

    /// The users of all items of this program, whatever is in them; empty for an item without one. No secret is read.
    ///
    /// # Errors
    /// When the keychain does not answer.
    fn users(&self, deadline: Self::Deadline) -> Result<Vec<String>, Trouble>;

    /// Reads every item of this program.
    ///
    /// # Errors
    /// When the keychain does not answer.
    fn find_all(&self, deadline: Self::Deadline) -> Result<Vec<Found>, Trouble>;

    /// Reads an item; `None` where there is none. A keychain that is asked over a connection opens a new one, so that
    /// what was written is read as the next start of the program reads it.
    ///
    /// # Errors
    /// When the keychain does not answer, or there are several.
    fn read(
        &self,
        item: &ItemName,
        deadline: Self::Deadline,
    ) -> Result<Option<SecretBytes>, Trouble>;

    /// Reads several items in one go; each has an answer of its own, in the order asked for.
    ///
    /// # Errors
    /// When the keychain does not answer.
    fn read_all(
        &self,
        items: &[ItemName],
        deadline: Self::Deadline,
    ) -> Result<Vec<Result<Option<SecretBytes>, Trouble>>, Trouble>;

    /// Writes an item, a new one where there is none.
    ///
    /// # Errors
    /// When it was not written; after [`Trouble::Frozen`] and [`Trouble::Stopped`] nobody knows whether it was.
    fn write(
        &self,
        item: &ItemName,
        value: &SecretBytes,
        deadline: Self::Deadline,
    ) -> Result<(), Trouble>;

    /// Deletes an item; a missing one is fine.
    ///
    /// # Errors
    /// When it was not deleted; after [`Trouble::Frozen`] and [`Trouble::Stopped`] nobody knows whether it was.
    fn delete(&self, item: &ItemName, deadline: Self::Deadline) -> Result<(), Trouble>;

    /// Deletes one of the items under a user: the first that holds this value.
    ///
    /// # Errors
    /// When it was not deleted, or there is none.
    fn delete_one(
        &self,
        user: &str,
        value: &SecretBytes,
        deadline: Self::Deadline,
    ) -> Result<(), Trouble>;

    /// Deletes some items of this program, whatever is in them, and returns how many.
    ///
    /// # Errors
    /// At the first that was not deleted.
    fn delete_some(&self, at_most: usize, deadline: Self::Deadline) -> Result<usize, Trouble>;
}
