//! Each state of a keychain in its own words, on the pages where it stands in the way.

use egui::{Theme, accesskit::Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use talkdesk_setup::{
    keychain::{KEEPASSXC, KeychainError, KeychainInfo, Lock},
    program::{AccountsMsg, Effect, KeychainMsg, Msg, SaveMsg, Store},
    saved::Index,
};

use super::{Window, none, picture, saved_entry};

const ACCOUNT: &str = "Which Talkdesk account?";

fn described(result: Result<KeychainInfo, KeychainError>) -> Msg {
    Msg::Keychain(KeychainMsg::Described {
        store: Store::System,
        result,
    })
}

fn tested(result: Result<(), KeychainError>) -> Msg {
    Msg::Keychain(KeychainMsg::Tested {
        store: Store::System,
        result,
    })
}

fn every_state() -> Vec<Result<KeychainInfo, KeychainError>> {
    let name = || "GNOME Keyring".to_owned();
    let lock = |lock| Ok(KeychainInfo { name: name(), lock });
    vec![
        lock(Lock::Locked),
        lock(Lock::NoKeyring),
        Err(KeychainError::Missing),
        Err(KeychainError::NoSessionBus),
        Err(KeychainError::NotRunning { name: name() }),
        Err(KeychainError::NothingExposed { name: name() }),
        Err(KeychainError::Refused { name: name() }),
        Err(KeychainError::Frozen { name: name() }),
        Err(KeychainError::Stopped { name: name() }),
    ]
}

impl Window {
    /// Every button that a sentence in front tells one to press is in front too.
    fn check_that_named_buttons_are_there(&self) {
        let mut named = 0;
        for node in self.harness.query_all_by_role(Role::Label) {
            let said = node.accesskit_node();
            let text = said.value().or_else(|| said.label()).unwrap_or_default();
            for button in ["Unlock", "Try again", "Check again"] {
                if ["Press ", "press "]
                    .iter()
                    .any(|press| text.contains(&format!("{press}{button}")))
                {
                    named += 1;
                    let there = self
                        .harness
                        .query_all_by_role_and_label(Role::Button, button)
                        .next();
                    assert!(there.is_some(), "there is no {button}, but: {text}");
                }
            }
        }
        let says_what_to_do = self
            .harness
            .query_all_by_label_contains("DBUS_SESSION_BUS_ADDRESS")
            .next();
        assert!(named > 0 || says_what_to_do.is_some());
    }
}

#[test]
fn every_sentence_names_buttons_of_its_page() {
    for state in every_state() {
        let mut window = Window::new(Theme::Light, [920.0, 900.0], none());
        window.walk_to_account().answer(described(state.clone()));
        window.check_that_named_buttons_are_there();

        let mut window = Window::new(Theme::Light, [920.0, 900.0], none());
        window.walk_to_save();
        if let Err(error) = &state {
            let attempt = window.press("Save").attempt();
            window.answer(Msg::Save(SaveMsg::Saved {
                store: Store::System,
                attempt,
                result: Err(error.clone()),
            }));
            window.check_that_named_buttons_are_there();
        }

        let mut window = Window::new(Theme::Light, [920.0, 900.0], none());
        window.walk_to_save().answer(described(state));
        window.check_that_named_buttons_are_there();
    }
}

#[test]
fn a_card_names_buttons_that_it_has() {
    for error in every_state().into_iter().filter_map(Result::err) {
        let index = Index {
            entries: vec![saved_entry()],
        };
        let mut window = Window::new(Theme::Light, [920.0, 900.0], index);
        window.asked();
        window.press("Verify acme");
        let asked = window.asked();
        let attempt = asked.iter().find_map(|effect| match effect {
            Effect::VerifySaved { attempt, .. } => Some(*attempt),
            _ => None,
        });
        window.answer(Msg::Accounts(AccountsMsg::Verified {
            attempt: attempt.expect("a verification"),
            account: saved_entry().account,
            result: Err(error),
        }));
        for missing in ["ress Try again", "ress Check again"] {
            let told = window.harness.query_all_by_label_contains(missing).count();
            assert_eq!(told, 0, "{missing}");
        }
        let unlock = window.harness.query_all_by_label_contains("ress Unlock");
        let can_unlock = window
            .harness
            .query_all_by_role_and_label(Role::Button, "Unlock");
        assert!(unlock.count() == 0 || can_unlock.count() > 0);
    }
}

#[test]
fn a_keychain_that_asks_and_keeps_what_was_deleted_says_so_before() {
    picture("account-keepassxc", ACCOUNT, &none(), |window| {
        let info = KeychainInfo {
            name: KEEPASSXC.to_owned(),
            lock: Lock::Open,
        };
        window
            .walk_to_account()
            .answer(described(Ok(info)))
            .answer(tested(Ok(())));
        window.harness.get_by_label_contains("KeePassXC is ready");
        window
            .harness
            .get_by_label_contains("KeePassXC asks you to allow access.");
    });
}

#[test]
fn a_keychain_that_was_never_used_asks_for_a_password() {
    picture("account-no-keyring", ACCOUNT, &none(), |window| {
        let info = KeychainInfo {
            name: "GNOME Keyring".to_owned(),
            lock: Lock::NoKeyring,
        };
        window.walk_to_account().answer(described(Ok(info)));
        window
            .harness
            .get_by_label_contains("choose a password for a new keyring");
        window.harness.get_by_role_and_label(Role::Button, "Unlock");
    });
}
