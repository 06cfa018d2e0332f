//! Step Verify: the stages as they end, and how the whole ended.

use std::time::Duration;

use jiff::Timestamp;

use super::{AttemptId, Wait, report::ReportedHosts};
use crate::{
    diagnosis::{Problem, Remedy, api_warning, explain, explain_for_new_client},
    secret::SecretDigest,
    talkdesk::Region,
    verification::{Failure, Proof, Stage, StageDone, StageFacts, Target, VerifyRequest},
};

/// What a person does on Verify, and what Talkdesk answers.
#[derive(Clone, Debug)]
pub enum VerifyMsg {
    /// "Cancel".
    Cancel,
    /// A stage of the verification has ended well.
    StageDone {
        /// Of which attempt.
        attempt: AttemptId,
        /// The stage.
        done: StageDone,
    },
    /// The verification has ended.
    Verified {
        /// Which attempt.
        attempt: AttemptId,
        /// How.
        result: Result<Proof, Failure>,
    },
    /// A button of the problem banner.
    Remedy(Remedy),
}

/// One row of the stages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StageRow {
    /// Which stage.
    pub stage: Stage,
    /// How it stands.
    pub state: StageState,
}

/// How a stage stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StageState {
    /// Not begun.
    Waiting,
    /// Under way.
    Running,
    /// Ended well.
    Done(StageDone),
    /// Ended with a warning: the token is good, the API call was not.
    Warned {
        /// Time taken.
        took: Duration,
    },
    /// Here the verification ended.
    Failed {
        /// Time taken.
        took: Duration,
    },
    /// Never begun, because an earlier stage failed or the person canceled.
    NotReached,
}

/// How the verification ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum VerifyOutcome {
    /// Talkdesk gave a token; the warning concerns the first API call.
    Proven {
        /// What was proven.
        proof: Proof,
        /// What the first API call warns of.
        warning: Option<String>,
    },
    /// Talkdesk gave none.
    Failed(Problem),
    /// The person canceled.
    Canceled,
}

/// The step.
#[derive(Clone, Debug, Default)]
pub struct VerifyStep {
    /// The rows, in order; empty before the first verification.
    pub stages: Vec<StageRow>,
    /// How it ended.
    pub outcome: Option<VerifyOutcome>,
    /// When it ended.
    pub ended_at: Option<Timestamp>,
    /// What to wait for before the next try.
    pub wait: Option<Wait>,
    /// Whether Talkdesk judged the credentials, and did not accept them.
    pub credentials_refused: bool,
    /// Continue was pressed before it ended.
    pub pressed_too_early: bool,
    pub(super) failure: Option<Failure>,
    running: Option<AttemptId>,
    target: Option<Target>,
    /// The regions in which Talkdesk has refused the same pair for the same account just before.
    refused_in: Vec<Region>,
    /// What is remembered of the secret, which stays in the form alone.
    secret: Option<SecretDigest>,
    /// The hosts as the report names them.
    pub(super) hosts: ReportedHosts,
}

const STAGES: [Stage; 4] = [
    Stage::NameLookup,
    Stage::SecureConnection,
    Stage::Token,
    Stage::FirstApiCall,
];

impl VerifyStep {
    /// Whether an answer is awaited.
    #[must_use]
    pub fn is_running(&self) -> bool {
        self.running.is_some()
    }

    /// What was proven.
    #[must_use]
    pub fn proof(&self) -> Option<&Proof> {
        match &self.outcome {
            Some(VerifyOutcome::Proven { proof, .. }) => Some(proof),
            _ => None,
        }
    }

    /// Whether a stage failed or warned.
    #[must_use]
    pub fn has_warning_or_problem(&self) -> bool {
        matches!(
            &self.outcome,
            Some(
                VerifyOutcome::Failed(_)
                    | VerifyOutcome::Proven {
                        warning: Some(_),
                        ..
                    }
            )
        )
    }

    /// What was verified, without regard to how it ended.
    #[must_use]
    pub fn target(&self) -> Option<&Target> {
        self.target.as_ref()
    }

    /// The button to offer first: the likeliest remedy, and Try again once a wait is over. `None` while there is nothing
    /// to do but wait.
    #[must_use]
    pub fn first_remedy(&self, now: Timestamp) -> Option<Remedy> {
        let Some(VerifyOutcome::Failed(problem)) = &self.outcome else {
            return Some(Remedy::TryAgain);
        };
        match self.wait.map(|wait| wait.left(now)) {
            Some(None) => Some(Remedy::TryAgain),
            Some(Some(_)) => problem
                .remedies
                .iter()
                .copied()
                .find(|remedy| *remedy != Remedy::TryAgain),
            None => problem.remedies.first().copied(),
        }
    }

    /// Whether exactly this was proven.
    #[must_use]
    pub fn proves(&self, request: &Option<VerifyRequest>) -> bool {
        self.proof().is_some()
            && request.as_ref().is_some_and(|request| {
                self.target == Some(request.target())
                    && self.secret == Some(request.client_secret.digest())
            })
    }

    pub(super) fn begin(&mut self, attempt: AttemptId, request: &VerifyRequest) {
        *self = Self {
            refused_in: self.refused_before(request),
            stages: STAGES
                .map(|stage| StageRow {
                    stage,
                    state: StageState::Waiting,
                })
                .to_vec(),
            running: Some(attempt),
            target: Some(request.target()),
            secret: Some(request.client_secret.digest()),
            hosts: ReportedHosts::of(request),
            ..Self::default()
        };
        self.run_next();
    }

    pub(super) fn stage_done(&mut self, attempt: AttemptId, done: StageDone) {
        if self.running == Some(attempt) {
            if !done.already_open {
                self.begin_anew_after(done.stage());
            }
            self.set(done.stage(), StageState::Done(done));
            self.run_next();
        }
    }

    pub(super) fn ended(
        &mut self,
        attempt: AttemptId,
        result: Result<Proof, Failure>,
        now: Timestamp,
        client_is_new: bool,
        is_replacement: bool,
    ) {
        let (Some(target), true) = (&self.target, self.running == Some(attempt)) else {
            return;
        };
        let outcome = match result {
            Ok(proof) => {
                let warning = api_warning(&proof.api, target);
                let took = proof.api_took;
                let state = match warning {
                    Some(_) => StageState::Warned { took },
                    None => StageState::Done(StageDone {
                        took,
                        already_open: proof
                            .api_connection
                            .as_ref()
                            .is_some_and(|api| api.already_open),
                        facts: StageFacts::FirstApiCall {
                            connection: proof.api_connection.clone(),
                        },
                    }),
                };
                self.set(Stage::FirstApiCall, state);
                VerifyOutcome::Proven { proof, warning }
            }
            Err(failure) => {
                let problem = if client_is_new {
                    explain_for_new_client(&failure, target)
                } else {
                    explain(&failure, target)
                };
                let problem = problem.without(&self.regions_ruled_out(is_replacement));
                self.begin_anew_after(failure.stage);
                self.credentials_refused = failure.cause.is_about_the_client();
                self.wait = Wait::after(&failure, now, client_is_new);
                self.set(failure.stage, StageState::Failed { took: failure.took });
                self.failure = Some(failure);
                VerifyOutcome::Failed(problem)
            }
        };
        self.end(outcome);
        self.ended_at = Some(now);
    }

    /// Where the pair of this request was refused already.
    fn refused_before(&mut self, request: &VerifyRequest) -> Vec<Region> {
        let is_the_same = self.secret == Some(request.client_secret.digest())
            && self.target.as_ref().is_some_and(|target| {
                target.client_id == request.client_id && target.account.name == request.account.name
            });
        if !is_the_same {
            return Vec::new();
        }
        let mut refused = std::mem::take(&mut self.refused_in);
        let here = self.target.as_ref().map(|target| &target.account.region);
        refused.extend(here.filter(|_| self.credentials_refused).cloned());
        refused
    }

    /// The regions that are not to be tried: where the pair was refused; on a replacement all, because the account's is known.
    fn regions_ruled_out(&self, is_replacement: bool) -> Vec<Remedy> {
        if is_replacement {
            return Remedy::REGIONS.to_vec();
        }
        self.refused_in.iter().filter_map(Remedy::try_in).collect()
    }

    /// The person says that what was refused was made just now.
    pub(super) fn wait_to_settle(&mut self, now: Timestamp) {
        self.wait = Some(Wait::to_settle(now));
    }

    /// Ends the attempt from this side; its late answer is dropped.
    pub(super) fn cancel(&mut self) -> Option<AttemptId> {
        let attempt = self.running?;
        self.end(VerifyOutcome::Canceled);
        Some(attempt)
    }

    /// What kept it from working is mended, so that trying again is the likeliest remedy.
    pub(super) fn try_again_first(&mut self, mended: Remedy) {
        if let Some(VerifyOutcome::Failed(problem)) = &mut self.outcome
            && problem.remedies.contains(&mended)
        {
            problem.remedies.retain(|other| *other != Remedy::TryAgain);
            problem.remedies.insert(0, Remedy::TryAgain);
        }
    }

    fn end(&mut self, outcome: VerifyOutcome) {
        self.running = None;
        self.pressed_too_early = false;
        self.outcome = Some(outcome);
        for row in &mut self.stages {
            if matches!(row.state, StageState::Waiting | StageState::Running) {
                row.state = StageState::NotReached;
            }
        }
    }

    fn set(&mut self, stage: Stage, reached: StageState) {
        if let Some(row) = self.stages.iter_mut().find(|row| row.stage == stage) {
            row.state = reached;
        }
    }

    /// An open connection that turns out to be closed is made anew: what was told of it does not count.
    fn begin_anew_after(&mut self, stage: Stage) {
        for row in self.stages.iter_mut().filter(|row| row.stage > stage) {
            row.state = StageState::Waiting;
        }
    }

    fn run_next(&mut self) {
        if self
            .stages
            .iter()
            .any(|row| row.state == StageState::Running)
        {
            return;
        }
        if let Some(row) = self
            .stages
            .iter_mut()
            .find(|row| row.state == StageState::Waiting)
        {
            row.state = StageState::Running;
        }
    }
}
