//! A leak stays a leak to its end; a revoked client is checked at once; every Copy says so.

use egui_kittest::kittest::NodeT as _;

use super::*;

#[test]
fn a_leak_stays_a_leak_while_the_old_pair_works() {
    let index = unfinished(Some(leak()));
    picture("leaked_still_works", HEADING, &index, |window| {
        window.checked(Ok(proof()), None);
        window.label("Talkdesk still accepts the leaked credentials");
        assert!(!window.shows("Keep them for now") && !window.shows("Has Nexla run"));
        window
            .harness
            .get_by_role_and_label(Role::Button, "Finish later");
    });
}

#[test]
fn a_card_is_red_while_a_leak_is_not_proven_to_be_stopped() {
    let index = unfinished(Some(leak()));
    picture(
        "accounts_leaked",
        "Your Talkdesk accounts",
        &index,
        |window| {
            window
                .harness
                .get_by_label_contains("That Talkdesk refuses them is not proven yet.");
        },
    );
}

#[test]
fn a_leak_that_is_forgotten_without_the_proof_stays_red() {
    let heading = "The leaked credentials are forgotten";
    let index = unfinished(Some(leak()));
    picture("leaked_forgotten", heading, &index, |window| {
        window.open_retire_old();
        window
            .harness
            .get_by_role_and_label(Role::Button, "Forget the old credentials")
            .click_accesskit();
        window.harness.run_ok();
        window.forgotten();
        window.label("The leaked credentials may still work");
    });
}

impl Window {
    /// The button with this name says that its text was copied.
    pub(super) fn says_copied(&self, name: &str) -> &Self {
        let button = self.harness.get_by_role_and_label(Role::Button, name);
        let description = button.accesskit_node().description();
        assert_eq!(description.as_deref(), Some("Copied"), "{name}");
        self
    }

    fn copies(&mut self, name: &str) -> &mut Self {
        self.asked();
        self.harness
            .get_by_role_and_label(Role::Button, name)
            .click_accesskit();
        self.harness.run_ok();
        let asked = self.asked();
        let [Effect::CopyText(text)] = &asked[..] else {
            panic!("asked for {asked:?}")
        };
        self.answer(Msg::TextCopied(text.clone()));
        self.says_copied(name);
        self
    }
}

#[test]
fn every_copy_says_copied_and_is_heard() {
    let size = [920.0, 1600.0];
    let mut window = Window::new(Theme::Light, size, unfinished(None));
    window.open_retire_old().nexla_runs();
    window
        .copies("Copy old client name")
        .copies("Copy old client ID");
    window.label("Client ID copied");
    assert!(!window.shows("gave another copied"), "only the last one");

    let mut window = Window::new(Theme::Light, size, unfinished(None));
    window.answer(LeakedMsg::Open(account()).into());
    window
        .copies("Copy leaked client name")
        .copies("Copy leaked client ID");
    window.label("Client ID copied");
}

fn check_leaked(window: &mut Window, result: Result<Proof, Failure>) {
    window.answer(LeakedMsg::Open(account()).into());
    window.asked();
    window
        .harness
        .get_by_role_and_label(Role::Button, "Check the leaked credentials")
        .click_accesskit();
    window.harness.run_ok();
    let asked = window.asked();
    let [Effect::VerifySaved { attempt, .. }] = asked[..] else {
        panic!("asked for {asked:?}")
    };
    assert!(window.shows("Trying the leaked credentials"));
    window.answer(Msg::Accounts(AccountsMsg::Verified {
        attempt,
        account: account(),
        result: Ok(result),
    }));
}

#[test]
fn a_revoked_client_is_seen_to_be_refused_at_once() {
    let heading = "Stop the leaked credentials";
    picture("leaked_refused", heading, &unfinished(None), |window| {
        check_leaked(window, Err(refused()));
        window.label("Talkdesk refuses the leaked credentials");
    });
}

#[test]
fn a_client_that_is_not_revoked_is_seen_at_once_and_checked_again() {
    let heading = "Stop the leaked credentials";
    let index = unfinished(None);
    picture("leaked_still_accepted", heading, &index, |window| {
        check_leaked(window, Ok(proof()));
        window.label("Talkdesk still accepts the leaked credentials");
        window
            .harness
            .get_by_role_and_label(Role::Button, "Check again");
    });
}
