//! "Your Talkdesk accounts": verification of many, reminders, search, Remove and Undo.

use jiff::SignedDuration;
use talkdesk_setup::{
    program::{Attention, RemovedState, RunEnd, VerifyRun},
    saved::{OddItem, Settings},
};

use talkdesk_setup::program::SettingsMsg;

use super::*;

/// As many as the program verifies at a time.
const AT_A_TIME: usize = 4;

fn account(name: &str, region: Region) -> Account {
    Account {
        name: AccountName::parse(name).expect("a name"),
        region,
    }
}

fn entry_of(name: &str) -> Entry {
    Entry {
        account: account(name, Region::UnitedStates),
        last_verified: None,
        ..entry()
    }
}

fn refused_entry(name: &str) -> Entry {
    let why = "Talkdesk does not know this client ID and secret together.".to_owned();
    Entry {
        last_verified: Some(LastVerification {
            at: now(),
            result: VerificationResult::Refused(why),
        }),
        ..entry_of(name)
    }
}

fn flow_of(entries: Vec<Entry>) -> Flow {
    Flow::with(Index { entries }, None)
}

fn many(count: usize) -> Flow {
    flow_of(
        (0..count)
            .map(|n| entry_of(&format!("acme{n:03}")))
            .collect(),
    )
}

fn refused() -> Failure {
    Failure {
        stage: Stage::Token,
        cause: Cause::Refused(talkdesk_setup::token::Refusal::InvalidClient {
            named: true,
            status: 401,
            description: None,
        }),
        took: Duration::from_millis(3),
        unused_proxy: None,
    }
}

fn keyring_name() -> String {
    "GNOME Keyring".to_owned()
}

/// The verifications that were asked for by the last message.
fn begun(flow: &Flow) -> Vec<(AttemptId, Account)> {
    flow.asked
        .iter()
        .filter_map(|effect| match effect {
            Effect::VerifySaved {
                attempt, account, ..
            } => Some((*attempt, account.clone())),
            _ => None,
        })
        .collect()
}

fn canceled(flow: &Flow) -> Vec<AttemptId> {
    flow.asked
        .iter()
        .filter_map(|effect| match effect {
            Effect::Cancel { attempt } => Some(*attempt),
            _ => None,
        })
        .collect()
}

fn answer(
    flow: &mut Flow,
    (attempt, account): (AttemptId, Account),
    result: Result<Result<Proof, Failure>, KeychainError>,
) {
    flow.send(Msg::Accounts(AccountsMsg::Verified {
        attempt,
        account,
        result,
    }));
}

fn run(flow: &Flow) -> &VerifyRun {
    flow.program.accounts.run.as_ref().expect("a run")
}

fn shown(flow: &Flow) -> Vec<String> {
    flow.program
        .accounts
        .shown()
        .map(|card| card.entry.account.label())
        .collect()
}

fn undo_is_over(account: &Account) -> Msg {
    Msg::Accounts(AccountsMsg::UndoIsOver {
        store: Store::System,
        account: account.clone(),
    })
}

fn removed(flow: &mut Flow, account: &Account) {
    flow.send(Msg::Accounts(AccountsMsg::Remove(account.clone())));
    assert!(flow.asked.contains(&Effect::Remove {
        store: Store::System,
        account: account.clone(),
        undo: SignedDuration::from_secs(60),
    }));
    flow.send(Msg::Accounts(AccountsMsg::Removed {
        store: Store::System,
        account: account.clone(),
        result: Ok(()),
    }));
}

fn later(seconds: i64) -> Timestamp {
    now()
        .saturating_add(SignedDuration::from_secs(seconds))
        .expect("in range")
}

#[test]
fn verify_all_asks_four_at_a_time_and_counts_each_result_as_it_comes() {
    let mut flow = many(6);
    flow.send(Msg::Accounts(AccountsMsg::VerifyAll));
    let mut running = begun(&flow);
    assert_eq!(running.len(), AT_A_TIME);
    assert_eq!((run(&flow).done(), run(&flow).total), (0, 6));
    assert_eq!(flow.program.accounts.cards[5].state, CardState::Queued);

    let results = [
        Ok(Ok(proof())),
        Ok(Err(refused())),
        Ok(Err(not_found())),
        Err(KeychainError::NotOurs {
            name: keyring_name(),
            account: "acme003".to_owned(),
        }),
    ];
    for (place, result) in results.into_iter().enumerate() {
        let first = running.remove(0);
        answer(&mut flow, first, result);
        running.extend(begun(&flow));
        assert_eq!(run(&flow).done(), place + 1, "as they come");
        assert!(running.len() <= AT_A_TIME);
    }
    assert!(run(&flow).is_running());
    for asked in running {
        answer(&mut flow, asked, Ok(Ok(proof())));
    }
    let run = run(&flow);
    assert_eq!(run.end, Some(RunEnd::Done));
    assert_eq!(
        (run.accepted, run.refused, run.not_reached, run.not_read),
        (3, 1, 1, 1)
    );
}

#[test]
fn verify_all_does_not_repeat_a_refusal_by_itself_but_the_persons_own_press_does() {
    let mut flow = flow_of(vec![entry_of("good"), refused_entry("bad")]);
    flow.send(Msg::Accounts(AccountsMsg::VerifyAll));
    assert_eq!(begun(&flow).len(), 1);
    assert_eq!(run(&flow).skipped, ["bad"]);
    let asked = begun(&flow).remove(0);
    answer(&mut flow, asked, Ok(Err(refused())));
    assert_eq!(run(&flow).end, Some(RunEnd::Done));

    flow.send(Msg::Accounts(AccountsMsg::VerifyAll));
    assert_eq!(flow.asked, [], "both are refused now");
    assert_eq!(run(&flow).end, Some(RunEnd::Done));
    assert_eq!(run(&flow).skipped, ["bad", "good"]);

    flow.send(Msg::Accounts(AccountsMsg::Verify(account(
        "bad",
        Region::UnitedStates,
    ))));
    assert_eq!(begun(&flow).len(), 1);
}

#[test]
fn new_credentials_are_asked_though_the_old_ones_were_refused() {
    let mut flow = flow_of(vec![refused_entry("acme")]);
    flow.walk_to_replaced();
    flow.send(Msg::Accounts(AccountsMsg::VerifyAll));
    assert_eq!(begun(&flow).len(), 1);
}

#[test]
fn cancel_stops_what_runs_and_drops_late_answers() {
    let mut flow = many(9);
    flow.send(Msg::Accounts(AccountsMsg::VerifyAll));
    let running = begun(&flow);
    flow.send(Msg::Accounts(AccountsMsg::CancelVerifyAll));
    let attempts: Vec<AttemptId> = running.iter().map(|(attempt, _)| *attempt).collect();
    assert_eq!(canceled(&flow), attempts);
    assert_eq!(run(&flow).end, Some(RunEnd::Canceled));
    let idle = |flow: &Flow| {
        let cards = &flow.program.accounts.cards;
        cards.iter().all(|card| card.state == CardState::Idle)
    };
    assert!(idle(&flow));
    for late in running {
        answer(&mut flow, late, Ok(Ok(proof())));
        assert_eq!(flow.asked, []);
    }
    assert!(idle(&flow) && run(&flow).done() == 0);
    let never = |card: &talkdesk_setup::program::Card| card.entry.last_verified.is_none();
    assert!(flow.program.accounts.cards.iter().all(never));
}

#[test]
fn what_a_reading_has_found_stays_on_the_card_until_another_reading_takes_it_back() {
    let differs = KeychainError::Differs {
        name: keyring_name(),
        account: "acme000".to_owned(),
        listed: "the client ID b0".to_owned(),
        held: "the client ID a0".to_owned(),
    };
    let read = |flow: &mut Flow, error: Option<&KeychainError>| {
        let odd = error.map(|error| OddItem {
            account: Some(account("acme000", Region::UnitedStates)),
            in_use: true,
            error: error.clone(),
            doubles: Vec::new(),
        });
        let cards = &flow.program.accounts.cards;
        let entries = cards.iter().map(|card| card.entry.clone()).collect();
        flow.send(Msg::Keychain(KeychainMsg::Read {
            entries,
            odd: odd.into_iter().collect(),
        }));
    };
    let problem = |flow: &Flow| flow.program.accounts.cards[0].problem().cloned();
    let locked = KeychainError::Locked {
        name: keyring_name(),
    };
    let mut flow = many(1);
    read(&mut flow, Some(&differs));
    assert_eq!(problem(&flow), Some(differs.clone()));

    // A run that the keychain as a whole ends, or the person.
    for result in [Some(Err(locked.clone())), None] {
        flow.send(Msg::Accounts(AccountsMsg::VerifyAll));
        let asked = begun(&flow).remove(0);
        assert_eq!(problem(&flow), None, "it is being verified");
        match result {
            Some(result) => answer(&mut flow, asked, result),
            None => {
                flow.send(Msg::Accounts(AccountsMsg::CancelVerifyAll));
            }
        }
        assert_eq!(problem(&flow), Some(differs.clone()));
    }

    // A press on the card that finds the keychain locked says so first.
    flow.send(Msg::Accounts(AccountsMsg::Verify(account(
        "acme000",
        Region::UnitedStates,
    ))));
    let asked = begun(&flow).remove(0);
    answer(&mut flow, asked, Err(locked.clone()));
    assert_eq!(problem(&flow), Some(locked));
    flow.send(Msg::Keychain(KeychainMsg::Unlocked(Ok(()))));
    assert_eq!(problem(&flow), Some(differs.clone()));

    // Credentials that were read before it was found are no reading of the item as it is now.
    flow.send(Msg::Accounts(AccountsMsg::Verify(account(
        "acme000",
        Region::UnitedStates,
    ))));
    let asked = begun(&flow).remove(0);
    answer(&mut flow, asked, Ok(Ok(proof())));
    assert_eq!(problem(&flow), Some(differs));
    assert!(flow.asked.contains(&Effect::FindAccounts));
    read(&mut flow, None);
    assert_eq!(problem(&flow), None);
}

#[test]
fn a_locked_keychain_stops_the_run_once_and_unlocking_goes_on() {
    let mut flow = many(9);
    flow.send(Msg::Accounts(AccountsMsg::VerifyAll));
    let running = begun(&flow);
    let locked = KeychainError::Locked {
        name: keyring_name(),
    };
    answer(&mut flow, running[0].clone(), Err(locked.clone()));
    assert_eq!(canceled(&flow).len(), AT_A_TIME - 1);
    assert_eq!(run(&flow).end, Some(RunEnd::Keychain(locked)));
    for late in &running[1..] {
        answer(&mut flow, late.clone(), Ok(Ok(proof())));
    }
    let cards = &flow.program.accounts.cards;
    assert!(cards.iter().all(|card| card.state == CardState::Idle));

    flow.send(Msg::Keychain(KeychainMsg::Unlock))
        .send(Msg::Keychain(KeychainMsg::Unlocked(Ok(()))))
        .send(Msg::Keychain(KeychainMsg::Described {
            store: Store::System,
            result: Ok(keyring()),
        }));
    assert_eq!(begun(&flow).len(), AT_A_TIME);
}

#[test]
fn an_unlocking_that_is_refused_is_said_beside_unlock_and_is_no_problem_of_saving() {
    let mut flow = many(2);
    let name = keyring_name();
    flow.send(Msg::Keychain(KeychainMsg::Unlock))
        .send(Msg::Keychain(KeychainMsg::Unlocked(Err(
            KeychainError::Refused { name },
        ))));
    let refused = KeychainError::Refused {
        name: keyring_name(),
    };
    assert_eq!(flow.program.keychain.not_unlocked, Some(refused));
    assert_eq!(
        flow.program.wizard.saving.problem, None,
        "nobody has pressed Save"
    );
}

/// The password that the keychain asks for may be typed at the second try, without another Unlock.
#[test]
fn a_refusal_is_forgotten_once_the_keychain_has_given_what_it_was_asked_for() {
    let mut flow = many(1);
    let locked = KeychainInfo {
        lock: talkdesk_setup::keychain::Lock::Locked,
        ..keyring()
    };
    flow.send(Msg::Keychain(KeychainMsg::Described {
        store: Store::System,
        result: Ok(locked),
    }))
    .send(Msg::Keychain(KeychainMsg::Unlock))
    .send(Msg::Keychain(KeychainMsg::Unlocked(Err(
        KeychainError::Refused {
            name: keyring_name(),
        },
    ))));
    assert!(flow.program.keychain.not_unlocked.is_some());
    assert!(flow.program.keychain.is_locked());
    flow.send(Msg::Accounts(AccountsMsg::VerifyAll));
    let asked = begun(&flow)[0].clone();
    answer(&mut flow, asked, Ok(Ok(proof())));
    assert_eq!(flow.program.keychain.not_unlocked, None);
    assert!(!flow.program.keychain.is_locked());
}

#[test]
fn a_card_that_leaves_during_a_run_does_not_hold_it_up() {
    let mut flow = many(6);
    flow.send(Msg::Accounts(AccountsMsg::VerifyAll));
    let running = begun(&flow);
    let (attempt, first) = running[0].clone();
    flow.send(Msg::Accounts(AccountsMsg::Remove(first.clone())));
    assert_eq!(
        canceled(&flow),
        [attempt],
        "its own verification is stopped"
    );
    assert_eq!(begun(&flow).len(), 1, "the next one takes its place");
    let mut rest: Vec<_> = running[1..].to_vec();
    rest.extend(begun(&flow));
    flow.send(Msg::Accounts(AccountsMsg::Remove(account(
        "acme005",
        Region::UnitedStates,
    ))));
    for asked in rest {
        answer(&mut flow, asked, Ok(Ok(proof())));
    }
    assert_eq!(run(&flow).end, Some(RunEnd::Done));
    assert_eq!((run(&flow).done(), run(&flow).total), (4, 4));
}

#[test]
fn practice_stops_the_real_run_and_its_late_answers_are_dropped() {
    let mut flow = many(5);
    flow.send(Msg::Accounts(AccountsMsg::VerifyAll));
    let running = begun(&flow);
    flow.send(Msg::Practice(PracticeMsg::Started(Ok(PracticeHosts {
        port: 4455,
    }))));
    assert_eq!(canceled(&flow).len(), AT_A_TIME);
    answer(&mut flow, running[0].clone(), Ok(Ok(proof())));
    flow.send(Msg::Practice(PracticeMsg::Leave));
    let cards = &flow.program.accounts.cards;
    assert_eq!(cards.len(), 5);
    assert!(cards.iter().all(|card| card.state == CardState::Idle));
}

#[test]
fn verification_when_the_program_opens_waits_for_an_unlocked_keychain() {
    let settings = Settings {
        verify_on_open: true,
        ..Settings::default()
    };
    let opened = |settings: Settings| {
        let index = Index {
            entries: vec![entry()],
        };
        let mut flow = Flow {
            program: Program::new(index, None).with_settings(settings),
            asked: Vec::new(),
        };
        flow.send(Msg::Started);
        flow
    };
    let described = |lock| {
        Msg::Keychain(KeychainMsg::Described {
            store: Store::System,
            result: Ok(KeychainInfo { lock, ..keyring() }),
        })
    };
    let mut flow = opened(settings.clone());
    assert_eq!(begun(&flow), []);
    flow.send(described(Lock::Open));
    assert_eq!(begun(&flow).len(), 1);
    flow.send(described(Lock::Open));
    assert_eq!(begun(&flow), [], "once");

    let mut flow = opened(settings);
    flow.send(described(Lock::Locked));
    assert_eq!(flow.asked, [], "and never unlocks it unasked");
    assert!(flow.program.waits_for_keychain());
    flow.send(Msg::Keychain(KeychainMsg::Unlocked(Ok(()))))
        .send(described(Lock::Open));
    assert_eq!(begun(&flow).len(), 1);

    let mut flow = opened(Settings::default());
    flow.send(described(Lock::Open));
    assert_eq!(begun(&flow), [], "only where it was chosen");
}

#[test]
fn a_secret_is_old_after_the_chosen_days_and_never_where_reminders_are_off() {
    let of_age = |days: i64| Entry {
        created_at: later(-days * 86_400),
        ..entry()
    };
    let check = |days: i64, remind_after_days: Option<u32>, expected: Attention| {
        let settings = Settings {
            remind_after_days,
            ..Settings::default()
        };
        let flow = flow_of(vec![of_age(days)]);
        let card = &flow.program.accounts.cards[0];
        assert_eq!(card.attention(&settings, now()), expected, "{days} days");
        assert_eq!(card.is_old(&settings, now()), expected == Attention::Soon);
    };
    check(89, Some(90), Attention::None);
    check(90, Some(90), Attention::Soon);
    check(31, Some(30), Attention::Soon);
    check(4000, None, Attention::None);
}

#[test]
fn the_first_visits_are_counted_and_no_more() {
    let kept = |flow: &Flow| {
        let asked = flow.asked.iter();
        let mut kept = asked.filter_map(|effect| match effect {
            Effect::KeepSettings(settings) => Some(settings.clone()),
            _ => None,
        });
        kept.next()
    };
    let mut settings = Settings::default();
    for visit in 1..=4 {
        let mut flow = flow_of(vec![entry()]);
        flow.program.settings = settings;
        flow.send(Msg::Started);
        settings = kept(&flow).expect("a visit is kept");
        assert_eq!(settings, flow.program.settings);
        assert_eq!(settings.is_new_here(), visit <= 3, "visit {visit}");
    }
    let mut flow = flow_of(vec![entry()]);
    flow.program.settings = settings;
    flow.send(Msg::Started);
    assert_eq!(kept(&flow), None, "it is known by now");

    let mut flow = flow_of(vec![entry()]);
    flow.program.settings = Settings::unread();
    flow.send(Msg::Started);
    assert_eq!(
        kept(&flow),
        None,
        "what could not be read is not written over"
    );

    let mut flow = flow_of(Vec::new());
    flow.send(Msg::Started);
    assert_eq!(kept(&flow), None, "nothing is saved");
}

#[test]
fn changed_settings_count_at_once_and_are_kept() {
    let old = Entry {
        account: account("zeta", Region::UnitedStates),
        created_at: later(-40 * 86_400),
        ..entry()
    };
    let mut flow = flow_of(vec![entry(), old]);
    flow.send(Msg::Started);
    assert_eq!(shown(&flow)[0], "acme (United States)");
    let settings = Settings {
        remind_after_days: Some(30),
        ..Settings::default()
    };
    flow.send(Msg::Settings(SettingsMsg::Change(settings.clone())));
    assert_eq!(flow.asked, [Effect::KeepSettings(settings)]);
    assert_eq!(shown(&flow)[0], "zeta (United States)");
}

#[test]
fn those_that_need_attention_come_first_and_the_rest_by_name() {
    let not_reached = Entry {
        last_verified: Some(LastVerification {
            at: now(),
            result: VerificationResult::NotReached("No answer.".to_owned()),
        }),
        ..entry_of("beta")
    };
    let europe = Entry {
        account: account("alpha", Region::Europe),
        ..entry_of("alpha")
    };
    let mut flow = flow_of(vec![
        entry_of("zeta"),
        entry_of("alpha"),
        refused_entry("omega"),
        not_reached,
        europe,
    ]);
    flow.send(Msg::Started);
    assert_eq!(
        shown(&flow),
        [
            "omega (United States)",
            "beta (United States)",
            "alpha (Europe)",
            "alpha (United States)",
            "zeta (United States)",
        ]
    );
    assert_eq!(flow.program.accounts.in_need(), 1);
}

#[test]
fn cards_keep_their_places_while_results_come_and_are_sorted_at_the_end() {
    let mut flow = flow_of(vec![entry_of("alpha"), entry_of("beta")]);
    flow.send(Msg::Started)
        .send(Msg::Accounts(AccountsMsg::VerifyAll));
    let running = begun(&flow);
    answer(&mut flow, running[1].clone(), Ok(Err(refused())));
    assert_eq!(shown(&flow)[0], "alpha (United States)");
    answer(&mut flow, running[0].clone(), Ok(Ok(proof())));
    assert_eq!(shown(&flow)[0], "beta (United States)");
}

#[test]
fn the_search_comes_with_ten_accounts_and_finds_names_regions_and_client_ids() {
    assert!(!many(9).program.accounts.has_search());
    let mut entries: Vec<Entry> = (0..9).map(|n| entry_of(&format!("acme{n}"))).collect();
    entries.push(Entry {
        account: account("Zeta", Region::Europe),
        client_id: ClientId::parse("ffffffff000000000000000000000000").expect("an ID"),
        ..entry_of("zeta")
    });
    let mut flow = flow_of(entries);
    flow.send(Msg::Started);
    assert!(flow.program.accounts.has_search());
    for (typed, found) in [
        ("", 10),
        (" zet ", 1),
        ("EUROPE", 1),
        ("ffffffff", 1),
        ("acme", 9),
        ("nobody", 0),
    ] {
        typed.clone_into(&mut flow.program.accounts.search);
        flow.send(Msg::Accounts(AccountsMsg::SearchEdited));
        assert_eq!(shown(&flow).len(), found, "{typed:?}");
    }
    flow.send(Msg::Accounts(AccountsMsg::VerifyAll));
    assert_eq!(run(&flow).total, 10, "all is all");
    flow.send(Msg::Accounts(AccountsMsg::ClearSearch));
    assert_eq!(shown(&flow).len(), 10);
}

#[test]
fn two_regions_of_one_name_live_side_by_side() {
    let europe = account("acme", Region::Europe);
    let second = Entry {
        account: europe.clone(),
        ..entry()
    };
    let mut flow = flow_of(vec![entry(), second]);
    assert_eq!(flow.program.accounts.name(&europe), "acme (Europe)");
    assert_eq!(flow.program.accounts.name(&acme()), "acme (United States)");
    flow.send(Msg::Accounts(AccountsMsg::Verify(europe.clone())));
    let asked = begun(&flow).remove(0);
    answer(&mut flow, asked, Ok(Err(refused())));
    let of = |account: &Account| flow.program.accounts.entry(account).expect("an entry");
    assert_eq!(of(&acme()).last_verified, entry().last_verified);
    assert_ne!(of(&europe).last_verified, entry().last_verified);

    removed(&mut flow, &europe);
    assert_eq!(shown(&flow), ["acme (United States)"]);
    assert_eq!(flow.program.accounts.name(&acme()), "acme");
}

#[test]
fn remove_can_be_undone_for_a_minute_that_is_counted_down() {
    let mut flow = flow_of(vec![entry()]);
    removed(&mut flow, &acme());
    assert!(flow.program.accounts.cards.is_empty());
    assert_eq!(flow.program.screen, Screen::Accounts, "Undo is still there");

    flow.send(Msg::Accounts(AccountsMsg::UndoRemove(acme())));
    assert_eq!(
        flow.asked,
        [Effect::Restore {
            store: Store::System,
            entry: entry()
        }]
    );
    flow.send(Msg::Accounts(AccountsMsg::UndoRemove(acme())));
    assert_eq!(flow.asked, [], "once");
    flow.send(Msg::Accounts(AccountsMsg::Restored {
        store: Store::System,
        account: acme(),
        result: Ok(Box::new(entry())),
    }));
    assert_eq!(
        flow.asked,
        [Effect::FindAccounts],
        "what was gone before it was removed is gone still, and the card has to say so"
    );
    assert_eq!(shown(&flow), ["acme (United States)"]);
    assert!(flow.program.accounts.removed.is_empty());

    removed(&mut flow, &acme());
    assert_eq!(
        flow.program.accounts.removed[0].state,
        RemovedState::Offered { until: later(60) }
    );
    for (after, left) in [(0, 60), (1, 59), (59, 1), (60, 0), (61, 0)] {
        assert_eq!(
            flow.program.accounts.removed[0].seconds_left(later(after)),
            Some(left)
        );
    }
    flow.send(undo_is_over(&acme()));
    assert!(
        flow.program.accounts.removed.is_empty(),
        "after a minute the secret is forgotten"
    );
    assert_eq!(flow.program.screen, Screen::Welcome);
}

#[test]
fn several_removals_in_a_row_lose_nothing() {
    let mut flow = many(3);
    let names = ["acme000", "acme001", "acme002"];
    let accounts = names.map(|name| account(name, Region::UnitedStates));
    for account in &accounts {
        removed(&mut flow, account);
    }
    assert_eq!(flow.program.accounts.removed.len(), 3);
    for account in &accounts {
        flow.send(Msg::Accounts(AccountsMsg::UndoRemove(account.clone())));
        assert!(
            matches!(&flow.asked[..], [Effect::Restore { entry, .. }] if entry.account == *account)
        );
    }
    for account in accounts.iter().rev() {
        flow.send(Msg::Accounts(AccountsMsg::Restored {
            store: Store::System,
            account: account.clone(),
            result: Ok(Box::new(entry_of(account.name.as_str()))),
        }));
    }
    assert_eq!(shown(&flow).len(), 3);
    assert_eq!(
        shown(&flow)[0],
        "acme000 (United States)",
        "in its old place"
    );
}

#[test]
fn what_cannot_be_brought_back_is_kept_until_it_is() {
    let mut flow = flow_of(vec![entry()]);
    removed(&mut flow, &acme());
    flow.send(Msg::Accounts(AccountsMsg::UndoRemove(acme())));
    let error = KeychainError::Frozen {
        name: keyring_name(),
    };
    flow.send(Msg::Accounts(AccountsMsg::Restored {
        store: Store::System,
        account: acme(),
        result: Err(error.clone()),
    }));
    flow.send(undo_is_over(&acme()));
    let removed = &flow.program.accounts.removed;
    assert_eq!(removed.len(), 1);
    assert_eq!(removed[0].state, RemovedState::NotRestored(error));
    flow.send(Msg::Accounts(AccountsMsg::UndoRemove(acme())));
    assert!(matches!(flow.asked[..], [Effect::Restore { .. }]));
}

#[test]
fn undo_never_takes_the_place_of_credentials_that_were_saved_since() {
    let mut flow = flow_of(vec![entry()]);
    removed(&mut flow, &acme());
    flow.walk_to_use_it();
    flow.send(Msg::Accounts(AccountsMsg::UndoRemove(acme())));
    assert_eq!(flow.asked, []);
    assert!(flow.program.accounts.removed.is_empty());
}

#[test]
fn the_secret_of_a_removed_account_is_forgotten_on_every_page() {
    let mut flow = many(2);
    removed(&mut flow, &account("acme000", Region::UnitedStates));
    flow.send(Msg::Accounts(AccountsMsg::Add));
    flow.send(undo_is_over(&account("acme000", Region::UnitedStates)));
    assert!(flow.program.accounts.removed.is_empty());
    assert_eq!(flow.program.screen, Screen::Wizard);
}

#[test]
fn an_item_that_is_gone_already_can_be_removed() {
    let mut flow = flow_of(vec![entry()]);
    flow.send(Msg::Accounts(AccountsMsg::Remove(acme())));
    let gone = KeychainError::NotThere {
        name: keyring_name(),
        account: acme().label(),
    };
    flow.send(Msg::Accounts(AccountsMsg::Removed {
        store: Store::System,
        account: acme(),
        result: Err(gone),
    }));
    assert!(flow.program.accounts.cards.is_empty());
    assert_eq!(flow.program.screen, Screen::Welcome);
}

#[test]
fn a_removal_that_ends_during_practice_is_not_lost() {
    let mut flow = many(2);
    let first = account("acme000", Region::UnitedStates);
    flow.send(Msg::Accounts(AccountsMsg::Remove(first.clone())));
    flow.send(Msg::Practice(PracticeMsg::Started(Ok(PracticeHosts {
        port: 4455,
    }))));
    flow.send(Msg::Accounts(AccountsMsg::Removed {
        store: Store::System,
        account: first.clone(),
        result: Ok(()),
    }));
    assert!(flow.program.accounts.removed.is_empty(), "of practice");
    flow.send(Msg::Practice(PracticeMsg::Leave));
    assert_eq!(flow.program.accounts.cards.len(), 1);
    assert_eq!(flow.program.accounts.removed.len(), 1);
}

#[test]
fn a_removed_secret_is_forgotten_in_time_during_practice_too() {
    let mut flow = many(2);
    let first = account("acme000", Region::UnitedStates);
    flow.send(Msg::Accounts(AccountsMsg::Remove(first.clone())));
    flow.send(Msg::Accounts(AccountsMsg::Removed {
        store: Store::System,
        account: first.clone(),
        result: Ok(()),
    }));
    flow.send(Msg::Practice(PracticeMsg::Started(Ok(PracticeHosts {
        port: 4455,
    }))));
    flow.send(undo_is_over(&first));
    flow.send(Msg::Practice(PracticeMsg::Leave));
    assert!(flow.program.accounts.removed.is_empty());
}
