//! One command at a time asks Talkdesk for a token of an account, or changes what is kept of it. The lock is the system's, so
//! that it ends with the program that holds it, however that ends.

use std::{
    fs::{File, TryLockError},
    path::Path,
    thread,
    time::{Duration, Instant},
};

use sha2::{Digest as _, Sha256};

use super::{private_file, whole_file};

/// How long the others wait: longer than an exchange and its keychain may take.
const LONGEST_WAIT: Duration = Duration::from_mins(1);

const PREFIX: &str = "account-";
const SUFFIX: &str = ".lock";
/// How many hexadecimal digits of the account's digest stand between them.
const DIGITS: usize = 16;

/// Whether this program gives such names to the locks.
pub(super) fn is_name(name: &str) -> bool {
    let digits = name
        .strip_prefix(PREFIX)
        .and_then(|rest| rest.strip_suffix(SUFFIX));
    digits.is_some_and(|digits| {
        digits.len() == DIGITS && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
    })
}

/// The turn, until it is dropped.
#[derive(Debug)]
pub struct Turn {
    _lock: Option<File>,
}

/// Waits for the turn of the account with this key. Where it does not come, or `folder` takes no file, one goes on without:
/// better late than never.
#[must_use]
pub fn take(folder: &Path, key: &str) -> Turn {
    let lock = lock(folder, key).inspect_err(|error| log::warn!("no turn for an account: {error}"));
    Turn { _lock: lock.ok() }
}

fn lock(folder: &Path, key: &str) -> std::io::Result<File> {
    whole_file::create_folder(folder)?;
    let file = private_file::open(&folder.join(name(key)))?;
    let end = Instant::now() + LONGEST_WAIT;
    let mut pause = Duration::from_millis(2);
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(file),
            Err(TryLockError::WouldBlock) if Instant::now() < end => thread::sleep(pause),
            Err(error) => return Err(error.into()),
        }
        pause = (pause * 2).min(Duration::from_millis(20));
    }
}

fn name(key: &str) -> String {
    let digest = Sha256::digest(key);
    let beginning = digest
        .iter()
        .take(DIGITS / 2)
        .fold(0_u64, |beginning, byte| beginning << 8 | u64::from(*byte));
    format!("{PREFIX}{beginning:0DIGITS$x}{SUFFIX}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_known_again() {
        for key in ["acme@us", "acme@acme.talkdeskid.au:8443", "../x"] {
            assert!(is_name(&name(key)), "{key}");
        }
        assert!(!is_name("account-notes.lock"));
    }

    #[test]
    fn a_turn_ends_when_it_is_dropped() {
        let folder = tempfile::tempdir().unwrap();
        let first = take(folder.path(), "acme@us");
        let other = private_file::open(&folder.path().join(name("acme@us"))).unwrap();
        assert!(other.try_lock().is_err());
        drop(first);
        assert!(other.try_lock().is_ok());
    }
}
