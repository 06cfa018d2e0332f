//! A rotation after the new credentials are saved: the old ones are tried until Talkdesk refuses them, then forgotten;
//! or they come back into use.

mod compared;
mod finding;
mod going_back;
mod message;

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use super::{AttemptId, Effect, LeakCheck, Msg, Opening, Program, Store};
use crate::{
    credentials::ClientId,
    diagnosis::explain,
    keychain::KeychainError,
    receiver::Receiver,
    saved::{Entry, Replaced},
    talkdesk::Account,
    verification::{Failure, Target},
};

pub use compared::Compared;
pub use finding::{Finding, PairsTried, is_refusal};
pub use message::{NotGoneBack, OldPair, RotationEffect, RotationMsg};

/// How long a token lives where no answer has said it: Talkdesk documents ten minutes.
pub(super) const USUAL_TOKEN_LIFE: Duration = Duration::from_mins(10);

/// What "Retire old" shows.
#[derive(Clone, Debug)]
pub struct Retiring {
    /// The account.
    pub account: Account,
    /// The old credentials.
    pub old: Replaced,
    /// The client that is in use now.
    pub new_client_id: ClientId,
    /// The name that this program gave for it.
    pub new_client_name: Option<String>,
    /// When the credentials in use were saved.
    pub new_saved_at: Timestamp,
    /// Where the credentials are kept.
    pub keychain: String,
    /// Who gets the credentials.
    pub receiver: Receiver,
    /// The answer to "Has Nexla run with the new values?", or whoever gets them.
    pub has_run: bool,
    /// How far it is.
    pub state: RetireState,
    /// How the last press of "Save record" went: where it is, or why it is nowhere.
    pub record: Option<Result<String, String>>,
}

/// How far the old credentials are from being forgotten.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RetireState {
    /// Not tried since the page was opened.
    Untried,
    /// Being tried.
    Checking(AttemptId),
    /// Talkdesk still gives tokens for them.
    StillWork {
        /// When it did last.
        at: Timestamp,
    },
    /// Talkdesk refuses the old ones and the new ones too, so that nothing is known of the old ones alone.
    BothRefused,
    /// Nothing was found out; a sentence says why.
    Unclear(String),
    /// The keychain did not give or delete them.
    Keychain(KeychainError),
    /// Refused, and being forgotten.
    Forgetting,
    /// No longer kept on this computer.
    Forgotten {
        /// When that was done.
        at: Timestamp,
    },
    /// Being verified, to come back into use.
    GoingBack(AttemptId),
    /// Accepted, and being brought back into use.
    BringingBack,
    /// They did not come back into use; a sentence says why.
    NotGoneBack(String),
}

impl Retiring {
    pub(super) fn new(entry: &Entry, old: &Replaced) -> Self {
        Self {
            account: entry.account.clone(),
            old: old.clone(),
            new_client_id: entry.client_id.clone(),
            new_client_name: entry.client_name.clone(),
            new_saved_at: entry.created_at,
            keychain: entry.keychain.clone(),
            receiver: entry.receiver,
            has_run: false,
            state: RetireState::Untried,
            record: None,
        }
    }

    /// The time by which the last token made from the old credentials is dead at the latest, once they are refused.
    #[must_use]
    pub fn last_token_dead_by(&self) -> Option<Timestamp> {
        last_token_dead_by(&self.old)
    }

    /// Whether old and new credentials belong to one client, so that there is none to delete.
    #[must_use]
    pub fn is_same_client(&self) -> bool {
        self.old.client_id == self.new_client_id
    }

    /// Whether an answer is awaited.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        matches!(
            self.state,
            RetireState::Checking(_)
                | RetireState::Forgetting
                | RetireState::GoingBack(_)
                | RetireState::BringingBack
        )
    }

    /// Whether whoever gets them may still need the old credentials, so that nothing is to be deleted yet. After a leak that is no question.
    #[must_use]
    pub fn waits_for_receiver(&self) -> bool {
        !self.has_run && !self.is_leak() && !self.is_done()
    }

    /// Whether the old credentials were replaced because they have leaked.
    #[must_use]
    pub fn is_leak(&self) -> bool {
        self.old.leak.is_some()
    }

    /// Whether nothing is left to do.
    #[must_use]
    pub fn is_done(&self) -> bool {
        matches!(self.state, RetireState::Forgotten { .. })
    }

    /// Whether what is awaited can be canceled: the keychain's part cannot.
    #[must_use]
    pub fn can_cancel(&self) -> bool {
        matches!(
            self.state,
            RetireState::Checking(_) | RetireState::GoingBack(_)
        )
    }

    fn awaits(&self, attempt: AttemptId) -> bool {
        matches!(self.state, RetireState::Checking(own) | RetireState::GoingBack(own) if own == attempt)
    }
}

/// See [`Retiring::last_token_dead_by`].
#[must_use]
pub fn last_token_dead_by(old: &Replaced) -> Option<Timestamp> {
    let life = old.longest_token_life.unwrap_or(USUAL_TOKEN_LIFE);
    let life = SignedDuration::try_from(life).unwrap_or(SignedDuration::MAX);
    let refused = old.first_refused_at?;
    Some(refused.saturating_add(life).unwrap_or(Timestamp::MAX))
}

impl Program {
    pub(super) fn update_rotation(&mut self, msg: RotationMsg, now: Timestamp) -> Vec<Effect> {
        match msg {
            RotationMsg::Open(account) => self.open_of_card(account, Opening::RetireOld, now),
            RotationMsg::OpenTalkdesk => match &self.retiring {
                Some(retiring) => {
                    let address = self.sign_in_address_of(&retiring.account.clone());
                    self.open_address(address)
                }
                None => Vec::new(),
            },
            RotationMsg::Check => self.check_old(),
            RotationMsg::Checked { attempt, result } => self.old_checked(attempt, result, now),
            RotationMsg::KeepForNow => self.close_retiring(),
            RotationMsg::Forget => self.forget_old(),
            RotationMsg::Forgotten {
                store,
                account,
                client_id,
                result,
            } => {
                self.old_forgotten(store, &account, &client_id, result, now);
                Vec::new()
            }
            RotationMsg::Cancel => self.cancel_retiring(),
            RotationMsg::GoBack => self.go_back(),
            RotationMsg::OldVerified { attempt, result } => self.old_verified(attempt, result, now),
            RotationMsg::WentBack {
                store,
                account,
                result,
            } => self.went_back(store, &account, result),
            RotationMsg::Compared { attempt, result } => self.compared(attempt, result),
            RotationMsg::SaveRecord => self.save_record(now),
            RotationMsg::RecordSaved { account, result } => {
                if let Some(retiring) = &mut self.retiring
                    && retiring.account == account
                {
                    retiring.record = Some(result);
                }
                Vec::new()
            }
        }
    }

    /// Prepares "Retire old" for the newest of an account's old credentials, or for those of a client.
    pub(super) fn open_retiring(&mut self, account: &Account, client_id: Option<&ClientId>) {
        self.retiring = self.accounts.entry(account).and_then(|entry| {
            let old = match client_id {
                Some(client_id) => entry.replaced(client_id),
                None => entry.previous.first(),
            };
            Some(Retiring::new(entry, old?))
        });
    }

    fn check_old(&mut self) -> Vec<Effect> {
        let attempt = self.next_attempt();
        let store = self.store();
        let Some(retiring) = self
            .retiring
            .as_mut()
            .filter(|retiring| !retiring.is_busy())
        else {
            return Vec::new();
        };
        retiring.state = RetireState::Checking(attempt);
        let (account, client_id) = (retiring.account.clone(), retiring.old.client_id.clone());
        vec![Effect::Rotation(RotationEffect::Check {
            attempt,
            store,
            account,
            client_id,
        })]
    }

    fn old_checked(
        &mut self,
        attempt: AttemptId,
        result: Result<PairsTried, KeychainError>,
        now: Timestamp,
    ) -> Vec<Effect> {
        let Some(retiring) = self.retiring.as_mut().filter(|own| own.awaits(attempt)) else {
            return Vec::new();
        };
        let old = &mut retiring.old;
        let unknown = match result {
            Err(error) => {
                // What is gone was not refused: the card follows the keychain, and nothing is forgotten for it.
                let is_gone = matches!(error, KeychainError::NotThere { .. });
                retiring.state = RetireState::Keychain(error);
                return if is_gone {
                    self.look_into_the_keychain()
                } else {
                    Vec::new()
                };
            }
            Ok(tried) => match tried.finding() {
                Finding::StillWork { token_life } => {
                    old.longest_token_life = old.longest_token_life.max(token_life);
                    // An earlier refusal was none of the client.
                    old.first_refused_at = None;
                    retiring.state = RetireState::StillWork { at: now };
                    return self.record_old();
                }
                Finding::Refused => {
                    old.first_refused_at.get_or_insert(now);
                    let mut effects = self.record_old();
                    effects.extend(self.forget_old());
                    return effects;
                }
                Finding::BothRefused => {
                    retiring.state = RetireState::BothRefused;
                    return Vec::new();
                }
                Finding::Unknown(failure) => failure,
            },
        };
        let account = retiring.account.clone();
        let client_id = old.client_id.clone();
        let sentence = self.what_happened(&unknown, account, client_id);
        if let Some(retiring) = &mut self.retiring {
            retiring.state = RetireState::Unclear(sentence);
        }
        Vec::new()
    }

    /// What happened, without what one would do about credentials that are being entered.
    pub(super) fn what_happened(
        &self,
        failure: &Failure,
        account: Account,
        client_id: ClientId,
    ) -> String {
        let asked = Target {
            endpoints: self.endpoints(&account),
            account,
            client_id,
            scope: None,
        };
        explain(failure, &asked).what_happened
    }

    /// Keeps in the card and in the index what is known of the old credentials.
    fn record_old(&mut self) -> Vec<Effect> {
        let store = self.store();
        let Some(retiring) = &self.retiring else {
            return Vec::new();
        };
        let (account, old) = (retiring.account.clone(), retiring.old.clone());
        if let Some(known) = self
            .accounts
            .entry_mut(&account)
            .and_then(|entry| entry.replaced_mut(&old.client_id))
        {
            known.clone_from(&old);
        }
        vec![Effect::Rotation(RotationEffect::Record {
            store,
            account,
            old,
        })]
    }

    fn forget_old(&mut self) -> Vec<Effect> {
        let store = self.store();
        let Some(retiring) = &mut self.retiring else {
            return Vec::new();
        };
        if matches!(
            retiring.state,
            RetireState::Forgetting | RetireState::GoingBack(_) | RetireState::BringingBack
        ) {
            return Vec::new();
        }
        retiring.state = RetireState::Forgetting;
        vec![Effect::Rotation(RotationEffect::Forget {
            store,
            account: retiring.account.clone(),
            client_id: retiring.old.client_id.clone(),
        })]
    }

    fn old_forgotten(
        &mut self,
        store: Store,
        account: &Account,
        client_id: &ClientId,
        result: Result<(), KeychainError>,
        now: Timestamp,
    ) {
        let state = match result {
            Ok(()) => {
                if let Some(accounts) = self.accounts_in(store) {
                    if let Some(entry) = accounts.entry_mut(account) {
                        entry.previous.retain(|old| old.client_id != *client_id);
                    }
                    accounts.reorder();
                }
                RetireState::Forgotten { at: now }
            }
            Err(error) => RetireState::Keychain(error),
        };
        if store == self.store()
            && let Some(retiring) = &mut self.retiring
            && retiring.account.key() == account.key()
            && retiring.old.client_id == *client_id
        {
            retiring.state = state;
        }
    }

    /// After the keychain was unlocked.
    pub(super) fn forget_retiring_problem(&mut self) {
        if let Some(retiring) = &mut self.retiring
            && matches!(retiring.state, RetireState::Keychain(_))
        {
            retiring.state = RetireState::Untried;
        }
        if let Some(leaked) = &mut self.leaked
            && matches!(leaked.check, LeakCheck::Keychain(_))
        {
            leaked.check = LeakCheck::Untried;
        }
    }

    /// Continue, or Enter.
    pub(super) fn continue_retiring(&mut self) -> Vec<Effect> {
        match &self.retiring {
            Some(retiring) if retiring.is_busy() => Vec::new(),
            Some(retiring) if !retiring.is_done() && !retiring.waits_for_receiver() => {
                self.check_old()
            }
            _ => self.finish(),
        }
    }

    /// Leaves the page; the card says what is left to do.
    pub(super) fn close_retiring(&mut self) -> Vec<Effect> {
        self.finish()
    }

    /// Stops what is being asked about the old credentials. What the keychain has begun goes on, and its answer is taken.
    fn cancel_retiring(&mut self) -> Vec<Effect> {
        match &mut self.retiring {
            Some(retiring) => match retiring.state {
                RetireState::Checking(attempt) | RetireState::GoingBack(attempt) => {
                    retiring.state = RetireState::Untried;
                    vec![Effect::Cancel { attempt }]
                }
                _ => Vec::new(),
            },
            None => Vec::new(),
        }
    }

    pub(super) fn leave_retiring(&mut self) -> Vec<Effect> {
        let effects = self.cancel_retiring();
        self.retiring = None;
        effects
    }

    /// The record of what was done after a leak, as far as it has come.
    #[must_use]
    pub fn leak_record(&self, now: Timestamp) -> Option<String> {
        let retiring = self.retiring.as_ref()?;
        super::leaked::record(retiring, now)
    }

    fn save_record(&mut self, now: Timestamp) -> Vec<Effect> {
        let (Some(text), Some(retiring)) = (self.leak_record(now), &self.retiring) else {
            return Vec::new();
        };
        let name = format!(
            "Talkdesk leak {} {}.txt",
            retiring.account.name.as_str(),
            now.strftime("%Y-%m-%d")
        );
        vec![Effect::Rotation(RotationEffect::SaveRecord {
            account: retiring.account.clone(),
            name,
            text,
        })]
    }
}

impl From<RotationMsg> for Msg {
    fn from(msg: RotationMsg) -> Self {
        Self::Rotation(msg)
    }
}
