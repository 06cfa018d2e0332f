//! What comes in and what goes out.

use std::{path::PathBuf, time::Duration};

use super::{
    ClipboardMsg, Draft, HandoverValue, LeakedMsg, OnThisComputer, Reminder, RemoveAllProblem,
    RotationEffect, RotationMsg, Step,
};
use crate::{
    connection::{CaFile, Reach, Surroundings},
    diagnosis::Remedy,
    keychain::{KeychainError, KeychainInfo},
    saved::{Double, Entry, Envelope, Kept, LastVerification, OddItem, Settings},
    secret::Secret,
    talkdesk::{Account, Endpoints, Host},
    verification::{Cause, Failure, Proof, StageDone, VerifyRequest},
};

/// Names one attempt, so that the late answer of a cancelled one is dropped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct AttemptId(pub(super) u64);

/// Where credentials are kept. Every effect that touches credentials names it, so that practice and real never mix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Store {
    /// The operating system's keychain and the index.
    System,
    /// The practice account's memory.
    Practice,
}

/// Where the stand-in for Talkdesk answers on this computer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PracticeHosts {
    /// Its loopback port.
    pub port: u16,
}

impl PracticeHosts {
    /// The hosts that stand in for those of `account`; typed hosts of region Other are used as they are.
    #[must_use]
    pub fn endpoints(&self, account: &Account) -> Endpoints {
        let host = |label: &str| Host::parse(&format!("http://{label}.localhost:{}", self.port));
        match (&account.region, host(account.name.as_str()), host("api")) {
            (crate::talkdesk::Region::Other { .. }, ..) => account.endpoints(),
            (_, Ok(token_host), Ok(api_host)) => Endpoints {
                token_host,
                api_host,
            },
            _ => account.endpoints(),
        }
    }

    /// The pretend Talkdesk's page for the browser, which may not know names under `localhost`.
    #[must_use]
    pub fn sign_in_address(&self, account: &str) -> String {
        format!("http://127.0.0.1:{}/admin/{account}", self.port)
    }
}

/// Why the clipboard gave or took nothing, as a sentence.
pub type ClipboardProblem = String;

/// Why a file was not read, as a sentence that names it.
pub type FileProblem = String;

/// For what the clipboard was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasteInto {
    /// The button Paste: the text is read as credentials.
    Credentials,
    /// The keyboard's paste, or that of a field's menu: the text goes to the widget that has the focus.
    Focus,
    /// The middle button's paste of what is selected elsewhere: the text goes to where the button was pressed.
    Pointer,
}

/// What a person did, or what the world answered.
#[derive(Clone, Debug)]
pub enum Msg {
    /// The window is open.
    Started,
    /// "Set up an account".
    SetUpAccount,
    /// "Try it with a pretend account".
    StartPractice,
    /// The stand-in listens, or a sentence that says why not.
    PracticeStarted(Result<PracticeHosts, String>),
    /// "Set up the real account".
    LeavePractice,
    /// What the store said of itself.
    KeychainDescribed {
        /// Which store was asked.
        store: Store,
        /// Its answer.
        result: Result<KeychainInfo, KeychainError>,
    },
    /// "Unlock".
    UnlockKeychain,
    /// The keychain is unlocked, or not.
    KeychainUnlocked(Result<(), KeychainError>),
    /// The hosts of the account as entered have stood long enough to be asked.
    ReachHosts,
    /// "Check again".
    CheckAgain,
    /// The keychain was tried with an item of its own.
    KeychainTested {
        /// Which store was tried.
        store: Store,
        /// How it went.
        result: Result<(), KeychainError>,
    },
    /// What stands between this computer and a host.
    LookedAround {
        /// The host.
        host: Host,
        /// What was found.
        surroundings: Surroundings,
    },
    /// A host was asked for nothing, without any secret.
    Reached {
        /// The host.
        host: Host,
        /// How it went.
        result: Result<Reach, Cause>,
    },
    /// A link.
    OpenAddress(String),
    /// No browser took the address.
    AddressNotOpened(String),
    /// Copies text that is no secret.
    CopyText(String),
    /// The window is being closed.
    CloseRequested,
    /// Escape.
    EscapePressed,
    /// "Keep going".
    KeepGoing,
    /// "Leave".
    Leave,
    /// The notice was read.
    DismissNotice,
    /// Something failed outside the page in front: a sentence.
    Notice(String),
    /// The keychain was read beside the index.
    KeychainRead {
        /// All that the index knows now.
        entries: Vec<Entry>,
        /// The items that are not what they should be.
        odd: Vec<OddItem>,
    },
    /// "Look again", after the person has changed something in the keychain.
    LookAgain,
    /// "Keep this one", or "Set it aside" where nothing is chosen.
    Settle {
        /// The account in whose place something odd stands.
        account: Account,
        /// The one of several items that stays.
        chosen: Option<Double>,
    },
    /// The place of an account was cleared, or not.
    Settled(Result<Account, KeychainError>),

    /// "Choose CA file…".
    ChooseCaFile,
    /// "Use this file", for the path in the field.
    NameCaFile,
    /// "Stop trusting it".
    ForgetCaFile,
    /// A CA file is good, or a sentence that names the file and what is wrong with it.
    CaFileChecked(Result<CaFile, FileProblem>),

    /// "Continue", or Enter.
    Continue,
    /// "Back".
    Back,
    /// A "Change" button of the summary.
    ChangeStep(Step),
    /// The account's fields changed.
    AccountEdited,
    /// The account field lost the focus.
    AccountLeft,
    /// "Open Talkdesk".
    OpenTalkdesk,
    /// The credentials' fields changed.
    CredentialsEdited,
    /// One of the credentials' fields lost the focus.
    CredentialsLeft,
    /// "Swap them".
    SwapCredentials,
    /// "Paste".
    Paste,
    /// "Paste" in a field's menu.
    PasteIntoFocus,
    /// More was typed or pasted into the secret's field than it takes.
    SecretTooLong,
    /// Something around the clipboard.
    Clipboard(ClipboardMsg),
    /// "Choose file…".
    ChooseFile,
    /// A file was dropped on the window.
    FileDropped(PathBuf),
    /// Text was pasted where it holds credentials.
    Pasted(Secret),
    /// The clipboard's text.
    ClipboardRead {
        /// For what.
        into: PasteInto,
        /// The text.
        result: Result<Secret, ClipboardProblem>,
    },
    /// A file's content; `path` is `None` where the person chose none.
    FileRead {
        /// The file.
        path: Option<PathBuf>,
        /// Its content.
        result: Result<Secret, FileProblem>,
    },
    /// "Cancel".
    Cancel,
    /// A stage of the verification has ended well.
    StageDone {
        /// Of which attempt.
        attempt: AttemptId,
        /// The stage.
        done: StageDone,
    },
    /// The verification has ended.
    Verified {
        /// Which attempt.
        attempt: AttemptId,
        /// How.
        result: Result<Proof, Failure>,
    },
    /// A button of the problem banner.
    Remedy(Remedy),
    /// "Save".
    Save,
    /// Saving has ended.
    Saved {
        /// Which attempt.
        attempt: AttemptId,
        /// Its index entry, with the keychain's name.
        result: Result<Box<Entry>, KeychainError>,
    },

    /// A Copy button on Use it.
    Copy(HandoverValue),
    /// The clipboard took the value, or a sentence that says why not.
    Copied {
        /// Which value.
        value: HandoverValue,
        /// How it went.
        result: Result<(), ClipboardProblem>,
    },
    /// "Show in folder".
    ShowInFolder(PathBuf),
    /// "Move to trash".
    MoveToTrash,
    /// The file is in the trash, or a sentence that says why not.
    MovedToTrash(Result<(), FileProblem>),
    /// "Save calendar file".
    SaveReminder,
    /// Where the calendar file is, or a sentence that says why it is not.
    ReminderSaved(Result<PathBuf, FileProblem>),
    /// "Open Nexla".
    OpenNexla,
    /// "Finish".
    Finish,

    /// "Add account".
    AddAccount,
    /// "Verify" on a card.
    VerifySaved(Account),
    /// "Verify all".
    VerifyAll,
    /// "Cancel", while all are verified.
    CancelVerifyAll,
    /// The search field changed.
    SearchEdited,
    /// "Show all accounts".
    ClearSearch,
    /// A saved account was verified.
    SavedVerified {
        /// Which attempt.
        attempt: AttemptId,
        /// The account.
        account: Account,
        /// How: the keychain may have failed before Talkdesk was asked.
        result: Result<Result<Proof, Failure>, KeychainError>,
    },
    /// "Replace credentials" on a card.
    Replace(Account),
    /// "Use" on a card.
    Use(Account),
    /// "Remove" on a card.
    Remove(Account),
    /// The account was removed; what was kept of it stays in memory for Undo.
    Removed {
        /// From which store.
        store: Store,
        /// The account.
        account: Account,
        /// What was removed.
        result: Result<Box<Kept>, KeychainError>,
    },
    /// "Undo" for an account that was removed.
    UndoRemove(Account),
    /// The undone account is in the keychain again, or not.
    Restored {
        /// In which store.
        store: Store,
        /// The account.
        account: Account,
        /// Its index entry.
        result: Result<Box<Entry>, KeychainError>,
    },
    /// About old credentials.
    Rotation(RotationMsg),
    /// About leaked credentials.
    Leaked(LeakedMsg),
    /// Time has passed while something waits for it.
    Tick,

    /// "Settings".
    ShowSettings,
    /// The person chose other settings; they count at once.
    ChangeSettings(Settings),
    /// "Moving on".
    ShowMovingOn,
    /// Leaves Settings or Moving on.
    ShowHome,
    /// What this program keeps on this computer.
    KeptListed {
        /// Of which store.
        store: Store,
        /// What.
        kept: OnThisComputer,
    },
    /// "Remove everything…".
    AskRemoveAll,
    /// "Keep everything".
    KeepAll,
    /// "Remove everything", confirmed.
    RemoveAll,
    /// Everything is gone, or not.
    AllRemoved {
        /// From which store.
        store: Store,
        /// How many items the keychain held.
        result: Result<usize, RemoveAllProblem>,
    },
}

/// What is to be done outside. Each says which [`Msg`] answers it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Answers [`Msg::KeychainDescribed`].
    DescribeKeychain {
        /// Which store.
        store: Store,
    },
    /// Answers [`Msg::KeychainUnlocked`].
    UnlockKeychain,
    /// Writes an item of its own, reads it back and deletes it; answers [`Msg::KeychainTested`].
    TestKeychain {
        /// Which store.
        store: Store,
    },
    /// Answers [`Msg::LookedAround`].
    LookAround {
        /// On the way to which host.
        host: Host,
    },
    /// Connects to a host without any secret, and keeps the connection for the next verification; answers
    /// [`Msg::Reached`].
    Reach {
        /// The host.
        host: Host,
        /// The host whose lookup tells whether any name is found.
        other: Host,
    },
    /// Answers [`Msg::StageDone`] and [`Msg::Verified`].
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
    /// Answers [`Msg::Saved`].
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
    /// Loads from the store and verifies; answers [`Msg::SavedVerified`].
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
    /// Answers [`Msg::Removed`].
    Remove {
        /// Where.
        store: Store,
        /// The account.
        account: Account,
    },
    /// Answers [`Msg::Restored`].
    Restore {
        /// Where.
        store: Store,
        /// What was removed.
        kept: Box<Kept>,
        /// Its index entry.
        entry: Entry,
    },
    /// Answers [`Msg::AddressNotOpened`] if no browser takes it.
    OpenAddress(String),
    /// Answers [`Msg::ClipboardRead`].
    ReadClipboard {
        /// For what.
        into: PasteInto,
    },
    /// Reads the keychain beside the index, without asking the person for anything; answers [`Msg::KeychainRead`] where
    /// it can be read.
    FindAccounts,
    /// Clears the place of an account in the keychain; answers [`Msg::Settled`].
    Settle {
        /// The account.
        account: Account,
        /// What stays there.
        chosen: Option<Double>,
    },
    /// Asks the person for a file and reads it; answers [`Msg::FileRead`].
    ChooseFile,
    /// Asks the person for a CA file and checks it; answers [`Msg::CaFileChecked`].
    ChooseCaFile,
    /// Checks a CA file; answers [`Msg::CaFileChecked`].
    CheckCaFile(PathBuf),
    /// Reads a file; answers [`Msg::FileRead`].
    ReadFile(PathBuf),
    /// Copies text that is no secret; nothing answers.
    CopyText(String),
    /// Clears what [`CopyValue`](Self::CopyValue) has copied, where it is still there; answers
    /// [`ClipboardMsg::CopiedCleared`].
    ClearCopied,
    /// Clears what [`ReadClipboard`](Self::ReadClipboard) has read, where it is still there; answers
    /// [`ClipboardMsg::PastedCleared`].
    ClearPasted,
    /// Shows a file in the file manager; answers [`Msg::Notice`] where there is none.
    ShowInFolder(PathBuf),
    /// Answers [`Msg::MovedToTrash`].
    MoveToTrash(PathBuf),
    /// Writes a calendar file; answers [`Msg::ReminderSaved`].
    SaveReminder(Reminder),
    /// Copies a value of Use it; answers [`Msg::Copied`].
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
    /// Answers [`Msg::PracticeStarted`].
    StartPractice,
    /// Stops the stand-in and forgets what it kept.
    StopPractice,
    /// Keeps what is not secret for the next start.
    KeepDraft(Draft),
    /// Answers [`Msg::KeptListed`].
    ListKept {
        /// Of which store.
        store: Store,
    },
    /// Deletes every item of this program in the store, those of replaced credentials and those that it cannot read
    /// included, then its files; answers [`Msg::AllRemoved`].
    RemoveAll {
        /// From which store.
        store: Store,
    },
    /// Keeps the settings for every later start; answers [`Msg::Notice`] if they are not written.
    KeepSettings(Settings),
    /// Closes the window.
    CloseWindow,
}
