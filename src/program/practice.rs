//! The practice account: what is real is set aside meanwhile.

use super::{
    Accounts, BeforeYouStart, Beginning, Draft, Effect, Keychain, MovingOn, Program, Screen, Wizard,
};
use crate::talkdesk::{Account, Endpoints, Host};

/// What happens around the practice account.
#[derive(Clone, Debug)]
pub enum PracticeMsg {
    /// "Try it with a pretend account".
    Start,
    /// The stand-in listens, or a sentence that says why not.
    Started(Result<PracticeHosts, String>),
    /// "Leave practice": back to where the person was.
    Leave,
    /// "Set up the real account".
    SetUpReal,
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

/// What is real, while practicing.
#[derive(Debug)]
pub(super) struct SetAside {
    pub(super) accounts: Accounts,
    pub(super) wizard: Wizard,
    pub(super) keychain: Keychain,
    pub(super) moving_on: MovingOn,
}

impl Program {
    /// The wizard in which nothing is pretend.
    pub(super) fn real_wizard(&self) -> &Wizard {
        self.set_aside
            .as_ref()
            .map_or(&self.wizard, |real| &real.wizard)
    }

    pub(super) fn real_wizard_mut(&mut self) -> &mut Wizard {
        self.set_aside
            .as_mut()
            .map_or(&mut self.wizard, |real| &mut real.wizard)
    }

    pub(super) fn update_practice(&mut self, msg: PracticeMsg) -> Vec<Effect> {
        match msg {
            PracticeMsg::Start => vec![Effect::StartPractice],
            PracticeMsg::Started(Ok(hosts)) => self.enter_practice(hosts),
            PracticeMsg::Started(Err(sentence)) => {
                self.notice = Some(sentence);
                Vec::new()
            }
            PracticeMsg::Leave => self.leave_practice(),
            PracticeMsg::SetUpReal => {
                let mut effects = self.leave_practice();
                if self.screen != Screen::Wizard {
                    effects.extend(self.begin(Beginning::Setup));
                }
                effects
            }
        }
    }

    fn enter_practice(&mut self, hosts: PracticeHosts) -> Vec<Effect> {
        if self.practice.is_some() {
            // Started twice: what is real is set aside already.
            self.practice = Some(hosts);
            return Vec::new();
        }
        let mut effects = self.accounts.stop_verifying();
        effects.extend(self.wizard.cancel());
        effects.extend(self.leave_retiring());
        self.verify_when_unlocked = false;
        self.leaving = None;
        self.menu_page = None;
        self.handover = None;
        self.leaked = None;
        let wizard = self.new_wizard(Draft::default());
        self.set_aside = Some(SetAside {
            accounts: std::mem::take(&mut self.accounts),
            wizard: std::mem::replace(&mut self.wizard, wizard),
            keychain: std::mem::take(&mut self.keychain),
            moving_on: std::mem::take(&mut self.moving_on),
        });
        self.practice = Some(hosts);
        self.practices += 1;
        self.before = BeforeYouStart::default();
        effects.extend(self.begin(Beginning::Setup));
        effects
    }

    /// How many real accounts are saved, which practice sets aside.
    #[must_use]
    pub fn accounts_set_aside(&self) -> usize {
        self.set_aside
            .as_ref()
            .map_or(0, |real| real.accounts.cards.len())
    }

    /// Forgets the practice account and everything entered for it, and goes back to what is real: where a secret is held
    /// that is not saved, it is still there. The pretend Talkdesk goes on, for a page of it may be open in the browser.
    pub(super) fn leave_practice(&mut self) -> Vec<Effect> {
        let Some(real) = self.set_aside.take() else {
            return Vec::new();
        };
        let mut effects = self.accounts.stop_verifying();
        effects.extend(self.wizard.cancel());
        effects.extend(self.leave_retiring());
        self.practice = None;
        self.accounts = real.accounts;
        self.wizard = real.wizard;
        self.keychain = real.keychain;
        self.moving_on = real.moving_on;
        self.before = BeforeYouStart::default();
        self.leaving = None;
        self.menu_page = None;
        self.handover = None;
        self.leaked = None;
        effects.push(Effect::ForgetPractice);
        if self.wizard.holds_secret() {
            effects.extend(self.resume_wizard());
        } else {
            self.home();
            effects.push(self.describe_keychain());
        }
        effects
    }
}
