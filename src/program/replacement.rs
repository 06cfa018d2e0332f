//! The wizard on a replacement: begun with the account known, and with a step more.

use super::{Effect, Program, Screen, Step, Wizard};
use crate::{saved::Entry, talkdesk::Account};

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

    /// Begins at Create client with the account known.
    pub(super) fn begin_replacement(&mut self, account: Account) -> Vec<Effect> {
        self.wizard = Wizard::new(None);
        self.wizard.account.take_account(&account);
        self.wizard.replacing = Some(account);
        self.wizard.guide.begin();
        self.wizard.go_to(Step::CreateClient);
        self.screen = Screen::Wizard;
        vec![self.describe_keychain()]
    }

    /// The index entry that saving would replace.
    #[must_use]
    pub fn entry_to_replace(&self) -> Option<&Entry> {
        let account = self.entered_account()?;
        self.accounts.entry(&account)
    }
}
