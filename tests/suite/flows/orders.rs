//! What a person does while an answer is awaited: nothing is lost, and nothing gets to where it was not asked for.

use talkdesk_setup::{
    program::{AskedFor, Beginning, CopyState, FileProblem, HandoverValue, SettingsMsg},
    token::Refusal,
};

use super::*;

fn in_practice() -> Msg {
    Msg::Practice(PracticeMsg::Started(Ok(PracticeHosts { port: 4455 })))
}

fn europe() -> Account {
    Account {
        region: Region::Europe,
        ..acme()
    }
}

fn with_two_accounts() -> Flow {
    let other = Entry {
        account: europe(),
        ..entry()
    };
    Flow::with(
        Index {
            entries: vec![entry(), other],
        },
        None,
    )
}

/// A replacement of acme's credentials with the new secret in its field, left by Back to the home page.
fn left_with_a_secret() -> Flow {
    let mut flow = with_two_accounts();
    flow.send(Msg::Accounts(AccountsMsg::Replace(acme())))
        .send(Msg::Wizard(WizardMsg::Continue));
    assert!(
        flow.program
            .wizard
            .credentials
            .client_secret
            .push_str(SECRET)
    );
    flow.send(Msg::Credentials(CredentialsMsg::Edited))
        .send(Msg::Wizard(WizardMsg::Back))
        .send(Msg::Wizard(WizardMsg::Back));
    assert_eq!(flow.program.screen, Screen::Accounts);
    flow
}

fn secret(flow: &Flow) -> &str {
    flow.program.wizard.credentials.client_secret.expose()
}

#[test]
fn a_one_time_secret_is_given_up_by_the_persons_word_only() {
    for (begin, beginning) in [
        (Msg::Accounts(AccountsMsg::Add), Beginning::Setup),
        (
            Msg::Accounts(AccountsMsg::Replace(europe())),
            Beginning::Replacement {
                account: europe(),
                leak: None,
            },
        ),
    ] {
        let mut flow = left_with_a_secret();
        flow.send(begin.clone());
        assert_eq!(flow.program.leaving, Some(Leaving::Begin(beginning)));
        assert_eq!(secret(&flow), SECRET);
        flow.send(Msg::Leaving(LeavingMsg::KeepGoing));
        assert_eq!((&flow.program.leaving, secret(&flow)), (&None, SECRET));
        flow.send(begin).send(Msg::Leaving(LeavingMsg::Leave));
        assert_eq!(secret(&flow), "");
        assert_eq!(flow.program.screen, Screen::Wizard);
    }
}

#[test]
fn the_same_replacement_goes_on_where_it_was_left() {
    let mut flow = left_with_a_secret();
    flow.send(Msg::Accounts(AccountsMsg::Replace(acme())));
    assert_eq!((&flow.program.leaving, secret(&flow)), (&None, SECRET));
    assert_eq!(flow.program.screen, Screen::Wizard);
}

#[test]
fn practice_gives_the_one_time_secret_back() {
    let mut flow = left_with_a_secret();
    flow.send(in_practice());
    assert_eq!(secret(&flow), "");
    flow.send(in_practice());
    flow.send(Msg::Practice(PracticeMsg::Leave));
    assert_eq!((&flow.program.leaving, secret(&flow)), (&None, SECRET));
    assert_eq!(flow.program.accounts.cards.len(), 2);
}

#[test]
fn a_wizard_that_ended_leaves_no_secret_behind() {
    let is_gone = |flow: &Flow, way: &str| {
        assert!(!flow.program.holds_unsaved_secret(), "{way}");
        assert_eq!(secret(flow), "", "{way}");
    };
    let mut saved = Flow::new();
    saved.walk_to_use_it();
    is_gone(&saved, "saved");
    saved.send(Msg::Leaving(LeavingMsg::EscapePressed));
    is_gone(&saved, "Escape on Use it");
    assert_eq!(saved.program.wizard.step, Step::Account);

    let refused = Failure {
        stage: Stage::Token,
        cause: Cause::Refused(Refusal::InvalidClient {
            status: 401,
            named: true,
            description: None,
        }),
        took: Duration::from_millis(12),
        unused_proxy: None,
    };
    for result in [Ok(proof()), Err(refused)] {
        let mut left = Flow::new();
        left.walk_to_verify();
        let attempt = left.attempt();
        left.send(Msg::Verify(VerifyMsg::Verified { attempt, result }))
            .send(Msg::Leaving(LeavingMsg::EscapePressed))
            .send(Msg::Leaving(LeavingMsg::Leave));
        is_gone(&left, "left after a verification");
        assert_eq!(left.program.wizard.verify.target(), None);
        assert_eq!(left.program.wizard.account.input, "acme");
    }
}

#[test]
fn what_the_real_wizard_asked_for_never_gets_into_practice() {
    let mut flow = Flow::new();
    flow.send(Msg::SetUpAccount)
        .account("acme")
        .send(Msg::Credentials(CredentialsMsg::ChooseFile));
    let [Effect::ChooseFile { asked }] = flow.asked[..] else {
        panic!("asked for {:?}", flow.asked)
    };
    flow.send(in_practice());
    let brought = |asked: AskedFor| -> [Msg; 2] {
        let text = || Secret::from(format!("client_id={ID}\nclient_secret={SECRET}\n"));
        let file: Result<Secret, FileProblem> = Ok(text());
        [
            Msg::Credentials(CredentialsMsg::FileRead {
                asked,
                path: Some(PathBuf::from("/home/pat/nexla.json")),
                result: file,
            }),
            Msg::Credentials(CredentialsMsg::ClipboardRead {
                asked,
                into: PasteInto::Credentials,
                result: Ok(text()),
            }),
        ]
    };
    for msg in brought(asked) {
        flow.send(msg);
        assert_eq!(secret(&flow), "", "the pretend form");
        assert_eq!(flow.program.wizard.credentials.file, None);
    }
    flow.send(Msg::Practice(PracticeMsg::Leave));
    assert_eq!(secret(&flow), SECRET, "the form that asked for it");

    // A wizard that has ended takes nothing any more.
    flow.send(Msg::Leaving(LeavingMsg::EscapePressed))
        .send(Msg::Leaving(LeavingMsg::Leave))
        .send(Msg::SetUpAccount);
    for msg in brought(asked) {
        flow.send(msg);
        assert_eq!(secret(&flow), "", "another wizard");
    }
}

#[test]
fn a_paste_that_failed_is_told_on_the_page_where_it_was_wanted() {
    let mut flow = Flow::new();
    flow.send(Msg::SetUpAccount)
        .send(Msg::Credentials(CredentialsMsg::PasteIntoFocus));
    let asked = flow.program.asked_for();
    let sentence = "The clipboard does not answer.";
    flow.send(Msg::Credentials(CredentialsMsg::ClipboardRead {
        asked,
        into: PasteInto::Focus,
        result: Err(sentence.to_owned()),
    }));
    assert_eq!(flow.program.notice.as_deref(), Some(sentence));
    assert_eq!(flow.program.wizard.credentials.notes, [""; 0]);
    flow.send(Msg::SetUpAccount);
    assert_eq!(
        flow.program.notice.as_deref(),
        Some(sentence),
        "until it is dismissed"
    );
    flow.send(Msg::DismissNotice);
    assert_eq!(flow.program.notice, None);
}

#[test]
fn what_was_saved_is_on_its_card_wherever_one_is_meanwhile() {
    let mut flow = Flow::new();
    flow.walk_to_verify();
    let attempt = flow.attempt();
    flow.send(Msg::Verify(VerifyMsg::Verified {
        attempt,
        result: Ok(proof()),
    }))
    .send(Msg::Save(SaveMsg::Save));
    let [Effect::Save { attempt, entry, .. }] = &flow.asked[..] else {
        panic!("asked for {:?}", flow.asked)
    };
    let (attempt, entry) = (*attempt, entry.clone());
    flow.send(in_practice());
    flow.send(Msg::Save(SaveMsg::Saved {
        attempt,
        store: Store::System,
        result: Ok(Box::new(entry)),
    }));
    assert!(flow.program.accounts.cards.is_empty(), "of practice");
    assert_eq!(flow.program.wizard.step, Step::Account);
    flow.send(Msg::Practice(PracticeMsg::Leave));
    assert_eq!(flow.program.accounts.cards.len(), 1);
    assert!(!flow.program.holds_unsaved_secret());
}

#[test]
fn a_copy_that_finds_another_pair_says_so_and_looks_again() {
    let mut flow = Flow::new();
    flow.walk_to_use_it()
        .send(Msg::Handover(HandoverMsg::Copy(HandoverValue::ClientId)));
    let [
        Effect::CopyValue {
            copy,
            value,
            ref client_id,
            ..
        },
    ] = flow.asked[..]
    else {
        panic!("asked for {:?}", flow.asked)
    };
    let client_id = client_id.clone();
    let sentence = "The keychain now holds other credentials.".to_owned();
    flow.send(Msg::Handover(HandoverMsg::Copied {
        copy,
        value,
        account: acme(),
        client_id,
        result: Err(sentence.clone()),
    }));
    assert_eq!(flow.asked, [Effect::FindAccounts]);
    let copy = flow
        .program
        .handover
        .as_ref()
        .and_then(|own| own.copy.clone());
    assert_eq!(
        copy,
        Some(CopyState::Failed(HandoverValue::ClientId, sentence))
    );
}

#[test]
fn settings_are_written_by_an_effect_and_not_on_the_page() {
    let mut flow = Flow::new();
    let settings = flow.program.settings.clone();
    flow.send(Msg::Settings(SettingsMsg::Change(settings.clone())));
    assert_eq!(flow.asked, [Effect::KeepSettings(settings)]);
}

#[test]
fn credentials_that_come_before_the_account_are_told_to_wait() {
    let mut flow = Flow::with(Index::default(), None);
    flow.send(Msg::SetUpAccount)
        .send(Msg::Credentials(CredentialsMsg::Pasted(Secret::from(
            format!("{ID}:{SECRET}"),
        ))));
    assert_eq!(flow.program.wizard.step, Step::Account);
    let notice = flow.program.notice.as_deref().expect("a word");
    assert!(
        notice.starts_with("Client ID and secret taken."),
        "{notice}"
    );
}

#[test]
fn an_account_that_another_window_removed_goes() {
    let mut flow = Flow::with(
        Index {
            entries: vec![entry()],
        },
        None,
    );
    flow.send(Msg::Accounts(AccountsMsg::Verify(acme())))
        .send(Msg::Keychain(KeychainMsg::Read {
            entries: Vec::new(),
            odd: Vec::new(),
        }));
    assert!(flow.program.accounts.cards.is_empty());
    assert_eq!(flow.program.screen, Screen::Welcome);
}
