//! What comes in.

use std::path::PathBuf;

use super::{
    ClipboardMsg, HandoverValue, LeakedMsg, OnThisComputer, PracticeHosts, RemoveAllProblem,
    RotationMsg, Step,
};
use crate::{
    connection::{CaFile, Reach, Surroundings},
    diagnosis::Remedy,
    keychain::{KeychainError, KeychainInfo},
    saved::{Double, Entry, Kept, OddItem, Settings},
    secret::Secret,
    talkdesk::{Account, Host},
    verification::{Cause, Failure, Proof, StageDone},
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
    /// "Use …", for one of several clients in a text, by its place.
    ChooseClient(usize),
    /// Text was pasted that is to be read, and not to be put where the focus is.
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
