//! What each shape of text gives.

use base64::{Engine as _, prelude::BASE64_STANDARD};
use talkdesk_setup::{credentials::read_pasted, secret::Secret, talkdesk::Region};

use super::*;

#[test]
fn downloaded_files_give_both_values() {
    let json = "Client ID and secret taken.";
    for (text, notes) in [
        (
            include_str!("../../fixtures/downloaded/object.json"),
            &[][..],
        ),
        (
            include_str!("../../fixtures/downloaded/list_of_one.json"),
            &[],
        ),
        (
            include_str!("../../fixtures/downloaded/with_private_key.json"),
            &[KEY_NOTE],
        ),
        (
            include_str!("../../fixtures/downloaded/byte_order_mark.json"),
            &[],
        ),
    ] {
        assert_eq!(check_pair(text, json).notes, notes, "{text}");
    }
}

#[test]
fn files_that_name_the_account_give_it_too() {
    let nested = include_str!("../../fixtures/downloaded/nested.json");
    check_pair(
        nested,
        "Client ID and secret, and account acme (Europe), taken.",
    );
    check_account(nested, "acme", Some(&Region::Europe));
    let env = include_str!("../../fixtures/downloaded/talkdesk.env");
    check_pair(
        env,
        "Client ID and secret, and account acme (Canada), taken.",
    );
    check_account(env, "acme", Some(&Region::Canada));
}

#[test]
fn what_a_private_key_holds_is_never_kept() {
    let text = include_str!("../../fixtures/downloaded/with_private_key.json");
    assert!(!format!("{:?}", read_pasted(text)).contains("pretend"));
    let pem = include_str!("../../fixtures/downloaded/private_key.pem");
    check_nothing(pem, &[KEY_NOTE]);
    let pasted = check_pair(
        &format!("Client ID: {ID}\n{pem}\n{SECRET}"),
        "Client ID and secret taken.",
    );
    assert_eq!(pasted.notes, [KEY_NOTE]);
}

#[test]
fn json_keys_are_read_tolerantly() {
    let json = "Client ID and secret taken.";
    for text in [
        r#"{"CLIENT-ID":"{ID}","Client Secret":"{SECRET}"}"#,
        r#"{"oauth":{"clientId":"{ID}"},"secrets":{"clientSecret":"{SECRET}"}}"#,
        r#"{"id":"row-7","client_id":"{ID}","client_secret":"{SECRET}"}"#,
        r#"{"id":"row-7","credentials":{"id":"{ID}","secret":"{SECRET}"},"webhook":{"secret":"hook"}}"#,
        r#"{"headers":{"Authorization":"Basic {BASIC}"}}"#,
        r#"[[{"talkdesk_client_id":"{ID}","talkdesk_client_secret":"{SECRET}"}]]"#,
    ] {
        check_pair(text, json);
    }
}

#[test]
fn lines_of_names_and_values_are_read() {
    let lines = "Client ID and secret taken.";
    for text in [
        "TALKDESK_CLIENT_ID={ID}\nTALKDESK_CLIENT_SECRET={SECRET}",
        "export CLIENT_ID=\"{ID}\"\r\nexport CLIENT_SECRET='{SECRET}'\r\n",
        "Client ID: {ID}\nClient Secret: {SECRET}",
        "Client ID\n{ID}\nClient Secret\n{SECRET}\n",
        "Client ID\nClient secret\n{ID}\n{SECRET}\n",
        "Client ID\t{ID}\nClient secret\t{SECRET}",
        "ID: {ID}\nSecret: {SECRET}",
        "Here they are:\n\n- Client ID: {ID},\n- Client secret: {SECRET}.\n\nBye",
        "client_id: {ID} # Nexla\nclient_secret: {SECRET} # Nexla",
        "Client ID: {ID}, Client secret: {SECRET}",
        "client_id={ID} client_secret={SECRET}",
        "  'client_id' => '{ID}',\n  'client_secret' => '{SECRET}',",
        "const clientId = \"{ID}\";\nconst clientSecret = `{SECRET}`;",
        "$env:TALKDESK_CLIENT_ID = '{ID}'\n$env:TALKDESK_CLIENT_SECRET = '{SECRET}'",
        "[talkdesk]\nclient_id = {ID}\nclient_secret = {SECRET}",
        "\"client_id\": \"{ID}\",\n\"client_secret\": \"{SECRET}\"",
        "authorization: basic {BASIC}",
        "POST /oauth/token HTTP/1.1\nAuthorization: Basic {BASIC}\n\ngrant_type=client_credentials",
    ] {
        check_pair(text, lines);
    }
}

#[test]
fn curl_commands_are_read() {
    let curl = "Client ID and secret taken.";
    for text in [
        "curl -u {ID}:{SECRET}",
        "$ curl -u '{ID}:{SECRET}' -d grant_type=client_credentials",
        "curl -sSu \"{ID}:{SECRET}\"",
        "curl -u{ID}:{SECRET}",
        "curl --user {ID}:{SECRET} --silent",
        "curl --user={ID}:{SECRET}",
        "curl -X POST \\\n  -H 'Authorization: Basic {BASIC}' \\\n  -d grant_type=client_credentials",
        "curl.exe -H \"Authorization: Basic {BASIC}\" ^\r\n -d grant_type=client_credentials",
        "curl --header='authorization:basic {BASIC}'",
        "curl -d 'grant_type=client_credentials&client_id={ID}&client_secret={SECRET}'",
        "curl -d client_id={ID} --data-urlencode client_secret={SECRET}",
        "Try this:\n\n  curl -s -u {ID}:{SECRET} | jq .",
    ] {
        check_pair(text, curl);
    }
    let whole = "curl --location --request POST 'https://acme.talkdeskid.com/oauth/token?grant_type=client_credentials' \\\n\
                 --header 'Content-Type: application/x-www-form-urlencoded' -u '{ID}:{SECRET}'";
    check_pair(
        whole,
        "Client ID and secret, and account acme (United States), taken.",
    );
}

#[test]
fn quoting_in_curl_commands_is_the_shells() {
    for (text, secret) in [
        (r"curl -u nexla-12345:0123456789abcdef\ b", None),
        (
            r"curl -u nexla-12345:0123456789abcdef\$b",
            Some("0123456789abcdef$b"),
        ),
        (
            r#"curl -u "nexla-12345:0123456789a\"b\\c\d""#,
            Some(r#"0123456789a"b\c\d"#),
        ),
        (
            r"curl -u 'nexla-12345:0123456789abcdef\b'",
            Some(r"0123456789abcdef\b"),
        ),
        (
            r"curl -u nexla-12345:'0123456789abcdef'\''b'",
            Some("0123456789abcdef'b"),
        ),
        (
            r#"curl -u nexla-12345:"0123456789a:b"c:d"#,
            Some("0123456789a:bc:d"),
        ),
        (
            "curl -u 'nexla-12345:0123456789abc%2Bb'",
            Some("0123456789abc%2Bb"),
        ),
    ] {
        assert_eq!(
            read_pasted(text).client_secret,
            secret.map(Secret::from),
            "{text}"
        );
    }
}

#[test]
fn headers_and_pairs_are_read() {
    check_pair("Basic {BASIC}", "Client ID and secret taken.");
    check_pair("{ID}:{SECRET}", "Client ID and secret taken.");
    check_pair("{BASIC}", "Client ID and secret taken.");
    check_pair(BASIC.trim_end_matches('='), "Client ID and secret taken.");
    check_pair("{ID}\n{SECRET}", "Client ID and secret taken.");
    check_pair("{SECRET}\r\n{ID}\r\n", "Client ID and secret taken.");
    check_pair("{ID} {SECRET}", "Client ID and secret taken.");
    check_pair(
        "grant_type=client_credentials&client_id={ID}&client_secret={SECRET}",
        "Client ID and secret taken.",
    );
    check(
        "https://acme.talkdeskid.com/oauth/token?grant_type=client_credentials\nid-7:{SECRET}",
        None,
        None,
        "Account acme (United States) taken.",
        &[],
    );
}

#[test]
fn form_encoded_halves_are_decoded_only_where_that_is_certain() {
    for (pair, id, secret) in [
        (
            "nexla-12345:0123456789abc%2Bb%2F%3D",
            "nexla-12345",
            "0123456789abc+b/=",
        ),
        (
            "nexla-12345:0123456789abcde%2bb",
            "nexla-12345",
            "0123456789abcde+b",
        ),
        (
            "nexla-12345%3A1:0123456789abcde%253Ab",
            "nexla-12345:1",
            "0123456789abcde%3Ab",
        ),
        (
            "nexla-12345:0123456789abcde%b",
            "nexla-12345",
            "0123456789abcde%b",
        ),
        // No encoder makes %41 of an A.
        (
            "nexla-12345:0123456789abcde%41b",
            "nexla-12345",
            "0123456789abcde%41b",
        ),
        // Half of it is raw.
        (
            "nexla-12345:0123456789abcde%2Bb=c",
            "nexla-12345",
            "0123456789abcde%2Bb=c",
        ),
        (
            "nexla-12345:0123456789abcde+b",
            "nexla-12345",
            "0123456789abcde+b",
        ),
    ] {
        let header = format!("Basic {}", BASE64_STANDARD.encode(pair));
        let pasted = read_pasted(&header);
        assert_eq!(pasted.client_id.as_deref(), Some(id), "{header}");
        assert_eq!(pasted.client_secret, Some(Secret::from(secret)), "{header}");
    }
}

#[test]
fn one_value_alone_says_what_to_copy_next() {
    check(
        ID,
        Some(ID),
        None,
        "Client ID taken. Now copy the secret.",
        &[],
    );
    check(
        &format!("\u{feff} \"{ID}\"\r\n"),
        Some(ID),
        None,
        "Client ID taken. Now copy the secret.",
        &[],
    );
    check(
        SECRET,
        None,
        Some(SECRET),
        "Client secret taken. Now copy the client ID.",
        &[],
    );
    check(
        &format!("{{\"id\":\"{ID}\",\"name\":\"Nexla Integration\"}}"),
        Some(ID),
        None,
        "Client ID taken. Now copy the secret.",
        &[],
    );
    check(
        "https://acme.mytalkdesk.eu/admin",
        None,
        None,
        "Account acme (Europe) taken.",
        &[],
    );
    check(
        "<acme.talkdeskid.com>",
        None,
        None,
        "Account acme (United States) taken.",
        &[],
    );
}

#[test]
fn accounts_and_regions_are_read() {
    check_account("acme.talkdeskid.com", "acme", Some(&Region::UnitedStates));
    check_account("account_name: acme", "acme", None);
    check_account(
        "Subdomain: acme\nRegion: Europe",
        "acme",
        Some(&Region::Europe),
    );
    check_account(
        "account=acme\nregion=.com",
        "acme",
        Some(&Region::UnitedStates),
    );
    check_account(
        "account=acme\napi_url=https://api.talkdeskapp.eu",
        "acme",
        Some(&Region::Europe),
    );
    check_account(
        "Account: https://ACME.mytalkdeskca.com/",
        "acme",
        Some(&Region::Canada),
    );
    let australia = Some(
        read_pasted("acme.talkdeskid.au")
            .address
            .and_then(|address| address.region)
            .unwrap(),
    );
    check_account("account=acme\nregion=au", "acme", australia.as_ref());
    check_nothing("Account: Acme Corporation", &[]);
    check_nothing("url: https://evil.com/acme.talkdeskid.com", &[]);
}
