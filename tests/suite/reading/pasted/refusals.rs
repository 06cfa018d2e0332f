//! What is not taken, and what is said of it.

use talkdesk_setup::credentials::{MAX_TEXT_BYTES, read_pasted};

use super::*;

#[test]
fn where_two_values_compete_none_is_taken() {
    check_nothing(
        include_str!("../../fixtures/downloaded/doubled_key.json"),
        &[
            "The text holds 2 different client secrets. None was taken. Copy the client ID and the secret of one client.",
        ],
    );
    check_nothing(
        "CLIENT_ID=nexla-one\nCLIENT_ID=nexla-two\nCLIENT_ID=nexla-three",
        &[
            "The text holds 3 different client IDs, nexla-one and nexla-two and nexla-three. None was taken. Copy the client \
             ID and the secret of one client.",
        ],
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
        "Client ID and secret taken.",
    );
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
    check_pair(
        include_str!("../../fixtures/downloaded/page.html"),
        "Client ID and secret taken.",
    );
    check_nothing(
        "<div><span>Sign in</span></div>",
        &[
            "That is a web page. Copy the client ID and the client secret themselves, or the downloaded file.",
        ],
    );
    check_nothing(
        include_str!("../../fixtures/downloaded/cut_off.json")
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
    let token = "That is an access token, not a client: it lives for minutes. Copy the client ID and the client secret.";
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
    for text in [
        "curl -u <client_id>:<client_secret>",
        "curl -u \"$CLIENT_ID:${CLIENT_SECRET}\"",
        "client_id=YOUR_CLIENT_ID\nclient_secret=your-client-secret",
        "client_id: {{id}}\nclient_secret: ••••••••",
        "client_id=xxxxxxxx\nclient_secret=********",
    ] {
        let pasted = read_pasted(text);
        assert_eq!((&pasted.client_id, &pasted.client_secret), (&None, &None));
        let [of_id, of_secret] = &pasted.notes[..] else {
            panic!("{text}: {:?}", pasted.notes)
        };
        assert!(of_id.starts_with("The client ID was not taken: "), "{text}");
        assert!(
            of_secret.starts_with("The client secret was not taken: "),
            "{text}"
        );
    }
}

#[test]
fn a_spoiled_value_is_refused_and_the_other_taken() {
    check(
        &format!("client_id={ID}\nclient_secret=abc def"),
        Some(ID),
        None,
        "Client ID taken. Now copy the secret.",
        &[
            "The client secret was not taken. There is a space in the client secret, after the 3rd character. Copy the \
           secret once more, and only it.",
        ],
    );
    check(
        &format!("{{\"id\":\"{ID}\",\"secret\":\"abc\\ndef\"}}"),
        Some(ID),
        None,
        "Client ID taken. Now copy the secret.",
        &[
            "The client secret was not taken. There is a line end in the client secret, after the 3rd character. Copy the \
           secret once more, and only it.",
        ],
    );
}

#[test]
fn large_and_deep_texts_do_no_harm() {
    let longest = "a".repeat(MAX_TEXT_BYTES);
    check_nothing(&longest, &[]);
    check_nothing(
        &format!("{longest}a"),
        &["This text is longer than 1 MiB, far more than credentials are. It was not read."],
    );
    let deep = 60_000;
    for text in [
        "[".repeat(deep),
        format!("{}{}", "[".repeat(deep), "]".repeat(deep)),
        "{\"a\":".repeat(deep),
    ] {
        let pasted = read_pasted(&text);
        assert_eq!((pasted.client_id, pasted.client_secret), (None, None));
    }
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
        assert_eq!(read_pasted(&text[10..]).client_id, None, "{unit}");
    }
}
