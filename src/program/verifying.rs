//! Asking Talkdesk, and what the buttons of a problem do.

use jiff::Timestamp;

use super::{
    AccountForm, CaFileMsg, CredentialsForm, Effect, Focus, Program, RegionChoice, Step, VerifyMsg,
};
use crate::{diagnosis::Remedy, verification::VerifyRequest};

impl Program {
    pub(super) fn update_verify(&mut self, msg: VerifyMsg, now: Timestamp) -> Vec<Effect> {
        match msg {
            VerifyMsg::Cancel => self.wizard.cancel(),
            VerifyMsg::StageDone { attempt, done } => {
                self.wizard.verify.stage_done(attempt, done);
                Vec::new()
            }
            VerifyMsg::Verified { attempt, result } => {
                self.ask_about_ca_file(result.as_ref().err().map(|failure| &failure.cause));
                let client_is_new = self.wizard.guide.client_is_new(now);
                let is_replacement = self.wizard.replacing.is_some();
                let verify = &mut self.wizard.verify;
                let was_awaited = verify.is_running();
                verify.ended(attempt, result, now, client_is_new, is_replacement);
                if was_awaited && verify.proof().is_some() {
                    // Saving comes next: the page says whether the keychain is locked.
                    vec![self.describe_keychain()]
                } else {
                    Vec::new()
                }
            }
            // What was pressed last is under way.
            VerifyMsg::Remedy(_) if self.wizard.saving.is_running() => Vec::new(),
            VerifyMsg::Remedy(remedy) => self.remedy(remedy, now),
        }
    }

    pub(super) fn request(&self) -> Option<VerifyRequest> {
        let account = self.entered_account()?;
        let endpoints = self.endpoints(&account);
        self.wizard.credentials.request(account, endpoints)
    }

    pub(super) fn verify(&mut self) -> Vec<Effect> {
        let Some(request) = self.request() else {
            return Vec::new();
        };
        let mut effects = self.wizard.cancel();
        let attempt = self.next_attempt();
        self.wizard.verify.begin(attempt, &request);
        self.wizard.saving.problem = None;
        self.wizard.go_to(Step::Verify);
        effects.push(Effect::Verify { attempt, request });
        effects
    }

    pub(super) fn remedy(&mut self, remedy: Remedy, now: Timestamp) -> Vec<Effect> {
        let mut change = |step, field| {
            self.wizard.go_to(step);
            self.wizard.focus = Some(Focus::Field(field));
        };
        match remedy {
            Remedy::TryAgain => return self.verify(),
            Remedy::Wait => self.wizard.verify.wait_to_settle(now),
            Remedy::ChangeAccount => change(Step::Account, AccountForm::ACCOUNT),
            Remedy::ChangeClientId => change(Step::Credentials, CredentialsForm::CLIENT_ID),
            Remedy::ChangeClientSecret => change(Step::Credentials, CredentialsForm::CLIENT_SECRET),
            Remedy::ChangeScopes => {
                change(Step::Credentials, CredentialsForm::SCOPES);
                self.wizard.credentials.advanced = true;
            }
            Remedy::CreateNewClient => {
                self.wizard.guide.begin();
                self.wizard.go_to(Step::CreateClient);
            }
            Remedy::AcceptCaFile => {
                let mut effects = self.update_ca_file(CaFileMsg::AcceptChanged);
                effects.extend(self.verify());
                return effects;
            }
            Remedy::ChooseCaFile => return self.update_ca_file(CaFileMsg::Choose),
            Remedy::TryWithoutCaFile => {
                let mut effects = self.forget_ca_file();
                effects.extend(self.verify());
                return effects;
            }
            Remedy::TryInUnitedStates => return self.try_in(RegionChoice::UnitedStates),
            Remedy::TryInEurope => return self.try_in(RegionChoice::Europe),
            Remedy::TryInCanada => return self.try_in(RegionChoice::Canada),
        }
        Vec::new()
    }

    fn try_in(&mut self, region: RegionChoice) -> Vec<Effect> {
        self.wizard.account.choose(region);
        self.verify()
    }
}
