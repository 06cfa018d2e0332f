//! What a rotation says and wants.

use jiff::Timestamp;

use super::{Compared, PairsTried};
use crate::{
    credentials::ClientId,
    keychain::KeychainError,
    program::{AttemptId, Store},
    saved::{Entry, Envelope, Replaced},
    secret::Secret,
    talkdesk::Account,
    verification::{Failure, Proof},
};

/// What a person does with old credentials, or what the world answers about them.
#[derive(Clone, Debug)]
pub enum RotationMsg {
    /// "Retire old" on a card.
    Open(Account),
    /// "Open Talkdesk"
    OpenTalkdesk,
    /// "Check the old credentials"
    Check,
    /// Both pairs were tried.
    Checked {
        /// Which attempt.
        attempt: AttemptId,
        /// How: the keychain may have failed before Talkdesk was asked.
        result: Result<PairsTried, KeychainError>,
    },
    /// "Keep them for now"
    KeepForNow,
    /// "Forget the old credentials"
    Forget,
    /// They are gone from the store, or not.
    Forgotten {
        /// From which store.
        store: Store,
        /// The account.
        account: Account,
        /// Their client.
        client_id: ClientId,
        /// How it went.
        result: Result<(), KeychainError>,
    },
    /// "Go back to the old ones"
    GoBack,
    /// "Cancel", while something is asked about the old credentials.
    Cancel,
    /// The old ones were verified, to come back into use, or not.
    OldVerified {
        /// Which attempt.
        attempt: AttemptId,
        /// Exactly what was accepted.
        result: Result<Box<OldPair>, NotGoneBack>,
    },
    /// They are in use again, or not.
    WentBack {
        /// In which store.
        store: Store,
        /// The account.
        account: Account,
        /// The account's entry.
        result: Result<Box<Entry>, KeychainError>,
    },
    /// What was entered was compared with what is saved.
    Compared {
        /// Which attempt.
        attempt: AttemptId,
        /// How it compares.
        result: Compared,
    },
    /// "Save record"
    SaveRecord,
    /// The record's path, or a sentence that says why it was not saved.
    RecordSaved {
        /// Of which account.
        account: Account,
        /// How it went.
        result: Result<String, String>,
    },
}

/// What a rotation wants done. Each says which [`RotationMsg`] answers it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RotationEffect {
    /// Compares with what is saved, in constant time; answers [`RotationMsg::Compared`].
    Compare {
        /// The attempt.
        attempt: AttemptId,
        /// Where it is saved.
        store: Store,
        /// The account.
        account: Account,
        /// What was entered.
        client_id: ClientId,
        /// What was entered.
        client_secret: Secret,
    },
    /// Tries the old pair and, where Talkdesk refuses it, the new one; answers [`RotationMsg::Checked`].
    Check {
        /// The attempt.
        attempt: AttemptId,
        /// Where both are kept.
        store: Store,
        /// The account.
        account: Account,
        /// The old client.
        client_id: ClientId,
    },
    /// Writes to the index what is known of old credentials; nothing answers unless it fails.
    Record {
        /// Where they are kept.
        store: Store,
        /// The account.
        account: Account,
        /// What is known.
        old: Replaced,
    },
    /// Answers [`RotationMsg::Forgotten`].
    Forget {
        /// Where they are kept.
        store: Store,
        /// The account.
        account: Account,
        /// The old client.
        client_id: ClientId,
    },
    /// Verifies the old pair; answers [`RotationMsg::OldVerified`].
    VerifyOld {
        /// The attempt.
        attempt: AttemptId,
        /// Where both are kept.
        store: Store,
        /// The account.
        account: Account,
        /// The old client.
        client_id: ClientId,
    },
    /// Brings the pair that was accepted back into use; answers [`RotationMsg::WentBack`].
    BringBack {
        /// Where both are kept.
        store: Store,
        /// The account's entry as it is.
        entry: Box<Entry>,
        /// What was accepted.
        pair: Box<OldPair>,
        /// When.
        at: Timestamp,
    },
    /// Writes a text without secrets to the person's documents; answers [`RotationMsg::RecordSaved`].
    SaveRecord {
        /// Of which account.
        account: Account,
        /// The file's name.
        name: String,
        /// Its content.
        text: String,
    },
}

/// Old credentials as the keychain gave them, accepted by Talkdesk a moment ago: on the way from one effect to the next, and
/// kept nowhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OldPair {
    /// The pair.
    pub envelope: Envelope,
    /// What Talkdesk answered.
    pub proof: Proof,
}

/// Why old credentials did not come back into use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotGoneBack {
    /// The keychain did not give or write them.
    Keychain(KeychainError),
    /// Talkdesk did not accept them.
    NotAccepted(Failure),
}
