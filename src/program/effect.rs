//! What goes out.

use std::{path::PathBuf, time::Duration};

use super::{AttemptId, Draft, HandoverValue, PasteInto, Reminder, RotationEffect, Store};
use crate::{
    saved::{Double, Entry, Envelope, Kept, LastVerification, Settings},
    talkdesk::{Account, Endpoints, Host},
    verification::VerifyRequest,
};

/// What is to be done outside. Each says which [`Msg`](super::Msg) answers it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Answers [`Msg::KeychainDescribed`](super::Msg::KeychainDescribed).
    DescribeKeychain {
        /// Which store.
        store: Store,
    },
    /// Answers [`Msg::KeychainUnlocked`](super::Msg::KeychainUnlocked).
    UnlockKeychain,
    /// Writes an item of its own, reads it back and deletes it; answers [`Msg::KeychainTested`](super::Msg::KeychainTested).
    TestKeychain {
        /// Which store.
        store: Store,
    },
    /// Answers [`Msg::LookedAround`](super::Msg::LookedAround).
    LookAround {
        /// On the way to which host.
        host: Host,
    },
    /// Connects to a host without any secret, and keeps the connection for the next verification; answers
    /// [`Msg::Reached`](super::Msg::Reached).
    Reach {
        /// The host.
        host: Host,
        /// The host whose lookup tells whether any name is found.
        other: Host,
    },
    /// Answers [`Msg::StageDone`](super::Msg::StageDone) and [`Msg::Verified`](super::Msg::Verified).
    Verify {
        /// The attempt.
        attempt: AttemptId,
        /// What is verified.
        request: VerifyRequest,
    },
    /// Connects to both hosts ahead of a verification and sends nothing secret; nothing answers.
    OpenConnections(Endpoints),
    /// Stops an attempt; nothing answers.
    Cancel {
        /// The attempt.
        attempt: AttemptId,
    },
    /// Answers [`Msg::Saved`](super::Msg::Saved).
    Save {
        /// The attempt.
        attempt: AttemptId,
        /// Where.
        store: Store,
        /// What.
        envelope: Envelope,
        /// Its index entry.
        entry: Entry,
        /// Whether it replaces saved credentials, which are then kept until they are retired.
        replaces: bool,
    },
    /// Loads from the store and verifies; answers [`Msg::SavedVerified`](super::Msg::SavedVerified).
    VerifySaved {
        /// The attempt.
        attempt: AttemptId,
        /// Where it is kept.
        store: Store,
        /// The account.
        account: Account,
        /// Where to ask.
        endpoints: Endpoints,
    },
    /// Writes to the index how a verification ended; nothing answers unless it fails.
    RecordVerification {
        /// Where the account is kept.
        store: Store,
        /// The account.
        account: Account,
        /// How it ended.
        verified: LastVerification,
        /// How long a token lives, where one was given that says it.
        token_life: Option<Duration>,
    },
    /// Answers [`Msg::Removed`](super::Msg::Removed).
    Remove {
        /// Where.
        store: Store,
        /// The account.
        account: Account,
    },
    /// Answers [`Msg::Restored`](super::Msg::Restored).
    Restore {
        /// Where.
        store: Store,
        /// What was removed.
        kept: Box<Kept>,
        /// Its index entry.
        entry: Entry,
    },
    /// Answers [`Msg::AddressNotOpened`](super::Msg::AddressNotOpened) if no browser takes it.
    OpenAddress(String),
    /// Answers [`Msg::ClipboardRead`](super::Msg::ClipboardRead).
    ReadClipboard {
        /// For what.
        into: PasteInto,
    },
    /// Reads the keychain beside the index, without asking the person for anything; answers [`Msg::KeychainRead`](super::Msg::KeychainRead) where
    /// it can be read.
    FindAccounts,
    /// Clears the place of an account in the keychain; answers [`Msg::Settled`](super::Msg::Settled).
    Settle {
        /// The account.
        account: Account,
        /// What stays there.
        chosen: Option<Double>,
    },
    /// Asks the person for a file and reads it; answers [`Msg::FileRead`](super::Msg::FileRead).
    ChooseFile,
    /// Asks the person for a CA file and checks it; answers [`Msg::CaFileChecked`](super::Msg::CaFileChecked).
    ChooseCaFile,
    /// Checks a CA file; answers [`Msg::CaFileChecked`](super::Msg::CaFileChecked).
    CheckCaFile(PathBuf),
    /// Reads a file; answers [`Msg::FileRead`](super::Msg::FileRead).
    ReadFile(PathBuf),
    /// Copies text that is no secret; nothing answers.
    CopyText(String),
    /// Clears what [`CopyValue`](Self::CopyValue) has copied, where it is still there; answers
    /// [`ClipboardMsg::CopiedCleared`].
    ClearCopied,
    /// Clears what [`ReadClipboard`](Self::ReadClipboard) has read, where it is still there; answers
    /// [`ClipboardMsg::PastedCleared`].
    ClearPasted,
    /// Shows a file in the file manager; answers [`Msg::Notice`](super::Msg::Notice) where there is none.
    ShowInFolder(PathBuf),
    /// Answers [`Msg::MovedToTrash`](super::Msg::MovedToTrash).
    MoveToTrash(PathBuf),
    /// Writes a calendar file; answers [`Msg::ReminderSaved`](super::Msg::ReminderSaved).
    SaveReminder(Reminder),
    /// Copies a value of Use it; answers [`Msg::Copied`](super::Msg::Copied).
    CopyValue {
        /// Which.
        value: HandoverValue,
        /// Its text; `None` for the client secret, which is read from the store.
        text: Option<String>,
        /// Where the account is kept.
        store: Store,
        /// The account.
        account: Account,
    },
    /// About old credentials.
    Rotation(RotationEffect),
    /// Answers [`Msg::PracticeStarted`](super::Msg::PracticeStarted).
    StartPractice,
    /// Stops the stand-in and forgets what it kept.
    StopPractice,
    /// Keeps what is not secret for the next start.
    KeepDraft(Draft),
    /// Answers [`Msg::KeptListed`](super::Msg::KeptListed).
    ListKept {
        /// Of which store.
        store: Store,
    },
    /// Deletes every item of this program in the store, those of replaced credentials and those that it cannot read
    /// included, then its files; answers [`Msg::AllRemoved`](super::Msg::AllRemoved).
    RemoveAll {
        /// From which store.
        store: Store,
    },
    /// Trusts the system's certificate authorities alone, for the settings are gone; nothing answers.
    ForgetCaFile,
    /// Keeps the settings for every later start; answers [`Msg::Notice`](super::Msg::Notice) if they are not written.
    KeepSettings(Settings),
    /// Closes the window.
    CloseWindow,
}
