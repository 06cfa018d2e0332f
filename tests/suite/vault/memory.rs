//! The practice account's store.

use talkdesk_setup::{
    effects::{memory_vault::MemoryVault, vault::Vault},
    keychain::{Keychain as _, KeychainError, KeychainInfo, Lock, Port as _},
    talkdesk::Region,
};

use super::{CLIENT_SECRET, account, acme, envelope, held};

const NAME: &str = "Practice store (in memory)";

#[test]
fn practice_credentials_stay_in_memory() {
    let vault = Vault::Memory(MemoryVault::default());
    assert_eq!(
        vault.describe(),
        Ok(KeychainInfo {
            name: NAME.into(),
            lock: Lock::Open
        })
    );
    assert_eq!(vault.unlock(), Ok(()));
    assert_eq!(vault.self_test(), Ok(()));
    let missing = KeychainError::NotThere {
        name: NAME.into(),
        account: "acme (United States)".into(),
    };
    assert_eq!(vault.load(&acme()), Err(missing.clone()));

    vault.save(&envelope(acme(), "first")).unwrap();
    vault.replace(&envelope(acme(), "second")).unwrap();
    vault
        .forget_previous(&acme(), &envelope(acme(), "").client_id)
        .unwrap();
    let europe = envelope(account("acme", Region::Europe), CLIENT_SECRET);
    vault.save(&europe).unwrap();
    assert_eq!(
        vault.clone().load(&acme()),
        Ok(envelope(acme(), "second")),
        "clones share what they hold"
    );
    assert_eq!(
        vault.list(),
        Ok(vec![held(europe.clone()), held(envelope(acme(), "second"))])
    );
    assert!(!format!("{vault:?}").contains("second"));

    vault.remove(&acme()).unwrap();
    vault.remove(&acme()).unwrap();
    assert_eq!(vault.load(&acme()), Err(missing));
    assert_eq!(vault.list(), Ok(vec![held(europe)]));
    assert_eq!(Vault::Memory(MemoryVault::default()).list(), Ok(Vec::new()));
}

#[test]
fn practice_refuses_what_a_keychain_would() {
    let vault = Vault::Memory(MemoryVault::default());
    assert_eq!(
        vault.save(&envelope(acme(), &"x".repeat(2400))),
        Err(KeychainError::TooLong)
    );
}
