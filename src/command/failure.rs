//! Why a command failed, for people and for scripts.

use std::process::ExitCode;

use serde::Serialize;

use super::{JSON_VERSION, streams};
use crate::{
    diagnosis::in_short,
    keychain::KeychainError,
    saved::VerificationResult,
    verification::{Failure, Target},
};

/// The causes that scripts can tell apart, by code and exit code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Code {
    /// Anything else.
    Failed,
    /// No such account is saved, or several are.
    NoAccount,
    /// Other credentials of the account are saved already.
    AlreadySaved,
    /// What was given is no usable pair of client ID and secret.
    BadInput,
    /// Talkdesk refuses the credentials.
    Refused,
    /// Talkdesk was not reached.
    NotReached,
    /// The keychain did not give or take what it should.
    Keychain,
}

/// Why a command did not do what was asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommandError {
    /// The kind, for scripts.
    pub code: Code,
    /// What happened, and what to do.
    pub sentence: String,
}

#[derive(Serialize)]
struct Reported<'a> {
    version: u32,
    error: Told<'a>,
}

/// A failure in JSON.
#[derive(Serialize)]
pub(super) struct Told<'a> {
    code: Code,
    message: &'a str,
}

impl Code {
    /// The exit code of a command that ends so.
    #[must_use]
    pub fn exit_code(self) -> u8 {
        match self {
            Self::Failed | Self::NoAccount | Self::AlreadySaved | Self::BadInput => 1,
            Self::Refused => 3,
            Self::NotReached => 4,
            Self::Keychain => 5,
        }
    }
}

/// What to do about a keychain that a command cannot unlock.
const UNLOCK_FIRST: &str = if cfg!(target_os = "linux") {
    "Nothing asks for its password here. Unlock it first, as by signing in to the desktop; from cron or over SSH, \
     DBUS_SESSION_BUS_ADDRESS must name the bus of a session in which it is unlocked."
} else {
    "Nothing asks for its password here. Unlock it first, as by signing in to this computer."
};

/// What happened and what to do, where there are no buttons.
pub(super) fn keychain_sentence(error: &KeychainError) -> String {
    let what_to_do = match error {
        KeychainError::Locked { .. } | KeychainError::NoKeyring { .. } => UNLOCK_FIRST.to_owned(),
        KeychainError::Missing
        | KeychainError::NoSessionBus
        | KeychainError::NotRunning { .. }
        | KeychainError::NothingExposed { .. }
        | KeychainError::NotWritten { .. }
        | KeychainError::Stopped { .. } => (error.what_to_do())
            .replace("hen press Try again", "hen try again")
            .replace("Press Try again", "Try again"),
        KeychainError::Differs { .. } | KeychainError::NotThere { .. } => {
            "talkdesk-setup list brings the list up to what was replaced elsewhere; anything else is for you to decide \
             in the window: open talkdesk-setup."
                .to_owned()
        }
        _ => "Open talkdesk-setup to see what to do.".to_owned(),
    };
    format!("{} {what_to_do}", error.what_happened())
}

impl CommandError {
    pub(super) fn new(code: Code, sentence: impl Into<String>) -> Self {
        Self {
            code,
            sentence: sentence.into(),
        }
    }

    /// Something that has no code of its own.
    pub(super) fn failed(sentence: impl Into<String>) -> Self {
        Self::new(Code::Failed, sentence)
    }

    /// What the keychain did to the account of this key.
    pub(super) fn keychain(key: &str, error: &KeychainError) -> Self {
        let sentence = format!("{key}: {}", keychain_sentence(error));
        Self::new(Code::Keychain, sentence)
    }

    /// How a verification or an exchange ended without a token.
    pub(super) fn exchange(key: &str, failure: Failure, asked: &Target) -> Self {
        Self::of_result(key, &in_short(&Err(failure), asked))
            .unwrap_or_else(|| Self::failed(format!("{key}: failed.")))
    }

    /// How a verification ended, where it was not accepted.
    pub(super) fn of_result(key: &str, result: &VerificationResult) -> Option<Self> {
        match result {
            VerificationResult::Accepted => None,
            VerificationResult::Refused(why) => {
                Some(Self::new(Code::Refused, format!("{key}: refused. {why}")))
            }
            VerificationResult::NotReached(why) => Some(Self::new(
                Code::NotReached,
                format!("{key}: not reached. {why}"),
            )),
        }
    }

    pub(super) fn told(&self) -> Told<'_> {
        Told {
            code: self.code,
            message: &self.sentence,
        }
    }

    /// Says it on standard error, and as JSON on standard output where that is wanted. Returns the exit code.
    pub(super) fn report(&self, as_json: bool) -> ExitCode {
        streams::complain(&self.sentence);
        if as_json {
            let error = self.told();
            let version = JSON_VERSION;
            // The failure's own code counts.
            let _ = streams::show_json(&Reported { version, error });
        }
        ExitCode::from(self.code.exit_code())
    }
}
