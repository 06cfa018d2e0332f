//! The program without window, network, keychain or clock: what a person does and what the world answers come in as
//! [`Msg`], what is to be done goes out as [`Effect`].

mod account_form;
mod accounts;
mod ahead;
mod before_you_start;
mod ca_file;
mod client_guide;
mod clipboard;
mod credentials_form;
mod draft;
mod effect;
mod handover;
mod leaked;
mod leaving;
mod message;
mod moving_on;
mod odd_items;
mod practice;
mod reminder;
mod replacement;
mod report;
mod rotation;
mod save_step;
mod verify_step;
mod verifying;
mod wait;
mod wizard;

use ahead::OpenedAhead;
use jiff::Timestamp;
use practice::SetAside;

use crate::{
    keychain::{KeychainError, KeychainInfo},
    saved::{Index, OddItem, Settings},
};

pub use account_form::{AccountForm, RegionChoice};
pub use accounts::{
    Accounts, Attention, Card, CardState, Removed, RemovedState, RunEnd, VerifyRun,
};
pub use before_you_start::{BeforeYouStart, Check, Clock, Due, HostCheck};
pub use ca_file::CaFileForm;
pub use client_guide::{ClientGuide, Route};
pub use clipboard::{COPIED_FOR, ClipboardMsg, ClipboardState, OnClipboard};
pub use credentials_form::CredentialsForm;
pub use draft::Draft;
pub use effect::Effect;
pub use handover::{CopyState, FileState, Handover, HandoverValue, UsedFile};
pub use leaked::{Leaked, LeakedMsg};
pub use leaving::Leaving;
pub use message::{AttemptId, ClipboardProblem, FileProblem, Msg, PasteInto, Store};
pub use moving_on::{MovingOn, OnThisComputer, RemoveAll, RemoveAllProblem};
pub use practice::PracticeHosts;
pub use reminder::{Reminder, reminder};
pub use rotation::{
    Compared, Finding, NotGoneBack, PairsTried, RetireState, Retiring, RotationEffect, RotationMsg,
    is_refusal, last_token_dead_by,
};
pub use save_step::SaveStep;
pub use verify_step::{StageRow, StageState, VerifyOutcome, VerifyStep};
pub use wait::{Wait, WaitReason};
pub use wizard::{Focus, Step, Wizard};

/// Which page is in front.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Screen {
    /// "Connect Talkdesk", the first start.
    Welcome,
    /// "Your Talkdesk accounts".
    Accounts,
    /// A step of the wizard.
    Wizard,
    /// "Ready to use", for an account saved earlier.
    Use,
    /// "Retire the old credentials", from a card.
    RetireOld,
    /// "Stop leaked credentials".
    Leaked,
    /// "Settings".
    Settings,
    /// "Moving on".
    MovingOn,
}

/// What is known of the keychain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeychainState {
    /// Not asked yet, or being asked.
    Unknown,
    /// It answered.
    Known(KeychainInfo),
    /// It did not.
    Failed(KeychainError),
}

/// Everything that the window shows.
#[derive(Debug)]
pub struct Program {
    /// The page in front.
    pub screen: Screen,
    /// The wizard; kept while other pages are in front, so that nothing typed is lost.
    pub wizard: Wizard,
    /// The saved accounts of the store in use.
    pub accounts: Accounts,
    /// The keychain.
    pub keychain: KeychainState,
    /// The stand-in's hosts while practicing.
    pub practice: Option<PracticeHosts>,
    /// The values to hand over, on Use it.
    pub handover: Option<Handover>,
    /// The old credentials on Retire old.
    pub retiring: Option<Retiring>,
    /// The leaked credentials on Leaked?.
    pub leaked: Option<Leaked>,
    /// The clipboard.
    pub clipboard: ClipboardState,
    /// An address that no browser took, to be shown for copying.
    pub unopened_address: Option<String>,
    /// Whether "Talkdesk will not show this secret again" is being asked, and what happens on Leave.
    pub leaving: Option<Leaving>,
    /// What was chosen for every account.
    pub settings: Settings,
    /// The file of certificate authorities that the person names.
    pub ca_file: CaFileForm,
    /// What was tried before Talkdesk shows the one-time secret.
    pub before: BeforeYouStart,
    /// Whether the heading of a new page is to have the focus; taken by the view.
    pub focus_heading: bool,
    /// "Moving on".
    pub moving_on: MovingOn,
    /// A sentence about something that failed outside the wizard, such as the index file.
    pub notice: Option<String>,
    odd: Vec<OddItem>,
    opened_ahead: Option<OpenedAhead>,
    set_aside: Option<SetAside>,
    /// Whether all are verified as soon as the keychain is known to be unlocked.
    verify_when_unlocked: bool,
    attempts: u64,
}

impl Program {
    /// The program as it starts, with what the index knows and what was typed last time.
    #[must_use]
    pub fn new(index: Index, draft: Option<Draft>) -> Self {
        let accounts = Accounts::new(index);
        Self {
            screen: if accounts.cards.is_empty() {
                Screen::Welcome
            } else {
                Screen::Accounts
            },
            wizard: Wizard::new(draft),
            accounts,
            keychain: KeychainState::Unknown,
            practice: None,
            handover: None,
            retiring: None,
            leaked: None,
            clipboard: ClipboardState::default(),
            unopened_address: None,
            leaving: None,
            settings: Settings::default(),
            ca_file: CaFileForm::default(),
            before: BeforeYouStart::default(),
            focus_heading: false,
            moving_on: MovingOn::default(),
            notice: None,
            odd: Vec::new(),
            opened_ahead: None,
            set_aside: None,
            verify_when_unlocked: false,
            attempts: 0,
        }
    }

    /// The same program with what was chosen before.
    #[must_use]
    pub fn with_settings(self, settings: Settings) -> Self {
        Self { settings, ..self }
    }

    /// Where credentials go: the keychain, or the practice account's memory.
    #[must_use]
    pub fn store(&self) -> Store {
        if self.practice.is_some() {
            Store::Practice
        } else {
            Store::System
        }
    }

    /// What Leave would lose: a secret that is held and not saved.
    #[must_use]
    pub fn holds_unsaved_secret(&self) -> bool {
        !self.real_wizard().credentials.client_secret.is_empty()
    }

    /// Whether all accounts are to be verified as soon as the keychain is unlocked.
    #[must_use]
    pub fn waits_for_keychain(&self) -> bool {
        self.verify_when_unlocked
    }

    /// The name under which secrets are kept, for sentences.
    #[must_use]
    pub fn keychain_name(&self) -> &str {
        match &self.keychain {
            KeychainState::Known(info) => &info.name,
            KeychainState::Unknown | KeychainState::Failed(_) => "the system's keychain",
        }
    }

    /// Takes one message and says what is to be done. `now` is the time of the message.
    pub fn update(&mut self, msg: Msg, now: Timestamp) -> Vec<Effect> {
        let effects = self.take(msg, now);
        self.accounts.arrange(&self.settings, now);
        effects
    }

    fn take(&mut self, msg: Msg, now: Timestamp) -> Vec<Effect> {
        match msg {
            Msg::Started => {
                self.verify_when_unlocked = self.settings.verify_on_open;
                let mut effects = vec![self.describe_keychain(), Effect::FindAccounts];
                effects.extend(self.check_kept_ca_file());
                effects
            }
            Msg::SetUpAccount => self.begin_wizard(),
            Msg::StartPractice => vec![Effect::StartPractice],
            Msg::PracticeStarted(Ok(hosts)) => self.enter_practice(hosts),
            Msg::PracticeStarted(Err(sentence)) => {
                self.notice = Some(sentence);
                Vec::new()
            }
            Msg::LeavePractice => self.leave_practice(),
            Msg::KeychainDescribed { store, result } => {
                if store != self.store() {
                    return Vec::new();
                }
                self.keychain = match result {
                    Ok(info) => KeychainState::Known(info),
                    Err(error) => KeychainState::Failed(error),
                };
                let mut effects = self.keychain_described(store);
                effects.extend(self.look_again());
                effects.extend(self.verify_on_open());
                effects
            }
            Msg::UnlockKeychain => {
                self.wizard.save.unlocking = true;
                vec![Effect::UnlockKeychain]
            }
            Msg::KeychainUnlocked(result) => self.keychain_unlocked(result),
            Msg::OpenAddress(address) => {
                self.unopened_address = None;
                vec![Effect::OpenAddress(address)]
            }
            Msg::AddressNotOpened(address) => {
                self.unopened_address = Some(address);
                Vec::new()
            }
            Msg::CopyText(text) => vec![Effect::CopyText(text)],
            Msg::Clipboard(msg) => self.update_clipboard(msg),
            Msg::ShowInFolder(path) => vec![Effect::ShowInFolder(path)],
            Msg::CloseRequested => self.ask_to_leave(Leaving::Window),
            Msg::EscapePressed => self.escape(),
            Msg::KeepGoing => {
                self.leaving = None;
                Vec::new()
            }
            Msg::Leave => self.leave(),
            Msg::DismissNotice => {
                self.notice = None;
                Vec::new()
            }
            Msg::Notice(sentence) => {
                self.notice = Some(sentence);
                Vec::new()
            }
            Msg::KeychainRead { .. } | Msg::LookAgain | Msg::Settle { .. } | Msg::Settled(_) => {
                self.update_odd_items(msg)
            }
            Msg::ChooseCaFile | Msg::NameCaFile | Msg::ForgetCaFile | Msg::CaFileChecked(_) => {
                self.update_ca_file(msg)
            }
            Msg::ReachHosts
            | Msg::CheckAgain
            | Msg::KeychainTested { .. }
            | Msg::LookedAround { .. }
            | Msg::Reached { .. } => self.update_checks(msg),
            Msg::Continue
            | Msg::Back
            | Msg::ChangeStep(_)
            | Msg::AccountEdited
            | Msg::AccountLeft
            | Msg::OpenTalkdesk
            | Msg::CredentialsEdited
            | Msg::CredentialsLeft
            | Msg::SwapCredentials
            | Msg::Paste
            | Msg::PasteIntoFocus
            | Msg::SecretTooLong
            | Msg::ChooseFile
            | Msg::FileDropped(_)
            | Msg::Pasted(_)
            | Msg::ChooseClient(_)
            | Msg::ClipboardRead { .. }
            | Msg::FileRead { .. }
            | Msg::Cancel
            | Msg::StageDone { .. }
            | Msg::Verified { .. }
            | Msg::Remedy(_)
            | Msg::Save
            | Msg::Saved { .. } => {
                let effects = self.update_wizard(msg, now);
                self.open_ahead(effects, now)
            }
            Msg::Rotation(msg) => {
                let effects = self.update_rotation(msg, now);
                self.open_ahead(effects, now)
            }
            Msg::Leaked(msg) => self.update_leaked(msg, now),
            Msg::Copy(_)
            | Msg::Copied { .. }
            | Msg::MoveToTrash
            | Msg::MovedToTrash(_)
            | Msg::SaveReminder
            | Msg::ReminderSaved(_)
            | Msg::OpenNexla
            | Msg::Finish => self.update_handover(msg, now),
            Msg::AddAccount
            | Msg::VerifySaved(_)
            | Msg::VerifyAll
            | Msg::CancelVerifyAll
            | Msg::SearchEdited
            | Msg::ClearSearch
            | Msg::SavedVerified { .. }
            | Msg::Replace(_)
            | Msg::Use(_)
            | Msg::Remove(_)
            | Msg::Removed { .. }
            | Msg::UndoRemove(_)
            | Msg::Restored { .. } => self.update_accounts(msg, now),
            Msg::Tick => {
                let mut effects = self.clear_in_time(now);
                effects.extend(self.update_accounts(msg, now));
                effects
            }
            Msg::ShowSettings => {
                self.screen = Screen::Settings;
                self.focus_heading = true;
                Vec::new()
            }
            Msg::ChangeSettings(settings) => {
                self.settings = settings.clone();
                self.accounts.reorder();
                vec![Effect::KeepSettings(settings)]
            }
            Msg::ShowHome => {
                self.home();
                Vec::new()
            }
            Msg::ShowMovingOn
            | Msg::KeptListed { .. }
            | Msg::AskRemoveAll
            | Msg::KeepAll
            | Msg::RemoveAll
            | Msg::AllRemoved { .. } => self.update_moving_on(msg),
        }
    }

    /// Asks the store in use what it is and whether it is locked.
    fn describe_keychain(&self) -> Effect {
        Effect::DescribeKeychain {
            store: self.store(),
        }
    }

    fn next_attempt(&mut self) -> AttemptId {
        self.attempts += 1;
        AttemptId(self.attempts)
    }

    /// Verifies all accounts once the program is open, where that is wanted. A locked keychain is not unlocked for it.
    fn verify_on_open(&mut self) -> Vec<Effect> {
        let unlocked = matches!(&self.keychain, KeychainState::Known(info) if !info.locked);
        if unlocked && std::mem::take(&mut self.verify_when_unlocked) {
            self.verify_all()
        } else {
            Vec::new()
        }
    }

    fn keychain_unlocked(&mut self, result: Result<(), KeychainError>) -> Vec<Effect> {
        self.wizard.save.unlocking = false;
        match result {
            Ok(()) => {
                self.wizard.save.problem = None;
                self.verify_when_unlocked |= self.accounts.forget_keychain_problems();
                self.forget_retiring_problem();
            }
            Err(error) => {
                if self.screen == Screen::Accounts {
                    self.notice = Some(error.what_happened());
                }
                self.wizard.save.problem = Some(error);
            }
        }
        vec![self.describe_keychain(), Effect::FindAccounts]
    }
}
