//! Every page by its accessible names and by its picture, in both themes.

mod accounts;
mod client_pictures;
mod clipboard;
mod keychains;
mod keys;
mod menu;
mod network;
mod odd_items;
mod practice;
mod problem;
mod reading;
mod receivers;
mod rotation;
mod use_from_home;

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
    time::Duration,
};

use egui::{Theme, accesskit::Role};
use egui_kittest::{Harness, kittest::Queryable as _};
use jiff::{SignedDuration, Timestamp};
use talkdesk_setup::{
    app::App,
    credentials::ClientId,
    effects::Effects,
    keychain::{KeychainError, KeychainInfo, Lock},
    program::{
        AccountsMsg, ChecksMsg, Compared, Effect, KeychainMsg, LeavingMsg, MovingOnMsg, Msg,
        PracticeHosts, PracticeMsg, Program, RotationEffect, RotationMsg, Route, SaveMsg, Store,
        VerifyMsg,
    },
    saved::{Entry, Index, LastVerification, VerificationResult},
    talkdesk::{Account, AccountName, Region},
    token::Refusal,
    verification::{ApiOutcome, Cause, Failure, HeaderScheme, Proof, Stage},
};

use crate::{
    look::{check_contrast, check_idle, check_layout},
    told,
};

const ID: &str = "23de1fee0a4b4f0f9b0c77a1e0f42546";
const SECRET: &str = "gA7-x9_Tq2LmV4nR8sWc1YzE6uKd3HfB5jPo0iQaXtZvNwSrMyGkCbDhJlUeFpOi";

type Asked = Rc<RefCell<Vec<Effect>>>;

/// Notes what is asked and answers nothing.
struct Recorder(Asked);

impl Effects for Recorder {
    fn run(&mut self, effect: Effect) {
        self.0.borrow_mut().push(effect);
    }

    fn answers(&mut self) -> Vec<Msg> {
        Vec::new()
    }
}

/// The window, with what it asked for.
struct Window {
    harness: Harness<'static, App>,
    asked: Asked,
}

impl Window {
    fn new(theme: Theme, size: [f32; 2], index: Index) -> Self {
        let asked = Asked::default();
        let recorder = Recorder(Rc::clone(&asked));
        let harness = Harness::builder()
            .with_size(size)
            .with_theme(theme)
            .build_eframe(move |creation| {
                App::new(
                    &creation.egui_ctx,
                    Program::new(index, None),
                    Box::new(recorder),
                    clock,
                )
            });
        let mut window = Self { harness, asked };
        let result = Ok(KeychainInfo {
            name: "GNOME Keyring".to_owned(),
            lock: Lock::Open,
        });
        window.answer(Msg::Keychain(KeychainMsg::Described {
            store: Store::System,
            result,
        }));
        window
    }

    fn press(&mut self, name: &str) -> &mut Self {
        self.harness
            .get_by_role_and_label(Role::Button, name)
            .click();
        self.harness.run_ok();
        self
    }

    /// Chooses an entry of the menu.
    fn open_page(&mut self, entry: &str) -> &mut Self {
        self.press("Menu");
        let item = self.harness.get_by_role_and_label(Role::MenuItem, entry);
        item.click();
        self.harness.run_ok();
        self
    }

    fn type_into(&mut self, role: Role, name: &str, text: &str) -> &mut Self {
        self.harness.get_by_role_and_label(role, name).focus();
        self.harness.run_ok();
        self.harness
            .get_by_role_and_label(role, name)
            .type_text(text);
        self.harness.run_ok();
        self
    }

    fn answer(&mut self, msg: Msg) -> &mut Self {
        let ctx = self.harness.ctx.clone();
        self.harness.state_mut().dispatch(&ctx, msg);
        self.harness.run_ok();
        self
    }

    fn heading(&self, text: &str) -> &Self {
        self.harness.get_by_role_and_label(Role::Heading, text);
        self
    }

    fn asked(&self) -> Vec<Effect> {
        self.asked.borrow_mut().drain(..).collect()
    }

    fn attempt(&self) -> talkdesk_setup::program::AttemptId {
        self.asked()
            .iter()
            .find_map(|effect| match effect {
                Effect::Verify { attempt, .. } | Effect::Save { attempt, .. } => Some(*attempt),
                _ => None,
            })
            .expect("an attempt was begun")
    }

    fn walk_to_account(&mut self) -> &mut Self {
        self.press("Set up an account")
    }

    fn walk_to_create_client(&mut self) -> &mut Self {
        self.walk_to_account()
            .type_into(Role::TextInput, "Account name or Talkdesk address", "acme")
            .press("Continue")
    }

    fn bring_into_view(&mut self, button: &str) -> &mut Self {
        self.harness
            .get_by_role_and_label(Role::Button, button)
            .scroll_to_me();
        self.harness.run_ok();
        self
    }

    /// Ticks an answer to "What will Nexla read?", or unticks it.
    fn nexla_reads(&mut self, answer: &str) -> &mut Self {
        let its_box = self.harness.get_by_role_and_label(Role::CheckBox, answer);
        its_box.scroll_to_me();
        self.harness.run_ok();
        self.harness
            .get_by_role_and_label(Role::CheckBox, answer)
            .click();
        self.harness.run_ok();
        self
    }

    fn walk_to_credentials(&mut self) -> &mut Self {
        self.walk_to_create_client()
            .nexla_reads("Nothing yet, only test the connection")
            .press("Continue")
    }

    fn walk_to_verify(&mut self) -> &mut Self {
        self.walk_to_credentials()
            .type_into(Role::TextInput, "Client ID", ID)
            .type_into(Role::PasswordInput, "Client secret", SECRET)
            .press("Continue")
    }

    fn verified(&mut self, result: Result<Proof, Failure>) -> &mut Self {
        self.walk_to_verify().answered(result)
    }

    /// Lets the verification under way end so.
    fn answered(&mut self, result: Result<Proof, Failure>) -> &mut Self {
        let attempt = self.attempt();
        let ended_well = if result.is_ok() { 3 } else { 2 };
        for done in told::stages().into_iter().take(ended_well) {
            self.answer(Msg::Verify(VerifyMsg::StageDone { attempt, done }));
        }
        self.answer(Msg::Verify(VerifyMsg::Verified { attempt, result }))
    }

    fn walk_to_save(&mut self) -> &mut Self {
        self.verified(Ok(proof()))
    }

    fn walk_to_use_it(&mut self) -> &mut Self {
        let attempt = self.walk_to_save().press("Save").attempt();
        self.answer(Msg::Save(SaveMsg::Saved {
            store: Store::System,
            attempt,
            result: Ok(Box::new(saved_entry())),
        }))
    }
}

fn now() -> Timestamp {
    "2026-11-23T10:00:00Z".parse().expect("a timestamp")
}

thread_local! {
    /// By how much the window's clock is ahead of `now`.
    static AHEAD: Cell<SignedDuration> = const { Cell::new(SignedDuration::ZERO) };
}

fn clock() -> Timestamp {
    now().saturating_add(AHEAD.get()).expect("in range")
}

fn proof() -> Proof {
    Proof {
        token_lifetime: Some(Duration::from_secs(599)),
        scopes: Some(
            [
                "openid",
                "account:read",
                "data-reports:read",
                "data-reports:write",
                "users:read",
            ]
            .map(str::to_owned)
            .to_vec(),
        ),
        api: ApiOutcome::Account {
            name: "acme".to_owned(),
            company: Some("Acme Corporation".to_owned()),
            scheme: HeaderScheme::Bearer,
        },
        api_took: Duration::from_millis(58),
        api_connection: Some(told::api_connection()),
    }
}

fn refused() -> Failure {
    Failure {
        stage: Stage::Token,
        cause: Cause::Refused(Refusal::InvalidClient {
            named: true,
            status: 401,
            description: Some("Bad client credentials".to_owned()),
        }),
        took: Duration::from_millis(63),
        unused_proxy: None,
    }
}

fn entry(name: &str, region: Region, days: i64, result: Option<VerificationResult>) -> Entry {
    let ago = |hours: i64| {
        now()
            .saturating_sub(jiff::SignedDuration::from_hours(hours))
            .expect("in range")
    };
    Entry {
        account: Account {
            name: AccountName::parse(name).expect("a name"),
            region,
        },
        client_id: ClientId::parse(ID).expect("an ID"),
        created_at: ago(days * 24),
        keychain: "GNOME Keyring".to_owned(),
        last_verified: result.map(|result| LastVerification {
            at: ago(30),
            result,
        }),
        client_name: None,
        longest_token_life: None,
        granted: Some(vec!["openid".to_owned(), "account:read".to_owned()]),
        receiver: talkdesk_setup::receiver::Receiver::default(),
        previous: Vec::new(),
    }
}

fn saved_entry() -> Entry {
    entry(
        "acme",
        Region::UnitedStates,
        0,
        Some(VerificationResult::Accepted),
    )
}

fn two_accounts() -> Index {
    let why = "Talkdesk no longer accepts these credentials. Replace them.".to_owned();
    Index {
        entries: vec![
            entry(
                "acme",
                Region::UnitedStates,
                12,
                Some(VerificationResult::Accepted),
            ),
            entry(
                "acme",
                Region::Europe,
                94,
                Some(VerificationResult::Refused(why)),
            ),
        ],
    }
}

/// Takes the picture of a page in both themes, after checking that the page is the right one, and checks its colors,
/// that it rests when nothing moves, and that it fits every window.
fn picture(name: &str, heading: &str, index: &Index, walk: impl Fn(&mut Window)) {
    let mut results = egui_kittest::SnapshotResults::new();
    for (theme, suffix) in [(Theme::Light, "light"), (Theme::Dark, "dark")] {
        let mut window = Window::new(theme, [920.0, 680.0], index.clone());
        walk(&mut window);
        window.heading(heading);
        window
            .harness
            .input_mut()
            .events
            .push(egui::Event::PointerGone);
        window.harness.run_ok();
        results.add(window.harness.try_snapshot(format!("{name}-{suffix}")));
        check_contrast(name, theme, window.harness.output());
        if theme == Theme::Light {
            check_idle(name, &mut window.harness);
            check_layout(name, &mut window.harness);
        }
    }
}

fn none() -> Index {
    Index::default()
}

#[test]
fn welcome() {
    picture("welcome", "Connect Talkdesk", &none(), |_| {});
}

#[test]
fn account() {
    picture("account", "Which Talkdesk account?", &none(), |window| {
        window.walk_to_account().type_into(
            Role::TextInput,
            "Account name or Talkdesk address",
            "acme",
        );
        for region in ["United States", "Europe", "Canada", "Other"] {
            window
                .harness
                .get_by_role_and_label(Role::RadioButton, region);
        }
    });
}

fn enter_hosts(window: &mut Window, token_host: &str, api_host: &str) {
    window
        .walk_to_account()
        .type_into(Role::TextInput, "Account name or Talkdesk address", "acme");
    window
        .harness
        .get_by_role_and_label(Role::RadioButton, "Other")
        .click();
    window.harness.run_ok();
    window
        .type_into(Role::TextInput, "Token host", token_host)
        .type_into(Role::TextInput, "API host", api_host);
}

#[test]
fn a_host_that_looks_like_talkdesks_is_asked_about() {
    let host = "acme.talkdeskid.com.evil-login.example";
    picture(
        "account-foreign-host",
        "Which Talkdesk account?",
        &none(),
        |window| {
            enter_hosts(window, host, "api.talkdeskapp.com");
            window.press("Continue");
            window.harness.get_by_label(&format!(
                "{host} looks like one, but belongs to whoever owns evil-login.example."
            ));
            let change = window
                .harness
                .get_by_role_and_label(Role::Button, "Change it");
            assert!(change.is_focused(), "Enter sends nothing");
        },
    );
}

#[test]
fn a_host_of_this_computer_is_remarked_where_nothing_is_encrypted() {
    let mut window = Window::new(Theme::Light, [920.0, 1000.0], none());
    enter_hosts(
        &mut window,
        "http://localhost:8080",
        "https://localhost:8081",
    );
    window
        .harness
        .get_by_label_contains("http:// is not encrypted.");
    assert!(
        window
            .harness
            .query_by_role_and_label(Role::Button, "Change it")
            .is_none()
    );
}

fn before_you_start(name: &str, faulty: bool) {
    picture(name, "Which Talkdesk account?", &none(), |window| {
        window.walk_to_account().type_into(
            Role::TextInput,
            "Account name or Talkdesk address",
            "acme",
        );
        for msg in crate::before_you_start::all_found(faulty) {
            window.answer(msg);
        }
        window
            .harness
            .get_by_label("Before you start")
            .scroll_to_me();
        window.harness.run_ok();
        let again = window
            .harness
            .query_by_role_and_label(Role::Button, "Check again");
        assert_eq!(again.is_some(), faulty);
    });
}

#[test]
fn checks_that_run() {
    picture(
        "before-running",
        "Which Talkdesk account?",
        &none(),
        |window| {
            window.walk_to_account().type_into(
                Role::TextInput,
                "Account name or Talkdesk address",
                "acme",
            );
            window.answer(Msg::Checks(ChecksMsg::ReachHosts));
            window
                .harness
                .get_by_label_contains("Trying GNOME Keyring and the network");
        },
    );
}

#[test]
fn checks_that_passed() {
    before_you_start("before-passed", false);
}

#[test]
fn checks_that_failed() {
    before_you_start("before-failed", true);
}

/// Who presses Enter at once does not see them on the page before.
#[test]
fn checks_that_failed_are_told_on_the_next_page_too() {
    let heading = "Create an OAuth client in Talkdesk";
    picture("create-client-checks-failed", heading, &none(), |window| {
        window
            .walk_to_account()
            .type_into(Role::TextInput, "Account name or Talkdesk address", "acme")
            .press("Continue");
        for msg in crate::before_you_start::all_found(true) {
            window.answer(msg);
        }
        window
            .harness
            .get_by_role_and_label(Role::Button, "Check again");
    });
}

#[test]
fn account_with_other_hosts_and_errors() {
    picture(
        "account-other",
        "Which Talkdesk account?",
        &none(),
        |window| {
            window.walk_to_account();
            window
                .harness
                .get_by_role_and_label(Role::RadioButton, "Other")
                .click();
            window.harness.run_ok();
            window
                .type_into(Role::TextInput, "Token host", "http://talkdesk.example")
                .press("Continue");
            window
                .harness
                .get_by_role_and_label(Role::TextInput, "API host");
        },
    );
}

#[test]
fn create_client() {
    picture(
        "create-client",
        "Create an OAuth client in Talkdesk",
        &none(),
        |window| {
            window.walk_to_create_client();
            for button in ["Open Talkdesk", "Copy name", "Back", "Continue"] {
                window.harness.get_by_role_and_label(Role::Button, button);
            }
            for route in ["Admin > Integrations", "Builder > OAuth Clients"] {
                window
                    .harness
                    .get_by_role_and_label(Role::RadioButton, route);
            }
            assert!(window.harness.query_all_by_role(Role::CheckBox).count() >= 7);
        },
    );
}

#[test]
fn permissions_of_ones_own() {
    picture(
        "create-client-own-list",
        "Create an OAuth client in Talkdesk",
        &none(),
        |window| {
            window
                .walk_to_create_client()
                .nexla_reads("My own list")
                .press("Add account:read")
                .press("Add recordings:read")
                .harness
                .get_by_role_and_label(Role::TextInput, "Permissions that you want")
                .scroll_to_me();
            window.harness.run_ok();
            assert_eq!(
                window.harness.state().program().wizard.guide.what.wanted(),
                ["account:read", "recordings:read"]
            );
        },
    );
}

#[test]
fn row_38_missing_permissions_are_named_on_the_page() {
    picture(
        "verify-permissions",
        "Checking with Talkdesk",
        &none(),
        |window| {
            window
                .walk_to_create_client()
                .nexla_reads("Contacts")
                .nexla_reads("Users and teams")
                .press("Continue")
                .type_into(Role::TextInput, "Client ID", ID)
                .type_into(Role::PasswordInput, "Client secret", SECRET);
            window.press("Continue").answered(Ok(proof()));
            window.harness.get_by_label("3 permissions are missing");
            window.harness.get_by_label("contacts:read");
            // What was granted is asked for.
            window.press("Details");
            for scope in ["users:read", "data-reports:read"] {
                window.harness.get_by_label(scope);
            }
            window.press("Details");
        },
    );
}

#[test]
fn credentials() {
    picture(
        "credentials",
        "Enter the client's credentials",
        &none(),
        |window| {
            window
                .walk_to_credentials()
                .type_into(Role::TextInput, "Client ID", ID)
                .type_into(Role::PasswordInput, "Client secret", SECRET);
            for button in ["Paste", "Choose file…", "Show secret"] {
                window.harness.get_by_role_and_label(Role::Button, button);
            }
        },
    );
}

#[test]
fn credentials_missing() {
    picture(
        "credentials-missing",
        "Enter the client's credentials",
        &none(),
        |window| {
            window.walk_to_credentials().press("Continue");
        },
    );
}

#[test]
fn verify_running() {
    let mut window = Window::new(Theme::Light, [920.0, 680.0], none());
    window.walk_to_verify().heading("Checking with Talkdesk");
    window.press("Cancel");
    assert!(
        window
            .asked()
            .iter()
            .any(|effect| matches!(effect, Effect::Cancel { .. }))
    );
    window.press("Try again");
    assert!(
        window
            .asked()
            .iter()
            .any(|effect| matches!(effect, Effect::Verify { .. }))
    );
}

#[test]
fn verify_accepted() {
    picture(
        "verify-accepted",
        "Checking with Talkdesk",
        &none(),
        |window| {
            window.verified(Ok(proof()));
            window
                .harness
                .get_by_label("Talkdesk accepted these credentials");
            window
                .harness
                .get_by_role_and_label(Role::Button, "Details");
        },
    );
}

#[test]
fn verify_problem() {
    picture(
        "verify-problem",
        "Checking with Talkdesk",
        &none(),
        |window| {
            window.verified(Err(refused()));
            window.harness.get_by_label("There is a problem");
            for button in [
                "Change client secret",
                "Change client ID",
                "Try again",
                "Try in Europe",
                "Back",
            ] {
                window.harness.get_by_role_and_label(Role::Button, button);
            }
        },
    );
}

#[test]
fn the_report_is_shown_and_copied_as_shown() {
    let mut window = Window::new(Theme::Light, [920.0, 680.0], none());
    window.verified(Err(refused()));
    let report = window.harness.state().program().wizard.verify.report();
    let report = report.expect("it has ended");
    window.harness.get_by_label(report.trim_end());
    window
        .harness
        .get_by_role_and_label(Role::Button, "Copy report")
        .scroll_to_me();
    window.harness.run_ok();
    window.asked();
    window.press("Copy report");
    assert_eq!(window.asked(), [Effect::CopyText(report)]);
}

#[test]
fn verify_with_a_warning() {
    picture(
        "verify-warning",
        "Checking with Talkdesk",
        &none(),
        |window| {
            window.verified(Ok(Proof {
                api: ApiOutcome::Forbidden,
                ..proof()
            }));
            window
                .harness
                .get_by_label("Talkdesk accepted these credentials");
        },
    );
}

#[test]
fn save_says_where_it_goes_and_what_it_replaces() {
    let mut window = Window::new(Theme::Light, [920.0, 680.0], none());
    window.walk_to_save();
    window.harness.get_by_role_and_label(Role::Button, "Save");
    window.harness.get_by_label("Into GNOME Keyring");
    assert!(
        window
            .harness
            .query_by_role_and_label(Role::List, "Stages")
            .is_none(),
        "what went well is folded"
    );
    window.press("Details");
    window.harness.get_by_role_and_label(Role::List, "Stages");
    window.harness.get_by_label("Life of a token: 599 s");
}

#[test]
fn saving_in_place_of_saved_credentials() {
    picture(
        "verify-replaces",
        "Checking with Talkdesk",
        &two_accounts(),
        |window| {
            window
                .press("Replace credentials for acme (United States)")
                .press("Continue")
                .type_into(Role::TextInput, "Client ID", &ID.replace('2', "3"))
                .type_into(Role::PasswordInput, "Client secret", SECRET);
            window.asked();
            window.press("Continue");
            let asked = window.asked();
            let [Effect::Rotation(RotationEffect::Compare { attempt, .. })] = asked[..] else {
                panic!("asked for {asked:?}")
            };
            let result = Compared::New;
            window.answer(RotationMsg::Compared { attempt, result }.into());
            window.answered(Ok(proof()));
            window
                .harness
                .get_by_label("Into GNOME Keyring, in place of client 23de1fee…2546");
            window
                .harness
                .get_by_label("This replaces saved credentials");
        },
    );
}

#[test]
fn while_saving_runs_there_is_no_way_back() {
    picture(
        "verify-saving",
        "Checking with Talkdesk",
        &none(),
        |window| {
            window.walk_to_save().press("Save");
            window.harness.get_by_label_contains("Saving");
            let back = window.harness.query_by_role_and_label(Role::Button, "Back");
            assert!(back.is_none());
        },
    );
}

#[test]
fn save_refused_by_the_keychain() {
    picture(
        "verify-not-saved",
        "Checking with Talkdesk",
        &none(),
        |window| {
            let attempt = window.walk_to_save().press("Save").attempt();
            let error = KeychainError::Frozen {
                name: "GNOME Keyring".to_owned(),
            };
            window.answer(Msg::Save(SaveMsg::Saved {
                store: Store::System,
                attempt,
                result: Err(error),
            }));
            window.harness.get_by_label("There is a problem");
        },
    );

    let mut window = Window::new(Theme::Light, [920.0, 680.0], none());
    let attempt = window.walk_to_save().press("Save").attempt();
    window.answer(Msg::Save(SaveMsg::Saved {
        store: Store::System,
        attempt,
        result: Err(KeychainError::Missing),
    }));
    window.asked();
    window.press("Try again");
    let saves = |effect: &Effect| matches!(effect, Effect::Save { .. });
    assert!(window.asked().iter().any(saves));
}

#[test]
fn a_locked_keychain_is_told_before_save_is_pressed() {
    let mut window = Window::new(Theme::Light, [920.0, 680.0], none());
    window.walk_to_save();
    window.answer(Msg::Keychain(KeychainMsg::Described {
        store: Store::System,
        result: Ok(KeychainInfo {
            name: "GNOME Keyring".to_owned(),
            lock: Lock::Locked,
        }),
    }));
    window.harness.get_by_label("There is a problem");
    window.asked();
    window.press("Unlock");
    assert_eq!(window.asked(), [Effect::UnlockKeychain]);
}

#[test]
fn use_it() {
    picture("use-it", "Ready to use", &none(), |window| {
        window.walk_to_use_it();
        window.harness.get_by_label("Saved to GNOME Keyring");
        for button in [
            "Copy client ID",
            "Copy client secret",
            "Copy account name",
            "Open Nexla",
            "Finish",
        ] {
            window.harness.get_by_role_and_label(Role::Button, button);
        }
        assert!(
            window
                .harness
                .query_by_role_and_label(Role::Button, "Back")
                .is_none()
        );
    });
}

#[test]
fn accounts() {
    picture(
        "accounts",
        "Your Talkdesk accounts",
        &two_accounts(),
        |window| {
            for button in [
                "Add account",
                "Verify all",
                "Verify acme (United States)",
                "Verify acme (Europe)",
                "Replace credentials for acme (Europe)",
                "Use acme (Europe)",
                "Remove acme (Europe)",
            ] {
                window.harness.get_by_role_and_label(Role::Button, button);
            }
        },
    );
}

#[test]
fn one_account_is_named_by_its_name_alone() {
    let index = Index {
        entries: vec![entry("acme", Region::UnitedStates, 3, None)],
    };
    let mut window = Window::new(Theme::Light, [920.0, 680.0], index);
    window.asked();
    window.press("Verify acme");
    assert!(
        window
            .asked()
            .iter()
            .any(|effect| matches!(effect, Effect::VerifySaved { .. }))
    );
}

#[test]
fn leaving_asks_about_the_secret() {
    picture(
        "leaving",
        "Enter the client's credentials",
        &none(),
        |window| {
            window
                .walk_to_credentials()
                .type_into(Role::PasswordInput, "Client secret", SECRET);
            window.answer(Msg::Leaving(LeavingMsg::CloseRequested));
            for button in ["Keep going", "Leave"] {
                window.harness.get_by_role_and_label(Role::Button, button);
            }
        },
    );
}

#[test]
fn builder_is_the_second_route() {
    picture(
        "create-client-builder",
        "Create an OAuth client in Talkdesk",
        &none(),
        |window| {
            window.walk_to_create_client();
            window
                .harness
                .get_by_role_and_label(Role::RadioButton, "Builder > OAuth Clients")
                .click();
            window.harness.run_ok();
            assert_eq!(
                window.harness.state().program().wizard.guide.route,
                Route::BuilderOauthClients
            );
        },
    );
}

#[test]
fn the_secret_is_in_no_accessible_node() {
    let mut window = Window::new(Theme::Light, [920.0, 680.0], none());
    window
        .walk_to_credentials()
        .type_into(Role::PasswordInput, "Client secret", SECRET);
    let field = window
        .harness
        .get_by_role_and_label(Role::PasswordInput, "Client secret");
    assert_eq!(field.value(), None);
    assert_eq!(
        window
            .harness
            .query_all_by_label_contains(&SECRET[..12])
            .count(),
        0
    );
    window.press("Show secret");
    assert_eq!(
        window
            .harness
            .query_all_by_label_contains(&SECRET[..12])
            .count(),
        0
    );
}

#[test]
fn enter_continues() {
    let mut window = Window::new(Theme::Light, [920.0, 680.0], none());
    window
        .walk_to_account()
        .type_into(Role::TextInput, "Account name or Talkdesk address", "acme");
    window.harness.key_press(egui::Key::Enter);
    window.harness.run_ok();
    window.heading("Create an OAuth client in Talkdesk");
    window.asked();
    window.harness.key_press(egui::Key::Enter);
    window.harness.run_ok();
    assert!(matches!(window.asked()[..], [Effect::OpenAddress(_)]));
    window.harness.key_press(egui::Key::Enter);
    window.harness.run_ok();
    window.heading("Create an OAuth client in Talkdesk");
    window
        .harness
        .get_by_label_contains("Choose what Nexla will read.");
    window.nexla_reads("Call reports");
    window.harness.key_press(egui::Key::Enter);
    window.harness.run_ok();
    window.heading("Enter the client's credentials");
}

/// The narrowest window, as on half a laptop's screen at 200 %.
#[test]
fn narrow_windows_keep_the_footer_and_scroll_the_rest() {
    let mut results = egui_kittest::SnapshotResults::new();
    let mut check = |name: &str, walk: &dyn Fn(&mut Window)| {
        let mut window = Window::new(Theme::Light, [480.0, 360.0], none());
        walk(&mut window);
        window
            .harness
            .input_mut()
            .events
            .push(egui::Event::PointerGone);
        window.harness.run_ok();
        results.add(window.harness.try_snapshot(format!("narrow-{name}")));
    };
    check("welcome", &|_| {});
    check("account", &|window| {
        window.walk_to_account();
    });
    check("verify-problem", &|window| {
        window.verified(Err(refused()));
    });
    check("use-it", &|window| {
        window.walk_to_use_it();
    });
}

#[test]
fn the_copied_name_tells_a_replacement_from_the_first_client() {
    let mut window = Window::new(Theme::Light, [920.0, 680.0], two_accounts());
    window
        .press("Replace credentials for acme (Europe)")
        .bring_into_view("Copy name")
        .press("Copy name");
    let copied = Effect::CopyText("Nexla Integration 2026-11".to_owned());
    assert!(window.asked().contains(&copied));

    let mut window = Window::new(Theme::Light, [920.0, 680.0], none());
    window
        .walk_to_create_client()
        .bring_into_view("Copy name")
        .press("Copy name");
    assert!(
        window
            .asked()
            .contains(&Effect::CopyText("Nexla Integration".to_owned()))
    );
}

#[test]
fn a_notice_stands_above_every_page_until_it_is_dismissed() {
    let sentence = "The list of accounts could not be written to /home/pat/.config/talkdesk-setup/accounts.json. Free some \
                    space on that disk, then verify the account once more.";
    let told = |window: &mut Window| {
        window.answer(Msg::SetUpAccount);
        window.answer(Msg::Notice(sentence.to_owned()));
        window.harness.get_by_label_contains(sentence);
    };
    picture("notice", "Which Talkdesk account?", &none(), told);

    let mut window = Window::new(Theme::Light, [920.0, 680.0], none());
    told(&mut window);
    window.press("Dismiss");
    assert!(window.harness.query_by_label_contains(sentence).is_none());
}
