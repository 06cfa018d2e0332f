//! What a person has chosen for every account. Nothing here is secret.

use std::{error::Error, fmt, path::PathBuf};

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
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            ca_file: None,
            remind_after_days: Some(90),
            verify_on_open: false,
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
        };
        for settings in [Settings::default(), chosen] {
            let json = settings.to_json().expect("text");
            check(&json, Ok(settings));
        }
    }

    #[test]
    fn a_member_that_cannot_be_read_has_its_usual_value() {
        check(r#"{"version":1}"#, Ok(Settings::default()));
        check(
            r#"{"version":1,"ca_file":7,"remind_after_days":"soon","verify_on_open":true,"new":[]}"#,
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
