//! The steps: which is in front, and how one moves between them.

use jiff::Timestamp;

use super::{
    AccountForm, AttemptId, Beginning, ClientGuide, ClipboardState, CreateClientMsg,
    CredentialsForm, Draft, Effect, Program, Saving, Screen, VerifyStep,
};
use crate::{
    credentials::Pasted,
    saved::Leak,
    talkdesk::{Account, Endpoints},
};

/// How one moves through the steps.
#[derive(Clone, Debug)]
pub enum WizardMsg {
    /// "Continue", or Enter.
    Continue,
    /// "Back".
    Back,
}

/// A step of the wizard, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// "Which Talkdesk account?"
    Account,
    /// "Create an OAuth client in Talkdesk"
    CreateClient,
    /// "Enter the client's credentials"
    Credentials,
    /// "Checking with Talkdesk", and "Save"
    Verify,
    /// "Ready to use"
    UseIt,
    /// "Retire the old credentials", on a replacement only
    RetireOld,
}

impl Step {
    /// All steps in their order; the last one belongs to a replacement only.
    pub const ALL: [Self; 6] = [
        Self::Account,
        Self::CreateClient,
        Self::Credentials,
        Self::Verify,
        Self::UseIt,
        Self::RetireOld,
    ];

    fn before(self) -> Option<Self> {
        let place = Self::ALL.iter().position(|step| *step == self)?;
        place.checked_sub(1).map(|place| Self::ALL[place])
    }
}

/// Where the keyboard's focus goes next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Focus {
    /// The heading of a new page.
    Heading,
    /// The question about hosts outside Talkdesk's domains.
    Question,
    /// A field, by its name in the form.
    Field(&'static str),
}

/// The wizard.
#[derive(Debug)]
pub struct Wizard {
    /// Tells it apart from those before and after it.
    pub(super) id: AttemptId,
    /// The step in front.
    pub step: Step,
    /// Step Account.
    pub account: AccountForm,
    /// Step Create client.
    pub guide: ClientGuide,
    /// Step Credentials.
    pub credentials: CredentialsForm,
    /// Step Verify.
    pub verify: VerifyStep,
    /// Saving what was proven.
    pub saving: Saving,
    /// The account whose saved credentials are being replaced, when begun from its card.
    pub replacing: Option<Account>,
    /// What is known of the leak, where the saved credentials have leaked.
    pub leak: Option<Leak>,
    /// The attempt to compare what was entered with what is saved, under way.
    pub comparing: Option<AttemptId>,
    /// Where the focus is to go; taken by the view.
    pub focus: Option<Focus>,
}

impl Wizard {
    pub(super) fn new(id: AttemptId, draft: Draft) -> Self {
        Self {
            id,
            step: Step::Account,
            account: AccountForm::new(&draft),
            guide: ClientGuide::new(&draft),
            credentials: CredentialsForm::new(&draft),
            verify: VerifyStep::default(),
            saving: Saving::default(),
            replacing: None,
            leak: None,
            comparing: None,
            focus: Some(Focus::Heading),
        }
    }

    /// What is kept for the next start.
    #[must_use]
    pub fn draft(&self) -> Draft {
        if self.replacing.is_some() || self.step >= Step::UseIt {
            return Draft::default();
        }
        Draft::of(self)
    }

    /// Whether a secret was entered that is not saved.
    #[must_use]
    pub fn holds_secret(&self) -> bool {
        !self.credentials.client_secret.is_empty()
    }

    /// Whether credentials that come now are still to be entered here.
    pub(super) fn takes_credentials(&self) -> bool {
        self.step < Step::UseIt && !self.saving.is_running()
    }

    /// The first field of the page in front that is empty or wrong, by its name in the form.
    #[must_use]
    pub fn first_to_fill(&self) -> Option<&'static str> {
        match self.step {
            Step::Account => {
                let errors = self.account.read().err()?;
                errors.list().first().map(|(field, _)| *field)
            }
            Step::Credentials => {
                let errors = self.credentials.read_errors();
                errors.list().first().map(|(field, _)| *field)
            }
            Step::CreateClient => self.guide.what.error().map(|(field, _)| field),
            Step::Verify | Step::UseIt | Step::RetireOld => None,
        }
    }

    pub(super) fn go_to(&mut self, step: Step) {
        self.step = step;
        self.focus = Some(Focus::Heading);
    }

    /// Stops what is being asked. A saving that has begun goes on, and its answer is taken.
    pub(super) fn cancel(&mut self) -> Vec<Effect> {
        self.comparing = None;
        self.verify
            .cancel()
            .map(|attempt| Effect::Cancel { attempt })
            .into_iter()
            .collect()
    }

    /// Fills the fields from a text or file, and says what was taken. Returns whether credentials were in it.
    pub(super) fn take(&mut self, pasted: Pasted) -> bool {
        if let Some(address) = pasted.address.clone() {
            self.account.take_address(&address);
        }
        let found = self.credentials.take(pasted);
        if self.step == Step::Account && !found {
            self.account.notes.clone_from(&self.credentials.notes);
        }
        found
    }
}

impl Program {
    /// Begins the wizard. A secret that is held and not saved stays, or is asked about.
    pub(super) fn begin(&mut self, beginning: Beginning) -> Vec<Effect> {
        match beginning {
            Beginning::Setup => self.begin_setup(),
            Beginning::Replacement { account, leak } => self.begin_replacement(account, leak),
        }
    }

    /// Begins at Account, with what was entered before the wizard was left.
    fn begin_setup(&mut self) -> Vec<Effect> {
        if self.wizard.replacing.is_some() || self.wizard.step >= Step::UseIt {
            if self.wizard.holds_secret() {
                return self.ask_to_begin(Beginning::Setup);
            }
            self.end_wizard();
        }
        self.wizard.go_to(Step::Account);
        self.forget_failed_checks();
        self.show_wizard()
    }

    /// Goes on where the wizard was left.
    pub(super) fn resume_wizard(&mut self) -> Vec<Effect> {
        self.wizard.focus = Some(Focus::Heading);
        self.show_wizard()
    }

    pub(super) fn show_wizard(&mut self) -> Vec<Effect> {
        self.screen = Screen::Wizard;
        self.unopened_address = None;
        vec![self.describe_keychain()]
    }

    pub(super) fn new_wizard(&mut self, draft: Draft) -> Wizard {
        Wizard::new(self.next_attempt(), draft)
    }

    /// The one place where a wizard ends, on every way out: what it asked for is stopped or finds it gone, and nothing
    /// is left of its secret. What is not secret of an unfinished setup is there next time.
    pub(super) fn end_wizard(&mut self) -> Vec<Effect> {
        let effects = self.wizard.cancel();
        let draft = self.wizard.draft();
        self.wizard = self.new_wizard(draft);
        if let ClipboardState::Pasted(_) = self.clipboard {
            self.clipboard = ClipboardState::Nothing;
        }
        effects
    }

    /// The account as entered, if it can be read.
    #[must_use]
    pub fn entered_account(&self) -> Option<Account> {
        self.wizard.account.read().ok()
    }

    /// The token address that will be used, once the account can be read.
    #[must_use]
    pub fn token_address(&self) -> Option<String> {
        self.entered_account()
            .map(|account| self.endpoints(&account).token_address())
    }

    /// Where requests for an account go: to Talkdesk, or to the stand-in.
    #[must_use]
    pub fn endpoints(&self, account: &Account) -> Endpoints {
        self.practice.as_ref().map_or_else(
            || account.endpoints(),
            |practice| practice.endpoints(account),
        )
    }

    /// The page that "Open Talkdesk" opens, once the account can be read.
    #[must_use]
    pub fn sign_in_address(&self) -> Option<String> {
        let account = self.entered_account()?;
        Some(self.sign_in_address_of(&account))
    }

    pub(super) fn sign_in_address_of(&self, account: &Account) -> String {
        self.practice.as_ref().map_or_else(
            || account.sign_in_address(),
            |practice| practice.sign_in_address(account.name.as_str()),
        )
    }

    pub(super) fn update_wizard(&mut self, msg: WizardMsg, now: Timestamp) -> Vec<Effect> {
        match msg {
            WizardMsg::Continue => self.continue_step(now),
            WizardMsg::Back => self.back(),
        }
    }

    pub(super) fn update_create_client(&mut self, msg: CreateClientMsg) -> Vec<Effect> {
        match msg {
            CreateClientMsg::OpenTalkdesk => {
                self.wizard.guide.begin();
                self.wizard.guide.opened = true;
                match self.sign_in_address() {
                    Some(address) => self.open_address(address),
                    None => Vec::new(),
                }
            }
        }
    }

    fn continue_step(&mut self, now: Timestamp) -> Vec<Effect> {
        match self.wizard.step {
            Step::Account => {
                self.wizard.account.tidy();
                if !self.wizard.account.check() {
                    self.wizard.focus = self.wizard.first_to_fill().map(Focus::Field);
                    Vec::new()
                } else if self.asks_about_hosts() {
                    Vec::new()
                } else {
                    self.expect_what_was_granted();
                    self.wizard.go_to(Step::CreateClient);
                    self.reach_hosts()
                }
            }
            Step::CreateClient => {
                if self.wizard.guide.what.check() {
                    self.wizard.go_to(Step::Credentials);
                } else {
                    self.wizard.focus = self.wizard.first_to_fill().map(Focus::Field);
                }
                Vec::new()
            }
            Step::Credentials => {
                self.wizard.credentials.tidy();
                if self.entered_account().is_none() || !self.hosts_to_ask_about().is_empty() {
                    self.wizard.go_to(Step::Account);
                    return self.continue_step(now);
                }
                if self.wizard.credentials.check() {
                    self.compare_or_verify()
                } else {
                    self.wizard.focus = self.wizard.first_to_fill().map(Focus::Field);
                    Vec::new()
                }
            }
            Step::Verify => {
                if self.wizard.verify.proof().is_some() {
                    self.save(now)
                } else {
                    self.wizard.verify.pressed_too_early = true;
                    Vec::new()
                }
            }
            Step::UseIt if self.retiring.is_some() => {
                self.wizard.go_to(Step::RetireOld);
                Vec::new()
            }
            Step::UseIt => self.finish(),
            Step::RetireOld => self.continue_retiring(),
        }
    }

    fn back(&mut self) -> Vec<Effect> {
        match self.wizard.step {
            Step::Account if self.is_first_of_practice() => return self.leave_practice(),
            Step::UseIt => return Vec::new(),
            // What was pressed is under way.
            Step::Verify if self.wizard.saving.is_running() => return Vec::new(),
            Step::RetireOld => {
                self.wizard.go_to(Step::UseIt);
                return Vec::new();
            }
            _ => {}
        }
        let effects = self.wizard.cancel();
        match self.wizard.step.before() {
            Some(Step::Account) if self.wizard.replacing.is_some() => self.home(),
            Some(step) => self.wizard.go_to(step),
            None => self.home(),
        }
        effects
    }
}
