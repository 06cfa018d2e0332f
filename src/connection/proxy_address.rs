//! The address of a proxy as settings spell it. What is shown of it is built from kind, host and port, never from its text:
//! the text may hold a password, and a password may hold what looks like the end of it.

use std::{fmt, net::Ipv6Addr};

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

/// A proxy by kind, host and port.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProxyAddress {
    kind: &'static str,
    host: String,
    port: Option<u16>,
}

/// What was read of a setting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProxySetting {
    /// The proxy.
    pub address: ProxyAddress,
    /// Characters of the login that stand for something else in an address unless they are written as `%40` and the like;
    /// each once. Where there is any, programs read another login, or another host.
    pub to_be_escaped: Vec<char>,
}

const KINDS: [&str; 6] = ["http", "https", "socks4", "socks4a", "socks5", "socks5h"];

impl ProxyAddress {
    /// A proxy of a kind such as `http`; `None` where the host is none.
    #[must_use]
    pub fn new(kind: &str, host: &str, port: Option<u16>) -> Option<Self> {
        let kind = KINDS
            .into_iter()
            .find(|known| known.eq_ignore_ascii_case(kind))?;
        let bare = host
            .strip_prefix('[')
            .and_then(|rest| rest.strip_suffix(']'));
        let host = match bare {
            Some(inside) => format!("[{}]", inside.parse::<Ipv6Addr>().ok()?),
            None => name(host)?,
        };
        Some(Self { kind, host, port })
    }
}

fn is_kind(text: &str) -> bool {
    KINDS.iter().any(|kind| kind.eq_ignore_ascii_case(text))
}

/// A name of the DNS or of the local network, or an IPv4 address.
fn name(host: &str) -> Option<String> {
    let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    let is_name = !host.is_empty()
        && host.len() <= 253
        && host.chars().all(fits)
        && host.contains(|c: char| c.is_ascii_alphanumeric());
    is_name.then(|| host.to_ascii_lowercase())
}

impl ProxySetting {
    /// Reads `http://user:password@host:port` and what is left of it. Whatever stands before the last `@` is the login,
    /// for no host has one. `None` where no host is in it.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let (kind, rest) = match text.trim().split_once("://") {
            // After anything but a kind it is a part of a login, where one follows.
            Some((kind, rest)) if is_kind(kind) || !rest.contains('@') => (kind, rest),
            _ => ("http", text.trim()),
        };
        let (login, rest) = rest.rsplit_once('@').unwrap_or(("", rest));
        let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
        let after_brackets = authority.rfind(']').map_or(0, |bracket| bracket + 1);
        let (host, port) = match authority[after_brackets..].split_once(':') {
            Some((between, port)) => (
                &authority[..after_brackets + between.len()],
                Some(port).filter(|port| !port.is_empty()),
            ),
            None => (authority, None),
        };
        let port = match port {
            Some(port) => Some(port.parse().ok()?),
            None => None,
        };
        let mut to_be_escaped: Vec<char> = login
            .chars()
            .filter(|c| {
                matches!(c, '@' | '/' | '?' | '#' | '\\' | '[' | ']') || !c.is_ascii_graphic()
            })
            .collect();
        // By itself it is read as a part of the password, whoever reads.
        if !to_be_escaped.is_empty() && login.matches(':').count() > 1 {
            to_be_escaped.push(':');
        }
        to_be_escaped.sort_unstable();
        to_be_escaped.dedup();
        Some(Self {
            address: ProxyAddress::new(kind, host, port)?,
            to_be_escaped,
        })
    }

    /// How the characters are written in a login, such as `@ as %40 and # as %23`; `None` where none has to be.
    #[must_use]
    pub fn how_to_write(&self) -> Option<String> {
        let how = |character: &char| match character {
            c if c.is_ascii_graphic() => {
                let text = c.to_string();
                format!("{c} as {}", utf8_percent_encode(&text, NON_ALPHANUMERIC))
            }
            ' ' => "a space as %20".to_owned(),
            _ => "other characters than letters, digits and signs in UTF-8 with %".to_owned(),
        };
        let mut written: Vec<String> = self.to_be_escaped.iter().map(how).collect();
        written.dedup();
        let last = written.pop()?;
        Some(if written.is_empty() {
            last
        } else {
            format!("{} and {last}", written.join(", "))
        })
    }
}

impl fmt::Display for ProxyAddress {
    /// `http://proxy.example:3128`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}://{}", self.kind, self.host)?;
        self.port.map_or(Ok(()), |port| write!(f, ":{port}"))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(text: &str, address: &str, how: Option<&str>) {
        let setting = ProxySetting::read(text).unwrap_or_else(|| panic!("{text}"));
        assert_eq!(setting.address.to_string(), address, "{text}");
        assert_eq!(setting.how_to_write().as_deref(), how, "{text}");
    }

    #[test]
    fn kind_host_and_port_are_found() {
        check(
            "http://proxy.example:3128",
            "http://proxy.example:3128",
            None,
        );
        check(" Proxy.Example:3128/ ", "http://proxy.example:3128", None);
        check("socks5h://proxy", "socks5h://proxy", None);
        check("http://[::1]:3128", "http://[::1]:3128", None);
        check("https://mary:p%40ss@10.0.0.1", "https://10.0.0.1", None);
        check("mary:a:b@10.0.0.1:1", "http://10.0.0.1:1", None);
        check("mary@proxy.example:", "http://proxy.example", None);
        for text in [
            "",
            "http://",
            "http://mary:p@",
            "http://a b",
            "proxy:port",
            "[::1",
            "ftp://x",
        ] {
            assert_eq!(ProxySetting::read(text), None, "{text}");
        }
    }

    #[test]
    fn what_has_to_be_written_otherwise_is_named() {
        let proxy = "http://127.0.0.1:3128";
        check(
            "http://user:Winter@ProxySecret2026@127.0.0.1:3128",
            proxy,
            Some("@ as %40"),
        );
        check(
            "http://user:Win/ter#Proxy:Secret@127.0.0.1:3128",
            proxy,
            Some("# as %23, / as %2F and : as %3A"),
        );
        check("user:12/34@127.0.0.1:3128", proxy, Some("/ as %2F"));
        for login in [":///", "user:///", "user:@://"] {
            let setting = ProxySetting::read(&format!("{login}@127.0.0.1:3128")).unwrap();
            assert_eq!(setting.address.to_string(), proxy, "{login}");
            assert!(setting.to_be_escaped.contains(&'/'), "{login}");
        }
        check("user:1 2@127.0.0.1:3128", proxy, Some("a space as %20"));
        check(
            "user:päss\u{202e}@127.0.0.1:3128",
            proxy,
            Some("other characters than letters, digits and signs in UTF-8 with %"),
        );
    }

    proptest! {
        #[test]
        fn nothing_of_a_login_is_shown(
            kind in prop::sample::select(vec!["", "http://", "socks5h://"]),
            user in "[a-z]{0,6}",
            password in "(Q[A-Z]{3,8}|[@:/#?%\\\\ \\[\\]]|\\PC){1,12}",
        ) {
            let text = format!("{kind}{user}:{password}@proxy.example:3128");
            let setting = ProxySetting::read(&text).unwrap();
            let shown = setting.address.to_string();
            let kind = if kind.is_empty() { "http://" } else { kind };
            prop_assert_eq!(shown, format!("{}proxy.example:3128", kind));
            // Single signs are named, never what stands between them.
            let how = setting.how_to_write().unwrap_or_default();
            for part in password.split(|c: char| !c.is_ascii_uppercase()).filter(|part| part.len() > 3) {
                prop_assert!(!how.contains(part), "{how} has {part}");
            }
        }
    }
}
