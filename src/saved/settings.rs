//! What a person has chosen for every account. Nothing here is secret.

use std::{error::Error, fmt, path::PathBuf};

use jiff::{Span, Timestamp, civil::Date, tz::Offset};
use serde::Serialize;
use serde_json::Value;

use super::{VERSION, Version};
use crate::connection::AcceptedCaFile;

/// The settings, with the usual ones as default.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// A file with certificate authorities to trust beside the system's; `None` for the system's alone.
    pub ca_file: Option<AcceptedCaFile>,
    /// After how many days a card says that its secret is old; `None` for never. Never zero.
    pub remind_after_days: Option<u32>,
    /// Whether every account is verified when the program opens.
    pub verify_on_open: bool,
    /// How many times the program has opened on the saved accounts; counted only as long as the page is new to the person.
    pub visits: u8,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            ca_file: None,
            remind_after_days: Some(90),
            verify_on_open: false,
            visits: 0,
        }
    }
}

/// Why a settings file cannot be used, or settings cannot be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SettingsError {
    /// It is not JSON of the known shape.
    Damaged,
    /// Written by a newer version of the program.
    NewerVersion,
    /// The path of the CA file is no Unicode text, which JSON cannot hold.
    PathIsNoText,
}

impl Settings {
    /// So many times the page of accounts is new to the person.
    const FIRST_VISITS: u8 = 3;

    /// The usual settings, for a person of whom nothing is known because the file could not be read. Nothing is counted
    /// then, for counting would write over the file.
    #[must_use]
    pub fn unread() -> Self {
        Self {
            visits: Self::FIRST_VISITS + 1,
            ..Self::default()
        }
    }

    /// Whether the page of accounts is still new to the person.
    #[must_use]
    pub fn is_new_here(&self) -> bool {
        self.visits <= Self::FIRST_VISITS
    }

    /// The day, by universal time, on which credentials created at `created_at` are to be replaced next: wherever a day is
    /// named it is this one. `None` where no reminder is wanted. Nothing ends on that day.
    #[must_use]
    pub fn next_replacement(&self, created_at: Timestamp) -> Option<Date> {
        let days = self.remind_after_days?;
        let created = Offset::UTC.to_datetime(created_at).date();
        Some(
            Span::new()
                .try_days(days)
                .map_or(Date::MAX, |span| created.saturating_add(span)),
        )
    }

    /// Whether that day has come.
    #[must_use]
    pub fn is_due(&self, created_at: Timestamp, now: Timestamp) -> bool {
        let today = Offset::UTC.to_datetime(now).date();
        self.next_replacement(created_at)
            .is_some_and(|day| day <= today)
    }

    /// Reads the settings file's text. A member that is missing or of an unknown kind has its usual value, and unknown
    /// members are ignored: one of them must not take the others along.
    ///
    /// # Errors
    /// When the whole is damaged or from a newer version.
    pub fn from_json(text: &str) -> Result<Self, SettingsError> {
        match serde_json::from_str(text) {
            Ok(Version { version: VERSION }) => {}
            Ok(Version { version }) if version > VERSION => {
                return Err(SettingsError::NewerVersion);
            }
            _ => return Err(SettingsError::Damaged),
        }
        let stored: Value = serde_json::from_str(text).or(Err(SettingsError::Damaged))?;
        let usual = Self::default();
        let days = stored.get("remind_after_days");
        let text = |member| stored.get(member).and_then(Value::as_str);
        Ok(Self {
            ca_file: text("ca_file")
                .filter(|path| !path.is_empty())
                .map(|path| AcceptedCaFile {
                    path: PathBuf::from(path),
                    digest: text("ca_file_digest").unwrap_or_default().to_owned(),
                }),
            remind_after_days: match days {
                Some(Value::Null) => None,
                days => days
                    .and_then(Value::as_u64)
                    .and_then(|days| u32::try_from(days).ok())
                    .filter(|days| *days > 0)
                    .or(usual.remind_after_days),
            },
            verify_on_open: stored
                .get("verify_on_open")
                .and_then(Value::as_bool)
                .unwrap_or(usual.verify_on_open),
            visits: stored
                .get("visits")
                .and_then(Value::as_u64)
                .and_then(|visits| u8::try_from(visits).ok())
                .unwrap_or(usual.visits),
        })
    }

    /// The settings file's text, indented.
    ///
    /// # Errors
    /// When the path of the CA file is no text.
    pub fn to_json(&self) -> Result<String, SettingsError> {
        let Self {
            ca_file,
            remind_after_days,
            verify_on_open,
            visits,
        } = self;
        let ca_file_digest = ca_file.as_ref().map(|file| file.digest.as_str());
        let ca_file = match ca_file {
            Some(file) => Some(file.path.to_str().ok_or(SettingsError::PathIsNoText)?),
            None => None,
        };
        let stored = StoredSettings {
            version: VERSION,
            ca_file,
            ca_file_digest,
            remind_after_days: *remind_after_days,
            verify_on_open: *verify_on_open,
            visits: *visits,
        };
        let mut json = serde_json::to_string_pretty(&stored).or(Err(SettingsError::Damaged))?;
        json.push('\n');
        Ok(json)
    }
}

#[derive(Serialize)]
struct StoredSettings<'a> {
    version: u64,
    ca_file: Option<&'a str>,
    ca_file_digest: Option<&'a str>,
    remind_after_days: Option<u32>,
    verify_on_open: bool,
    visits: u8,
}

impl fmt::Display for SettingsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Damaged => "The settings are damaged.",
            Self::NewerVersion => {
                "A newer version of this program wrote the settings. Update this one."
            }
            Self::PathIsNoText => {
                "The name of the CA file has characters that are no text. Rename it, and choose it again."
            }
        })
    }
}

impl Error for SettingsError {}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Result<Settings, SettingsError>) {
        assert_eq!(Settings::from_json(text), expected, "{text}");
    }

    #[test]
    fn what_is_written_is_read_again() {
        let chosen = Settings {
            ca_file: Some(AcceptedCaFile {
                path: PathBuf::from("/etc/ssl/company.pem"),
                digest: "07ab".to_owned(),
            }),
            remind_after_days: None,
            verify_on_open: true,
            visits: 2,
        };
        for settings in [Settings::default(), chosen] {
            let json = settings.to_json().expect("text");
            check(&json, Ok(settings));
        }
    }

    #[test]
    fn the_day_of_the_next_replacement_follows_the_period() {
        let at = |text: &str| text.parse::<Timestamp>().expect("a time");
        let created = at("2026-08-31T23:59:59Z");
        let check = |remind_after_days, day: Option<&str>| {
            let settings = Settings {
                remind_after_days,
                ..Settings::default()
            };
            let named = settings.next_replacement(created);
            assert_eq!(named.map(|day| day.to_string()).as_deref(), day);
        };
        check(Some(90), Some("2026-11-29"));
        check(Some(30), Some("2026-09-30"));
        check(Some(u32::MAX), Some("9999-12-31"));
        check(None, None);
        let usual = Settings::default();
        assert!(!usual.is_due(created, at("2026-11-28T23:59:59Z")));
        assert!(usual.is_due(created, at("2026-11-29T00:00:00Z")));
    }

    #[test]
    fn a_member_that_cannot_be_read_has_its_usual_value() {
        check(r#"{"version":1}"#, Ok(Settings::default()));
        check(
            r#"{"version":1,"ca_file":7,"remind_after_days":"soon","verify_on_open":true,"visits":256,"new":[]}"#,
            Ok(Settings {
                verify_on_open: true,
                ..Settings::default()
            }),
        );
        for days in ["0", "-1", "1.5", "4294967296"] {
            check(
                &format!(r#"{{"version":1,"remind_after_days":{days}}}"#),
                Ok(Settings::default()),
            );
        }
    }

    #[test]
    fn a_ca_file_without_a_digest_is_none_that_was_accepted() {
        check(
            r#"{"version":1,"ca_file":"/a.pem","ca_file_digest":7}"#,
            Ok(Settings {
                ca_file: Some(AcceptedCaFile {
                    path: PathBuf::from("/a.pem"),
                    digest: String::new(),
                }),
                ..Settings::default()
            }),
        );
    }

    #[test]
    fn a_file_that_is_damaged_or_newer_is_told_apart() {
        for text in ["", "[]", "{}", r#"{"version":0}"#, r#"{"version":1"#] {
            check(text, Err(SettingsError::Damaged));
        }
        check(
            r#"{"version":2,"verify_on_open":true}"#,
            Err(SettingsError::NewerVersion),
        );
    }

    #[cfg(unix)]
    #[test]
    fn a_path_that_is_no_text_is_not_written() {
        use std::{ffi::OsStr, os::unix::ffi::OsStrExt as _};
        let settings = Settings {
            ca_file: Some(AcceptedCaFile {
                path: PathBuf::from(OsStr::from_bytes(b"/\xFF.pem")),
                digest: String::new(),
            }),
            ..Settings::default()
        };
        assert_eq!(settings.to_json(), Err(SettingsError::PathIsNoText));
    }
}
