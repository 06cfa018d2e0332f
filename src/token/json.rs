//! Reading one flat JSON object from a server: duplicate names refused, depth and kind of every other value ignored.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::Value;

/// Why a body is no JSON object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum JsonError {
    /// There is no body.
    Empty,
    /// It begins like JSON and ends too soon.
    CutOff,
    /// It is JSON of another kind, such as a list.
    NotAnObject,
    /// One name stands twice; RFC 8259 section 4 leaves open which value counts.
    DuplicateName(String),
    /// A value is nested deeper than any that is needed.
    TooDeep,
    /// It is no JSON.
    NotJson,
}

/// The values of the wanted names; what has another name is skipped without being kept.
pub(crate) fn read_object(
    body: &[u8],
    wanted: &[&'static str],
) -> Result<BTreeMap<String, Value>, JsonError> {
    if body.trim_ascii().is_empty() {
        return Err(JsonError::Empty);
    }
    let mut deserializer = serde_json::Deserializer::from_slice(body);
    let read = Wanted(wanted).deserialize(&mut deserializer);
    match read.and_then(|object| deserializer.end().map(|()| object)) {
        Ok(Object {
            duplicate: Some(name),
            ..
        }) => Err(JsonError::DuplicateName(name)),
        Ok(object) => Ok(object.values),
        Err(error) if error.is_eof() => Err(JsonError::CutOff),
        Err(error) if error.is_data() => Err(JsonError::NotAnObject),
        // serde_json has no kind of its own for this.
        Err(error) if error.to_string().starts_with("recursion limit exceeded") => {
            Err(JsonError::TooDeep)
        }
        Err(_) => Err(JsonError::NotJson),
    }
}

#[derive(Clone, Copy)]
struct Wanted<'a>(&'a [&'static str]);

struct Object {
    values: BTreeMap<String, Value>,
    duplicate: Option<String>,
}

impl<'de> DeserializeSeed<'de> for Wanted<'_> {
    type Value = Object;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Object, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Wanted<'_> {
    type Value = Object;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Object, A::Error> {
        let mut seen = BTreeSet::new();
        let mut object = Object {
            values: BTreeMap::new(),
            duplicate: None,
        };
        while let Some(name) = map.next_key::<String>()? {
            if self.0.contains(&name.as_str()) {
                object.values.insert(name.clone(), map.next_value()?);
            } else {
                map.next_value::<IgnoredAny>()?;
            }
            if !seen.insert(name.clone()) {
                object.duplicate.get_or_insert(name);
            }
        }
        Ok(object)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(body: &str, expected: Result<&[(&str, Value)], JsonError>) {
        let expected = expected.map(|pairs| {
            pairs
                .iter()
                .map(|(name, value)| ((*name).to_owned(), value.clone()))
                .collect()
        });
        assert_eq!(
            read_object(body.as_bytes(), &["a", "b"]),
            expected,
            "{body:.60}"
        );
    }

    #[test]
    fn wanted_names_are_read_and_others_skipped() {
        check(
            r#"{"a":"x","b":[1],"c":{"a":2}}"#,
            Ok(&[("a", "x".into()), ("b", vec![1].into())]),
        );
        check(" {} \r\n", Ok(&[]));
    }

    #[test]
    fn what_is_no_object_is_told_apart() {
        check("", Err(JsonError::Empty));
        check(" \r\n", Err(JsonError::Empty));
        check("[1]", Err(JsonError::NotAnObject));
        check("null", Err(JsonError::NotAnObject));
        check(r#"{"a":"x"#, Err(JsonError::CutOff));
        check(r#"{"a":1,"#, Err(JsonError::CutOff));
        check("<html>", Err(JsonError::NotJson));
        check(r#"{"a":1} {}"#, Err(JsonError::NotJson));
        check("{'a':1}", Err(JsonError::NotJson));
        check(
            r#"{"a":1,"a":1}"#,
            Err(JsonError::DuplicateName("a".to_owned())),
        );
        check(
            r#"{"z":1,"z":2}"#,
            Err(JsonError::DuplicateName("z".to_owned())),
        );
        check(
            "{\"\\u0061\":1,\"a\":2}",
            Err(JsonError::DuplicateName("a".to_owned())),
        );
    }

    #[test]
    fn a_hundred_thousand_levels_do_no_harm() {
        let (open, close) = ("[".repeat(100_000), "]".repeat(100_000));
        check(&open, Err(JsonError::NotAnObject));
        check(
            &format!(r#"{{"a":{open}{close}}}"#),
            Err(JsonError::TooDeep),
        );
        check(
            &format!(r#"{{"c":{open}{close},"a":1}}"#),
            Ok(&[("a", 1.into())]),
        );
        check(&format!(r#"{{"c":{open}"#), Err(JsonError::CutOff));
    }
}
