//! Replacing credentials until Talkdesk refuses the old ones.

mod entering;
mod going_back;
mod leak;

use talkdesk_setup::{
    program::{
        Compared, LeakedMsg, NotGoneBack, PairsTried, RetireState, RotationEffect, RotationMsg,
    },
    saved::{Leak, Replaced},
    token::Refusal,
};

use super::*;

const NEW_ID: &str = "c0ffee5dd24b4f0f9b0c77a1e0f42546";
const NEW_SECRET: &str = "zB7-x9_Tq2LmV4nR8sWc1YzE6uKd3HfB5jPo0iQaXtZvNwSrMyGkCbDhJlUeFpOi";

fn id(text: &str) -> ClientId {
    ClientId::parse(text).expect("an ID")
}

fn later(minutes: i64) -> Timestamp {
    now()
        .checked_add(jiff::SignedDuration::from_mins(minutes))
        .expect("in range")
}

/// The index entry before: one client, whose tokens were seen to live an hour.
fn before() -> Entry {
    Entry {
        client_name: Some("Nexla Integration".to_owned()),
        longest_token_life: Some(Duration::from_hours(1)),
        ..entry()
    }
}

/// After the replacement, with the old credentials kept.
fn replaced() -> Entry {
    let mut entry = Entry {
        client_id: id(NEW_ID),
        client_name: Some("Nexla Integration 2026-11".to_owned()),
        longest_token_life: Some(Duration::from_secs(599)),
        ..before()
    };
    entry.previous = vec![Replaced {
        client_id: id(ID),
        client_name: Some("Nexla Integration".to_owned()),
        replaced_at: now(),
        longest_token_life: Some(Duration::from_hours(1)),
        first_refused_at: None,
        leak: None,
    }];
    entry
}

fn index(entry: Entry) -> Index {
    Index {
        entries: vec![entry],
    }
}

fn refused() -> Failure {
    Failure {
        stage: Stage::Token,
        cause: Cause::Refused(Refusal::InvalidClient {
            named: true,
            status: 401,
            description: None,
        }),
        took: Duration::from_millis(60),
        unused_proxy: None,
    }
}

fn failed(cause: Cause) -> Failure {
    Failure {
        cause,
        ..not_found()
    }
}

impl Flow {
    fn send_at(&mut self, msg: impl Into<Msg>, at: Timestamp) -> &mut Self {
        self.asked = self.program.update(msg.into(), at);
        self
    }

    /// From the card to the last step, with the old credentials kept.
    fn walk_to_retire_old(&mut self) -> &mut Self {
        self.walk_to_replaced();
        self.send(Msg::Wizard(WizardMsg::Continue))
    }

    pub(super) fn walk_to_replaced(&mut self) -> &mut Self {
        self.send(Msg::Accounts(AccountsMsg::Replace(acme())))
            .reads_nothing_yet()
            .send(Msg::Wizard(WizardMsg::Continue));
        self.save_new()
    }

    fn save_new(&mut self) -> &mut Self {
        self.credentials(NEW_ID, NEW_SECRET)
            .send(Msg::Wizard(WizardMsg::Continue));
        let attempt = self.rotation_attempt();
        self.send(Msg::Rotation(RotationMsg::Compared {
            attempt,
            result: Compared::New,
        }));
        let attempt = self.attempt();
        let result = Ok(proof());
        self.send(Msg::Verify(VerifyMsg::Verified { attempt, result }))
            .send(Msg::Save(SaveMsg::Save));
        let [Effect::Save { attempt, entry, .. }] = &self.asked[..] else {
            panic!("asked for {:?}", self.asked)
        };
        let (attempt, result) = (*attempt, Ok(Box::new(entry.clone())));
        self.send(Msg::Save(SaveMsg::Saved {
            store: Store::System,
            attempt,
            result,
        }))
    }

    fn rotation_attempt(&self) -> AttemptId {
        self.asked
            .iter()
            .find_map(|effect| match effect {
                Effect::Rotation(
                    RotationEffect::Compare { attempt, .. }
                    | RotationEffect::Check { attempt, .. }
                    | RotationEffect::VerifyOld { attempt, .. },
                ) => Some(*attempt),
                _ => None,
            })
            .expect("an attempt was begun")
    }

    fn check(
        &mut self,
        old: Result<Proof, Failure>,
        new: Option<Result<Proof, Failure>>,
        at: Timestamp,
    ) -> &mut Self {
        self.send_at(RotationMsg::Check, at);
        let attempt = self.rotation_attempt();
        let result = Ok(PairsTried { old, new });
        self.send_at(RotationMsg::Checked { attempt, result }, at)
    }

    fn state(&self) -> &RetireState {
        &self
            .program
            .retiring
            .as_ref()
            .expect("old credentials")
            .state
    }

    fn forgotten(&mut self, result: Result<(), KeychainError>) -> &mut Self {
        self.send(Msg::Rotation(RotationMsg::Forgotten {
            store: Store::System,
            account: acme(),
            client_id: id(ID),
            result,
        }))
    }
}

fn forget() -> Effect {
    Effect::Rotation(RotationEffect::Forget {
        store: Store::System,
        account: acme(),
        client_id: id(ID),
    })
}

#[test]
fn a_replacement_has_a_step_more_and_keeps_the_old_credentials_until_it() {
    let mut flow = Flow::with(index(before()), None);
    flow.send(Msg::Accounts(AccountsMsg::Replace(acme())));
    assert_eq!(flow.step(), Step::CreateClient);
    assert_eq!(flow.program.steps(), Step::ALL);
    assert_eq!(flow.program.client_name(now()), "Nexla Integration 2026-11");
    flow.send(Msg::Wizard(WizardMsg::Continue))
        .credentials(NEW_ID, NEW_SECRET);
    flow.send(Msg::Wizard(WizardMsg::Continue));
    let attempt = flow.rotation_attempt();
    let compare = RotationEffect::Compare {
        attempt,
        store: Store::System,
        account: acme(),
        client_id: id(NEW_ID),
        client_secret: Secret::from(NEW_SECRET),
    };
    assert_eq!(flow.asked, [Effect::Rotation(compare)]);
    let result = Compared::New;
    flow.send(Msg::Rotation(RotationMsg::Compared { attempt, result }));
    let attempt = flow.attempt();
    let result = Ok(proof());
    flow.send(Msg::Verify(VerifyMsg::Verified { attempt, result }))
        .send(Msg::Save(SaveMsg::Save));
    let [
        Effect::Save {
            attempt,
            replaces: true,
            entry,
            ..
        },
    ] = &flow.asked[..]
    else {
        panic!("asked for {:?}", flow.asked)
    };
    assert_eq!(entry.previous, replaced().previous);
    assert_eq!(entry.client_name, replaced().client_name);
    assert_eq!(entry.longest_token_life, Some(Duration::from_secs(599)));

    let (attempt, result) = (*attempt, Ok(Box::new(entry.clone())));
    flow.send(Msg::Save(SaveMsg::Saved {
        store: Store::System,
        attempt,
        result,
    }));
    assert_eq!(
        (flow.step(), flow.program.steps()),
        (Step::UseIt, &Step::ALL[..])
    );
    flow.send(Msg::Wizard(WizardMsg::Continue));
    assert_eq!(flow.step(), Step::RetireOld);
    assert_eq!(*flow.state(), RetireState::Untried);
    flow.send(Msg::Wizard(WizardMsg::Back));
    assert_eq!(flow.step(), Step::UseIt);
}

#[test]
fn a_first_setup_has_five_steps_and_finishes_on_use_it() {
    let mut flow = Flow::new();
    flow.walk_to_use_it();
    assert_eq!(flow.program.steps(), &Step::ALL[..5]);
    flow.send(Msg::Wizard(WizardMsg::Continue));
    assert_eq!(flow.program.screen, Screen::Accounts);
}

#[test]
fn entering_a_saved_account_replaces_it_in_six_steps_too() {
    let mut flow = Flow::with(index(before()), None);
    flow.send(Msg::Accounts(AccountsMsg::Add))
        .account("acme")
        .send(Msg::Wizard(WizardMsg::Continue));
    flow.send(Msg::Wizard(WizardMsg::Continue));
    assert_eq!(flow.program.steps(), Step::ALL);
    flow.save_new().send(Msg::Wizard(WizardMsg::Continue));
    assert_eq!(flow.step(), Step::RetireOld);
}

#[test]
fn while_the_old_pair_works_it_is_kept_and_can_be_tried_again() {
    let mut flow = Flow::with(index(before()), None);
    flow.walk_to_retire_old();
    let long_lived = Proof {
        token_lifetime: Some(Duration::from_hours(24)),
        ..proof()
    };
    flow.check(Ok(long_lived), None, later(1));

    assert_eq!(*flow.state(), RetireState::StillWork { at: later(1) });
    let mut known = replaced().previous.remove(0);
    known.longest_token_life = Some(Duration::from_hours(24));
    let record = RotationEffect::Record {
        store: Store::System,
        account: acme(),
        old: known.clone(),
    };
    assert_eq!(flow.asked, [Effect::Rotation(record)]);
    assert_eq!(flow.program.accounts.cards[0].entry.previous, [known]);
    flow.send(Msg::Rotation(RotationMsg::Check));
    assert!(matches!(flow.state(), RetireState::Checking(_)));
}

#[test]
fn once_refused_the_last_tokens_end_is_told_and_the_old_pair_forgotten() {
    let mut flow = Flow::with(index(before()), None);
    flow.walk_to_retire_old();
    flow.check(Err(refused()), Some(Ok(proof())), later(5));

    assert_eq!(*flow.state(), RetireState::Forgetting);
    let [Effect::Rotation(RotationEffect::Record { old, .. }), last] = &flow.asked[..] else {
        panic!("asked for {:?}", flow.asked)
    };
    assert_eq!(old.first_refused_at, Some(later(5)));
    assert_eq!(*last, forget());
    let retiring = flow.program.retiring.as_ref().expect("old credentials");
    // The longest life that was seen is an hour.
    assert_eq!(retiring.last_token_dead_by(), Some(later(65)));

    flow.forgotten(Ok(()));
    assert_eq!(*flow.state(), RetireState::Forgotten { at: now() });
    assert!(flow.program.accounts.cards[0].entry.previous.is_empty());
    flow.send(Msg::Wizard(WizardMsg::Continue));
    assert_eq!(flow.program.screen, Screen::Accounts);
    assert!(flow.program.retiring.is_none());
}

#[test]
fn where_no_life_was_seen_ten_minutes_are_assumed() {
    let mut entry = before();
    entry.longest_token_life = None;
    let mut flow = Flow::with(index(entry), None);
    flow.walk_to_retire_old();
    flow.check(Err(refused()), Some(Ok(proof())), later(0));
    let retiring = flow.program.retiring.as_ref().expect("old credentials");
    assert_eq!(retiring.last_token_dead_by(), Some(later(10)));
}

#[test]
fn only_an_unknown_client_beside_a_known_one_counts_as_refused() {
    let refusal = |refusal| failed(Cause::Refused(refusal));
    let no_network = || {
        failed(Cause::Unreachable {
            host: "acme.talkdeskid.com".to_owned(),
        })
    };
    let faults = [
        (not_found(), None),
        (no_network(), None),
        (
            refusal(Refusal::ServerError {
                status: 503,
                retry_after: None,
                description: None,
            }),
            None,
        ),
        (refusal(Refusal::Forbidden { description: None }), None),
        (
            refusal(Refusal::NotFound {
                status: 404,
                description: None,
            }),
            None,
        ),
        (
            refusal(Refusal::TooManyRequests {
                retry_after: None,
                description: None,
            }),
            None,
        ),
        (
            refusal(Refusal::Unauthorized {
                status: 401,
                description: None,
            }),
            None,
        ),
        (refusal(Refusal::WebPage { status: 200 }), None),
        (refused(), Some(Err(no_network()))),
        (refused(), Some(Err(refused()))),
        (refused(), None),
    ];
    for (old, new) in faults {
        let mut flow = Flow::with(index(before()), None);
        flow.walk_to_retire_old();
        let both = new == Some(Err(refused()));
        flow.check(Err(old.clone()), new, later(1));
        assert_eq!(flow.asked, [], "{old:?}");
        match flow.state() {
            RetireState::BothRefused => assert!(both),
            RetireState::Unclear(why) => assert!(!both && why.ends_with('.'), "{why}"),
            state => panic!("{old:?} led to {state:?}"),
        }
        let [kept] = &flow.program.accounts.cards[0].entry.previous[..] else {
            panic!("the old credentials are gone")
        };
        assert_eq!(kept.first_refused_at, None);
    }
}

#[test]
fn an_old_pair_that_works_again_was_not_refused() {
    let mut entry = replaced();
    entry.previous[0].first_refused_at = Some(now());
    let mut flow = Flow::with(index(entry), None);
    flow.send(Msg::Rotation(RotationMsg::Open(acme())));
    flow.check(Ok(proof()), None, later(1));
    assert_eq!(
        flow.program.accounts.cards[0].entry.previous[0].first_refused_at,
        None
    );
}

#[test]
fn kept_for_now_it_waits_on_the_card_also_after_a_restart() {
    let mut flow = Flow::with(index(before()), None);
    flow.walk_to_retire_old()
        .send(Msg::Rotation(RotationMsg::KeepForNow));
    assert_eq!(flow.program.screen, Screen::Accounts);
    let entry = flow.program.accounts.cards[0].entry.clone();
    assert_eq!(entry.previous, replaced().previous);

    let text = index(entry).to_json();
    let mut flow = Flow::with(Index::from_json(&text).expect("the index"), None);
    flow.send(Msg::Rotation(RotationMsg::Open(acme())));
    assert_eq!(flow.program.screen, Screen::RetireOld);
    let retiring = flow.program.retiring.as_ref().expect("old credentials");
    assert_eq!(retiring.old, replaced().previous[0]);
    flow.send(Msg::Leaving(LeavingMsg::EscapePressed));
    assert_eq!(flow.program.screen, Screen::Accounts);
}

#[test]
fn a_refused_pair_that_the_keychain_does_not_delete_stays_on_the_card() {
    let mut flow = Flow::with(index(before()), None);
    flow.walk_to_retire_old();
    flow.check(Err(refused()), Some(Ok(proof())), later(5));
    let error = KeychainError::NotWritten {
        name: "GNOME Keyring".to_owned(),
    };
    flow.forgotten(Err(error.clone()));
    assert_eq!(*flow.state(), RetireState::Keychain(error));
    let [kept] = &flow.program.accounts.cards[0].entry.previous[..] else {
        panic!("the old credentials are gone")
    };
    assert_eq!(kept.first_refused_at, Some(later(5)));

    flow.send(Msg::Keychain(KeychainMsg::Unlocked(Ok(()))));
    assert_eq!(*flow.state(), RetireState::Untried);
}

#[test]
fn the_answer_of_an_attempt_that_was_left_is_dropped() {
    let mut flow = Flow::with(index(replaced()), None);
    flow.send(Msg::Rotation(RotationMsg::Open(acme())))
        .send(Msg::Rotation(RotationMsg::Check));
    let attempt = flow.rotation_attempt();
    flow.send(Msg::Rotation(RotationMsg::KeepForNow))
        .send(Msg::Rotation(RotationMsg::Open(acme())));
    let result = Ok(PairsTried {
        old: Err(refused()),
        new: Some(Ok(proof())),
    });
    flow.send(Msg::Rotation(RotationMsg::Checked { attempt, result }));
    assert_eq!(
        (flow.state(), &flow.asked[..]),
        (&RetireState::Untried, &[][..])
    );
}
