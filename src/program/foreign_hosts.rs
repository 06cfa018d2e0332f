//! Hosts outside Talkdesk's domains: asked about once, before anything is sent to them. The answer is kept with the account
//! in the keychain and nowhere else, because other programs can write into files. This computer itself is not asked about:
//! nothing leaves it.

use super::{AccountForm, Effect, Focus, Program};
use crate::talkdesk::{Account, Host};

impl Program {
    /// The hosts of the account as entered that are neither Talkdesk's nor this computer's, and that the person has not said
    /// yes to.
    #[must_use]
    pub fn hosts_to_ask_about(&self) -> Vec<Host> {
        let account = self.entered_account();
        account.map_or_else(Vec::new, |account| {
            let mut hosts = foreign_hosts(&account);
            hosts.retain(|host| !self.accepted_hosts.contains(host));
            hosts
        })
    }

    /// "Use this host": goes on with what waited for it.
    pub(super) fn accept_hosts(&mut self) {
        let hosts = self.hosts_to_ask_about();
        self.accepted_hosts.extend(hosts);
    }

    /// The hosts of an account that the keychain holds were asked about before it was saved.
    pub(super) fn accept_hosts_of(&mut self, account: &Account) {
        self.accepted_hosts.extend(foreign_hosts(account));
    }

    /// Asks, where there is something to ask about. Returns whether it does.
    pub(super) fn asks_about_hosts(&mut self) -> bool {
        let asks = !self.hosts_to_ask_about().is_empty();
        if asks {
            self.wizard.focus = Some(Focus::Question);
        }
        asks
    }

    /// "Change it".
    pub(super) fn change_hosts(&mut self) -> Vec<Effect> {
        let asked = self.hosts_to_ask_about();
        let account = self.entered_account();
        let is_token_host =
            account.is_some_and(|account| asked.contains(&account.endpoints().token_host));
        self.wizard.focus = Some(Focus::Field(if is_token_host {
            AccountForm::TOKEN_HOST
        } else {
            AccountForm::API_HOST
        }));
        Vec::new()
    }
}

fn foreign_hosts(account: &Account) -> Vec<Host> {
    let endpoints = account.endpoints();
    let mut hosts = vec![endpoints.token_host, endpoints.api_host];
    hosts.dedup();
    hosts.retain(|host| !host.is_talkdesks() && !host.is_loopback());
    hosts
}
