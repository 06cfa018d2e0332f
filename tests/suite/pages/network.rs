//! Proxies, certificates and the times of a verification, on Verify and Account.

use egui::{Theme, accesskit::Role};
use egui_kittest::kittest::Queryable as _;
use talkdesk_setup::{
    connection::{CaFile, DesktopProxy, UnusedProxy},
    program::{CaFileMsg, ChecksMsg, Effect, Msg, VerifyMsg},
    talkdesk::Host,
    verification::{Cause, Failure, Stage},
};

use super::{Window, none, picture, proof};
use crate::{look::check_contrast, told};

const HEADING: &str = "Checking with Talkdesk";

fn not_trusted() -> Failure {
    Failure {
        stage: Stage::SecureConnection,
        cause: Cause::UnknownIssuer {
            host: "acme.talkdeskid.com".to_owned(),
            issuer: Some("Example Corp, Example Corp Web Gateway CA".to_owned()),
        },
        took: std::time::Duration::from_millis(38),
        unused_proxy: None,
    }
}

fn company() -> CaFile {
    CaFile {
        path: "/home/mary/Downloads/example-corp.pem".into(),
        authorities: vec!["Example Corp, Example Corp Web Gateway CA".to_owned()],
        digest: "07ab".to_owned(),
        others_may_write: false,
    }
}

impl Window {
    fn move_pointer_away(&mut self) {
        let input = self.harness.input_mut();
        input.events.push(egui::Event::PointerGone);
        self.harness.run_ok();
    }
}

#[test]
fn verify_details() {
    let mut results = egui_kittest::SnapshotResults::new();
    for (theme, suffix) in [(Theme::Light, "light"), (Theme::Dark, "dark")] {
        let mut window = Window::new(theme, [920.0, 1000.0], none());
        window.verified(Ok(proof())).press("Details");
        for fact in [
            "Address: https://acme.talkdeskid.com/oauth/token",
            "Address reached: 198.51.100.7:443",
            "Security: TLS 1.3",
            "Certificate ends: March 14, 2027, 23:59 UTC",
            "Trusted authorities: this system's list",
            "Answer: HTTP 200",
            "Connection made in: 38 ms",
            "Accepted header: Authorization: Bearer",
        ] {
            let shown = window.harness.query_all_by_label(fact).next();
            assert!(shown.is_some(), "{fact}");
        }
        window.move_pointer_away();
        results.add(
            window
                .harness
                .try_snapshot(format!("verify-details-{suffix}")),
        );
        check_contrast("verify-details", theme, window.harness.output());
    }
    let mut narrow = Window::new(Theme::Light, [480.0, 1400.0], none());
    narrow.verified(Ok(proof())).press("Details");
    narrow.move_pointer_away();
    results.add(narrow.harness.try_snapshot("narrow-verify-details"));
}

#[test]
fn verify_over_connections_that_are_open() {
    picture("verify-already-open", HEADING, &none(), |window| {
        let attempt = window.walk_to_verify().attempt();
        for mut done in told::stages() {
            done.already_open = done.stage() < Stage::Token;
            window.answer(Msg::Verify(VerifyMsg::StageDone { attempt, done }));
        }
        window
            .harness
            .get_by_label("Secure connection, done, already open, took 41 ms");
    });
}

#[test]
fn row_16_an_unknown_issuer_offers_to_name_a_ca_file() {
    picture("verify-not-trusted", HEADING, &none(), |window| {
        window.verified(Err(not_trusted())).press("Choose CA file…");
        assert!(window.asked.borrow().contains(&Effect::ChooseCaFile));
    });
}

#[test]
fn row_16_a_ca_file_that_was_chosen_is_told_and_the_next_try_offered() {
    picture("verify-ca-file", HEADING, &none(), |window| {
        window
            .verified(Err(not_trusted()))
            .answer(Msg::CaFile(CaFileMsg::Checked(Ok(company()))));
        window.harness.get_by_label("Your CA file is trusted too");
        window
            .harness
            .get_by_role_and_label(Role::Button, "Try again");
        let asked = window.asked.borrow();
        let kept = asked.iter().any(|effect| {
            matches!(effect, Effect::KeepSettings(settings) if settings.ca_file == Some(company().accepted()))
        });
        assert!(kept, "{asked:?}");
    });
}

#[test]
fn row_22_a_ca_file_that_was_not_taken_is_told_beside_the_button() {
    let mut window = Window::new(Theme::Light, [920.0, 680.0], none());
    let sentence =
        "The CA file /home/mary/a.pem is damaged: its certificate number 2 cannot be read.";
    window
        .verified(Err(not_trusted()))
        .answer(Msg::CaFile(CaFileMsg::Checked(Err(sentence.to_owned()))));
    window.harness.get_by_label("This file was not taken");
    window.harness.get_by_label(sentence);
}

#[test]
fn account_with_a_ca_file() {
    let mut results = egui_kittest::SnapshotResults::new();
    for (theme, suffix) in [(Theme::Light, "light"), (Theme::Dark, "dark")] {
        let mut window = Window::new(theme, [920.0, 1000.0], none());
        window
            .walk_to_account()
            .answer(Msg::CaFile(CaFileMsg::Checked(Ok(company()))))
            .press("Network");
        for button in ["Choose CA file…", "Stop trusting it"] {
            window.harness.get_by_role_and_label(Role::Button, button);
        }
        window.move_pointer_away();
        results.add(
            window
                .harness
                .try_snapshot(format!("account-network-{suffix}")),
        );
        check_contrast("account-network", theme, window.harness.output());
    }
}

#[test]
fn a_ca_file_that_has_changed_is_asked_about() {
    let mut results = egui_kittest::SnapshotResults::new();
    for (theme, suffix) in [(Theme::Light, "light"), (Theme::Dark, "dark")] {
        let mut window = Window::new(theme, [920.0, 1200.0], none());
        let changed = CaFile {
            authorities: vec!["Another authority".to_owned()],
            digest: "another".to_owned(),
            others_may_write: true,
            ..company()
        };
        window
            .walk_to_account()
            .answer(Msg::CaFile(CaFileMsg::Checked(Ok(company()))))
            .answer(Msg::CaFile(CaFileMsg::KeptChecked(Ok(changed.clone()))))
            .answer(Msg::DismissNotice)
            .asked();
        window.harness.get_by_label("Your CA file has changed");
        window.move_pointer_away();
        results.add(
            window
                .harness
                .try_snapshot(format!("account-ca-file-changed-{suffix}")),
        );
        check_contrast("account-ca-file-changed", theme, window.harness.output());
        window.press("Trust the changed file");
        let asked = window.asked();
        let Some(Effect::KeepSettings(settings)) = asked.first() else {
            panic!("{asked:?}")
        };
        assert_eq!(settings.ca_file, Some(changed.accepted()));
    }
}

#[test]
fn row_16_an_unknown_issuer_before_the_start_shows_where_to_name_a_ca_file() {
    let mut window = Window::new(Theme::Light, [920.0, 1200.0], none());
    window
        .walk_to_account()
        .type_into(Role::TextInput, "Account name or Talkdesk address", "acme")
        .answer(Msg::Checks(ChecksMsg::ReachHosts))
        .answer(Msg::Checks(ChecksMsg::Reached {
            host: Host::parse("acme.talkdeskid.com").expect("a host"),
            result: Err(not_trusted().cause),
        }));
    window
        .harness
        .get_by_role_and_label(Role::TextInput, "CA file");
    let mut results = egui_kittest::SnapshotResults::new();
    window.move_pointer_away();
    results.add(window.harness.try_snapshot("account-not-trusted"));
}

#[test]
fn a_ca_file_can_be_named_by_its_path_and_trusted_no_more() {
    let mut window = Window::new(Theme::Light, [920.0, 1000.0], none());
    window
        .walk_to_account()
        .answer(Msg::CaFile(CaFileMsg::Checked(Ok(company()))))
        .press("Network")
        .type_into(Role::TextInput, "CA file", "/etc/other.pem")
        .asked();
    window.press("Use this file");
    assert_eq!(
        window.asked(),
        [Effect::CheckCaFile("/etc/other.pem".into())]
    );
    window.press("Stop trusting it");
    let asked = window.asked();
    let Some(Effect::KeepSettings(settings)) = asked.first() else {
        panic!("{asked:?}")
    };
    assert_eq!(settings.ca_file, None);
}

#[test]
fn row_12_a_proxy_of_the_desktop_that_is_not_used_is_named_on_verify() {
    picture("verify-unused-proxy", HEADING, &none(), |window| {
        let failure = Failure {
            stage: Stage::SecureConnection,
            cause: Cause::ConnectTimedOut {
                host: "acme.talkdeskid.com".to_owned(),
                port: 443,
            },
            took: std::time::Duration::from_secs(9),
            unused_proxy: Some(Box::new(UnusedProxy {
                desktop: "GNOME",
                setting: DesktopProxy::Manual {
                    address: "http://proxy.example:3128".to_owned(),
                },
            })),
        };
        window.verified(Err(failure));
    });
}
