//! The one value per account that the keychain keeps.

use std::{error::Error, fmt};

use jiff::Timestamp;
use serde::{Deserialize, Deserializer, Serialize, de::Visitor};
use zeroize::Zeroizing;

use super::{VERSION, Version, stored_account::StoredAccount};
use crate::{credentials::ClientId, secret::Secret, talkdesk::Account};

/// The longest envelope, in bytes of UTF-8: Windows' Credential Manager keeps 2,560.
pub const MAX_ENVELOPE_BYTES: usize = 2400;

/// The content of a keychain item: credentials together with what they belong to, so that a secret can never be paired
/// with another client's ID.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Envelope {
    /// The account and, for Other, its hosts.
    pub account: Account,
    /// The client ID.
    pub client_id: ClientId,
    /// The client secret.
    pub client_secret: Secret,
    /// When these credentials were first saved; to the second.
    pub created_at: Timestamp,
}

/// Why bytes from the keychain are no envelope, or an envelope cannot be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EnvelopeError {
    /// It would be longer than [`MAX_ENVELOPE_BYTES`].
    TooLong {
        /// Its length in bytes.
        bytes: usize,
    },
    /// Written by a newer version of the program.
    NewerVersion,
    /// Not written by this program, or edited by hand.
    NotOurs,
}

impl Envelope {
    /// The JSON text as stored: `version, account, region, token_host, api_host, client_id, client_secret, created_at`.
    ///
    /// # Errors
    /// When it would be longer than [`MAX_ENVELOPE_BYTES`].
    pub fn to_json(&self) -> Result<Secret, EnvelopeError> {
        let StoredAccount {
            account,
            region,
            token_host,
            api_host,
        } = StoredAccount::from(&self.account);
        let stored = Written {
            version: VERSION,
            account,
            region,
            token_host,
            api_host,
            client_id: self.client_id.as_str(),
            client_secret: self.client_secret.expose(),
            created_at: self.created_at.to_string(),
        };
        let mut json = Buffer {
            bytes: Zeroizing::new(Vec::with_capacity(MAX_ENVELOPE_BYTES)),
            length: 0,
        };
        let written = serde_json::to_writer(&mut json, &stored);
        match std::str::from_utf8(&json.bytes) {
            Ok(text) if written.is_ok() && json.length <= MAX_ENVELOPE_BYTES => {
                Ok(Secret::from(text))
            }
            _ => Err(EnvelopeError::TooLong { bytes: json.length }),
        }
    }

    /// Reads what [`to_json`](Self::to_json) wrote. Unknown members are ignored.
    ///
    /// # Errors
    /// When it is no envelope of this version.
    pub fn from_json(bytes: &[u8]) -> Result<Self, EnvelopeError> {
        match serde_json::from_slice(bytes) {
            Ok(Version { version: VERSION }) => Self::read(bytes).ok_or(EnvelopeError::NotOurs),
            Ok(Version { version }) if version > VERSION => Err(EnvelopeError::NewerVersion),
            _ => Err(EnvelopeError::NotOurs),
        }
    }

    fn read(bytes: &[u8]) -> Option<Self> {
        let Read {
            account,
            region,
            token_host,
            api_host,
            client_id,
            client_secret,
            created_at,
        } = serde_json::from_slice(bytes).ok()?;
        let account = StoredAccount {
            account,
            region,
            token_host,
            api_host,
        }
        .read()?;
        let client_id = ClientId::parse(&client_id)
            .ok()
            .filter(|id| id.as_str() == client_id)?;
        let created_at = created_at.parse().ok()?;
        (!client_secret.is_empty()).then_some(Self {
            account,
            client_id,
            client_secret,
            created_at,
        })
    }
}

#[derive(Serialize)]
struct Written<'a> {
    version: u64,
    account: String,
    region: String,
    token_host: Option<String>,
    api_host: Option<String>,
    client_id: &'a str,
    client_secret: &'a str,
    created_at: String,
}

#[derive(Deserialize)]
struct Read {
    account: String,
    region: String,
    token_host: Option<String>,
    api_host: Option<String>,
    client_id: String,
    #[serde(deserialize_with = "read_secret")]
    client_secret: Secret,
    created_at: String,
}

fn read_secret<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Secret, D::Error> {
    struct SecretVisitor;

    impl Visitor<'_> for SecretVisitor {
        type Value = Secret;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a text")
        }

        fn visit_str<E>(self, text: &str) -> Result<Secret, E> {
            Ok(Secret::from(text))
        }
    }

    deserializer.deserialize_str(SecretVisitor)
}

/// A buffer that never grows, so that no copy is left behind; what does not fit is counted and dropped.
struct Buffer {
    bytes: Zeroizing<Vec<u8>>,
    length: usize,
}

impl std::io::Write for Buffer {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.length += bytes.len();
        if self.length <= MAX_ENVELOPE_BYTES {
            self.bytes.extend_from_slice(bytes);
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl fmt::Display for EnvelopeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLong { bytes } => write!(
                f,
                "Account, hosts, client ID and secret together are {bytes} bytes long. Not every system's keychain keeps \
                 more than {MAX_ENVELOPE_BYTES}."
            ),
            Self::NewerVersion => f.write_str(
                "A newer version of this program wrote this keychain item. Update this one.",
            ),
            Self::NotOurs => f.write_str(
                "This keychain item was not written by this program, or was changed since.",
            ),
        }
    }
}

impl Error for EnvelopeError {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::talkdesk::{AccountName, Host, Region};

    const JSON: &str = r#"{"version":1,"account":"acme","region":"eu","token_host":"https://acme.talkdeskid.eu","api_host":"https://api.talkdeskapp.eu","client_id":"23de1feea24c4c0f8b6fa9d6b7a02546","client_secret":"-kX0\"pretend\\","created_at":"2026-03-21T09:30:00Z"}"#;

    fn envelope(region: Region, secret: &str) -> Envelope {
        Envelope {
            account: Account {
                name: AccountName::parse("acme").unwrap(),
                region,
            },
            client_id: ClientId::parse("23de1feea24c4c0f8b6fa9d6b7a02546").unwrap(),
            client_secret: Secret::from(secret),
            created_at: "2026-03-21T09:30:00Z".parse().unwrap(),
        }
    }

    #[test]
    fn the_stored_text_is_this() {
        let envelope = envelope(Region::Europe, r#"-kX0"pretend\"#);
        assert_eq!(envelope.to_json().unwrap().expose(), JSON);
        assert_eq!(Envelope::from_json(JSON.as_bytes()), Ok(envelope));
    }

    #[test]
    fn other_keeps_both_hosts() {
        let region = Region::Other {
            token_host: Host::parse("http://127.0.0.1:4455").unwrap(),
            api_host: Host::parse("https://api.talkdeskapp.au:8443").unwrap(),
        };
        let envelope = envelope(region, "s");
        let json = envelope.to_json().unwrap();
        assert!(json.expose().contains(
            r#""region":"other","token_host":"http://127.0.0.1:4455","api_host":"https://api.talkdeskapp.au:8443","#
        ));
        assert_eq!(Envelope::from_json(json.expose().as_bytes()), Ok(envelope));
    }

    #[test]
    fn the_longest_envelope_is_2400_bytes() {
        let length = |secret: usize| envelope(Region::Europe, &"s".repeat(secret)).to_json();
        let rest = length(1).unwrap().expose().len() - 1;
        assert_eq!(length(2400 - rest).unwrap().expose().len(), 2400);
        assert_eq!(
            length(2401 - rest),
            Err(EnvelopeError::TooLong { bytes: 2401 })
        );
        assert_eq!(
            length(9000),
            Err(EnvelopeError::TooLong { bytes: 9000 + rest })
        );
    }

    fn check(change: (&str, &str), result: Result<(), EnvelopeError>) {
        assert!(JSON.contains(change.0), "{change:?}");
        let changed = JSON.replace(change.0, change.1);
        assert_eq!(
            Envelope::from_json(changed.as_bytes()).map(|_| ()),
            result,
            "{change:?}"
        );
    }

    #[test]
    fn unknown_members_are_ignored() {
        check(
            (r#""version":1,"#, r#""version":1,"note":[{"a":null}],"#),
            Ok(()),
        );
    }

    #[test]
    fn hosts_of_a_known_region_need_not_be_there() {
        check(
            (
                r#""token_host":"https://acme.talkdeskid.eu","api_host":"https://api.talkdeskapp.eu","#,
                "",
            ),
            Ok(()),
        );
    }

    #[test]
    fn newer_versions_are_told_apart() {
        check(
            (r#""version":1"#, r#""version":2"#),
            Err(EnvelopeError::NewerVersion),
        );
        assert_eq!(
            Envelope::from_json(br#"{"version":99,"x":{}}"#),
            Err(EnvelopeError::NewerVersion)
        );
    }

    #[test]
    fn what_this_program_does_not_write_is_not_ours() {
        for change in [
            (r#""version":1,"#, ""),
            (r#""version":1"#, r#""version":0"#),
            (r#""version":1"#, r#""version":-1"#),
            (r#""version":1"#, r#""version":"1""#),
            (r#""version":1"#, r#""version":1,"version":1"#),
            (
                r#""client_secret":"-kX0\"pretend\\""#,
                r#""client_secret":"""#,
            ),
            (r#""client_secret":"-kX0\"pretend\\","#, ""),
            (
                r#""client_secret":"-kX0\"pretend\\""#,
                r#""client_secret":null"#,
            ),
            (
                r#""created_at""#,
                r#""client_secret":"another","created_at""#,
            ),
            ("23de1feea24c4c0f8b6fa9d6b7a02546", ""),
            ("23de1feea24c4c0f8b6fa9d6b7a02546", " 23de "),
            ("\"acme\"", "\"a.b\""),
            ("\"eu\"", "\"uk\""),
            (
                r#""region":"eu","token_host":"https://acme.talkdeskid.eu""#,
                r#""region":"other""#,
            ),
            (
                r#""region":"eu","token_host":"https"#,
                r#""region":"other","token_host":"http"#,
            ),
            ("2026-03-21T09:30:00Z", "yesterday"),
            ("}", "} x"),
        ] {
            check(change, Err(EnvelopeError::NotOurs));
        }
        for bytes in [&b""[..], b"s3cr3t", b"[]", b"\xff\xfe{\0}\0", b"{"] {
            assert_eq!(
                Envelope::from_json(bytes),
                Err(EnvelopeError::NotOurs),
                "{bytes:?}"
            );
        }
    }

    #[test]
    fn debug_shows_no_secret() {
        let envelope = envelope(Region::Europe, "s3cr3t");
        let shown = format!("{envelope:?} {:?}", envelope.to_json());
        assert!(!shown.contains("s3cr3t"), "{shown}");
    }
}
