//! What a text is in which no credentials were found.

use std::path::{Path, PathBuf};

use crate::credentials::unwrapping::percent_decode;

/// The path of a file, as a file manager copies it or a person writes it.
pub(super) fn file_path(text: &str) -> Option<PathBuf> {
    const LONGEST: usize = 4_096;
    const FIRST_LINES: [&str; 3] = ["x-special/nautilus-clipboard", "copy", "cut"];
    if text.len() > LONGEST {
        return None;
    }
    let mut lines = text
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !FIRST_LINES.contains(line));
    let (Some(line), None) = (lines.next(), lines.next()) else {
        return None;
    };
    let line = line.trim_matches(['"', '\'', '<', '>', '`']);
    if let Some(address) = line.strip_prefix("file://") {
        let path = address.strip_prefix("localhost").unwrap_or(address);
        let path = percent_decode(path)?;
        let path = path.expose();
        let is_drive = path.get(2..3) == Some(":");
        return Some(PathBuf::from(if is_drive { &path[1..] } else { path }));
    }
    let has_ending = |name: &str| {
        name.rsplit_once('.').is_some_and(|(front, ending)| {
            !front.is_empty()
                && (1..=5).contains(&ending.len())
                && ending.bytes().all(|b| b.is_ascii_alphanumeric())
        })
    };
    let is_drive = line
        .get(1..3)
        .is_some_and(|start| start == ":\\" || start == ":/");
    let is_path = line.starts_with('/') || line.starts_with("~/") || line.starts_with("./");
    let name = line.rsplit(['/', '\\']).next().unwrap_or_default();
    let is_file = is_drive
        || line.starts_with("\\\\")
        || (is_path && !line.starts_with("//") && has_ending(name));
    is_file.then(|| PathBuf::from(line))
}

/// Whether this system can open the path as it stands.
pub(super) fn can_be_opened(path: &Path) -> bool {
    path.is_absolute()
}

/// What a text is, as a sentence.
pub(super) fn kind_of(text: &str) -> Option<&'static str> {
    const KINDS: [(&str, &str); 9] = [
        (
            "PK\u{3}\u{4}",
            "That is an archive. Unpack it first, then choose the file inside.",
        ),
        (
            "PK",
            "That is an archive. Unpack it first, then choose the file inside.",
        ),
        (
            "%PDF-",
            "That is a PDF document. Open it, then copy the values.",
        ),
        ("\u{FFFD}PNG", "That is a picture. Copy the values as text."),
        ("data:image/", "That is a picture. Copy the values as text."),
        (
            "-----BEGIN CERTIFICATE",
            "That is a certificate. Copy the client ID and the client secret.",
        ),
        (
            "-----BEGIN PGP",
            "That is an encrypted message. Decrypt it first.",
        ),
        (
            "-----BEGIN AGE",
            "That is an encrypted message. Decrypt it first.",
        ),
        (
            "ssh-",
            "That is an SSH key. Copy the client ID and the client secret.",
        ),
    ];
    let text = text.trim_start();
    let by_beginning = KINDS
        .iter()
        .find(|(beginning, _)| text.starts_with(beginning))
        .map(|(_, kind)| *kind);
    let is_archive = text.starts_with("PK") && !text.starts_with("PK\u{3}");
    if is_archive
        && text
            .get(2..4)
            .is_some_and(|next| next.bytes().all(|byte| byte.is_ascii_graphic()))
    {
        return None;
    }
    by_beginning.or_else(|| {
        if is_web_page(text) {
            Some("That is a web page. Copy the client ID and the client secret themselves, or the downloaded file.")
        } else if text.starts_with(['{', '[']) && serde_json::from_str::<serde::de::IgnoredAny>(text).is_err() && text.contains('"') {
            Some("This looks like JSON, but it is not whole. Copy all of it, or choose the downloaded file.")
        } else {
            None
        }
    })
}

fn is_web_page(text: &str) -> bool {
    const TAGS: [&str; 10] = [
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
    const LOOKED_AT: usize = 100_000;
    let contains = |tag: &str| {
        let bytes = &text.as_bytes()[..text.len().min(LOOKED_AT)];
        bytes
            .windows(tag.len())
            .any(|part| part.eq_ignore_ascii_case(tag.as_bytes()))
    };
    text.starts_with('<') && TAGS.into_iter().any(contains)
}
