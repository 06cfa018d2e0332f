//! What holds for every text.

use std::fs;

use base64::{Engine as _, prelude::BASE64_STANDARD};
use proptest::{collection::vec, prelude::*, sample::select};
use talkdesk_setup::{
    credentials::{Pasted, check_client_secret, look_swapped, read_pasted},
    secret::Secret,
    talkdesk::{AccountName, read_address},
};

use crate::properties;

/// Texts of pieces that mean something to a reader, so that the generator meets its branches.
fn telling_text() -> impl Strategy<Value = String> {
    let pieces = [
        "acme",
        "talkdeskid.com",
        "mytalkdesk.eu",
        ".",
        "..",
        "@",
        ":",
        "://",
        "https",
        "http://",
        "/",
        "\\",
        "?",
        "#",
        "%2e",
        "xn--",
        "-",
        "[::1]",
        "127.0.0.1",
        "\u{200b}",
        "\u{202e}",
        "\0",
        "\u{85}",
        "\u{a0}",
        "\u{e9}",
        " ",
        "\n",
        "\r\n",
        "\t",
        "а",
        "Ａ",
        "\u{301}",
        "{",
        "}",
        "[",
        "]",
        "\"",
        "'",
        "`",
        "“",
        "<",
        ">",
        ",",
        "=",
        "&",
        "+",
        "\"id\"",
        "\"secret\"",
        "client_id",
        "client_secret",
        "curl ",
        "-u ",
        "-H ",
        "-d ",
        "Authorization: ",
        "Basic ",
        "Bearer ",
        "aWQ6c2VjcmV0",
        "-----BEGIN PRIVATE KEY-----",
        "-----END ",
        "23de1feea24c4c0f8b6fa9d6b7a02546",
        "</html>",
        "region",
        "eu",
        "account",
        "$",
        "é",
        "😀",
    ];
    let piece =
        prop_oneof![4 => select(pieces.to_vec()).prop_map(str::to_owned), 1 => any::<String>()];
    vec(piece, 0..16).prop_map(|pieces| pieces.concat())
}

/// Bodies of answers, in pieces that mean something to their readers.
fn telling_body() -> impl Strategy<Value = Vec<u8>> {
    let pieces = [
        "{",
        "}",
        "[",
        ",",
        ":",
        "\"",
        "null",
        "599",
        "-1",
        "1e308",
        "\"access_token\"",
        "\"token_type\"",
        "\"Bearer\"",
        "\"expires_in\"",
        "\"scope\"",
        "\"error\"",
        "\"error_description\"",
        "\"invalid_client\"",
        "\"message\"",
        "\"name\"",
        "\"company_name\"",
        "<html>",
        "\u{202e}",
        "\\u0000",
        properties::SENT,
        &properties::SENT[3..20],
        r#"{"access_token":"abc","token_type":"bearer","scope":""#,
        r#"{"error":"invalid_client","error_description":""#,
        r#"{"name":""#,
        "\"}",
    ]
    .map(str::to_owned);
    let piece = prop_oneof![
        4 => select(pieces.to_vec()).prop_map(String::into_bytes),
        1 => any::<Vec<u8>>(),
    ];
    vec(piece, 0..16).prop_map(|pieces| pieces.concat())
}

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![any::<String>(), telling_text()]
}

fn account() -> impl Strategy<Value = String> {
    "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?"
        .prop_filter("xn-- is no account", |name| !name.starts_with("xn--"))
}

fn id() -> impl Strategy<Value = String> {
    "[0-9a-f]{32}"
}

fn secret() -> impl Strategy<Value = String> {
    let digits = ('A'..='Z')
        .chain('a'..='z')
        .chain('0'..='9')
        .chain(['-', '_']);
    vec(select(digits.collect::<Vec<char>>()), 80..=92).prop_map(String::from_iter)
}

/// Secrets of another shape than Talkdesk's, none of which only marks its place.
fn strange_secret() -> impl Strategy<Value = String> {
    "[A-Za-z0-9][A-Za-z0-9!#$%&'()+,/:;<=>?@^_~\"`{}|-]{16,80}[A-Za-z0-9]"
        .prop_filter("a name in front is no value", |text| !text.contains("://"))
}

fn check_pair(text: &str, id: &str, secret: &str) -> Result<(), TestCaseError> {
    let pasted = read_pasted(text);
    prop_assert_eq!(pasted.client_id.as_deref(), Some(id), "{}", text);
    prop_assert_eq!(
        pasted.client_secret.as_ref().map(Secret::expose),
        Some(secret),
        "{}",
        text
    );
    check_shows_nothing(&pasted, secret)
}

fn check_shows_nothing(pasted: &Pasted, secret: &str) -> Result<(), TestCaseError> {
    let shown = format!("{pasted:?} {pasted:#?} {}", pasted.summary());
    prop_assert!(!shown.contains(secret), "{}", shown);
    Ok(())
}

/// `application/x-www-form-urlencoded`, byte by byte.
fn form_encoded(text: &str) -> String {
    text.bytes()
        .map(|b| match b {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'*' | b'-' | b'.' | b'_' => {
                char::from(b).to_string()
            }
            _ => format!("%{b:02X}"),
        })
        .collect()
}

#[test]
fn no_text_of_the_corpus_does_harm() {
    let corpus = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fuzz/corpus");
    let mut tried = 0;
    for target in fs::read_dir(corpus).unwrap() {
        let target = target.unwrap();
        for input in fs::read_dir(target.path()).unwrap() {
            let bytes = fs::read(input.unwrap().path()).unwrap();
            let text = String::from_utf8_lossy(&bytes);
            match target.file_name().to_str().unwrap() {
                "address" => properties::address(&text),
                "pasted_text" => properties::pasted_text(&text),
                "unwrapping" => properties::unwrapping(&bytes),
                "token_answer" => properties::token_answer(&properties::answer(&bytes)),
                "error_answer" => properties::error_answer(&properties::answer(&bytes)),
                unknown => panic!("no property is named {unknown}"),
            }
            tried += 1;
        }
    }
    assert!(tried > 20, "{tried}");
}

proptest! {
    #[test]
    fn no_text_does_harm(text in any_text()) {
        properties::address(&text);
        properties::pasted_text(&text);
        properties::unwrapping(text.as_bytes());
    }

    #[test]
    fn no_answer_does_harm(choice in any::<[u8; 2]>(), body in telling_body()) {
        let bytes: Vec<u8> = choice.into_iter().chain(body).collect();
        properties::token_answer(&properties::answer(&bytes));
        properties::error_answer(&properties::answer(&bytes));
    }

    #[test]
    fn a_name_is_a_fixed_point(name in account()) {
        let address = read_address(&name).unwrap();
        prop_assert_eq!(address.account.as_str(), &name);
        prop_assert!(address.notes.is_empty());
        prop_assert_eq!(AccountName::parse(&name.to_uppercase()), Ok(address.account));
    }

    #[test]
    fn every_address_of_an_account_reads_back(
        name in account().prop_filter("not an account in an address", |name| name != "www" && name != "api"),
        domain in select(vec![
            "talkdeskid.com", "talkdeskid.eu", "talkdeskidca.com", "talkdeskid.au",
            "mytalkdesk.com", "mytalkdesk.eu", "mytalkdeskca.com", "mytalkdesk.au",
        ]),
        scheme in select(vec!["", "https://", "HTTP://", "//"]),
        user in select(vec!["", "jane@", "jane:pw@"]),
        port in select(vec!["", ":", ":443", ":8080"]),
        rest in select(vec!["", "/", "/oauth/token", "?a=@b", "#x/y:z@evil.com", "/a\\b?c#d"]),
    ) {
        let address = read_address(&format!("{scheme}{user}{name}.{domain}{port}{rest}")).unwrap();
        prop_assert_eq!(address.account.as_str(), &name);
        let region = address.region.unwrap();
        let account = talkdesk_setup::talkdesk::Account { name: address.account, region: region.clone() };
        let token_address = account.endpoints().token_address();
        let again = read_address(&token_address).unwrap();
        prop_assert_eq!((again.account.as_str(), again.region), (name.as_str(), Some(region)));
    }

    #[test]
    fn foreign_hosts_never_give_an_account(
        name in account(),
        foreign in "[a-z]{1,10}\\.(com|net|eu|au)",
        separator in select(vec!["/", "?", "#", "/@", "?x=", "#@", "/https://"]),
    ) {
        let ours = format!("{name}.talkdeskid.com");
        for text in [
            format!("{foreign}{separator}{ours}"),
            format!("https://{foreign}{separator}{ours}"),
            format!("https://{ours}@{foreign}"),
            format!("https://{ours}.{foreign}"),
            format!("https://{ours}:pw@{foreign}/{ours}"),
            format!("https://{foreign}\\.{ours}"),
            format!("https://{foreign}\\@{ours}"),
            format!("https://{ours}\\@{foreign}"),
            format!("https://{foreign}.{ours}"),
        ] {
            prop_assert!(read_address(&text).is_err(), "{}", text);
        }
    }

    #[test]
    fn a_pair_is_read_from_every_shape(id in id(), secret in secret()) {
        let basic = BASE64_STANDARD.encode(format!("{id}:{secret}"));
        for text in [
            format!(r#"{{"id":"{id}","secret":"{secret}"}}"#),
            format!(r#"[{{"secret":"{secret}","id":"{id}","private_key":"x"}}]"#),
            format!(r#"{{"a":[1,null,{{"client_id":"{id}","client_secret":"{secret}"}}]}}"#),
            format!("\u{feff}TALKDESK_CLIENT_ID={id}\r\nTALKDESK_CLIENT_SECRET={secret}\r\n"),
            format!("Client ID: {id}\nClient secret: {secret}"),
            format!("Client secret\n{secret}\n\nClient ID\n{id}"),
            format!("curl -u {id}:{secret} https://acme.talkdeskid.com/oauth/token"),
            format!("curl -H \"Authorization: Basic {basic}\""),
            format!("Authorization: Basic {basic}"),
            format!("Basic {basic}"),
            basic,
            format!("{id}:{secret}"),
            format!("{id}\n{secret}"),
            format!("{secret}\n{id}\n"),
            format!("grant_type=client_credentials&client_id={id}&client_secret={secret}"),
        ] {
            check_pair(&text, &id, &secret)?;
        }
    }

    #[test]
    fn strange_secrets_are_read_exactly(id in id(), secret in strange_secret()) {
        let quoted = serde_json::to_string(&secret).unwrap();
        check_pair(&format!(r#"{{"client_id":"{id}","client_secret":{quoted}}}"#), &id, &secret)?;
        let shell = secret.replace('\'', r"'\''");
        check_pair(&format!("curl -u '{id}:{shell}'"), &id, &secret)?;
        check_pair(&format!("{id}:{secret}"), &id, &secret)?;
        let encoded = form_encoded(&secret);
        check_pair(&format!("Basic {}", BASE64_STANDARD.encode(format!("{id}:{encoded}"))), &id, &secret)?;
        check_pair(&format!("grant_type=client_credentials&client_id={id}&client_secret={encoded}"), &id, &secret)?;
    }

    #[test]
    fn any_visible_secret_is_read_exactly_or_refused_with_a_word(id in id(), secret in "[!-~]{16,100}") {
        let quoted = serde_json::to_string(&secret).unwrap();
        for text in [format!(r#"{{"client_id":"{id}","client_secret":{quoted}}}"#), format!("{id}:{secret}")] {
            let pasted = read_pasted(&text);
            match &pasted.client_secret {
                Some(taken) => prop_assert_eq!(taken.expose(), &secret, "{}", text),
                None => prop_assert!(!pasted.notes.is_empty(), "{}", text),
            }
        }
    }

    #[test]
    fn a_secret_in_its_own_field_is_never_a_pair(secret in "[A-Za-z0-9%+:/=&_-]{1,100}") {
        let pasted = read_pasted(&secret);
        prop_assert!(pasted.client_id.is_none() || pasted.client_secret.is_none(), "{pasted:?}");
    }

    #[test]
    fn no_sentence_shows_a_secret(secret in "[A-Za-z0-9_-]{12,60}", spoiler in any::<char>(), after in 6..12_usize) {
        let spoiled = format!("{}{spoiler}{}", &secret[..after], &secret[after..]);
        if let Err(error) = check_client_secret(&spoiled) {
            let shown = format!("{error} {error:?}");
            prop_assert!(!shown.contains(&secret[..after]), "{}", shown);
        }
        for text in [
            format!("client_id=a\nclient_secret={spoiled}"),
            format!("curl -u 'a:{spoiled}'"),
            serde_json::json!({"id": "a", "secret": spoiled}).to_string(),
        ] {
            let pasted = read_pasted(&text);
            let shown = format!("{pasted:?} {}", pasted.summary());
            prop_assert!(!shown.contains(&secret[..after]), "{}", shown);
        }
        let noticed = format!("{:?}", look_swapped(&secret, &Secret::from(spoiled)));
        prop_assert!(!noticed.contains(&secret), "{}", noticed);
    }
}
