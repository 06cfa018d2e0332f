//! Who gets the credentials: chosen on Create client or on Use it, and remembered.

use talkdesk_setup::{program::RotationMsg, receiver::Receiver};

use super::*;

fn saved_for(receiver: Receiver) -> Flow {
    let entry = Entry {
        receiver,
        ..entry()
    };
    let index = Index {
        entries: vec![entry],
    };
    Flow::with(index, None)
}

#[test]
fn the_client_is_named_after_who_gets_the_credentials_and_the_card_knows_it() {
    let mut flow = Flow::new();
    flow.send(Msg::SetUpAccount).account("acme");
    flow.program.wizard.guide.receiver = Receiver::Fivetran;
    assert_eq!(flow.program.client_name(now()), "Fivetran Integration");
    let kept = serde_json::to_string(&flow.program.wizard.draft()).unwrap();
    let draft = Draft::from_json(&kept).expect("a draft");
    let mut next = Flow::with(Index::default(), Some(draft));
    assert_eq!(next.program.wizard.guide.receiver, Receiver::Fivetran);
    next.walk_to_save().send(Msg::Save(SaveMsg::Save));
    let saved = next.asked.iter().find_map(|effect| match effect {
        Effect::Save { entry, .. } => Some(entry.receiver),
        _ => None,
    });
    assert_eq!(saved, Some(Receiver::Fivetran));
}

#[test]
fn another_choice_is_kept_and_retire_old_asks_about_it() {
    let mut flow = saved_for(Receiver::Nexla);
    flow.walk_to_replaced();
    flow.send(Msg::Accounts(AccountsMsg::Use(acme())));
    flow.send(Msg::Handover(HandoverMsg::Choose(Receiver::Airbyte)));
    assert_eq!(
        flow.asked,
        [Effect::KeepReceiver {
            store: Store::System,
            account: acme(),
            receiver: Receiver::Airbyte,
        }]
    );
    flow.send(Msg::Handover(HandoverMsg::Finish))
        .send(RotationMsg::Open(acme()).into());
    let retiring = flow.program.retiring.as_ref().expect("Retire old");
    assert_eq!(retiring.receiver, Receiver::Airbyte);
}

#[test]
fn a_replacement_goes_to_whoever_has_the_old_pair() {
    let mut flow = saved_for(Receiver::Cdata);
    flow.send(Msg::Accounts(AccountsMsg::Replace(acme())));
    assert_eq!(flow.program.wizard.guide.receiver, Receiver::Cdata);
    assert_eq!(
        flow.program.client_name(now()),
        format!("CData Integration {}", now().strftime("%Y-%m"))
    );
}

#[test]
fn the_list_remembers_it_and_takes_no_word_that_it_does_not_know() {
    let index = saved_for(Receiver::PowerAutomate).program.accounts.cards[0]
        .entry
        .clone();
    let json = Index {
        entries: vec![index],
    }
    .to_json();
    assert!(json.contains("\"receiver\": \"power_automate\""), "{json}");
    let read = |json: &str| Index::from_json(json).expect("an index").entries[0].receiver;
    assert_eq!(read(&json), Receiver::PowerAutomate);
    assert_eq!(
        read(&json.replace("power_automate", "somebody")),
        Receiver::Nexla
    );
}

#[test]
fn each_value_that_was_copied_is_ticked_off() {
    let mut flow = saved_for(Receiver::Own);
    flow.send(Msg::Accounts(AccountsMsg::Use(acme())));
    let client_id = flow.program.handover.as_ref().unwrap().client_id.clone();
    for value in [
        HandoverValue::ClientId,
        HandoverValue::WholeForm(Receiver::Own),
    ] {
        flow.send(Msg::Handover(HandoverMsg::Copy(value)));
        let [Effect::CopyValue { copy, .. }] = &flow.asked[..] else {
            panic!("asked for {:?}", flow.asked)
        };
        let copy = *copy;
        flow.send(Msg::Handover(HandoverMsg::Copied {
            copy,
            value,
            account: acme(),
            client_id: client_id.clone(),
            result: Ok(()),
        }));
    }
    let handover = flow.program.handover.as_ref().unwrap();
    assert_eq!(
        handover.copied,
        [
            HandoverValue::ClientId,
            HandoverValue::WholeForm(Receiver::Own)
        ]
    );
}
