//! "Settings": what is chosen for all accounts counts at once.

use super::{Effect, Program, Screen};
use crate::saved::Settings;

/// What a person does on Settings.
#[derive(Clone, Debug)]
pub enum SettingsMsg {
    /// "Settings".
    Show,
    /// The person chose other settings; they count at once.
    Change(Settings),
}

impl Program {
    pub(super) fn update_settings(&mut self, msg: SettingsMsg) -> Vec<Effect> {
        match msg {
            SettingsMsg::Show => {
                self.screen = Screen::Settings;
                self.focus_heading = true;
                Vec::new()
            }
            SettingsMsg::Change(settings) => {
                self.settings = settings.clone();
                self.accounts.reorder();
                vec![Effect::KeepSettings(settings)]
            }
        }
    }
}
