//! Texts and files in every known shape, and what is taken from each.

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
        "Nothing in this text looks like credentials."
    } else {
        "Nothing was taken."
    };
    assert_eq!(pasted.summary(), summary, "{text}");
}

#[test]
fn downloaded_files_give_both_values() {
    let json = "Client ID and secret taken from a JSON file.";
    let ends = [
        "Spaces or line ends around the client ID were taken off.",
        "Spaces or line ends around the client secret were taken off.",
    ];
    for (text, notes) in [
        (include_str!("../fixtures/downloaded/object.json"), &[][..]),
        (include_str!("../fixtures/downloaded/list_of_one.json"), &[]),
        (
            include_str!("../fixtures/downloaded/with_private_key.json"),
            &[KEY_NOTE],
        ),
        (
            include_str!("../fixtures/downloaded/byte_order_mark.json"),
            &ends,
        ),
    ] {
        assert_eq!(check_pair(text, json).notes, notes, "{text}");
    }
}

#[test]
fn files_that_name_the_account_give_it_too() {
    let nested = include_str!("../fixtures/downloaded/nested.json");
    check_pair(
        nested,
        "Client ID and secret, and account acme (Europe), taken from a JSON file.",
    );
    check_account(nested, "acme", Some(&Region::Europe));
    let env = include_str!("../fixtures/downloaded/talkdesk.env");
    check_pair(
        env,
        "Client ID and secret, and account acme (Canada), taken from lines of names and values.",
    );
    check_account(env, "acme", Some(&Region::Canada));
}

#[test]
fn what_a_private_key_holds_is_never_kept() {
    let text = include_str!("../fixtures/downloaded/with_private_key.json");
    assert!(!format!("{:?}", read_pasted(text)).contains("pretend"));
    let pem = include_str!("../fixtures/downloaded/private_key.pem");
    check_nothing(pem, &[KEY_NOTE]);
    let pasted = check_pair(
        &format!("Client ID: {ID}\n{pem}\n{SECRET}"),
        "Client ID and secret taken from lines of names and values.",
    );
    assert_eq!(pasted.notes, [KEY_NOTE]);
}

#[test]
fn where_two_values_compete_none_is_taken() {
    check_nothing(
        include_str!("../fixtures/downloaded/two_clients.json"),
        &["The file holds 2 clients. Copy the client ID and the secret of the one you want."],
    );
    check_nothing(
        include_str!("../fixtures/downloaded/doubled_key.json"),
        &["The text holds 2 different client secrets. None was taken."],
    );
    check_nothing(
        "CLIENT_ID=one\nCLIENT_ID=two\nCLIENT_ID=three",
        &["The text holds 3 different client IDs. None was taken."],
    );
    check_nothing(
        "acme.talkdeskid.com globex.talkdeskid.com",
        &["The text names two accounts, acme and globex. Neither was taken."],
    );
    check_account("acme.talkdeskid.com acme.talkdeskid.eu", "acme", None);
}

#[test]
fn the_same_value_twice_is_one() {
    check_pair(
        "{ID}\n{SECRET}\n{ID}\n{SECRET}",
        "Client ID and secret taken.",
    );
    check_pair(
        r#"[{"id":"{ID}","secret":"{SECRET}"},{"id":"{ID}","secret":"{SECRET}"}]"#,
        "Client ID and secret taken from a JSON file.",
    );
}

#[test]
fn json_keys_are_read_tolerantly() {
    let json = "Client ID and secret taken from a JSON file.";
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
    let lines = "Client ID and secret taken from lines of names and values.";
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
    let curl = "Client ID and secret taken from a curl command.";
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
        "Client ID and secret, and account acme (United States), taken from a curl command.",
    );
}

#[test]
fn quoting_in_curl_commands_is_the_shells() {
    for (text, secret) in [
        (r"curl -u id:a\ b", None),
        (r"curl -u id:a\$b", Some("a$b")),
        (r#"curl -u "id:a\"b\\c\d""#, Some(r#"a"b\c\d"#)),
        (r"curl -u 'id:a\b'", Some(r"a\b")),
        (r"curl -u id:'a'\''b'", Some("a'b")),
        (r#"curl -u id:"a:b"c:d"#, Some("a:bc:d")),
        ("curl -u 'id:a%2Bb'", Some("a%2Bb")),
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
    check_pair(
        "Basic {BASIC}",
        "Client ID and secret taken from an Authorization header.",
    );
    check_pair("{ID}:{SECRET}", "Client ID and secret taken.");
    check_pair("{BASIC}", "Client ID and secret taken.");
    check_pair(BASIC.trim_end_matches('='), "Client ID and secret taken.");
    check_pair("{ID}\n{SECRET}", "Client ID and secret taken.");
    check_pair("{SECRET}\r\n{ID}\r\n", "Client ID and secret taken.");
    check_pair("{ID} {SECRET}", "Client ID and secret taken.");
    check_pair(
        "grant_type=client_credentials&client_id={ID}&client_secret={SECRET}",
        "Client ID and secret taken from a token request.",
    );
    check(
        "https://acme.talkdeskid.com/oauth/token?grant_type=client_credentials\nid-7:{SECRET}",
        None,
        None,
        "Account acme (United States) taken from lines of names and values.",
        &[],
    );
}

#[test]
fn form_encoded_halves_are_decoded_only_where_that_is_certain() {
    for (header, id, secret) in [
        // id:a%2Bb%2F%3D
        ("Basic aWQ6YSUyQmIlMkYlM0Q=", "id", "a+b/="),
        // id:a%2bb
        ("Basic aWQ6YSUyYmI=", "id", "a+b"),
        // id%3A1:a%253Ab
        ("Basic aWQlM0ExOmElMjUzQWI=", "id:1", "a%3Ab"),
        // id:a%b
        ("Basic aWQ6YSVi", "id", "a%b"),
        // id:a%41b, which no encoder makes
        ("Basic aWQ6YSU0MWI=", "id", "a%41b"),
        // id:a%2Bb=c, half of it raw
        ("Basic aWQ6YSUyQmI9Yw==", "id", "a%2Bb=c"),
        // id:a+b, raw
        ("Basic aWQ6YSti", "id", "a+b"),
        // id:a:b
        ("Basic aWQ6YTpi", "id", "a:b"),
    ] {
        let pasted = read_pasted(header);
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
        "Client ID taken from a JSON file. Now copy the secret.",
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

#[test]
fn what_is_no_credential_is_left_alone() {
    for text in [
        "",
        " \n",
        "acme",
        "hello there",
        "{}",
        "[]",
        "null",
        "{\"id\":\"7\"}",
        "https://example.com",
        "a:b",
        "12:30",
    ] {
        check_nothing(text, &[]);
    }
}

#[test]
fn what_cannot_be_used_is_named() {
    let web_page = "That is a web page. Copy the client ID and the client secret themselves, or the downloaded file.";
    check_nothing(
        include_str!("../fixtures/downloaded/page.html"),
        &[web_page],
    );
    check_nothing(&format!("<div><span>{ID}</span></div>"), &[web_page]);
    check_nothing(
        include_str!("../fixtures/downloaded/cut_off.json")
            .lines()
            .last()
            .unwrap(),
        &["A value's closing quotation mark is missing, so it was not taken. Copy all of it."],
    );
    check_nothing(
        "{\"data\": [",
        &[
            "This looks like JSON, but it is not whole. Copy all of it, or choose the downloaded file.",
        ],
    );
    let token = "That is an access token, which lives for minutes. Copy the client ID and the client secret.";
    check_nothing(
        "Authorization: Bearer eyJhbGciOiJFUzI1NiJ9.e30.c2ln",
        &[token],
    );
    check_nothing("eyJhbGciOiJFUzI1NiJ9.e30.c2ln", &[token]);
    check_nothing(r#"{"access_token":"eyJ","expires_in":599}"#, &[token]);
    check_nothing(
        "Authorization: Basic !!!",
        &["The Authorization header cannot be decoded. Copy it whole."],
    );
    let placeholders = [
        "A placeholder stands where the client ID should be.",
        "A placeholder stands where the client secret should be.",
    ];
    for text in [
        "curl -u <client_id>:<client_secret>",
        "curl -u \"$CLIENT_ID:${CLIENT_SECRET}\"",
        "client_id=YOUR_CLIENT_ID\nclient_secret=your-client-secret",
        "client_id: {{id}}\nclient_secret: ••••••••",
        "client_id=xxxxxxxx\nclient_secret=********",
    ] {
        check_nothing(text, &placeholders);
    }
}

#[test]
fn a_spoiled_value_is_refused_and_the_other_taken() {
    check(
        &format!("client_id={ID}\nclient_secret=abc def"),
        Some(ID),
        None,
        "Client ID taken from lines of names and values. Now copy the secret.",
        &[
            "The client secret was not taken. There is a space in the client secret, after the 3rd character. Copy the \
           secret once more, and only it.",
        ],
    );
    check(
        &format!("{{\"id\":\"{ID}\",\"secret\":\"abc\\ndef\"}}"),
        Some(ID),
        None,
        "Client ID taken from a JSON file. Now copy the secret.",
        &[
            "The client secret was not taken. There is a line end in the client secret, after the 3rd character. Copy the \
           secret once more, and only it.",
        ],
    );
}

#[test]
fn large_and_deep_texts_do_no_harm() {
    let longest = "a".repeat(64 * 1024);
    assert_eq!(read_pasted(&longest).notes.len(), 1);
    check_nothing(
        &format!("{longest}a"),
        &["This text is longer than 64 KiB, far more than credentials are. It was not read."],
    );
    let deep = "[".repeat(60_000);
    assert_eq!(read_pasted(&deep).notes.len(), 1);
    assert_eq!(
        read_pasted(&format!("{}{}", "[".repeat(30_000), "]".repeat(30_000)))
            .notes
            .len(),
        1
    );
    assert_eq!(read_pasted(&"{\"a\":".repeat(10_000)).notes.len(), 1);
    for unit in [
        "curl ",
        "'",
        "a ",
        "\\",
        "a=b&",
        ":",
        "\n",
        "client_id=x client_secret=",
        "<p",
        "-----BEGIN ",
    ] {
        let text = format!("curl -u x {}", unit.repeat(60_000 / unit.len()));
        assert_eq!(read_pasted(&text).client_secret, None);
        assert!(read_pasted(&text[10..]).client_id.is_none(), "{unit}");
    }
}
