//! The field "Account name or Talkdesk address".

use talkdesk_setup::program::{AccountForm, AccountMsg, Msg, RegionChoice, Step, WizardMsg};

use super::Typing;

/// Continue takes `account` from the text, in this region, and says these things.
fn check_taken(text: &str, account: &str, region: RegionChoice, notes: &[&str]) {
    let mut typing = Typing::account(text);
    typing.send(Msg::Account(AccountMsg::Left));
    let form = &typing.0.wizard.account;
    assert_eq!(
        (form.input.as_str(), form.region),
        (account, region),
        "{text:?}"
    );
    assert_eq!(form.notes, notes, "{text:?}");
    typing.send(Msg::Wizard(WizardMsg::Continue));
    assert_eq!(typing.0.wizard.step, Step::CreateClient, "{text:?}");
}

/// The text is refused at its field with a sentence that has these words, and stays as it was typed.
fn check_refused(text: &str, words: &str) {
    let mut typing = Typing::account(text);
    typing.send(Msg::Account(AccountMsg::Left));
    assert_eq!(
        typing.0.wizard.account.errors().list(),
        [],
        "not before Continue"
    );
    typing.refused();
    let form = &typing.0.wizard.account;
    let errors = form.errors();
    let [(AccountForm::ACCOUNT, sentence)] = errors.list()[..] else {
        panic!("{text:?}: {errors:?}")
    };
    assert!(sentence.contains(words), "{text:?}: {sentence}");
    assert_eq!(form.input, text);
    assert_eq!(typing.0.entered_account(), None);
}

#[test]
fn row_67_a_full_address_gives_the_account_only_from_a_known_host() {
    use RegionChoice::{Canada, Europe, UnitedStates};
    let user = "The part in front of @ was left out.";
    check_taken(
        "https://acme.talkdeskid.eu/oauth/token?a=b#c",
        "acme",
        Europe,
        &[],
    );
    check_taken(
        "https://jane:pw@acme.mytalkdesk.com:8443/",
        "acme",
        UnitedStates,
        &[user],
    );
    check_taken("acme.mytalkdeskca.com", "acme", Canada, &[]);
    for text in [
        "https://acme.talkdeskid.com@evil.com",
        "https://evil.com/acme.talkdeskid.com",
        "https://evil.com?acme.talkdeskid.com",
        "acme.talkdeskid.com.evil.com",
    ] {
        check_refused(text, "evil.com” is not a Talkdesk address.");
    }
}

#[test]
fn row_67_the_account_and_its_address_are_shown() {
    let mut typing = Typing::account("https://acme.talkdeskid.eu/oauth/token");
    assert_eq!(
        typing.0.token_address().unwrap(),
        "https://acme.talkdeskid.eu/oauth/token"
    );
    typing.send(Msg::Account(AccountMsg::Left));
    assert_eq!(typing.0.wizard.account.input, "acme");
}

#[test]
fn row_68_what_is_no_account_is_refused_by_name() {
    check_refused("evil.com#", "“evil.com” is not a Talkdesk address.");
    check_refused("a.b", "“a.b” is not a Talkdesk address.");
    check_refused("..", "dot");
    check_refused("%2e", "Here it has “%”.");
    check_refused("\\", "Here it has “\\”.");
    check_refused("", "Enter the account name");
}

#[test]
fn row_69_look_alike_letters_are_refused_by_character() {
    check_refused("\u{430}cme", "U+0430");
    check_refused("\u{ff41}cme", "U+FF41");
    check_refused("müller", "ü");
    check_refused("acme.t\u{430}lkdeskid.com", "U+0430");
    check_refused("acme\u{3002}talkdeskid\u{3002}com", "U+3002");
    check_refused("xn--mller-kva", "“xn--”");
    check_refused("xn--mller-kva.talkdeskid.com", "“xn--”");
}

#[test]
fn row_70_dots_capitals_and_spaces_at_the_ends_are_taken_off_visibly() {
    let us = RegionChoice::UnitedStates;
    check_taken(
        "acme.talkdeskid.com.",
        "acme",
        us,
        &["The dot at the end was taken off."],
    );
    check_taken("ACME", "acme", us, &["Capital letters were made small."]);
    check_taken(
        "  acme\r\n",
        "acme",
        us,
        &["Spaces or line ends around it were taken off."],
    );
}

#[test]
fn row_71_invisible_characters_are_taken_off_at_the_ends_and_refused_inside() {
    for (character, name) in [
        ('\0', "U+0000"),
        ('\u{200b}', "U+200B"),
        ('\u{202e}', "U+202E"),
        ('\u{2066}', "U+2066"),
        ('\u{feff}', "U+FEFF"),
    ] {
        check_taken(
            &format!("{character}acme{character}"),
            "acme",
            RegionChoice::UnitedStates,
            &["Invisible characters around it were taken off."],
        );
        check_refused(&format!("ac{character}me"), name);
        check_refused(&format!("ac{character}me.talkdeskid.com"), name);
    }
}

#[test]
fn row_72_a_name_has_at_most_63_characters_and_no_hyphen_at_an_end() {
    let longest = "a".repeat(63);
    check_taken(&longest, &longest, RegionChoice::UnitedStates, &[]);
    let typing = Typing::account(&longest);
    assert!(typing.0.wizard.account.length_hint().is_some());
    check_refused(&"a".repeat(64), "at most 63 characters. This one has 64.");
    check_refused("-acme", "neither begins nor ends with a hyphen");
    check_refused(
        "acme-.talkdeskid.com",
        "neither begins nor ends with a hyphen",
    );
}
