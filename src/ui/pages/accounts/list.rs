//! The cards. Of many only those are laid out that can be seen, so that a thousand cost no more than a few.

use std::collections::HashMap;

use egui::{Id, IdMap, Ui, UiBuilder};
use jiff::Timestamp;

use super::card;
use crate::{
    program::{AccountsMsg, Attention, Msg, Program},
    ui::{
        drawings::{self, NOTHING_FOUND, Shown},
        theme::space,
        widgets::{self, ButtonKind},
    },
};

/// Up to so many cards are always laid out, so that assistive technology finds each.
const ALL_LAID_OUT: usize = 30;

/// How far beyond the edge of the page cards are laid out, so that the Tab key finds the next one.
const BEYOND: f32 = 240.0;

/// What is assumed of a card that was never laid out, nor one like it.
const ASSUMED: f32 = 132.0;

/// What is known of the cards from earlier pictures.
#[derive(Clone, Default)]
struct Known {
    /// The width for which the heights hold.
    width: f32,
    heights: IdMap<f32>,
    /// The height of the last card that needed as much attention, for those that were never laid out.
    like: HashMap<Attention, f32>,
    /// The card with the focus, which is laid out wherever it is: otherwise the focus would be lost.
    focused: Option<Id>,
}

pub(super) fn show(ui: &mut Ui, program: &Program, now: Timestamp, out: &mut Vec<Msg>) {
    let memory = Id::unique("cards");
    let mut known: Known = ui
        .data_mut(|data| data.remove_temp(memory))
        .unwrap_or_default();
    let width = ui.available_width();
    if (known.width - width).abs() > f32::EPSILON {
        known = Known {
            width,
            focused: known.focused,
            ..Known::default()
        };
    }
    let seen = ui.clip_rect().y_range().expand(BEYOND);
    let cards = program.accounts.shown();
    let all = cards.len() <= ALL_LAID_OUT;
    let mut top = ui.cursor().top();
    let mut left_out = 0.0;
    let mut focused = None;
    for shown in cards {
        let id = Id::unique(("account", &shown.entry.account));
        let attention = shown.attention(&program.settings, now);
        let height = known
            .heights
            .get(&id)
            .or_else(|| known.like.get(&attention))
            .copied()
            .unwrap_or(ASSUMED);
        let is_seen = top <= seen.max && top + height >= seen.min;
        if all || is_seen || known.focused == Some(id) {
            ui.add_space(std::mem::take(&mut left_out));
            let start = ui.cursor().top();
            // An identity that does not depend on how many cards were left out above.
            let has_focus = ui.scope_builder(UiBuilder::new().scope_id(id), |ui| {
                widgets::card(ui, |ui| card::show(ui, program, shown, now, out))
            });
            if has_focus.inner {
                focused = Some(id);
            }
            let height = ui.cursor().top() - start;
            known.heights.insert(id, height);
            known.like.insert(attention, height);
            ui.add_space(space::M);
            top = ui.cursor().top();
        } else {
            left_out += height + space::M;
            top += height + space::M;
        }
    }
    ui.add_space(left_out);
    known.focused = focused;
    ui.data_mut(|data| data.insert_temp(memory, known));
    nothing_found(ui, program, out);
}

fn nothing_found(ui: &mut Ui, program: &Program, out: &mut Vec<Msg>) {
    let accounts = &program.accounts;
    if accounts.cards.is_empty() || accounts.shown().len() > 0 {
        return;
    }
    ui.add_space(space::L);
    drawings::drawing(ui, "Nothing found", &NOTHING_FOUND, &Shown::default());
    ui.add_space(space::S);
    let text = format!("No account matches \"{}\".", accounts.search.trim());
    widgets::note(ui, &text);
    ui.add_space(space::M);
    if widgets::button(ui, ButtonKind::Secondary, "Show all accounts").clicked() {
        out.push(Msg::Accounts(AccountsMsg::ClearSearch));
    }
}
