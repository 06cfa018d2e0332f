//! What comes in: a message for each page, and those that concern every page.

use std::path::PathBuf;

use super::{
    AccountMsg, AccountsMsg, CaFileMsg, ChecksMsg, ClipboardMsg, CreateClientMsg, CredentialsMsg,
    HandoverMsg, KeychainMsg, LeakedMsg, LeavingMsg, MenuMsg, MovingOnMsg, PracticeMsg,
    RotationMsg, SaveMsg, SettingsMsg, VerifyMsg, WizardMsg,
};

/// Names one attempt, so that the late answer of a cancelled one is dropped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct AttemptId(pub(super) u64);

/// Where credentials are kept. Every effect that touches credentials names it, so that practice and real never mix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Store {
    /// The operating system's keychain and the index.
    System,
    /// The practice account's memory. Each time that practice is begun it is another one: an answer that comes from the one
    /// before finds it gone.
    Practice(u32),
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

/// What something that comes later was asked for: it is taken there, or nowhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AskedFor {
    /// In front of which store: what was begun in the real wizard never gets into the pretend one.
    pub store: Store,
    /// By which wizard: one that has ended takes nothing any more.
    pub wizard: AttemptId,
}

/// What a person did, or what the world answered.
#[derive(Clone, Debug)]
pub enum Msg {
    /// The window is open.
    Started,
    /// "Set up an account".
    SetUpAccount,
    /// About the menu.
    Menu(MenuMsg),
    /// A link.
    OpenAddress(String),
    /// No browser took the address.
    AddressNotOpened(String),
    /// Copies text that is no secret.
    CopyText(String),
    /// It is on the clipboard.
    TextCopied(String),
    /// "Show in folder".
    ShowInFolder(PathBuf),
    /// Files were dropped on the window.
    FilesDropped(Vec<PathBuf>),
    /// The notice was read.
    DismissNotice,
    /// Something failed outside the page in front: a sentence.
    Notice(String),
    /// About the practice account.
    Practice(PracticeMsg),
    /// About the keychain.
    Keychain(KeychainMsg),
    /// About leaving the wizard or the window.
    Leaving(LeavingMsg),
    /// About the CA file.
    CaFile(CaFileMsg),
    /// About Before you start.
    Checks(ChecksMsg),
    /// About the steps of the wizard.
    Wizard(WizardMsg),
    /// About the step Account.
    Account(AccountMsg),
    /// About the step Create client.
    CreateClient(CreateClientMsg),
    /// About the step Credentials.
    Credentials(CredentialsMsg),
    /// About the step Verify.
    Verify(VerifyMsg),
    /// About the step Save.
    Save(SaveMsg),
    /// About Use it.
    Handover(HandoverMsg),
    /// About the saved accounts.
    Accounts(AccountsMsg),
    /// About Settings.
    Settings(SettingsMsg),
    /// About Moving on.
    MovingOn(MovingOnMsg),
    /// About old credentials.
    Rotation(RotationMsg),
    /// About leaked credentials.
    Leaked(LeakedMsg),
    /// Something around the clipboard.
    Clipboard(ClipboardMsg),
}

impl Msg {
    /// Whether it is about what is entered or shown in the wizard.
    pub(super) fn is_of_the_wizard(&self) -> bool {
        match self {
            Self::Wizard(_)
            | Self::Account(_)
            | Self::CreateClient(_)
            | Self::Credentials(_)
            | Self::Verify(_)
            | Self::Save(_)
            | Self::Rotation(_) => true,
            Self::Started
            | Self::SetUpAccount
            | Self::Menu(_)
            | Self::OpenAddress(_)
            | Self::AddressNotOpened(_)
            | Self::CopyText(_)
            | Self::TextCopied(_)
            | Self::ShowInFolder(_)
            | Self::FilesDropped(_)
            | Self::DismissNotice
            | Self::Notice(_)
            | Self::Practice(_)
            | Self::Keychain(_)
            | Self::Leaving(_)
            | Self::CaFile(_)
            | Self::Checks(_)
            | Self::Handover(_)
            | Self::Accounts(_)
            | Self::Settings(_)
            | Self::MovingOn(_)
            | Self::Leaked(_)
            | Self::Clipboard(_) => false,
        }
    }
}
