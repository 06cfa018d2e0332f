//! The steps: which is in front, and how one moves between them.

use jiff::Timestamp;

use super::{
    AccountForm, AttemptId, ClientGuide, CredentialsForm, Draft, Effect, Msg, OnClipboard,
    PasteInto, Program, SaveStep, Screen, VerifyStep,
};
use crate::{
    characters::trim_ends,
    credentials::{Pasted, read_pasted},
    saved::Leak,
    secret::Secret,
    talkdesk::{Account, Endpoints},
};

/// A step of the wizard, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// "Which Talkdesk account?"
    Account,
    /// "Create an OAuth client in Talkdesk"
    CreateClient,
    /// "Enter the client's credentials"
    Credentials,
    /// "Checking with Talkdesk"
    Verify,
    /// "Check and save"
    Save,
    /// "Ready to use"
    UseIt,
    /// "Retire the old credentials", on a replacement only
    RetireOld,
}

impl Step {
    /// All steps in their order; the last one belongs to a replacement only.
    pub const ALL: [Self; 7] = [
        Self::Account,
        Self::CreateClient,
        Self::Credentials,
        Self::Verify,
        Self::Save,
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
    /// The list of errors.
    Summary,
    /// A field, by its name in the form.
    Field(&'static str),
}

/// The wizard.
#[derive(Debug)]
pub struct Wizard {
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
    /// Step Save.
    pub save: SaveStep,
    /// The account whose saved credentials are being replaced, when begun from its card.
    pub replacing: Option<Account>,
    /// What is known of the leak, where the saved credentials have leaked.
    pub leak: Option<Leak>,
    /// The attempt to compare what was entered with what is saved, under way.
    pub comparing: Option<AttemptId>,
    /// Where the focus is to go; taken by the view.
    pub focus: Option<Focus>,
    /// Whether Continue returns to the summary, because Change led here.
    from_summary: bool,
}

impl Wizard {
    pub(super) fn new(draft: Option<Draft>) -> Self {
        let draft = draft.unwrap_or_default();
        Self {
            step: Step::Account,
            account: AccountForm::new(&draft),
            guide: ClientGuide::new(&draft),
            credentials: CredentialsForm::new(&draft),
            verify: VerifyStep::default(),
            save: SaveStep::default(),
            replacing: None,
            leak: None,
            comparing: None,
            focus: Some(Focus::Heading),
            from_summary: false,
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

    pub(super) fn go_to(&mut self, step: Step) {
        self.step = step;
        self.focus = Some(Focus::Heading);
    }

    /// Stops what runs.
    pub(super) fn cancel(&mut self) -> Vec<Effect> {
        self.verify
            .cancel()
            .map(|attempt| Effect::Cancel { attempt })
            .into_iter()
            .collect()
    }

    /// Fills the fields from a text or file, and says what was taken. Returns whether credentials were in it.
    fn take(&mut self, pasted: Pasted) -> bool {
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
    /// Begins at Account, with what was entered before the wizard was left.
    pub(super) fn begin_wizard(&mut self) -> Vec<Effect> {
        if self.wizard.replacing.is_some() || self.wizard.step >= Step::UseIt {
            self.forget_wizard();
        }
        self.wizard.go_to(Step::Account);
        self.screen = Screen::Wizard;
        self.notice = None;
        self.unopened_address = None;
        self.forget_failed_checks();
        vec![self.describe_keychain()]
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

    pub(super) fn update_wizard(&mut self, msg: Msg, now: Timestamp) -> Vec<Effect> {
        let in_guide = self.wizard.step == Step::CreateClient;
        let effects = self.step_message(msg, now);
        if in_guide && self.wizard.step == Step::Credentials {
            self.wizard.guide.left(now);
        }
        effects
    }

    fn step_message(&mut self, msg: Msg, now: Timestamp) -> Vec<Effect> {
        match msg {
            Msg::Continue => self.continue_step(now),
            Msg::Back => self.back(),
            Msg::ChangeStep(step) => {
                self.wizard.from_summary = true;
                self.wizard.go_to(step);
                Vec::new()
            }
            Msg::AccountEdited => {
                self.wizard.account.edited();
                Vec::new()
            }
            Msg::AccountLeft => {
                self.wizard.account.tidy();
                Vec::new()
            }
            Msg::OpenTalkdesk => {
                self.wizard.guide.begin();
                match self.sign_in_address() {
                    Some(address) => self.update(Msg::OpenAddress(address), now),
                    None => Vec::new(),
                }
            }
            Msg::CredentialsEdited => {
                self.credentials_edited();
                Vec::new()
            }
            Msg::CredentialsLeft => {
                self.wizard.credentials.tidy();
                Vec::new()
            }
            Msg::SwapCredentials => {
                self.wizard.credentials.swap();
                Vec::new()
            }
            Msg::Paste => vec![Effect::ReadClipboard {
                into: PasteInto::Credentials,
            }],
            Msg::PasteIntoFocus => vec![Effect::ReadClipboard {
                into: PasteInto::Focus,
            }],
            Msg::SecretTooLong => {
                self.wizard.credentials.refuse_overlong();
                Vec::new()
            }
            Msg::ChooseFile => vec![Effect::ChooseFile],
            Msg::FileDropped(path) => {
                self.screen = Screen::Wizard;
                vec![Effect::ReadFile(path)]
            }
            Msg::Pasted(text) => {
                self.take_pasted(&text);
                Vec::new()
            }
            Msg::ChooseClient(place) => {
                self.wizard.credentials.choose(place);
                Vec::new()
            }
            Msg::ClipboardRead {
                into: PasteInto::Credentials,
                result: Ok(text),
            } => {
                self.take_pasted(&text);
                Vec::new()
            }
            Msg::ClipboardRead {
                into: PasteInto::Credentials | PasteInto::Focus,
                result: Err(sentence),
            } => {
                self.wizard.credentials.say(sentence);
                Vec::new()
            }
            Msg::ClipboardRead { .. } => Vec::new(),
            Msg::FileRead { path, result } => {
                match result {
                    Ok(text) => {
                        self.take_text(&text);
                        self.wizard.credentials.file = path;
                    }
                    Err(sentence) => self.wizard.credentials.say(sentence),
                }
                Vec::new()
            }
            Msg::Cancel => self.wizard.cancel(),
            Msg::StageDone { attempt, done } => {
                self.wizard.verify.stage_done(attempt, done);
                Vec::new()
            }
            Msg::Verified { attempt, result } => {
                let client_is_new = self.wizard.guide.client_is_new(now);
                self.wizard
                    .verify
                    .ended(attempt, result, now, client_is_new);
                Vec::new()
            }
            Msg::Remedy(remedy) => self.remedy(remedy, now),
            Msg::Save => self.save(now),
            Msg::Saved { attempt, result } => self.saved(attempt, result),
            _ => Vec::new(),
        }
    }

    fn continue_step(&mut self, now: Timestamp) -> Vec<Effect> {
        match self.wizard.step {
            Step::Account => {
                self.wizard.account.tidy();
                if self.wizard.account.check() {
                    self.after(Step::CreateClient, now)
                } else {
                    self.wizard.focus = Some(Focus::Summary);
                    Vec::new()
                }
            }
            Step::CreateClient => {
                self.wizard.go_to(Step::Credentials);
                Vec::new()
            }
            Step::Credentials => {
                self.wizard.credentials.tidy();
                if self.entered_account().is_none() {
                    self.wizard.go_to(Step::Account);
                    return self.continue_step(now);
                }
                if self.wizard.credentials.check() {
                    self.wizard.from_summary = false;
                    self.compare_or_verify()
                } else {
                    self.wizard.focus = Some(Focus::Summary);
                    Vec::new()
                }
            }
            Step::Verify => {
                if self.wizard.verify.proof().is_some() {
                    self.wizard.go_to(Step::Save);
                    vec![self.describe_keychain()]
                } else {
                    self.wizard.verify.pressed_too_early = true;
                    Vec::new()
                }
            }
            Step::Save => self.save(now),
            Step::UseIt if self.retiring.is_some() => {
                self.wizard.go_to(Step::RetireOld);
                Vec::new()
            }
            Step::UseIt => self.update(Msg::Finish, now),
            Step::RetireOld => self.continue_retiring(now),
        }
    }

    /// What follows a step that Change may have led to: the summary wants a fresh proof of changed answers.
    fn after(&mut self, next: Step, now: Timestamp) -> Vec<Effect> {
        if std::mem::take(&mut self.wizard.from_summary) {
            if self.wizard.verify.proves(&self.request()) {
                self.wizard.go_to(Step::Save);
                return Vec::new();
            }
            self.wizard.step = Step::Credentials;
            return self.continue_step(now);
        }
        self.wizard.go_to(next);
        Vec::new()
    }

    fn back(&mut self) -> Vec<Effect> {
        match self.wizard.step {
            Step::UseIt => return Vec::new(),
            Step::RetireOld => {
                self.wizard.go_to(Step::UseIt);
                return Vec::new();
            }
            _ => {}
        }
        self.wizard.from_summary = false;
        let effects = self.wizard.cancel();
        match self.wizard.step.before() {
            Some(Step::Account) if self.wizard.replacing.is_some() => self.home(),
            Some(step) => self.wizard.go_to(step),
            None => self.home(),
        }
        effects
    }

    fn credentials_edited(&mut self) {
        let form = &self.wizard.credentials;
        let of_id = read_pasted(&form.client_id);
        let of_secret = read_pasted(form.client_secret.expose());
        let is_whole = |pasted: &Pasted| {
            (pasted.client_id.is_some() && pasted.client_secret.is_some())
                || !pasted.clients.is_empty()
        };
        let is_wrapped = of_secret
            .client_secret
            .as_ref()
            .is_some_and(|secret| secret.expose() != trim_ends(form.client_secret.expose()).text);
        if is_whole(&of_id) {
            self.wizard.take(of_id);
        } else if is_whole(&of_secret) || is_wrapped {
            self.wizard.take(of_secret);
        } else {
            self.wizard.credentials.edited();
        }
    }

    fn take_pasted(&mut self, text: &Secret) {
        if self.take_text(text) {
            self.clipboard.pasted = OnClipboard::Yes;
        }
    }

    /// Returns whether a secret was in it.
    fn take_text(&mut self, text: &Secret) -> bool {
        let pasted = read_pasted(text.expose());
        let with_secret = pasted.client_secret.is_some() || !pasted.clients.is_empty();
        if self.wizard.take(pasted) && self.wizard.step < Step::Credentials {
            if self.entered_account().is_some() {
                self.wizard.go_to(Step::Credentials);
            } else {
                self.wizard.go_to(Step::Account);
            }
        }
        with_secret
    }

    /// The wizard begins anew next time.
    pub(super) fn forget_wizard(&mut self) {
        self.clipboard.pasted = OnClipboard::No;
        self.wizard = Wizard::new(None);
    }
}
