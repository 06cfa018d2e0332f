//! All items of this program, whatever is in them.

use std::collections::HashMap;

use super::{SystemVault, platform, self_test, trouble::Trouble};
use crate::keychain::KeychainError;

/// How many items are deleted in one go, each go with a deadline of its own.
const AT_A_TIME: usize = 20;

impl SystemVault {
    /// See [`Vault::items`](super::Vault::items).
    ///
    /// # Errors
    /// When the keychain is missing, locked or does not answer.
    pub fn items(&self) -> Result<Vec<String>, KeychainError> {
        let name = self.unlocked_name()?;
        let users = self.deadline().run(|_| {
            let entries = platform::open()?.search(&HashMap::from(platform::OUR_ITEMS))?;
            let users = entries.iter().map(|entry| {
                let specifiers = entry.get_specifiers();
                specifiers.map_or_else(String::new, |(_, user)| user)
            });
            Ok(users.collect::<Vec<_>>())
        });
        let mut users = users.map_err(|trouble| trouble.of(&name, ""))?;
        users.retain(|user| !self_test::is_user(user));
        users.sort();
        Ok(users)
    }

    /// See [`Vault::remove_all`](super::Vault::remove_all).
    ///
    /// # Errors
    /// When something is left.
    pub fn remove_all(&self) -> Result<usize, KeychainError> {
        let name = self.unlocked_name()?;
        let mut deleted = 0;
        loop {
            // What is left is searched for anew each time: the last search finds nothing, which is the proof.
            let some = self.deadline().run(|wanted| {
                let entries = platform::open()?.search(&HashMap::from(platform::OUR_ITEMS))?;
                let some = entries.into_iter().take(AT_A_TIME);
                some.map(|entry| {
                    wanted.check()?;
                    match entry.delete_credential() {
                        Ok(()) => Ok(1),
                        // Somebody else deleted it meanwhile.
                        Err(keyring::Error::NoEntry) => Ok(0),
                        Err(error) => Err(Trouble::from(error)),
                    }
                })
                .collect::<Result<Vec<usize>, _>>()
            });
            match some {
                Ok(some) if some.is_empty() => return Ok(deleted),
                Ok(some) => deleted += some.iter().sum::<usize>(),
                Err(Trouble::Failed) => return Err(KeychainError::NotWritten { name }),
                Err(trouble) => return Err(trouble.of(&name, "")),
            }
        }
    }
}
