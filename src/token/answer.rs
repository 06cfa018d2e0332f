//! What comes back.

use std::{collections::BTreeMap, fmt, time::Duration};

use percent_encoding::percent_decode_str;
use serde::de::IgnoredAny;
use serde_json::Value;
use zeroize::Zeroizing;

use super::{
    JsonError, Refusal, RetryAfter, body,
    filter::is_filters,
    read_object,
    words::{Said, plain, said},
};
use crate::{foreign_text::Redaction, secret::Secret};

/// How much of a name or host is shown, in characters.
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
    /// `Content-Encoding`, if it was sent: this program asks for none.
    pub content_encoding: Option<String>,
    /// `Retry-After`, if it was sent: seconds or an HTTP date as text.
    pub retry_after: Option<String>,
    /// `Location`, if it was sent.
    pub location: Option<String>,
    /// `WWW-Authenticate`, if it was sent.
    pub www_authenticate: Option<String>,
    /// Whether a header says that a bot filter answered.
    pub from_filter: bool,
    /// The body as it came, at most 64 KiB, wiped on drop.
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
    /// How the answer differs from RFC 6749 and was understood all the same, as sentences.
    pub notes: Vec<String>,
}

/// Reads the token endpoint's answer. `sent` is what must not come back in any text of the result.
///
/// # Errors
/// Everything that is not a 2xx JSON object with a non-empty `access_token` and a `token_type` that can be a bearer's. An
/// `error` in a 2xx answer is a refusal too.
pub fn read_token_answer(answer: &Answer, sent: &Redaction) -> Result<Token, Refusal> {
    let status = answer.status;
    let body = body::readable(answer);
    let readable: &[u8] = body.as_ref().map_or(&[], |body| body);
    let said = said(answer, readable, sent);
    if is_filters(answer, readable) {
        return Err(Refusal::Filtered {
            status,
            description: said.words,
        });
    }
    match status {
        300..=399 => {
            return Err(Refusal::Redirect {
                status,
                target: answer.redirect_target(sent),
            });
        }
        429 => return Err(too_many_requests(answer, said)),
        511 => return Err(Refusal::WebPage { status }),
        500.. => return Err(server_error(answer, said)),
        _ => {}
    }
    if let Err(unreadable) = &body {
        return Err(Refusal::of_body(unreadable, status));
    }
    if let Some(refusal) = refusal_by_code(answer, &said) {
        return Err(refusal);
    }
    if !(200..=299).contains(&status) {
        return Err(refusal_by_status(status, said));
    }
    match token_fields(readable) {
        Ok(fields) => token(fields, sent),
        Err(JsonError::NotJson) if answer.is_web_page(readable) => Err(Refusal::WebPage { status }),
        Err(JsonError::DuplicateName(name)) => Err(Refusal::DuplicateName {
            name: sent.show(&name, LONGEST_NAME).unwrap_or_default(),
        }),
        Err(error) => Err(Refusal::of_unreadable(error, status)),
    }
}

/// Whether the answer is whole although its end did not come: JSON says itself where it ends, and a refusal needs no body.
#[must_use]
pub fn is_whole_without_its_end(answer: &Answer) -> bool {
    let is_json = || {
        body::readable(answer).is_ok_and(|body| {
            read_object(&body, &[]).is_ok() || serde_json::from_slice::<IgnoredAny>(&body).is_ok()
        })
    };
    (300..=599).contains(&answer.status) || is_json()
}

impl Answer {
    /// The body unpacked and as UTF-8; `None` where it cannot be unpacked within the limit.
    pub(crate) fn readable_body(&self) -> Option<Zeroizing<Vec<u8>>> {
        body::readable(self).ok()
    }

    /// Whether a firewall or bot filter answered in Talkdesk's place.
    pub(crate) fn is_filters(&self) -> bool {
        is_filters(self, &self.readable_body().unwrap_or_default())
    }

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

    pub(super) fn is_web_page(&self, body: &[u8]) -> bool {
        let kind = self.content_type.as_deref().unwrap_or_default();
        let begins = body.trim_ascii_start();
        let is_json = matches!(begins, [b'{' | b'[', ..]);
        kind.trim_start()
            .to_ascii_lowercase()
            .starts_with("text/html")
            && !is_json
            || begins.starts_with(b"<")
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

fn refusal_by_code(answer: &Answer, said: &Said) -> Option<Refusal> {
    let status = answer.status;
    // In a yes only `error` is an error: a code may be about anything.
    if (200..=299).contains(&status) && !said.is_error {
        return None;
    }
    let description = said.words.clone();
    let refusal = match said.code.as_deref() {
        Some("invalid_client") => Refusal::InvalidClient {
            status,
            named: true,
            description,
        },
        Some("unauthorized") => Refusal::Unauthorized {
            status,
            description,
        },
        Some("unauthorized_client") => Refusal::UnauthorizedClient { description },
        Some("unsupported_grant_type") => Refusal::UnsupportedGrantType { description },
        Some("invalid_scope") => Refusal::InvalidScope { description },
        Some("invalid_request") => Refusal::InvalidRequest { description },
        Some("server_error" | "temporarily_unavailable") => server_error(answer, said.clone()),
        Some("slow_down" | "too_many_requests" | "rate_limit_exceeded" | "rate_limited") => {
            too_many_requests(answer, said.clone())
        }
        _ if matches!(status, 401 | 403 | 404 | 410) => return None,
        None if !said.is_error => return None,
        _ => Refusal::OtherError {
            status,
            code: said
                .code_as_written
                .clone()
                .unwrap_or_else(|| "an error without a name".to_owned()),
            description,
        },
    };
    Some(refusal)
}

fn refusal_by_status(status: u16, said: Said) -> Refusal {
    let words: Vec<String> = said.code_as_written.into_iter().chain(said.words).collect();
    let description = (!words.is_empty()).then(|| words.join(": "));
    match status {
        401 => Refusal::InvalidClient {
            status,
            named: false,
            description,
        },
        403 => Refusal::Forbidden { description },
        404 | 410 => Refusal::NotFound {
            status,
            description,
        },
        _ => Refusal::UnexpectedStatus {
            status,
            description,
        },
    }
}

fn too_many_requests(answer: &Answer, said: Said) -> Refusal {
    Refusal::TooManyRequests {
        retry_after: answer.retry_after.as_deref().and_then(RetryAfter::parse),
        description: said.words,
    }
}

fn server_error(answer: &Answer, said: Said) -> Refusal {
    Refusal::ServerError {
        status: answer.status,
        retry_after: answer.retry_after.as_deref().and_then(RetryAfter::parse),
        description: said.words,
    }
}

/// The fields of a token answer, from JSON or from a form.
fn token_fields(body: &[u8]) -> Result<BTreeMap<String, Value>, JsonError> {
    const NAMES: [&str; 8] = [
        "access_token",
        "accessToken",
        "token_type",
        "tokenType",
        "expires_in",
        "expiresIn",
        "scope",
        "scopes",
    ];
    match read_object(body, &NAMES) {
        Err(JsonError::NotJson) => form_fields(body).ok_or(JsonError::NotJson),
        // JSON in a text of JSON: a gateway put the server's answer into its own.
        Err(JsonError::NotAnObject) => {
            let inner: String = serde_json::from_slice(body)
                .ok()
                .ok_or(JsonError::NotAnObject)?;
            read_object(inner.as_bytes(), &NAMES)
        }
        read => read,
    }
}

/// `access_token=…&token_type=…`, as some servers answered before RFC 6749.
fn form_fields(body: &[u8]) -> Option<BTreeMap<String, Value>> {
    let text = str::from_utf8(body).ok()?.trim();
    if !text.contains("access_token=") || text.contains(char::is_whitespace) {
        return None;
    }
    let pairs = text.split('&').map(|pair| {
        let (name, value) = pair.split_once('=')?;
        let value = value.replace('+', " ");
        let value = percent_decode_str(&value).decode_utf8().ok()?;
        Some((name.to_owned(), Value::String(value.into_owned())))
    });
    pairs.collect()
}

fn token(mut fields: BTreeMap<String, Value>, sent: &Redaction) -> Result<Token, Refusal> {
    let mut taken = |names: [&str; 2]| names.into_iter().find_map(|name| fields.remove(name));
    let mut notes = Vec::new();
    let access_token = match taken(["access_token", "accessToken"]) {
        Some(Value::String(text)) => bare_token(&text, &mut notes),
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
    match taken(["token_type", "tokenType"]) {
        Some(Value::String(kind)) if !kind.trim().is_empty() => match kind_of_token(&kind) {
            Kind::Bearer => {}
            Kind::LikeBearer => notes.push(format!(
                "The answer calls the token {}. It was tried as Bearer.",
                sent.show(&kind, LONGEST_NAME).unwrap_or_default()
            )),
            Kind::Other => {
                let token_type = sent.show(&kind, LONGEST_NAME);
                return Err(Refusal::OtherTokenType { token_type });
            }
        },
        _ => {
            notes.push("The answer names no token type. The token was tried as Bearer.".to_owned());
        }
    }
    let sent = sent.and(&access_token);
    Ok(Token {
        access_token,
        lifetime: taken(["expires_in", "expiresIn"])
            .as_ref()
            .and_then(lifetime),
        scopes: taken(["scope", "scopes"])
            .as_ref()
            .and_then(|scope| scopes(scope, &sent)),
        notes,
    })
}

/// The token without what surrounds it: white space, quotation marks, and the word that belongs to a header.
fn bare_token(text: &str, notes: &mut Vec<String>) -> Secret {
    let mut bare = text.trim().trim_matches('"').trim();
    if let Some((word, rest)) = bare.split_once(' ')
        && word.eq_ignore_ascii_case("bearer")
    {
        bare = rest.trim();
        notes.push("The word Bearer stood in front of the token, and was left out.".to_owned());
    } else if bare != text {
        notes.push("White space or quotation marks around the token were left out.".to_owned());
    }
    Secret::from(bare)
}

enum Kind {
    Bearer,
    LikeBearer,
    Other,
}

/// RFC 6749 section 7.1 forbids to use a token of an unknown type. What names a bearer's, or only says that it is an access
/// token, is no other type.
fn kind_of_token(kind: &str) -> Kind {
    let plain = plain(kind.rsplit(':').next().unwrap_or_default());
    match plain.as_str() {
        _ if kind.eq_ignore_ascii_case("bearer") => Kind::Bearer,
        "jwt" | "token" | "accesstoken" | "oauth2" => Kind::LikeBearer,
        plain if plain.contains("bearer") => Kind::LikeBearer,
        _ => Kind::Other,
    }
}

fn lifetime(expires_in: &Value) -> Option<Duration> {
    let seconds = match expires_in {
        Value::String(text) => {
            let text = text.trim();
            text.strip_suffix(".0").unwrap_or(text).parse().ok()?
        }
        number => whole_number(number)?,
    };
    (1..=LONGEST_LIFETIME)
        .contains(&seconds)
        .then(|| Duration::from_secs(seconds))
}

fn whole_number(number: &Value) -> Option<u64> {
    number.as_u64().or_else(|| {
        let number = number.as_f64()?;
        // A text of it tells whether it is whole without any rounding.
        (number.fract() == 0.0).then(|| format!("{number:.0}").parse().ok())?
    })
}

fn scopes(scope: &Value, sent: &Redaction) -> Option<Vec<String>> {
    let texts: Vec<&str> = match scope {
        Value::String(text) => vec![text],
        Value::Array(list) => list.iter().map(Value::as_str).collect::<Option<_>>()?,
        _ => return None,
    };
    let names = texts
        .iter()
        .flat_map(|text| text.split(|c: char| c.is_ascii_whitespace() || c == ','));
    Some(
        names
            .filter(|name| !name.is_empty())
            .filter_map(|name| sent.show(name, LONGEST_NAME))
            .collect(),
    )
}

#[cfg(test)]
mod tests;
