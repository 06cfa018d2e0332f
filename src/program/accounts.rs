//! "Your Talkdesk accounts": one card per saved account.

mod opening;
mod removal;
mod verify_all;

use jiff::Timestamp;

pub use self::{
    opening::Opening,
    removal::{Removed, RemovedState},
    verify_all::{AT_A_TIME, RunEnd, VerifyRun},
};
use super::{AttemptId, Beginning, Effect, Handover, Program, Screen, Store, keychain::look_into};
use crate::{
    diagnosis::in_short,
    keychain::KeychainError,
    saved::{Entry, Index, LastVerification, Seen, Settings, VerificationResult},
    talkdesk::Account,
    verification::{Failure, Proof, Target},
};

/// From this many accounts on there is a search field.
const SEARCHED_FROM: usize = 10;

/// What a person does on "Your Talkdesk accounts", and what the world answers.
#[derive(Clone, Debug)]
pub enum AccountsMsg {
    /// "Add account".
    Add,
    /// "Verify" on a card.
    Verify(Account),
    /// "Verify all".
    VerifyAll,
    /// "Cancel", while all are verified.
    CancelVerifyAll,
    /// The search field changed.
    SearchEdited,
    /// "Show all accounts".
    ClearSearch,
    /// A saved account was verified.
    Verified {
        /// Which attempt.
        attempt: AttemptId,
        /// The account.
        account: Account,
        /// How: the keychain may have failed before Talkdesk was asked.
        result: Result<Result<Proof, Failure>, KeychainError>,
    },
    /// "Replace credentials" on a card.
    Replace(Account),
    /// The list was compared with the keychain before a page of the account is opened.
    Compared {
        /// In which store.
        store: Store,
        /// The account.
        account: Account,
        /// What is opened.
        opens: Opening,
        /// Whether both agree.
        result: Result<(), KeychainError>,
    },
    /// "Use" on a card.
    Use(Account),
    /// "Remove" on a card.
    Remove(Account),
    /// The account was removed; what was kept of it stays in memory for Undo.
    Removed {
        /// From which store.
        store: Store,
        /// The account.
        account: Account,
        /// How it went.
        result: Result<(), KeychainError>,
    },
    /// What was removed is forgotten.
    UndoIsOver {
        /// From which store.
        store: Store,
        /// The account.
        account: Account,
    },
    /// "Undo" for an account that was removed.
    UndoRemove(Account),
    /// The undone account is in the keychain again, or not.
    Restored {
        /// In which store.
        store: Store,
        /// The account.
        account: Account,
        /// Its index entry.
        result: Result<Box<Entry>, KeychainError>,
    },
}

/// The page.
#[derive(Debug, Default)]
pub struct Accounts {
    /// The cards, in no particular order.
    pub cards: Vec<Card>,
    /// What is typed into the search field.
    pub search: String,
    /// What was removed and can still be brought back, the latest last.
    pub removed: Vec<Removed>,
    /// "Verify all", while it runs and until its result has been seen.
    pub run: Option<VerifyRun>,
    /// Places in `cards`, in the order in which they are shown.
    shown: Vec<usize>,
    /// Whether that order is to be found anew.
    disordered: bool,
}

/// One saved account.
#[derive(Clone, Debug)]
pub struct Card {
    /// What the index knows.
    pub entry: Entry,
    /// What runs.
    pub state: CardState,
    of_the_keychain: Option<KeychainError>,
    of_the_item: Option<KeychainError>,
}

/// What runs on a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CardState {
    /// Nothing.
    Idle,
    /// Waits until others have been verified.
    Queued,
    /// Being verified.
    Verifying(AttemptId),
    /// Being removed.
    Removing,
}

/// How much a card needs the person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Attention {
    /// Something does not work, or was left unfinished.
    Now,
    /// Something may be wrong, or is due: Talkdesk was not reached, the secret is old.
    Soon,
    /// Nothing.
    None,
}

impl Accounts {
    pub(super) fn new(index: Index) -> Self {
        let cards: Vec<Card> = index.entries.into_iter().map(Card::new).collect();
        Self {
            shown: (0..cards.len()).collect(),
            cards,
            disordered: true,
            ..Self::default()
        }
    }

    /// The cards that match the search: those that need attention first, then by name.
    #[must_use]
    pub fn shown(&self) -> impl ExactSizeIterator<Item = &Card> {
        self.shown.iter().map(|place| &self.cards[*place])
    }

    /// Whether there are so many accounts that one searches among them.
    #[must_use]
    pub fn has_search(&self) -> bool {
        self.cards.len() >= SEARCHED_FROM
    }

    /// How many accounts need the person.
    #[must_use]
    pub fn in_need(&self) -> usize {
        self.cards
            .iter()
            .filter(|card| card.needs_attention())
            .count()
    }

    /// The index entry of an account.
    #[must_use]
    pub fn entry(&self, account: &Account) -> Option<&Entry> {
        let key = account.key();
        self.cards
            .iter()
            .map(|card| &card.entry)
            .find(|entry| entry.account.key() == key)
    }

    pub(super) fn entry_mut(&mut self, account: &Account) -> Option<&mut Entry> {
        self.card_mut(account).map(|card| &mut card.entry)
    }

    /// How an account is named on its buttons: by its name, with the region where two share the name.
    #[must_use]
    pub fn name(&self, account: &Account) -> String {
        let shared = self
            .cards
            .iter()
            .filter(|card| card.entry.account.name == account.name)
            .count()
            > 1;
        if shared {
            account.label()
        } else {
            account.name.as_str().to_owned()
        }
    }

    /// Adds a card, or makes the one of the same account anew. What could have been brought back in its place cannot
    /// any more: it is older.
    pub(super) fn put(&mut self, entry: Entry) {
        self.forget_removed(&entry.account);
        self.leaves_run(&entry.account);
        self.disordered = true;
        match self.card_mut(&entry.account) {
            Some(card) => *card = Card::new(entry),
            None => self.cards.push(Card::new(entry)),
        }
    }

    pub(super) fn add_found(&mut self, found: Vec<Entry>) {
        for entry in found {
            if self.entry(&entry.account).is_none() {
                self.put(entry);
            }
        }
    }

    /// After the keychain was unlocked. Returns whether "Verify all" was stopped by it and may go on.
    pub(super) fn forget_keychain_problems(&mut self) -> bool {
        for card in &mut self.cards {
            card.forget_problem_of_the_keychain();
        }
        self.reorder();
        self.run
            .take_if(|run| matches!(run.end, Some(RunEnd::Keychain(_))))
            .is_some()
    }

    /// Has the order of the cards found anew, which only happens where a person expects it: cards must not move under
    /// the pointer.
    pub(super) fn reorder(&mut self) {
        self.disordered = true;
    }

    /// Finds the order of the cards anew, where that is wanted.
    pub(super) fn arrange(&mut self, settings: &Settings, now: Timestamp) {
        if !std::mem::take(&mut self.disordered) {
            return;
        }
        let wanted = if self.has_search() {
            self.search.trim().to_lowercase()
        } else {
            String::new()
        };
        let mut places: Vec<_> = self
            .cards
            .iter()
            .enumerate()
            .filter(|(_, card)| wanted.is_empty() || card.matches(&wanted))
            .map(|(place, card)| {
                (
                    card.attention(settings, now),
                    card.entry.account.label(),
                    place,
                )
            })
            .collect();
        places.sort_unstable();
        self.shown = places.into_iter().map(|(_, _, place)| place).collect();
    }

    pub(super) fn take(&mut self, account: &Account) -> Option<Entry> {
        let key = account.key();
        let place = self
            .cards
            .iter()
            .position(|card| card.entry.account.key() == key)?;
        let card = self.cards.remove(place);
        self.shown.retain(|shown| *shown != place);
        for shown in &mut self.shown {
            *shown -= usize::from(*shown > place);
        }
        Some(card.entry)
    }

    /// The verification of an account that is under way.
    pub(super) fn verification_of(&self, account: &Account) -> Option<AttemptId> {
        let key = account.key();
        let mut cards = self.cards.iter();
        let card = cards.find(|card| card.entry.account.key() == key)?;
        match card.state {
            CardState::Verifying(attempt) => Some(attempt),
            _ => None,
        }
    }

    fn card_mut(&mut self, account: &Account) -> Option<&mut Card> {
        let key = account.key();
        self.cards
            .iter_mut()
            .find(|card| card.entry.account.key() == key)
    }
}

impl Card {
    fn new(entry: Entry) -> Self {
        Self {
            entry,
            state: CardState::Idle,
            of_the_keychain: None,
            of_the_item: None,
        }
    }

    /// Why the keychain did not give or delete the credentials, while nothing runs.
    #[must_use]
    pub fn problem(&self) -> Option<&KeychainError> {
        let problems = [&self.of_the_keychain, &self.of_the_item];
        problems
            .into_iter()
            .flatten()
            .next()
            .filter(|_| self.state == CardState::Idle)
    }

    /// The keychain did not do what it was asked for.
    pub(super) fn fails(&mut self, problem: KeychainError) {
        if problem.is_of_the_item() {
            self.of_the_item = Some(problem);
        } else {
            self.of_the_keychain = Some(problem);
        }
    }

    /// The keychain does its work again. What is wrong with the account's item, only a reading of the keychain takes back.
    pub(super) fn forget_problem_of_the_keychain(&mut self) {
        self.of_the_keychain = None;
    }

    /// The keychain was read: `found` is what is wrong with the account's item.
    pub(super) fn was_read(&mut self, found: Option<&KeychainError>) {
        self.of_the_item = found.cloned();
    }

    /// Takes over what the index knows, unless it is older than what was just seen.
    pub(super) fn follow(&mut self, entry: Entry) {
        let seen = self.entry.last_verified.take().filter(|seen| {
            let known = entry.last_verified.as_ref();
            entry.client_id == self.entry.client_id && known.is_none_or(|known| known.at < seen.at)
        });
        self.entry = entry;
        if seen.is_some() {
            self.entry.last_verified = seen;
        }
    }

    /// Whether something does not work: refused, or its keychain failed.
    #[must_use]
    pub fn needs_attention(&self) -> bool {
        self.problem().is_some() || self.is_refused()
    }

    /// How much the card needs the person, which is its place among the others.
    #[must_use]
    pub fn attention(&self, settings: &Settings, now: Timestamp) -> Attention {
        if self.needs_attention() || !self.entry.previous.is_empty() {
            Attention::Now
        } else if self.is_old(settings, now)
            || matches!(self.last(), Some(VerificationResult::NotReached(_)))
        {
            Attention::Soon
        } else {
            Attention::None
        }
    }

    /// Whether the day has come on which the credentials are to be replaced next.
    #[must_use]
    pub fn is_old(&self, settings: &Settings, now: Timestamp) -> bool {
        settings.is_due(self.entry.created_at, now)
    }

    /// Whether Talkdesk has refused these credentials when they were verified last.
    #[must_use]
    pub fn is_refused(&self) -> bool {
        matches!(self.last(), Some(VerificationResult::Refused(_)))
    }

    fn last(&self) -> Option<&VerificationResult> {
        let last = self.entry.last_verified.as_ref()?;
        Some(&last.result)
    }

    fn matches(&self, wanted: &str) -> bool {
        let Entry {
            account, client_id, ..
        } = &self.entry;
        account.label().to_lowercase().contains(wanted)
            || client_id.as_str().to_lowercase().contains(wanted)
    }
}

impl Program {
    pub(super) fn update_accounts(&mut self, msg: AccountsMsg, now: Timestamp) -> Vec<Effect> {
        match msg {
            AccountsMsg::Add => self.begin(Beginning::Setup),
            AccountsMsg::SearchEdited => {
                self.accounts.reorder();
                Vec::new()
            }
            AccountsMsg::ClearSearch => {
                self.accounts.search.clear();
                self.accounts.reorder();
                Vec::new()
            }
            AccountsMsg::Verify(account) => self.verify_saved(&account).into_iter().collect(),
            AccountsMsg::VerifyAll => self.verify_all(),
            AccountsMsg::CancelVerifyAll => self.cancel_verify_all(),
            AccountsMsg::Verified {
                attempt,
                account,
                result,
            } => self.saved_verified(attempt, &account, result, now),
            AccountsMsg::Replace(account) => self.open_of_card(account, Opening::Replacement, now),
            AccountsMsg::Compared {
                store,
                account,
                opens,
                result,
            } => self.compared_with_list(store, &account, opens, result, now),
            AccountsMsg::Use(account) => {
                let id = self.next_attempt();
                if let Some(entry) = self.accounts.entry(&account) {
                    self.handover = Some(Handover::new(id, entry, None));
                    self.screen = Screen::Use;
                }
                Vec::new()
            }
            AccountsMsg::Remove(account) => self.remove(account),
            AccountsMsg::Removed {
                store,
                account,
                result,
            } => {
                self.removed(store, &account, result, now);
                Vec::new()
            }
            AccountsMsg::UndoRemove(account) => self.undo_remove(&account),
            AccountsMsg::UndoIsOver { store, account } => {
                self.undo_is_over(store, &account);
                Vec::new()
            }
            AccountsMsg::Restored {
                store,
                account,
                result,
            } => self.restored(store, &account, result),
        }
    }

    pub(super) fn verify_saved(&mut self, account: &Account) -> Option<Effect> {
        let attempt = self.next_attempt();
        let store = self.store();
        let card = self.accounts.card_mut(account)?;
        if matches!(card.state, CardState::Verifying(_) | CardState::Removing) {
            return None;
        }
        card.state = CardState::Verifying(attempt);
        let Entry {
            account, client_id, ..
        } = card.entry.clone();
        self.accounts.joins_run(&account, attempt);
        Some(Effect::VerifySaved {
            attempt,
            store,
            account,
            client_id,
        })
    }

    fn saved_verified(
        &mut self,
        attempt: AttemptId,
        account: &Account,
        result: Result<Result<Proof, Failure>, KeychainError>,
        now: Timestamp,
    ) -> Vec<Effect> {
        if let Ok(Err(failure)) = &result {
            self.ask_about_ca_file(Some(&failure.cause));
        }
        self.leaked_checked(attempt, &result, now);
        let (store, endpoints) = (self.store(), self.endpoints(account));
        // Its end says what is wrong with the keychain.
        let in_run = self.accounts.is_asked_in_run(attempt);
        let Some(card) = self
            .accounts
            .card_mut(account)
            .filter(|card| card.state == CardState::Verifying(attempt))
        else {
            return self.run_goes_on();
        };
        let mut effects = Vec::new();
        card.state = CardState::Idle;
        match &result {
            Err(error) => {
                if !(in_run && error.is_of_the_whole_keychain()) {
                    card.fails(error.clone());
                }
                if matches!(error, KeychainError::Differs { .. }) {
                    // The list may only not have heard yet of a replacement.
                    effects.extend(look_into(store));
                }
            }
            Ok(result) => {
                card.forget_problem_of_the_keychain();
                if card.of_the_item.is_some() {
                    effects.extend(look_into(store));
                }
                let asked = Target {
                    account: account.clone(),
                    endpoints,
                    client_id: card.entry.client_id.clone(),
                    scope: None,
                };
                let seen = result.as_ref().map(Seen::from).unwrap_or_default();
                card.entry.learn(seen.clone());
                let result = in_short(result, &asked);
                let verified = LastVerification { at: now, result };
                card.entry.last_verified = Some(verified.clone());
                effects.push(Effect::RecordVerification {
                    store,
                    account: account.clone(),
                    verified,
                    seen,
                });
            }
        }
        if result.is_ok() {
            self.keychain_served(store);
        }
        effects.extend(self.count_in_run(attempt, account, result.err()));
        effects
    }
}
