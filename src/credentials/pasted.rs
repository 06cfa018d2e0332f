//! Reading pasted text and files, whatever their shape: the wrapping comes off, values are found by what they look like
//! and by the names beside them, and each is judged before it is taken.

mod addresses;
mod context;
mod elsewhere;
mod found;
mod headers;
mod judging;
mod labels;
mod names;
mod values;

use std::{borrow::Cow, ops::Range, path::PathBuf};

use addresses::read_addresses;
use context::{is_commented, label_before, service_around};
use found::{Found, Standing};
use headers::Headers;
use judging::{Flaw, Role, flaw};
pub(super) use labels::Field;
use labels::{Service, api_key, distinction, other_thing};
use names::{NamedValue, names};
use values::{Value, values};

use super::{MAX_TEXT_BYTES, client_id::looks_like_id, unwrap_text};
use crate::{
    secret::Secret,
    talkdesk::{Account, Address},
};

/// What was found in a pasted text or a file. What is `None` was not there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pasted {
    /// The client ID, ends trimmed.
    pub client_id: Option<String>,
    /// The client secret, ends trimmed.
    pub client_secret: Option<Secret>,
    /// Account and region, where both or the account alone were in the text.
    pub address: Option<Address>,
    /// Several clients, of which the person chooses one. None of them is taken then.
    pub clients: Vec<FoundClient>,
    /// A file's path that was pasted, and that this system can open.
    pub file: Option<PathBuf>,
    /// Sentences to show, such as "A private key was in the text. It was not kept."
    pub notes: Vec<String>,
}

/// One of several clients in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundClient {
    /// Its client ID.
    pub client_id: String,
    /// Its client secret.
    pub client_secret: Secret,
    /// What the text calls it beside the others, as `old` or `production`.
    pub distinction: Option<String>,
}

/// Reads pasted text or a file's content. A value is taken by its shape or by its name, and only where nothing says that
/// it is another thing, or not whole. Where a text names two different values for one thing, neither is taken.
#[must_use]
pub fn read_pasted(text: &str) -> Pasted {
    if text.len() > MAX_TEXT_BYTES {
        let note =
            "This text is longer than 1 MiB, far more than credentials are. It was not read.";
        return Pasted {
            notes: vec![note.to_owned()],
            ..Pasted::default()
        };
    }
    let mut found = Found::default();
    if let Some((id, secret)) = unusual_pair(text) {
        found.take(Role::Id, id, 0, Standing::Named, None);
        found.take(Role::Secret, secret, 1, Standing::Named, None);
        return found.finish();
    }
    let unwrapped = unwrap_text(text);
    let read = without_keys(unwrapped.expose(), &mut found);
    read_values(&read, &mut found);
    read_addresses(&read, &mut found);
    let mut pasted = found.finish();
    pasted.explain_nothing(text);
    pasted
}

impl Pasted {
    /// What was taken, as a sentence, and what to copy next: "Client ID taken. Now copy the secret."
    #[must_use]
    pub fn summary(&self) -> String {
        self.summary_beside(false, false)
    }

    /// The same where the client ID or the secret was entered before: then it is not to be copied next.
    #[must_use]
    pub fn summary_beside(&self, has_id: bool, has_secret: bool) -> String {
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
            (Some(_), None) if has_secret => (Some("Client ID"), ""),
            (None, Some(_)) if has_id => (Some("Client secret"), ""),
            (Some(_), None) => (Some("Client ID"), " Now copy the secret."),
            (None, Some(_)) => (Some("Client secret"), " Now copy the client ID."),
            (None, None) => (None, ""),
        };
        let taken = match (taken, account) {
            (Some(taken), Some(account)) => format!("{taken}, and account {account},"),
            (Some(taken), None) => taken.to_owned(),
            (None, Some(account)) => format!("Account {account}"),
            (None, None) if self.notes.is_empty() => {
                return "Nothing in this text looks like credentials, so no field was filled."
                    .to_owned();
            }
            (None, None) => return "Nothing was taken.".to_owned(),
        };
        format!("{taken} taken.{next}")
    }

    /// Whether a client's values were found, to take or to choose from.
    #[must_use]
    pub fn has_credentials(&self) -> bool {
        self.client_id.is_some() || self.client_secret.is_some() || !self.clients.is_empty()
    }

    fn explain_nothing(&mut self, text: &str) {
        if self.has_credentials() || self.address.is_some() {
            return;
        }
        if let Some(path) = elsewhere::file_path(text) {
            let can_be_opened = elsewhere::can_be_opened(&path);
            self.notes = vec![if can_be_opened {
                "That is a file's path, not what is in the file. Read the file?".to_owned()
            } else {
                "That is a file's path, not what is in the file. Press Choose file… to read it."
                    .to_owned()
            }];
            self.file = can_be_opened.then_some(path);
        } else if self.notes.is_empty() {
            let thing = || {
                judging::thing_among_words(text).map(|thing| {
                    format!("There is {thing} in the text, but no client ID and no client secret.")
                })
            };
            self.notes
                .extend(elsewhere::kind_of(text).map(str::to_owned).or_else(thing));
        }
    }
}

/// Cuts keys and certificates in PEM form out (RFC 7468), so that their lines are not taken for secrets.
fn without_keys<'a>(text: &'a str, found: &mut Found) -> Cow<'a, str> {
    let mut kept: Option<String> = None;
    let mut rest = text;
    while let Some(start) = rest.find("-----BEGIN ") {
        let end = rest[start..].find("-----END ").map_or(rest.len(), |end| {
            let end = start + end + "-----END ".len();
            rest[end..]
                .find("-----")
                .map_or(rest.len(), |mark| end + mark + "-----".len())
        });
        found.private_key |= rest[start..end].contains("PRIVATE KEY-----");
        let kept = kept.get_or_insert_with(|| String::with_capacity(text.len()));
        kept.push_str(&rest[..start]);
        kept.push('\n');
        rest = &rest[end..];
    }
    match kept {
        Some(mut kept) => {
            kept.push_str(rest);
            Cow::Owned(kept)
        }
        None => Cow::Borrowed(text),
    }
}

const NO_CLOSING_MARK: &str =
    "A value's closing quotation mark is missing, so it was not taken. Copy all of it.";

fn read_values(text: &str, found: &mut Found) {
    const MOST: usize = 400;
    let headers = Headers::of(text);
    for pair in headers.pairs.iter().chain(&headers::options(text)) {
        let (id, secret) = (pair.id.expose(), pair.secret.expose());
        found.take(Role::Id, id, pair.place, Standing::Header, None);
        found.take(Role::Secret, secret, pair.place + 1, Standing::Header, None);
    }
    found.access_token |= headers.bearer;
    if headers.damaged {
        found.note("The Authorization header cannot be decoded. Copy it whole.");
    }
    let mut places = Vec::new();
    let mut weighed = 0;
    let mut exchanged = [false; 2];
    let mut floor = 0;
    for value in values(text) {
        if headers
            .encoded
            .iter()
            .any(|range| range.contains(&value.start))
        {
            continue;
        }
        places.push(value.start..value.end);
        if !found.knows(value.role, value.text.expose()) {
            read_value(text, &value, floor, &mut exchanged, found);
            weighed += 1;
        }
        floor = value.end;
        if weighed == MOST {
            found.note(
                "The text holds too many values to tell them apart. Copy those of one client.",
            );
            break;
        }
    }
    if exchanged == [true; 2] {
        found.note(
            "Client ID and client secret were exchanged in this text. Each went to its own field.",
        );
    }
    read_names(text, &places, found);
    read_two_words(text, &places, found);
}

/// Weighs what stands around a value that was found by its shape.
fn read_value(
    text: &str,
    value: &Value,
    floor: usize,
    exchanged: &mut [bool; 2],
    found: &mut Found,
) {
    let label = label_before(text, value.start, floor);
    if let Some(thing) = other_thing(label.text).or_else(|| api_key(value.role, label.text)) {
        found.other_thing(thing);
        found.access_token |= thing == "a token";
        return;
    }
    if value.role == Role::Id && is_before_a_file(text, value.end) {
        found.other_thing("a checksum");
        return;
    }
    if is_cut_in_quotes(text, value) {
        found.note(NO_CLOSING_MARK);
        return;
    }
    let field = Field::of(label.text);
    if label.in_address && !matches!(field, Some(Field::ClientId | Field::ClientSecret)) {
        return;
    }
    let service =
        Service::named_in(label.text).or_else(|| service_around(text, value.start, floor));
    if let Some(Service::Other(name)) = service {
        found.other_service(name);
        return;
    }
    let is_named = matches!(
        (value.role, field),
        (Role::Id, Some(Field::ClientId)) | (Role::Secret, Some(Field::ClientSecret))
    );
    let is_behind_the_others_name = match (value.role, field) {
        (Role::Id, Some(Field::ClientSecret)) => {
            if label.is_assigned {
                found.flaw(Role::Secret, Flaw::AN_ID, Standing::Bare);
            }
            exchanged[0] = true;
            true
        }
        (Role::Secret, Some(Field::ClientId)) => {
            exchanged[1] = true;
            true
        }
        _ => false,
    };
    let is_single_word = !label.text.is_empty() && !label.text.contains(' ');
    let standing = match service {
        _ if label.is_assigned && is_commented(text, value.start) => Standing::Commented,
        Some(Service::Talkdesk) if is_named => Standing::Talkdesk,
        _ if is_named => Standing::Named,
        _ if is_behind_the_others_name && label.is_assigned => Standing::Doubtful,
        _ if label.is_assigned && is_single_word && field.is_none() => Standing::Doubtful,
        _ => Standing::Bare,
    };
    if let Some(sentence) = value.mended {
        found.note(sentence);
    }
    found.take(
        value.role,
        value.text.expose(),
        value.start,
        standing,
        distinction(label.text),
    );
    if value.role == Role::Id {
        read_rest_of_pair(text, value, found);
    }
}

/// Whether a value is quoted and its line ends before the quotation does.
fn is_cut_in_quotes(text: &str, value: &Value) -> bool {
    let behind = text[value.end..].trim_start_matches([' ', '\t', '\r']);
    text[..value.start].ends_with(['"', '\'', '“'])
        && (behind.is_empty() || behind.starts_with('\n'))
}

/// Whether a file's name follows as in a list of checksums: two spaces, or one and an asterisk.
fn is_before_a_file(text: &str, end: usize) -> bool {
    const LONGEST: usize = 255;
    let rest = text[end..].strip_prefix("  ");
    let Some(rest) = rest.or_else(|| text[end..].strip_prefix(" *")) else {
        return false;
    };
    let line = rest.split('\n').next().unwrap_or_default().trim_end();
    line.len() <= LONGEST
        && !line.contains(char::is_whitespace)
        && line
            .rsplit_once('.')
            .is_some_and(|(name, ending)| !name.is_empty() && (1..=5).contains(&ending.len()))
}

/// `id:secret` and nothing else, of a secret of another shape: nothing in it is a wrapping.
fn unusual_pair(text: &str) -> Option<(&str, &str)> {
    let (id, secret) = text.trim().split_once(':')?;
    let is_pair = looks_like_id(id)
        && secret.bytes().all(|byte| byte.is_ascii_graphic())
        && flaw(Role::Secret, secret) != Some(Flaw::Encoded)
        && !values(secret).any(|value| value.role == Role::Secret);
    is_pair.then_some((id, secret))
}

/// What follows `id:` in a pair is the secret, whatever it looks like.
fn read_rest_of_pair(text: &str, id: &Value, found: &mut Found) {
    let Some(rest) = text[id.end..].strip_prefix(':') else {
        return;
    };
    let quote = text[..id.start]
        .chars()
        .next_back()
        .filter(|c| matches!(c, '"' | '\'' | '`'));
    let end = rest
        .find(|c: char| c.is_whitespace() || Some(c) == quote)
        .unwrap_or(rest.len());
    let secret = &rest[..end];
    // The colon belongs to what stands around the value.
    let pair = &text[id.end..=id.end + end];
    let has_shape = values(pair)
        .next()
        .is_some_and(|value| value.start == 1 && value.role == Role::Secret);
    if !secret.is_empty() && !has_shape {
        found.take(Role::Secret, secret, id.end + 1, Standing::Named, None);
    }
}

/// Takes values by their names alone, where their shape did not give them away.
fn read_names(text: &str, places: &[Range<usize>], found: &mut Found) {
    for named in names(text) {
        let first = places.partition_point(|place| place.end <= named.start);
        let has_value = places
            .get(first)
            .is_some_and(|place| place.start < named.end);
        let service = Service::named_in(named.name);
        match (named.field, named.value) {
            (Field::AccessToken, NamedValue::Text(text)) => found.access_token |= !text.is_empty(),
            (Field::PrivateKey, NamedValue::Text(text)) => {
                found.private_key |=
                    text.expose().contains("PRIVATE KEY") || text.expose().len() > 100;
            }
            (Field::Account, NamedValue::Text(text)) => found.take_account(text.expose()),
            (Field::Region, NamedValue::Text(text)) => found.take_region(text.expose()),
            (Field::Address, NamedValue::Text(text)) => {
                found.take_address(text.expose());
            }
            (Field::ClientId | Field::ClientSecret | Field::BareId, _) if has_value => {}
            (Field::ClientId | Field::ClientSecret, _)
                if matches!(service, Some(Service::Other(_))) => {}
            (field @ (Field::ClientId | Field::ClientSecret), value) => {
                let role = if field == Field::ClientId {
                    Role::Id
                } else {
                    Role::Secret
                };
                if let Some(Service::Other(name)) = service_around(text, named.start, 0) {
                    found.other_service(name);
                    continue;
                }
                let standing = if is_commented(text, named.start) {
                    Standing::Commented
                } else if service == Some(Service::Talkdesk) {
                    Standing::Talkdesk
                } else {
                    Standing::Named
                };
                match value {
                    NamedValue::Text(value) => {
                        found.take(
                            role,
                            value.expose(),
                            named.start,
                            standing,
                            distinction(named.name),
                        );
                    }
                    NamedValue::Missing => found.flaw(role, Flaw::Missing, standing),
                    NamedValue::Elsewhere => found.flaw(role, Flaw::Reference, standing),
                    NamedValue::Open => found.note(NO_CLOSING_MARK),
                }
            }
            _ => {}
        }
    }
}

/// A client ID and one other word, below it or beside it, are a pair.
fn read_two_words(text: &str, places: &[Range<usize>], found: &mut Found) {
    let [id] = places else { return };
    let mut rest = text[..id.start]
        .split_whitespace()
        .chain(text[id.end..].split_whitespace());
    if let (Some(word), None, false, true) = (
        rest.next(),
        rest.next(),
        found.has_a(Role::Secret),
        found.has_a(Role::Id),
    ) && text[id.end..].trim() == word
        && text[id.end..].starts_with(char::is_whitespace)
        && word.len() >= 16
        && word.bytes().all(|byte| byte.is_ascii_graphic())
    {
        found.take(Role::Secret, word, id.end, Standing::Bare, None);
    }
}

/// Whether a text names a secret, whatever stands behind the name.
pub(super) fn mentions_a_secret(text: &str) -> bool {
    names(text)
        .iter()
        .any(|named| named.field == Field::ClientSecret)
}
