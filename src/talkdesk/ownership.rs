//! Whose a host is: Talkdesk's, or somebody else's that may look like it.

use super::{Host, domains, near_miss};

/// What Talkdesk's own names are made of.
const NAMES: [&str; 4] = ["talkdesk", "talkdeskid", "mytalkdesk", "talkdeskapp"];

/// Names that are this many slips away look like one of them.
const MOST_SLIPS: usize = 2;

impl Host {
    /// Whether it stands under one of Talkdesk's domains.
    #[must_use]
    pub fn is_talkdesks(&self) -> bool {
        domains::all().any(|domain| {
            self.name()
                .strip_suffix(domain)
                .is_some_and(|front| front.is_empty() || front.ends_with('.'))
        })
    }

    /// For a host that looks like one of Talkdesk's and is none: the end of its name, which says whose it is.
    #[must_use]
    pub fn looks_like_talkdesks(&self) -> Option<&str> {
        let is_meant_to_look_so = !self.is_talkdesks() && looks_so(self.name());
        is_meant_to_look_so.then(|| end_of(self.name()))
    }
}

fn looks_so(name: &str) -> bool {
    let folded: String = name.chars().filter_map(fold).collect();
    let folded = folded.replace("rn", "m").replace("vv", "w");
    let has_slips = |word: &str| {
        NAMES
            .iter()
            .any(|own| near_miss::distance(word.as_bytes(), own.as_bytes()) <= MOST_SLIPS)
    };
    folded.contains(NAMES[0]) || name.split(['.', '-', '_']).any(has_slips)
}

/// Letters that are taken for one another, as one; what stands between words, as nothing.
fn fold(character: char) -> Option<char> {
    match character {
        '.' | '-' | '_' => None,
        '0' => Some('o'),
        '1' | 'i' => Some('l'),
        '3' => Some('e'),
        '4' => Some('a'),
        '5' => Some('s'),
        '7' => Some('t'),
        other => Some(other),
    }
}

/// The last two parts of a name, or three where the last two are an ending like `co.uk`.
fn end_of(name: &str) -> &str {
    let mut dots = name.rmatch_indices('.').map(|(place, _)| place);
    let (last, before) = (dots.next(), dots.next());
    let is_ending = last
        .zip(before)
        .is_some_and(|(last, before)| name.len() - last == 3 && last - before <= 4);
    let from = if is_ending { dots.next() } else { before };
    from.map_or(name, |dot| &name[dot + 1..])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn host(text: &str) -> Host {
        Host::parse(text).unwrap()
    }

    #[test]
    fn talkdesks_domains_end_at_a_dot() {
        for text in [
            "acme.talkdeskid.com",
            "acme.talkdeskid.eu",
            "acme.talkdeskidca.com",
            "acme.talkdeskid.au",
            "api.talkdeskapp.com",
            "api.talkdeskapp.co.uk",
            "a.b.talkdeskid.com:8443",
            "api.talkdesk.com",
        ] {
            assert!(host(text).is_talkdesks(), "{text}");
            assert_eq!(host(text).looks_like_talkdesks(), None, "{text}");
        }
        for text in [
            "acme-talkdeskid.com",
            "acmetalkdeskid.com",
            "talkdeskid.com.evil.example",
            "gateway.example",
            "localhost:8080",
            "127.0.0.1",
        ] {
            assert!(!host(text).is_talkdesks(), "{text}");
        }
    }

    #[test]
    fn look_alikes_are_named_by_their_end() {
        for (text, end) in [
            (
                "acme.talkdeskid.com.evil-login.example",
                Some("evil-login.example"),
            ),
            ("acme.talkdesk-id.com", Some("talkdesk-id.com")),
            ("acme.talkdesk1d.com", Some("talkdesk1d.com")),
            ("acme.ta1kdeskid.com", Some("ta1kdeskid.com")),
            ("acme.tallkdeskid.eu", Some("tallkdeskid.eu")),
            ("acme.talkdeksid.com", Some("talkdeksid.com")),
            ("talkdeskid.evil.co.uk", Some("evil.co.uk")),
            ("acme.talkdeskid.fr", Some("talkdeskid.fr")),
            ("login.talkdesk.attacker.com.au", Some("attacker.com.au")),
            ("gateway.acme.example", None),
            ("127.0.0.1:8080", None),
            ("localhost", None),
            ("desk.example.com", None),
        ] {
            assert_eq!(host(text).looks_like_talkdesks(), end, "{text}");
        }
    }
}
