//! The menu of every page, and the frame of its pages.

use egui::{Rect, Ui};

use super::wizard::{Footer, show_footer};
use crate::{
    program::{MenuMsg, MenuPage, Msg, Program},
    ui::{keys, theme::space, widgets},
};

pub(in crate::ui) fn show(ui: &mut Ui, whole: Rect, out: &mut Vec<Msg>) {
    let titles = MenuPage::ALL.map(title);
    let chosen = widgets::menu(ui, whole, &titles).map(|place| MenuPage::ALL[place]);
    let by_key = keys::pressed_anywhere(ui, keys::SETTINGS).then_some(MenuPage::Settings);
    if let Some(page) = chosen.or(by_key) {
        out.push(Msg::Menu(MenuMsg::Show(page)));
    }
}

/// A page of the menu: its heading, a line that says what it is for, and Back to the page behind.
pub(super) fn page(
    ui: &mut Ui,
    program: &mut Program,
    (page, lead): (MenuPage, &str),
    out: &mut Vec<Msg>,
    body: impl FnOnce(&mut Ui, &mut Program, &mut Vec<Msg>),
) {
    let footer = Footer {
        left: Some(("Back", Msg::Menu(MenuMsg::Close))),
        primary: None,
    };
    let body = |ui: &mut Ui| {
        let heading = widgets::heading(ui, title(page));
        if std::mem::take(&mut program.focus_heading) {
            heading.request_focus();
        }
        ui.add_space(space::XS);
        widgets::muted(ui, lead);
        ui.add_space(space::XL);
        body(ui, program, out);
    };
    // Each page keeps its own place while it is scrolled.
    let shown = ui.push_id(title(page), |ui| {
        widgets::page(
            ui,
            None,
            |left, right| show_footer(left, right, footer),
            body,
        )
    });
    let (pressed, ()) = shown.inner;
    out.extend(pressed);
}

/// The heading of a page of the menu, which is its entry too.
fn title(page: MenuPage) -> &'static str {
    match page {
        MenuPage::Settings => "Settings",
        MenuPage::MovingOn => "Moving on",
        MenuPage::Help => "Help",
        MenuPage::About => "About",
    }
}
