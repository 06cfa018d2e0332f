//! JSON: the file that Talkdesk's Download button saves, or what other programs keep.
//!
//! The keys of Talkdesk's file are not documented, so that names are read tolerantly, at any depth.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

use super::found::{Field, Found};
use crate::secret::Secret;

/// Reads a JSON document; says whether the text was one.
pub(super) fn read(text: &str, found: &mut Found) -> bool {
    let Ok(json) = serde_json::from_str::<Json>(text) else {
        return false;
    };
    let mut clients = Vec::new();
    walk(&json, &mut clients, found);
    let mut whole: Vec<&Client> = Vec::new();
    for client in &clients {
        if client.is_whole() && !whole.contains(&client) {
            whole.push(client);
        }
    }
    match whole[..] {
        [] => clients.iter().for_each(|part| part.take_into(found)),
        [client] => client.take_into(found),
        _ => found.several_clients(whole.len()),
    }
    true
}

/// What one JSON object says of a client.
#[derive(Default, PartialEq, Eq)]
struct Client<'a> {
    ids: Vec<&'a str>,
    bare_ids: Vec<&'a str>,
    secrets: Vec<&'a str>,
}

impl Client<'_> {
    fn is_whole(&self) -> bool {
        let has_id = !self.ids.is_empty() || !self.bare_ids.is_empty();
        has_id && !self.secrets.is_empty()
    }

    /// A bare `id` counts as the client's where a secret stands beside it and no `client_id` does.
    fn take_into(&self, found: &mut Found) {
        let (ids, field) = match (self.ids.is_empty(), self.secrets.is_empty()) {
            (false, _) => (&self.ids, Field::ClientId),
            (true, false) => (&self.bare_ids, Field::ClientId),
            (true, true) => (&self.bare_ids, Field::BareId),
        };
        for id in ids {
            found.take(field, id);
        }
        for secret in &self.secrets {
            found.take(Field::ClientSecret, secret);
        }
    }
}

fn walk<'a>(json: &'a Json, clients: &mut Vec<Client<'a>>, found: &mut Found) {
    match json {
        Json::List(items) => items.iter().for_each(|item| walk(item, clients, found)),
        Json::Object(members) => {
            let mut client = Client::default();
            for (name, value) in members {
                match (Field::of(name), value) {
                    (_, Json::Other) | (None, Json::Text(_)) => {}
                    (Some(Field::PrivateKey), _) => found.private_key(),
                    (Some(Field::ClientId), Json::Text(text)) => client.ids.push(text.expose()),
                    (Some(Field::BareId), Json::Text(text)) => client.bare_ids.push(text.expose()),
                    (Some(Field::ClientSecret), Json::Text(text)) => {
                        client.secrets.push(text.expose());
                    }
                    (Some(field), Json::Text(text)) => found.take(field, text.expose()),
                    (_, nested) => walk(nested, clients, found),
                }
            }
            if client != Client::default() {
                clients.push(client);
            }
        }
        Json::Text(_) | Json::Other => {}
    }
}

/// A JSON document whose texts are wiped on drop and whose doubled keys are all kept.
enum Json {
    Text(Secret),
    List(Vec<Self>),
    Object(Vec<(String, Self)>),
    Other,
}

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(JsonVisitor)
    }
}

struct JsonVisitor;

impl<'de> Visitor<'de> for JsonVisitor {
    type Value = Json;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_str<E>(self, text: &str) -> Result<Json, E> {
        Ok(Json::Text(Secret::from(text)))
    }

    fn visit_bool<E>(self, _: bool) -> Result<Json, E> {
        Ok(Json::Other)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Json, E> {
        Ok(Json::Other)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Json, E> {
        Ok(Json::Other)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Json, E> {
        Ok(Json::Other)
    }

    fn visit_unit<E>(self) -> Result<Json, E> {
        Ok(Json::Other)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Json, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Json::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Json, A::Error> {
        let mut object = Vec::new();
        while let Some(member) = members.next_entry()? {
            object.push(member);
        }
        Ok(Json::Object(object))
    }
}
