//! "Moving on": what is kept, and the button that removes all of it.

use talkdesk_setup::{
    program::{OnThisComputer, RemoveAll, RemoveAllProblem},
    saved::Settings,
};

use talkdesk_setup::program::{MenuMsg, MenuPage, MovingOnMsg};

use super::*;

fn opened() -> Flow {
    let entries = vec![entry()];
    let mut flow = Flow::with(Index { entries }, None);
    flow.send(Msg::Keychain(KeychainMsg::Described {
        store: Store::System,
        result: Ok(keyring()),
    }));
    flow.send(Msg::Menu(MenuMsg::Show(MenuPage::MovingOn)));
    flow
}

fn list(store: Store) -> Effect {
    Effect::ListKept { store }
}

fn all_removed(result: Result<usize, RemoveAllProblem>) -> Msg {
    Msg::MovingOn(MovingOnMsg::AllRemoved {
        store: Store::System,
        result,
    })
}

#[test]
fn the_page_asks_what_is_kept_and_back_leads_home() {
    let mut flow = opened();
    assert_eq!(flow.program.menu_page, Some(MenuPage::MovingOn));
    assert_eq!(flow.asked, [list(Store::System)]);
    let kept = OnThisComputer {
        items: Ok(vec!["acme@us".to_owned()]),
        folders: vec!["/home/ada/.config/talkdesk-setup".to_owned()],
    };
    flow.send(Msg::MovingOn(MovingOnMsg::KeptListed {
        store: Store::Practice(1),
        kept: kept.clone(),
    }));
    assert_eq!(flow.program.moving_on.kept, None, "of another store");
    flow.send(Msg::MovingOn(MovingOnMsg::KeptListed {
        store: Store::System,
        kept: kept.clone(),
    }));
    assert_eq!(flow.program.moving_on.kept, Some(kept));
    flow.send(Msg::Leaving(LeavingMsg::EscapePressed));
    assert_eq!(flow.program.screen, Screen::Accounts);
}

#[test]
fn a_locked_keychain_is_looked_at_again_once_it_is_unlocked() {
    let mut flow = opened();
    let name = "GNOME Keyring".to_owned();
    flow.send(Msg::MovingOn(MovingOnMsg::KeptListed {
        store: Store::System,
        kept: OnThisComputer {
            items: Err(KeychainError::Locked { name }),
            folders: Vec::new(),
        },
    }));
    flow.send(Msg::Keychain(KeychainMsg::Unlocked(Ok(()))));
    flow.send(Msg::Keychain(KeychainMsg::Described {
        store: Store::System,
        result: Ok(keyring()),
    }));
    assert_eq!(flow.asked, [list(Store::System)]);
}

#[test]
fn everything_is_removed_only_after_the_question() {
    let mut flow = opened();
    flow.send(Msg::MovingOn(MovingOnMsg::RemoveAll));
    assert_eq!(flow.asked, [], "not without the question");
    flow.send(Msg::MovingOn(MovingOnMsg::AskRemoveAll))
        .send(Msg::MovingOn(MovingOnMsg::KeepAll));
    assert_eq!(flow.program.moving_on.state, RemoveAll::Idle);
    flow.send(Msg::MovingOn(MovingOnMsg::AskRemoveAll))
        .send(Msg::Leaving(LeavingMsg::EscapePressed));
    assert_eq!(flow.program.moving_on.state, RemoveAll::Idle);
    assert_eq!(flow.program.menu_page, Some(MenuPage::MovingOn));

    flow.send(Msg::MovingOn(MovingOnMsg::AskRemoveAll))
        .send(Msg::MovingOn(MovingOnMsg::RemoveAll));
    let store = Store::System;
    assert_eq!(flow.asked, [Effect::RemoveAll { store }]);
    flow.send(Msg::MovingOn(MovingOnMsg::RemoveAll))
        .send(Msg::MovingOn(MovingOnMsg::AskRemoveAll));
    assert_eq!(flow.asked, [], "once");

    flow.program.settings.remind_after_days = None;
    flow.send(all_removed(Ok(2)));
    assert_eq!(flow.asked, [Effect::ForgetCaFile]);
    assert_eq!(flow.program.settings, Settings::default());
    assert_eq!(flow.program.screen, Screen::Welcome);
    assert!(flow.program.accounts.cards.is_empty());
    let said = flow.program.notice.as_deref().expect("what was done");
    assert!(said.contains("2 items") && said.contains("GNOME Keyring"));
    assert!(said.contains("still valid in Talkdesk"), "{said}");
}

#[test]
fn what_is_left_is_said_and_the_accounts_stay() {
    let mut flow = opened();
    flow.send(Msg::MovingOn(MovingOnMsg::AskRemoveAll))
        .send(Msg::MovingOn(MovingOnMsg::RemoveAll));
    let name = "GNOME Keyring".to_owned();
    let problem = RemoveAllProblem::Keychain(KeychainError::Frozen { name });
    flow.send(all_removed(Err(problem.clone())));
    assert_eq!(flow.program.moving_on.state, RemoveAll::Failed(problem));
    assert_eq!(flow.asked, [list(Store::System)], "what is left");
    assert_eq!(flow.program.accounts.cards.len(), 1);
    flow.send(Msg::MovingOn(MovingOnMsg::AskRemoveAll))
        .send(Msg::MovingOn(MovingOnMsg::RemoveAll));
    assert!(matches!(flow.asked[..], [Effect::RemoveAll { .. }]));
}

#[test]
fn a_removed_account_cannot_come_back_after_everything_is_gone() {
    let mut flow = opened();
    flow.send(Msg::Menu(MenuMsg::Close));
    flow.send(Msg::Accounts(AccountsMsg::Remove(acme())));
    flow.send(Msg::Accounts(AccountsMsg::Removed {
        store: Store::System,
        account: acme(),
        result: Ok(()),
    }));
    flow.send(Msg::Menu(MenuMsg::Show(MenuPage::MovingOn)))
        .send(Msg::MovingOn(MovingOnMsg::AskRemoveAll))
        .send(Msg::MovingOn(MovingOnMsg::RemoveAll))
        .send(all_removed(Ok(0)));
    flow.send(Msg::Accounts(AccountsMsg::UndoRemove(acme())));
    assert_eq!(flow.asked, []);
}

/// Removing everything empties the place from which Undo brings back before it deletes, so that no time ends the offer.
#[test]
fn undo_is_offered_no_more_once_removing_everything_was_tried() {
    let mut flow = opened();
    flow.send(Msg::Menu(MenuMsg::Show(MenuPage::MovingOn)))
        .send(Msg::MovingOn(MovingOnMsg::AskRemoveAll))
        .send(Msg::MovingOn(MovingOnMsg::RemoveAll));
    let store = Store::System;
    flow.send(Msg::Menu(MenuMsg::Close))
        .send(Msg::Accounts(AccountsMsg::Remove(acme())))
        .send(Msg::Accounts(AccountsMsg::Removed {
            store,
            account: acme(),
            result: Ok(()),
        }));
    assert_eq!(flow.program.accounts.removed.len(), 1);
    let name = "GNOME Keyring".to_owned();
    flow.send(Msg::MovingOn(MovingOnMsg::AllRemoved {
        store,
        result: Err(RemoveAllProblem::Keychain(KeychainError::Frozen { name })),
    }));
    assert!(flow.program.accounts.removed.is_empty());
}

#[test]
fn practice_removes_what_is_pretend_only() {
    let mut flow = opened();
    flow.send(Msg::Practice(PracticeMsg::Started(Ok(PracticeHosts {
        port: 4455,
    }))))
    .send(Msg::Menu(MenuMsg::Show(MenuPage::MovingOn)));
    assert_eq!(flow.asked, [list(Store::Practice(1))]);
    flow.send(Msg::MovingOn(MovingOnMsg::AskRemoveAll))
        .send(Msg::MovingOn(MovingOnMsg::RemoveAll));
    let store = Store::Practice(1);
    assert_eq!(flow.asked, [Effect::RemoveAll { store }]);
    flow.send(Msg::MovingOn(MovingOnMsg::AllRemoved {
        store,
        result: Ok(1),
    }));
    flow.send(Msg::Practice(PracticeMsg::Leave));
    assert_eq!(flow.program.accounts.cards.len(), 1);
}
