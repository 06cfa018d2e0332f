//! What this program knows of the clipboard: what it has put there and takes off again, and whether the secret came
//! from it.

use jiff::{SignedDuration, Timestamp};

use super::{AttemptId, ClipboardProblem, Effect, Program};

/// How long a value copied on Use it stays on the clipboard.
pub const COPIED_FOR: SignedDuration = SignedDuration::from_secs(30);

/// What of this program's is on the clipboard, as far as it knows. There is one clipboard, so that there is one of these:
/// whatever comes onto it takes the place of what was there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum ClipboardState {
    /// Nothing that is secret.
    #[default]
    Nothing,
    /// The text that the client secret was pasted from.
    Pasted(OnClipboard),
    /// A value copied on Use it.
    Copied(OnClipboard, Copied),
}

/// Whether a text is on the clipboard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OnClipboard {
    /// It may still be there.
    Yes,
    /// It is being cleared.
    BeingCleared,
    /// It was cleared, or something else was there.
    Cleared,
    /// It was not cleared, and this sentence says why.
    NotCleared(ClipboardProblem),
}

/// Of a value that was copied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Copied {
    /// Which press of a Copy button put it there.
    copy: AttemptId,
    /// When it is cleared, for the count-down that one sees.
    clears_at: Timestamp,
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
    /// A value of Use it that was copied at `now`.
    pub(super) fn copied(copy: AttemptId, now: Timestamp) -> Self {
        let clears_at = now.checked_add(COPIED_FOR).unwrap_or(now);
        Self::Copied(OnClipboard::Yes, Copied { copy, clears_at })
    }

    /// How many seconds are left until what was copied is cleared, the last one counted as one.
    #[must_use]
    pub fn seconds_left(&self, now: Timestamp) -> Option<i64> {
        let left = self.clears_at()?.duration_since(now);
        let whole = left.as_secs() + i64::from(left.subsec_nanos() > 0);
        Some(whole.max(0))
    }

    /// When what was copied is cleared; `None` where nothing waits for that.
    #[must_use]
    pub fn clears_at(&self) -> Option<Timestamp> {
        match self {
            Self::Copied(OnClipboard::Yes, copied) => Some(copied.clears_at),
            _ => None,
        }
    }

    fn clear_copied(&mut self) -> Vec<Effect> {
        match self {
            Self::Copied(there, _) => {
                *there = OnClipboard::BeingCleared;
                vec![Effect::ClearCopied]
            }
            Self::Nothing | Self::Pasted(_) => Vec::new(),
        }
    }
}

impl From<Result<(), ClipboardProblem>> for OnClipboard {
    fn from(cleared: Result<(), ClipboardProblem>) -> Self {
        cleared.map_or_else(Self::NotCleared, |()| Self::Cleared)
    }
}

impl Program {
    /// Something takes the place of what was there, a value of Use it included.
    pub(super) fn comes_onto_the_clipboard(&mut self, what: ClipboardState) {
        self.clipboard = what;
        self.text_copied = None;
        if let Some(handover) = &mut self.handover {
            handover.copy = None;
        }
    }

    pub(super) fn update_clipboard(&mut self, msg: ClipboardMsg) -> Vec<Effect> {
        let clipboard = &mut self.clipboard;
        match (msg, &mut *clipboard) {
            (ClipboardMsg::SecretPasted, _) => {
                self.comes_onto_the_clipboard(ClipboardState::Pasted(OnClipboard::Yes));
            }
            (ClipboardMsg::ClearPasted, ClipboardState::Pasted(there)) => {
                *there = OnClipboard::BeingCleared;
                return vec![Effect::ClearPasted];
            }
            (
                ClipboardMsg::PastedCleared(result),
                ClipboardState::Pasted(there @ OnClipboard::BeingCleared),
            ) => *there = result.into(),
            (ClipboardMsg::TimeIsUp { copy }, ClipboardState::Copied(OnClipboard::Yes, copied))
                if copied.copy == copy =>
            {
                return clipboard.clear_copied();
            }
            (ClipboardMsg::ClearCopied, _) => return clipboard.clear_copied(),
            (
                ClipboardMsg::CopiedCleared(result),
                ClipboardState::Copied(there @ OnClipboard::BeingCleared, _),
            ) => {
                *there = result.into();
                if let Some(handover) = &mut self.handover {
                    handover.copy = None;
                }
            }
            // Something else has come onto the clipboard meanwhile, or it is cleared already.
            (
                ClipboardMsg::ClearPasted
                | ClipboardMsg::PastedCleared(_)
                | ClipboardMsg::TimeIsUp { .. }
                | ClipboardMsg::CopiedCleared(_),
                _,
            ) => {}
        }
        Vec::new()
    }
}
