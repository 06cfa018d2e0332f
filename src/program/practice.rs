//! The practice account: what is real is set aside meanwhile.

use super::{Accounts, BeforeYouStart, Effect, KeychainState, Program, Wizard};
use crate::talkdesk::{Account, Endpoints, Host};

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
}

impl Program {
    /// The wizard in which nothing is pretend.
    pub(super) fn real_wizard(&self) -> &Wizard {
        self.set_aside
            .as_ref()
            .map_or(&self.wizard, |real| &real.wizard)
    }

    pub(super) fn enter_practice(&mut self, hosts: PracticeHosts) -> Vec<Effect> {
        let mut effects = self.accounts.stop_verifying();
        self.verify_when_unlocked = false;
        self.practice = Some(hosts);
        self.set_aside = Some(SetAside {
            accounts: std::mem::take(&mut self.accounts),
            wizard: std::mem::replace(&mut self.wizard, Wizard::new(None)),
        });
        self.keychain = KeychainState::Unknown;
        self.before = BeforeYouStart::default();
        effects.extend(self.begin_wizard());
        effects
    }

    /// Forgets the practice account and everything entered for it, and begins with the real one.
    pub(super) fn leave_practice(&mut self) -> Vec<Effect> {
        let mut effects = self.accounts.stop_verifying();
        self.practice = None;
        if let Some(SetAside { accounts, wizard }) = self.set_aside.take() {
            self.accounts = accounts;
            self.wizard = wizard;
        }
        self.keychain = KeychainState::Unknown;
        self.before = BeforeYouStart::default();
        self.handover = None;
        self.retiring = None;
        self.leaked = None;
        effects.push(Effect::StopPractice);
        effects.extend(self.begin_wizard());
        effects
    }
}
