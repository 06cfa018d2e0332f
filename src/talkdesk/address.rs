//! Reading what a person typed or pasted into "Account name or Talkdesk address".

use std::{error::Error, fmt};

use super::{
    AccountName, AccountNameError, Host, HostError, Region,
    authority::{self, Authority, Cleaned},
    domains::find_account,
};
use crate::characters::quoted;

/// What was found in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// The account.
    pub account: AccountName,
    /// The region, where the text was an address of a known Talkdesk domain.
    pub region: Option<Region>,
    /// What was taken off or lowered, as sentences to show, such as "Spaces at the ends were taken off."
    pub notes: Vec<String>,
}

/// Why nothing could be taken. `Display` is the sentence for the person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AddressError {
    /// Nothing was entered.
    Empty,
    /// The bare name, or the part in front of Talkdesk's domain, is no account name.
    Name(AccountNameError),
    /// The address is malformed.
    Malformed(HostError),
    /// An address of Talkdesk's API, which is the same for all accounts of a region.
    Api {
        /// The host, quoted.
        host: String,
        /// The region's name, where it is known.
        region: Option<&'static str>,
    },
    /// An address of Talkdesk's that names no account.
    NoAccount {
        /// The host, quoted.
        host: String,
    },
    /// More than one label in front of Talkdesk's domain.
    SeveralLabels {
        /// What stands in front of the domain, quoted.
        labels: String,
        /// The domain.
        domain: &'static str,
    },
    /// This computer.
    Loopback {
        /// The host, quoted.
        host: String,
    },
    /// A host that is none of Talkdesk's.
    NotTalkdesk {
        /// The host, quoted.
        host: String,
    },
}

/// Reads a bare account name or any Talkdesk address (with scheme, user part, port, path, query, fragment).
///
/// # Errors
/// When the text is neither; the sentence names the character or the part that is wrong.
pub fn read_address(text: &str) -> Result<Address, AddressError> {
    let Cleaned { text, mut notes } = authority::clean(text);
    if text.is_empty() {
        return Err(AddressError::Empty);
    }
    let bare = text.strip_suffix('.').unwrap_or(text);
    let is_bare = !bare.is_empty() && !bare.contains(['.', '/', ':', '@', '?', '#']);
    let (name, host, domain) = if is_bare {
        (bare, text, None)
    } else {
        let Authority {
            host,
            port,
            user_part,
            ..
        } = authority::split(text).map_err(AddressError::Malformed)?;
        if let Ok(loopback) = Host::parse(host)
            && loopback.is_loopback()
        {
            let port = port.map_or_else(String::new, |port| format!(":{port}"));
            return Err(AddressError::Loopback {
                host: quoted(&format!("{host}{port}")),
            });
        }
        if user_part {
            notes.push("The part in front of @ was left out.".to_owned());
        }
        let (name, domain) = find_account(host)?;
        (name, host, Some(domain))
    };
    let account = AccountName::parse(name).map_err(AddressError::Name)?;
    if host.ends_with('.') {
        notes.push("The dot at the end was taken off.".to_owned());
    }
    if name.contains(|c: char| c.is_ascii_uppercase()) {
        notes.push("Capital letters were made small.".to_owned());
    }
    let region = domain.map(|domain| domain.region(&account));
    Ok(Address {
        account,
        region,
        notes,
    })
}

impl fmt::Display for AddressError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => AccountNameError::Empty.fmt(f),
            Self::Name(error) => error.fmt(f),
            Self::Malformed(error) => error.fmt(f),
            Self::Api { host, region } => {
                let region = region
                    .map(|region| format!(" in {region}"))
                    .unwrap_or_default();
                write!(
                    f,
                    "{host} is the address of Talkdesk's API{region}. All accounts share it. Enter the account name, or \
                     the address that you sign in at."
                )
            }
            Self::NoAccount { host } => write!(
                f,
                "{host} is Talkdesk's, but names no account. Enter the account name, or the address that you sign in at."
            ),
            Self::SeveralLabels { labels, domain } => write!(
                f,
                "{labels} in front of {domain} is not an account name: it has a dot. Enter the account name alone."
            ),
            Self::Loopback { host } => write!(
                f,
                "{host} is this computer. Enter the account name here, choose Other, and enter the address there as both \
                 hosts."
            ),
            Self::NotTalkdesk { host } => write!(
                f,
                "{host} is not a Talkdesk address. Enter the account name alone. Choose Other if your account lives \
                 elsewhere."
            ),
        }
    }
}

impl Error for AddressError {}

#[cfg(test)]
mod tests {
    use super::{
        super::domains::{ACCOUNT_DOMAINS, API_HOSTS, Home},
        *,
    };

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
        refuse("x@evil.com", &foreign("evil.com"));
        refuse("evil.com#", &foreign("evil.com"));
        refuse("acmetalkdeskid.com", &foreign("acmetalkdeskid.com"));
        refuse("acme.talkdeskid.org", &foreign("acme.talkdeskid.org"));
        refuse("acme.talkdeskid.com.au", &foreign("acme.talkdeskid.com.au"));
        refuse("a.b", &foreign("a.b"));
        refuse("https://acme", &foreign("acme"));
        let several = AddressError::SeveralLabels {
            labels: host("a.b"),
            domain: "talkdeskid.com",
        };
        refuse("a.b.talkdeskid.com", &several);
        refuse("https://A.B.talkdeskid.com/oauth/token", &several);
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
        refuse(
            "acme..talkdeskid.com",
            &AddressError::Malformed(H::EmptyLabel),
        );
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
        refuse(
            "acme .talkdeskid.com",
            &AddressError::Malformed(H::Character(' ')),
        );
        refuse(
            "acme.talkdeskid.com:x",
            &AddressError::Malformed(H::Port { port: host("x") }),
        );
        refuse(
            "ftp://acme.talkdeskid.com",
            &AddressError::Malformed(H::Scheme {
                scheme: host("ftp"),
            }),
        );
        refuse(
            "https:acme.talkdeskid.com",
            &AddressError::Malformed(H::SchemeWithoutSlashes),
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
                "x@evil.com",
                "“evil.com” is not a Talkdesk address. Enter the account name alone. Choose Other if your account lives \
                 elsewhere.",
            ),
            (
                "a.b.talkdeskid.com",
                "“a.b” in front of talkdeskid.com is not an account name: it has a dot. Enter the account name alone.",
            ),
        ] {
            assert_eq!(read_address(text).unwrap_err().to_string(), sentence);
        }
    }
}
