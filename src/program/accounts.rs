//! "Your Talkdesk accounts": one card per saved account.

use jiff::{SignedDuration, Timestamp};

use super::{AttemptId, Effect, Handover, Msg, Program, Screen};
use crate::{
    diagnosis::in_short,
    keychain::KeychainError,
    saved::{Entry, Index, Kept, LastVerification, VerificationResult},
    secret::Secret,
    talkdesk::Account,
    verification::{Failure, Proof, VerifyRequest},
};

/// How long Undo is offered after Remove.
const UNDO: SignedDuration = SignedDuration::from_secs(10);

/// The page.
#[derive(Debug, Default)]
pub struct Accounts {
    /// The cards, in the order of the index.
    pub cards: Vec<Card>,
    /// What was removed last, while Undo is offered.
    pub removed: Option<Removed>,
}

/// One saved account.
#[derive(Clone, Debug)]
pub struct Card {
    /// What the index knows.
    pub entry: Entry,
    /// What runs or failed.
    pub state: CardState,
}

/// What runs or failed on a card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CardState {
    /// Nothing.
    Idle,
    /// Waits until others have been verified.
    Queued,
    /// Being verified.
    Verifying(AttemptId),
    /// Being removed.
    Removing,
    /// The keychain did not give or delete the credentials.
    KeychainProblem(KeychainError),
}

/// A removed account, kept in memory for Undo.
#[derive(Debug)]
pub struct Removed {
    /// The account's label.
    pub label: String,
    kept: Box<Kept>,
    entry: Entry,
    until: Timestamp,
}

impl Accounts {
    pub(super) fn new(index: Index) -> Self {
        Self {
            cards: index.entries.into_iter().map(Card::new).collect(),
            removed: None,
        }
    }

    /// The index entry of an account.
    #[must_use]
    pub fn entry(&self, account: &Account) -> Option<&Entry> {
        self.cards
            .iter()
            .map(|card| &card.entry)
            .find(|entry| entry.account.key() == account.key())
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

    pub(super) fn put(&mut self, entry: Entry) {
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

    pub(super) fn forget_keychain_problems(&mut self) {
        for card in &mut self.cards {
            if matches!(card.state, CardState::KeychainProblem(_)) {
                card.state = CardState::Idle;
            }
        }
    }

    fn take(&mut self, account: &Account) -> Option<Entry> {
        let place = self
            .cards
            .iter()
            .position(|card| card.entry.account.key() == account.key())?;
        Some(self.cards.remove(place).entry)
    }

    fn card_mut(&mut self, account: &Account) -> Option<&mut Card> {
        self.cards
            .iter_mut()
            .find(|card| card.entry.account.key() == account.key())
    }
}

impl Card {
    fn new(entry: Entry) -> Self {
        Self {
            entry,
            state: CardState::Idle,
        }
    }

    /// Whether the card stands in front of the others: refused, or its keychain failed.
    #[must_use]
    pub fn needs_attention(&self) -> bool {
        matches!(self.state, CardState::KeychainProblem(_))
            || matches!(
                self.entry.last_verified,
                Some(LastVerification {
                    result: VerificationResult::Refused(_),
                    ..
                })
            )
    }

    fn is_busy(&self) -> bool {
        matches!(
            self.state,
            CardState::Queued | CardState::Verifying(_) | CardState::Removing
        )
    }
}

impl Program {
    pub(super) fn update_accounts(&mut self, msg: Msg, now: Timestamp) -> Vec<Effect> {
        match msg {
            Msg::AddAccount => self.begin_wizard(),
            Msg::VerifySaved(account) => self.verify_saved(&account),
            Msg::VerifyAll => {
                for card in self
                    .accounts
                    .cards
                    .iter_mut()
                    .filter(|card| !card.is_busy())
                {
                    card.state = CardState::Queued;
                }
                self.verify_next_queued()
            }
            Msg::SavedVerified {
                attempt,
                account,
                result,
            } => self.saved_verified(attempt, &account, result, now),
            Msg::Replace(account) => self.begin_replacement(account),
            Msg::Use(account) => {
                if let Some(entry) = self.accounts.entry(&account) {
                    self.handover = Some(Handover::new(entry, None));
                    self.screen = Screen::Use;
                }
                Vec::new()
            }
            Msg::Remove(account) => self.remove(account),
            Msg::Removed { account, result } => {
                self.removed(&account, result, now);
                Vec::new()
            }
            Msg::UndoRemove => match self.accounts.removed.take() {
                Some(Removed { kept, entry, .. }) => {
                    vec![Effect::Restore {
                        store: self.store(),
                        kept,
                        entry,
                    }]
                }
                None => Vec::new(),
            },
            Msg::Restored { result: Ok(entry) } => {
                self.accounts.put(*entry);
                self.screen = Screen::Accounts;
                Vec::new()
            }
            Msg::Restored { result: Err(error) } => {
                self.notice = Some(format!("{} {}", error.what_happened(), error.what_to_do()));
                Vec::new()
            }
            Msg::Tick => {
                self.accounts
                    .removed
                    .take_if(|removed| removed.until <= now);
                if self.screen == Screen::Accounts && self.accounts.removed.is_none() {
                    self.home();
                }
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    fn verify_saved(&mut self, account: &Account) -> Vec<Effect> {
        let attempt = self.next_attempt();
        let (store, endpoints) = (self.store(), self.endpoints(account));
        match self.accounts.card_mut(account) {
            Some(card) if !matches!(card.state, CardState::Verifying(_) | CardState::Removing) => {
                card.state = CardState::Verifying(attempt);
                vec![Effect::VerifySaved {
                    attempt,
                    store,
                    account: account.clone(),
                    endpoints,
                }]
            }
            _ => Vec::new(),
        }
    }

    /// Verifies one after the other: gentle on Talkdesk, and one keychain prompt at a time.
    fn verify_next_queued(&mut self) -> Vec<Effect> {
        let cards = &self.accounts.cards;
        if cards
            .iter()
            .any(|card| matches!(card.state, CardState::Verifying(_)))
        {
            return Vec::new();
        }
        match cards.iter().find(|card| card.state == CardState::Queued) {
            Some(card) => self.verify_saved(&card.entry.account.clone()),
            None => Vec::new(),
        }
    }

    fn saved_verified(
        &mut self,
        attempt: AttemptId,
        account: &Account,
        result: Result<Result<Proof, Failure>, KeychainError>,
        now: Timestamp,
    ) -> Vec<Effect> {
        let (store, endpoints) = (self.store(), self.endpoints(account));
        let Some(card) = self
            .accounts
            .card_mut(account)
            .filter(|card| card.state == CardState::Verifying(attempt))
        else {
            return Vec::new();
        };
        let mut effects = Vec::new();
        match result {
            Err(error) => card.state = CardState::KeychainProblem(error),
            Ok(result) => {
                let asked = VerifyRequest {
                    account: account.clone(),
                    endpoints,
                    client_id: card.entry.client_id.clone(),
                    client_secret: Secret::default(),
                    scope: None,
                };
                let result = in_short(&result, &asked);
                let verified = LastVerification { at: now, result };
                card.entry.last_verified = Some(verified.clone());
                card.state = CardState::Idle;
                effects.push(Effect::RecordVerification {
                    store,
                    account: account.clone(),
                    verified,
                });
            }
        }
        effects.extend(self.verify_next_queued());
        effects
    }

    fn remove(&mut self, account: Account) -> Vec<Effect> {
        let store = self.store();
        match self.accounts.card_mut(&account) {
            Some(card) if !card.is_busy() => {
                card.state = CardState::Removing;
                vec![Effect::Remove { store, account }]
            }
            _ => Vec::new(),
        }
    }

    fn removed(
        &mut self,
        account: &Account,
        result: Result<Box<Kept>, KeychainError>,
        now: Timestamp,
    ) {
        if let Err(error) = &result
            && !matches!(error, KeychainError::NotThere { .. })
        {
            if let Some(card) = self.accounts.card_mut(account) {
                card.state = CardState::KeychainProblem(error.clone());
            }
            return;
        }
        let Some(entry) = self.accounts.take(account) else {
            return;
        };
        if let Ok(kept) = result {
            let until = now.saturating_add(UNDO).unwrap_or(now);
            self.accounts.removed = Some(Removed {
                label: account.label(),
                kept,
                entry,
                until,
            });
        } else {
            self.home();
        }
    }
}
