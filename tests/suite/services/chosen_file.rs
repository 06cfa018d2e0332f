use std::{fs, path::Path};

use talkdesk_setup::{
    credentials::{MAX_TEXT_BYTES, NoText},
    effects::chosen_file::{FileError, read_file},
};

use crate::stopped_drive::{StoppedDrive, pipe};

/// Reads a file with this content.
fn read(content: &[u8]) -> Result<String, FileError> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("client.json");
    fs::write(&path, content).unwrap();
    read_file(&path).map(|text| text.expose().to_owned())
}

fn check(content: &[u8], text: &str) {
    assert_eq!(read(content).as_deref(), Ok(text), "{content:?}");
}

#[test]
fn text_in_the_usual_encodings_is_read() {
    check(b"", "");
    check(b"{\"id\": \"a\"}\n", "{\"id\": \"a\"}\n");
    check("Schlüssel €".as_bytes(), "Schlüssel €");
    check(b"\xEF\xBB\xBF{}", "{}");
    check(b"\xFF\xFE{\0}\0\xAC\x20", "{}€");
    check(b"\xFE\xFF\0{\0}\xD8\x3D\xDE\x00", "{}😀");
    check(b"{\0\"\0i\0d\0\"\0}\0", "{\"id\"}");
    check(b"\0{\0\"\0i\0d\0\"\0}", "{\"id\"}");
    check(b"Schl\xFCssel \x80", "Schlüssel €");
}

#[test]
fn what_is_no_text_is_refused_by_name_and_for_what_it_is() {
    for (content, kind) in [
        (&b"\xFF\xFEa"[..], NoText::Other),
        (b"\xFF\xFE\x00\xD8", NoText::Other),
        (b"\xFE\xFF\xDC\x00\0a", NoText::Other),
        (b"\x01\x02\x03\x04\x05\x06", NoText::Other),
        (b"PK\x03\x04\x14\0\0\0name.json", NoText::Archive),
        (
            b"PK\x03\x04\x14\0\0\0word/document.xml",
            NoText::OfficeDocument,
        ),
        (b"\x1F\x8B\x08", NoText::Archive),
        (b"\x89PNG\r\n", NoText::Picture),
        (b"\0\0\0\x18ftypheic", NoText::Picture),
        (b"%PDF-1.7", NoText::Pdf),
        (
            b"\x03\xD9\xA2\x9A\x67\xFB\x4B\xB5",
            NoText::PasswordDatabase,
        ),
    ] {
        assert_eq!(
            read(content),
            Err(FileError::NotText {
                name: "client.json".to_owned(),
                content: kind
            }),
            "{content:?}"
        );
    }
}

#[test]
fn one_mib_is_read_and_not_one_byte_more() {
    let longest = "x".repeat(MAX_TEXT_BYTES);
    check(longest.as_bytes(), &longest);
    let wide: Vec<u8> = b"\xFF\xFE"
        .iter()
        .copied()
        .chain([0xAC, 0x20].repeat(32_767))
        .collect();
    check(&wide, &"€".repeat(32_767));
    assert_eq!(
        read(&vec![b'x'; MAX_TEXT_BYTES + 1]),
        Err(FileError::TooLong {
            name: "client.json".to_owned()
        })
    );
}

#[test]
fn folders_devices_and_pipes_are_refused_without_waiting() {
    let folder = tempfile::tempdir().unwrap();
    let a_pipe = folder.path().join("pipe");
    pipe(&a_pipe);
    for (path, name) in [
        (folder.path(), None),
        (Path::new("/dev/zero"), Some("zero")),
        (&a_pipe, Some("pipe")),
    ] {
        let name = name
            .unwrap_or_else(|| path.file_name().unwrap().to_str().unwrap())
            .to_owned();
        assert_eq!(read_file(path), Err(FileError::NotAFile { name }));
    }
}

#[test]
fn a_drive_that_does_not_answer_is_given_up() {
    let drive = StoppedDrive::with("client.json", "{}");
    let name = "client.json".to_owned();
    let error = read_file(&drive.path("client.json")).unwrap_err();
    assert_eq!(error, FileError::NoAnswer { name });
    assert!(error.sentence().contains("Copy it to this computer"));
}

#[test]
fn a_missing_file_is_named_without_its_tricks() {
    let error = read_file(Path::new("/nowhere/a\u{202E}nosj.exe\n")).unwrap_err();
    assert_eq!(
        error,
        FileError::NotReadable {
            name: "a\u{FFFD}nosj.exe\u{FFFD}".to_owned()
        }
    );
    assert!(
        error
            .sentence()
            .starts_with("a\u{FFFD}nosj.exe\u{FFFD} cannot be read.")
    );
}
