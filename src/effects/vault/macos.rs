//! macOS: the login keychain.

use std::{error::Error, sync::Arc};

use keyring_core::CredentialStore;
use security_framework::base::Error as SecurityError;

use super::{SERVICE, deadline::Deadlines};
use crate::keychain::{KeychainError, KeychainInfo, Lock, Trouble};

/// Whether a call asks the person without being told to: macOS asks on any access.
pub(super) fn asks_unasked() -> bool {
    true
}

/// Nothing is kept that could fail for ever.
pub(super) fn give_up_store() {}

/// What finds the items of this program, whatever their account.
pub(super) const OUR_ITEMS: [(&str, &str); 1] = [("service", SERVICE)];

/// What a new item is told apart from its service and user; macOS shows these two.
pub(super) fn modifiers(_label: &str) -> [(&str, &str); 0] {
    []
}

/// The store of the login keychain.
pub(super) fn open() -> keyring::Result<Arc<CredentialStore>> {
    Ok(apple_native_keyring_store::keychain::Store::new()?)
}

/// The keychain is part of the system, which unlocks it at login and asks by itself where it is locked.
#[expect(
    clippy::unnecessary_wraps,
    reason = "other systems' keychains may not answer"
)]
pub(super) fn look(_deadlines: Deadlines) -> Result<KeychainInfo, KeychainError> {
    Ok(KeychainInfo {
        name: "macOS Keychain".into(),
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

/// What a foreign error means, by the codes of `SecBase.h`.
pub(super) fn trouble(error: &(dyn Error + Send + Sync + 'static)) -> Trouble {
    match error
        .downcast_ref::<SecurityError>()
        .map(|error| error.code())
    {
        // errSecUserCanceled, errSecAuthFailed, errSecInteractionNotAllowed
        Some(-128 | -25293 | -25308) => Trouble::Refused,
        // errSecNotAvailable, errSecNoSuchKeychain, errSecInvalidKeychain
        Some(-25291 | -25294 | -25295) => Trouble::Missing,
        _ => Trouble::Failed,
    }
}
