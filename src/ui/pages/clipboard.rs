//! What is said of the clipboard: that it holds the secret, until when it holds a copied value, that it was cleared.

use std::time::Duration;

use egui::Ui;
use jiff::Timestamp;

use crate::{
    program::{COPIED_FOR, ClipboardMsg, ClipboardState, Msg, OnClipboard},
    ui::widgets::{self, Tone},
};

/// Offers to clear the clipboard that the secret was pasted from.
pub(super) fn pasted(ui: &mut Ui, clipboard: &ClipboardState, out: &mut Vec<Msg>) {
    let ClipboardState::Pasted(there) = clipboard else {
        return;
    };
    match there {
        OnClipboard::Yes => {
            let text = "The secret is still on the clipboard.";
            if widgets::note_with_button(ui, text, "Clear the clipboard").clicked() {
                out.push(Msg::Clipboard(ClipboardMsg::ClearPasted));
            }
        }
        OnClipboard::BeingCleared => {
            widgets::note(ui, "Clearing the clipboard…");
        }
        OnClipboard::Cleared => {
            widgets::note(ui, "The secret is no longer on the clipboard.");
        }
        OnClipboard::NotCleared(sentence) => {
            widgets::banner(ui, Tone::Problem, sentence, |_| {});
        }
    }
}

/// Says until when a copied value is on the clipboard. The line is there from the start, so that nothing jumps.
pub(super) fn copied(ui: &mut Ui, clipboard: &ClipboardState, now: Timestamp, out: &mut Vec<Msg>) {
    let ClipboardState::Copied(there, _) = clipboard else {
        return will_be_cleared(ui);
    };
    match (there, clipboard.seconds_left(now)) {
        (OnClipboard::Yes, Some(seconds)) => {
            ui.ctx()
                .request_repaint_after(until_next_second(clipboard, now));
            let text = match seconds {
                1 => "Copied. The clipboard is cleared in 1 second.".to_owned(),
                _ => format!("Copied. The clipboard is cleared in {seconds} seconds."),
            };
            if widgets::ticking_note_with_button(ui, &text, "Clear now").clicked() {
                out.push(Msg::Clipboard(ClipboardMsg::ClearCopied));
            }
        }
        (OnClipboard::Yes, None) => will_be_cleared(ui),
        (OnClipboard::BeingCleared, _) => widgets::line_of_note(ui, "Clearing the clipboard…"),
        (OnClipboard::Cleared, _) => {
            widgets::line_of_note(ui, "What you copied is no longer on the clipboard.");
        }
        (OnClipboard::NotCleared(sentence), _) => {
            widgets::banner(ui, Tone::Problem, sentence, |_| {});
        }
    }
}

fn will_be_cleared(ui: &mut Ui) {
    let text = format!("Copies are cleared after {} seconds.", COPIED_FOR.as_secs());
    widgets::line_of_note(ui, &text);
}

/// How long the shown number of seconds is true.
fn until_next_second(clipboard: &ClipboardState, now: Timestamp) -> Duration {
    let left = clipboard
        .clears_at()
        .map_or(0, |at| at.duration_since(now).subsec_nanos());
    match u64::try_from(left) {
        Ok(part @ 1..) => Duration::from_nanos(part),
        _ => Duration::from_secs(1),
    }
}
