//! When each part of a connection began and ended, told by the hooks of the connection that does the work.

use std::{
    net::SocketAddr,
    pin::Pin,
    sync::{Arc, Mutex, PoisonError},
    task::{Context, Poll},
    time::{Duration, Instant},
};

use hyper::http::Extensions;
use hyper_util::client::legacy::connect::{Connection as HyperConnection, HttpInfo};
use tokio::sync::watch;
use tower::{Layer, Service};

use crate::{
    connection::{Certificate, Connection, Lookup, Tls, TrustSource},
    verification::{Proxy, Stage, StageDone, StageFacts},
};

pub(super) type OnStage = Arc<dyn Fn(StageDone) + Send + Sync>;

/// What has happened on the way to one host since the last connection began to be made.
#[derive(Clone, Debug, Default)]
pub(super) struct Progress {
    pub(super) connect_began: Option<Instant>,
    pub(super) lookup_began: Option<Instant>,
    pub(super) lookup_ended: Option<Instant>,
    pub(super) lookup_failed: bool,
    pub(super) addresses: Vec<SocketAddr>,
    /// The last TLS handshake: with whom. Through an HTTPS proxy the first one is with the proxy.
    pub(super) handshake_with: Option<String>,
    pub(super) certificate: Option<Certificate>,
    pub(super) tls_version: Option<&'static str>,
    pub(super) connected: Option<Instant>,
    pub(super) reached: Option<SocketAddr>,
    /// Whether the connection was made by an earlier request, for later ones.
    pub(super) kept_open: bool,
    /// When the last request was begun, which is before the connection unless that was open already.
    pub(super) asked: Option<Instant>,
}

impl Progress {
    /// Since when the request can be under way.
    pub(super) fn sent(&self) -> Option<Instant> {
        self.connected.max(self.asked)
    }

    fn lookup(&self) -> Lookup {
        match (self.lookup_began, self.lookup_ended) {
            (Some(began), Some(ended)) => Lookup::Found {
                took: ended - began,
                addresses: self.addresses.iter().map(SocketAddr::ip).collect(),
            },
            _ => Lookup::NotNeeded,
        }
    }
}

/// Records the progress and tells of stages that end well.
pub(super) struct Stages {
    host: String,
    proxy: Option<Proxy>,
    trust: TrustSource,
    progress: watch::Sender<Progress>,
    on_stage: Mutex<Option<OnStage>>,
}

impl Stages {
    pub(super) fn new(host: String, proxy: Option<Proxy>, trust: TrustSource) -> Self {
        Self {
            host,
            proxy,
            trust,
            progress: watch::Sender::new(Progress::default()),
            on_stage: Mutex::new(None),
        }
    }

    /// From now on `on_stage` hears of the stages.
    pub(super) fn tell_to(&self, on_stage: OnStage) {
        *self.listener() = Some(on_stage);
    }

    pub(super) fn progress(&self) -> Progress {
        self.progress.borrow().clone()
    }

    /// The connection that stands, if one does.
    pub(super) fn connection(&self) -> Option<Connection> {
        let progress = self.progress();
        let connected = progress.connected?;
        let began = progress.lookup_ended.or(progress.connect_began);
        Some(Connection {
            host: self.host.clone(),
            lookup: progress.lookup(),
            address: progress.reached,
            took: connected - began.unwrap_or(connected),
            proxy: self.proxy.clone(),
            tls: progress.tls_version.map(|version| Tls {
                version,
                certificate: progress.certificate.clone(),
                trust: self.trust.clone(),
            }),
        })
    }

    /// Ends once there is a connection.
    pub(super) async fn until_connected(&self) {
        // The sender lives as long as `self`, so there is no error to hear of.
        drop(
            self.progress
                .subscribe()
                .wait_for(|progress| progress.connected.is_some())
                .await,
        );
    }

    /// Where the connection is, and since when.
    pub(super) fn current(&self) -> (Stage, Duration) {
        let progress = self.progress();
        let (stage, since) = if progress.connected.is_some() {
            (Stage::Token, progress.sent())
        } else if progress.lookup_began.is_some() && progress.lookup_ended.is_none() {
            (Stage::NameLookup, progress.lookup_began)
        } else {
            (
                Stage::SecureConnection,
                progress.lookup_ended.or(progress.connect_began),
            )
        };
        (stage, since.map_or(Duration::ZERO, |since| since.elapsed()))
    }

    /// A request is about to use the connection that stands, or to make one.
    pub(super) fn asked(&self) {
        self.progress
            .send_modify(|progress| progress.asked = Some(Instant::now()));
    }

    /// The connection serves later requests.
    pub(super) fn keep_open(&self) {
        self.progress
            .send_modify(|progress| progress.kept_open = true);
    }

    /// A request has been begun: where no connection is being made for it, it goes over the one that was kept.
    pub(super) fn already_open(&self) {
        if !self.progress().kept_open {
            return;
        }
        if let Some(connection) = self.connection() {
            self.tell_lookup(connection.lookup.clone(), true);
            self.tell(StageDone {
                took: connection.took,
                already_open: true,
                facts: StageFacts::SecureConnection(Box::new(connection)),
            });
        }
    }

    pub(super) fn connect_began(&self) {
        self.progress.send_modify(|progress| {
            *progress = Progress {
                connect_began: Some(Instant::now()),
                asked: progress.asked,
                ..Progress::default()
            };
        });
    }

    pub(super) fn lookup_began(&self) {
        self.progress.send_modify(|progress| {
            progress.lookup_began.get_or_insert_with(Instant::now);
        });
    }

    pub(super) fn lookup_failed(&self) {
        self.progress
            .send_modify(|progress| progress.lookup_failed = true);
    }

    /// Tells of the first lookup only: a SOCKS proxy may need a second one.
    pub(super) fn lookup_ended(&self, addresses: &[SocketAddr]) {
        let is_first = self.progress.send_if_modified(|progress| {
            let is_first = progress.lookup_ended.is_none();
            if is_first {
                progress.lookup_ended = Some(Instant::now());
                progress.addresses = addresses.to_vec();
            }
            is_first
        });
        if is_first {
            self.tell_lookup(self.progress().lookup(), false);
        }
    }

    pub(super) fn handshake_began(&self, with: String) {
        self.progress
            .send_modify(|progress| progress.handshake_with = Some(with));
    }

    pub(super) fn certificate(&self, certificate: Option<Certificate>) {
        self.progress
            .send_modify(|progress| progress.certificate = certificate);
    }

    pub(super) fn tls_version(&self, version: &'static str) {
        self.progress
            .send_modify(|progress| progress.tls_version = Some(version));
    }

    pub(super) fn connected(&self, to: Option<SocketAddr>) {
        self.progress.send_modify(|progress| {
            progress.connected = Some(Instant::now());
            progress.reached = to;
        });
        if let Some(connection) = self.connection() {
            if connection.lookup == Lookup::NotNeeded {
                self.tell_lookup(Lookup::NotNeeded, false);
            }
            self.tell(StageDone {
                took: connection.took,
                already_open: false,
                facts: StageFacts::SecureConnection(Box::new(connection)),
            });
        }
    }

    fn tell_lookup(&self, lookup: Lookup, already_open: bool) {
        self.tell(StageDone {
            took: lookup.took(),
            already_open,
            facts: StageFacts::NameLookup {
                lookup,
                of_proxy: self.proxy.is_some(),
            },
        });
    }

    fn tell(&self, done: StageDone) {
        let on_stage = self.listener().clone();
        if let Some(on_stage) = on_stage {
            on_stage(done);
        }
    }

    fn listener(&self) -> std::sync::MutexGuard<'_, Option<OnStage>> {
        self.on_stage.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Tells [`Stages`] when a connection begins to be made and when it stands.
#[derive(Clone)]
pub(super) struct ConnectHook(pub(super) Arc<Stages>);

impl<Connector> Layer<Connector> for ConnectHook {
    type Service = HookedConnector<Connector>;

    fn layer(&self, connector: Connector) -> Self::Service {
        HookedConnector {
            connector,
            stages: Arc::clone(&self.0),
        }
    }
}

#[derive(Clone)]
pub(super) struct HookedConnector<Connector> {
    connector: Connector,
    stages: Arc<Stages>,
}

impl<Connector, Target> Service<Target> for HookedConnector<Connector>
where
    Connector: Service<Target>,
    Connector::Response: HyperConnection,
    Connector::Future: Send + 'static,
{
    type Response = Connector::Response;
    type Error = Connector::Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self::Response, Self::Error>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        self.connector.poll_ready(context)
    }

    fn call(&mut self, target: Target) -> Self::Future {
        let stages = Arc::clone(&self.stages);
        stages.connect_began();
        let connecting = self.connector.call(target);
        Box::pin(async move {
            let connection = connecting.await?;
            stages.connected(address_of(&connection));
            Ok(connection)
        })
    }
}

/// Whom a connection was made to.
fn address_of(connection: &impl HyperConnection) -> Option<SocketAddr> {
    let mut told = Extensions::new();
    connection.connected().get_extras(&mut told);
    told.get::<HttpInfo>().map(HttpInfo::remote_addr)
}
