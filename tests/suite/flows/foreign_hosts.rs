//! Hosts outside Talkdesk's domains: nothing is sent to them before the person has said yes.

use talkdesk_setup::program::{ChecksMsg, Opening};

use super::*;

/// On Account, with region Other and these hosts, the fields left.
fn with_hosts(token_host: &str, api_host: &str) -> Flow {
    let mut flow = Flow::new();
    flow.send(Msg::SetUpAccount).account("acme");
    enter_hosts(&mut flow, token_host, api_host);
    flow
}

fn enter_hosts(flow: &mut Flow, token_host: &str, api_host: &str) {
    let form = &mut flow.program.wizard.account;
    form.choose(RegionChoice::Other);
    token_host.clone_into(&mut form.token_host);
    api_host.clone_into(&mut form.api_host);
    flow.send(Msg::Account(AccountMsg::HostEdited))
        .send(Msg::Account(AccountMsg::Left));
}

fn asked_about(flow: &Flow) -> Vec<String> {
    let hosts = flow.program.hosts_to_ask_about();
    hosts.iter().map(|host| host.name().to_owned()).collect()
}

const EVIL: &str = "acme.talkdeskid.com.evil-login.example";

#[test]
fn nothing_is_sent_to_a_foreign_host_before_the_person_says_yes() {
    let mut flow = with_hosts(EVIL, "api.talkdeskapp.com");
    assert_eq!(asked_about(&flow), [EVIL]);
    assert!(!flow.program.checks_are_due());
    for msg in [
        Msg::Checks(ChecksMsg::ReachHosts),
        Msg::Wizard(WizardMsg::Continue),
        Msg::Wizard(WizardMsg::Continue),
    ] {
        flow.send(msg);
        assert_eq!(flow.step(), Step::Account);
        assert_eq!(flow.asked, []);
    }
    assert_eq!(flow.program.wizard.focus, Some(Focus::Question));

    flow.send(Msg::Account(AccountMsg::ChangeHosts));
    assert_eq!(
        flow.program.wizard.focus,
        Some(Focus::Field(AccountForm::TOKEN_HOST)),
        "the field that is asked about"
    );

    flow.send(Msg::Account(AccountMsg::UseHosts));
    assert_eq!(flow.step(), Step::CreateClient, "yes goes on");
    let reaches = |effect: &Effect| matches!(effect, Effect::Reach { .. });
    assert_eq!(
        flow.asked.iter().filter(|effect| reaches(effect)).count(),
        2
    );

    // Once for each host: not again for the same, again for another.
    flow.send(Msg::Wizard(WizardMsg::Back))
        .send(Msg::Wizard(WizardMsg::Continue));
    assert_eq!(flow.step(), Step::CreateClient);
    flow.send(Msg::Wizard(WizardMsg::Back));
    enter_hosts(&mut flow, EVIL, "api.elsewhere.example");
    assert_eq!(asked_about(&flow), ["api.elsewhere.example"]);
}

#[test]
fn no_way_to_verify_leads_around_the_question() {
    let mut flow = with_hosts(EVIL, "api.talkdeskapp.com");
    let file = format!("client_id={ID}\nclient_secret={SECRET}\n");
    flow.send(Msg::Credentials(CredentialsMsg::Pasted(Secret::from(file))));
    assert_eq!(flow.step(), Step::Credentials, "a pasted pair leads there");
    assert_eq!(flow.asked, [], "no connection is opened ahead");
    flow.send(Msg::Wizard(WizardMsg::Continue));
    assert_eq!(flow.step(), Step::Account);
    assert_eq!(flow.program.wizard.focus, Some(Focus::Question));
    assert_eq!(flow.asked, []);
}

#[test]
fn a_draft_that_names_a_foreign_host_is_asked_about() {
    let draft = Draft {
        account: "acme".to_owned(),
        region: 3,
        token_host: EVIL.to_owned(),
        api_host: EVIL.to_owned(),
        ..Draft::default()
    };
    let mut flow = Flow::with(Index::default(), Some(draft));
    flow.send(Msg::SetUpAccount)
        .send(Msg::Wizard(WizardMsg::Continue));
    assert_eq!(flow.step(), Step::Account);
    assert_eq!(asked_about(&flow), [EVIL], "named once");
}

#[test]
fn talkdesks_hosts_and_this_computer_are_not_asked_about() {
    for (token_host, api_host) in [
        ("acme.talkdeskid.au", "api.talkdeskapp.au"),
        ("localhost:8443", "http://127.0.0.1:8080"),
    ] {
        let mut flow = with_hosts(token_host, api_host);
        assert!(flow.program.checks_are_due(), "{token_host}");
        flow.send(Msg::Wizard(WizardMsg::Continue));
        assert_eq!(flow.step(), Step::CreateClient, "{token_host}");
    }
}

#[test]
fn a_saved_account_was_asked_about_before_it_was_saved() {
    let flow = with_hosts(EVIL, EVIL);
    let account = flow.program.entered_account().unwrap();
    let entries = vec![Entry {
        account: account.clone(),
        ..entry()
    }];
    let mut flow = Flow::with(Index { entries }, None);
    flow.send(Msg::Accounts(AccountsMsg::Replace(account.clone())));
    flow.send(Msg::Accounts(AccountsMsg::Compared {
        store: Store::System,
        account,
        opens: Opening::Replacement,
        result: Ok(()),
    }));
    assert_eq!(flow.step(), Step::CreateClient);
    assert_eq!(asked_about(&flow), [""; 0]);
}
