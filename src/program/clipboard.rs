//! What this program knows of the clipboard: what it has put there and takes off again, and whether the secret came
//! from it.

use jiff::{SignedDuration, Timestamp};

use super::{AttemptId, ClipboardProblem, Effect, Program};

/// How long a value copied on Use it stays on the clipboard.
pub const COPIED_FOR: SignedDuration = SignedDuration::from_secs(30);

/// What is on the clipboard, as far as this program knows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClipboardState {
    /// A value copied on Use it.
    pub copied: OnClipboard,
    /// The text that the client secret was pasted from.
    pub pasted: OnClipboard,
    /// When `copied` is cleared, for the count-down that one sees.
    pub clears_at: Option<Timestamp>,
    /// Which press of a Copy button put it there.
    copy: Option<AttemptId>,
}

/// Whether a text is on the clipboard.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum OnClipboard {
    /// It never was.
    #[default]
    No,
    /// It may still be there.
    Yes,
    /// It is being cleared.
    BeingCleared,
    /// It was cleared, or something else was there.
    Cleared,
    /// It was not cleared, and this sentence says why.
    NotCleared(ClipboardProblem),
}

/// What happens around the clipboard.
#[derive(Clone, Debug)]
pub enum ClipboardMsg {
    /// The secret was pasted.
    SecretPasted,
    /// "Clear the clipboard", after a paste.
    ClearPasted,
    /// It was cleared, or not.
    PastedCleared(Result<(), ClipboardProblem>),
    /// The time is over after which a copied value is cleared.
    TimeIsUp {
        /// Which press of a Copy button put it there.
        copy: AttemptId,
    },
    /// "Clear now", after a copy.
    ClearCopied,
    /// It was cleared, or not.
    CopiedCleared(Result<(), ClipboardProblem>),
}

impl ClipboardState {
    /// A value of Use it was copied at `now`, over whatever was there.
    pub(super) fn copied(&mut self, copy: AttemptId, now: Timestamp) {
        *self = Self {
            copied: OnClipboard::Yes,
            pasted: OnClipboard::No,
            clears_at: now.checked_add(COPIED_FOR).ok(),
            copy: Some(copy),
        };
    }

    /// How many seconds are left until what was copied is cleared, the last one counted as one.
    #[must_use]
    pub fn seconds_left(&self, now: Timestamp) -> Option<i64> {
        let left = self.clears_at?.duration_since(now);
        let whole = left.as_secs() + i64::from(left.subsec_nanos() > 0);
        Some(whole.max(0))
    }

    fn clear_copied(&mut self) -> Vec<Effect> {
        self.clears_at = None;
        self.copy = None;
        self.copied = OnClipboard::BeingCleared;
        vec![Effect::ClearCopied]
    }
}

impl From<Result<(), ClipboardProblem>> for OnClipboard {
    fn from(cleared: Result<(), ClipboardProblem>) -> Self {
        cleared.map_or_else(Self::NotCleared, |()| Self::Cleared)
    }
}

impl Program {
    pub(super) fn update_clipboard(&mut self, msg: ClipboardMsg) -> Vec<Effect> {
        let clipboard = &mut self.clipboard;
        match msg {
            ClipboardMsg::SecretPasted => clipboard.pasted = OnClipboard::Yes,
            ClipboardMsg::ClearPasted => {
                clipboard.pasted = OnClipboard::BeingCleared;
                return vec![Effect::ClearPasted];
            }
            ClipboardMsg::PastedCleared(result) => {
                if clipboard.pasted == OnClipboard::BeingCleared {
                    clipboard.pasted = result.into();
                }
            }
            ClipboardMsg::TimeIsUp { copy } if clipboard.copy == Some(copy) => {
                return clipboard.clear_copied();
            }
            // Another value was copied meanwhile, or it is cleared already.
            ClipboardMsg::TimeIsUp { .. } => {}
            ClipboardMsg::ClearCopied => return clipboard.clear_copied(),
            ClipboardMsg::CopiedCleared(result) => {
                // Late, where another value was copied meanwhile.
                if clipboard.copied == OnClipboard::BeingCleared {
                    clipboard.copied = result.into();
                    if let Some(handover) = &mut self.handover {
                        handover.copy = None;
                    }
                }
            }
        }
        Vec::new()
    }
}
