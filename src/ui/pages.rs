//! One file per page. Each reads the program, edits its form's texts in place and pushes messages.

pub(super) mod about;
pub(super) mod account;
pub(super) mod accounts;
mod before_you_start;
mod clipboard;
mod copy;
pub(super) mod create_client;
pub(super) mod credentials;
mod downloaded_file;
pub(super) mod drop_target;
mod foreign_hosts;
pub(super) mod help;
mod leak_check;
pub(super) mod leaked;
pub(super) mod leaving;
pub(super) mod menu;
pub(super) mod moving_on;
pub(super) mod network;
pub(super) mod notice;
mod odd_item;
pub(super) mod practice;
mod receiver;
mod reminder;
pub(super) mod retire_old;
mod retire_outcome;
pub(super) mod settings;
mod unlock;
pub(super) mod use_it;
mod value_row;
pub(super) mod verify;
pub(super) mod welcome;
pub(super) mod wizard;

use crate::program::{LeakedMsg, Msg, Program, Retiring, Screen, Step, WizardMsg};

/// What the primary button of the page in front does; nothing on a page of the menu, which has none, and while Cancel
/// stands in its place.
pub(super) fn primary(program: &Program) -> Option<Msg> {
    if program.menu_page.is_some() {
        return None;
    }
    let footer = match program.screen {
        Screen::Welcome => return Some(Msg::SetUpAccount),
        Screen::Accounts => return accounts::primary(program),
        Screen::Wizard if program.wizard.step == Step::CreateClient => {
            return Some(create_client::primary(&program.wizard.guide));
        }
        Screen::Wizard => return Some(Msg::Wizard(WizardMsg::Continue)),
        Screen::Leaked => return Some(LeakedMsg::Replace.into()),
        Screen::Use => use_it::footer(program),
        Screen::RetireOld => {
            let is_busy = program.retiring.as_ref().is_some_and(Retiring::is_busy);
            if is_busy {
                return None;
            }
            retire_old::footer(program)
        }
    };
    footer.primary.map(|(_, msg)| msg)
}
