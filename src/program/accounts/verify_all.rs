//! "Verify all": a few accounts at a time, in the order in which they are shown.

use std::collections::VecDeque;

use super::{Accounts, CardState};
use crate::{
    keychain::KeychainError,
    program::{AttemptId, Effect, Program},
    saved::VerificationResult,
    talkdesk::Account,
};

/// How many accounts are verified at a time: gentle on Talkdesk, and quick enough for a thousand.
pub const AT_A_TIME: usize = 4;

/// A run through all accounts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VerifyRun {
    /// How many accounts are asked in all.
    pub total: usize,
    /// How many have been accepted so far.
    pub accepted: usize,
    /// How many have been refused so far.
    pub refused: usize,
    /// For how many Talkdesk was not reached so far.
    pub not_reached: usize,
    /// Of how many the keychain did not give the credentials so far.
    pub not_read: usize,
    /// The names of those that are not asked: Talkdesk refused the same credentials before, and a server may lock an
    /// account that is refused again and again.
    pub skipped: Vec<String>,
    /// How it ended; `None` while it runs.
    pub end: Option<RunEnd>,
    waiting: VecDeque<Account>,
    running: Vec<(AttemptId, Account)>,
}

/// How a run ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RunEnd {
    /// Every account was asked.
    Done,
    /// The person canceled it.
    Canceled,
    /// The keychain gives nothing at all, so that no further account was asked.
    Keychain(KeychainError),
}

impl VerifyRun {
    /// How many accounts have their result.
    #[must_use]
    pub fn done(&self) -> usize {
        self.accepted + self.refused + self.not_reached + self.not_read
    }

    /// Whether it still runs.
    #[must_use]
    pub fn is_running(&self) -> bool {
        self.end.is_none()
    }
}

impl Accounts {
    /// Whether "Verify all" runs.
    #[must_use]
    pub fn is_verifying_all(&self) -> bool {
        self.run.as_ref().is_some_and(VerifyRun::is_running)
    }

    /// Those that are shown in their order, then those that the search hides: all is all.
    fn all_in_order(&self) -> Vec<Account> {
        let hidden = (0..self.cards.len()).filter(|place| !self.shown.contains(place));
        let places = self.shown.iter().copied().chain(hidden);
        places
            .map(|place| self.cards[place].entry.account.clone())
            .collect()
    }

    /// An account that waits in the run and is verified now, by the run or because its own button was pressed.
    pub(super) fn joins_run(&mut self, account: &Account, attempt: AttemptId) {
        if let Some(run) = &mut self.run
            && let Some(place) = run.waiting.iter().position(|waiting| waiting == account)
        {
            run.waiting.remove(place);
            run.running.push((attempt, account.clone()));
        }
    }

    /// Whether a verification that is under way is one of the run.
    pub(super) fn is_asked_in_run(&self, attempt: AttemptId) -> bool {
        let run = self.run.as_ref();
        run.is_some_and(|run| run.running.iter().any(|(running, _)| *running == attempt))
    }

    fn next_in_run(&self) -> Option<Account> {
        let run = self.run.as_ref()?;
        (run.running.len() < AT_A_TIME)
            .then(|| run.waiting.front().cloned())
            .flatten()
    }

    /// Takes an account out of the run.
    pub(super) fn leaves_run(&mut self, account: &Account) {
        let Some(run) = &mut self.run else { return };
        let before = run.waiting.len() + run.running.len();
        run.waiting.retain(|waiting| waiting != account);
        run.running.retain(|(_, running)| running != account);
        run.total -= before - run.waiting.len() - run.running.len();
    }

    /// Ends the run: what waits or is being asked stays as it was. Returns the attempts to be stopped.
    fn end_run(&mut self, end: RunEnd) -> Vec<Effect> {
        let Some(run) = self.run.as_mut().filter(|run| run.is_running()) else {
            return Vec::new();
        };
        run.end = Some(end);
        run.waiting.clear();
        let stopped: Vec<AttemptId> = run.running.drain(..).map(|(attempt, _)| attempt).collect();
        for card in &mut self.cards {
            let stops = match card.state {
                CardState::Queued => true,
                CardState::Verifying(attempt) => stopped.contains(&attempt),
                _ => false,
            };
            if stops {
                card.state = CardState::Idle;
            }
        }
        self.reorder();
        let cancel = |attempt| Effect::Cancel { attempt };
        stopped.into_iter().map(cancel).collect()
    }

    /// Stops every verification, as if none of them had been begun.
    pub(in crate::program) fn stop_verifying(&mut self) -> Vec<Effect> {
        let mut effects = self.end_run(RunEnd::Canceled);
        for card in &mut self.cards {
            if let CardState::Verifying(attempt) = card.state {
                effects.push(Effect::Cancel { attempt });
                card.state = CardState::Idle;
            }
        }
        effects
    }
}

impl Program {
    pub(in crate::program) fn verify_all(&mut self) -> Vec<Effect> {
        if self.accounts.is_verifying_all() {
            return Vec::new();
        }
        let mut run = VerifyRun::default();
        for account in self.accounts.all_in_order() {
            let name = self.accounts.name(&account);
            let Some(card) = self.accounts.card_mut(&account) else {
                continue;
            };
            match card.state {
                CardState::Verifying(_) | CardState::Removing | CardState::Queued => {}
                CardState::Idle if card.is_refused() => {
                    run.skipped.push(name);
                }
                CardState::Idle => {
                    card.state = CardState::Queued;
                    run.waiting.push_back(account);
                }
            }
        }
        run.total = run.waiting.len();
        self.accounts.run = Some(run);
        self.run_goes_on()
    }

    pub(super) fn cancel_verify_all(&mut self) -> Vec<Effect> {
        self.accounts.end_run(RunEnd::Canceled)
    }

    /// Notes a result, and asks the next account. `problem` is the keychain's.
    pub(super) fn count_in_run(
        &mut self,
        attempt: AttemptId,
        account: &Account,
        problem: Option<KeychainError>,
    ) -> Vec<Effect> {
        let accounts = &mut self.accounts;
        let entry = accounts.entry(account);
        let last = entry.and_then(|entry| Some(entry.last_verified.as_ref()?.result.clone()));
        let Some(run) = &mut accounts.run else {
            return Vec::new();
        };
        let before = run.running.len();
        run.running.retain(|(running, _)| *running != attempt);
        if run.running.len() == before {
            return Vec::new();
        }
        match (&problem, last) {
            (Some(_), _) | (None, None) => run.not_read += 1,
            (None, Some(VerificationResult::Accepted)) => run.accepted += 1,
            (None, Some(VerificationResult::Refused(_))) => run.refused += 1,
            (None, Some(VerificationResult::NotReached(_))) => run.not_reached += 1,
        }
        match problem.filter(KeychainError::is_of_the_whole_keychain) {
            Some(error) => accounts.end_run(RunEnd::Keychain(error)),
            None => self.run_goes_on(),
        }
    }

    /// Asks the next accounts, or ends the run after the last.
    pub(super) fn run_goes_on(&mut self) -> Vec<Effect> {
        let mut effects = Vec::new();
        while let Some(account) = self.accounts.next_in_run() {
            match self.verify_saved(&account) {
                Some(effect) => effects.push(effect),
                None => self.accounts.leaves_run(&account),
            }
        }
        if let Some(run) = &mut self.accounts.run
            && run.is_running()
            && run.waiting.is_empty()
            && run.running.is_empty()
        {
            run.end = Some(RunEnd::Done);
            self.accounts.reorder();
        }
        effects
    }
}
