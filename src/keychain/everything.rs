//! All items of this program, whatever is in them.

use super::{KeychainError, Port, place::unlocked_name, self_test};

/// How many items are deleted in one go, each go with a deadline of its own.
const AT_A_TIME: usize = 20;

/// The users of all items but those of self-tests, sorted.
pub(super) fn users(port: &impl Port) -> Result<Vec<String>, KeychainError> {
    let name = unlocked_name(port)?;
    let mut users = port
        .users(port.deadline())
        .map_err(|trouble| trouble.of(&name, ""))?;
    users.retain(|user| !self_test::is_user(user));
    users.sort();
    Ok(users)
}

/// Deletes all items and returns how many there were. What is left is looked for anew each time: that the last look finds
/// nothing is the proof. Where a look finds no fewer than the one before, the keychain keeps what it said it deleted.
pub(super) fn remove(port: &impl Port) -> Result<usize, KeychainError> {
    let name = unlocked_name(port)?;
    let mut deleted = 0;
    let mut before = None;
    loop {
        let left = port
            .users(port.deadline())
            .map_err(|trouble| trouble.of(&name, ""))?
            .len();
        if left == 0 {
            return Ok(deleted);
        }
        if before.is_some_and(|before| left >= before) {
            return Err(KeychainError::NotWritten { name });
        }
        before = Some(left);
        deleted += port
            .delete_some(AT_A_TIME, port.deadline())
            .map_err(|trouble| trouble.of_change(&name, ""))?;
    }
}
