//! The one home of a secret: redacted in `Debug`, wiped on drop, compared in constant time.

use std::fmt;

use subtle::ConstantTimeEq as _;
use zeroize::Zeroizing;

/// Text that must not be seen: a client secret, an access token, an Authorization header.
///
/// It has no `Display`, no serialisation and a `Debug` that says nothing of the text, not even its length.
/// Its buffer never grows, so no copy is left behind by a reallocation.
#[derive(Clone)]
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

    /// Takes off the last character, if there is one.
    pub fn pop(&mut self) {
        if let Some((start, _)) = self.0.char_indices().next_back() {
            let kept = Zeroizing::new(self.0[..start].to_owned());
            self.clear();
            self.0.push_str(&kept);
        }
    }

    /// Wipes the text and keeps the buffer.
    pub fn clear(&mut self) {
        let capacity = self.0.capacity();
        self.0 = Zeroizing::new(String::with_capacity(capacity));
    }
}

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
