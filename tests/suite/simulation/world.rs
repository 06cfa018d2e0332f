//! The world around the program: what is under way, what has been answered and not been taken, the files, the clipboard, the
//! clock. What is under way is done in any order.

use std::{
    cell::RefCell,
    collections::{HashSet, VecDeque},
    rc::Rc,
};

use jiff::{SignedDuration, Timestamp};
use talkdesk_setup::{
    program::{
        AttemptId, Draft, Effect, HandoverValue, Msg, PracticeHosts, PracticeMsg, RotationEffect,
        Store,
    },
    saved::{Envelope, Index, LastVerification, Settings, UndoShelf},
    talkdesk::Account,
    verification::{Failure, Proof, VerifyRequest},
};

use super::{
    keychain::{ModelKeychain, Pair},
    talkdesk::Talkdesk,
};

/// Where the practice account answers.
pub(super) const STAND_IN: PracticeHosts = PracticeHosts { port: 40_000 };

/// Something under way, with the stores as they were when it was begun.
pub(super) struct Pending {
    pub(super) work: Work,
    pub(super) keychain: Rc<ModelKeychain>,
    pub(super) undo: Rc<RefCell<UndoShelf>>,
}

/// What is done in one go. An effect that reads the keychain, asks Talkdesk and answers takes several.
pub(super) enum Work {
    Effect(Effect),
    /// The clipboard or a file is read: what the person had put there.
    Reading(Effect, Option<String>),
    Asking {
        attempt: AttemptId,
        request: VerifyRequest,
        of: Asked,
    },
    WritingClipboard {
        copy: AttemptId,
        value: HandoverValue,
        account: Account,
        pair: Pair,
    },
    Timer {
        due: Timestamp,
        what: Timer,
    },
}

pub(super) enum Timer {
    Undo {
        store: Store,
        account: Account,
        number: u64,
    },
    Copied(AttemptId),
}

/// For what Talkdesk is asked.
pub(super) enum Asked {
    Entered,
    Saved,
    /// To go back to it.
    Old(Box<Envelope>),
    /// To retire it: then the new one is asked for.
    OldThenNew(Box<VerifyRequest>),
    NewAfterOld(Box<Result<Proof, Failure>>),
}

pub(super) struct World {
    pub(super) now: Timestamp,
    pub(super) system: Rc<ModelKeychain>,
    pub(super) memory: Rc<ModelKeychain>,
    pub(super) undo: Rc<RefCell<UndoShelf>>,
    practice_undo: Rc<RefCell<UndoShelf>>,
    /// Which practice it is.
    practice: u32,
    pub(super) index: Index,
    pub(super) draft: Draft,
    pub(super) settings: Settings,
    pub(super) talkdesk: Talkdesk,
    pub(super) pending: Vec<Pending>,
    pub(super) mailbox: VecDeque<Msg>,
    /// What the person has copied elsewhere, or has saved as a file.
    pub(super) at_hand: Option<String>,
    /// Of whom something was copied last by a Copy button.
    pub(super) copied: Option<(String, String)>,
    /// Whether nothing has disturbed the keychain since it was looked into.
    pub(super) looked_into: bool,
    /// Whose credentials the person wanted to forget: the account's key and the client ID.
    pub(super) may_forget: HashSet<(String, String)>,
    /// Every secret that was in the system's keychain.
    pub(super) saved: HashSet<String>,
    pub(super) closed: bool,
    /// The first promise that was not kept.
    pub(super) broken: Option<String>,
}

impl World {
    pub(super) fn new() -> Self {
        Self {
            now: "2026-11-24T10:00:00Z".parse().unwrap(),
            system: Rc::default(),
            memory: Rc::default(),
            undo: Rc::default(),
            practice_undo: Rc::default(),
            practice: 1,
            index: Index::default(),
            draft: Draft::default(),
            settings: Settings::default(),
            talkdesk: Talkdesk::default(),
            pending: Vec::new(),
            mailbox: VecDeque::new(),
            at_hand: None,
            copied: None,
            looked_into: true,
            may_forget: HashSet::new(),
            saved: HashSet::new(),
            closed: false,
            broken: None,
        }
    }

    pub(super) fn breaks(&mut self, promise: String) {
        self.broken.get_or_insert(promise);
    }

    /// The process has ended: what was under way is gone, with all that was in memory.
    pub(super) fn ends(&mut self) {
        self.pending.clear();
        self.mailbox.clear();
        self.system.revive();
        self.memory = Rc::default();
        self.undo = Rc::default();
        self.practice_undo = Rc::default();
        self.practice = 1;
        self.copied = None;
        self.looked_into = false;
        self.closed = false;
    }

    pub(super) fn time_passes(&mut self, seconds: i64) {
        self.now += SignedDuration::from_secs(seconds);
    }

    fn stores(&self, store: Store) -> (Rc<ModelKeychain>, Rc<RefCell<UndoShelf>>) {
        match store {
            Store::System => (Rc::clone(&self.system), Rc::clone(&self.undo)),
            Store::Practice(number) if number == self.practice => {
                (Rc::clone(&self.memory), Rc::clone(&self.practice_undo))
            }
            // What was begun in a practice that is over finds its memory gone.
            Store::Practice(_) => (Rc::default(), Rc::default()),
        }
    }

    /// Begins an effect. What the program's own thread does is done at once.
    pub(super) fn begin(&mut self, effect: Effect) {
        match effect {
            Effect::Cancel { attempt } => {
                let canceled = |pending: &Pending| pending.work.attempt() == Some(attempt);
                self.pending.retain(|pending| !canceled(pending));
            }
            Effect::StartPractice => {
                let hosts = STAND_IN;
                let msg = Msg::Practice(PracticeMsg::Started(Ok(hosts)));
                self.mailbox.push_back(msg);
            }
            Effect::ForgetPractice => {
                self.memory = Rc::default();
                self.practice_undo = Rc::default();
                self.practice += 1;
            }
            Effect::KeepDraft(draft) => self.draft = draft,
            Effect::KeepSettings(settings) => self.settings = settings,
            Effect::RecordVerification {
                store: Store::System,
                account,
                verified,
                ..
            } => self.record(&account, verified),
            Effect::CloseWindow => self.closed = true,
            // None of these answers, or none is waited for.
            Effect::RecordVerification { .. }
            | Effect::LookAround { .. }
            | Effect::OpenConnections(_)
            | Effect::OpenAddress(_)
            | Effect::CopyText(_)
            | Effect::ShowInFolder(_)
            | Effect::ForgetCaFile
            | Effect::ChooseCaFile => {}
            reading @ (Effect::ReadClipboard { .. } | Effect::ReadFile { .. }) => {
                let text = self.at_hand.clone();
                self.push(Store::System, Work::Reading(reading, text));
            }
            Effect::ChooseFile { asked } => {
                let client = self.talkdesk.newest(asked.store);
                let text = client.map(|client| json_of(&client.pair));
                self.push(
                    asked.store,
                    Work::Reading(Effect::ChooseFile { asked }, text),
                );
            }
            effect => {
                let store = store_of(&effect);
                self.push(store, Work::Effect(effect));
            }
        }
    }

    pub(super) fn push(&mut self, store: Store, work: Work) {
        let (keychain, undo) = self.stores(store);
        self.pending.push(Pending {
            work,
            keychain,
            undo,
        });
    }

    fn record(&mut self, account: &Account, verified: LastVerification) {
        if let Some(entry) = self.index.find_mut(account) {
            entry.last_verified = Some(verified);
        }
    }

    /// Whether what is under way can be done now.
    pub(super) fn is_due(&self, place: usize) -> bool {
        match self.pending[place].work {
            Work::Timer { due, .. } => due <= self.now,
            _ => true,
        }
    }

    /// Whether something that changes a store is under way or not yet told.
    pub(super) fn is_settled(&self, store: Store) -> bool {
        let changes = |pending: &Pending| match &pending.work {
            Work::Effect(effect) => changes_the_keychain(effect) && store_of(effect) == store,
            _ => false,
        };
        self.mailbox.is_empty() && !self.pending.iter().any(changes)
    }
}

impl Work {
    /// By which attempt the program can cancel it.
    pub(super) fn attempt(&self) -> Option<AttemptId> {
        match self {
            Self::Asking { attempt, .. }
            | Self::Effect(
                Effect::Verify { attempt, .. }
                | Effect::VerifySaved { attempt, .. }
                | Effect::Rotation(
                    RotationEffect::Check { attempt, .. }
                    | RotationEffect::VerifyOld { attempt, .. },
                ),
            ) => Some(*attempt),
            _ => None,
        }
    }
}

/// The file that Talkdesk offers for download.
pub(super) fn json_of(pair: &Pair) -> String {
    format!(
        r#"{{"client_id":"{}","client_secret":"{}"}}"#,
        pair.1, pair.2
    )
}

fn changes_the_keychain(effect: &Effect) -> bool {
    matches!(
        effect,
        Effect::Save { .. }
            | Effect::Remove { .. }
            | Effect::Restore { .. }
            | Effect::FindAccounts
            | Effect::Settle { .. }
            | Effect::RemoveAll { .. }
            | Effect::Rotation(RotationEffect::Forget { .. } | RotationEffect::BringBack { .. })
    )
}

/// The store that an effect names; the system's where it names none.
pub(super) fn store_of(effect: &Effect) -> Store {
    match effect {
        Effect::DescribeKeychain { store }
        | Effect::TestKeychain { store }
        | Effect::Save { store, .. }
        | Effect::VerifySaved { store, .. }
        | Effect::Remove { store, .. }
        | Effect::Restore { store, .. }
        | Effect::CopyValue { store, .. }
        | Effect::ListKept { store }
        | Effect::RemoveAll { store }
        | Effect::Rotation(
            RotationEffect::Compare { store, .. }
            | RotationEffect::Check { store, .. }
            | RotationEffect::Record { store, .. }
            | RotationEffect::Forget { store, .. }
            | RotationEffect::VerifyOld { store, .. }
            | RotationEffect::BringBack { store, .. },
        ) => *store,
        _ => Store::System,
    }
}
