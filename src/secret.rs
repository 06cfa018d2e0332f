//! The one home of a secret: redacted in `Debug`, wiped on drop, compared in constant time.

use std::{fmt, sync::OnceLock};

use sha2::{Digest as _, Sha256};
use subtle::ConstantTimeEq as _;
use zeroize::{Zeroize as _, Zeroizing};

/// Text that must not be seen: a client secret, an access token, an Authorization header.
///
/// It has no `Display`, no serialisation and a `Debug` that says nothing of the text, not even its length.
/// Its buffer never grows, so no copy is left behind by a reallocation. A clone has room for its own text only.
#[derive(Clone, Default)]
pub struct Secret(Zeroizing<String>);

impl Secret {
    /// An empty secret that [`push_str`](Self::push_str) can fill up to `capacity` bytes.
    #[must_use]
    pub fn with_capacity(capacity: usize) -> Self {
        Self(Zeroizing::new(String::with_capacity(capacity)))
    }

    /// The text itself. Whoever calls this keeps no copy that is not a `Secret`.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// Whether there is no text.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Appends `text`, or changes nothing and returns `false` where the buffer is too small for it.
    #[must_use]
    pub fn push_str(&mut self, text: &str) -> bool {
        let fits = self.0.len() + text.len() <= self.0.capacity();
        if fits {
            self.0.push_str(text);
        }
        fits
    }

    /// Takes off the last character, if there is one, and wipes it from the buffer.
    pub fn pop(&mut self) {
        let Some((start, _)) = self.0.char_indices().next_back() else {
            return;
        };
        let kept = Zeroizing::new(self.0[..start].to_owned());
        self.clear();
        self.0.push_str(&kept);
    }

    /// Wipes the text and keeps the buffer.
    pub fn clear(&mut self) {
        self.0.zeroize();
    }
}

/// What tells whether a secret is the one that was seen before, without keeping anything of it: SHA-256 over a random key
/// of this process and the secret. Without the key, nothing can be tried against it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SecretDigest([u8; 32]);

impl Secret {
    /// The digest by which this secret is recognized as long as the process runs.
    #[must_use]
    pub fn digest(&self) -> SecretDigest {
        static KEY: OnceLock<Zeroizing<[u8; 32]>> = OnceLock::new();
        let key = KEY.get_or_init(|| {
            let mut key = Zeroizing::new([0; 32]);
            // A system without randomness has no TLS either; all digests are then made with the same key.
            getrandom::fill(key.as_mut_slice()).unwrap_or_default();
            key
        });
        let hash = Sha256::new()
            .chain_update(key.as_slice())
            .chain_update(self.expose());
        SecretDigest(hash.finalize().into())
    }
}

/// Takes the buffer over; no copy is made.
impl From<String> for Secret {
    fn from(text: String) -> Self {
        Self(Zeroizing::new(text))
    }
}

impl From<&str> for Secret {
    fn from(text: &str) -> Self {
        Self::from(text.to_owned())
    }
}

/// In constant time for texts of one length; the length itself is not hidden.
impl PartialEq for Secret {
    fn eq(&self, other: &Self) -> bool {
        self.expose()
            .as_bytes()
            .ct_eq(other.expose().as_bytes())
            .into()
    }
}

impl Eq for Secret {}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(redacted)")
    }
}

/// Bytes that must not be seen and may be no text: what an item of a keychain holds. Otherwise like [`Secret`].
#[derive(Clone, Default)]
pub struct SecretBytes(Zeroizing<Vec<u8>>);

impl SecretBytes {
    /// The bytes themselves. Whoever calls this keeps no copy that is not wiped.
    #[must_use]
    pub fn expose(&self) -> &[u8] {
        &self.0
    }
}

/// Takes the buffer over; no copy is made.
impl From<Vec<u8>> for SecretBytes {
    fn from(bytes: Vec<u8>) -> Self {
        Self(Zeroizing::new(bytes))
    }
}

impl From<&Secret> for SecretBytes {
    fn from(secret: &Secret) -> Self {
        Self::from(secret.expose().as_bytes().to_vec())
    }
}

/// In constant time for values of one length; the length itself is not hidden.
impl PartialEq for SecretBytes {
    fn eq(&self, other: &Self) -> bool {
        self.0.ct_eq(&other.0).into()
    }
}

impl Eq for SecretBytes {}

impl fmt::Debug for SecretBytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecretBytes(redacted)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_says_nothing() {
        assert_eq!(format!("{:?}", Secret::from("s3cr3t")), "Secret(redacted)");
        assert_eq!(
            format!("{:#?}", Some(Secret::from(""))),
            "Some(\n    Secret(redacted),\n)"
        );
    }

    #[test]
    fn a_full_buffer_takes_nothing_and_stays_where_it_is() {
        let mut secret = Secret::with_capacity(8);
        let (room, buffer) = (secret.0.capacity(), secret.0.as_ptr());
        assert!(secret.push_str(&"a".repeat(room - 1)));
        assert!(!secret.push_str("é"));
        assert_eq!(secret.expose().len(), room - 1);
        assert!(secret.push_str("b"));
        assert!(!secret.push_str("c"));
        assert!(secret.push_str(""));
        assert_eq!(secret.expose(), format!("{}b", "a".repeat(room - 1)));
        assert_eq!((secret.0.capacity(), secret.0.as_ptr()), (room, buffer));
    }

    #[test]
    fn pop_takes_whole_characters_and_keeps_the_buffer() {
        let mut secret = Secret::with_capacity(32);
        let (room, buffer) = (secret.0.capacity(), secret.0.as_ptr());
        assert!(secret.push_str("aé€😀"));
        for left in ["aé€", "aé", "a", "", ""] {
            secret.pop();
            assert_eq!(secret.expose(), left);
        }
        assert_eq!((secret.0.capacity(), secret.0.as_ptr()), (room, buffer));
    }

    #[test]
    fn clear_keeps_the_buffer() {
        let mut secret = Secret::with_capacity(32);
        let (room, buffer) = (secret.0.capacity(), secret.0.as_ptr());
        assert!(secret.push_str("s3cr3t"));
        secret.clear();
        assert!(secret.is_empty());
        assert_eq!((secret.0.capacity(), secret.0.as_ptr()), (room, buffer));
    }

    #[test]
    fn an_owned_text_is_taken_over_in_place() {
        let text = "s3cr3t".to_owned();
        let buffer = text.as_ptr();
        assert_eq!(Secret::from(text).expose().as_ptr(), buffer);
    }

    #[test]
    fn equal_texts_are_equal() {
        for (one, other, equal) in [
            ("", "", true),
            ("ab", "ab", true),
            ("ab", "ac", false),
            ("ab", "abc", false),
        ] {
            assert_eq!(
                Secret::from(one) == Secret::from(other),
                equal,
                "{one:?} {other:?}"
            );
        }
    }
}
