//! What people paste into "Account name or Talkdesk address", row by row, from the list of cases and of this file's own.

use serde::Deserialize;
use talkdesk_setup::talkdesk::{Region, read_address};

#[derive(Deserialize)]
struct Cases {
    cases: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    text: String,
    account: Option<String>,
    region: Option<String>,
    says: String,
}

/// The account, the code of its region, and what is said: notes, the error, and the address on the button.
fn read(text: &str) -> (Option<String>, Option<String>, String) {
    match read_address(text) {
        Ok(address) => {
            let code = address.region.as_ref().map(|region| match region {
                Region::Other { token_host, .. } => token_host.authority(),
                preset => preset.code().to_owned(),
            });
            let account = address.account.as_str().to_owned();
            (Some(account), code, address.notes.join(" "))
        }
        Err(error) => {
            let button = error.meant().map(|meant| format!(" [Use {meant}]"));
            (None, None, format!("{error}{}", button.unwrap_or_default()))
        }
    }
}

/// The words for what a case demands.
fn words_for(says: &str) -> &[&str] {
    match says {
        "" => &[],
        "an old address: which region is asked" => &["old address", "Choose the region"],
        "acme is offered, the person decides" => &["[Use acme.mytalkdesk.com]"],
        "did you mean talkdeskid.com: offered on a button" => {
            &["Did you mean", "[Use acme.talkdeskid.com]"]
        }
        "an account's name has no underscore; where the account's name stands" => {
            &["no underscore", "your browser shows"]
        }
        "the example's name, not yours" => &["example, not yours"],
        "a placeholder stands where the name belongs" => &["A placeholder stands"],
        "an e-mail address; where the account's name stands" => {
            &["e-mail address", "your browser shows"]
        }
        "Talkdesk's own page, not your account" => &["Talkdesk's own page, not your account"],
        "a region that is not known here: Other" => &["a region that this program does not know"],
        "this looks like credentials: they belong on Credentials" => {
            &["looks like credentials", "belong on Credentials"]
        }
        other => panic!("no words for {other:?}"),
    }
}

fn check(text: &str, account: Option<&str>, region: Option<&str>, words: &[&str]) {
    let (found, found_region, said) = read(text);
    assert_eq!(
        (found.as_deref(), found_region.as_deref()),
        (account, region),
        "{text:?}: {said}"
    );
    for words in words {
        assert!(said.contains(words), "{text:?}: {words:?} is not in {said}");
    }
    for word in [" host", " port"] {
        assert!(!said.contains(word), "{text:?} is told of{word}s: {said}");
    }
}

#[test]
fn every_case_comes_out_right() {
    let cases: Cases = serde_json::from_str(include_str!("cases/addresses.json")).unwrap();
    assert!(cases.cases.len() > 30);
    for case in cases.cases {
        check(
            &case.text,
            case.account.as_deref(),
            case.region.as_deref(),
            words_for(&case.says),
        );
    }
}

#[test]
fn texts_of_our_own_come_out_right() {
    let us = Some("us");
    for (text, account, region, words) in [
        (
            "Hi Jane,\nour Talkdesk is at https://acme.mytalkdesk.eu/atlas.\nBest, jane@acme.com",
            Some("acme"),
            Some("eu"),
            &[][..],
        ),
        (
            "https://urldefense.com/v3/__https://acme.mytalkdesk.com/atlas__;!!abc$",
            Some("acme"),
            us,
            &[],
        ),
        (
            "https://urldefense.proofpoint.com/v2/url?u=https-3A__acme.mytalkdesk.com_atlas&d=DwM",
            Some("acme"),
            us,
            &[],
        ),
        (
            "https://linkprotect.cudasvc.com/url?a=https%3a%2f%2facme.mytalkdesk.com&c=E,1",
            Some("acme"),
            us,
            &[],
        ),
        (
            "[our Talkdesk](https://acme.mytalkdeskca.com/atlas)",
            Some("acme"),
            Some("ca"),
            &[],
        ),
        (
            "acme@eu: client 23de…, saved 2026-11-25, accepted, kept in GNOME Keyring",
            Some("acme"),
            Some("eu"),
            &[],
        ),
        (
            "acme (acme.talkdeskid.au)",
            Some("acme"),
            Some("acme.talkdeskid.au"),
            &[],
        ),
        (
            "acme@acme.talkdeskid.au",
            Some("acme"),
            Some("acme.talkdeskid.au"),
            &[],
        ),
        (
            "Region: Canada\nNome da conta: acme",
            Some("acme"),
            Some("ca"),
            &[],
        ),
        (
            "export TALKDESK_ACCOUNT_NAME='acme'",
            Some("acme"),
            None,
            &[],
        ),
        (
            "{\"account_name\": \"acme\", \"region\": \"EU\"}",
            Some("acme"),
            Some("eu"),
            &[],
        ),
        (
            "<plist><dict><key>URL</key><string>https://acme.mytalkdesk.com/</string></dict></plist>",
            Some("acme"),
            us,
            &[],
        ),
        (
            "acmetalkdeskid.com",
            None,
            None,
            &["[Use acme.talkdeskid.com]"],
        ),
        (
            "acme,mytalkdesk.com",
            None,
            None,
            &["[Use acme.mytalkdesk.com]"],
        ),
        (
            "https://acme.talkdeskapp.eu/x",
            None,
            None,
            &["[Use acme.talkdeskid.eu]"],
        ),
        (
            "acme.mytalkdesk.com and globex.mytalkdesk.com",
            None,
            None,
            &["two accounts", "“globex”"],
        ),
        (
            "https://<account>.talkdeskid.com/oauth/token",
            None,
            None,
            &["A placeholder stands"],
        ),
        (
            "https://your-company.mytalkdesk.com",
            None,
            None,
            &["example, not yours"],
        ),
        ("suaempresa", None, None, &["example, not yours"]),
        (
            "23de1feea24c4c0f8b6fa9d6b7a02546",
            None,
            None,
            &["belong on Credentials"],
        ),
        ("Acme Corporation", None, None, &["your browser shows"]),
        (
            "https://acme.zendesk.com/agent",
            None,
            None,
            &["not a Talkdesk address"],
        ),
    ] {
        check(text, account, region, words);
    }
}

#[test]
fn a_link_of_a_stranger_gives_no_account() {
    for text in [
        "https://evil.com?url=https://acme.mytalkdesk.com",
        "https://evil.com/https%3A%2F%2Facme.mytalkdesk.com",
        "https://evilgoogle.com/url?q=https://acme.mytalkdesk.com",
        "https://www.google.com/url?q=https://evil.com/acme.mytalkdesk.com",
        "https://www.google.com@evil.com/url?q=https://acme.mytalkdesk.com",
        "https://acme.mytalkdesk.com.evil.com",
    ] {
        let (account, _, said) = read(text);
        assert_eq!(account, None, "{text}: {said}");
    }
}
