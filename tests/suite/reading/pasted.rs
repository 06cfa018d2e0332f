//! Texts and files in every known shape, and what is taken from each.

mod refusals;
mod shapes;

use talkdesk_setup::{
    credentials::{Pasted, read_pasted},
    secret::Secret,
    talkdesk::Region,
};

const ID: &str = "23de1feea24c4c0f8b6fa9d6b7a02546";
const SECRET: &str =
    "-kX0practiceONLYpracticeONLYpracticeONLYpracticeONLYpracticeONLYpracticeONLYpractice_w";
/// `ID:SECRET` in base64, made with another program.
const BASIC: &str = "MjNkZTFmZWVhMjRjNGMwZjhiNmZhOWQ2YjdhMDI1NDY6LWtYMHByYWN0aWNlT05MWXByYWN0aWNlT05MWXByYWN0aWNlT05MWXByYWN0aWNlT05MWXByYWN0aWNlT05MWXByYWN0aWNlT05MWXByYWN0aWNlX3c=";
const KEY_NOTE: &str = "A private key was in the text. It was not kept.";

/// Both values, read out of a text in which `{ID}`, `{SECRET}` and `{BASIC}` stand for them.
fn check_pair(text: &str, summary: &str) -> Pasted {
    let text = text
        .replace("{SECRET}", SECRET)
        .replace("{BASIC}", BASIC)
        .replace("{ID}", ID);
    let pasted = read_pasted(&text);
    assert_eq!(pasted.client_id.as_deref(), Some(ID), "{text}");
    assert_eq!(pasted.client_secret, Some(Secret::from(SECRET)), "{text}");
    assert_eq!(pasted.summary(), summary, "{text}");
    pasted
}

fn check(text: &str, id: Option<&str>, secret: Option<&str>, summary: &str, notes: &[&str]) {
    let pasted = read_pasted(text);
    assert_eq!(pasted.client_id.as_deref(), id, "{text}");
    assert_eq!(pasted.client_secret, secret.map(Secret::from), "{text}");
    assert_eq!(pasted.summary(), summary, "{text}");
    assert_eq!(pasted.notes, notes, "{text}");
}

fn check_account(text: &str, account: &str, region: Option<&Region>) {
    let address = read_pasted(text)
        .address
        .unwrap_or_else(|| panic!("no address in {text}"));
    assert_eq!(
        (address.account.as_str(), address.region.as_ref()),
        (account, region),
        "{text}"
    );
}

fn check_nothing(text: &str, notes: &[&str]) {
    let pasted = read_pasted(text);
    let notes = notes.iter().map(|note| (*note).to_owned()).collect();
    assert_eq!(
        pasted,
        Pasted {
            notes,
            ..Pasted::default()
        },
        "{text}"
    );
    let summary = if pasted.notes.is_empty() {
        "Nothing in this text looks like credentials, so no field was filled."
    } else {
        "Nothing was taken."
    };
    assert_eq!(pasted.summary(), summary, "{text}");
}
