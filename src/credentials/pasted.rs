//! Reading pasted text and downloaded files, whatever their shape.

mod alone;
mod basic;
mod curl;
mod form;
mod found;
mod json;
mod lines;

use found::Found;

use crate::{
    characters::trim_ends,
    secret::Secret,
    talkdesk::{Account, Address},
};

/// The longest text that is read, in bytes.
const MAX_BYTES: usize = 64 * 1024;

/// What was found in a pasted text or a file. What is `None` was not there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pasted {
    /// The client ID, ends trimmed.
    pub client_id: Option<String>,
    /// The client secret, ends trimmed.
    pub client_secret: Option<Secret>,
    /// Account and region, where both or the account alone were in the text.
    pub address: Option<Address>,
    /// What the text was read as, such as "a JSON file" or "a curl command"; `None` for values that stand alone.
    pub shape: Option<&'static str>,
    /// Sentences to show, such as "A private key was in the text. It was not kept."
    pub notes: Vec<String>,
}

/// Reads pasted text or a file's content: JSON (`{"id","secret"}`, the same in a one-element list, `client_id` /
/// `client_secret` keys, nested), `KEY=value` lines, a `curl` command (`-u id:secret`, Authorization header), a Basic
/// header, an address, `id:secret`, a bare ID (32 hexadecimal digits) or a bare secret.
///
/// Where a text names two different values for one thing, neither is taken.
#[must_use]
pub fn read_pasted(text: &str) -> Pasted {
    if text.len() > MAX_BYTES {
        return Pasted::refused(
            "This text is longer than 64 KiB, far more than credentials are. It was not read.",
        );
    }
    let text = trim_ends(text).text;
    if is_web_page(text) {
        return Pasted::refused(
            "That is a web page. Copy the client ID and the client secret themselves, or the downloaded file.",
        );
    }
    let mut found = Found::default();
    let (before_key, after_key) = cut_private_key(text, &mut found);
    let shape = read_shape(before_key, &mut found);
    let shape = shape.or(read_shape(after_key, &mut found));
    found.finish(shape.and_then(Shape::source))
}

impl Pasted {
    /// What was taken, as a sentence, and what to copy next: "Client ID taken. Now copy the secret."
    #[must_use]
    pub fn summary(&self) -> String {
        let account = self.address.as_ref().map(|address| match &address.region {
            Some(region) => Account {
                name: address.account.clone(),
                region: region.clone(),
            }
            .label(),
            None => address.account.as_str().to_owned(),
        });
        let (taken, next) = match (&self.client_id, &self.client_secret) {
            (Some(_), Some(_)) => (Some("Client ID and secret"), ""),
            (Some(_), None) => (Some("Client ID"), " Now copy the secret."),
            (None, Some(_)) => (Some("Client secret"), " Now copy the client ID."),
            (None, None) => (None, ""),
        };
        let taken = match (taken, account) {
            (Some(taken), Some(account)) => format!("{taken}, and account {account},"),
            (Some(taken), None) => taken.to_owned(),
            (None, Some(account)) => format!("Account {account}"),
            (None, None) if self.notes.is_empty() => {
                return "Nothing in this text looks like credentials.".to_owned();
            }
            (None, None) => return "Nothing was taken.".to_owned(),
        };
        let source = self
            .shape
            .map(|shape| format!(" from {shape}"))
            .unwrap_or_default();
        format!("{taken} taken{source}.{next}")
    }

    fn refused(note: &str) -> Self {
        Self {
            notes: vec![note.to_owned()],
            ..Self::default()
        }
    }
}

/// What a text was read as.
#[derive(Clone, Copy)]
enum Shape {
    Json,
    Curl,
    Authorization,
    Alone,
    TokenRequest,
    Lines,
}

impl Shape {
    fn source(self) -> Option<&'static str> {
        match self {
            Self::Json => Some("a JSON file"),
            Self::Curl => Some("a curl command"),
            Self::Authorization => Some("an Authorization header"),
            Self::TokenRequest => Some("a token request"),
            Self::Lines => Some("lines of names and values"),
            Self::Alone => None,
        }
    }
}

/// Tries one shape after the other, the surest first.
fn read_shape(text: &str, found: &mut Found) -> Option<Shape> {
    let looks_like_json = text.starts_with(['{', '[']);
    if looks_like_json && json::read(text, found) {
        Some(Shape::Json)
    } else if curl::read(text, found) {
        Some(Shape::Curl)
    } else if basic::read_authorization(text, found) {
        Some(Shape::Authorization)
    } else if alone::read(text, found) {
        Some(Shape::Alone)
    } else if form::read(text, found) {
        Some(Shape::TokenRequest)
    } else if lines::read(text, found) {
        Some(Shape::Lines)
    } else {
        if looks_like_json {
            found.note("This looks like JSON, but it is not whole. Copy all of it, or choose the downloaded file.");
        }
        None
    }
}

/// Cuts a private key in PEM form out (RFC 7468), so that its lines are not taken for secrets. Gives what is around it.
fn cut_private_key<'a>(text: &'a str, found: &mut Found) -> (&'a str, &'a str) {
    if text.starts_with(['{', '[']) {
        return (text, "");
    }
    let Some(start) = text.find("-----BEGIN ") else {
        return (text, "");
    };
    let end = text.rfind("-----END ").map_or(text.len(), |end| {
        text[end..].find('\n').map_or(text.len(), |n| end + n)
    });
    if text[start..].contains("PRIVATE KEY-----") {
        found.private_key();
    }
    (
        trim_ends(&text[..start]).text,
        trim_ends(&text[end.max(start)..]).text,
    )
}

fn is_web_page(text: &str) -> bool {
    let contains = |tag: &str| {
        text.as_bytes()
            .windows(tag.len())
            .any(|part| part.eq_ignore_ascii_case(tag.as_bytes()))
    };
    let tags = [
        "<!doctype html",
        "<html",
        "<head",
        "<body",
        "</div",
        "</span",
        "</p>",
        "</td",
        "</a>",
        "</script",
    ];
    text.starts_with('<') && tags.into_iter().any(contains) || contains("</html>")
}
