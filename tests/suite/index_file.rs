//! The index file on a real file system.

use std::{
    fs::{self, File},
    os::unix::fs::PermissionsExt as _,
    path::Path,
    process, thread,
};

use talkdesk_setup::{
    credentials::ClientId,
    effects::index_file::{IndexFileError, change, read},
    saved::{Entry, Index, IndexError},
    talkdesk::{Account, AccountName, Region},
    unread::Unread,
};

use crate::session::{Keyring, in_private_session, limit_file_size};

fn entry(name: &str) -> Entry {
    Entry {
        account: Account {
            name: AccountName::parse(name).unwrap(),
            region: Region::Europe,
        },
        client_id: ClientId::parse("23de1fee0123456789abcdef01232546").unwrap(),
        created_at: "2026-11-03T09:30:00Z".parse().unwrap(),
        keychain: "GNOME Keyring".into(),
        last_verified: None,
        client_name: None,
        longest_token_life: None,
        granted: None,
        receiver: talkdesk_setup::receiver::Receiver::default(),
        previous: Vec::new(),
    }
}

fn index_of(names: &[&str]) -> Index {
    Index {
        entries: names.iter().map(|name| entry(name)).collect(),
    }
}

fn add(folder: &Path, name: &str) -> Result<Index, IndexFileError> {
    change(folder, |index| index.put(entry(name)))
}

fn names_in(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

fn set_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

fn text(path: &Path) -> String {
    path.to_str().unwrap().into()
}

#[test]
fn a_missing_file_is_an_empty_index() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(read(folder.path()), Ok(Index::default()));
    assert_eq!(
        read(&folder.path().join("not yet there")),
        Ok(Index::default())
    );
    assert!(names_in(folder.path()).is_empty());
}

#[test]
fn a_change_is_written_for_this_person_only() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("config/talkdesk-setup");
    assert_eq!(add(&folder, "acme"), Ok(index_of(&["acme"])));
    assert_eq!(add(&folder, "zeta"), Ok(index_of(&["acme", "zeta"])));
    assert_eq!(read(&folder), Ok(index_of(&["acme", "zeta"])));
    assert_eq!(names_in(&folder), ["accounts.json", "accounts.lock"]);
    assert_eq!(mode(&folder), 0o700);
    assert_eq!(mode(&folder.join("accounts.json")), 0o600);
    assert_eq!(mode(&folder.join("accounts.lock")), 0o600);
}

#[test]
fn row_60_writers_at_once_lose_nothing_and_readers_see_whole_files() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path();
    let names: Vec<_> = (0..40).map(|number| format!("account-{number}")).collect();
    thread::scope(|scope| {
        for names in names.chunks(10) {
            scope.spawn(move || {
                for name in names {
                    add(folder, name).unwrap();
                }
            });
        }
        scope.spawn(move || while read(folder).unwrap().entries.len() < 40 {});
    });
    let mut found: Vec<_> = read(folder)
        .unwrap()
        .entries
        .iter()
        .map(|entry| entry.account.name.as_str().to_owned())
        .collect();
    found.sort();
    let mut names = names;
    names.sort();
    assert_eq!(found, names);
}

#[test]
fn row_61_what_cannot_be_used_is_set_aside_whole() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("accounts.json");
    let cases: [(&[u8], IndexError); 4] = [
        (b"", IndexError::Damaged),
        (b"{\"version\":1,", IndexError::Damaged),
        (b"\xff\xfe not UTF-8", IndexError::Damaged),
        (NEWER.as_bytes(), IndexError::NewerVersion),
    ];
    for (number, (content, reason)) in cases.into_iter().enumerate() {
        fs::write(&file, content).unwrap();
        let kept = folder
            .path()
            .join(format!("accounts.set-aside-{}.json", number + 1));
        let expected = IndexFileError::SetAside {
            reason,
            kept_as: text(&kept),
        };
        assert!(expected.to_string().contains(&text(&kept)));
        assert_eq!(read(folder.path()), Err(expected));
        assert_eq!(fs::read(&kept).unwrap(), content);
        assert_eq!(read(folder.path()), Ok(Index::default()));
    }
}

const NEWER: &str = r#"{"version": 2, "accounts": []}"#;

#[test]
fn row_61_a_change_of_a_damaged_file_begins_anew_and_says_so() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("accounts.json"), "damaged").unwrap();
    let kept_as = text(&folder.path().join("accounts.set-aside-1.json"));
    assert_eq!(
        add(folder.path(), "acme"),
        Err(IndexFileError::SetAside {
            reason: IndexError::Damaged,
            kept_as
        })
    );
    assert_eq!(read(folder.path()), Ok(index_of(&["acme"])));
}

#[test]
fn a_folder_that_is_a_file_is_named() {
    let folder = tempfile::NamedTempFile::new().unwrap();
    let expected = IndexFileError::NotWritten {
        path: text(folder.path()),
    };
    assert_eq!(add(folder.path(), "acme"), Err(expected));
}

#[test]
fn a_lock_that_is_never_released_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("accounts.lock");
    let held = File::create(&path).unwrap();
    held.lock().unwrap();
    assert_eq!(
        add(folder.path(), "acme"),
        Err(IndexFileError::Busy { path: text(&path) })
    );
    drop(held);
    add(folder.path(), "acme").unwrap();
}

// Those below run in a private session, where mode bits count even for root and files can be limited in size.

#[test]
fn row_61_a_read_only_folder_is_named_and_the_old_file_stands() {
    let name = "index_file::row_61_a_read_only_folder_is_named_and_the_old_file_stands";
    in_private_session(name, Keyring::NoBus, || {
        let folder = tempfile::tempdir().unwrap();
        add(folder.path(), "acme").unwrap();
        set_mode(folder.path(), 0o500);
        let file = text(&folder.path().join("accounts.json"));
        assert_eq!(
            add(folder.path(), "zeta"),
            Err(IndexFileError::NotWritten { path: file })
        );
        assert_eq!(read(folder.path()), Ok(index_of(&["acme"])));
        set_mode(folder.path(), 0o700);
        assert_eq!(add(folder.path(), "zeta"), Ok(index_of(&["acme", "zeta"])));
    });
}

#[test]
fn row_61_a_full_disk_is_named_and_the_old_file_stands() {
    let name = "index_file::row_61_a_full_disk_is_named_and_the_old_file_stands";
    in_private_session(name, Keyring::NoBus, || {
        let folder = tempfile::tempdir().unwrap();
        add(folder.path(), "acme").unwrap();
        limit_file_size(process::id(), 0);
        let file = text(&folder.path().join("accounts.json"));
        assert_eq!(
            add(folder.path(), "zeta"),
            Err(IndexFileError::NotWritten { path: file })
        );
        assert_eq!(read(folder.path()), Ok(index_of(&["acme"])));
        assert_eq!(names_in(folder.path()), ["accounts.json", "accounts.lock"]);
        limit_file_size(process::id(), u64::MAX);
        add(folder.path(), "zeta").unwrap();
    });
}

#[test]
fn row_61_an_unreadable_file_is_named_and_left_alone() {
    let name = "index_file::row_61_an_unreadable_file_is_named_and_left_alone";
    in_private_session(name, Keyring::NoBus, || {
        let folder = tempfile::tempdir().unwrap();
        add(folder.path(), "acme").unwrap();
        let file = folder.path().join("accounts.json");
        set_mode(&file, 0o000);
        let expected = IndexFileError::NotRead {
            problem: Unread::NotReadable,
            path: text(&file),
        };
        assert_eq!(read(folder.path()), Err(expected.clone()));
        assert_eq!(add(folder.path(), "zeta"), Err(expected));
        set_mode(&file, 0o600);
        assert_eq!(read(folder.path()), Ok(index_of(&["acme"])));
    });
}

/// What an editor on Windows makes of a file.
#[test]
fn a_file_with_a_mark_or_in_utf_16_is_read() {
    let folder = tempfile::tempdir().unwrap();
    add(folder.path(), "acme").unwrap();
    let file = folder.path().join("accounts.json");
    let text = fs::read_to_string(&file).unwrap();
    for bytes in crate::session::as_other_editors_write(&text) {
        fs::write(&file, bytes).unwrap();
        assert_eq!(read(folder.path()), Ok(index_of(&["acme"])));
    }
    assert!(
        !names_in(folder.path())
            .iter()
            .any(|name| name.contains("set-aside"))
    );
}

#[test]
fn a_draft_with_a_mark_or_in_utf_16_is_read() {
    use talkdesk_setup::{effects::draft_file, program::Draft};

    let folder = tempfile::tempdir().unwrap();
    let draft = Draft {
        account: "acme".to_owned(),
        ..Draft::default()
    };
    draft_file::write(folder.path(), &draft);
    let file = folder.path().join("draft.json");
    let text = fs::read_to_string(&file).unwrap();
    for bytes in crate::session::as_other_editors_write(&text) {
        fs::write(&file, bytes).unwrap();
        assert_eq!(draft_file::read(folder.path()), Ok(Some(draft.clone())));
    }
}
