//! How far the walks come.

use std::sync::atomic::{AtomicU64, Ordering};

use talkdesk_setup::program::{
    AccountsMsg, MovingOnMsg, Msg, Program, RotationMsg, SaveMsg, Store,
};

/// How often the walks came to each of these: walks that never get there would find nothing.
static REACHED: [AtomicU64; 7] = [const { AtomicU64::new(0) }; 7];

#[derive(Clone, Copy, Debug)]
pub(super) enum Reached {
    SavedForReal,
    SavedInPractice,
    WentBack,
    RefusedAndForgotten,
    Restored,
    EverythingRemoved,
    KilledInTheMiddle,
}

impl Reached {
    pub(super) const ALL: [Self; 7] = [
        Self::SavedForReal,
        Self::SavedInPractice,
        Self::WentBack,
        Self::RefusedAndForgotten,
        Self::Restored,
        Self::EverythingRemoved,
        Self::KilledInTheMiddle,
    ];

    pub(super) fn count(self) {
        REACHED[self as usize].fetch_add(1, Ordering::Relaxed);
    }

    pub(super) fn times(self) -> u64 {
        REACHED[self as usize].load(Ordering::Relaxed)
    }

    /// What an answer says.
    pub(super) fn by(program: &Program, msg: &Msg) -> Option<Self> {
        match msg {
            Msg::Save(SaveMsg::Saved {
                store,
                result: Ok(_),
                ..
            }) => Some(match store {
                Store::System => Self::SavedForReal,
                Store::Practice(_) => Self::SavedInPractice,
            }),
            Msg::Rotation(RotationMsg::WentBack { result: Ok(_), .. }) => Some(Self::WentBack),
            Msg::Rotation(RotationMsg::Forgotten { result: Ok(()), .. }) => {
                let old = program.retiring.as_ref().map(|retiring| &retiring.old);
                old.and_then(|old| old.first_refused_at)
                    .map(|_| Self::RefusedAndForgotten)
            }
            Msg::Accounts(AccountsMsg::Restored { result: Ok(_), .. }) => Some(Self::Restored),
            Msg::MovingOn(MovingOnMsg::AllRemoved { result: Ok(_), .. }) => {
                Some(Self::EverythingRemoved)
            }
            _ => None,
        }
    }
}
