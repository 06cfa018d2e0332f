//! "Settings": what is chosen for all accounts counts at once.

use super::{Effect, Program, Screen};
use crate::saved::Settings;

/// What a person does on Settings.
#[derive(Clone, Debug)]
pub enum SettingsMsg {
    /// The person chose other settings; they count at once.
    Change(Settings),
}

impl Program {
    pub(super) fn update_settings(&mut self, msg: SettingsMsg) -> Vec<Effect> {
        match msg {
            SettingsMsg::Change(settings) => {
                self.settings = settings.clone();
                self.accounts.reorder();
                vec![Effect::KeepSettings(settings)]
            }
        }
    }

    /// The program has opened on the saved accounts, which is kept as long as that page is new to the person.
    pub(super) fn count_visit(&mut self) -> Option<Effect> {
        if self.screen != Screen::Accounts || !self.settings.is_new_here() {
            return None;
        }
        self.settings.visits += 1;
        Some(Effect::KeepSettings(self.settings.clone()))
    }
}
