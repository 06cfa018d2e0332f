//! What comes back.

use std::{collections::BTreeMap, fmt, time::Duration};

use serde_json::Value;
use zeroize::Zeroizing;

use super::{JsonError, Refusal, RetryAfter, read_object};
use crate::{foreign_text::Redaction, secret::Secret};

/// How much of a server's own words is shown, in characters.
const LONGEST_DESCRIPTION: usize = 200;

/// The same for names, codes and hosts.
const LONGEST_NAME: usize = 80;

/// Ten years: a lifetime beyond this is taken for a mistake. Talkdesk documents one day to one year for its longest.
const LONGEST_LIFETIME: u64 = 10 * 365 * 24 * 60 * 60;

/// What is read of an HTTP answer before its meaning is known.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// `Content-Type`, if it was sent.
    pub content_type: Option<String>,
    /// `Retry-After`, if it was sent: seconds or an HTTP date as text.
    pub retry_after: Option<String>,
    /// `Location`, if it was sent.
    pub location: Option<String>,
    /// The body, at most 64 KiB, wiped on drop.
    pub body: Zeroizing<Vec<u8>>,
}

/// Without any text that the server wrote: the body may hold a token, a header whatever was sent.
impl fmt::Debug for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Answer")
            .field("status", &self.status)
            .field("bytes", &self.body.len())
            .finish_non_exhaustive()
    }
}

/// An access token, and what the answer said of it. A refresh token is not even read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// The token itself: visible ASCII.
    pub access_token: Secret,
    /// `expires_in`; `None` where it was missing or no sensible number.
    pub lifetime: Option<Duration>,
    /// The granted scopes; `None` where the answer names none.
    pub scopes: Option<Vec<String>>,
}

/// Reads the token endpoint's answer. `sent` is what must not come back in any text of the result.
///
/// # Errors
/// Everything that is not a 2xx JSON object with a non-empty `access_token` and a bearer `token_type`. An `error` in
/// a 2xx answer is a refusal too.
pub fn read_token_answer(answer: &Answer, sent: &Redaction) -> Result<Token, Refusal> {
    let status = answer.status;
    match status {
        300..=399 => {
            return Err(Refusal::Redirect {
                status,
                target: answer.redirect_target(sent),
            });
        }
        429 => {
            return Err(Refusal::TooManyRequests {
                retry_after: answer.retry_after.as_deref().and_then(RetryAfter::parse),
            });
        }
        511 => return Err(Refusal::WebPage { status }),
        500.. => return Err(Refusal::ServerError { status }),
        _ => {}
    }
    let names = [
        "access_token",
        "token_type",
        "expires_in",
        "scope",
        "error",
        "error_description",
        "message",
    ];
    let fields = read_object(&answer.body, &names);
    if let Ok(fields) = &fields
        && let Some(code) = fields.get("error").filter(|code| !code.is_null())
    {
        return Err(refusal_by_code(status, code, fields, sent));
    }
    if !(200..=299).contains(&status) {
        let description = fields.ok().and_then(|fields| description(&fields, sent));
        return Err(refusal_by_status(status, description));
    }
    match fields {
        Ok(fields) => token(fields, sent),
        Err(JsonError::NotJson) if answer.is_web_page() => Err(Refusal::WebPage { status }),
        Err(JsonError::DuplicateName(name)) => Err(Refusal::DuplicateName {
            name: sent.show(&name, LONGEST_NAME).unwrap_or_default(),
        }),
        Err(error) => Err(Refusal::of_unreadable(error, status)),
    }
}

impl Answer {
    /// Scheme and host of `Location`, never its path or query, which may carry anything.
    fn redirect_target(&self, sent: &Redaction) -> Option<String> {
        let location = self.location.as_deref()?.trim();
        let (scheme, rest) = match location.split_once("://") {
            Some((scheme, rest)) => (scheme, rest),
            None => ("", location.strip_prefix("//")?),
        };
        let authority = rest.split(['/', '?', '#', '\\']).next().unwrap_or_default();
        let host = authority.rsplit('@').next().unwrap_or_default();
        let separator = if scheme.is_empty() { "" } else { "://" };
        let escaped: String = format!("{scheme}{separator}{host}")
            .chars()
            .flat_map(escape)
            .collect();
        sent.show(&escaped, LONGEST_NAME)
    }

    fn is_web_page(&self) -> bool {
        let html = |kind: &String| {
            kind.trim_start()
                .to_ascii_lowercase()
                .starts_with("text/html")
        };
        self.content_type.as_ref().is_some_and(html)
            || self.body.trim_ascii_start().starts_with(b"<")
    }
}

/// What is not printable ASCII is shown by its number, so that no look-alike letter passes for another host.
fn escape(character: char) -> impl Iterator<Item = char> {
    let shown = if character.is_ascii_graphic() {
        character.to_string()
    } else {
        character.escape_unicode().to_string()
    };
    shown.chars().collect::<Vec<_>>().into_iter()
}

fn refusal_by_code(
    status: u16,
    code: &Value,
    fields: &BTreeMap<String, Value>,
    sent: &Redaction,
) -> Refusal {
    let description = description(fields, sent);
    match code.as_str().unwrap_or_default() {
        "invalid_client" => Refusal::InvalidClient {
            status,
            description,
        },
        "unauthorized" => Refusal::Unauthorized {
            status,
            description,
        },
        "unauthorized_client" => Refusal::UnauthorizedClient { description },
        "unsupported_grant_type" => Refusal::UnsupportedGrantType { description },
        "invalid_scope" => Refusal::InvalidScope { description },
        "invalid_request" => Refusal::InvalidRequest { description },
        "server_error" | "temporarily_unavailable" => Refusal::ServerError { status },
        _ if matches!(status, 401 | 403 | 404 | 410) => refusal_by_status(status, description),
        other => {
            let code = sent
                .show(other, LONGEST_NAME)
                .unwrap_or_else(|| "an error without a name".to_owned());
            Refusal::OtherError {
                status,
                code,
                description,
            }
        }
    }
}

fn refusal_by_status(status: u16, description: Option<String>) -> Refusal {
    match status {
        401 => Refusal::InvalidClient {
            status,
            description,
        },
        403 => Refusal::Forbidden { description },
        404 | 410 => Refusal::NotFound { status },
        _ => Refusal::UnexpectedStatus {
            status,
            description,
        },
    }
}

/// `error_description`, or the `message` of Talkdesk's API errors.
fn description(fields: &BTreeMap<String, Value>, sent: &Redaction) -> Option<String> {
    let text = ["error_description", "message"]
        .iter()
        .find_map(|name| fields.get(*name)?.as_str())?;
    sent.show(text, LONGEST_DESCRIPTION)
}

fn token(mut fields: BTreeMap<String, Value>, sent: &Redaction) -> Result<Token, Refusal> {
    let access_token = match fields.remove("access_token") {
        Some(Value::String(text)) => Secret::from(text),
        _ => return Err(Refusal::NoAccessToken),
    };
    if access_token.is_empty()
        || !access_token
            .expose()
            .bytes()
            .all(|byte| byte.is_ascii_graphic())
    {
        return Err(Refusal::NoAccessToken);
    }
    let token_type = fields.get("token_type").and_then(Value::as_str);
    if !token_type.is_some_and(|kind| kind.eq_ignore_ascii_case("bearer")) {
        let token_type = token_type.and_then(|kind| sent.show(kind, LONGEST_NAME));
        return Err(Refusal::OtherTokenType { token_type });
    }
    let sent = sent.and(&access_token);
    Ok(Token {
        access_token,
        lifetime: lifetime(fields.get("expires_in")),
        scopes: scopes(fields.get("scope"), &sent),
    })
}

fn lifetime(expires_in: Option<&Value>) -> Option<Duration> {
    let seconds = expires_in?.as_u64()?;
    (1..=LONGEST_LIFETIME)
        .contains(&seconds)
        .then(|| Duration::from_secs(seconds))
}

fn scopes(scope: Option<&Value>, sent: &Redaction) -> Option<Vec<String>> {
    let scope = scope?.as_str()?;
    Some(
        scope
            .split_ascii_whitespace()
            .filter_map(|name| sent.show(name, LONGEST_NAME))
            .collect(),
    )
}

#[cfg(test)]
mod tests;
