//! "Your Talkdesk accounts", "Settings" and "Moving on".

use egui_kittest::kittest::NodeT as _;
use talkdesk_setup::{
    program::{OnThisComputer, RemoveAllProblem, SettingsMsg},
    saved::Settings,
};

use super::*;

const WHY_REFUSED: &str = "Talkdesk does not know this client ID and secret together.";
const WHY_NOT_REACHED: &str = "No answer came from hooli.talkdeskid.com within ten seconds.";

const ACCEPTED: Option<VerificationResult> = Some(VerificationResult::Accepted);

fn one() -> Index {
    Index {
        entries: vec![entry("acme", Region::UnitedStates, 12, ACCEPTED)],
    }
}

/// Accepted, refused, old, and not reached.
fn four() -> Index {
    let refused = Some(VerificationResult::Refused(WHY_REFUSED.to_owned()));
    let not_reached = Some(VerificationResult::NotReached(WHY_NOT_REACHED.to_owned()));
    Index {
        entries: vec![
            entry("acme", Region::UnitedStates, 12, ACCEPTED),
            entry("acme", Region::Europe, 94, refused),
            entry("globex", Region::Canada, 120, ACCEPTED),
            entry("hooli", Region::UnitedStates, 3, not_reached),
        ],
    }
}

fn many(count: usize) -> Index {
    let entries = (0..count).map(|n| {
        let name = format!("branch-{n:03}");
        entry(&name, Region::UnitedStates, 12, ACCEPTED)
    });
    Index {
        entries: entries.collect(),
    }
}

fn account(name: &str) -> Account {
    entry(name, Region::UnitedStates, 12, None).account
}

fn button<'a>(window: &'a Window, name: &'a str) -> egui_kittest::Node<'a> {
    window.harness.get_by_role_and_label(Role::Button, name)
}

fn has_button(window: &Window, name: &str) -> bool {
    let buttons = window
        .harness
        .query_all_by_role_and_label(Role::Button, name);
    buttons.count() > 0
}

/// The verifications that are asked for.
fn begun(window: &Window) -> Vec<(talkdesk_setup::program::AttemptId, Account)> {
    let asked = window.asked().into_iter();
    asked
        .filter_map(|effect| match effect {
            Effect::VerifySaved {
                attempt, account, ..
            } => Some((attempt, account)),
            _ => None,
        })
        .collect()
}

fn remove(window: &mut Window, name: &str) {
    window.press(&format!("Remove {name}"));
    let account = account(name);
    window.answer(Msg::Accounts(AccountsMsg::Removed {
        store: Store::System,
        account,
        result: Ok(()),
    }));
}

fn kept(items: &[&str]) -> Msg {
    Msg::MovingOn(MovingOnMsg::KeptListed {
        store: Store::System,
        kept: OnThisComputer {
            items: Ok(items.iter().map(|&item| item.to_owned()).collect()),
            folders: vec![
                "/home/ada/.config/talkdesk-setup".to_owned(),
                "/home/ada/.local/state/talkdesk-setup".to_owned(),
            ],
        },
    })
}

#[test]
fn one_account() {
    picture("accounts-one", "Your Talkdesk accounts", &one(), |window| {
        for name in [
            "Add account",
            "Verify all",
            "Verify acme",
            "Replace credentials for acme",
            "Use acme",
            "Remove acme",
            "Menu",
            "Try it with a pretend account",
        ] {
            button(window, name);
        }
        window.harness.get_by_label("1 account");
    });
}

#[test]
fn a_card_leads_with_use_and_a_refused_one_with_replace() {
    let mut window = Window::new(Theme::Light, [920.0, 1200.0], two_accounts());
    let before = |window: &Window, first: &str, then: &str| {
        let (first, then) = (button(window, first).rect(), button(window, then).rect());
        assert!(first.right() < then.left() && first.top() - then.top() < 1.0);
    };
    before(
        &window,
        "Use acme (United States)",
        "Verify acme (United States)",
    );
    before(
        &window,
        "Replace credentials for acme (Europe)",
        "Verify acme (Europe)",
    );
    before(&window, "Verify acme (Europe)", "Use acme (Europe)");
    window.harness.key_press(egui::Key::Enter);
    window.harness.run_ok();
    window.heading("Create an OAuth client in Talkdesk");

    let mut window = Window::new(Theme::Light, [920.0, 1200.0], one());
    window.harness.key_press(egui::Key::Enter);
    window.harness.run_ok();
    window.heading("Ready to use");
}

#[test]
fn what_one_can_do_goes_after_the_first_visits() {
    let mut window = Window::new(Theme::Light, [920.0, 680.0], one());
    window.heading("What you can do");
    window.answer(Msg::Settings(SettingsMsg::Change(Settings {
        visits: 4,
        ..Settings::default()
    })));
    let gone = window.harness.query_by_label("What you can do");
    assert!(gone.is_none());
}

#[test]
fn the_last_account_removed_leaves_a_page_that_says_how_to_go_on() {
    picture(
        "accounts-none",
        "Your Talkdesk accounts",
        &one(),
        |window| {
            remove(window, "acme");
            window
                .harness
                .get_by_label("No account is saved on this computer");
            assert!(button(window, "Undo").is_focused(), "for the keyboard");
            button(window, "Add account");
            assert!(!has_button(window, "Verify all"), "nothing to verify");
        },
    );
}

#[test]
fn four_accounts_of_which_some_need_attention() {
    picture(
        "accounts-four",
        "Your Talkdesk accounts",
        &four(),
        |window| {
            let first = window
                .harness
                .get_by_label_contains("acme, Europe, Refused");
            let second = window.harness.get_by_label_contains("acme, United States");
            assert!(first.rect().top() < second.rect().top());
            window
                .harness
                .get_by_label("4 accounts · 1 needs your attention");
            window.harness.get_by_label_contains(WHY_REFUSED);
            window.harness.get_by_label_contains(
                "Time to replace these credentials, since October 24, 2026. They still work.",
            );
            window
                .harness
                .get_by_label_contains("secret 12 days old · next replacement February 9, 2027");
        },
    );
}

#[test]
fn one_day_of_the_next_replacement_is_named_everywhere_and_follows_the_setting() {
    for (days, day, in_the_file) in [
        (
            Some(30),
            Some("December 11, 2026"),
            "DTSTART;VALUE=DATE:20261211",
        ),
        (
            Some(180),
            Some("May 10, 2027"),
            "DTSTART;VALUE=DATE:20270510",
        ),
        (None, None, ""),
    ] {
        let mut window = Window::new(Theme::Light, [920.0, 1600.0], one());
        window.answer(Msg::Settings(SettingsMsg::Change(Settings {
            remind_after_days: days,
            ..Settings::default()
        })));
        let says = |window: &Window, text: &str| {
            let found = window.harness.query_all_by_label_contains(text);
            found.count() > 0
        };
        let Some(day) = day else {
            assert!(!says(&window, "next replacement"));
            window.press("Use acme");
            assert!(says(&window, "No reminder is set."));
            assert!(!has_button(&window, "Save calendar file"));
            continue;
        };
        assert!(says(&window, &format!("next replacement {day}")), "card");
        window.press("Use acme");
        assert!(
            says(&window, &format!("On {day}. Nothing stops then.")),
            "Use it"
        );
        window.asked();
        window.press("Save calendar file");
        let asked = window.asked();
        let [Effect::SaveReminder { reminder, .. }] = &asked[..] else {
            panic!("{asked:?}")
        };
        assert!(reminder.text.contains(in_the_file), "{}", reminder.text);
        window.open_page("Moving on");
        let told = format!("The next replacement stays: acme (United States) on {day}.");
        assert!(says(&window, &told), "Moving on");
        for word in ["expire", "Expire", "valid until", "until then they"] {
            assert!(!says(&window, word), "{word}");
        }
    }
}

#[test]
fn twelve_accounts_with_a_search() {
    picture(
        "accounts-twelve",
        "Your Talkdesk accounts",
        &many(12),
        |window| {
            for n in 0..12 {
                button(window, &format!("Verify branch-{n:03}"));
            }
            window
                .harness
                .get_by_role_and_label(Role::TextInput, "Search accounts");
        },
    );
}

#[test]
fn a_search_without_a_result_can_be_taken_back() {
    let mut window = Window::new(Theme::Light, [920.0, 680.0], many(12));
    window.type_into(Role::TextInput, "Search accounts", "nobody");
    window
        .harness
        .get_by_label("No account matches \"nobody\".");
    window.press("Show all accounts");
    button(&window, "Verify branch-000");
    window.type_into(Role::TextInput, "Search accounts", "011");
    button(&window, "Verify branch-011");
    assert!(!has_button(&window, "Verify branch-000"));
    window.harness.get_by_label("1 of 12 accounts shown");
}

#[test]
fn a_search_without_a_result_has_a_drawing() {
    picture(
        "accounts-nothing-found",
        "Your Talkdesk accounts",
        &many(12),
        |window| {
            window.type_into(Role::TextInput, "Search accounts", "nobody");
            window
                .harness
                .get_by_role_and_label(Role::Image, "Nothing found");
        },
    );
}

#[test]
fn verify_all_in_progress() {
    picture(
        "accounts-verifying",
        "Your Talkdesk accounts",
        &many(12),
        |window| {
            window.asked();
            window.press("Verify all");
            let running = begun(window);
            let place = |name: &str, window: &Window| button(window, name).rect();
            let add = place("Add account", window);
            let (attempt, account) = running[0].clone();
            window.answer(Msg::Accounts(AccountsMsg::Verified {
                attempt,
                account,
                result: Ok(Ok(proof())),
            }));
            let (attempt, account) = running[1].clone();
            window.answer(Msg::Accounts(AccountsMsg::Verified {
                attempt,
                account,
                result: Ok(Err(refused())),
            }));
            window
                .harness
                .get_by_label("2 of 12 verified: 1 accepted, 1 refused");
            let bar = window
                .harness
                .get_by_role_and_label(Role::ProgressIndicator, "Verify all");
            assert_eq!(bar.accesskit_node().numeric_value(), Some(2.0));
            assert_eq!(place("Add account", window), add, "nothing moves");
            button(window, "Cancel");
        },
    );
}

#[test]
fn cancel_stops_verify_all() {
    let mut window = Window::new(Theme::Light, [920.0, 680.0], many(12));
    window.asked();
    window.press("Verify all");
    let running = begun(&window).len();
    window.press("Cancel");
    let asked = window.asked();
    let canceled = |effect: &&Effect| matches!(effect, Effect::Cancel { .. });
    assert_eq!(asked.iter().filter(canceled).count(), running);
    window.harness.get_by_label("Canceled after 0 of 12");
    button(&window, "Verify all");
}

#[test]
fn what_came_of_verify_all_is_not_said_of_an_empty_list() {
    let mut window = Window::new(Theme::Light, [920.0, 680.0], many(1));
    window.asked();
    window.press("Verify all").press("Cancel");
    window.harness.get_by_label("Canceled after 0 of 1");
    remove(&mut window, "branch-000");
    window
        .harness
        .get_by_label("No account is saved on this computer");
}

#[test]
fn verify_all_says_whom_it_does_not_ask_again() {
    let mut window = Window::new(Theme::Light, [920.0, 680.0], four());
    window.asked();
    window.press("Verify all");
    assert_eq!(begun(&window).len(), 3);
    window
        .harness
        .get_by_label_contains("Not asked again: acme (Europe).");
}

#[test]
fn removed_accounts_can_be_brought_back_one_by_one() {
    picture(
        "accounts-removed",
        "Your Talkdesk accounts",
        &many(12),
        |window| {
            AHEAD.set(jiff::SignedDuration::ZERO);
            remove(window, "branch-001");
            window
                .harness
                .get_by_label("Removed from this computer. Still valid in Talkdesk.");
            assert!(button(window, "Undo").is_focused(), "for the keyboard");
            window.harness.get_by_label("60 seconds left");
            AHEAD.set(jiff::SignedDuration::from_secs(18));
            window.harness.run_ok();
            window.harness.get_by_label("42 seconds left");
            remove(window, "branch-003");
            let undo = "Undo: branch-001 (United States)";
            window.asked();
            window.press(undo);
            let asked = window.asked();
            assert!(
                matches!(&asked[..], [Effect::Restore { entry, .. }]
                if entry.account == account("branch-001")),
                "{asked:?}"
            );
            window
                .harness
                .get_by_label_contains("Bringing back branch-001");
        },
    );
}

#[test]
fn of_a_thousand_accounts_only_those_in_sight_are_laid_out_and_tab_still_reaches_the_next() {
    let mut window = Window::new(Theme::Light, [920.0, 680.0], many(1000));
    let verify = |window: &Window| {
        let buttons = window.harness.query_all_by_role(Role::Button);
        let names = buttons.filter_map(|button| button.accesskit_node().label());
        names
            .filter(|name| name.starts_with("Verify branch"))
            .collect::<Vec<_>>()
    };
    let first = verify(&window);
    assert!((4..12).contains(&first.len()), "{first:?}");
    assert_eq!(first[0], "Verify branch-000");

    button(&window, "Verify branch-000").focus();
    window.harness.run_ok();
    // Five buttons a card.
    for _ in 0..100 {
        window.harness.key_press(egui::Key::Tab);
        window.harness.run_ok();
    }
    assert!(button(&window, "Verify branch-020").is_focused());
    assert!(!has_button(&window, "Verify branch-000"));
}

#[test]
fn the_focus_survives_when_its_card_is_scrolled_out_of_sight() {
    let mut window = Window::new(Theme::Light, [920.0, 680.0], many(1000));
    button(&window, "Use branch-000").focus();
    window.harness.run_ok();
    window
        .harness
        .event(egui::Event::PointerMoved([400.0, 400.0].into()));
    window.harness.event(egui::Event::MouseWheel {
        unit: egui::MouseWheelUnit::Point,
        delta: egui::vec2(0.0, -20_000.0),
        phase: egui::TouchPhase::Move,
        source: egui::MouseWheelSource::Unknown,
        modifiers: egui::Modifiers::NONE,
    });
    window.harness.run_steps(30);
    assert!(!has_button(&window, "Verify branch-001"), "scrolled away");
    assert!(button(&window, "Use branch-000").is_focused());
}

#[test]
fn the_exact_times_are_in_the_descriptions_and_beside_the_keyboards_focus() {
    let mut window = Window::new(Theme::Light, [920.0, 680.0], one());
    let exact = "Verified on November";
    let described =
        |node: egui_kittest::Node<'_>| node.accesskit_node().description().unwrap_or_default();
    let title = window.harness.get_by_label_contains("acme, United States");
    assert!(described(title).contains(exact));
    let verify = button(&window, "Verify acme");
    assert!(described(verify).contains(exact) && described(verify).contains("Saved on November"));
    let shown = |window: &Window| {
        let shown = window.harness.query_all_by_label_contains(exact);
        shown.count() > 0
    };
    assert!(!shown(&window));
    button(&window, "Verify acme").focus();
    window.harness.run_ok();
    assert!(shown(&window));
    button(&window, "Use acme").focus();
    window.harness.run_ok();
    assert!(!shown(&window));
}

#[test]
fn settings() {
    picture("settings", "Settings", &one(), |window| {
        window.open_page("Settings");
        window.asked();
        let mut choose = |role: Role, name: &str| {
            window.harness.get_by_role_and_label(role, name).click();
            window.harness.run_ok();
            window.asked()
        };
        let chosen = Settings {
            remind_after_days: Some(30),
            visits: 1,
            ..Settings::default()
        };
        assert_eq!(
            choose(Role::RadioButton, "30 days"),
            [Effect::KeepSettings(chosen.clone())]
        );
        let chosen = Settings {
            verify_on_open: true,
            ..chosen
        };
        let name = "Verify all accounts when this program opens";
        assert_eq!(
            choose(Role::CheckBox, name),
            [Effect::KeepSettings(chosen.clone())]
        );
        let off = Settings {
            remind_after_days: None,
            ..chosen
        };
        assert_eq!(
            choose(Role::RadioButton, "Never"),
            [Effect::KeepSettings(off)]
        );
        window.press("Back").heading("Your Talkdesk accounts");
        window.open_page("Settings");
    });
}

#[test]
fn moving_on() {
    picture("moving-on", "Moving on", &four(), |window| {
        window.open_page("Moving on");
        window.answer(kept(&["acme@eu", "acme@eu (previous)", "acme@us"]));
        let text =
            "In GNOME Keyring: acme (Europe), acme (Europe), old credentials, acme (United States)";
        window.harness.get_by_label(text);
    });
}

/// Presses the button, which is at the end of a long page.
fn ask(window: &mut Window) {
    button(window, "Remove everything…").scroll_to_me();
    window.harness.run_ok();
    window.press("Remove everything…");
}

#[test]
fn removing_everything_names_what_is_destroyed() {
    picture("moving-on-confirm", "Moving on", &four(), |window| {
        window.open_page("Moving on");
        window.answer(kept(&["acme@eu", "acme@eu (previous)", "acme@us"]));
        ask(window);
        for line in [
            "acme (Europe), in GNOME Keyring",
            "acme (Europe), old credentials, in GNOME Keyring",
            "acme (United States), in GNOME Keyring",
            "The list of your accounts, your settings, what you typed last, and the log",
        ] {
            window.harness.get_by_label(line);
        }
        button(window, "Keep everything");
        window.asked();
    });
    let mut window = Window::new(Theme::Light, [920.0, 680.0], four());
    window.open_page("Moving on");
    ask(&mut window);
    window.asked();
    window.press("Remove everything");
    let store = Store::System;
    assert_eq!(window.asked(), [Effect::RemoveAll { store }]);
    window
        .answer(Msg::MovingOn(MovingOnMsg::AllRemoved {
            store,
            result: Err(RemoveAllProblem::File {
                path: "/home/ada/.config/talkdesk-setup/accounts.json".to_owned(),
            }),
        }))
        .harness
        .get_by_label("Something is left");
    button(&window, "Try again…").scroll_to_me();
    window.harness.run_ok();
    window.press("Try again…").press("Remove everything");
    window
        .answer(Msg::MovingOn(MovingOnMsg::AllRemoved {
            store,
            result: Ok(3),
        }))
        .heading("Connect Talkdesk");
}

#[test]
fn narrow_pages_of_accounts() {
    let mut results = egui_kittest::SnapshotResults::new();
    let mut check = |name: &str, index: Index, walk: &dyn Fn(&mut Window)| {
        let mut window = Window::new(Theme::Light, [480.0, 640.0], index);
        walk(&mut window);
        window.harness.event(egui::Event::PointerGone);
        window.harness.run_ok();
        results.add(window.harness.try_snapshot(format!("narrow-{name}")));
    };
    check("accounts", four(), &|_| {});
    check("accounts-removed", many(12), &|window| {
        remove(window, "branch-001");
    });
    check("settings", one(), &|window| {
        window.open_page("Settings");
    });
    check("moving-on", one(), &|window| {
        window.open_page("Moving on").answer(kept(&["acme@us"]));
    });
}
