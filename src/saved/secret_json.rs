//! JSON that holds a secret: written without a copy that is left behind, read into a [`Secret`].

use std::fmt;

use serde::{Deserializer, Serialize, de::Visitor};
use zeroize::Zeroizing;

use crate::secret::Secret;

/// Writes `value` as at most `limit` bytes of JSON.
///
/// # Errors
/// Its length in bytes, where that is more.
pub(super) fn write(value: &impl Serialize, limit: usize) -> Result<Secret, usize> {
    let mut json = Buffer {
        bytes: Zeroizing::new(Vec::with_capacity(limit)),
        limit,
        length: 0,
    };
    let written = serde_json::to_writer(&mut json, value);
    match std::str::from_utf8(&json.bytes) {
        Ok(text) if written.is_ok() && json.length <= limit => Ok(Secret::from(text)),
        _ => Err(json.length),
    }
}

/// Reads a text as a secret, for `deserialize_with`.
pub(super) fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Secret, D::Error> {
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
    limit: usize,
    bytes: Zeroizing<Vec<u8>>,
    length: usize,
}

impl std::io::Write for Buffer {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.length += bytes.len();
        if self.length <= self.limit {
            self.bytes.extend_from_slice(bytes);
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}
