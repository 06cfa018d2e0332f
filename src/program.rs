//! The program without window, network, keychain or clock: what a person does and what the world answers come in as
//! [`Msg`], what is to be done goes out as [`Effect`].

mod account_form;
mod accounts;
mod ahead;
mod arrival;
mod before_you_start;
mod ca_file;
mod client_guide;
mod clipboard;
mod credentials_form;
mod draft;
mod dropping;
mod effect;
mod entering;
mod foreign_hosts;
mod handover;
mod keychain;
mod leaked;
mod leaving;
mod menu;
mod message;
mod moving_on;
mod practice;
mod reminder;
mod replacement;
mod report;
mod rotation;
mod saving;
mod settings;
mod verify_step;
mod verifying;
mod wait;
mod what_to_read;
mod wizard;

use ahead::OpenedAhead;
use jiff::Timestamp;
use practice::SetAside;

use crate::{
    saved::{Entry, Index, OddItem, Settings},
    talkdesk::Host,
};

pub use account_form::{AccountForm, AccountMsg, RegionChoice};
pub use accounts::{
    AT_A_TIME as VERIFIED_AT_A_TIME, Accounts, AccountsMsg, Attention, Card, CardState, Opening,
    Removed, RemovedState, RunEnd, VerifyRun,
};
pub use arrival::{Arrival, Place};
pub use before_you_start::{BeforeYouStart, Check, ChecksMsg, Clock, HostCheck};
pub use ca_file::{CaFileForm, CaFileMsg};
pub use client_guide::{Beside, ClientGuide, CreateClientMsg, Route};
pub use clipboard::{COPIED_FOR, ClipboardMsg, ClipboardState, Copied, OnClipboard};
pub use credentials_form::{CredentialsForm, CredentialsMsg};
pub use draft::Draft;
pub use effect::Effect;
pub use handover::{CopyState, FileState, Handover, HandoverMsg, HandoverValue, UsedFile};
pub use keychain::{Keychain, KeychainMsg, KeychainState};
pub use leaked::{LeakCheck, Leaked, LeakedMsg};
pub use leaving::{Beginning, Leaving, LeavingMsg};
pub use menu::{MenuMsg, MenuPage};
pub use message::{AskedFor, AttemptId, ClipboardProblem, FileProblem, Msg, PasteInto, Store};
pub use moving_on::{MovingOn, MovingOnMsg, OnThisComputer, RemoveAll, RemoveAllProblem};
pub use practice::{PracticeHosts, PracticeMsg};
pub use reminder::{Reminder, reminder};
pub use rotation::{
    Compared, Finding, NotGoneBack, OldPair, PairsTried, RetireState, Retiring, RotationEffect,
    RotationMsg, is_refusal, last_token_dead_by,
};
pub use saving::{SaveMsg, Saving};
pub use settings::SettingsMsg;
pub use verify_step::{StageRow, StageState, VerifyMsg, VerifyOutcome, VerifyStep};
pub use wait::{Wait, WaitReason};
pub use what_to_read::{Answer, WhatToRead};
pub use wizard::{Focus, Step, Wizard, WizardMsg};

/// Which page is in front.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
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
}

/// Everything that the window shows.
#[derive(Debug)]
pub struct Program {
    /// The page in front, or behind a page of the menu.
    pub screen: Screen,
    /// The page of the menu that stands over it.
    pub menu_page: Option<MenuPage>,
    /// The wizard; kept while other pages are in front, so that nothing typed is lost.
    pub wizard: Wizard,
    /// The saved accounts of the store in use.
    pub accounts: Accounts,
    /// The keychain.
    pub keychain: Keychain,
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
    /// The text that was copied last and is no secret, until something else comes onto the clipboard.
    pub text_copied: Option<String>,
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
    /// A sentence about something that failed outside the page in front, until the person has dismissed it.
    pub notice: Option<String>,
    odd: Vec<OddItem>,
    opened_ahead: Option<OpenedAhead>,
    /// Hosts outside Talkdesk's domains that the person has said yes to.
    accepted_hosts: Vec<Host>,
    set_aside: Option<SetAside>,
    /// How many times practice was begun.
    practices: u32,
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
            menu_page: None,
            wizard: Wizard::new(AttemptId(0), draft.unwrap_or_default()),
            accounts,
            keychain: Keychain::default(),
            practice: None,
            handover: None,
            retiring: None,
            leaked: None,
            clipboard: ClipboardState::default(),
            unopened_address: None,
            text_copied: None,
            leaving: None,
            settings: Settings::default(),
            ca_file: CaFileForm::default(),
            before: BeforeYouStart::default(),
            focus_heading: false,
            moving_on: MovingOn::default(),
            notice: None,
            odd: Vec::new(),
            opened_ahead: None,
            accepted_hosts: Vec::new(),
            set_aside: None,
            practices: 0,
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
            Store::Practice(self.practices)
        } else {
            Store::System
        }
    }

    /// What Leave would lose: a secret that is held and not saved.
    #[must_use]
    pub fn holds_unsaved_secret(&self) -> bool {
        self.real_wizard().holds_secret()
    }

    /// Whether all accounts are to be verified as soon as the keychain is unlocked.
    #[must_use]
    pub fn waits_for_keychain(&self) -> bool {
        self.verify_when_unlocked
    }

    /// The name under which secrets are kept, for sentences.
    #[must_use]
    pub fn keychain_name(&self) -> &str {
        self.keychain.name()
    }

    /// What the wizard in front asks for names it and its store.
    #[must_use]
    pub fn asked_for(&self) -> AskedFor {
        AskedFor {
            store: self.store(),
            wizard: self.wizard.id,
        }
    }

    /// Takes one message and says what is to be done. `now` is the time of the message.
    pub fn update(&mut self, msg: Msg, now: Timestamp) -> Vec<Effect> {
        let of_the_wizard = msg.is_of_the_wizard();
        let in_guide = self.wizard.step == Step::CreateClient;
        let mut effects = self.take(msg, now);
        if in_guide && self.wizard.step == Step::Credentials {
            self.wizard.guide.left(now);
        }
        if of_the_wizard {
            effects = self.open_ahead(effects, now);
        }
        self.follow_cards();
        self.accounts.arrange(&self.settings, now);
        effects
    }

    fn take(&mut self, msg: Msg, now: Timestamp) -> Vec<Effect> {
        match msg {
            Msg::Started => {
                self.verify_when_unlocked = self.settings.verify_on_open;
                let mut effects = vec![self.describe_keychain(), Effect::FindAccounts];
                effects.extend(self.check_kept_ca_file());
                effects.extend(self.count_visit());
                effects
            }
            Msg::SetUpAccount => self.begin(Beginning::Setup),
            Msg::Menu(msg) => self.update_menu(msg),
            Msg::OpenAddress(address) => self.open_address(address),
            Msg::AddressNotOpened(address) => {
                self.unopened_address = Some(address);
                Vec::new()
            }
            Msg::CopyText(text) => {
                self.comes_onto_the_clipboard(ClipboardState::Nothing);
                vec![Effect::CopyText(text)]
            }
            Msg::TextCopied(text) => {
                self.text_copied = Some(text);
                Vec::new()
            }
            Msg::ShowInFolder(path) => vec![Effect::ShowInFolder(path)],
            Msg::FilesDropped(paths) => self.files_dropped(paths),
            Msg::DismissNotice => {
                self.notice = None;
                Vec::new()
            }
            Msg::Notice(sentence) => {
                self.notice = Some(sentence);
                Vec::new()
            }
            Msg::Practice(msg) => self.update_practice(msg),
            Msg::Keychain(msg) => self.update_keychain(msg),
            Msg::Leaving(msg) => self.update_leaving(msg),
            Msg::CaFile(msg) => self.update_ca_file(msg),
            Msg::Checks(msg) => self.update_checks(msg),
            Msg::Wizard(msg) => self.update_wizard(msg, now),
            Msg::Account(msg) => {
                match msg {
                    AccountMsg::UseHosts => {
                        self.accept_hosts();
                        return self.update_wizard(WizardMsg::Continue, now);
                    }
                    AccountMsg::ChangeHosts => return self.change_hosts(),
                    AccountMsg::Edited => self.wizard.credentials.offered_file = None,
                    AccountMsg::HostEdited | AccountMsg::Left => {}
                }
                self.wizard.account.update(msg);
                Vec::new()
            }
            Msg::CreateClient(msg) => self.update_create_client(msg),
            Msg::Credentials(msg) => self.update_credentials(msg),
            Msg::Verify(msg) => self.update_verify(msg, now),
            Msg::Save(msg) => self.update_save(msg, now),
            Msg::Handover(msg) => self.update_handover(msg, now),
            Msg::Accounts(msg) => self.update_accounts(msg, now),
            Msg::Settings(msg) => self.update_settings(msg),
            Msg::MovingOn(msg) => self.update_moving_on(msg),
            Msg::Rotation(msg) => self.update_rotation(msg, now),
            Msg::Leaked(msg) => self.update_leaked(msg, now),
            Msg::Clipboard(msg) => self.update_clipboard(msg),
        }
    }

    pub(super) fn open_address(&mut self, address: String) -> Vec<Effect> {
        self.unopened_address = None;
        vec![Effect::OpenAddress(address)]
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
        if self.keychain.is_unlocked() && std::mem::take(&mut self.verify_when_unlocked) {
            self.verify_all()
        } else {
            Vec::new()
        }
    }

    /// The saved accounts of a store, also while the other one is in front; `None` once practice has ended.
    fn accounts_in(&mut self, store: Store) -> Option<&mut Accounts> {
        if store == self.store() {
            return Some(&mut self.accounts);
        }
        match store {
            Store::System => self.set_aside.as_mut().map(|real| &mut real.accounts),
            Store::Practice(_) => None,
        }
    }

    /// The wizard that asked for something, also while it is set aside; `None` once it has ended, or its credentials are
    /// saved or on their way: what comes then would be lost or left behind.
    fn wizard_of(&mut self, asked: AskedFor) -> Option<&mut Wizard> {
        self.wizard_in(asked.store)
            .filter(|wizard| wizard.id == asked.wizard && wizard.takes_credentials())
    }

    /// The wizard of a store; `None` once practice has ended.
    fn wizard_in(&mut self, store: Store) -> Option<&mut Wizard> {
        if store == self.store() {
            return Some(&mut self.wizard);
        }
        match store {
            Store::System => self.set_aside.as_mut().map(|real| &mut real.wizard),
            Store::Practice(_) => None,
        }
    }

    /// The world holds this of an account now: its card says so, whatever page is in front and whatever was canceled.
    fn account_changed(&mut self, store: Store, entry: Entry) {
        if let Some(accounts) = self.accounts_in(store) {
            accounts.put(entry);
        }
    }

    /// Pages about one account show what its card shows, so that what is read, copied and tried is one pair.
    fn follow_cards(&mut self) {
        if let Some(handover) = &mut self.handover
            && let Some(entry) = self.accounts.entry(&handover.account)
            && entry.client_id != handover.client_id
        {
            *handover = Handover::new(handover.id, entry, None);
        }
        let is_over = self.retiring.as_ref().is_some_and(|retiring| {
            let entry = self.accounts.entry(&retiring.account);
            let known =
                entry.is_some_and(|entry| entry.replaced(&retiring.old.client_id).is_some());
            !known && !retiring.is_busy() && !retiring.is_done()
        });
        if is_over {
            self.retiring = None;
            if self.screen == Screen::RetireOld {
                self.home();
            } else if self.screen == Screen::Wizard && self.wizard.step == Step::RetireOld {
                self.wizard.go_to(Step::UseIt);
            }
        }
    }
}
