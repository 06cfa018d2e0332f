//! Retire old, and Leaked?.

mod leaked;

use talkdesk_setup::{
    program::{Compared, LeakedMsg, OldPair, PairsTried, RotationEffect, RotationMsg},
    saved::{Envelope, Leak, Replaced},
    secret::Secret,
};

use egui::accesskit::Toggled;
use egui_kittest::kittest::NodeT as _;

use super::*;

const NEW_ID: &str = "c0ffee5dd24b4f0f9b0c77a1e0f42546";

fn before(minutes: i64) -> Timestamp {
    now()
        .saturating_sub(jiff::SignedDuration::from_mins(minutes))
        .expect("in range")
}

/// An account whose old credentials are still kept.
fn unfinished(leak: Option<Leak>) -> Index {
    let mut entry = saved_entry();
    entry.client_id = ClientId::parse(NEW_ID).expect("an ID");
    entry.client_name = Some("Nexla Integration 2026-11".to_owned());
    entry.created_at = before(4);
    entry.previous = vec![Replaced {
        client_id: ClientId::parse(ID).expect("an ID"),
        client_name: Some("Nexla Integration".to_owned()),
        replaced_at: before(4),
        longest_token_life: Some(Duration::from_secs(599)),
        first_refused_at: None,
        leak,
    }];
    Index {
        entries: vec![entry],
    }
}

fn leak() -> Leak {
    Leak {
        noticed_at: before(12),
        revoked_at: Some(before(9)),
        refused_at: Some(before(8)),
    }
}

fn account() -> Account {
    saved_entry().account
}

impl Window {
    fn open_retire_old(&mut self) -> &mut Self {
        self.answer(RotationMsg::Open(account()).into())
    }

    fn walk_to_replaced(&mut self) -> &mut Self {
        self.press("Replace credentials for acme")
            .press("Continue")
            .type_into(Role::TextInput, "Client ID", NEW_ID)
            .type_into(Role::PasswordInput, "Client secret", SECRET);
        self.asked();
        self.press("Continue");
        let attempt = self.comparison();
        let result = Compared::New;
        let verifies = self.answer(RotationMsg::Compared { attempt, result }.into());
        let attempt = verifies.attempt();
        let result = Ok(proof());
        self.answer(Msg::Verify(VerifyMsg::Verified { attempt, result }))
            .press("Save");
        let asked = self.asked();
        let Some(Effect::Save { attempt, entry, .. }) = asked.last() else {
            panic!("asked for {asked:?}")
        };
        let (attempt, result) = (*attempt, Ok(Box::new(entry.clone())));
        self.answer(Msg::Save(SaveMsg::Saved {
            store: Store::System,
            attempt,
            result,
        }))
    }

    fn comparison(&self) -> talkdesk_setup::program::AttemptId {
        let asked = self.asked();
        let [Effect::Rotation(RotationEffect::Compare { attempt, .. })] = asked[..] else {
            panic!("asked for {asked:?}")
        };
        attempt
    }

    /// Says that Nexla has run with the new values, where that is asked.
    fn nexla_runs(&mut self) -> &mut Self {
        let yes = self
            .harness
            .query_by_role_and_label(Role::RadioButton, "Yes");
        if let Some(yes) = yes {
            yes.click();
        }
        self.harness.run_ok();
        self
    }

    fn checked(
        &mut self,
        old: Result<Proof, Failure>,
        new: Option<Result<Proof, Failure>>,
    ) -> &mut Self {
        self.open_retire_old().nexla_runs();
        self.asked();
        self.press("Check the old credentials");
        let asked = self.asked();
        let [Effect::Rotation(RotationEffect::Check { attempt, .. })] = asked[..] else {
            panic!("asked for {asked:?}")
        };
        let result = Ok(PairsTried { old, new });
        self.answer(RotationMsg::Checked { attempt, result }.into())
    }

    fn forgotten(&mut self) -> &mut Self {
        self.answer(
            RotationMsg::Forgotten {
                store: Store::System,
                account: account(),
                client_id: ClientId::parse(ID).expect("an ID"),
                result: Ok(()),
            }
            .into(),
        )
    }

    fn shows(&self, text: &str) -> bool {
        self.harness.query_all_by_label_contains(text).count() > 0
    }

    fn label(&self, text: &str) -> &Self {
        self.harness.get_by_label(text);
        self
    }
}

#[test]
fn a_card_says_what_is_left_to_do() {
    let heading = "Your Talkdesk accounts";
    picture(
        "accounts_unfinished",
        heading,
        &unfinished(None),
        |window| {
            for button in ["Retire old credentials for acme", "Leaked? acme"] {
                window.harness.get_by_role_and_label(Role::Button, button);
            }
        },
    );
}

const HEADING: &str = "Retire the old credentials";

#[test]
fn retire_old() {
    picture("retire_old", HEADING, &unfinished(None), |window| {
        window.open_retire_old();
        for button in [
            "Check the old credentials",
            "Keep them for now",
            "Go back to the old ones",
        ] {
            window.harness.get_by_role_and_label(Role::Button, button);
        }
        assert!(!window.shows("Delete the old client"), "not yet");
    });
}

#[test]
fn retire_old_once_nexla_runs() {
    picture("retire_old_yes", HEADING, &unfinished(None), |window| {
        window.open_retire_old().nexla_runs();
        window
            .label("Delete the old client in Talkdesk")
            .label("Nexla Integration")
            .label(ID);
    });
}

#[test]
fn keeping_the_old_credentials_is_primary_until_nexla_runs() {
    let mut window = Window::new(Theme::Light, [920.0, 680.0], unfinished(None));
    let rights = |window: &Window| {
        let right = |name| {
            let button = window.harness.get_by_role_and_label(Role::Button, name);
            button.rect().right()
        };
        (
            right("Keep them for now"),
            right("Check the old credentials"),
        )
    };
    window.open_retire_old();
    let (keep, check) = rights(&window);
    assert!(keep > check, "at the right, where the primary button is");
    window.nexla_runs();
    let (keep, check) = rights(&window);
    assert!(keep < check);

    let mut window = Window::new(Theme::Light, [920.0, 680.0], unfinished(None));
    window.open_retire_old().asked();
    window.press("Check the old credentials");
    let asked = window.asked();
    let [Effect::Rotation(RotationEffect::Check { attempt, .. })] = asked[..] else {
        panic!("asked for {asked:?}")
    };
    let result = Ok(PairsTried {
        old: Ok(proof()),
        new: None,
    });
    window.answer(RotationMsg::Checked { attempt, result }.into());
    window.label("Talkdesk still accepts the old credentials");
    assert!(!window.shows("Delete"), "Nexla may still need them");
    window.harness.key_press(egui::Key::Enter);
    window.harness.run_ok();
    window.heading("Your Talkdesk accounts");
}

#[test]
fn retire_old_as_the_seventh_step() {
    let index = Index {
        entries: vec![saved_entry()],
    };
    picture("retire_old_step", HEADING, &index, |window| {
        window.walk_to_replaced().press("Continue");
        window
            .harness
            .get_by_role_and_label(Role::ListItem, "Retire old, current step");
    });
}

#[test]
fn retire_old_while_they_work() {
    picture(
        "retire_old_still_works",
        HEADING,
        &unfinished(None),
        |window| {
            window.checked(Ok(proof()), None);
            window.label("Talkdesk still accepts the old credentials");
            window
                .harness
                .get_by_role_and_label(Role::Button, "Check the old credentials");
        },
    );
}

#[test]
fn retire_old_refused() {
    let heading = "The old credentials are retired";
    picture("retire_old_refused", heading, &unfinished(None), |window| {
        window
            .checked(Err(refused()), Some(Ok(proof())))
            .forgotten();
        window.label("Done: the old credentials no longer work");
        window
            .harness
            .get_by_label_contains("the last ends in 10 minutes at the latest (November 2");
    });
}

#[test]
fn retire_old_with_both_refused() {
    picture(
        "retire_old_both_refused",
        HEADING,
        &unfinished(None),
        |window| {
            window.checked(Err(refused()), Some(Err(refused())));
            window
                .label("There is a problem")
                .label("Talkdesk refuses the new credentials too.");
        },
    );
}

#[test]
fn use_it_after_going_back() {
    picture(
        "use_it_went_back",
        "Ready to use",
        &unfinished(None),
        |window| {
            window.open_retire_old();
            window.asked();
            window
                .harness
                .get_by_role_and_label(Role::Button, "Go back to the old ones")
                .click_accesskit();
            window.harness.run_ok();
            let asked = window.asked();
            let [
                Effect::Rotation(RotationEffect::VerifyOld {
                    attempt,
                    account,
                    client_id,
                    ..
                }),
            ] = &asked[..]
            else {
                panic!("asked for {asked:?}")
            };
            let pair = OldPair {
                envelope: Envelope {
                    account: account.clone(),
                    client_id: client_id.clone(),
                    client_secret: Secret::from(SECRET),
                    created_at: now(),
                },
                proof: super::proof(),
            };
            let (attempt, result) = (*attempt, Ok(Box::new(pair)));
            window.answer(RotationMsg::OldVerified { attempt, result }.into());
            let asked = window.asked();
            let [Effect::Rotation(RotationEffect::BringBack { entry, .. })] = &asked[..] else {
                panic!("asked for {asked:?}")
            };
            let msg = RotationMsg::WentBack {
                store: Store::System,
                account: entry.account.clone(),
                result: Ok(entry.clone()),
            };
            window.answer(msg.into());
            window.label("The old credentials are in use again");
        },
    );
}

#[test]
fn leaked() {
    let heading = "Stop the leaked credentials";
    picture("leaked", heading, &unfinished(None), |window| {
        window.answer(LeakedMsg::Open(account()).into());
        window.label("Nexla stops until it has the new values");
        window
            .harness
            .get_by_role_and_label(Role::Button, "Replace the credentials");
    });
}

#[test]
fn a_leak_ends_in_a_record() {
    picture(
        "leaked_record",
        "The leak is stopped",
        &unfinished(Some(leak())),
        |window| {
            window
                .checked(Err(refused()), Some(Ok(proof())))
                .forgotten();
            window
                .harness
                .get_by_role_and_label(Role::Button, "Copy record")
                .click_accesskit();
            window.harness.run_ok();
            let asked = window.asked();
            let [.., Effect::CopyText(record)] = &asked[..] else {
                panic!("asked for {asked:?}")
            };
            assert!(
                record.starts_with("Leaked Talkdesk credentials: what was done\n"),
                "{record}"
            );
            let record = record.clone();
            window.answer(Msg::TextCopied(record));
            window.says_copied("Copy record");
            window
                .harness
                .get_by_role_and_label(Role::Button, "Save record");
        },
    );
}

#[test]
fn the_same_credentials_are_noticed() {
    let index = unfinished(None);
    picture(
        "credentials_not_new",
        "Enter the client's credentials",
        &index,
        |window| {
            window
                .press("Replace credentials for acme")
                .press("Continue")
                .type_into(Role::TextInput, "Client ID", NEW_ID)
                .type_into(Role::PasswordInput, "Client secret", SECRET);
            window.asked();
            window.press("Continue");
            let attempt = window.comparison();
            let result = Compared::InUse;
            window.answer(RotationMsg::Compared { attempt, result }.into());
            window
                .harness
                .get_by_label_contains("These are the credentials that are saved already.");
        },
    );
}

#[test]
fn what_is_asked_about_the_old_credentials_can_be_canceled() {
    picture(
        "retire_old_checking",
        HEADING,
        &unfinished(None),
        |window| {
            window.open_retire_old();
            window.press("Check the old credentials");
            window.label("Trying the old credentials");
            window.harness.get_by_role_and_label(Role::Button, "Cancel");
        },
    );

    let mut window = Window::new(Theme::Light, [920.0, 680.0], unfinished(None));
    window.open_retire_old();
    window.press("Check the old credentials");
    window.asked();
    window.press("Cancel");
    assert!(matches!(window.asked()[..], [Effect::Cancel { .. }]));
    window
        .harness
        .get_by_role_and_label(Role::Button, "Check the old credentials");
}

/// What the old pair was granted is compared before anything is switched.
#[test]
fn permissions_that_nexla_has_today_are_not_lost_unnoticed() {
    let mut entry = saved_entry();
    let today = "openid account:read users:read recordings:read contacts:read";
    entry.granted = Some(today.split(' ').map(str::to_owned).collect());
    let index = Index {
        entries: vec![entry],
    };
    picture(
        "verify-permissions-lost",
        "Checking with Talkdesk",
        &index,
        |window| {
            window.press("Replace credentials for acme");
            for (answer, ticked) in [
                ("Contacts", true),
                ("Recordings", true),
                ("Call reports", false),
            ] {
                let answer = window.harness.get_by_role_and_label(Role::CheckBox, answer);
                let toggled = answer.accesskit_node().toggled();
                assert_eq!(
                    toggled,
                    Some(if ticked {
                        Toggled::True
                    } else {
                        Toggled::False
                    })
                );
            }
            window
                .press("Continue")
                .type_into(Role::TextInput, "Client ID", NEW_ID)
                .type_into(Role::PasswordInput, "Client secret", SECRET);
            window.asked();
            window.press("Continue");
            let attempt = window.comparison();
            let result = Compared::New;
            let verifies = window.answer(RotationMsg::Compared { attempt, result }.into());
            let attempt = verifies.attempt();
            let result = Ok(proof());
            window.answer(Msg::Verify(VerifyMsg::Verified { attempt, result }));
            window
                .harness
                .get_by_label("2 permissions that Nexla has today are missing");
            window
                .harness
                .get_by_label("New client for acme; the old one stays for now");
        },
    );
}

#[test]
fn a_replacement_says_so_above_its_steps() {
    let index = Index {
        entries: vec![saved_entry()],
    };
    picture(
        "create-client-replacement",
        "Create an OAuth client in Talkdesk",
        &index,
        |window| {
            window.press("Replace credentials for acme");
            window
                .harness
                .get_by_label("New client for acme; the old one stays for now");
            window
                .harness
                .get_by_label_contains("Leave the OAuth app that Nexla uses today as it is.");
        },
    );
}
