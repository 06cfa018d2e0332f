//! The error that an answer names, and the server's own words, wherever it put them.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::Answer;
use crate::foreign_text::Redaction;

/// How much of a server's own words is shown, in characters.
const LONGEST_DESCRIPTION: usize = 200;

/// The same for names and codes.
const LONGEST_NAME: usize = 80;

/// More of them are not shown.
const MOST_WORDS: usize = 3;

/// Names under which servers write sentences, the most telling first, as [`plain`] has them.
const SENTENCES: [&str; 15] = [
    "errordescription",
    "errormessage",
    "errorsummary",
    "message",
    "detail",
    "description",
    "details",
    "faultstring",
    "title",
    "reason",
    "msg",
    "errormsg",
    "usermessage",
    "statusmessage",
    "cause",
];

/// Names under which servers write codes.
const CODES: [&str; 5] = ["error", "errorcode", "code", "type", "errortype"];

/// Names under which a whole error stands.
const WRAPPERS: [&str; 4] = ["error", "errors", "fault", "detail"];

/// What an answer says of an error.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Said {
    /// The error's code in the spelling of RFC 6749, such as `invalid_client`.
    pub(super) code: Option<String>,
    /// The code as the server spelled it, cleaned.
    pub(super) code_as_written: Option<String>,
    /// Whether `error` holds anything at all.
    pub(super) is_error: bool,
    /// The server's own words, cleaned, cut and without what was sent.
    pub(super) words: Option<String>,
}

/// Reads them from the body and from `WWW-Authenticate`.
pub(super) fn said(answer: &Answer, body: &[u8], sent: &Redaction) -> Said {
    let mut codes = Vec::new();
    let mut sentences = Vec::new();
    let mut is_error = false;
    match object(body) {
        Some(fields) => {
            is_error = fields
                .iter()
                .any(|(name, value)| plain(name) == "error" && !is_nothing(value));
            read(&fields, &mut codes, &mut sentences, 0);
        }
        None if answer.is_web_page(body) => sentences.extend(title(body)),
        None if body.first().is_some_and(u8::is_ascii_alphabetic) => {
            sentences.extend(str::from_utf8(body).ok().map(str::to_owned));
        }
        None => {}
    }
    if let Some(header) = &answer.www_authenticate {
        let error = parameter(header, "error");
        let description = parameter(header, "error_description");
        if error.is_none() && description.is_none() {
            sentences.push(header.clone());
        }
        codes.extend(error);
        sentences.extend(description);
    }
    let known = codes.iter().find(|code| is_known(&rfc_spelling(code)));
    let code = known.or_else(|| codes.first());
    let other_codes = codes
        .iter()
        .filter(|other| Some(*other) != code && other.contains(' '));
    sentences.extend(other_codes.cloned());
    Said {
        code: code.map(|code| rfc_spelling(code)),
        code_as_written: code.and_then(|code| sent.show(code, LONGEST_NAME)),
        is_error,
        words: in_one_line(&sentences, sent),
    }
}

/// Whether a value of `error` means that there is none.
pub(super) fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => true,
        Value::String(text) => text.trim().is_empty(),
        Value::Number(number) => number.as_f64() == Some(0.0),
        Value::Array(list) => list.is_empty(),
        Value::Object(object) => object.is_empty(),
        Value::Bool(true) => false,
    }
}

/// A name without regard to case, hyphens and underscores.
pub(super) fn plain(name: &str) -> String {
    let kept = name.chars().filter(char::is_ascii_alphanumeric);
    kept.map(|c| c.to_ascii_lowercase()).collect()
}

/// An object, or the object that stands alone in a list.
fn object(body: &[u8]) -> Option<Map<String, Value>> {
    match serde_json::from_slice(body).ok()? {
        Value::Object(fields) => Some(fields),
        Value::Array(list) => match <[Value; 1]>::try_from(list) {
            Ok([Value::Object(fields)]) => Some(fields),
            _ => None,
        },
        _ => None,
    }
}

fn read(
    fields: &Map<String, Value>,
    codes: &mut Vec<String>,
    sentences: &mut Vec<String>,
    depth: usize,
) {
    const DEEPEST: usize = 3;
    if depth > DEEPEST {
        return;
    }
    let named = |wanted: &'static str| fields.iter().filter(move |(name, _)| plain(name) == wanted);
    for (_, value) in CODES.into_iter().flat_map(named) {
        match value {
            // Talkdesk's API numbers its errors, and problem details (RFC 9457) name theirs by an address.
            Value::String(text)
                if !text.trim().is_empty() && !text.contains("://") && !is_number(text) =>
            {
                codes.push(text.trim().to_owned());
            }
            _ => {}
        }
    }
    for (_, value) in SENTENCES.into_iter().flat_map(named) {
        sentences.extend(value.as_str().map(str::to_owned));
    }
    for (_, value) in WRAPPERS.into_iter().flat_map(named) {
        match value {
            Value::Object(inner) => read(inner, codes, sentences, depth + 1),
            Value::Array(list) => {
                for inner in list.iter().take(MOST_WORDS) {
                    match inner {
                        Value::Object(inner) => read(inner, codes, sentences, depth + 1),
                        Value::String(text) => sentences.push(text.clone()),
                        _ => {}
                    }
                }
            }
            _ => {}
        }
    }
}

fn is_number(text: &str) -> bool {
    text.trim().bytes().all(|byte| byte.is_ascii_digit())
}

/// `INVALID_CLIENT`, `invalid-client`, `InvalidClient` and `oauth.v2.InvalidClient` are `invalid_client`.
fn rfc_spelling(code: &str) -> String {
    let last = code
        .trim()
        .rsplit(['.', ':', '/'])
        .next()
        .unwrap_or_default();
    let mut spelled = String::with_capacity(last.len() + 4);
    let mut after_small = false;
    for character in last.chars() {
        if character.is_ascii_uppercase() && after_small {
            spelled.push('_');
        }
        after_small = character.is_ascii_lowercase();
        spelled.push(match character {
            '-' | ' ' => '_',
            other => other.to_ascii_lowercase(),
        });
    }
    spelled
}

fn is_known(code: &str) -> bool {
    matches!(
        code,
        "invalid_client"
            | "unauthorized"
            | "unauthorized_client"
            | "unsupported_grant_type"
            | "invalid_scope"
            | "invalid_request"
            | "server_error"
            | "temporarily_unavailable"
    )
}

/// A parameter of `WWW-Authenticate`, quoted or not. RFC 9110 section 11.6.1.
fn parameter(header: &str, wanted: &str) -> Option<String> {
    let mut rest = header;
    while let Some((before, after)) = rest.split_once('=') {
        let name = before
            .rsplit([' ', ',', '\t'])
            .find(|part| !part.is_empty())
            .unwrap_or_default();
        let after = after.trim_start();
        let (value, behind) = if let Some(quoted) = after.strip_prefix('"') {
            quoted_string(quoted)
        } else {
            let end = after.find([',', ' ']).unwrap_or(after.len());
            (after[..end].to_owned(), &after[end..])
        };
        if name.eq_ignore_ascii_case(wanted) && !value.trim().is_empty() {
            return Some(value);
        }
        rest = behind;
    }
    None
}

fn quoted_string(text: &str) -> (String, &str) {
    let mut value = String::new();
    let mut characters = text.char_indices();
    while let Some((place, character)) = characters.next() {
        match character {
            '"' => return (value, &text[place + 1..]),
            '\\' => value.extend(characters.next().map(|(_, escaped)| escaped)),
            other => value.push(other),
        }
    }
    (value, "")
}

/// Of a page only the title is for people who read details.
fn title(body: &[u8]) -> Option<String> {
    let page = String::from_utf8_lossy(body);
    // ASCII only, so that the places in both texts are the same.
    let small = page.to_ascii_lowercase();
    let begin = small.find("<title")?;
    let begin = begin + small[begin..].find('>')? + 1;
    let end = begin
        + small[begin..]
            .find("</title")
            .unwrap_or(small.len() - begin);
    Some(page[begin..end].to_owned())
}

fn in_one_line(sentences: &[String], sent: &Redaction) -> Option<String> {
    let mut seen = BTreeSet::new();
    let shown: Vec<String> = sentences
        .iter()
        .filter_map(|sentence| sent.show(sentence, LONGEST_DESCRIPTION))
        .filter(|sentence| seen.insert(sentence.clone()))
        .take(MOST_WORDS)
        .collect();
    // Two pieces of a secret may meet where sentences do.
    sent.show(&shown.join("; "), LONGEST_DESCRIPTION)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(body: &str, www_authenticate: Option<&str>) -> Said {
        let answer = Answer {
            status: 401,
            www_authenticate: www_authenticate.map(str::to_owned),
            ..Answer::default()
        };
        said(&answer, body.as_bytes(), &Redaction::default())
    }

    fn check(body: &str, code: Option<&str>, words: Option<&str>) {
        let said = of(body, None);
        assert_eq!(
            (said.code.as_deref(), said.words.as_deref()),
            (code, words),
            "{body}"
        );
    }

    #[test]
    fn codes_and_words_are_found_wherever_servers_put_them() {
        let code = Some("invalid_client");
        check(
            r#"{"error":"invalid_client","error_description":"No"}"#,
            code,
            Some("No"),
        );
        check(
            r#"{"errorCode":"invalid_client","errorSummary":"Client disabled"}"#,
            code,
            Some("Client disabled"),
        );
        check(
            r#"{"error":{"code":"invalid_client","message":"No"}}"#,
            code,
            Some("No"),
        );
        check(
            r#"{"errors":[{"code":"InvalidClient","message":"No"}]}"#,
            code,
            Some("No"),
        );
        check(
            r#"{"fault":{"faultstring":"No","detail":{"errorcode":"oauth.v2.InvalidClient"}}}"#,
            code,
            Some("No"),
        );
        check(r#"[{"error":"invalid-client"}]"#, code, None);
        check(r#"{"Error":"INVALID_CLIENT"}"#, code, None);
        check(
            r#"{"type":"https://x.example/e","title":"Nope","detail":"No"}"#,
            None,
            Some("No; Nope"),
        );
        check(
            r#"{"code":"0060002","message":"Forbidden access."}"#,
            None,
            Some("Forbidden access."),
        );
        check("Account suspended", None, Some("Account suspended"));
        check(
            "<html><TITLE>Just a <b>moment</b></TITLE><p>x</p>",
            None,
            Some("Just a moment"),
        );
        check("", None, None);
        check("\u{0}\u{1}", None, None);
    }

    #[test]
    fn the_header_is_read_beside_the_body() {
        let both = of(
            r#"{"message":"No"}"#,
            Some(
                r#"Bearer realm="a", error="invalid_client", error_description="Client \"x\" disabled""#,
            ),
        );
        assert_eq!(both.code.as_deref(), Some("invalid_client"));
        assert_eq!(both.words.as_deref(), Some("No; Client \"x\" disabled"));
        let unquoted = of("", Some("Bearer error=invalid_scope,realm=x"));
        assert_eq!(unquoted.code.as_deref(), Some("invalid_scope"));
        let realm = of("", Some("Basic realm=\"Talkdesk\""));
        assert_eq!(realm.code, None);
        assert_eq!(realm.words.as_deref(), Some("Basic realm=\"Talkdesk\""));
    }

    #[test]
    fn nothing_is_no_error() {
        for value in ["null", "false", "0", "\"\"", "\" \"", "[]", "{}"] {
            assert!(
                !of(&format!(r#"{{"error":{value}}}"#), None).is_error,
                "{value}"
            );
        }
        for value in ["true", "1", "\"x\"", "[1]", "{\"a\":1}"] {
            assert!(
                of(&format!(r#"{{"error":{value}}}"#), None).is_error,
                "{value}"
            );
        }
    }
}
