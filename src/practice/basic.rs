//! Client credentials in an `Authorization: Basic` header, as RFC 6749 section 2.3.1 says.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use percent_encoding::percent_decode_str;

use crate::secret::Secret;

/// The client ID and secret of an `Authorization` header, each half form-decoded once.
///
/// A `%` that begins no escape stands for itself, so that a pair which was sent as it is, as Talkdesk's own
/// documentation does, is read right as well.
pub(super) fn client_credentials(authorization: &str) -> Option<(String, Secret)> {
    let (scheme, encoded) = authorization.split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    let pair = String::from_utf8(STANDARD.decode(encoded.trim()).ok()?).ok()?;
    let (id, secret) = pair.split_once(':')?;
    Some((form_decoded(id)?, Secret::from(form_decoded(secret)?)))
}

fn form_decoded(half: &str) -> Option<String> {
    let spaced = half.replace('+', " ");
    let decoded = percent_decode_str(&spaced).decode_utf8().ok()?;
    Some(decoded.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(authorization: &str, expected: Option<(&str, &str)>) {
        let read = client_credentials(authorization);
        let read = read
            .as_ref()
            .map(|(id, secret)| (id.as_str(), secret.expose()));
        assert_eq!(read, expected);
    }

    #[test]
    fn each_half_is_decoded_once() {
        // wiz:s3cr3t%2B%2F%3D%25%3A%26+ok
        let header = "Basic d2l6OnMzY3IzdCUyQiUyRiUzRCUyNSUzQSUyNitvaw==";
        check(header, Some(("wiz", "s3cr3t+/=%:& ok")));
        // a%3Ab:%252B
        check("Basic YSUzQWI6JTI1MkI=", Some(("a:b", "%2B")));
    }

    #[test]
    fn a_pair_of_plain_characters_may_come_as_it_is() {
        // 0a1b:-A_z.9*
        check("basic MGExYjotQV96Ljkq", Some(("0a1b", "-A_z.9*")));
        // a:100%
        check("Basic YToxMDAl", Some(("a", "100%")));
    }

    #[test]
    fn what_is_no_pair_is_refused() {
        for header in ["", "Basic", "Basic !", "Bearer YToxMDAl", "Basic YQ=="] {
            check(header, None);
        }
    }
}
