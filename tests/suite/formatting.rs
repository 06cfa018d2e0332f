//! No type can print a secret: each that may hold one is formatted with a marked one inside.

use std::fmt::Debug;

use talkdesk_setup::{
    account_api::authorization,
    credentials::{ClientId, check_client_secret, read_pasted},
    foreign_text::Redaction,
    program::{CredentialsMsg, Draft, Msg, PasteInto, Program, WizardMsg},
    saved::{Envelope, Index},
    secret::Secret,
    talkdesk::{Account, AccountName, Region},
    token::{Answer, read_token_answer, redaction, token_request},
    verification::{HeaderScheme, VerifyRequest},
};

const ID: &str = "23de1fee0a4b4f0f9b0c77a1e0f42546";
const SECRET: &str = "mArKeD-x9_Tq2LmV4nR8sWc1YzE6uKd3HfB5jPo0iQaXtZvNwSrMyGkCbDhJlUeFpOi";

/// Pieces of this length are looked for.
const PIECE: usize = 8;

/// The first piece of a secret that stands in `shown`, as text or as a list of bytes.
fn piece_in(shown: &str, secret: &str) -> Option<String> {
    secret.as_bytes().windows(PIECE).find_map(|piece| {
        let text = str::from_utf8(piece).unwrap();
        let numbers = format!("{piece:?}");
        let listed = numbers.trim_matches(['[', ']']);
        let found = shown.contains(text) || shown.contains(listed);
        found.then(|| text.to_owned())
    })
}

fn check(what: &str, value: &impl Debug) {
    for shown in [format!("{value:?}"), format!("{value:#?}")] {
        assert_eq!(piece_in(&shown, SECRET), None, "{what}: {shown}");
    }
}

fn acme() -> Account {
    Account {
        name: AccountName::parse("acme").unwrap(),
        region: Region::UnitedStates,
    }
}

fn envelope() -> Envelope {
    Envelope {
        account: acme(),
        client_id: ClientId::parse(ID).unwrap(),
        client_secret: Secret::from(SECRET),
        created_at: jiff::Timestamp::UNIX_EPOCH,
    }
}

fn request() -> VerifyRequest {
    VerifyRequest {
        account: acme(),
        endpoints: acme().endpoints(),
        client_id: ClientId::parse(ID).unwrap(),
        client_secret: Secret::from(SECRET),
        scope: None,
    }
}

#[test]
fn a_planted_secret_is_found() {
    let planted = format!("…{}…", &SECRET[10..18]);
    assert_eq!(piece_in(&planted, SECRET).as_deref(), Some(&SECRET[10..18]));
    let bytes = format!("{:?}", SECRET.as_bytes());
    assert_eq!(piece_in(&bytes, SECRET).as_deref(), Some(&SECRET[..8]));
}

#[test]
fn values_print_no_secret() {
    let id = ClientId::parse(ID).unwrap();
    let secret = Secret::from(SECRET);
    check("a secret", &secret);
    check("an envelope", &envelope());
    check("its JSON", &envelope().to_json());
    check("a request", &request());
    check("a token request", &token_request(&id, &secret, None));
    check(
        "an API header",
        &authorization(HeaderScheme::Bearer, &secret),
    );
    check("what is removed from texts", &redaction(&id, &secret));
    check("pasted text", &read_pasted(&format!("{ID}:{SECRET}")));
    check("a checked secret", &check_client_secret(SECRET));
    check(
        "an error",
        &check_client_secret(&format!("{SECRET}\u{e9}{SECRET}")),
    );
    let answer = Answer {
        status: 200,
        body: format!(r#"{{"access_token":"{SECRET}","token_type":"bearer","scope":"{SECRET}"}}"#)
            .into_bytes()
            .into(),
        ..Answer::default()
    };
    check("an answer", &answer);
    let sent = Redaction::new([]);
    let token = read_token_answer(&answer, &sent).unwrap();
    assert_eq!(token.access_token.expose(), SECRET);
    check("a token", &token);
}

#[test]
fn messages_and_effects_print_no_secret() {
    let secret = || Secret::from(SECRET);
    let asked = Program::new(Index::default(), None).asked_for();
    check(
        "a paste",
        &Msg::Credentials(CredentialsMsg::Pasted(secret())),
    );
    check(
        "the clipboard",
        &Msg::Credentials(CredentialsMsg::ClipboardRead {
            asked,
            into: PasteInto::Focus,
            result: Ok(secret()),
        }),
    );
    check(
        "a file",
        &Msg::Credentials(CredentialsMsg::FileRead {
            asked,
            path: None,
            result: Ok(secret()),
        }),
    );
    let mut program = Program::new(Index::default(), None);
    program.wizard.credentials.client_secret = secret();
    ID.clone_into(&mut program.wizard.credentials.client_id);
    "acme".clone_into(&mut program.wizard.account.input);
    check("the program", &program);
    let now = jiff::Timestamp::UNIX_EPOCH;
    for msg in [
        Msg::SetUpAccount,
        Msg::Wizard(WizardMsg::Continue),
        Msg::Wizard(WizardMsg::Continue),
        Msg::Wizard(WizardMsg::Continue),
    ] {
        let effects = program.update(msg, now);
        check("effects", &effects);
    }
    check("the program while it verifies", &program);
}

#[test]
fn a_secret_in_the_wrong_field_is_not_kept_for_the_next_start() {
    let mut program = Program::new(Index::default(), None);
    for field in [
        &mut program.wizard.account.input,
        &mut program.wizard.account.token_host,
        &mut program.wizard.account.api_host,
        &mut program.wizard.credentials.client_id,
        &mut program.wizard.credentials.scopes,
    ] {
        SECRET.clone_into(field);
    }
    assert_eq!(program.wizard.draft(), Draft::default());
    "https://jane:mArKeD-password@acme.talkdeskid.com/"
        .clone_into(&mut program.wizard.account.input);
    assert_eq!(program.wizard.draft().account, "acme");
}
