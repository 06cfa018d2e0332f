use super::*;
use crate::talkdesk::domains::{ACCOUNT_DOMAINS, API_HOSTS, Home};

const SPACES: &str = "Spaces or line ends around it were taken off.";
const INVISIBLE: &str = "Invisible characters around it were taken off.";
const QUOTES: &str = "Quotation marks around it were taken off.";
const BRACKETS: &str = "Angle brackets around it were taken off.";
const USER: &str = "The part in front of @ was left out.";
const DOT: &str = "The dot at the end was taken off.";
const CAPITALS: &str = "Capital letters were made small.";

fn check(text: &str, region: Option<Home>, notes: &[&str]) {
    let account = AccountName::parse("acme").unwrap();
    let region = region.map(|home| home.region(&account));
    let notes = notes.iter().map(|note| (*note).to_owned()).collect();
    assert_eq!(
        read_address(text),
        Ok(Address {
            account,
            region,
            notes
        }),
        "{text:?}"
    );
}

fn refuse(text: &str, error: &AddressError) {
    assert_eq!(read_address(text).as_ref(), Err(error), "{text:?}");
}

fn host(host: &str) -> String {
    format!("“{host}”")
}

#[test]
fn bare_names_have_no_region() {
    check("acme", None, &[]);
    check(" acme ", None, &[SPACES]);
    check("acme\r\n", None, &[SPACES]);
    check("\u{feff}acme\0", None, &[INVISIBLE]);
    check("\u{202a}acme \u{202c}", None, &[SPACES, INVISIBLE]);
    check("ACME.", None, &[DOT, CAPITALS]);
    check("“acme”", None, &[QUOTES]);
    check("\" acme\"", None, &[SPACES, QUOTES]);
}

#[test]
fn every_domain_gives_its_region() {
    for (domain, home) in ACCOUNT_DOMAINS {
        check(&format!("acme.{domain}"), Some(home), &[]);
        check(&format!("https://acme.{domain}/a/b?c=d#e"), Some(home), &[]);
    }
}

#[test]
fn every_part_of_an_address_is_understood() {
    let us = Some(Home::UnitedStates);
    check("https://acme.talkdeskid.com/oauth/token", us, &[]);
    check("http://acme.talkdeskid.com", us, &[]);
    check("//acme.talkdeskid.com", us, &[]);
    check("acme.talkdeskid.com:443", us, &[]);
    check("acme.talkdeskid.com:", us, &[]);
    check("acme.talkdeskid.com?next=https://evil.com/@x", us, &[]);
    check("acme.talkdeskid.com#a@evil.com", us, &[]);
    check("acme.mytalkdesk.com/x\\y", us, &[]);
    check("jane@acme.mytalkdesk.com", us, &[USER]);
    check("https://jane:pw@acme.mytalkdesk.com:8443/", us, &[USER]);
    check("HTTPS://Acme.TalkdeskID.com.", us, &[DOT, CAPITALS]);
    check("https://acme.TalkdeskID.com", us, &[]);
    check(" <https://acme.talkdeskid.com> ", us, &[SPACES, BRACKETS]);
}

#[test]
fn only_a_known_host_gives_an_account() {
    let foreign = |name: &str| AddressError::NotTalkdesk { host: host(name) };
    refuse("evil.com/acme.talkdeskid.com", &foreign("evil.com"));
    refuse(
        "acme.talkdeskid.com.evil.com",
        &foreign("acme.talkdeskid.com.evil.com"),
    );
    refuse("https://acme.talkdeskid.com@evil.com", &foreign("evil.com"));
    refuse("https://evil.com?acme.talkdeskid.com", &foreign("evil.com"));
    refuse("https://evil.com#acme.talkdeskid.com", &foreign("evil.com"));
    refuse("x@evil.com", &AddressError::Email);
    refuse("evil.com#", &foreign("evil.com"));
    refuse("acme.talkdeskid.org", &foreign("acme.talkdeskid.org"));
    refuse("a.b", &foreign("a.b"));
    refuse("https://acme", &AddressError::NoAddress);
    refuse("acme/", &AddressError::NoAddress);
    let several = AddressError::SeveralLabels {
        labels: host("a.b"),
        domain: "talkdeskid.com",
        meant: Some("b.talkdeskid.com".to_owned()),
    };
    refuse("a.b.talkdeskid.com", &several);
    refuse("https://A.B.talkdeskid.com/oauth/token", &several);
}

#[test]
fn what_is_offered_for_several_labels_is_an_account() {
    for labels in ["a.b-", "a.-b", "a.xn--b"] {
        let error = read_address(&format!("{labels}.talkdeskid.com")).unwrap_err();
        assert_eq!(error.meant(), None, "{labels}");
    }
}

#[test]
fn talkdesks_own_hosts_name_no_account() {
    for (api, region) in API_HOSTS {
        refuse(
            &format!("https://{api}/oauth/token"),
            &AddressError::Api {
                host: host(api),
                region,
            },
        );
    }
    for other in [
        "talkdeskid.com",
        "www.talkdesk.com",
        "docs.talkdesk.com",
        "www.mytalkdesk.com",
        "api.mytalkdesk.com",
    ] {
        refuse(other, &AddressError::NoAccount { host: host(other) });
    }
}

#[test]
fn this_computer_is_for_other() {
    refuse(
        "http://127.0.0.1:8080/x",
        &AddressError::Loopback {
            host: host("127.0.0.1:8080"),
        },
    );
    refuse(
        "https://localhost/",
        &AddressError::Loopback {
            host: host("localhost"),
        },
    );
    refuse(
        "[::1]:4455",
        &AddressError::Loopback {
            host: host("[::1]:4455"),
        },
    );
}

#[test]
fn malformed_texts_are_refused_by_name() {
    use AccountNameError as N;
    use HostError as H;
    refuse("", &AddressError::Empty);
    refuse("\u{200b} <>", &AddressError::Empty);
    refuse("..", &AddressError::Malformed(H::EmptyLabel));
    refuse(".", &AddressError::Malformed(H::EmptyLabel));
    refuse(".talkdeskid.com", &AddressError::Malformed(H::EmptyLabel));
    let near = |host: &str| AddressError::NearMiss {
        host: format!("“{host}”"),
        meant: "acme.talkdeskid.com".to_owned(),
    };
    refuse("acme..talkdeskid.com", &near("acme..talkdeskid.com"));
    refuse("https://", &AddressError::Malformed(H::NoHost));
    refuse("%2e", &AddressError::Name(N::Character('%')));
    refuse("\\", &AddressError::Name(N::Character('\\')));
    refuse("acme corp", &AddressError::Name(N::Character(' ')));
    refuse(
        "acme%2etalkdeskid.com",
        &AddressError::Malformed(H::Character('%')),
    );
    refuse(
        "acme.talkdeskid.com\\@evil.com",
        &AddressError::Malformed(H::Character('\\')),
    );
    refuse(
        "acme.talkdeskid.com@x@acme.talkdeskid.com",
        &AddressError::Malformed(H::Character('@')),
    );
    refuse("acme .talkdeskid.com", &near("acme .talkdeskid.com"));
    refuse("acme.talkdeskid.com:x", &AddressError::Malformed(H::Port));
    refuse(
        "ftp://acme.talkdeskid.com",
        &AddressError::Malformed(H::Scheme {
            scheme: host("ftp"),
        }),
    );
    check(
        "https:acme.talkdeskid.com",
        Some(Home::UnitedStates),
        &["Only the account's name and its region were taken from the text."],
    );
}

#[test]
fn look_alikes_are_refused_by_character() {
    use AccountNameError as N;
    use HostError as H;
    refuse("аcme", &AddressError::Name(N::Character('\u{430}')));
    refuse("ａcme", &AddressError::Name(N::Character('\u{ff41}')));
    refuse("müller", &AddressError::Name(N::Character('ü')));
    refuse("xn--mller-kva", &AddressError::Name(N::Punycode));
    refuse(
        "xn--mller-kva.talkdeskid.com",
        &AddressError::Name(N::Punycode),
    );
    refuse(
        "аcme.talkdeskid.com",
        &AddressError::Malformed(H::Character('\u{430}')),
    );
    refuse(
        "acme.tаlkdeskid.com",
        &AddressError::Malformed(H::Character('\u{430}')),
    );
    refuse(
        "acme。talkdeskid。com",
        &AddressError::Name(N::Character('。')),
    );
    refuse(
        "acme．talkdeskid.com",
        &AddressError::Malformed(H::Character('．')),
    );
}

#[test]
fn invisible_characters_inside_are_refused() {
    use AccountNameError as N;
    use HostError as H;
    for character in [
        '\0', '\u{200b}', '\u{200d}', '\u{202e}', '\u{2066}', '\u{feff}', '\u{ad}',
    ] {
        refuse(
            &format!("ac{character}me"),
            &AddressError::Name(N::Character(character)),
        );
        let inside = format!("ac{character}me.talkdeskid.com");
        refuse(&inside, &AddressError::Malformed(H::Character(character)));
    }
}

#[test]
fn length_and_hyphens_are_those_of_a_label() {
    use AccountNameError as N;
    let long = "a".repeat(64);
    refuse(&long, &AddressError::Name(N::TooLong { chars: 64 }));
    refuse(
        &format!("{long}.talkdeskid.com"),
        &AddressError::Name(N::TooLong { chars: 64 }),
    );
    refuse("acme-", &AddressError::Name(N::HyphenAtEnd));
    refuse("-acme.talkdeskid.com", &AddressError::Name(N::HyphenAtEnd));
    assert!(read_address(&format!("{}.talkdeskid.com", "a".repeat(63))).is_ok());
}

#[test]
fn sentences_say_what_to_do() {
    for (text, sentence) in [
        (
            "https://api.talkdeskapp.eu/",
            "“api.talkdeskapp.eu” is the address of Talkdesk's API in Europe. All accounts share it. Enter the account \
             name, or the address that you sign in at.",
        ),
        (
            "evil.com",
            "“evil.com” is not a Talkdesk address. When you are signed in to Talkdesk, your browser shows the name in front \
             of .mytalkdesk. Choose Other if your account lives elsewhere.",
        ),
        (
            "a.b.talkdeskid.com",
            "“a.b” in front of talkdeskid.com is not an account name: it has a dot. Enter the account name alone.",
        ),
    ] {
        assert_eq!(read_address(text).unwrap_err().to_string(), sentence);
    }
}

#[test]
fn secrets_in_the_wrong_field_are_not_quoted() {
    const SECRET: &str = "kx0practiceonlypracticeonlypracticeonlypracticeonly";
    for text in [
        SECRET.to_owned(),
        format!("{SECRET}/"),
        format!("{SECRET}="),
        format!("https://{SECRET}"),
        format!("23de1feea24c4c0f8b6fa9d6b7a02546:{SECRET}"),
        format!("https://id:{SECRET}@evil.com"),
        format!("eyj.{SECRET}.{SECRET}"),
    ] {
        let shown = read_address(&text)
            .map_or_else(|error| format!("{error} {error:?}"), |_| String::new());
        assert!(!shown.contains(&SECRET[..12]), "{shown}");
        let shown =
            Host::parse(&text).map_or_else(|error| format!("{error} {error:?}"), |_| String::new());
        assert!(!shown.contains(&SECRET[..12]), "{shown}");
    }
}
