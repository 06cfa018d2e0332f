//! The settings file on a real file system.

use std::{fs, os::unix::fs::PermissionsExt as _, path::Path};

use talkdesk_setup::{
    connection::AcceptedCaFile,
    effects::settings_file::{SettingsFileError, read, write},
    saved::{Settings, SettingsError},
};

fn chosen() -> Settings {
    Settings {
        ca_file: Some(AcceptedCaFile {
            path: "/etc/ssl/company.pem".into(),
            digest: "07ab".to_owned(),
        }),
        remind_after_days: Some(30),
        verify_on_open: true,
        visits: 4,
    }
}

fn file(folder: &Path) -> std::path::PathBuf {
    folder.join("settings.json")
}

fn unusable(folder: &Path, reason: SettingsError) -> SettingsFileError {
    SettingsFileError::Unusable {
        reason,
        path: file(folder).to_str().unwrap().into(),
    }
}

#[test]
fn settings_are_kept_for_this_person_only_and_nothing_else_is_left() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("config/talkdesk-setup");
    assert_eq!(read(&folder), Ok(Settings::default()), "nothing there yet");
    assert_eq!(write(&folder, &Settings::default()), Ok(()));
    assert_eq!(write(&folder, &chosen()), Ok(()));
    assert_eq!(read(&folder), Ok(chosen()));
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode(&folder), mode(&file(&folder))), (0o700, 0o600));
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 1);
}

#[test]
fn a_damaged_file_is_named_and_replaced_by_the_next_choice() {
    let folder = tempfile::tempdir().unwrap();
    for damaged in [&b"{"[..], b"\xFF\xFE"] {
        fs::write(file(folder.path()), damaged).unwrap();
        let error = unusable(folder.path(), SettingsError::Damaged);
        assert_eq!(read(folder.path()), Err(error.clone()));
        assert!(error.to_string().contains("settings.json"));
        assert_eq!(write(folder.path(), &chosen()), Ok(()));
        assert_eq!(read(folder.path()), Ok(chosen()));
    }
}

#[test]
fn a_file_of_a_newer_version_is_never_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    let newer = r#"{"version":2,"of":"tomorrow"}"#;
    fs::write(file(folder.path()), newer).unwrap();
    let error = Err(unusable(folder.path(), SettingsError::NewerVersion));
    assert_eq!(read(folder.path()).map(|_| ()), error);
    assert_eq!(write(folder.path(), &chosen()), error);
    assert_eq!(fs::read_to_string(file(folder.path())).unwrap(), newer);
}

/// What an editor on Windows makes of a file.
#[test]
fn a_file_with_a_mark_or_in_utf_16_is_read() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), &chosen()).unwrap();
    let text = fs::read_to_string(file(folder.path())).unwrap();
    for bytes in crate::session::as_other_editors_write(&text) {
        fs::write(file(folder.path()), bytes).unwrap();
        assert_eq!(read(folder.path()), Ok(chosen()));
    }
}
