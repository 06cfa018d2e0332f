//! Values that are something else than a Talkdesk client's.

use super::{LONGEST, Role};
use crate::credentials::client_id::looks_like_id;

/// What a value is that is no client's.
pub(super) fn other_thing(role: Role, value: &str) -> Option<&'static str> {
    if let Some(thing) = thing_of_service(value) {
        Some(thing)
    } else if is_jwt(value) {
        Some("an access token")
    } else if is_uuid(value) {
        Some("a UUID, as other services issue")
    } else if value.ends_with(".apps.googleusercontent.com") {
        Some("a client ID of Google")
    } else if is_entra_secret(value) {
        Some("a client secret of Microsoft Entra")
    } else if value.contains("://") {
        Some("an address")
    } else if role == Role::Secret && looks_like_id(value) {
        Some("32 characters of 0–9 and a–f, which is a client ID")
    } else if role == Role::Id
        && value.len() != 32
        && value
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b'.')
    {
        Some("a number, as other services issue")
    } else if role == Role::Id && value.len() != 32 && is_part_of_an_id(value) {
        Some(if value.len() < 32 {
            "shorter than Talkdesk's own, which have 32 characters"
        } else {
            "longer than Talkdesk's own, which have 32 characters"
        })
    } else if value.len() < 80 && is_mail_address(value) {
        Some("an e-mail address")
    } else {
        None
    }
}

/// What a value is by its beginning.
fn thing_of_service(value: &str) -> Option<&'static str> {
    const BEGINNINGS: [(&str, &str); 32] = [
        ("-----BEGIN", "a key"),
        ("ssh-", "an SSH key"),
        ("sha256-", "a checksum"),
        ("sha384-", "a checksum"),
        ("sha512-", "a checksum"),
        ("Bearer ", "an access token"),
        ("ghp_", "a token of GitHub"),
        ("gho_", "a token of GitHub"),
        ("ghs_", "a token of GitHub"),
        ("github_pat_", "a token of GitHub"),
        ("glpat-", "a token of GitLab"),
        ("xoxb-", "a token of Slack"),
        ("xoxp-", "a token of Slack"),
        ("xapp-", "a token of Slack"),
        ("sk_live_", "a key of Stripe"),
        ("sk_test_", "a key of Stripe"),
        ("pk_live_", "a key of Stripe"),
        ("sk-", "a key of another service"),
        ("AIza", "a key of Google"),
        ("ya29.", "a token of Google"),
        ("AKIA", "a key of AWS"),
        ("ASIA", "a key of AWS"),
        ("GOCSPX-", "a client secret of Google"),
        ("3MVG9", "a client ID of Salesforce"),
        ("ATATT3", "a token of Atlassian"),
        ("SG.", "a key of SendGrid"),
        ("hvs.", "a token of Vault"),
        ("rk_live_", "a key of Stripe"),
        ("whsec_", "a signing secret of Stripe"),
        ("npm_", "a token of npm"),
        ("shpat_", "a token of Shopify"),
        ("dapi", "a token of Databricks"),
    ];
    BEGINNINGS
        .iter()
        .find(|(beginning, _)| value.starts_with(beginning))
        .map(|(_, thing)| *thing)
}

/// A key, token or ID of another service that stands in a text.
pub(in crate::credentials::pasted) fn thing_among_words(text: &str) -> Option<&'static str> {
    const MOST: usize = 200;
    const SHORTEST: usize = 12;
    let separates = |c: char| c.is_whitespace() || "\"'`=:,;<>()[]{}|".contains(c);
    text.split(separates)
        .filter(|word| (SHORTEST..=LONGEST).contains(&word.len()))
        .take(MOST)
        .find_map(|word| thing_of_service(word).or_else(|| is_uuid(word).then_some("a UUID")))
}

/// Whether a text is a JSON Web Token: three parts of base64url, the first of a JSON document.
pub(in crate::credentials::pasted) fn is_jwt(text: &str) -> bool {
    text.starts_with("eyJ")
        && text.split('.').count() >= 3
        && text
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '='))
}

/// `abc8Q~…`: three characters, a digit and `Q~` begin each.
fn is_entra_secret(value: &str) -> bool {
    (37..=40).contains(&value.len())
        && matches!(value.as_bytes(), [_, _, _, digit, b'Q', b'~', ..] if digit.is_ascii_digit())
}

/// Hexadecimal digits, as many that they are an ID of which some are missing, or with others behind it.
fn is_part_of_an_id(value: &str) -> bool {
    value.len() >= 16 && value.bytes().all(|byte| byte.is_ascii_hexdigit())
}

fn is_uuid(text: &str) -> bool {
    const PLACES: [usize; 4] = [8, 13, 18, 23];
    let text = text.trim_matches(['{', '}']);
    text.len() == 36
        && text.bytes().enumerate().all(|(place, byte)| {
            if PLACES.contains(&place) {
                byte == b'-'
            } else {
                byte.is_ascii_hexdigit()
            }
        })
}

fn is_mail_address(text: &str) -> bool {
    let Some((name, host)) = text.split_once('@') else {
        return false;
    };
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '+');
    let ending = host.rsplit('.').next().unwrap_or_default();
    !name.is_empty()
        && name.chars().all(is_part)
        && host.contains('.')
        && host.chars().all(is_part)
        && ending.chars().all(|c| c.is_ascii_lowercase())
}
