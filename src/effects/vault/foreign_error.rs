//! The border: errors of keyring and its stores end here, because their `Debug` can show a secret.

use zeroize::Zeroize as _;

use super::platform;
use crate::keychain::Trouble;

impl From<keyring::Error> for Trouble {
    fn from(error: keyring::Error) -> Self {
        match error {
            keyring::Error::PlatformFailure(cause) | keyring::Error::NoStorageAccess(cause) => {
                platform::trouble(cause.as_ref())
            }
            keyring::Error::NoEntry => Self::NotThere,
            keyring::Error::Ambiguous(_) => Self::Ambiguous,
            keyring::Error::TooLong(..) => Self::TooLong,
            keyring::Error::BadEncoding(mut bytes)
            | keyring::Error::BadDataFormat(mut bytes, _) => {
                bytes.zeroize();
                Self::Failed
            }
            _ => Self::Failed,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_foreign_error_carries_a_secret_across() {
        let cause = || Box::new(std::io::Error::other("s3cret"));
        for (error, trouble) in [
            (
                keyring::Error::BadEncoding(b"s3cret".to_vec()),
                Trouble::Failed,
            ),
            (
                keyring::Error::BadDataFormat(b"s3cret".to_vec(), cause()),
                Trouble::Failed,
            ),
            (keyring::Error::PlatformFailure(cause()), Trouble::Failed),
            (keyring::Error::NoEntry, Trouble::NotThere),
            (keyring::Error::Ambiguous(Vec::new()), Trouble::Ambiguous),
            (
                keyring::Error::TooLong("s3cret".into(), 3),
                Trouble::TooLong,
            ),
        ] {
            let ours = Trouble::from(error);
            assert_eq!(ours, trouble);
            let error = ours.of("GNOME Keyring", "acme (Europe)");
            let text = format!("{error:?} {} {}", error.what_happened(), error.what_to_do());
            assert!(
                !text.contains("s3cret") && !text.contains("115, 51, 99"),
                "{text}"
            );
        }
    }
}
