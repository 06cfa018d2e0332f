//! Whether Talkdesk still takes the leaked credentials, on the page that says to revoke them.

use std::time::Duration;

use egui::{Id, Ui};
use jiff::Timestamp;

use super::unlock;
use crate::{
    program::{LeakCheck, LeakedMsg, Msg, Program},
    ui::{
        theme::space,
        widgets::{self, ButtonKind, Mark, Tone},
        words,
    },
};

/// The button, and what came of it in its place. What has come is scrolled into view.
pub(super) fn show(ui: &mut Ui, program: &Program, now: Timestamp, out: &mut Vec<Msg>) {
    let Some(leaked) = &program.leaked else {
        return;
    };
    if let LeakCheck::StillWork { .. } | LeakCheck::Refused { .. } = leaked.check {
        // "Tried 3 minutes ago" goes on.
        ui.ctx().request_repaint_after(Duration::from_secs(20));
    }
    let top = ui.cursor().top();
    match &leaked.check {
        LeakCheck::Untried => {
            widgets::hint(ui, "Revoked? See whether it worked:");
            ui.add_space(space::S);
            check(ui, "Check the leaked credentials", out);
        }
        LeakCheck::Checking(_) => {
            widgets::result_row(ui, Mark::Running, "Trying the leaked credentials", "");
        }
        LeakCheck::StillWork { at } => {
            let title = "Talkdesk still accepts the leaked credentials";
            widgets::banner(ui, Tone::Problem, title, |ui| {
                let tried = words::ago(*at, now);
                widgets::paragraph(
                    ui,
                    &format!("Tried {tried}. Revoke or delete their client, then check again."),
                );
                ui.add_space(space::S);
                check(ui, AGAIN, out);
            });
        }
        LeakCheck::Refused { at } => {
            let title = "Talkdesk refuses the leaked credentials";
            widgets::banner(ui, Tone::Success, title, |ui| {
                let tried = words::ago(*at, now);
                widgets::paragraph(
                    ui,
                    &format!("Tried {tried}. Nobody gets a new pass with them. Now replace them."),
                );
            });
        }
        LeakCheck::Unclear(why) => {
            widgets::banner(ui, Tone::Warning, "Nothing is known yet", |ui| {
                widgets::paragraph(ui, why);
                ui.add_space(space::S);
                check(ui, AGAIN, out);
            });
        }
        LeakCheck::Keychain(error) => {
            widgets::banner(ui, Tone::Warning, &error.what_happened(), |ui| {
                widgets::paragraph(ui, &error.what_to_do());
                if error.waits_for_unlock() {
                    unlock::show(ui, &program.keychain, out);
                } else {
                    ui.add_space(space::S);
                    check(ui, AGAIN, out);
                }
            });
        }
    }
    let shown = Id::unique("leak check shown");
    let before = ui.data_mut(|data| {
        let before = data.get_temp::<LeakCheck>(shown);
        data.insert_temp(shown, leaked.check.clone());
        before
    });
    let is_new = before.is_some_and(|before| before != leaked.check);
    if is_new && leaked.check != LeakCheck::Untried {
        let whole = ui.min_rect().with_min_y(top).expand(space::S);
        ui.scroll_to_rect(whole, None);
    }
}

const AGAIN: &str = "Check again";

fn check(ui: &mut Ui, label: &str, out: &mut Vec<Msg>) {
    if widgets::button(ui, ButtonKind::Secondary, label).clicked() {
        out.push(LeakedMsg::Check.into());
    }
}
