//! The menu that every page has. Its pages stand over the page in front, which goes on behind them.

use super::{Effect, Focus, Program};

/// What a person does with the menu.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MenuMsg {
    /// An entry of the menu.
    Show(MenuPage),
    /// "Back": the page behind is in front again, as it was.
    Close,
}

/// A page of the menu.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MenuPage {
    /// "Settings".
    Settings,
    /// "Moving on".
    MovingOn,
    /// "Help".
    Help,
    /// "About".
    About,
}

impl MenuPage {
    /// All pages in the order of the menu.
    pub const ALL: [Self; 4] = [Self::Settings, Self::MovingOn, Self::Help, Self::About];
}

impl Program {
    pub(super) fn update_menu(&mut self, msg: MenuMsg) -> Vec<Effect> {
        self.focus_heading = true;
        match msg {
            MenuMsg::Show(page) => {
                self.menu_page = Some(page);
                match page {
                    // Both say what is on this computer.
                    MenuPage::MovingOn | MenuPage::About => self.look_at_what_is_kept(),
                    MenuPage::Settings | MenuPage::Help => Vec::new(),
                }
            }
            MenuMsg::Close => {
                self.menu_page = None;
                self.wizard.focus = Some(Focus::Heading);
                Vec::new()
            }
        }
    }
}
