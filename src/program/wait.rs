//! When trying again makes sense. Nothing is tried when the time has come: the person does that.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use crate::{
    token::{Refusal, RetryAfter},
    verification::Failure,
};

/// How long Talkdesk may need to know a new client. Its documentation says "a few minutes".
const SETTLING: SignedDuration = SignedDuration::from_mins(2);

/// A server that asks for more has not meant a person who looks on.
const LONGEST: SignedDuration = SignedDuration::from_hours(24);

/// A time to let pass before the next try.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wait {
    /// Until when.
    pub until: Timestamp,
    /// For what.
    pub reason: WaitReason,
}

/// What is waited for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WaitReason {
    /// Talkdesk may not know a new client, or a new permission, yet.
    Settling,
    /// Talkdesk asked for a pause.
    Asked,
}

impl Wait {
    /// Until Talkdesk knows what was made or changed just now.
    pub(super) fn to_settle(now: Timestamp) -> Self {
        Self {
            until: now.saturating_add(SETTLING).unwrap_or(now),
            reason: WaitReason::Settling,
        }
    }

    /// What a failure at `now` asks to wait for, if anything.
    pub(super) fn after(failure: &Failure, now: Timestamp, client_is_new: bool) -> Option<Self> {
        match failure.cause.refusal()? {
            Refusal::TooManyRequests {
                retry_after: Some(retry_after),
                ..
            }
            | Refusal::ServerError {
                retry_after: Some(retry_after),
                ..
            } => Self::asked(*retry_after, now),
            Refusal::InvalidClient { .. } | Refusal::Unauthorized { .. } if client_is_new => {
                Some(Self::to_settle(now))
            }
            _ => None,
        }
    }

    fn asked(retry_after: RetryAfter, now: Timestamp) -> Option<Self> {
        let until = match retry_after {
            RetryAfter::In(length) => now
                .saturating_add(SignedDuration::try_from(length).ok()?)
                .ok()?,
            RetryAfter::At(at) => at,
        };
        let length = until.duration_since(now);
        (length.is_positive() && length <= LONGEST).then_some(Self {
            until,
            reason: WaitReason::Asked,
        })
    }

    /// How long it still lasts, in whole seconds; `None` once it is over.
    #[must_use]
    pub fn left(&self, now: Timestamp) -> Option<Duration> {
        let left = self.until.duration_since(now).as_millis();
        let seconds = u64::try_from(left).ok()?.div_ceil(1000);
        (seconds > 0).then(|| Duration::from_secs(seconds))
    }

    /// How long what `left` says stays true.
    #[must_use]
    pub fn changes_in(&self, now: Timestamp) -> Duration {
        let left = self.until.duration_since(now).subsec_nanos();
        match u64::try_from(left) {
            Ok(part @ 1..) => Duration::from_nanos(part),
            _ => Duration::from_secs(1),
        }
    }
}
