//! Requests to Talkdesk. The only file tree that names reqwest.

mod ca_file;
mod cert_dir;
mod certificate;
mod failure;
mod practice_client;
mod proxy;
mod resolver;
mod route;
mod scopes;
mod stages;
mod trust;

use std::{
    collections::HashMap,
    path::Path,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

pub use practice_client::make_practice_client;
use proxy::proxy_for;
use route::{Call, Route};
use stages::OnStage;
use tokio::task::{JoinHandle, spawn_blocking};
use trust::Trust;

use super::desktop_proxy::unused_proxy;

use crate::{
    account_api::{authorization, read_account_answer},
    connection::{AcceptedCaFile, CaFile, Reach, Surroundings},
    foreign_text::Redaction,
    talkdesk::{Endpoints, Host},
    token::{Token, read_token_answer, redaction, token_request},
    verification::{
        ApiConnection, ApiOutcome, CaFileProblem, Cause, Failure, HeaderScheme, Proof, Stage,
        StageDone, StageFacts, VerifyRequest,
    },
};

/// How long is waited, and how much is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// For the name lookup and the secure connection together.
    pub connect: Duration,
    /// For the first byte of an answer, and for each later one.
    pub read: Duration,
    /// For one request from the name lookup to the last byte.
    pub total: Duration,
}

impl Default for Limits {
    /// Every stage gives up within ten seconds, and a request within twenty.
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(9),
            read: Duration::from_secs(9),
            total: Duration::from_secs(19),
        }
    }
}

/// Reads a file of certificate authorities and says whose they are.
///
/// # Errors
/// When it cannot be read in time, or holds anything but certificates of authorities.
pub fn check_ca_file(path: &Path) -> Result<CaFile, CaFileProblem> {
    ca_file::read(path).map(|(file, _)| file)
}

/// How hosts are reached, and the connections that were opened ahead of a verification, which takes them and closes
/// them at its end. Clones share them.
#[derive(Clone, Default)]
pub struct Network {
    limits: Limits,
    ca_file: Option<AcceptedCaFile>,
    opened: Arc<Mutex<HashMap<Host, Opened>>>,
}

/// A way to a host that was begun ahead.
enum Opened {
    /// It stands.
    Stands(Route),
    /// It is being opened; nothing comes of it where the host is not reached.
    Begun(JoinHandle<Option<Route>>),
}

impl Network {
    /// With a file of certificate authorities that are trusted beside the system's.
    #[must_use]
    pub fn new(ca_file: Option<AcceptedCaFile>) -> Self {
        Self {
            ca_file,
            ..Self::default()
        }
    }

    /// Trusts this file from now on, instead of the one before. What is open under other rules is closed.
    pub fn trust_ca_file(&mut self, ca_file: Option<AcceptedCaFile>) {
        if self.ca_file != ca_file {
            *self = Self::new(ca_file).within(self.limits);
        }
    }

    /// The same rules, without what is open already.
    #[must_use]
    pub fn separate(&self) -> Self {
        Self::new(self.ca_file.clone()).within(self.limits)
    }

    /// With other limits.
    #[must_use]
    pub fn within(self, limits: Limits) -> Self {
        Self { limits, ..self }
    }

    /// What stands between this computer and `host`. Sends nothing, but reads files and may take a moment, or seconds
    /// where a drive does not answer.
    #[must_use]
    pub fn surroundings(&self, host: &Host) -> Surroundings {
        let trust = Trust::new(self.ca_file.clone());
        Surroundings {
            // One that cannot be used is told where the host is asked.
            proxy: proxy_for(host).unwrap_or_default(),
            unused_proxy: (!host.is_loopback()).then(unused_proxy).flatten(),
            trust: trust.check().map(|()| trust.source().clone()),
        }
    }

    /// Connects to `host`, asks it for nothing (`HEAD /`, without any secret), and keeps the connection open for the next
    /// verification. Where the name is not found, the lookup of `other` tells whether any is.
    ///
    /// # Errors
    /// When no answer comes. Any status is an answer.
    pub async fn reach(&self, host: &Host, other: &Host) -> Result<Reach, Cause> {
        let route = Route::open(host, self.limits, &self.trust()).await?;
        match route.reach().await {
            Ok(reach) => {
                self.opened().insert(host.clone(), Opened::Stands(route));
                Ok(reach)
            }
            Err(Cause::NameNotFound { host }) => {
                Err(resolver::tell_apart(host, other.name(), self.limits.connect).await)
            }
            Err(cause) => Err(cause),
        }
    }

    /// Opens connections to both hosts for the next verification, or uses those that are open once, lest they be closed. A
    /// host that is not reached is left to the verification.
    pub async fn open_ahead(&self, endpoints: &Endpoints) {
        tokio::join!(
            self.keep_open(&endpoints.token_host),
            self.keep_open(&endpoints.api_host)
        );
    }

    async fn keep_open(&self, host: &Host) {
        let Ok(route) = self.route(host, &self.trust()).await else {
            return;
        };
        if route.reach().await.is_ok() {
            self.opened().insert(host.clone(), Opened::Stands(route));
        }
    }

    /// Begins to open a connection to `host` for the verification that is to come, unless one is there, and returns at once.
    /// Called within a runtime.
    pub fn open_at_once(&self, host: &Host) {
        if self.opened().contains_key(host) {
            return;
        }
        let (limits, trust, to) = (self.limits, self.trust(), host.clone());
        let opening = tokio::spawn(async move {
            let route = Route::open(&to, limits, &trust).await.ok()?;
            route.reach().await.ok()?;
            Some(route)
        });
        self.opened().insert(host.clone(), Opened::Begun(opening));
    }

    /// The real exchange: token request, then the first API call. `on_stage` hears of each stage as it ends well. Dropping
    /// the future cancels it.
    ///
    /// # Errors
    /// When no token was received; everything after a token is part of the [`Proof`].
    pub async fn verify(
        &self,
        request: &VerifyRequest,
        on_stage: impl Fn(StageDone) + Send + Sync + 'static,
    ) -> Result<Proof, Failure> {
        let trust = self.trust();
        let on_stage: OnStage = Arc::new(on_stage);
        let sent = redaction(&request.client_id, &request.client_secret);
        let token = match self.fetch_token(request, &trust, &sent, &on_stage).await {
            Ok(token) => token,
            Err(failure) => return Err(with_unused_proxy(failure, request).await),
        };
        let started = Instant::now();
        let sent = sent.and(&token.access_token);
        let (api, connection) = self.call_api(request, &trust, &sent, &token).await;
        Ok(Proof {
            token_lifetime: token.lifetime,
            scopes: token.scopes,
            api,
            api_took: started.elapsed(),
            api_connection: connection,
        })
    }

    /// Only the token request of the exchange.
    ///
    /// # Errors
    /// When no token was received.
    pub async fn token(&self, request: &VerifyRequest) -> Result<Token, Failure> {
        let on_stage: OnStage = Arc::new(|_| {});
        let sent = redaction(&request.client_id, &request.client_secret);
        match self
            .fetch_token(request, &self.trust(), &sent, &on_stage)
            .await
        {
            Ok(token) => Ok(token),
            Err(failure) => Err(with_unused_proxy(failure, request).await),
        }
    }

    async fn fetch_token(
        &self,
        request: &VerifyRequest,
        trust: &Trust,
        sent: &Redaction,
        on_stage: &OnStage,
    ) -> Result<Token, Failure> {
        let started = Instant::now();
        let route = match self.route(&request.endpoints.token_host, trust).await {
            Ok(route) => route,
            Err(cause) => {
                return Err(Failure {
                    stage: Stage::SecureConnection,
                    cause,
                    took: started.elapsed(),
                    unused_proxy: None,
                });
            }
        };
        route.tell_to(on_stage);
        let parts = token_request(
            &request.client_id,
            &request.client_secret,
            request.scope.as_deref(),
        );
        let call = Call::post(
            &request.endpoints.token_address(),
            &parts.authorization,
            parts.body,
        );
        let answer = match route.send(call).await {
            Ok(answer) => answer,
            Err(Cause::NameNotFound { host }) => {
                let other = request.endpoints.api_host.name();
                let cause = resolver::tell_apart(host, other, self.limits.connect).await;
                return Err(route.failure(cause));
            }
            Err(cause) => return Err(route.failure(cause)),
        };
        let token = match read_token_answer(&answer, sent) {
            Ok(token) => token,
            Err(refusal) => {
                let cause = scopes::cause_of(refusal, request, &route, sent).await;
                return Err(route.failure(cause));
            }
        };
        on_stage(StageDone {
            took: route.since_sent(),
            already_open: false,
            facts: StageFacts::Token {
                status: answer.status,
                lifetime: token.lifetime,
                notes: token.notes.clone(),
            },
        });
        Ok(token)
    }

    /// `Bearer`, and after a 401 once `Basic`, because a text that circulates says so.
    async fn call_api(
        &self,
        request: &VerifyRequest,
        trust: &Trust,
        sent: &Redaction,
        token: &Token,
    ) -> (ApiOutcome, Option<ApiConnection>) {
        let route = match self.route(&request.endpoints.api_host, trust).await {
            Ok(route) => route,
            Err(cause) => return (ApiOutcome::NotReached(cause), None),
        };
        let mut outcome = ApiOutcome::BothSchemesRefused;
        let mut connection = None;
        for scheme in [HeaderScheme::Bearer, HeaderScheme::Basic] {
            let header = authorization(scheme, &token.access_token);
            let call = Call::get(&request.endpoints.account_address(), &header);
            let answer = route.send(call).await;
            connection = connection.or_else(|| route.connection());
            outcome = match answer {
                Ok(answer) => read_account_answer(&answer, scheme, sent),
                Err(cause) => ApiOutcome::NotReached(cause),
            };
            if outcome != ApiOutcome::BothSchemesRefused {
                break;
            }
        }
        (outcome, connection)
    }

    /// The way that was opened before, or a new one.
    async fn route(&self, host: &Host, trust: &Trust) -> Result<Route, Cause> {
        let opened = self.opened().remove(host);
        let opened = match opened {
            Some(Opened::Stands(route)) => Some(route),
            // A task that panicked has opened nothing.
            Some(Opened::Begun(opening)) => opening.await.unwrap_or_default(),
            None => None,
        };
        match opened {
            Some(route) => Ok(route),
            None => Route::open(host, self.limits, trust).await,
        }
    }

    fn trust(&self) -> Trust {
        Trust::new(self.ca_file.clone())
    }

    fn opened(&self) -> MutexGuard<'_, HashMap<Host, Opened>> {
        self.opened.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Names a proxy of the desktop's where that may help.
async fn with_unused_proxy(failure: Failure, request: &VerifyRequest) -> Failure {
    if request.endpoints.token_host.is_loopback() || !failure.cause.is_of_the_way() {
        return failure;
    }
    Failure {
        // A thread that panicked has nothing to say.
        unused_proxy: spawn_blocking(unused_proxy)
            .await
            .unwrap_or_default()
            .map(Box::new),
        ..failure
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_stage_ends_within_ten_seconds_and_a_request_within_twenty() {
        let limits = Limits::default();
        assert!(limits.connect < Duration::from_secs(10) && limits.read < Duration::from_secs(10));
        assert!(
            limits.connect + limits.read < limits.total && limits.total < Duration::from_secs(20)
        );
    }
}
