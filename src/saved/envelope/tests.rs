use super::*;
use crate::talkdesk::{AccountName, Host, Region};

const JSON: &str = r#"{"version":1,"account":"acme","region":"eu","token_host":"https://acme.talkdeskid.eu","api_host":"https://api.talkdeskapp.eu","client_id":"23de1feea24c4c0f8b6fa9d6b7a02546","client_secret":"-kX0\"pretend\\","created_at":"2026-03-21T09:30:00Z"}"#;

fn envelope(region: Region, secret: &str) -> Envelope {
    Envelope {
        account: Account {
            name: AccountName::parse("acme").unwrap(),
            region,
        },
        client_id: ClientId::parse("23de1feea24c4c0f8b6fa9d6b7a02546").unwrap(),
        client_secret: Secret::from(secret),
        created_at: "2026-03-21T09:30:00Z".parse().unwrap(),
    }
}

#[test]
fn the_stored_text_is_this() {
    let envelope = envelope(Region::Europe, r#"-kX0"pretend\"#);
    assert_eq!(envelope.to_json().unwrap().expose(), JSON);
    assert_eq!(Envelope::from_json(JSON.as_bytes()), Ok(envelope));
}

#[test]
fn other_keeps_both_hosts() {
    let region = Region::Other {
        token_host: Host::parse("http://127.0.0.1:4455").unwrap(),
        api_host: Host::parse("https://api.talkdeskapp.au:8443").unwrap(),
    };
    let envelope = envelope(region, "s");
    let json = envelope.to_json().unwrap();
    assert!(json.expose().contains(
        r#""region":"other","token_host":"http://127.0.0.1:4455","api_host":"https://api.talkdeskapp.au:8443","#
    ));
    assert_eq!(Envelope::from_json(json.expose().as_bytes()), Ok(envelope));
}

#[test]
fn the_longest_envelope_is_2400_bytes() {
    let length = |secret: usize| envelope(Region::Europe, &"s".repeat(secret)).to_json();
    let rest = length(1).unwrap().expose().len() - 1;
    assert_eq!(length(2400 - rest).unwrap().expose().len(), 2400);
    assert_eq!(
        length(2401 - rest),
        Err(EnvelopeError::TooLong { bytes: 2401 })
    );
    assert_eq!(
        length(9000),
        Err(EnvelopeError::TooLong { bytes: 9000 + rest })
    );
}

fn check(change: (&str, &str), result: &Result<(), EnvelopeError>) {
    assert!(JSON.contains(change.0), "{change:?}");
    let changed = JSON.replace(change.0, change.1);
    assert_eq!(
        &Envelope::from_json(changed.as_bytes()).map(|_| ()),
        result,
        "{change:?}"
    );
}

#[test]
fn unknown_members_are_ignored() {
    check(
        (r#""version":1,"#, r#""version":1,"note":[{"a":null}],"#),
        &Ok(()),
    );
}

#[test]
fn hosts_of_a_known_region_need_not_be_there() {
    check(
        (
            r#""token_host":"https://acme.talkdeskid.eu","api_host":"https://api.talkdeskapp.eu","#,
            "",
        ),
        &Ok(()),
    );
}

#[test]
fn newer_versions_are_told_apart() {
    check(
        (r#""version":1"#, r#""version":2"#),
        &Err(EnvelopeError::NewerVersion),
    );
    assert_eq!(
        Envelope::from_json(br#"{"version":99,"x":{}}"#),
        Err(EnvelopeError::NewerVersion)
    );
}

#[test]
fn what_this_program_does_not_write_is_not_ours() {
    for change in [
        (r#""version":1,"#, ""),
        (r#""version":1"#, r#""version":0"#),
        (r#""version":1"#, r#""version":-1"#),
        (r#""version":1"#, r#""version":"1""#),
        (r#""version":1"#, r#""version":1,"version":1"#),
        (
            r#""client_secret":"-kX0\"pretend\\""#,
            r#""client_secret":"""#,
        ),
        (r#""client_secret":"-kX0\"pretend\\","#, ""),
        (
            r#""client_secret":"-kX0\"pretend\\""#,
            r#""client_secret":null"#,
        ),
        (
            r#""created_at""#,
            r#""client_secret":"another","created_at""#,
        ),
        ("23de1feea24c4c0f8b6fa9d6b7a02546", ""),
        ("23de1feea24c4c0f8b6fa9d6b7a02546", " 23de "),
        ("\"acme\"", "\"a.b\""),
        ("\"eu\"", "\"uk\""),
        (
            r#""region":"eu","token_host":"https://acme.talkdeskid.eu""#,
            r#""region":"other""#,
        ),
        (
            r#""region":"eu","token_host":"https"#,
            r#""region":"other","token_host":"http"#,
        ),
        ("2026-03-21T09:30:00Z", "yesterday"),
        ("}", "} x"),
    ] {
        check(change, &Err(EnvelopeError::NotOurs));
    }
    for bytes in [&b""[..], b"s3cr3t", b"[]", b"\xff\xfe{\0}\0", b"{"] {
        assert_eq!(
            Envelope::from_json(bytes),
            Err(EnvelopeError::NotOurs),
            "{bytes:?}"
        );
    }
}

#[test]
fn debug_shows_no_secret() {
    let envelope = envelope(Region::Europe, "s3cr3t");
    let shown = format!("{envelope:?} {:?}", envelope.to_json());
    assert!(!shown.contains("s3cr3t"), "{shown}");
}
