//! "Before you start" without window, network, keychain or clock, and its pictures.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use talkdesk_setup::{
    connection::{Connection, Lookup, Reach, ServerTime, Surroundings, TrustSource},
    keychain::{KeychainError, KeychainInfo, Lock},
    program::{
        AccountMsg, Check, ChecksMsg, Clock, Draft, Effect, KeychainMsg, Msg, Program,
        RegionChoice, Step, Store, WizardMsg,
    },
    saved::Index,
    talkdesk::Host,
    verification::Cause,
};

/// A program on the page of the account, and the time.
struct Flow {
    program: Program,
    now: Timestamp,
}

impl Flow {
    /// The page of the account, its keychain not described yet.
    fn begin() -> Self {
        let mut flow = Self {
            program: Program::new(Index::default(), None),
            now: "2026-11-24T10:00:00Z".parse().unwrap(),
        };
        flow.send(Msg::SetUpAccount);
        flow
    }

    fn send(&mut self, msg: Msg) -> Vec<Effect> {
        self.program.update(msg, self.now)
    }

    fn describe(&mut self, locked: bool) -> Vec<Effect> {
        let lock = if locked { Lock::Locked } else { Lock::Open };
        let name = "GNOME Keyring".to_owned();
        self.send(Msg::Keychain(KeychainMsg::Described {
            store: Store::System,
            result: Ok(KeychainInfo { name, lock }),
        }))
    }

    fn account(&mut self, text: &str) {
        text.clone_into(&mut self.program.wizard.account.input);
        self.send(Msg::Account(AccountMsg::Edited));
    }

    fn leave_field(&mut self) {
        self.send(Msg::Account(AccountMsg::Left));
    }

    /// Leaves the field, and asks the hosts. Returns which.
    fn asked_hosts(&mut self) -> Vec<String> {
        self.leave_field();
        assert!(self.program.checks_are_due());
        self.ask_hosts()
    }

    fn ask_hosts(&mut self) -> Vec<String> {
        hosts_of(&self.send(Msg::Checks(ChecksMsg::ReachHosts)))
    }

    fn reached(&mut self, host: &str, result: Result<Reach, Cause>) {
        let host = Host::parse(host).unwrap();
        self.send(Msg::Checks(ChecksMsg::Reached { host, result }));
    }
}

/// The hosts that these effects ask.
fn hosts_of(effects: &[Effect]) -> Vec<String> {
    effects
        .iter()
        .filter_map(|effect| match effect {
            Effect::Reach { host, .. } => Some(host.name().to_owned()),
            _ => None,
        })
        .collect()
}

fn reach(host: &str, ahead: i64) -> Reach {
    let here: Timestamp = "2026-11-24T10:00:00Z".parse().unwrap();
    Reach {
        connection: Connection {
            host: host.to_owned(),
            lookup: Lookup::NotNeeded,
            address: None,
            took: Duration::from_millis(41),
            proxy: None,
            tls: None,
        },
        answer_took: Duration::from_millis(20),
        server_time: Some(ServerTime {
            server: here - SignedDuration::from_secs(ahead),
            here,
        }),
    }
}

const TOKEN_HOST: &str = "acme.talkdeskid.com";
const API_HOST: &str = "api.talkdeskapp.com";

#[test]
fn what_was_found_of_another_account_is_not_shown() {
    let mut flow = Flow::begin();
    flow.account("acme");
    flow.asked_hosts();
    flow.reached(
        "acme.talkdeskid.com",
        Err(Cause::Unreachable {
            host: "acme.talkdeskid.com".to_owned(),
        }),
    );
    assert!(matches!(
        flow.program.checks().token_host.check,
        Check::Failed(_)
    ));
    flow.account("acm");
    assert_eq!(flow.program.checks().token_host.check, Check::Waiting);
    flow.account("acme");
    assert!(matches!(
        flow.program.checks().token_host.check,
        Check::Failed(_)
    ));
    flow.program.wizard.account.region = RegionChoice::Europe;
    assert_eq!(flow.program.checks().token_host.check, Check::Waiting);
    assert_eq!(flow.program.checks().api_host.check, Check::Waiting);
}

#[test]
fn the_keychain_is_tried_once_on_the_page_of_the_account() {
    let mut flow = Flow::begin();
    let store = Store::System;
    assert_eq!(flow.describe(false), [Effect::TestKeychain { store }]);
    assert_eq!(flow.describe(false), []);
    flow.send(Msg::Keychain(KeychainMsg::Tested {
        store,
        result: Ok(()),
    }));
    assert_eq!(flow.program.before.keychain, Check::Passed(()));
    assert_eq!(flow.describe(false), []);
}

#[test]
fn a_locked_keychain_is_not_tried_until_the_person_unlocks_it() {
    let mut flow = Flow::begin();
    assert_eq!(flow.describe(true), []);
    let name = "GNOME Keyring".to_owned();
    let locked = Check::Failed(KeychainError::Locked { name });
    assert_eq!(flow.program.before.keychain, locked);

    assert_eq!(
        flow.send(Msg::Keychain(KeychainMsg::Unlock)),
        [Effect::UnlockKeychain]
    );
    flow.send(Msg::Keychain(KeychainMsg::Unlocked(Ok(()))));
    let store = Store::System;
    assert_eq!(flow.describe(false), [Effect::TestKeychain { store }]);
}

#[test]
fn hosts_are_asked_once_the_field_is_left_and_only_those_that_changed() {
    let mut flow = Flow::begin();
    flow.account("Winter2026");
    flow.now += SignedDuration::from_hours(1);
    assert!(
        !flow.program.checks_are_due(),
        "a password typed by mistake stays here"
    );
    flow.account("acme");
    assert!(!flow.program.checks_are_due());
    assert_eq!(flow.asked_hosts(), [TOKEN_HOST, API_HOST]);
    assert!(!flow.program.checks_are_due());

    flow.account("acme2");
    assert!(!flow.program.checks_are_due(), "it is being typed again");
    assert_eq!(flow.asked_hosts(), ["acme2.talkdeskid.com"]);

    flow.program.wizard.account.choose(RegionChoice::Europe);
    assert!(
        flow.program.checks_are_due(),
        "a region is chosen by a press"
    );
    assert_eq!(
        flow.ask_hosts(),
        ["acme2.talkdeskid.eu", "api.talkdeskapp.eu"]
    );
}

#[test]
fn other_hosts_are_asked_once_their_fields_are_left() {
    let mut flow = Flow::begin();
    flow.account("acme");
    flow.leave_field();
    let form = &mut flow.program.wizard.account;
    form.choose(RegionChoice::Other);
    "acme.talkdeskid.au".clone_into(&mut form.token_host);
    "api.talkdeskapp.co.uk".clone_into(&mut form.api_host);
    flow.send(Msg::Account(AccountMsg::HostEdited));
    assert!(!flow.program.checks_are_due());
    assert_eq!(
        flow.asked_hosts(),
        ["acme.talkdeskid.au", "api.talkdeskapp.co.uk"]
    );
}

#[test]
fn continue_asks_the_hosts_and_an_account_kept_from_the_last_start_waits_for_it() {
    let draft = Draft {
        account: "acme".to_owned(),
        ..Draft::default()
    };
    let mut flow = Flow {
        program: Program::new(Index::default(), Some(draft)),
        ..Flow::begin()
    };
    flow.send(Msg::SetUpAccount);
    assert!(!flow.program.checks_are_due());
    let effects = flow.send(Msg::Wizard(WizardMsg::Continue));
    assert_eq!(hosts_of(&effects), [TOKEN_HOST, API_HOST]);
}

#[test]
fn a_late_answer_of_another_host_changes_nothing() {
    let mut flow = Flow::begin();
    flow.account("acme");
    flow.asked_hosts();
    flow.reached("other.talkdeskid.com", Ok(reach("other.talkdeskid.com", 0)));
    assert_eq!(flow.program.before.token_host.check, Check::Running);
    flow.reached(TOKEN_HOST, Ok(reach(TOKEN_HOST, 0)));
    assert!(matches!(
        flow.program.before.token_host.check,
        Check::Passed(_)
    ));
    assert_eq!(flow.program.before.api_host.check, Check::Running);
}

#[test]
fn the_clock_is_the_servers_within_two_minutes() {
    for (ahead, clock) in [
        (0, Clock::Right(SignedDuration::ZERO)),
        (-119, Clock::Right(SignedDuration::from_secs(-119))),
        (121, Clock::Wrong(SignedDuration::from_secs(121))),
        (-86_400, Clock::Wrong(SignedDuration::from_secs(-86_400))),
    ] {
        let mut flow = Flow::begin();
        flow.account("acme");
        flow.asked_hosts();
        assert_eq!(flow.program.before.clock(), Clock::Unknown);
        flow.reached(API_HOST, Ok(reach(API_HOST, ahead)));
        assert_eq!(flow.program.before.clock(), clock);
    }
}

#[test]
fn failing_checks_block_nothing_and_can_be_tried_again() {
    let mut flow = Flow::begin();
    flow.describe(false);
    let store = Store::System;
    flow.send(Msg::Keychain(KeychainMsg::Tested {
        store,
        result: Err(KeychainError::Missing),
    }));
    flow.account("acme");
    flow.asked_hosts();
    let host = TOKEN_HOST.to_owned();
    flow.reached(TOKEN_HOST, Err(Cause::NameNotFound { host }));

    let again = flow.send(Msg::Checks(ChecksMsg::CheckAgain));
    assert!(again.contains(&Effect::DescribeKeychain { store }));
    let asked =
        |effect: &Effect| matches!(effect, Effect::Reach { host, .. } if host.name() == TOKEN_HOST);
    assert!(again.iter().any(asked));
    assert_eq!(flow.describe(false), [Effect::TestKeychain { store }]);

    flow.send(Msg::Wizard(WizardMsg::Continue));
    assert_eq!(flow.program.wizard.step, Step::CreateClient);
}

/// Everything found, with a fault or without.
pub(crate) fn all_found(faulty: bool) -> Vec<Msg> {
    let host = |name: &str| Host::parse(name).unwrap();
    let not_found = Cause::NameNotFound {
        host: TOKEN_HOST.to_owned(),
    };
    vec![
        Msg::Keychain(KeychainMsg::Tested {
            store: Store::System,
            result: if faulty {
                Err(KeychainError::NotWritten {
                    name: "GNOME Keyring".to_owned(),
                })
            } else {
                Ok(())
            },
        }),
        Msg::Checks(ChecksMsg::ReachHosts),
        Msg::Checks(ChecksMsg::LookedAround {
            host: host(TOKEN_HOST),
            surroundings: Surroundings {
                proxy: None,
                unused_proxy: None,
                trust: Ok(TrustSource::default()),
            },
        }),
        Msg::Checks(ChecksMsg::Reached {
            host: host(TOKEN_HOST),
            result: if faulty {
                Err(not_found)
            } else {
                Ok(reach(TOKEN_HOST, 0))
            },
        }),
        Msg::Checks(ChecksMsg::Reached {
            host: host(API_HOST),
            result: Ok(reach(API_HOST, if faulty { 540 } else { 0 })),
        }),
    ]
}
