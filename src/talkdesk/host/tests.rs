use super::*;

fn check(text: &str, origin: &str, port: u16) {
    let host = Host::parse(text).unwrap();
    assert_eq!(
        (host.origin().as_str(), host.port()),
        (origin, port),
        "{text:?}"
    );
    assert_eq!(Host::parse(&host.origin()).as_ref(), Ok(&host), "{text:?}");
}

#[test]
fn hosts_are_read() {
    check("acme.talkdeskid.au", "https://acme.talkdeskid.au", 443);
    check(
        "https://acme.talkdeskid.au/oauth/token",
        "https://acme.talkdeskid.au",
        443,
    );
    check(
        "https://acme.talkdeskid.au?x=@y#z",
        "https://acme.talkdeskid.au",
        443,
    );
    check("//acme.talkdeskid.au", "https://acme.talkdeskid.au", 443);
    check(
        " <HTTPS://Acme.Talkdeskid.AU./>\r\n",
        "https://acme.talkdeskid.au",
        443,
    );
    check("acme.talkdeskid.au:443", "https://acme.talkdeskid.au", 443);
    check("acme.talkdeskid.au:", "https://acme.talkdeskid.au", 443);
    check(
        "acme.talkdeskid.au:8443",
        "https://acme.talkdeskid.au:8443",
        8443,
    );
    check("10.0.0.7", "https://10.0.0.7", 443);
    check("[2001:DB8::1]:8443", "https://[2001:db8::1]:8443", 8443);
    check("localhost:4455", "https://localhost:4455", 4455);
    check("http://localhost:4455", "http://localhost:4455", 4455);
    check("http://acme.localhost", "http://acme.localhost", 80);
    check("http://127.0.0.1:80/oauth/token", "http://127.0.0.1", 80);
    check("http://127.9.8.7:443", "http://127.9.8.7:443", 443);
    check("http://[::1]:4455", "http://[::1]:4455", 4455);
}

fn refuse(text: &str, error: &HostError) {
    assert_eq!(Host::parse(text).as_ref(), Err(error), "{text:?}");
}

#[test]
fn what_is_no_host_is_refused() {
    refuse("", &HostError::Empty);
    refuse(" \u{200b}\n", &HostError::Empty);
    refuse("https://", &HostError::NoHost);
    refuse("https:///oauth/token", &HostError::NoHost);
    refuse(":443", &HostError::NoHost);
    refuse("https:acme.talkdeskid.au", &HostError::SchemeWithoutSlashes);
    refuse(
        "https:/acme.talkdeskid.au",
        &HostError::SchemeWithoutSlashes,
    );
    refuse("a@acme.talkdeskid.au", &HostError::UserPart);
    refuse("a..b", &HostError::EmptyLabel);
    refuse(".a", &HostError::EmptyLabel);
    refuse("a..", &HostError::EmptyLabel);
    for text in ["a.b:x", "a.b:+443", "a.b:0", "a.b:65536", "23de:s3cr3t"] {
        refuse(text, &HostError::Port);
    }
    refuse("acme", &HostError::NoDot);
    refuse("us:8443", &HostError::NoDot);
    refuse("-a.b", &HostError::HyphenAtEnd);
    refuse("a-.b", &HostError::HyphenAtEnd);
    refuse("xn--mller-kva.de", &HostError::Punycode);
    refuse(&"a".repeat(64), &HostError::TooLong);
    refuse(&["a".repeat(63).as_str(); 4].join("."), &HostError::TooLong);
}

#[test]
fn foreign_characters_are_named() {
    for (text, character) in [
        ("a@b@acme.talkdeskid.au", '@'),
        ("acme talkdeskid.au", ' '),
        ("acme\u{200b}.talkdeskid.au", '\u{200b}'),
        ("acme\0.talkdeskid.au", '\0'),
        ("acme%2etalkdeskid.au", '%'),
        ("acme_corp.talkdeskid.au", '_'),
        ("аcme.talkdeskid.au", '\u{430}'),
        ("acme。talkdeskid。au", '。'),
        ("acme.talkdeskid.au\\@evil.com", '\\'),
    ] {
        refuse(text, &HostError::Character(character));
    }
}

#[test]
fn foreign_parts_are_quoted() {
    type Error = fn(String) -> HostError;
    let scheme: Error = |scheme| HostError::Scheme { scheme };
    let ip: Error = |host| HostError::IpAddress { host };
    let plain: Error = |host| HostError::PlainHttp { host };
    for (text, error, part) in [
        ("ftp://acme.talkdeskid.au", scheme, "ftp"),
        ("127.1", ip, "127.1"),
        ("0x7f000001", ip, "0x7f000001"),
        ("http://2130706433", ip, "2130706433"),
        ("http://0177.0.0.1", ip, "0177.0.0.1"),
        ("[::g]", ip, "::g"),
        ("http://acme.talkdeskid.au", plain, "acme.talkdeskid.au"),
        ("http://128.0.0.1", plain, "128.0.0.1"),
        ("http://localhost.evil.com", plain, "localhost.evil.com"),
        ("http://[::2]", plain, "::2"),
    ] {
        refuse(text, &error(format!("“{part}”")));
    }
}

#[test]
fn no_two_causes_share_a_sentence() {
    let causes = [
        "",
        "https://",
        "https:a",
        "a@b.c",
        "a..b",
        "-a.b",
        "xn--a.b",
        "a",
        "a_b",
        "é",
        "a.b:x",
        "1.2",
        "http://a.b",
    ];
    let sentences: std::collections::HashSet<_> = causes
        .iter()
        .map(|text| Host::parse(text).unwrap_err().to_string())
        .collect();
    assert_eq!(sentences.len(), causes.len(), "{sentences:#?}");
}

#[test]
fn loopback_hosts_are_known() {
    for (text, loopback) in [
        ("localhost", true),
        ("127.0.0.1", true),
        ("[::1]", true),
        ("localhost.com", false),
        ("10.0.0.1", false),
    ] {
        assert_eq!(Host::parse(text).unwrap().is_loopback(), loopback, "{text}");
    }
}
