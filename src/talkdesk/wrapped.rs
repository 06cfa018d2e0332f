//! Taking off what mail filters, search engines, browsers and careful people put around an address.

use percent_encoding::percent_decode_str;

use crate::characters::is_invisible;

/// Hosts that pass on to the address in their link: the end of the host's name.
const PASSING_ON: [&str; 36] = [
    "safelinks.protection.outlook.com",
    "statics.teams.cdn.office.net",
    "teams.microsoft.com",
    "google.com",
    "google.de",
    "google.pt",
    "google.es",
    "google.fr",
    "google.ca",
    "google.co.uk",
    "google.com.br",
    "google.com.au",
    "urldefense.com",
    "urldefense.proofpoint.com",
    "linkprotect.cudasvc.com",
    "secure-web.cisco.com",
    "protect.checkpoint.com",
    "protect2.fireeye.com",
    "ctp.trendmicro.com",
    "protection.sophos.com",
    "protect-us.mimecast.com",
    "slack-redir.net",
    "duckduckgo.com",
    "bing.com",
    "search.yahoo.com",
    "l.facebook.com",
    "lm.facebook.com",
    "l.instagram.com",
    "linkedin.com",
    "youtube.com",
    "out.reddit.com",
    "exit.sc",
    "href.li",
    "deref-web.de",
    "app.slack.com",
    "web.archive.org",
];

/// The words of a text, each without what is around its address.
pub(super) fn words(text: &str) -> Vec<String> {
    let plain = without_marks(text);
    plain
        .split(|c: char| {
            c.is_whitespace()
                || matches!(
                    c,
                    '<' | '>' | '|' | '"' | '“' | '”' | '«' | '»' | '`' | '\u{1}'
                )
        })
        .map(bare)
        .filter(|word| !word.is_empty())
        .map(|word| inside(&word).unwrap_or(word))
        .collect()
}

/// Without invisible characters beside dots and slashes, where programs break lines, and without what makes an address
/// harmless in reports.
fn without_marks(text: &str) -> String {
    let is_break = |c: char| is_invisible(c) && !c.is_control() && !is_direction(c);
    let characters: Vec<char> = text.chars().collect();
    let beside = |place: usize| {
        let is_edge = |c: Option<&char>| c.is_some_and(|c| matches!(c, '.' | '/'));
        place
            .checked_sub(1)
            .is_some_and(|before| is_edge(characters.get(before)))
            || is_edge(characters.get(place + 1))
    };
    let kept: String = characters
        .iter()
        .enumerate()
        .filter(|(place, c)| !(is_break(**c) && beside(*place)))
        .map(|(_, c)| *c)
        .collect();
    [
        ("[.]", "."),
        ("(.)", "."),
        ("{.}", "."),
        ("[dot]", "."),
        ("(dot)", "."),
        ("[:]", ":"),
        ("[://]", "://"),
        ("[/]", "/"),
        ("hxxp", "http"),
        ("hXXp", "http"),
        ("&amp;", "&"),
        ("&#x2F;", "/"),
        ("&#47;", "/"),
        ("\\/", "/"),
        ("](", "\u{1}"),
    ]
    .into_iter()
    .fold(kept, |text, (from, to)| text.replace(from, to))
}

fn is_direction(c: char) -> bool {
    matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// A word without punctuation at its ends, a label in front, and a scheme that stands there twice or wrongly.
fn bare(word: &str) -> String {
    let is_around = |c: char| {
        matches!(
            c,
            '(' | ')' | '[' | ']' | '{' | '}' | ',' | ';' | '!' | '\'' | '*' | '‘' | '’' | '…'
        )
    };
    let mut word = word
        .trim_matches(is_around)
        .trim_end_matches(['.', '?', ':'])
        .trim_matches(is_around);
    let mut decoded;
    let small = word.to_ascii_lowercase();
    if small.starts_with("https%3a")
        || small.starts_with("http%3a")
        || small.starts_with("https%253a")
    {
        decoded = percent_decoded(word);
        if decoded.to_ascii_lowercase().starts_with("https%3a") {
            decoded = percent_decoded(&decoded);
        }
        word = &decoded;
    }
    let small = word.to_ascii_lowercase();
    for scheme in ["https://", "http://"] {
        if let Some(place) = small.rfind(scheme)
            && is_label(&small[..place])
        {
            return word[place..].to_owned();
        }
    }
    for slip in [
        "https:///",
        "https//",
        "https:/",
        "https;//",
        "http//",
        "ttps://",
        "ttp://",
        "https:",
        "http:",
    ] {
        if let Some(rest) = small.strip_prefix(slip)
            && !rest.starts_with('/')
        {
            return word[word.len() - rest.len()..].to_owned();
        }
    }
    match word.split_once([':', '=']) {
        Some((label, rest))
            if is_label(&format!("{label}:")) && rest.contains('.') && !rest.starts_with("//") =>
        {
            bare(rest)
        }
        _ => word.to_owned(),
    }
}

/// Whether what stands in front of an address only names it: `URL=`, `view-source:`, `Link(`, or the scheme once more.
fn is_label(front: &str) -> bool {
    let is_scheme_again = front
        .split("://")
        .all(|part| matches!(part, "" | "http" | "https"))
        && !front.is_empty();
    let is_name = front
        .strip_suffix([':', '=', '(', '[', ',', ';', '>', '\''])
        .is_some_and(|name| {
            !name.is_empty()
                && name.chars().all(|c| {
                    c.is_ascii_alphabetic() || matches!(c, '-' | '_' | ':' | '=' | '(' | '[' | '\'')
                })
        });
    is_scheme_again || is_name
}

/// The address that a link of a passing host leads to.
fn inside(word: &str) -> Option<String> {
    let small = word.to_ascii_lowercase();
    let rest = small
        .strip_prefix("https://")
        .or_else(|| small.strip_prefix("http://"))
        .unwrap_or(&small);
    let host_end = rest
        .find(['/', '?', '#', ':', '\\', '@'])
        .unwrap_or(rest.len());
    let host = &rest[..host_end];
    let passes_on = PASSING_ON.iter().any(|end| {
        host.strip_suffix(end)
            .is_some_and(|front| front.is_empty() || front.ends_with('.') || front.ends_with('-'))
    });
    if !passes_on || rest[host_end..].starts_with(['\\', '@']) {
        return None;
    }
    let mut behind = word[word.len() - rest.len() + host_end..].to_owned();
    if host.ends_with("urldefense.proofpoint.com") {
        // Its second version writes percent signs as hyphens and slashes as underscores.
        behind = behind
            .replace("-3A", "%3A")
            .replace("-2F", "%2F")
            .replace('_', "/");
    }
    for _ in 0..3 {
        let small = behind.to_ascii_lowercase();
        let place = ["https://", "http://", "https:/"]
            .into_iter()
            .filter_map(|scheme| small.find(scheme))
            .min();
        if let Some(place) = place {
            let target = behind[place..].split(['&', ' ']).next().unwrap_or_default();
            let target = target
                .split("__;")
                .next()
                .unwrap_or_default()
                .trim_end_matches('_');
            return Some(bare(target));
        }
        behind = percent_decoded(&behind);
    }
    let value = behind.split(['?', '&']).find_map(|pair| {
        let (name, value) = pair.split_once('=')?;
        matches!(name, "url" | "q" | "u" | "uddg" | "d" | "a").then(|| bare(value))
    })?;
    value.contains('.').then_some(value)
}

fn percent_decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}
