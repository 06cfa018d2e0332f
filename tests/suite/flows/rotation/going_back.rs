//! "Go back to the old ones".

use talkdesk_setup::{
    program::{Handover, HandoverValue, OldPair},
    saved::Envelope,
    secret::Secret,
};

use super::*;

fn begun() -> Flow {
    let mut flow = Flow::with(index(replaced()), None);
    flow.send(Msg::Rotation(RotationMsg::Open(acme())))
        .send(Msg::Rotation(RotationMsg::GoBack));
    flow
}

fn old_envelope() -> Envelope {
    Envelope {
        account: acme(),
        client_id: id(ID),
        client_secret: Secret::from(SECRET),
        created_at: now(),
    }
}

/// Talkdesk accepts the old pair, and the keychain is asked to switch.
fn accepted(flow: &mut Flow) {
    let [
        Effect::Rotation(RotationEffect::VerifyOld {
            attempt, client_id, ..
        }),
    ] = &flow.asked[..]
    else {
        panic!("asked for {:?}", flow.asked)
    };
    assert_eq!(*client_id, id(ID));
    let (attempt, envelope) = (*attempt, old_envelope());
    let pair = OldPair {
        envelope: envelope.clone(),
        proof: proof(),
    };
    let result = Ok(Box::new(pair));
    flow.send(Msg::Rotation(RotationMsg::OldVerified { attempt, result }));
    let [Effect::Rotation(RotationEffect::BringBack { entry, pair, .. })] = &flow.asked[..] else {
        panic!("asked for {:?}", flow.asked)
    };
    assert_eq!((&**entry, &pair.envelope), (&replaced(), &envelope));
}

fn switched(flow: &mut Flow) {
    let mut back = before();
    back.replaces(&replaced(), now());
    back.previous.truncate(1);
    flow.send(Msg::Rotation(RotationMsg::WentBack {
        store: Store::System,
        account: acme(),
        result: Ok(Box::new(back)),
    }));
}

fn handover(flow: &Flow) -> &Handover {
    flow.program.handover.as_ref().expect("values")
}

#[test]
fn going_back_brings_the_old_pair_into_use_and_leaves_the_other_to_be_retired() {
    let mut flow = begun();
    accepted(&mut flow);
    switched(&mut flow);
    assert_eq!(flow.program.screen, Screen::Use);
    assert_eq!(
        (&handover(&flow).client_id, handover(&flow).went_back),
        (&id(ID), true)
    );
    flow.send(Msg::Handover(HandoverMsg::Finish))
        .send(Msg::Rotation(RotationMsg::Open(acme())));
    let retiring = flow.program.retiring.as_ref().expect("old credentials");
    assert_eq!(retiring.old.client_id, id(NEW_ID));
}

#[test]
fn a_switch_that_ends_after_its_page_was_left_is_on_the_card() {
    for leave in [
        Msg::Rotation(RotationMsg::KeepForNow),
        Msg::Leaving(LeavingMsg::EscapePressed),
    ] {
        let mut flow = begun();
        accepted(&mut flow);
        flow.send(leave)
            .send(Msg::Accounts(AccountsMsg::Use(acme())));
        switched(&mut flow);
        assert_eq!(flow.program.accounts.cards[0].entry.client_id, id(ID));
        assert_eq!(
            handover(&flow).client_id,
            id(ID),
            "what is shown is what will be copied"
        );
        flow.send(Msg::Handover(HandoverMsg::Copy(
            HandoverValue::ClientSecret,
        )));
        assert!(
            matches!(&flow.asked[..], [Effect::CopyValue { client_id, .. }] if *client_id == id(ID))
        );
    }
}

#[test]
fn a_keychain_that_did_not_answer_is_read_again() {
    let mut flow = begun();
    accepted(&mut flow);
    flow.send(Msg::Rotation(RotationMsg::WentBack {
        store: Store::System,
        account: acme(),
        result: Err(KeychainError::Frozen {
            name: "Keyring".to_owned(),
        }),
    }));
    assert_eq!(
        flow.asked,
        [Effect::FindAccounts],
        "it may have switched after all"
    );
}

#[test]
fn a_late_switch_ends_no_wizard_that_was_begun_since() {
    let mut flow = begun();
    accepted(&mut flow);
    flow.send(Msg::Leaving(LeavingMsg::EscapePressed))
        .send(Msg::SetUpAccount)
        .account("other");
    switched(&mut flow);
    assert_eq!(flow.program.screen, Screen::Wizard);
    assert_eq!(flow.program.wizard.account.input, "other");
    assert_eq!(flow.program.accounts.cards[0].entry.client_id, id(ID));
}

#[test]
fn going_back_can_be_canceled_until_the_keychain_switches() {
    let mut flow = begun();
    let attempt = flow.rotation_attempt();
    flow.send(Msg::Rotation(RotationMsg::Cancel));
    assert_eq!(flow.asked, [Effect::Cancel { attempt }]);
    let pair = OldPair {
        envelope: old_envelope(),
        proof: proof(),
    };
    flow.send(Msg::Rotation(RotationMsg::OldVerified {
        attempt,
        result: Ok(Box::new(pair)),
    }));
    assert_eq!(flow.asked, [], "a canceled answer changes nothing");
}

#[test]
fn an_old_pair_that_is_no_longer_there_is_forgotten_by_nobody() {
    let mut flow = Flow::with(index(replaced()), None);
    flow.send(Msg::Rotation(RotationMsg::Open(acme())))
        .send(Msg::Rotation(RotationMsg::Check));
    let attempt = flow.rotation_attempt();
    let gone = KeychainError::NotThere {
        name: "GNOME Keyring".to_owned(),
        account: acme().label(),
    };
    flow.send(Msg::Rotation(RotationMsg::Checked {
        attempt,
        result: Err(gone),
    }));
    assert_eq!(flow.asked, [Effect::FindAccounts]);
}

#[test]
fn old_credentials_that_talkdesk_refuses_do_not_come_back() {
    for (failure, sentence) in [
        (refused(), "Talkdesk refuses the old credentials."),
        (
            not_found(),
            "There is no Talkdesk under the name acme.talkdeskid.com",
        ),
    ] {
        let mut flow = begun();
        let attempt = flow.rotation_attempt();
        let result = Err(NotGoneBack::NotAccepted(failure.clone()));
        flow.send(Msg::Rotation(RotationMsg::OldVerified { attempt, result }));
        let RetireState::NotGoneBack(why) = flow.state() else {
            panic!("{:?}", flow.state())
        };
        assert!(why.starts_with(sentence), "{why}");
        assert_eq!(flow.program.accounts.cards[0].entry, replaced());
    }
}
