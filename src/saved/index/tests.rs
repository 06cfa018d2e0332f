use super::*;
use crate::talkdesk::{AccountName, Region};

const JSON: &str = r#"{
  "version": 1,
  "accounts": [
    {
      "account": "acme",
      "region": "us",
      "token_host": "https://acme.talkdeskid.com",
      "api_host": "https://api.talkdeskapp.com",
      "client_id": "id-1",
      "created_at": "2026-03-21T09:30:00Z",
      "keychain": "GNOME Keyring",
      "last_verified": {
        "at": "2026-03-22T09:30:00Z",
        "result": "refused",
        "why": "Talkdesk refused."
      }
    },
    {
      "account": "acme",
      "region": "eu",
      "token_host": "https://acme.talkdeskid.eu",
      "api_host": "https://api.talkdeskapp.eu",
      "client_id": "id-2",
      "created_at": "2026-03-21T09:30:00Z",
      "keychain": "GNOME Keyring",
      "last_verified": null
    }
  ]
}
"#;

fn entry(region: Region, id: &str) -> Entry {
    Entry {
        account: Account {
            name: AccountName::parse("acme").unwrap(),
            region,
        },
        client_id: ClientId::parse(id).unwrap(),
        created_at: "2026-03-21T09:30:00Z".parse().unwrap(),
        keychain: "GNOME Keyring".to_owned(),
        last_verified: None,
        client_name: None,
        longest_token_life: None,
        granted: None,
        receiver: Receiver::default(),
        previous: Vec::new(),
    }
}

fn index() -> Index {
    let mut american = entry(Region::UnitedStates, "id-1");
    american.last_verified = Some(LastVerification {
        at: "2026-03-22T09:30:00Z".parse().unwrap(),
        result: VerificationResult::Refused("Talkdesk refused.".to_owned()),
    });
    Index {
        entries: vec![american, entry(Region::Europe, "id-2")],
    }
}

#[test]
fn the_file_is_this() {
    assert_eq!(index().to_json(), JSON);
    assert_eq!(Index::from_json(JSON), Ok(index()));
    assert_eq!(
        Index::from_json(&Index::default().to_json()),
        Ok(Index::default())
    );
}

#[test]
fn entries_are_put_in_their_place_found_and_removed() {
    let mut index = index();
    index.put(entry(Region::UnitedStates, "id-3"));
    index.put(entry(Region::Canada, "id-4"));
    let ids = |index: &Index| {
        index
            .entries
            .iter()
            .map(|e| e.client_id.as_str().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(ids(&index), ["id-3", "id-2", "id-4"]);
    let europe = entry(Region::Europe, "id-9").account;
    assert_eq!(index.find(&europe).unwrap().client_id.as_str(), "id-2");
    index.remove(&europe);
    assert_eq!(index.find(&europe), None);
    index.remove(&europe);
    assert_eq!(ids(&index), ["id-3", "id-4"]);
}

fn check(change: (&str, &str), result: &Result<(), IndexError>) {
    assert!(JSON.contains(change.0), "{change:?}");
    assert_eq!(
        &Index::from_json(&JSON.replace(change.0, change.1)).map(|_| ()),
        result,
        "{change:?}"
    );
}

#[test]
fn unknown_members_are_ignored_and_newer_versions_told_apart() {
    check(
        ("\"version\": 1,", "\"version\": 1, \"theme\": {},"),
        &Ok(()),
    );
    check(
        ("\"region\": \"us\",", "\"region\": \"us\", \"color\": 7,"),
        &Ok(()),
    );
    check(
        ("\"version\": 1", "\"version\": 2"),
        &Err(IndexError::NewerVersion),
    );
    assert_eq!(
        Index::from_json(r#"{"version":2,"accounts":7}"#),
        Err(IndexError::NewerVersion)
    );
}

#[test]
fn anything_else_is_damaged() {
    for change in [
        ("\"version\": 1,", ""),
        ("\"version\": 1", "\"version\": 0"),
        ("\"us\"", "\"eu\""),
        ("\"us\"", "\"uk\""),
        ("\"id-1\"", "\"\""),
        ("\"refused\"", "\"lost\""),
        ("2026-03-22T09:30:00Z", "today"),
        ("\"keychain\": \"GNOME Keyring\",", ""),
    ] {
        check(change, &Err(IndexError::Damaged));
    }
    for text in ["", "{}", "[]", "null", &JSON[..100]] {
        assert_eq!(Index::from_json(text), Err(IndexError::Damaged), "{text}");
    }
}
