//! The wizard on a replacement: begun with the account known, and with a step more.

use super::{Beginning, Draft, Effect, Program, Step, WhatToRead};
use crate::{
    saved::{Entry, Leak},
    talkdesk::Account,
};

impl Program {
    /// Whether saved credentials are or were replaced, which takes one step more.
    #[must_use]
    pub fn is_replacement(&self) -> bool {
        if self.wizard.step >= Step::UseIt {
            self.retiring.is_some()
        } else {
            self.wizard.replacing.is_some() || self.entry_to_replace().is_some()
        }
    }

    /// The steps of the wizard as it stands.
    #[must_use]
    pub fn steps(&self) -> &'static [Step] {
        if self.is_replacement() {
            &Step::ALL
        } else {
            &Step::ALL[..Step::ALL.len() - 1]
        }
    }

    /// Begins at Create client with the account known. The same replacement, begun before and left with a secret in it,
    /// goes on.
    pub(super) fn begin_replacement(
        &mut self,
        account: Account,
        leak: Option<Leak>,
    ) -> Vec<Effect> {
        if self.wizard.holds_secret() {
            let its = self.wizard.replacing.as_ref().map(Account::key);
            if its == Some(account.key()) {
                self.wizard.leak = leak.or(self.wizard.leak.take());
                return self.resume_wizard();
            }
            return self.ask_to_begin(Beginning::Replacement { account, leak });
        }
        let mut effects = self.end_wizard();
        self.wizard = self.new_wizard(Draft::default());
        self.accept_hosts_of(&account);
        self.wizard.account.take_account(&account);
        self.expect_what_was_granted();
        self.expect_the_receiver_of_today();
        self.wizard.replacing = Some(account);
        self.wizard.leak = leak;
        self.wizard.guide.begin();
        self.wizard.go_to(Step::CreateClient);
        effects.extend(self.show_wizard());
        effects
    }

    /// What the pair in use was granted is what Nexla reads today, until the person says something else.
    pub(super) fn expect_what_was_granted(&mut self) {
        let granted = self.granted_today().map(WhatToRead::of_granted);
        if let Some(granted) = granted
            && self.wizard.guide.what.chosen().is_empty()
        {
            self.wizard.guide.what = granted;
        }
    }

    /// Whoever has the pair in use gets the new one too, until the person says something else.
    pub(super) fn expect_the_receiver_of_today(&mut self) {
        if let Some(entry) = self.entry_to_replace() {
            self.wizard.guide.receiver = entry.receiver;
        }
    }

    /// What the pair that saving would replace was granted, where Talkdesk said it.
    #[must_use]
    pub fn granted_today(&self) -> Option<&[String]> {
        self.entry_to_replace()?.granted.as_deref()
    }

    /// The index entry that saving would replace.
    #[must_use]
    pub fn entry_to_replace(&self) -> Option<&Entry> {
        let account = self.entered_account()?;
        self.accounts.entry(&account)
    }
}
