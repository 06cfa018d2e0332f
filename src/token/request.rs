//! What is sent.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use zeroize::Zeroizing;

use crate::{credentials::ClientId, foreign_text::Redaction, secret::Secret};

/// What `application/x-www-form-urlencoded` leaves as it is, besides letters and digits (WHATWG URL, section 5.2).
const FORM: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'*')
    .remove(b'-')
    .remove(b'.')
    .remove(b'_');

/// What is sent to the token endpoint by `POST`, with `Content-Type: application/x-www-form-urlencoded`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TokenRequest {
    /// The `Authorization` header's value: `Basic …`, each half form-encoded as RFC 6749 section 2.3.1 says.
    pub authorization: Secret,
    /// The body: `grant_type=client_credentials`, and `scope` where one was asked for.
    pub body: String,
}

/// Builds the request. Nothing but the header carries the credentials.
#[must_use]
pub fn token_request(id: &ClientId, secret: &Secret, scope: Option<&str>) -> TokenRequest {
    let id = form_encoded(id.as_str());
    let secret = form_encoded(secret.expose());
    let pair = Zeroizing::new(format!("{}:{}", id.expose(), secret.expose()));
    let mut body = String::from("grant_type=client_credentials");
    let scope = scope.map(|scope| scope.split_whitespace().collect::<Vec<_>>().join(" "));
    if let Some(scope) = scope.filter(|scope| !scope.is_empty()) {
        body.push_str("&scope=");
        body.push_str(form_encoded(&scope).expose());
    }
    TokenRequest {
        authorization: basic(&pair),
        body,
    }
}

/// What must not come back in a text that the server wrote: the credentials in every shape in which they were sent.
#[must_use]
pub fn redaction(id: &ClientId, secret: &Secret) -> Redaction {
    let header = token_request(id, secret, None).authorization;
    let encoded = header.expose().trim_start_matches("Basic ").to_owned();
    Redaction::new([
        Secret::from(encoded),
        form_encoded(secret.expose()),
        secret.clone(),
        form_encoded(id.as_str()),
        Secret::from(id.as_str()),
    ])
}

fn basic(pair: &str) -> Secret {
    let mut header = Zeroizing::new(String::with_capacity(
        "Basic ".len() + pair.len().div_ceil(3) * 4,
    ));
    header.push_str("Basic ");
    STANDARD.encode_string(pair, &mut header);
    Secret::from(header.as_str())
}

fn form_encoded(text: &str) -> Secret {
    let mut encoded = Zeroizing::new(String::with_capacity(text.len() * 3));
    for (index, word) in text.split(' ').enumerate() {
        if index > 0 {
            encoded.push('+');
        }
        encoded.extend(utf8_percent_encode(word, FORM));
    }
    Secret::from(encoded.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(id: &str, secret: &str, scope: Option<&str>, authorization: &str, body: &str) {
        let request = token_request(&ClientId::parse(id).unwrap(), &Secret::from(secret), scope);
        assert_eq!(request.authorization.expose(), authorization);
        assert_eq!(request.body, body);
    }

    #[test]
    fn the_seeds_pair_is_sent_as_it_is() {
        check(
            "my-id",
            "my_secret.1*",
            None,
            "Basic bXktaWQ6bXlfc2VjcmV0LjEq",
            "grant_type=client_credentials",
        );
    }

    /// RFC 6749 section 2.3.1, appendix B: `1+/=%:& é` has to arrive as `1%2B%2F%3D%25%3A%26+%C3%A9`.
    #[test]
    fn each_half_is_form_encoded() {
        check(
            "a:b",
            "1+/=%:& é",
            None,
            "Basic YSUzQWI6MSUyQiUyRiUzRCUyNSUzQSUyNislQzMlQTk=",
            "grant_type=client_credentials",
        );
    }

    #[test]
    fn a_scope_is_form_encoded_and_an_empty_one_is_not_sent() {
        let authorization = "Basic aTpz";
        check(
            "i",
            "s",
            Some(" account:read  users:read\n"),
            authorization,
            "grant_type=client_credentials&scope=account%3Aread+users%3Aread",
        );
        check(
            "i",
            "s",
            Some("  "),
            authorization,
            "grant_type=client_credentials",
        );
    }

    #[test]
    fn nothing_of_the_request_is_in_its_debug_text() {
        let request = token_request(
            &ClientId::parse("my-id").unwrap(),
            &Secret::from("my-secret"),
            None,
        );
        let text = format!("{request:?}");
        assert!(
            !text.contains("my-secret") && !text.contains("bXkt"),
            "{text}"
        );
    }
}
