//! What goes out.

use std::path::PathBuf;

use jiff::SignedDuration;

use super::{
    AskedFor, AttemptId, Draft, HandoverValue, Opening, PasteInto, Reminder, RotationEffect, Store,
};
use crate::{
    credentials::ClientId,
    receiver::Receiver,
    saved::{Double, Entry, Envelope, LastVerification, Seen, Settings},
    talkdesk::{Account, Endpoints, Host},
    verification::VerifyRequest,
};

/// What is to be done outside. Each says which [`Msg`](super::Msg) answers it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Answers [`KeychainMsg::Described`](super::KeychainMsg::Described).
    DescribeKeychain {
        /// Which store.
        store: Store,
    },
    /// Answers [`KeychainMsg::Unlocked`](super::KeychainMsg::Unlocked).
    UnlockKeychain,
    /// Writes an item of its own, reads it back and deletes it; answers [`KeychainMsg::Tested`](super::KeychainMsg::Tested).
    TestKeychain {
        /// Which store.
        store: Store,
    },
    /// Answers [`ChecksMsg::LookedAround`](super::ChecksMsg::LookedAround).
    LookAround {
        /// On the way to which host.
        host: Host,
    },
    /// Connects to a host without any secret, and keeps the connection for the next verification; answers
    /// [`ChecksMsg::Reached`](super::ChecksMsg::Reached).
    Reach {
        /// The host.
        host: Host,
        /// The host whose lookup tells whether any name is found.
        other: Host,
    },
    /// Answers [`VerifyMsg::StageDone`](super::VerifyMsg::StageDone) and [`VerifyMsg::Verified`](super::VerifyMsg::Verified).
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
    /// Answers [`SaveMsg::Saved`](super::SaveMsg::Saved).
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
    /// Loads from the store and verifies; answers [`AccountsMsg::Verified`](super::AccountsMsg::Verified).
    VerifySaved {
        /// The attempt.
        attempt: AttemptId,
        /// Where it is kept.
        store: Store,
        /// The account, as the list has it.
        account: Account,
        /// Its client, as the list has it. Nothing is asked where the keychain holds something else.
        client_id: ClientId,
    },
    /// Compares the list with the keychain before a page of the account is opened; answers
    /// [`AccountsMsg::Compared`](super::AccountsMsg::Compared).
    CompareListed {
        /// Where it is kept.
        store: Store,
        /// The account, as the list has it.
        account: Account,
        /// Its client, as the list has it.
        client_id: ClientId,
        /// What is opened then.
        opens: Opening,
    },
    /// Writes to the index how a verification ended; nothing answers unless it fails.
    RecordVerification {
        /// Where the account is kept.
        store: Store,
        /// The account.
        account: Account,
        /// How it ended.
        verified: LastVerification,
        /// What it has shown of the credentials, where they were accepted.
        seen: Seen,
    },
    /// Takes an account out of the keychain and keeps its credentials in memory for Undo; answers
    /// [`AccountsMsg::Removed`](super::AccountsMsg::Removed), and [`AccountsMsg::UndoIsOver`](super::AccountsMsg::UndoIsOver)
    /// once they are forgotten.
    Remove {
        /// Where.
        store: Store,
        /// The account.
        account: Account,
        /// How long they are kept, on a clock that only goes forward.
        undo: SignedDuration,
    },
    /// Answers [`AccountsMsg::Restored`](super::AccountsMsg::Restored).
    Restore {
        /// Where.
        store: Store,
        /// Its index entry.
        entry: Entry,
    },
    /// Answers [`Msg::AddressNotOpened`](super::Msg::AddressNotOpened) if no browser takes it.
    OpenAddress(String),
    /// Answers [`CredentialsMsg::ClipboardRead`](super::CredentialsMsg::ClipboardRead).
    ReadClipboard {
        /// For what.
        into: PasteInto,
        /// By which wizard.
        asked: AskedFor,
    },
    /// Reads the keychain beside the index, without asking the person for anything; answers [`KeychainMsg::Read`](super::KeychainMsg::Read) where
    /// it can be read.
    FindAccounts,
    /// Clears the place of an account in the keychain; answers [`KeychainMsg::Settled`](super::KeychainMsg::Settled).
    Settle {
        /// The account.
        account: Account,
        /// What stays there.
        chosen: Option<Double>,
    },
    /// Brings the index entry of an account up to what the keychain holds; answers
    /// [`KeychainMsg::Taken`](super::KeychainMsg::Taken).
    TakeHeld(Entry),
    /// Asks the person for a file and reads it; answers [`CredentialsMsg::FileRead`](super::CredentialsMsg::FileRead).
    ChooseFile {
        /// By which wizard.
        asked: AskedFor,
    },
    /// Asks the person for a CA file and checks it; answers [`CaFileMsg::Checked`](super::CaFileMsg::Checked).
    ChooseCaFile,
    /// Checks a CA file; answers [`CaFileMsg::Checked`](super::CaFileMsg::Checked).
    CheckCaFile(PathBuf),
    /// Checks the CA file that is kept; answers [`CaFileMsg::KeptChecked`](super::CaFileMsg::KeptChecked).
    CheckKeptCaFile(PathBuf),
    /// Reads a file; answers [`CredentialsMsg::FileRead`](super::CredentialsMsg::FileRead).
    ReadFile {
        /// The file.
        path: PathBuf,
        /// By which wizard.
        asked: AskedFor,
    },
    /// Copies text that is no secret; answers [`Msg::TextCopied`](super::Msg::TextCopied), or a notice.
    CopyText(String),
    /// Clears what [`CopyValue`](Self::CopyValue) has copied, where it is still there; answers
    /// [`ClipboardMsg::CopiedCleared`].
    ClearCopied,
    /// Clears what [`ReadClipboard`](Self::ReadClipboard) has read, where it is still there; answers
    /// [`ClipboardMsg::PastedCleared`].
    ClearPasted,
    /// Shows a file in the file manager; answers [`Msg::Notice`](super::Msg::Notice) where there is none.
    ShowInFolder(PathBuf),
    /// Answers [`HandoverMsg::MovedToTrash`](super::HandoverMsg::MovedToTrash).
    MoveToTrash(PathBuf),
    /// Writes a calendar file; answers [`HandoverMsg::ReminderSaved`](super::HandoverMsg::ReminderSaved).
    SaveReminder {
        /// From which page.
        asked: AttemptId,
        /// What.
        reminder: Reminder,
    },
    /// Copies a value of Use it, which is read from the store together with all others of its pair, so that what is copied
    /// one after the other belongs together; answers [`HandoverMsg::Copied`](super::HandoverMsg::Copied) and, after [`COPIED_FOR`](super::COPIED_FOR),
    /// [`ClipboardMsg::TimeIsUp`](super::ClipboardMsg::TimeIsUp).
    CopyValue {
        /// Which press of a Copy button.
        copy: AttemptId,
        /// Which value.
        value: HandoverValue,
        /// Where the account is kept.
        store: Store,
        /// The account.
        account: Account,
        /// The client that the page shows; nothing is copied of another one.
        client_id: ClientId,
    },
    /// Keeps in the index who gets an account's credentials; answers [`Msg::Notice`](super::Msg::Notice) if that fails.
    KeepReceiver {
        /// Where the account is kept.
        store: Store,
        /// The account.
        account: Account,
        /// Who.
        receiver: Receiver,
    },
    /// About old credentials.
    Rotation(RotationEffect),
    /// Starts the stand-in, unless it runs; answers [`PracticeMsg::Started`](super::PracticeMsg::Started).
    StartPractice,
    /// Forgets what practice kept. The stand-in goes on with its clients until the program ends.
    ForgetPractice,
    /// Keeps what is not secret for the next start.
    KeepDraft(Draft),
    /// Answers [`MovingOnMsg::KeptListed`](super::MovingOnMsg::KeptListed).
    ListKept {
        /// Of which store.
        store: Store,
    },
    /// Deletes every item of this program in the store, those of replaced credentials and those that it cannot read
    /// included, then its files; answers [`MovingOnMsg::AllRemoved`](super::MovingOnMsg::AllRemoved).
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
