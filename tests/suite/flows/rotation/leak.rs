//! Revoke, replace, proof, record.

use talkdesk_setup::program::LeakCheck;

use super::*;

/// Presses "Check the leaked credentials" and lets Talkdesk answer so, minutes later.
fn check(flow: &mut Flow, result: Result<Proof, Failure>, minutes: i64) -> LeakCheck {
    flow.send(Msg::Leaked(LeakedMsg::Check));
    let [Effect::VerifySaved { attempt, .. }] = flow.asked[..] else {
        panic!("asked for {:?}", flow.asked)
    };
    assert_eq!(leak_check(flow), LeakCheck::Checking(attempt));
    let msg = Msg::Accounts(AccountsMsg::Verified {
        attempt,
        account: acme(),
        result: Ok(result),
    });
    flow.send_at(msg, later(minutes));
    leak_check(flow)
}

fn leak_check(flow: &Flow) -> LeakCheck {
    let leaked = flow.program.leaked.as_ref().expect("the page is open");
    leaked.check.clone()
}

#[test]
fn only_a_refusal_of_the_pair_shows_that_a_revoked_client_is_gone() {
    let mut flow = Flow::with(index(before()), None);
    flow.send(Msg::Leaked(LeakedMsg::Open(acme())));
    let unclear = check(&mut flow, Err(not_found()), 1);
    assert!(matches!(unclear, LeakCheck::Unclear(_)), "{unclear:?}");
    let refused = check(&mut flow, Err(super::refused()), 2);
    assert_eq!(refused, LeakCheck::Refused { at: later(2) });
    let card = &flow.program.accounts.cards[0];
    assert!(card.is_refused(), "the card says so too");
    check(&mut flow, Ok(proof()), 3);
    let leaked = flow.program.leaked.as_ref().expect("the page is open");
    assert_eq!(leaked.leak.refused_at, None, "it was none of the client");
}

#[test]
fn a_check_that_was_canceled_on_the_card_does_not_run_for_ever() {
    let mut flow = Flow::with(index(before()), None);
    flow.send(Msg::Leaked(LeakedMsg::Open(acme())))
        .send(Msg::Leaked(LeakedMsg::Check))
        .send(Msg::Leaving(LeavingMsg::EscapePressed))
        .send(Msg::Leaked(LeakedMsg::Open(acme())));
    assert!(matches!(leak_check(&flow), LeakCheck::Checking(_)));
    flow.send(Msg::Leaving(LeavingMsg::EscapePressed))
        .send(Msg::Accounts(AccountsMsg::Verify(acme())))
        .send(Msg::Accounts(AccountsMsg::Remove(acme())))
        .send(Msg::Leaked(LeakedMsg::Open(acme())));
    assert_eq!(leak_check(&flow), LeakCheck::Untried);
}

#[test]
fn a_leak_is_revoked_first_then_replaced_and_ends_in_a_record() {
    let mut flow = Flow::with(index(before()), None);
    flow.send(Msg::Keychain(KeychainMsg::Described {
        store: Store::System,
        result: Ok(keyring()),
    }));
    flow.send(Msg::Leaked(LeakedMsg::Open(acme())));
    assert_eq!(flow.program.screen, Screen::Leaked);
    flow.send_at(LeakedMsg::Revoked(true), later(2));
    assert_eq!(
        check(&mut flow, Ok(proof()), 3),
        LeakCheck::StillWork { at: later(3) }
    );
    assert_eq!(
        check(&mut flow, Err(refused()), 4),
        LeakCheck::Refused { at: later(4) }
    );
    flow.send(Msg::Leaked(LeakedMsg::Replace));
    assert_eq!(flow.step(), Step::CreateClient);
    flow.send(Msg::Wizard(WizardMsg::Continue))
        .save_new()
        .send(Msg::Wizard(WizardMsg::Continue));
    let retiring = flow.program.retiring.as_ref().expect("old credentials");
    let leak = Leak {
        noticed_at: now(),
        revoked_at: Some(later(2)),
        refused_at: Some(later(4)),
    };
    assert_eq!(retiring.old.leak, Some(leak));
    let so_far = flow.program.leak_record(later(3)).expect("a record");
    assert!(so_far.contains("Not proven yet"), "{so_far}");

    flow.check(Err(refused()), Some(Ok(proof())), later(6));
    flow.forgotten(Ok(()));
    let record = flow.program.leak_record(later(7)).expect("a record");
    assert_eq!(
        record,
        "Leaked Talkdesk credentials: what was done\n\n\
         Account: acme (United States)\n\
         Leaked client ID: 23de1fee0a4b4f0f9b0c77a1e0f42546\n\n\
         2026-11-23 10:00:00  Leak noticed; steps begun.\n\
         2026-11-23 10:00:00  New credentials verified with Talkdesk and saved to GNOME Keyring: client ID \
         c0ffee5dd24b4f0f9b0c77a1e0f42546.\n\
         2026-11-23 10:00:00  Leaked credentials removed from GNOME Keyring.\n\
         2026-11-23 10:02:00  Client revoked in Talkdesk, as the person ticked off.\n\
         2026-11-23 10:04:00  Talkdesk refused the leaked credentials (tried before there were new ones).\n\
         2026-11-23 10:06:00  Talkdesk refused the leaked credentials, and accepted the new ones (first seen).\n\
         2026-11-23 11:06:00  By now at the latest, the last token made from the leaked credentials is dead.\n\n\
         Written 2026-11-23 10:07:00 by talkdesk-setup. All times are UTC. No secret is in this text.\n"
    );
    flow.send_at(RotationMsg::SaveRecord, later(7));
    let saved = RotationEffect::SaveRecord {
        account: acme(),
        name: "Talkdesk leak acme 2026-11-23.txt".to_owned(),
        text: record,
    };
    assert_eq!(flow.asked, [Effect::Rotation(saved)]);
}
