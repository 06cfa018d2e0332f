//! The record of a leak, as a file.

use std::fs;

use talkdesk_setup::effects::record_file::write_into;

#[test]
fn a_record_overwrites_nothing_and_makes_its_folder() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("Documents");
    for (text, name) in [
        ("one", "Talkdesk leak acme 2026-11-23.txt"),
        ("two", "Talkdesk leak acme 2026-11-23 2.txt"),
        ("three", "Talkdesk leak acme 2026-11-23 3.txt"),
    ] {
        let path = write_into(&folder, "Talkdesk leak acme 2026-11-23.txt", text).unwrap();
        assert_eq!(path, folder.join(name));
        assert_eq!(fs::read_to_string(path).unwrap(), text);
    }
}

#[test]
fn a_folder_that_takes_nothing_is_an_error() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("Documents");
    fs::write(&file, "").unwrap();
    assert!(write_into(&file, "record.txt", "text").is_err());
}
