//! The practice account: a way in, a way out, and nothing real in it.

use talkdesk_setup::program::{LeakedMsg, MenuMsg, MenuPage, SettingsMsg};
use talkdesk_setup::saved::Settings;

use super::*;

fn in_practice() -> Msg {
    Msg::Practice(PracticeMsg::Started(Ok(PracticeHosts { port: 4455 })))
}

fn with_a_real_account() -> Flow {
    let entries = vec![entry()];
    Flow::with(Index { entries }, None)
}

/// Practice is over, and the saved account is in front.
#[track_caller]
fn is_back(flow: &Flow) {
    assert_eq!(flow.program.store(), Store::System);
    assert_eq!(flow.program.screen, Screen::Accounts);
    assert_eq!(flow.program.menu_page, None);
    assert_eq!(flow.program.accounts.cards.len(), 1);
    assert!(flow.asked.contains(&Effect::ForgetPractice));
}

#[test]
fn practice_never_touches_the_keychain_and_forgets_everything_at_its_end() {
    let mut flow = Flow::with(
        Index {
            entries: vec![entry()],
        },
        None,
    );
    flow.send(Msg::Practice(PracticeMsg::Start));
    assert_eq!(flow.asked, [Effect::StartPractice]);
    flow.send(in_practice());
    assert!(
        flow.program.accounts.cards.is_empty(),
        "the real accounts are out of sight"
    );
    flow.account("acme")
        .send(Msg::Wizard(WizardMsg::Continue))
        .send(Msg::CreateClient(CreateClientMsg::OpenTalkdesk));
    assert_eq!(
        flow.asked,
        [Effect::OpenAddress(
            "http://127.0.0.1:4455/admin/acme".to_owned()
        )]
    );
    flow.send(Msg::Wizard(WizardMsg::Continue))
        .credentials(ID, SECRET)
        .send(Msg::Wizard(WizardMsg::Continue));
    let [Effect::Verify { attempt, request }] = &flow.asked[..] else {
        panic!("asked for {:?}", flow.asked)
    };
    assert_eq!(
        request.endpoints.token_address(),
        "http://acme.localhost:4455/oauth/token"
    );
    assert_eq!(
        request.endpoints.account_address(),
        "http://api.localhost:4455/account"
    );
    let attempt = *attempt;
    let attempt = flow
        .send(Msg::Verify(VerifyMsg::Verified {
            attempt,
            result: Ok(proof()),
        }))
        .send(Msg::Save(SaveMsg::Save))
        .attempt();
    assert!(flow.asked.iter().all(|effect| matches!(
        effect,
        Effect::Save {
            store: Store::Practice(1),
            ..
        }
    )));
    flow.send(Msg::Save(SaveMsg::Saved {
        store: Store::System,
        attempt,
        result: Ok(Box::new(entry())),
    }));
    assert_eq!(
        flow.asked,
        [],
        "nothing of the practice is kept for the next start"
    );

    flow.send(Msg::Practice(PracticeMsg::Leave));
    assert_eq!(flow.asked[0], Effect::ForgetPractice);
    assert_eq!(flow.program.store(), Store::System);
    assert_eq!(
        flow.program.accounts.cards.len(),
        1,
        "the real accounts are back"
    );
    assert!(
        flow.program.wizard.credentials.client_id.is_empty(),
        "no pretend value is left in the form"
    );
}

#[test]
fn back_and_escape_on_its_first_page_leave_practice() {
    for out in [
        Msg::Wizard(WizardMsg::Back),
        Msg::Leaving(LeavingMsg::EscapePressed),
        Msg::Practice(PracticeMsg::Leave),
    ] {
        let mut flow = with_a_real_account();
        flow.send(in_practice());
        assert_eq!(flow.program.accounts_set_aside(), 1);
        is_back(flow.send(out));
    }
}

#[test]
fn practice_has_no_page_that_looks_as_if_the_real_accounts_were_gone() {
    let mut flow = with_a_real_account();
    flow.send(in_practice())
        .account("acme")
        .send(Msg::Wizard(WizardMsg::Continue))
        .send(Msg::Leaving(LeavingMsg::EscapePressed));
    assert_eq!(flow.program.store(), Store::Practice(1));
    assert_eq!(flow.program.screen, Screen::Accounts, "not the first start");
    is_back(flow.send(Msg::Leaving(LeavingMsg::EscapePressed)));
}

#[test]
fn every_page_of_practice_can_be_left_at_once() {
    for ways in [
        vec![Msg::Menu(MenuMsg::Show(MenuPage::Settings))],
        vec![Msg::Menu(MenuMsg::Show(MenuPage::Help))],
        vec![Msg::Accounts(AccountsMsg::Use(acme()))],
        vec![LeakedMsg::Open(acme()).into()],
        vec![Msg::Accounts(AccountsMsg::Replace(acme()))],
    ] {
        let mut flow = with_a_real_account();
        flow.send(in_practice());
        flow.program
            .accounts
            .cards
            .push(with_a_real_account().program.accounts.cards.remove(0));
        for msg in ways {
            flow.send(msg);
        }
        is_back(flow.send(Msg::Practice(PracticeMsg::Leave)));
        assert!(flow.program.handover.is_none() && flow.program.leaked.is_none());
    }
}

#[test]
fn the_real_account_is_set_up_from_practice_too() {
    let mut flow = with_a_real_account();
    flow.send(in_practice()).account("acme");
    flow.send(Msg::Practice(PracticeMsg::SetUpReal));
    assert_eq!(flow.program.store(), Store::System);
    assert_eq!(
        (flow.program.screen, flow.step()),
        (Screen::Wizard, Step::Account)
    );
    assert_eq!(flow.program.wizard.account.input, "", "nothing pretend");
}

/// The memory of the first practice is gone, whatever comes from it.
#[test]
fn what_was_begun_in_one_practice_never_gets_into_the_next() {
    let mut flow = Flow::new();
    flow.send(in_practice());
    flow.account("acme").send(Msg::Wizard(WizardMsg::Continue));
    flow.send(Msg::Practice(PracticeMsg::Leave))
        .send(in_practice());
    assert_eq!(flow.program.store(), Store::Practice(2));
    flow.send(Msg::Accounts(AccountsMsg::Restored {
        store: Store::Practice(1),
        account: acme(),
        result: Ok(Box::new(entry())),
    }));
    assert!(flow.program.accounts.cards.is_empty());
}

#[test]
fn settings_are_the_real_ones_in_practice_too() {
    let mut flow = with_a_real_account();
    let chosen = Settings {
        remind_after_days: Some(30),
        ..Settings::default()
    };
    flow.send(in_practice())
        .send(Msg::Menu(MenuMsg::Show(MenuPage::Settings)))
        .send(Msg::Settings(SettingsMsg::Change(chosen.clone())));
    assert_eq!(flow.asked, [Effect::KeepSettings(chosen.clone())]);
    flow.send(Msg::Practice(PracticeMsg::Leave));
    assert_eq!(flow.program.settings, chosen);
}

/// What runs behind a page of the menu goes on, and is there when it is closed.
#[test]
fn a_saving_that_ends_behind_the_menu_leads_to_use_it() {
    let mut flow = Flow::new();
    flow.walk_to_save().send(Msg::Save(SaveMsg::Save));
    let attempt = flow.attempt();
    flow.send(Msg::Menu(MenuMsg::Show(MenuPage::About)))
        .send(Msg::Save(SaveMsg::Saved {
            store: Store::System,
            attempt,
            result: Ok(Box::new(entry())),
        }));
    assert_eq!(flow.program.menu_page, Some(MenuPage::About));
    flow.send(Msg::Leaving(LeavingMsg::EscapePressed));
    assert_eq!(flow.program.menu_page, None);
    assert_eq!(flow.step(), Step::UseIt);
    assert!(flow.program.handover.is_some());
}
