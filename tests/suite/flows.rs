//! Every flow of the program without window, network, keychain or clock: messages in, effects out.

mod accounts;
mod foreign_hosts;
mod moving_on;
mod orders;
mod practice;
mod rotation;
mod what_to_read;

use std::{path::PathBuf, time::Duration};

use jiff::Timestamp;
use talkdesk_setup::{
    credentials::ClientId,
    diagnosis::Remedy,
    keychain::{KeychainError, KeychainInfo, Lock},
    program::{
        AccountForm, AccountMsg, AccountsMsg, Answer, AttemptId, CardState, CopyState,
        CreateClientMsg, CredentialsMsg, Draft, Effect, Focus, HandoverMsg, HandoverValue,
        KeychainMsg, KeychainState, Leaving, LeavingMsg, Msg, PasteInto, PracticeHosts,
        PracticeMsg, Program, RegionChoice, SaveMsg, Screen, StageState, Step, Store, VerifyMsg,
        VerifyOutcome, WhatToRead, WizardMsg,
    },
    saved::{Entry, Envelope, Index, LastVerification, Seen, VerificationResult},
    secret::Secret,
    talkdesk::{Account, AccountName, Region},
    verification::{ApiOutcome, Cause, Failure, HeaderScheme, Proof, Stage, VerifyRequest},
};

const ID: &str = "23de1fee0a4b4f0f9b0c77a1e0f42546";
const SECRET: &str = "gA7-x9_Tq2LmV4nR8sWc1YzE6uKd3HfB5jPo0iQaXtZvNwSrMyGkCbDhJlUeFpOi";

/// A program with what it asked for since the last look.
struct Flow {
    program: Program,
    asked: Vec<Effect>,
}

impl Flow {
    fn new() -> Self {
        Self::with(Index::default(), None)
    }

    fn with(index: Index, draft: Option<Draft>) -> Self {
        Self {
            program: Program::new(index, draft),
            asked: Vec::new(),
        }
    }

    fn send(&mut self, msg: Msg) -> &mut Self {
        self.asked = self.program.update(msg, now());
        self
    }

    fn account(&mut self, text: &str) -> &mut Self {
        text.clone_into(&mut self.program.wizard.account.input);
        self.reads_nothing_yet()
            .send(Msg::Account(AccountMsg::Edited))
    }

    /// Answers "What will Nexla read?".
    fn reads_nothing_yet(&mut self) -> &mut Self {
        let what = &mut self.program.wizard.guide.what;
        what.choose(Answer::NothingYet, true);
        self
    }

    fn credentials(&mut self, id: &str, secret: &str) -> &mut Self {
        id.clone_into(&mut self.program.wizard.credentials.client_id);
        self.program.wizard.credentials.client_secret.clear();
        assert!(
            self.program
                .wizard
                .credentials
                .client_secret
                .push_str(secret)
        );
        self.send(Msg::Credentials(CredentialsMsg::Edited))
    }

    /// From the first page to Verify, with the request under way.
    fn walk_to_verify(&mut self) -> &mut Self {
        self.send(Msg::SetUpAccount)
            .account("acme")
            .send(Msg::Wizard(WizardMsg::Continue))
            .send(Msg::Wizard(WizardMsg::Continue));
        self.credentials(ID, SECRET)
            .send(Msg::Wizard(WizardMsg::Continue))
    }

    /// To what Talkdesk has accepted, which is to be saved.
    fn walk_to_save(&mut self) -> &mut Self {
        let attempt = self.walk_to_verify().attempt();
        self.send(Msg::Verify(VerifyMsg::Verified {
            attempt,
            result: Ok(proof()),
        }))
    }

    fn walk_to_use_it(&mut self) -> &mut Self {
        let attempt = self.walk_to_save().send(Msg::Save(SaveMsg::Save)).attempt();
        self.send(Msg::Save(SaveMsg::Saved {
            store: Store::System,
            attempt,
            result: Ok(Box::new(entry())),
        }))
    }

    /// The attempt of the effect asked for last.
    fn attempt(&self) -> AttemptId {
        self.asked
            .iter()
            .find_map(|effect| match effect {
                Effect::Verify { attempt, .. }
                | Effect::Save { attempt, .. }
                | Effect::VerifySaved { attempt, .. } => Some(*attempt),
                _ => None,
            })
            .expect("an attempt was begun")
    }

    fn step(&self) -> Step {
        assert_eq!(self.program.screen, Screen::Wizard);
        self.program.wizard.step
    }
}

fn now() -> Timestamp {
    "2026-11-23T10:00:00Z".parse().expect("a timestamp")
}

fn acme() -> Account {
    Account {
        name: AccountName::parse("acme").expect("a name"),
        region: Region::UnitedStates,
    }
}

fn entry() -> Entry {
    Entry {
        account: acme(),
        client_id: ClientId::parse(ID).expect("an ID"),
        created_at: now(),
        keychain: "GNOME Keyring".to_owned(),
        last_verified: None,
        client_name: None,
        longest_token_life: None,
        granted: proof().scopes,
        previous: Vec::new(),
    }
}

fn proof() -> Proof {
    Proof {
        token_lifetime: Some(Duration::from_secs(599)),
        scopes: Some(vec!["openid".to_owned(), "account:read".to_owned()]),
        api: ApiOutcome::Account {
            name: "acme".to_owned(),
            company: None,
            scheme: HeaderScheme::Bearer,
        },
        api_took: Duration::from_millis(58),
        api_connection: None,
    }
}

fn not_found() -> Failure {
    Failure {
        stage: Stage::NameLookup,
        cause: Cause::NameNotFound {
            host: "acme.talkdeskid.com".to_owned(),
        },
        took: Duration::from_millis(9),
        unused_proxy: None,
    }
}

fn keyring() -> KeychainInfo {
    KeychainInfo {
        name: "GNOME Keyring".to_owned(),
        lock: Lock::Open,
    }
}

#[test]
fn first_setup_asks_for_a_verification_then_for_one_save_and_ends_on_use_it() {
    let mut flow = Flow::new();
    assert_eq!(flow.program.screen, Screen::Welcome);
    flow.send(Msg::Keychain(KeychainMsg::Described {
        store: Store::System,
        result: Ok(keyring()),
    }));

    flow.walk_to_verify();
    assert_eq!(flow.step(), Step::Verify);
    let [Effect::Verify { attempt, request }] = &flow.asked[..] else {
        panic!("asked for {:?}", flow.asked)
    };
    assert_eq!(
        request.endpoints.token_address(),
        "https://acme.talkdeskid.com/oauth/token"
    );
    assert_eq!(
        request.endpoints.account_address(),
        "https://api.talkdeskapp.com/account"
    );
    assert_eq!(
        (
            request.client_id.as_str(),
            request.client_secret.expose(),
            &request.scope
        ),
        (ID, SECRET, &None)
    );

    let attempt = *attempt;
    flow.send(Msg::Verify(VerifyMsg::Verified {
        attempt,
        result: Ok(proof()),
    }));
    assert_eq!(flow.step(), Step::Verify);
    let described = Effect::DescribeKeychain {
        store: Store::System,
    };
    assert_eq!(
        flow.asked,
        [described],
        "whether the keychain is locked is known before Save is pressed"
    );

    flow.send(Msg::Save(SaveMsg::Save));
    let [
        Effect::Save {
            attempt,
            store,
            envelope,
            entry,
            replaces: false,
        },
    ] = &flow.asked[..]
    else {
        panic!("asked for {:?}", flow.asked)
    };
    let expected = Envelope {
        account: acme(),
        client_id: ClientId::parse(ID).expect("an ID"),
        client_secret: Secret::from(SECRET),
        created_at: now(),
    };
    assert_eq!((*store, envelope), (Store::System, &expected));
    assert_eq!(entry.keychain, "GNOME Keyring");
    assert_eq!(
        entry.last_verified.as_ref().map(|last| &last.result),
        Some(&VerificationResult::Accepted)
    );

    let attempt = *attempt;
    flow.send(Msg::Save(SaveMsg::Saved {
        store: Store::System,
        attempt,
        result: Ok(Box::new(entry.clone())),
    }));
    assert_eq!(flow.step(), Step::UseIt);
    assert!(
        flow.program.wizard.credentials.client_secret.is_empty(),
        "the secret is in the keychain and nowhere else"
    );
    assert_eq!(
        flow.program
            .handover
            .as_ref()
            .expect("values to hand over")
            .keychain,
        "GNOME Keyring"
    );
    assert_eq!(flow.asked, [Effect::KeepDraft(Draft::default())]);

    flow.send(Msg::Wizard(WizardMsg::Back));
    assert_eq!(flow.step(), Step::UseIt, "there is no Back into Verify");
    flow.send(Msg::Handover(HandoverMsg::Finish));
    assert_eq!(flow.program.screen, Screen::Accounts);
    assert_eq!(flow.program.accounts.cards.len(), 1);
}

#[test]
fn continue_with_nothing_entered_says_what_is_missing_and_keeps_the_page() {
    let mut flow = Flow::new();
    flow.send(Msg::SetUpAccount);
    assert_eq!(
        flow.program.wizard.account.errors().list(),
        [],
        "nothing is wrong before the first Continue"
    );
    flow.send(Msg::Wizard(WizardMsg::Continue));
    assert_eq!(flow.step(), Step::Account);
    let account = Focus::Field(AccountForm::ACCOUNT);
    assert_eq!(flow.program.wizard.focus, Some(account));
    assert_eq!(flow.program.wizard.account.errors().list().len(), 1);

    flow.account("acme");
    assert_eq!(
        flow.program.wizard.account.errors().list(),
        [],
        "an error that is shown follows the field"
    );
    flow.send(Msg::Wizard(WizardMsg::Continue))
        .send(Msg::Wizard(WizardMsg::Continue))
        .send(Msg::Wizard(WizardMsg::Continue));
    assert_eq!(flow.step(), Step::Credentials);
    assert_eq!(flow.program.wizard.credentials.errors().list().len(), 2);
}

#[test]
fn an_address_chooses_its_region_and_leaves_the_name_in_the_field() {
    let check = |text: &str, name: &str, region: RegionChoice| {
        let mut flow = Flow::new();
        flow.send(Msg::SetUpAccount)
            .account(text)
            .send(Msg::Account(AccountMsg::Left));
        let form = &flow.program.wizard.account;
        assert_eq!(
            (form.input.as_str(), form.region),
            (name, region),
            "from {text}"
        );
    };
    check("acme", "acme", RegionChoice::UnitedStates);
    check(
        "https://acme.talkdeskid.com/oauth/token?x=1",
        "acme",
        RegionChoice::UnitedStates,
    );
    check("acme.mytalkdesk.eu", "acme", RegionChoice::Europe);
    check(" ACME.mytalkdeskca.com. ", "acme", RegionChoice::Canada);
    check("https://acme.talkdeskid.au", "acme", RegionChoice::Other);
}

#[test]
fn an_australian_address_fills_both_hosts_of_other() {
    let mut flow = Flow::new();
    flow.send(Msg::SetUpAccount)
        .account("https://acme.mytalkdesk.au/atlas")
        .send(Msg::Wizard(WizardMsg::Continue));
    assert_eq!(flow.step(), Step::CreateClient);
    let account = flow.program.entered_account().expect("an account");
    assert_eq!(
        account.endpoints().token_address(),
        "https://acme.talkdeskid.au/oauth/token"
    );
    assert_eq!(
        account.endpoints().account_address(),
        "https://api.talkdeskapp.au/account"
    );
    assert_eq!(account.key(), "acme@acme.talkdeskid.au");
}

#[test]
fn back_loses_nothing() {
    let mut flow = Flow::new();
    flow.walk_to_verify();
    for expected in [Step::Credentials, Step::CreateClient, Step::Account] {
        flow.send(Msg::Wizard(WizardMsg::Back));
        assert_eq!(flow.step(), expected);
    }
    flow.send(Msg::Wizard(WizardMsg::Back));
    assert_eq!(flow.program.screen, Screen::Welcome);
    assert_eq!(flow.program.wizard.account.input, "acme");
    assert_eq!(flow.program.wizard.credentials.client_id, ID);
    assert_eq!(
        flow.program.wizard.credentials.client_secret.expose(),
        SECRET
    );
}

#[test]
fn stages_fill_in_as_they_end_and_a_failure_marks_the_rest_as_not_reached() {
    let mut flow = Flow::new();
    let attempt = flow.walk_to_verify().attempt();
    let [done, ..] = crate::told::stages();
    let lookup = StageState::Done(done.clone());
    flow.send(Msg::Verify(VerifyMsg::StageDone { attempt, done }));
    let states = |flow: &Flow| {
        flow.program
            .wizard
            .verify
            .stages
            .iter()
            .map(|row| row.state.clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(
        states(&flow),
        [
            lookup.clone(),
            StageState::Running,
            StageState::Waiting,
            StageState::Waiting
        ]
    );

    let failure = Failure {
        stage: Stage::SecureConnection,
        ..not_found()
    };
    flow.send(Msg::Verify(VerifyMsg::Verified {
        attempt,
        result: Err(failure),
    }));
    let failed = StageState::Failed {
        took: Duration::from_millis(9),
    };
    assert_eq!(
        states(&flow),
        [
            lookup,
            failed,
            StageState::NotReached,
            StageState::NotReached
        ]
    );
    assert!(matches!(
        flow.program.wizard.verify.outcome,
        Some(VerifyOutcome::Failed(_))
    ));
    flow.send(Msg::Save(SaveMsg::Save));
    assert!(
        !flow
            .asked
            .iter()
            .any(|effect| matches!(effect, Effect::Save { .. })),
        "nothing unverified is saved"
    );
}

#[test]
fn a_canceled_attempt_is_stopped_and_its_late_answer_dropped() {
    let mut flow = Flow::new();
    let attempt = flow.walk_to_verify().attempt();
    flow.send(Msg::Verify(VerifyMsg::Cancel));
    assert_eq!(flow.asked, [Effect::Cancel { attempt }]);
    flow.send(Msg::Verify(VerifyMsg::Verified {
        attempt,
        result: Ok(proof()),
    }));
    assert_eq!(
        flow.program.wizard.verify.outcome,
        Some(VerifyOutcome::Canceled)
    );

    let second = flow
        .send(Msg::Verify(VerifyMsg::Remedy(Remedy::TryAgain)))
        .attempt();
    assert_ne!(attempt, second);
    flow.send(Msg::Verify(VerifyMsg::Verified {
        attempt,
        result: Ok(proof()),
    }));
    assert!(
        flow.program.wizard.verify.is_running(),
        "the answer of the first is not taken for the second's"
    );
}

#[test]
fn remedies_lead_to_their_fields() {
    let check = |remedy, step, field| {
        let mut flow = Flow::new();
        let attempt = flow.walk_to_verify().attempt();
        flow.send(Msg::Verify(VerifyMsg::Verified {
            attempt,
            result: Err(not_found()),
        }))
        .send(Msg::Verify(VerifyMsg::Remedy(remedy)));
        assert_eq!(
            (flow.step(), flow.program.wizard.focus),
            (step, Some(field))
        );
    };
    check(
        Remedy::ChangeAccount,
        Step::Account,
        Focus::Field("account"),
    );
    check(
        Remedy::ChangeClientId,
        Step::Credentials,
        Focus::Field("client id"),
    );
    check(
        Remedy::ChangeClientSecret,
        Step::Credentials,
        Focus::Field("client secret"),
    );
    check(
        Remedy::ChangeScopes,
        Step::Credentials,
        Focus::Field("scopes"),
    );
    check(Remedy::CreateNewClient, Step::CreateClient, Focus::Heading);
}

#[test]
fn try_in_europe_asks_europe() {
    let mut flow = Flow::new();
    let attempt = flow.walk_to_verify().attempt();
    flow.send(Msg::Verify(VerifyMsg::Verified {
        attempt,
        result: Err(not_found()),
    }))
    .send(Msg::Verify(VerifyMsg::Remedy(Remedy::TryInEurope)));
    let [
        Effect::Verify {
            request: VerifyRequest { endpoints, .. },
            ..
        },
    ] = &flow.asked[..]
    else {
        panic!()
    };
    assert_eq!(
        endpoints.token_address(),
        "https://acme.talkdeskid.eu/oauth/token"
    );
}

#[test]
fn what_was_changed_after_its_proof_is_verified_before_it_is_saved() {
    let mut flow = Flow::new();
    flow.walk_to_save()
        .account("other")
        .send(Msg::Save(SaveMsg::Save));
    assert_eq!(flow.step(), Step::Verify);
    let [Effect::Verify { request, .. }] = &flow.asked[..] else {
        panic!("asked for {:?}", flow.asked)
    };
    assert_eq!(request.account.name.as_str(), "other");
}

#[test]
fn a_refused_save_keeps_everything_and_can_be_tried_again() {
    let mut flow = Flow::new();
    let attempt = flow.walk_to_save().send(Msg::Save(SaveMsg::Save)).attempt();
    let error = KeychainError::Frozen {
        name: "GNOME Keyring".to_owned(),
    };
    flow.send(Msg::Save(SaveMsg::Saved {
        store: Store::System,
        attempt,
        result: Err(error.clone()),
    }));
    assert_eq!(flow.step(), Step::Verify);
    assert_eq!(flow.program.wizard.saving.problem, Some(error));
    assert_eq!(
        flow.program.wizard.focus,
        Some(Focus::Heading),
        "the page shows its top, where the problem stands"
    );
    assert_eq!(
        flow.program.wizard.credentials.client_secret.expose(),
        SECRET
    );
    assert!(flow.program.accounts.cards.is_empty());

    let second = flow.send(Msg::Save(SaveMsg::Save)).attempt();
    flow.send(Msg::Save(SaveMsg::Saved {
        store: Store::System,
        attempt,
        result: Ok(Box::new(entry())),
    }));
    assert_eq!(
        flow.step(),
        Step::Verify,
        "the first attempt's late answer is dropped"
    );
    flow.send(Msg::Save(SaveMsg::Saved {
        store: Store::System,
        attempt: second,
        result: Ok(Box::new(entry())),
    }));
    assert_eq!(flow.step(), Step::UseIt);
}

#[test]
fn save_is_asked_for_once_however_often_it_is_pressed() {
    let mut flow = Flow::new();
    flow.walk_to_save()
        .send(Msg::Save(SaveMsg::Save))
        .send(Msg::Save(SaveMsg::Save));
    assert_eq!(flow.asked, []);
}

#[test]
fn enter_saves_what_was_proven() {
    let mut flow = Flow::new();
    flow.walk_to_save().send(Msg::Wizard(WizardMsg::Continue));
    assert!(matches!(flow.asked[..], [Effect::Save { .. }]));
}

#[test]
fn while_saving_runs_nothing_leads_away_from_it() {
    let mut flow = Flow::new();
    let attempt = flow.walk_to_save().send(Msg::Save(SaveMsg::Save)).attempt();
    for msg in [
        Msg::Wizard(WizardMsg::Back),
        Msg::Verify(VerifyMsg::Remedy(Remedy::TryAgain)),
        Msg::Wizard(WizardMsg::Continue),
    ] {
        flow.send(msg);
        assert_eq!((flow.step(), &flow.asked[..]), (Step::Verify, &[][..]));
    }
    flow.send(Msg::Save(SaveMsg::Saved {
        store: Store::System,
        attempt,
        result: Err(KeychainError::Missing),
    }))
    .send(Msg::Wizard(WizardMsg::Back));
    assert_eq!(flow.step(), Step::Credentials);
}

#[test]
fn a_fresh_check_forgets_why_the_last_one_was_not_saved() {
    let mut flow = Flow::new();
    let attempt = flow.walk_to_save().send(Msg::Save(SaveMsg::Save)).attempt();
    flow.send(Msg::Save(SaveMsg::Saved {
        store: Store::System,
        attempt,
        result: Err(KeychainError::Missing),
    }))
    .send(Msg::Verify(VerifyMsg::Remedy(Remedy::TryAgain)));
    assert!(matches!(flow.asked[..], [Effect::Verify { .. }]));
    assert_eq!(flow.program.wizard.saving.problem, None);
}

#[test]
fn leaving_with_an_unsaved_secret_asks_first_and_keeps_what_is_not_secret() {
    let mut flow = Flow::new();
    flow.walk_to_verify()
        .send(Msg::Leaving(LeavingMsg::CloseRequested));
    assert_eq!(
        (flow.program.leaving.clone(), flow.asked.len()),
        (Some(Leaving::Window), 0)
    );
    flow.send(Msg::Leaving(LeavingMsg::KeepGoing));
    assert_eq!(flow.program.leaving, None);

    flow.send(Msg::Leaving(LeavingMsg::CloseRequested))
        .send(Msg::Leaving(LeavingMsg::Leave));
    let draft = Draft {
        account: "acme".to_owned(),
        client_id: ID.to_owned(),
        reads: [Answer::NothingYet].into(),
        ..Draft::default()
    };
    let cancel = matches!(&flow.asked[0], Effect::Cancel { .. });
    assert!(cancel);
    assert_eq!(
        flow.asked[1..],
        [Effect::KeepDraft(draft.clone()), Effect::CloseWindow]
    );

    let next = Flow::with(Index::default(), Some(draft));
    assert_eq!(next.program.wizard.account.input, "acme");
    assert_eq!(next.program.wizard.credentials.client_id, ID);
}

#[test]
fn closing_without_a_secret_closes_at_once() {
    let mut flow = Flow::new();
    flow.send(Msg::Leaving(LeavingMsg::CloseRequested));
    assert!(flow.asked.contains(&Effect::CloseWindow));
}

#[test]
fn a_pasted_file_on_create_client_fills_the_next_page_and_goes_there() {
    let mut flow = Flow::new();
    flow.send(Msg::SetUpAccount)
        .account("acme")
        .send(Msg::Wizard(WizardMsg::Continue));
    flow.send(Msg::Credentials(CredentialsMsg::Pasted(Secret::from(
        format!(r#"{{"id": "{ID}", "secret": "{SECRET}"}}"#),
    ))));
    assert_eq!(flow.step(), Step::Credentials);
    assert_eq!(flow.program.wizard.credentials.client_id, ID);
    assert_eq!(
        flow.program.wizard.credentials.client_secret.expose(),
        SECRET
    );
    assert!(
        !flow.program.wizard.credentials.notes.is_empty(),
        "it says what it took"
    );
}

#[test]
fn a_whole_file_typed_into_one_field_is_sorted_into_both() {
    let mut flow = Flow::new();
    flow.send(Msg::SetUpAccount)
        .account("acme")
        .send(Msg::Wizard(WizardMsg::Continue))
        .send(Msg::Wizard(WizardMsg::Continue));
    flow.credentials("", &format!(r#"{{"id": "{ID}", "secret": "{SECRET}"}}"#));
    assert_eq!(flow.program.wizard.credentials.client_id, ID);
    assert_eq!(
        flow.program.wizard.credentials.client_secret.expose(),
        SECRET
    );
}

#[test]
fn a_file_that_is_dropped_where_none_is_taken_gets_the_reason() {
    let dropped = || Msg::FilesDropped(vec![PathBuf::from("/home/pat/nexla.json")]);
    let mut flow = Flow::new();
    flow.send(dropped());
    assert_eq!(flow.asked, []);
    let notice = flow.program.notice.take().expect("a reason");
    assert!(notice.contains("set up or replace credentials"), "{notice}");

    flow.send(Msg::SetUpAccount).send(Msg::FilesDropped(vec![
        "/a".into(),
        "/b".into(),
        "/c".into(),
    ]));
    let notice = flow.program.notice.take().expect("a reason");
    assert!(notice.starts_with("3 files were dropped."), "{notice}");

    flow.walk_to_verify();
    flow.send(dropped());
    assert_eq!(flow.asked, [], "nothing is read while Talkdesk is asked");
    let notice = flow.program.notice.take().expect("a reason");
    assert!(notice.contains("Press Cancel"), "{notice}");
}

#[test]
fn credentials_that_come_after_a_verification_are_seen_before_they_are_tried() {
    let mut flow = Flow::new();
    flow.walk_to_verify();
    let attempt = flow.attempt();
    flow.send(Msg::Verify(VerifyMsg::Verified {
        attempt,
        result: Ok(proof()),
    }));
    let text = format!(
        r#"{{"client_id": "{}", "client_secret": "{SECRET}"}}"#,
        ID.replace('0', "1")
    );
    flow.send(Msg::Credentials(CredentialsMsg::Pasted(Secret::from(text))));
    assert_eq!(flow.program.wizard.step, Step::Credentials);
    assert_eq!(
        flow.program.wizard.credentials.client_id,
        ID.replace('0', "1")
    );
}

#[test]
fn why_a_file_was_not_read_is_seen_on_the_page_where_it_was_dropped() {
    let mut flow = Flow::new();
    flow.send(Msg::SetUpAccount);
    let asked = flow.program.asked_for();
    flow.send(Msg::Credentials(CredentialsMsg::FileRead {
        asked,
        path: None,
        result: Err("nexla.json cannot be read.".to_owned()),
    }));
    assert_eq!(
        flow.program.notice.as_deref(),
        Some("nexla.json cannot be read.")
    );
}

#[test]
fn a_file_is_read_and_remembered_because_it_still_holds_the_secret() {
    let mut flow = Flow::new();
    let path = PathBuf::from("/home/pat/nexla.json");
    flow.send(Msg::SetUpAccount)
        .account("acme")
        .send(Msg::Wizard(WizardMsg::Continue))
        .send(Msg::Credentials(CredentialsMsg::FileDropped(path.clone())));
    let asked = flow.program.asked_for();
    let read = Effect::ReadFile {
        path: path.clone(),
        asked,
    };
    assert_eq!(flow.asked, [read]);
    let text = Secret::from(format!(
        r#"[{{"client_id": "{ID}", "client_secret": "{SECRET}"}}]"#
    ));
    flow.send(Msg::Credentials(CredentialsMsg::FileRead {
        asked,
        path: Some(path.clone()),
        result: Ok(text),
    }))
    .send(Msg::Wizard(WizardMsg::Continue));
    let attempt = flow.attempt();
    flow.send(Msg::Verify(VerifyMsg::Verified {
        attempt,
        result: Ok(proof()),
    }));
    let attempt = flow.send(Msg::Save(SaveMsg::Save)).attempt();
    flow.send(Msg::Save(SaveMsg::Saved {
        store: Store::System,
        attempt,
        result: Ok(Box::new(entry())),
    }));
    let file = flow.program.handover.as_ref().expect("values").file.clone();
    assert_eq!(file.expect("the file").path, path);
}

#[test]
fn spaces_around_credentials_are_taken_off_visibly() {
    let mut flow = Flow::new();
    flow.send(Msg::SetUpAccount)
        .account("acme")
        .send(Msg::Wizard(WizardMsg::Continue))
        .send(Msg::Wizard(WizardMsg::Continue));
    flow.credentials(&format!(" {ID}\n"), &format!("{SECRET}\r\n"))
        .send(Msg::Credentials(CredentialsMsg::Left));
    let form = &flow.program.wizard.credentials;
    assert_eq!(
        (form.client_id.as_str(), form.client_secret.expose()),
        (ID, SECRET)
    );
    assert_eq!(form.notes.len(), 2);
}

#[test]
fn values_in_each_others_field_are_put_right_with_undo() {
    for (id, secret, right, sentence) in [
        (SECRET, ID, (ID, SECRET), "stood in each other's field"),
        (SECRET, "", ("", SECRET), "That is a client secret"),
        ("", ID, (ID, ""), "That is a client ID"),
    ] {
        let mut flow = Flow::new();
        flow.send(Msg::SetUpAccount)
            .account("acme")
            .send(Msg::Wizard(WizardMsg::Continue))
            .send(Msg::Wizard(WizardMsg::Continue))
            .credentials(id, secret);
        let entered = |flow: &Flow| {
            let form = &flow.program.wizard.credentials;
            let secret = form.client_secret.expose().to_owned();
            (form.client_id.clone(), secret, form.was_put_right())
        };
        assert!(!entered(&flow).2, "not while it is typed");
        flow.send(Msg::Credentials(CredentialsMsg::Left));
        let both = !id.is_empty() && !secret.is_empty();
        assert_eq!(entered(&flow).2, both, "the other may be typed next");
        if !both {
            flow.send(Msg::Wizard(WizardMsg::Continue));
            assert_eq!(flow.step(), Step::Credentials, "one is missing");
        }
        let (right_id, right_secret) = (right.0.to_owned(), right.1.to_owned());
        assert_eq!(entered(&flow), (right_id, right_secret, true));
        let notes = &flow.program.wizard.credentials.notes;
        assert!(notes[0].contains(sentence), "{notes:?}");

        flow.send(Msg::Credentials(CredentialsMsg::UndoPutRight));
        let as_entered = (id.to_owned(), secret.to_owned(), false);
        assert_eq!(entered(&flow), as_entered);
        flow.send(Msg::Credentials(CredentialsMsg::Left));
        assert_eq!(entered(&flow), as_entered, "the person meant it");
    }
}

#[test]
fn continue_sends_no_swapped_pair() {
    let mut flow = Flow::new();
    flow.send(Msg::SetUpAccount)
        .account("acme")
        .send(Msg::Wizard(WizardMsg::Continue))
        .send(Msg::Wizard(WizardMsg::Continue))
        .credentials(SECRET, ID)
        .send(Msg::Wizard(WizardMsg::Continue));
    let sent = flow.asked.iter().find_map(|effect| match effect {
        Effect::Verify { request, .. } => Some(request),
        _ => None,
    });
    let sent = sent.expect("a verification");
    assert_eq!(
        (sent.client_id.as_str(), sent.client_secret.expose()),
        (ID, SECRET)
    );
}

#[test]
fn the_paste_button_reads_the_clipboard_and_a_clipboard_that_fails_says_so() {
    let mut flow = Flow::new();
    flow.send(Msg::SetUpAccount)
        .account("acme")
        .send(Msg::Wizard(WizardMsg::Continue))
        .send(Msg::Wizard(WizardMsg::Continue))
        .send(Msg::Credentials(CredentialsMsg::Paste));
    let asked = flow.program.asked_for();
    let into = PasteInto::Credentials;
    assert_eq!(flow.asked, [Effect::ReadClipboard { into, asked }]);
    let sentence = "The clipboard does not answer.".to_owned();
    flow.send(Msg::Credentials(CredentialsMsg::ClipboardRead {
        asked,
        into: PasteInto::Credentials,
        result: Err(sentence.clone()),
    }));
    assert_eq!(flow.program.wizard.credentials.notes, [sentence]);
}

#[test]
fn scopes_are_sent_only_when_typed() {
    let mut flow = Flow::new();
    flow.send(Msg::SetUpAccount)
        .account("acme")
        .send(Msg::Wizard(WizardMsg::Continue))
        .send(Msg::Wizard(WizardMsg::Continue))
        .credentials(ID, SECRET);
    "  account:read \n users:read".clone_into(&mut flow.program.wizard.credentials.scopes);
    flow.send(Msg::Wizard(WizardMsg::Continue));
    let [Effect::Verify { request, .. }] = &flow.asked[..] else {
        panic!("asked for {:?}", flow.asked)
    };
    assert_eq!(request.scope.as_deref(), Some("account:read users:read"));
}

#[test]
fn an_address_that_no_browser_takes_stays_to_be_copied() {
    let mut flow = Flow::new();
    flow.send(Msg::SetUpAccount)
        .account("acme")
        .send(Msg::Wizard(WizardMsg::Continue))
        .send(Msg::CreateClient(CreateClientMsg::OpenTalkdesk));
    let address = "https://acme.mytalkdesk.com".to_owned();
    assert_eq!(flow.asked, [Effect::OpenAddress(address.clone())]);
    flow.send(Msg::AddressNotOpened(address.clone()));
    assert_eq!(flow.program.unopened_address, Some(address));
}

#[test]
fn values_are_copied_and_the_secret_comes_from_the_keychain() {
    let mut flow = Flow::new();
    flow.walk_to_use_it().send(Msg::Handover(HandoverMsg::Copy(
        HandoverValue::ClientSecret,
    )));
    let [
        Effect::CopyValue {
            copy,
            value: HandoverValue::ClientSecret,
            store: Store::System,
            account,
            client_id,
        },
    ] = &flow.asked[..]
    else {
        panic!("asked for {:?}", flow.asked)
    };
    assert_eq!((account, client_id.as_str()), (&acme(), ID));
    let (copy, client_id) = (*copy, client_id.clone());
    let copied_of = |account: Account, client_id| {
        Msg::Handover(HandoverMsg::Copied {
            copy,
            value: HandoverValue::ClientSecret,
            account,
            client_id,
            result: Ok(()),
        })
    };
    let shown = |flow: &Flow| flow.program.handover.as_ref().unwrap().copy.clone();
    // Other credentials came into use meanwhile: those that the page shows now were not copied.
    flow.send(copied_of(acme(), ClientId::parse("another").unwrap()));
    assert_eq!(shown(&flow), None);
    flow.send(copied_of(acme(), client_id.clone()));
    let this_one = Some(CopyState::Copied(HandoverValue::ClientSecret));
    assert_eq!(shown(&flow), this_one);
    // A page that was left is answered late: the clipboard now holds another account's.
    let europe = Account {
        region: Region::Europe,
        ..acme()
    };
    flow.send(copied_of(europe, client_id.clone()));
    assert_eq!(shown(&flow), None);
    flow.send(copied_of(acme(), client_id));
    let copied = flow
        .program
        .handover
        .as_ref()
        .and_then(|handover| handover.copy.clone());
    assert_eq!(copied, Some(CopyState::Copied(HandoverValue::ClientSecret)));
}

#[test]
fn a_late_answer_of_the_other_store_is_dropped() {
    let mut flow = Flow::new();
    flow.send(Msg::Practice(PracticeMsg::Started(Ok(PracticeHosts {
        port: 4455,
    }))));
    flow.send(Msg::Keychain(KeychainMsg::Described {
        store: Store::System,
        result: Ok(keyring()),
    }));
    assert_eq!(flow.program.keychain.state, KeychainState::Unknown);
}

#[test]
fn saved_accounts_open_on_their_page_and_verify_from_the_keychain() {
    let mut flow = Flow::with(
        Index {
            entries: vec![entry()],
        },
        None,
    );
    assert_eq!(flow.program.screen, Screen::Accounts);
    let attempt = flow
        .send(Msg::Accounts(AccountsMsg::Verify(acme())))
        .attempt();
    let client_id = entry().client_id;
    assert_eq!(
        flow.asked,
        [Effect::VerifySaved {
            attempt,
            store: Store::System,
            account: acme(),
            client_id
        }]
    );
    flow.send(Msg::Accounts(AccountsMsg::Verify(acme())));
    assert_eq!(flow.asked, [], "one at a time");

    flow.send(Msg::Accounts(AccountsMsg::Verified {
        attempt,
        account: acme(),
        result: Ok(Ok(proof())),
    }));
    let verified = LastVerification {
        at: now(),
        result: VerificationResult::Accepted,
    };
    let record = Effect::RecordVerification {
        store: Store::System,
        account: acme(),
        verified: verified.clone(),
        seen: Seen {
            token_life: Some(Duration::from_secs(599)),
            granted: proof().scopes,
        },
    };
    assert_eq!(flow.asked, [record]);
    assert_eq!(
        flow.program.accounts.cards[0].entry.longest_token_life,
        Some(Duration::from_secs(599))
    );
    assert_eq!(
        flow.program.accounts.cards[0].entry.last_verified,
        Some(verified)
    );
}

#[test]
fn a_keychain_that_does_not_give_the_credentials_says_nothing_about_talkdesk() {
    let mut flow = Flow::with(
        Index {
            entries: vec![entry()],
        },
        None,
    );
    let attempt = flow
        .send(Msg::Accounts(AccountsMsg::Verify(acme())))
        .attempt();
    flow.send(Msg::Accounts(AccountsMsg::Verified {
        attempt,
        account: acme(),
        result: Err(KeychainError::Missing),
    }));
    assert_eq!(flow.asked, []);
    assert_eq!(
        flow.program.accounts.cards[0].problem(),
        Some(&KeychainError::Missing)
    );
    assert_eq!(flow.program.accounts.cards[0].entry.last_verified, None);
}

#[test]
fn replacing_begins_at_create_client_with_the_account_known() {
    let mut flow = Flow::with(
        Index {
            entries: vec![entry()],
        },
        None,
    );
    flow.send(Msg::Accounts(AccountsMsg::Replace(acme())));
    assert_eq!(flow.step(), Step::CreateClient);
    assert_eq!(flow.program.entered_account(), Some(acme()));
    assert_eq!(
        flow.program.entry_to_replace(),
        Some(&entry()),
        "Save says what it replaces"
    );
    flow.send(Msg::Wizard(WizardMsg::Back));
    assert_eq!(flow.program.screen, Screen::Accounts);
}

#[test]
fn accounts_that_the_index_has_lost_are_looked_for_and_shown() {
    let mut flow = Flow::new();
    flow.send(Msg::Started);
    assert!(flow.asked.contains(&Effect::FindAccounts));
    flow.send(Msg::Keychain(KeychainMsg::Read {
        entries: vec![entry()],
        odd: Vec::new(),
    }));
    assert_eq!(flow.program.screen, Screen::Accounts);
    assert_eq!(flow.program.accounts.entry(&acme()), Some(&entry()));
}

#[test]
fn no_message_and_no_effect_prints_the_secret() {
    let mut flow = Flow::new();
    flow.walk_to_save().send(Msg::Save(SaveMsg::Save));
    let pasted = Msg::Credentials(CredentialsMsg::Pasted(Secret::from(SECRET)));
    let printed = format!("{:?} {:?} {pasted:?}", flow.program, flow.asked);
    assert!(printed.contains(ID) && !printed.contains(SECRET));
}
