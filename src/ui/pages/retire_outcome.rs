//! What trying the old credentials has shown, and the record after a leak.

use egui::Ui;
use jiff::{RoundMode, Timestamp, TimestampRound, Unit};

use super::{copy, unlock};
use crate::{
    keychain::{KeychainError, how_to_empty_it},
    program::{Keychain, Msg, Program, RetireState, Retiring, RotationMsg},
    ui::{
        theme::space,
        widgets::{self, ButtonKind, Tone},
        words,
    },
};

/// The result, in the place where it will stand from the first try on.
pub(super) fn show(
    ui: &mut Ui,
    retiring: &Retiring,
    of: &Keychain,
    now: Timestamp,
    out: &mut Vec<Msg>,
) {
    let refused = retiring.last_token_dead_by();
    if let Some(dead_by) = refused {
        self::refused(ui, retiring, dead_by, now);
        gap(ui);
    }
    match &retiring.state {
        RetireState::Untried | RetireState::Forgetting => return,
        RetireState::Forgotten { .. } if refused.is_some() => return,
        RetireState::Checking(_) => {
            widgets::banner(ui, Tone::Info, "Trying the old credentials", |ui| {
                widgets::paragraph(
                    ui,
                    "Talkdesk is asked for a pass with them. This takes a few seconds.",
                );
            });
        }
        RetireState::StillWork { at } => still_work(ui, retiring, *at, now),
        RetireState::BothRefused => {
            widgets::banner(ui, Tone::Problem, "There is a problem", |ui| {
                widgets::cause(ui, "Talkdesk refuses the new credentials too.");
                widgets::paragraph(
                    ui,
                    "So its answer proves nothing about the old ones, which are kept. See in Talkdesk that the new client \
                     is still there, then check again.",
                );
            });
        }
        RetireState::Unclear(why) => {
            widgets::banner(ui, Tone::Warning, "Nothing is proven yet", |ui| {
                widgets::cause(ui, why);
                widgets::paragraph(ui, "The old credentials are kept. Check again later.");
            });
        }
        RetireState::Keychain(error) => keychain(ui, error, of, out),
        RetireState::Forgotten { .. } => {
            let text = no_longer_held(&retiring.keychain);
            let (tone, title) = if retiring.is_leak() {
                (Tone::Problem, "The leaked credentials may still work")
            } else {
                (Tone::Info, "The old credentials are forgotten")
            };
            widgets::banner(ui, tone, title, |ui| {
                widgets::paragraph(ui, &text);
                widgets::paragraph(
                    ui,
                    "Whether Talkdesk refuses them was not proven. They stay valid there until their client is deleted.",
                );
            });
        }
        RetireState::GoingBack(_) | RetireState::BringingBack => {
            widgets::banner(ui, Tone::Info, "Verifying the old credentials", |ui| {
                widgets::paragraph(ui, "They come back into use only if Talkdesk accepts them.");
            });
        }
        RetireState::NotGoneBack(why) => {
            widgets::banner(ui, Tone::Problem, "There is a problem", |ui| {
                widgets::cause(ui, why);
                widgets::paragraph(
                    ui,
                    "The old credentials did not come back. The new ones stay in use.",
                );
            });
        }
    }
    gap(ui);
}

fn refused(ui: &mut Ui, retiring: &Retiring, dead_by: Timestamp, now: Timestamp) {
    let refuses = "Talkdesk refuses the old credentials";
    let done = retiring.is_done();
    let title = if done {
        "Done: the old credentials no longer work"
    } else {
        refuses
    };
    widgets::banner(ui, Tone::Success, title, |ui| {
        if done {
            widgets::paragraph(ui, &format!("{refuses}."));
        }
        let exact = words::exact(whole_minute(dead_by));
        let passes = if dead_by > now {
            format!(
                "It accepts the new ones. Passes that the old ones still got work for a short while: the last ends {} at \
                 the latest ({exact}).",
                words::ahead(dead_by, now),
            )
        } else {
            format!(
                "It accepts the new ones. The last pass that the old ones got ended by {exact} at the latest."
            )
        };
        widgets::paragraph(ui, &passes);
        let kept = if done {
            no_longer_held(&retiring.keychain)
        } else {
            format!("{} still holds the old credentials.", retiring.keychain)
        };
        widgets::paragraph(ui, &kept);
    });
}

fn no_longer_held(keychain: &str) -> String {
    match how_to_empty_it(keychain) {
        Some(sentence) => format!("The old credentials were deleted, but {sentence}"),
        None => format!("{keychain} holds the old credentials no longer."),
    }
}

/// The end of the minute, so that "at the latest" stays true without the seconds.
fn whole_minute(at: Timestamp) -> Timestamp {
    let up = TimestampRound::new()
        .smallest(Unit::Minute)
        .mode(RoundMode::Ceil);
    at.round(up).unwrap_or(at)
}

fn still_work(ui: &mut Ui, retiring: &Retiring, at: Timestamp, now: Timestamp) {
    let tried = format!("Tried {}.", words::ago(at, now));
    let delete = if retiring.is_same_client() {
        "Take the old secret back in Talkdesk, then check again."
    } else {
        "Delete their client in Talkdesk, then check again."
    };
    let (tone, whose, text) = if retiring.is_leak() {
        let text = format!("{tried} Whoever has them can use your account. {delete}");
        (Tone::Problem, "leaked", text)
    } else if retiring.waits_for_receiver() {
        let needs = "{receiver} needs them until it runs with the new ones.";
        let text = format!("{tried} {}", retiring.receiver.put_into(needs));
        (Tone::Info, "old", text)
    } else {
        (Tone::Warning, "old", format!("{tried} {delete}"))
    };
    let title = format!("Talkdesk still accepts the {whose} credentials");
    widgets::banner(ui, tone, &title, |ui| widgets::paragraph(ui, &text));
}

fn keychain(ui: &mut Ui, error: &KeychainError, of: &Keychain, out: &mut Vec<Msg>) {
    let locked = error.waits_for_unlock();
    widgets::banner(ui, Tone::Problem, "There is a problem", |ui| {
        widgets::cause(ui, &error.what_happened());
        widgets::paragraph(ui, &error.what_to_do());
        if locked {
            unlock::show(ui, of, out);
            return;
        }
        ui.add_space(space::S);
        if widgets::button(ui, ButtonKind::Secondary, "Try again").clicked() {
            out.push(RotationMsg::Check.into());
        }
    });
}

/// What was done after a leak and when, to be kept.
pub(super) fn leak_record(ui: &mut Ui, program: &Program, record: &str, out: &mut Vec<Msg>) {
    ui.add_space(space::XL);
    widgets::subheading(ui, "A record to keep");
    ui.add_space(space::XS);
    widgets::hint(
        ui,
        "What was done and when, for whoever asks later. It holds no secret.",
    );
    ui.add_space(space::S);
    widgets::quotation(ui, record);
    ui.add_space(space::M);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(space::S, space::S);
        copy::button(ui, program, "Copy record", record, out);
        if widgets::button(ui, ButtonKind::Secondary, "Save record").clicked() {
            out.push(RotationMsg::SaveRecord.into());
        }
    });
    match program
        .retiring
        .as_ref()
        .and_then(|own| own.record.as_ref())
    {
        Some(Ok(path)) => {
            ui.add_space(space::S);
            widgets::note(ui, &format!("Saved as {path}"));
        }
        Some(Err(sentence)) => {
            ui.add_space(space::S);
            widgets::banner(ui, Tone::Problem, sentence, |_| {});
        }
        None => {}
    }
}

fn gap(ui: &mut Ui) {
    ui.add_space(space::GROUP);
}
