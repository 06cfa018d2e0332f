//! What is entered in place of saved credentials.

use super::*;

#[test]
fn the_same_credentials_are_noticed_before_talkdesk_is_asked() {
    for (result, field, beginning) in [
        (
            Compared::InUse,
            "client id",
            "These are the credentials that are saved already.",
        ),
        (
            Compared::Replaced,
            "client id",
            "These are the old credentials, which are still kept.",
        ),
        (
            Compared::SecretOfAnother,
            "client secret",
            "This secret belongs to a client that is saved already.",
        ),
    ] {
        let mut flow = Flow::with(index(replaced()), None);
        flow.send(Msg::Accounts(AccountsMsg::Replace(acme())))
            .send(Msg::Wizard(WizardMsg::Continue));
        flow.credentials(ID, SECRET)
            .send(Msg::Wizard(WizardMsg::Continue));
        let attempt = flow.rotation_attempt();
        flow.send(Msg::Rotation(RotationMsg::Compared { attempt, result }));

        assert_eq!((flow.step(), &flow.asked[..]), (Step::Credentials, &[][..]));
        let errors = flow.program.wizard.credentials.errors();
        let [(at, error)] = errors.list()[..] else {
            panic!("{errors:?}")
        };
        assert_eq!(at, field);
        assert!(error.starts_with(beginning), "{error}");

        flow.credentials(NEW_ID, NEW_SECRET);
        assert_eq!(flow.program.wizard.credentials.errors().list(), []);
    }
}

#[test]
fn a_late_comparison_changes_nothing() {
    let mut flow = Flow::with(index(before()), None);
    flow.send(Msg::Accounts(AccountsMsg::Replace(acme())))
        .send(Msg::Wizard(WizardMsg::Continue));
    flow.credentials(ID, SECRET)
        .send(Msg::Wizard(WizardMsg::Continue));
    let attempt = flow.rotation_attempt();
    flow.send(Msg::Wizard(WizardMsg::Back));
    let result = Compared::New;
    flow.send(Msg::Rotation(RotationMsg::Compared { attempt, result }));
    assert_eq!(
        (flow.step(), &flow.asked[..]),
        (Step::CreateClient, &[][..])
    );
}

#[test]
fn a_second_replacement_in_a_month_gets_a_name_of_its_own() {
    let mut flow = Flow::with(index(replaced()), None);
    flow.send(Msg::Accounts(AccountsMsg::Replace(acme())));
    assert_eq!(
        flow.program.client_name(now()),
        "Nexla Integration 2026-11-23"
    );
}

#[test]
fn no_effect_of_a_rotation_prints_a_secret() {
    let mut flow = Flow::with(index(before()), None);
    flow.send(Msg::Accounts(AccountsMsg::Replace(acme())))
        .send(Msg::Wizard(WizardMsg::Continue));
    flow.credentials(NEW_ID, NEW_SECRET)
        .send(Msg::Wizard(WizardMsg::Continue));
    assert!(!format!("{:?}", flow.asked).contains(&NEW_SECRET[..12]));
}
