//! "Go back to the old ones".

use super::*;

#[test]
fn going_back_brings_the_old_pair_into_use_and_leaves_the_other_to_be_retired() {
    let mut flow = Flow::with(index(replaced()), None);
    flow.send(Msg::Rotation(RotationMsg::Open(acme())))
        .send(Msg::Rotation(RotationMsg::GoBack));
    let [
        Effect::Rotation(RotationEffect::GoBack {
            attempt,
            entry,
            client_id,
            ..
        }),
    ] = &flow.asked[..]
    else {
        panic!("asked for {:?}", flow.asked)
    };
    assert_eq!((client_id, &**entry), (&id(ID), &replaced()));

    let mut back = before();
    back.replaces(&replaced(), now());
    back.previous.truncate(1);
    let (attempt, result) = (*attempt, Ok(Box::new(back)));
    flow.send(Msg::Rotation(RotationMsg::WentBack { attempt, result }));
    assert_eq!(flow.program.screen, Screen::Use);
    let handover = flow.program.handover.as_ref().expect("values");
    assert_eq!((&handover.client_id, handover.went_back), (&id(ID), true));
    flow.send(Msg::Handover(HandoverMsg::Finish))
        .send(Msg::Rotation(RotationMsg::Open(acme())));
    let retiring = flow.program.retiring.as_ref().expect("old credentials");
    assert_eq!(retiring.old.client_id, id(NEW_ID));
}

#[test]
fn old_credentials_that_talkdesk_refuses_do_not_come_back() {
    for (failure, sentence) in [
        (refused(), "Talkdesk refuses the old credentials."),
        (not_found(), "There is no Talkdesk"),
    ] {
        let mut flow = Flow::with(index(replaced()), None);
        flow.send(Msg::Rotation(RotationMsg::Open(acme())))
            .send(Msg::Rotation(RotationMsg::GoBack));
        let attempt = flow.rotation_attempt();
        let result = Err(NotGoneBack::NotAccepted(failure.clone()));
        flow.send(Msg::Rotation(RotationMsg::WentBack { attempt, result }));
        let RetireState::NotGoneBack(why) = flow.state() else {
            panic!("{:?}", flow.state())
        };
        assert!(why.starts_with(sentence) || failure == not_found(), "{why}");
        assert_eq!(flow.program.accounts.cards[0].entry, replaced());
    }
}
