//! The clipboard, the downloaded file and the reminder on Use it, without any window or clipboard.

use jiff::{SignedDuration, Timestamp, civil};
use talkdesk_setup::{
    credentials::ClientId,
    program::{
        AccountsMsg, ClipboardMsg, ClipboardState, CopyState, CredentialsMsg, Effect, HandoverMsg,
        HandoverValue, Msg, OnClipboard, Program, reminder,
    },
    saved::{Entry, Index},
    secret::Secret,
    talkdesk::{Account, AccountName, Region},
};

const SECRET: &str = "gA7-x9_Tq2LmV4nR8sWc1YzE6uKd3HfB5jPo0iQaXtZvNwSrMyGkCbDhJlUeFpOi";

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_795_000_000 + second).unwrap()
}

fn acme() -> Account {
    Account {
        name: AccountName::parse("acme").unwrap(),
        region: Region::UnitedStates,
    }
}

fn on_use_it() -> Program {
    let entry = Entry {
        account: acme(),
        client_id: ClientId::parse("23de1fee0a4b4f0f9b0c77a1e0f42546").unwrap(),
        created_at: at(0),
        keychain: "GNOME Keyring".to_owned(),
        last_verified: None,
        client_name: None,
        longest_token_life: None,
        granted: None,
        receiver: talkdesk_setup::receiver::Receiver::default(),
        previous: Vec::new(),
    };
    let entries = vec![entry];
    let mut program = Program::new(Index { entries }, None);
    program.update(Msg::Accounts(AccountsMsg::Use(acme())), at(0));
    program
}

/// Copies the secret, and says by which name its time is up.
fn copied(program: &mut Program, second: i64) -> Msg {
    let value = HandoverValue::ClientSecret;
    let asked = program.update(Msg::Handover(HandoverMsg::Copy(value)), at(second));
    let [
        Effect::CopyValue {
            copy,
            ref client_id,
            ..
        },
    ] = asked[..]
    else {
        panic!("{asked:?}")
    };
    let copied = HandoverMsg::Copied {
        copy,
        value,
        account: acme(),
        client_id: client_id.clone(),
        result: Ok(()),
    };
    program.update(Msg::Handover(copied), at(second));
    Msg::Clipboard(ClipboardMsg::TimeIsUp { copy })
}

fn cleared(result: Result<(), String>) -> Msg {
    Msg::Clipboard(ClipboardMsg::CopiedCleared(result))
}

fn of_copied(program: &Program) -> Option<&OnClipboard> {
    match &program.clipboard {
        ClipboardState::Copied(there, _) => Some(there),
        ClipboardState::Nothing | ClipboardState::Pasted(_) => None,
    }
}

#[test]
fn what_was_copied_is_cleared_after_thirty_seconds_wherever_one_is() {
    let mut program = on_use_it();
    let time_is_up = copied(&mut program, 10);
    assert_eq!(of_copied(&program), Some(&OnClipboard::Yes));
    let half = SignedDuration::from_millis(500);
    for (now, left) in [
        (at(10), 30),
        (at(10) + half, 30),
        (at(11), 29),
        (at(39) + half, 1),
        (at(41), 0),
    ] {
        assert_eq!(program.clipboard.seconds_left(now), Some(left), "{now}");
    }
    program.update(Msg::Handover(HandoverMsg::Finish), at(20));
    // The system's clock may have been set back meanwhile.
    assert_eq!(
        program.update(time_is_up.clone(), at(-500)),
        [Effect::ClearCopied]
    );
    assert_eq!(program.update(time_is_up, at(41)), [], "asked for once");
    program.update(cleared(Ok(())), at(41));
    assert_eq!(of_copied(&program), Some(&OnClipboard::Cleared));
    assert_eq!(program.clipboard.seconds_left(at(41)), None);
}

#[test]
fn another_copy_begins_the_count_anew() {
    let mut program = on_use_it();
    let first_is_up = copied(&mut program, 0);
    copied(&mut program, 25);
    assert_eq!(program.update(first_is_up, at(30)), []);
    let asked = program.update(Msg::Clipboard(ClipboardMsg::ClearCopied), at(31));
    assert_eq!(asked, [Effect::ClearCopied]);
    // Copied once more before the answer comes: it is about what is no longer there.
    copied(&mut program, 32);
    program.update(cleared(Ok(())), at(32));
    assert_eq!(of_copied(&program), Some(&OnClipboard::Yes));
    let copy = program.handover.as_ref().unwrap().copy.clone();
    assert_eq!(copy, Some(CopyState::Copied(HandoverValue::ClientSecret)));
}

#[test]
fn a_clipboard_that_cannot_be_cleared_is_told() {
    let mut program = on_use_it();
    let time_is_up = copied(&mut program, 0);
    program.update(time_is_up, at(30));
    let sentence = "This system did not let the clipboard be cleared.";
    program.update(cleared(Err(sentence.to_owned())), at(31));
    let told = OnClipboard::NotCleared(sentence.to_owned());
    assert_eq!(of_copied(&program), Some(&told));
}

#[test]
fn a_secret_that_was_pasted_is_offered_to_be_cleared_until_something_is_copied_over_it() {
    let mut program = on_use_it();
    program.update(Msg::Accounts(AccountsMsg::Add), at(0));
    program.update(
        Msg::Credentials(CredentialsMsg::Pasted(Secret::from("acme.talkdeskid.com"))),
        at(0),
    );
    assert_eq!(program.clipboard, ClipboardState::Nothing, "no secret");
    let text = format!("client_id=23de1fee0a4b4f0f9b0c77a1e0f42546\nclient_secret={SECRET}\n");
    program.update(
        Msg::Credentials(CredentialsMsg::Pasted(Secret::from(text))),
        at(0),
    );
    assert_eq!(program.clipboard, ClipboardState::Pasted(OnClipboard::Yes));
    let asked = program.update(Msg::Clipboard(ClipboardMsg::ClearPasted), at(0));
    assert_eq!(asked, [Effect::ClearPasted]);
    let answer = ClipboardMsg::PastedCleared(Err("No.".to_owned()));
    program.update(Msg::Clipboard(answer), at(0));
    let told = OnClipboard::NotCleared("No.".to_owned());
    assert_eq!(program.clipboard, ClipboardState::Pasted(told));
    program.update(Msg::Accounts(AccountsMsg::Use(acme())), at(0));
    copied(&mut program, 5);
    assert_eq!(of_copied(&program), Some(&OnClipboard::Yes));
}

#[test]
fn the_clipboard_holds_one_thing_and_one_sentence_says_which() {
    let mut program = on_use_it();
    let time_is_up = copied(&mut program, 0);
    program.update(time_is_up, at(30));
    program.update(cleared(Ok(())), at(30));
    let pasted = || Msg::Clipboard(ClipboardMsg::SecretPasted);
    program.update(pasted(), at(31));
    assert_eq!(
        program.clipboard,
        ClipboardState::Pasted(OnClipboard::Yes),
        "and not what was copied before"
    );
    // The program's own copy takes its place.
    program.update(Msg::CopyText("Nexla - acme".to_owned()), at(32));
    assert_eq!(program.clipboard, ClipboardState::Nothing);
    copied(&mut program, 33);
    program.update(Msg::CopyText("Nexla - acme".to_owned()), at(34));
    assert_eq!(program.clipboard, ClipboardState::Nothing);
    assert_eq!(program.handover.as_ref().unwrap().copy, None);
}

#[test]
fn the_reminder_is_a_calendar_entry_of_its_day() {
    let now = "2026-09-01T08:00:00Z".parse::<Timestamp>().unwrap();
    let reminder = reminder(&acme(), civil::date(2027, 2, 28), now);
    let expected = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        concat!(
            "PRODID:-//talkdesk-setup//",
            env!("CARGO_PKG_VERSION"),
            "//EN"
        ),
        "BEGIN:VEVENT",
        "UID:acme@us-20270228@talkdesk-setup",
        "DTSTAMP:20260901T080000Z",
        "DTSTART;VALUE=DATE:20270228",
        "SUMMARY:Replace the Talkdesk credentials of acme",
        "DESCRIPTION:Open Talkdesk setup and press Replace on the account's card. N",
        " othing stops working on this day.",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        "DESCRIPTION:Replace the Talkdesk credentials",
        "TRIGGER:PT9H",
        "END:VALARM",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ];
    assert_eq!(reminder.text, expected.join("\r\n"));
}

#[test]
fn long_lines_of_a_calendar_file_are_folded() {
    let account = Account {
        name: AccountName::parse(&"a".repeat(63)).unwrap(),
        region: Region::UnitedStates,
    };
    let text = reminder(&account, civil::date(2027, 2, 28), at(0)).text;
    assert!(text.lines().all(|line| line.len() <= 75), "{text}");
    let unfolded = text.replace("\r\n ", "");
    let summary = format!(
        "SUMMARY:Replace the Talkdesk credentials of {}\r\n",
        "a".repeat(63)
    );
    assert!(unfolded.contains(&summary), "{text}");
}
