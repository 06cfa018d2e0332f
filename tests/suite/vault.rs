//! The keychain: against a real gnome-keyring, and against a Secret Service that misbehaves as told.

mod faults;
mod items;
mod keepassxc;
mod kwallet;
mod locked;
mod memory;
mod misbehaving;
mod replacing;
mod scripted;

use std::{process::Command, time::Duration};

use talkdesk_setup::{
    credentials::ClientId,
    effects::vault::{Deadlines, SystemVault},
    keychain::KeychainError,
    saved::{Envelope, Held},
    talkdesk::{Account, AccountName, Region},
};

use crate::session::run;

const NAME: &str = "GNOME Keyring";
const CLIENT_SECRET: &str = "-Zm9vYmFy_c2VjcmV0LW9mLWFjbWU";

fn account(name: &str, region: Region) -> Account {
    Account {
        name: AccountName::parse(name).unwrap(),
        region,
    }
}

fn acme() -> Account {
    account("acme", Region::UnitedStates)
}

fn envelope(account: Account, client_secret: &str) -> Envelope {
    Envelope {
        account,
        client_id: ClientId::parse("23de1fee0123456789abcdef01232546").unwrap(),
        client_secret: client_secret.into(),
        created_at: "2026-11-03T09:30:00Z".parse().unwrap(),
    }
}

/// The vault with deadlines that a test can wait for.
fn impatient() -> SystemVault {
    SystemVault {
        deadlines: Deadlines {
            operation: Duration::from_secs(3),
            prompt: Duration::from_millis(400),
            state: Duration::from_millis(400),
        },
    }
}

/// Stores an item as another program would.
pub(crate) fn store_foreign(value: &str, attributes: &[&str]) {
    let script = "value=$0; printf %s \"$value\" | secret-tool store --label=foreign \"$@\"";
    run(Command::new("sh")
        .args(["-c", script, value])
        .args(attributes));
}

/// What another program reads.
pub(crate) fn look_up(attributes: &[&str]) -> String {
    run(Command::new("secret-tool").arg("lookup").args(attributes))
}

fn not_ours(account: &str) -> KeychainError {
    KeychainError::NotOurs {
        name: NAME.into(),
        account: account.into(),
    }
}

fn ambiguous(account: &str) -> KeychainError {
    KeychainError::Ambiguous {
        name: NAME.into(),
        account: account.into(),
    }
}

fn not_there(account: &str) -> KeychainError {
    KeychainError::NotThere {
        name: NAME.into(),
        account: account.into(),
    }
}

/// An account with nothing but its credentials in use.
fn held(envelope: Envelope) -> Held {
    Held {
        key: envelope.account.key(),
        current: Ok(envelope),
        previous: Vec::new(),
        doubles: Vec::new(),
    }
}

fn unreadable(key: &str, error: KeychainError) -> Held {
    Held {
        key: key.into(),
        current: Err(error),
        previous: Vec::new(),
        doubles: Vec::new(),
    }
}
