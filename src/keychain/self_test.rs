//! A try with an item of its own, before Talkdesk shows a secret that it shows only once.

use std::process;

use super::{ItemName, KeychainError, Port, Trouble, keeps_what_was_deleted};
use crate::secret::SecretBytes;

const USER: &str = "self-test";

/// Whether an item under this user is one that a self-test left behind. No account's key lacks the `@`.
pub(super) fn is_user(user: &str) -> bool {
    user.strip_prefix(USER)
        .is_some_and(|rest| !rest.contains('@'))
}

/// Writes, reads back, deletes. What was written is deleted even where reading it back fails, and with a deadline of its
/// own. A keychain that keeps what was deleted is not tried, since each try would leave an entry in its recycle bin.
pub(super) fn run<P: Port>(port: &P, keychain: &str) -> Result<(), KeychainError> {
    if keeps_what_was_deleted(keychain) {
        return Ok(());
    }
    // Two programs that try at once must not delete each other's item.
    let item = ItemName {
        user: format!("{USER} {}", process::id()),
        label: "Talkdesk credentials: test, safe to delete".into(),
    };
    let value =
        SecretBytes::from(b"written by talkdesk-setup to see whether the keychain works".to_vec());
    let named = |trouble: Trouble| trouble.of_change(keychain, "the test");
    let deadline = port.deadline();
    port.write(&item, &value, deadline).map_err(named)?;
    let back = port.read(&item, deadline);
    port.delete(&item, port.deadline()).map_err(named)?;
    if back.map_err(named)? == Some(value) {
        Ok(())
    } else {
        Err(KeychainError::ReadBackDiffers {
            name: keychain.to_owned(),
        })
    }
}
