//! What a Secret Service does that gnome-keyring cannot be made to do.

use talkdesk_setup::keychain::{
    KEEPASSXC, Keychain as _, KeychainError, KeychainInfo, Lock, Port as _,
};

use super::{
    acme, envelope, impatient,
    scripted::{Answer, ITEM, Scripted, Write},
};
use crate::session::{Keyring, in_private_session};

/// A program that nobody knows goes by the name of the interface.
const NAME: &str = "Secret Service";

fn with_service(name: &str, body: impl FnOnce(&Scripted)) {
    let name = format!("vault::misbehaving::{name}");
    in_private_session(&name, Keyring::Absent, || body(&Scripted::start()));
}

fn name() -> String {
    NAME.into()
}

#[test]
fn a_well_behaved_script_is_a_keychain() {
    with_service("a_well_behaved_script_is_a_keychain", |_service| {
        let vault = impatient();
        assert_eq!(
            vault.describe(),
            Ok(KeychainInfo {
                name: name(),
                lock: Lock::Open
            })
        );
        vault.save(&envelope(acme(), "first")).unwrap();
        vault.replace(&envelope(acme(), "second")).unwrap();
        assert_eq!(vault.load(&acme()), Ok(envelope(acme(), "second")));
        vault.remove(&acme()).unwrap();
        vault.self_test().unwrap();
    });
}

#[test]
fn row_55_what_comes_back_changed_is_replaced_by_the_old_value() {
    with_service(
        "row_55_what_comes_back_changed_is_replaced_by_the_old_value",
        |service| {
            let vault = impatient();
            vault.save(&envelope(acme(), "first")).unwrap();
            for writes in [
                &[Write::Spoil][..],
                &[Write::Forget],
                &[Write::Keep, Write::Spoil],
                // The copy of before still stands: nothing is copied again.
                &[Write::Forget],
            ] {
                service.writes(writes);
                let result = vault.replace(&envelope(acme(), "second"));
                assert_eq!(
                    result,
                    Err(KeychainError::ReadBackDiffers { name: name() }),
                    "{writes:?}"
                );
                assert_eq!(
                    vault.load_all(&acme()),
                    Ok(envelope(acme(), "first").into()),
                    "{writes:?}"
                );
            }
        },
    );
}

#[test]
fn row_55_what_comes_back_changed_is_deleted_where_nothing_was_before() {
    with_service(
        "row_55_what_comes_back_changed_is_deleted_where_nothing_was_before",
        |service| {
            let vault = impatient();
            for write in [Write::Spoil, Write::Forget] {
                service.writes(&[write]);
                let result = vault.save(&envelope(acme(), "first"));
                assert_eq!(
                    result,
                    Err(KeychainError::ReadBackDiffers { name: name() }),
                    "{write:?}"
                );
                let missing = KeychainError::NotThere {
                    name: name(),
                    account: "acme (United States)".into(),
                };
                assert_eq!(vault.load(&acme()), Err(missing), "{write:?}");
            }
            service.writes(&[Write::Spoil]);
            assert_eq!(
                vault.self_test(),
                Err(KeychainError::ReadBackDiffers { name: name() })
            );
        },
    );
}

#[test]
fn row_55_an_old_value_that_cannot_be_put_back_is_reported() {
    with_service(
        "row_55_an_old_value_that_cannot_be_put_back_is_reported",
        |service| {
            let vault = impatient();
            vault.save(&envelope(acme(), "first")).unwrap();
            service.writes(&[Write::Keep, Write::Spoil, Write::Spoil]);
            let result = vault.replace(&envelope(acme(), "second"));
            assert_eq!(result, Err(KeychainError::NotRestored { name: name() }));
            let copy = &vault.list().unwrap()[0].previous;
            assert_eq!(copy[..], [Ok(envelope(acme(), "first"))]);
        },
    );
}

#[test]
fn row_52_a_service_that_dies_in_mid_save_leaves_the_old_value() {
    with_service(
        "row_52_a_service_that_dies_in_mid_save_leaves_the_old_value",
        |service| {
            let vault = impatient();
            vault.save(&envelope(acme(), "first")).unwrap();
            service.writes(&[Write::Die]);
            let result = vault.replace(&envelope(acme(), "second"));
            assert_eq!(result, Err(KeychainError::Stopped { name: name() }));
            let name = KEEPASSXC.into();
            assert_eq!(vault.load(&acme()), Err(KeychainError::NotRunning { name }));
        },
    );
}

#[test]
fn row_53_a_service_that_hangs_in_mid_save_is_given_up() {
    with_service(
        "row_53_a_service_that_hangs_in_mid_save_is_given_up",
        |service| {
            let vault = impatient();
            vault.save(&envelope(acme(), "first")).unwrap();
            service.writes(&[Write::Hang]);
            let begin = std::time::Instant::now();
            let result = vault.replace(&envelope(acme(), "second"));
            assert_eq!(result, Err(KeychainError::Frozen { name: name() }));
            assert!(
                begin.elapsed() >= vault.deadlines.operation,
                "{:?}",
                begin.elapsed()
            );
            assert!(
                begin.elapsed() < 2 * vault.deadlines.operation,
                "{:?}",
                begin.elapsed()
            );
        },
    );
}

fn check_prompt(service: &Scripted, answer: Answer, expected: &Result<(), KeychainError>) {
    service.lock(answer);
    assert_eq!(
        impatient().describe(),
        Ok(KeychainInfo {
            name: name(),
            lock: Lock::Locked
        })
    );
    assert!(
        service.unlock_asked_for().is_empty(),
        "nothing is unlocked unasked"
    );
    assert_eq!(&impatient().unlock(), expected);
    assert_eq!(
        service.unlock_asked_for(),
        ["/org/freedesktop/secrets/collection/login"]
    );
}

#[test]
fn row_49_a_prompt_that_is_answered_unlocks() {
    with_service("row_49_a_prompt_that_is_answered_unlocks", |service| {
        check_prompt(service, Answer::Accept, &Ok(()));
        impatient().save(&envelope(acme(), "first")).unwrap();
    });
}

#[test]
fn row_50_a_prompt_that_is_dismissed_is_a_refusal() {
    with_service(
        "row_50_a_prompt_that_is_dismissed_is_a_refusal",
        |service| {
            check_prompt(
                service,
                Answer::Dismiss,
                &Err(KeychainError::Refused { name: name() }),
            );
        },
    );
}

#[test]
fn row_53_a_prompt_without_an_answer_is_given_up() {
    with_service("row_53_a_prompt_without_an_answer_is_given_up", |service| {
        check_prompt(
            service,
            Answer::Never,
            &Err(KeychainError::Frozen { name: name() }),
        );
    });
}

#[test]
fn row_50_a_service_that_dies_while_it_prompts_is_noticed() {
    with_service(
        "row_50_a_service_that_dies_while_it_prompts_is_noticed",
        |service| {
            check_prompt(
                service,
                Answer::Die,
                &Err(KeychainError::Stopped { name: name() }),
            );
        },
    );
}

#[test]
fn a_service_never_used_gets_its_first_collection() {
    with_service(
        "a_service_never_used_gets_its_first_collection",
        |service| {
            service.forget_collection(Answer::Accept);
            assert_eq!(
                impatient().describe(),
                Ok(KeychainInfo {
                    name: name(),
                    lock: Lock::NoKeyring
                })
            );
            assert_eq!(impatient().unlock(), Ok(()));
            assert_eq!(service.unlock_asked_for(), ["default"]);
        },
    );
}

#[test]
fn an_item_locked_in_another_collection_is_unlocked_there() {
    with_service(
        "an_item_locked_in_another_collection_is_unlocked_there",
        |service| {
            impatient().save(&envelope(acme(), "first")).unwrap();
            service.lock_item(Answer::Accept);
            assert_eq!(
                impatient().load(&acme()),
                Err(KeychainError::Locked { name: name() })
            );
            assert_eq!(impatient().unlock(), Ok(()));
            assert_eq!(service.unlock_asked_for(), [ITEM]);
            assert_eq!(impatient().load(&acme()), Ok(envelope(acme(), "first")));
        },
    );
}

#[test]
fn no_error_shows_a_secret() {
    with_service("no_error_shows_a_secret", |service| {
        let vault = impatient();
        let secret = "do-not-print-me";
        let other = envelope(acme(), "another secret");
        let envelope = envelope(acme(), secret);
        let mut errors = vec![];
        vault.save(&envelope).unwrap();
        for writes in [
            &[Write::Spoil][..],
            &[Write::Keep, Write::Spoil, Write::Spoil],
            &[Write::Keep],
        ] {
            service.writes(writes);
            errors.extend(vault.replace(&other).err());
            errors.extend(vault.load(&acme()).err());
            errors.extend(
                vault
                    .list()
                    .unwrap()
                    .into_iter()
                    .filter_map(|held| held.current.err()),
            );
        }
        service.lock(Answer::Dismiss);
        errors.extend(vault.save(&envelope).err());
        errors.extend(vault.unlock().err());
        let kinds: Vec<_> = errors.iter().map(std::mem::discriminant).collect();
        for expected in [
            KeychainError::ReadBackDiffers { name: name() },
            KeychainError::NotRestored { name: name() },
            KeychainError::NotOurs {
                name: name(),
                account: String::new(),
            },
            KeychainError::Locked { name: name() },
            KeychainError::Refused { name: name() },
        ] {
            assert!(
                kinds.contains(&std::mem::discriminant(&expected)),
                "{expected:?} in {errors:?}"
            );
        }
        let bytes = format!("{:?}", secret.as_bytes());
        for error in errors {
            let text = format!("{error:?} {} {}", error.what_happened(), error.what_to_do());
            assert!(
                !text.contains(secret) && !text.contains(bytes.trim_matches(['[', ']'])),
                "{text}"
            );
        }
    });
}
