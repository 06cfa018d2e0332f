//! Windows: Credential Manager.

use std::{error::Error, sync::Arc};

use keyring_core::CredentialStore;

use super::deadline::Deadlines;
use crate::keychain::{KeychainError, KeychainInfo, Lock, Trouble};

/// Whether a call asks the person without being told to: Windows never asks.
pub(super) fn asks_unasked() -> bool {
    false
}

/// Nothing is kept that could fail for ever.
pub(super) fn give_up_store() {}

/// What finds the items of this program, whatever their account: the store names them `USER.SERVICE`.
pub(super) const OUR_ITEMS: [(&str, &str); 1] = [("pattern", r"\.talkdesk-setup$")];

/// What a new item is told apart from its service and user. The store's default would roam to other computers.
pub(super) fn modifiers(_label: &str) -> [(&str, &str); 1] {
    [("persistence", "Local")]
}

/// The store of the person who is signed in.
pub(super) fn open() -> keyring::Result<Arc<CredentialStore>> {
    Ok(windows_native_keyring_store::Store::new()?)
}

/// Credential Manager is part of the system and open while the person is signed in.
#[expect(
    clippy::unnecessary_wraps,
    reason = "other systems' keychains may not answer"
)]
pub(super) fn look(_deadlines: Deadlines) -> Result<KeychainInfo, KeychainError> {
    Ok(KeychainInfo {
        name: "Windows Credential Manager".into(),
        lock: Lock::Open,
    })
}

/// Nothing to do: see [`look`].
#[expect(
    clippy::unnecessary_wraps,
    reason = "other systems' keychains may not answer"
)]
pub(super) fn unlock(_deadlines: Deadlines) -> Result<(), KeychainError> {
    Ok(())
}

/// What a foreign error means. The store keeps its error type to itself; the text is a name or a number of Windows.
pub(super) fn trouble(error: &(dyn Error + Send + Sync + 'static)) -> Trouble {
    match error.to_string().as_str() {
        "Windows ERROR_NO_SUCH_LOGON_SESSION" => Trouble::Missing,
        // ERROR_ACCESS_DENIED
        "Windows error code 5" => Trouble::Refused,
        _ => Trouble::Failed,
    }
}
