//! Taking an address apart: scheme, user part, host and port. RFC 3986 section 3.

use super::HostError;
use crate::characters::{Trimmed, is_invisible, quoted, trim_ends};

/// A typed or pasted text without what does not belong to it.
pub(super) struct Cleaned<'a> {
    /// What is left.
    pub(super) text: &'a str,
    /// What was taken off, as sentences.
    pub(super) notes: Vec<String>,
}

/// Takes white space, invisible characters, quotation marks and angle brackets off the ends.
pub(super) fn clean(text: &str) -> Cleaned<'_> {
    const PAIRS: [(char, char); 7] = [
        ('"', '"'),
        ('\'', '\''),
        ('`', '`'),
        ('“', '”'),
        ('‘', '’'),
        ('«', '»'),
        ('<', '>'),
    ];
    let Trimmed {
        mut text,
        mut spaces,
        mut invisible,
    } = trim_ends(text);
    let (mut quotes, mut brackets) = (false, false);
    while let Some((open, inner)) = PAIRS
        .iter()
        .find_map(|(open, close)| Some((*open, text.strip_prefix(*open)?.strip_suffix(*close)?)))
    {
        let trimmed = trim_ends(inner);
        text = trimmed.text;
        spaces |= trimmed.spaces;
        invisible |= trimmed.invisible;
        quotes |= open != '<';
        brackets |= open == '<';
    }
    let notes = [
        (spaces, "Spaces or line ends around it were taken off."),
        (invisible, "Invisible characters around it were taken off."),
        (quotes, "Quotation marks around it were taken off."),
        (brackets, "Angle brackets around it were taken off."),
    ];
    Cleaned {
        text,
        notes: notes
            .iter()
            .filter(|(taken, _)| *taken)
            .map(|(_, note)| (*note).to_owned())
            .collect(),
    }
}

/// The parts of an address in front of its path.
pub(super) struct Authority<'a> {
    /// Whether the scheme is `http`; `https` where none is given.
    pub(super) plain_http: bool,
    /// Whether something stands in front of `@`.
    pub(super) user_part: bool,
    /// The host as written; an IPv6 address in its brackets.
    pub(super) host: &'a str,
    /// The port, where one is given.
    pub(super) port: Option<u16>,
}

/// Takes an address apart. White space and invisible characters are refused anywhere, everything after the host is ignored.
pub(super) fn split(text: &str) -> Result<Authority<'_>, HostError> {
    if let Some(character) = text.chars().find(|c| c.is_whitespace() || is_invisible(*c)) {
        return Err(HostError::Character(character));
    }
    let (plain_http, rest) = split_scheme(text)?;
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    if authority.contains('\\') {
        return Err(HostError::Character('\\'));
    }
    let (user_part, host_and_port) = match authority.split_once('@') {
        Some((_, rest)) if rest.contains('@') => return Err(HostError::Character('@')),
        Some((_, rest)) => (true, rest),
        None => (false, authority),
    };
    let after_brackets = host_and_port.rfind(']').map_or(0, |bracket| bracket + 1);
    let (host, port) = match host_and_port[after_brackets..].split_once(':') {
        Some((between, port)) => (
            &host_and_port[..after_brackets + between.len()],
            read_port(port)?,
        ),
        None => (host_and_port, None),
    };
    if host.is_empty() {
        return Err(HostError::NoHost);
    }
    Ok(Authority {
        plain_http,
        user_part,
        host,
        port,
    })
}

fn split_scheme(text: &str) -> Result<(bool, &str), HostError> {
    let is_scheme = |s: &str| {
        s.starts_with(|c: char| c.is_ascii_alphabetic())
            && s.chars()
                .all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
    };
    if let Some((scheme, rest)) = text.split_once("://")
        && is_scheme(scheme)
    {
        return match scheme.to_ascii_lowercase().as_str() {
            "https" => Ok((false, rest)),
            "http" => Ok((true, rest)),
            _ => Err(HostError::Scheme {
                scheme: quoted(scheme),
            }),
        };
    }
    let without_slashes =
        |s: &str| s.eq_ignore_ascii_case("http") || s.eq_ignore_ascii_case("https");
    match text.split_once(':') {
        Some((scheme, _)) if without_slashes(scheme) => Err(HostError::SchemeWithoutSlashes),
        _ => Ok((false, text.strip_prefix("//").unwrap_or(text))),
    }
}

fn read_port(digits: &str) -> Result<Option<u16>, HostError> {
    let all_digits = digits.bytes().all(|b| b.is_ascii_digit());
    match digits.parse() {
        _ if digits.is_empty() => Ok(None),
        Ok(port) if all_digits && port > 0 => Ok(Some(port)),
        _ => Err(HostError::Port),
    }
}

/// A host name in lower case without the dot at its end, once every label is one that a DNS name can have.
pub(super) fn read_name(host: &str) -> Result<String, HostError> {
    if let Some(character) = host
        .chars()
        .find(|c| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '.'))
    {
        return Err(HostError::Character(character));
    }
    let name = host.strip_suffix('.').unwrap_or(host).to_ascii_lowercase();
    if name.split('.').any(str::is_empty) {
        return Err(HostError::EmptyLabel);
    }
    if name.len() > 253 || name.split('.').any(|label| label.len() > 63) {
        return Err(HostError::TooLong);
    }
    Ok(name)
}
