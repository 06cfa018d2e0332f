//! "Settings": what is chosen for all accounts counts at once.

use super::{Effect, Program};
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
}
