//! A try with an item of its own, before Talkdesk shows a secret that it shows only once.

use std::process;

use super::{deadline::Deadline, item::Item, place::is_same, trouble::Trouble};
use crate::{keychain::KeychainError, secret::Secret};

const USER: &str = "self-test";

/// Whether an item under this user is one that a self-test left behind. No account's key lacks the `@`.
pub(super) fn is_user(user: &str) -> bool {
    user.strip_prefix(USER)
        .is_some_and(|rest| !rest.contains('@'))
}

/// Writes, reads back over a new connection, deletes. What was written is deleted even where reading it back fails.
pub(super) fn run(
    keychain: &str,
    deadline: Deadline,
    clean_up: Deadline,
) -> Result<(), KeychainError> {
    // Two programs that try at once must not delete each other's item.
    let item = Item {
        user: format!("{USER} {}", process::id()),
        label: "Talkdesk credentials: test, safe to delete".into(),
    };
    let value = Secret::from("written by talkdesk-setup to see whether the keychain works");
    let named = |trouble: Trouble| match trouble {
        Trouble::Failed => KeychainError::NotWritten {
            name: keychain.to_owned(),
        },
        other => other.of(keychain, "the test"),
    };
    item.write(&value, deadline).map_err(named)?;
    let back = item.read(deadline);
    item.delete(clean_up).map_err(named)?;
    match back.map_err(named)? {
        Some(back) if is_same(&back, &value) => Ok(()),
        _ => Err(KeychainError::ReadBackDiffers {
            name: keychain.to_owned(),
        }),
    }
}
