//! When each part of a connection began and ended, told by the hooks of the connection that does the work.

use std::{
    net::SocketAddr,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
    time::{Duration, Instant},
};

use tokio::sync::watch;
use tower::{Layer, Service};

use crate::verification::{Proxy, Stage, StageDone};

pub(super) type OnStage = Arc<dyn Fn(StageDone) + Send + Sync>;

/// What has happened on the way to one host.
#[derive(Clone, Debug, Default)]
pub(super) struct Progress {
    pub(super) connect_began: Option<Instant>,
    pub(super) lookup_began: Option<Instant>,
    pub(super) lookup_ended: Option<Instant>,
    pub(super) lookup_failed: bool,
    /// The last TLS handshake: with whom. Through an HTTPS proxy the first one is with the proxy.
    pub(super) handshake_with: Option<String>,
    pub(super) tls_version: Option<&'static str>,
    pub(super) connected: Option<Instant>,
}

/// Records the progress and tells of stages that end well.
pub(super) struct Stages {
    progress: watch::Sender<Progress>,
    proxy: Option<Proxy>,
    on_stage: Option<OnStage>,
}

impl Stages {
    pub(super) fn new(proxy: Option<Proxy>, on_stage: Option<OnStage>) -> Self {
        Self {
            progress: watch::Sender::new(Progress::default()),
            proxy,
            on_stage,
        }
    }

    pub(super) fn progress(&self) -> Progress {
        self.progress.borrow().clone()
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
        let (stage, since) = match progress {
            Progress {
                connected: Some(connected),
                ..
            } => (Stage::Token, Some(connected)),
            Progress {
                lookup_began: Some(began),
                lookup_ended: None,
                ..
            } => (Stage::NameLookup, Some(began)),
            _ => (
                Stage::SecureConnection,
                progress.lookup_ended.or(progress.connect_began),
            ),
        };
        (stage, since.map_or(Duration::ZERO, |since| since.elapsed()))
    }

    pub(super) fn connect_began(&self) {
        self.progress
            .send_modify(|progress| progress.connect_began = Some(Instant::now()));
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
        let mut took = None;
        self.progress.send_modify(|progress| {
            if progress.lookup_ended.is_none() {
                let now = Instant::now();
                progress.lookup_ended = Some(now);
                took = progress.lookup_began.map(|began| now - began);
            }
        });
        if let Some(took) = took {
            let addresses: Vec<String> = addresses
                .iter()
                .map(|address| address.ip().to_string())
                .collect();
            let of_proxy = self.proxy.as_ref().map_or("", |_| "proxy at ");
            self.tell(
                Stage::NameLookup,
                took,
                format!("{of_proxy}{}", addresses.join(", ")),
            );
        }
    }

    pub(super) fn handshake_began(&self, with: String) {
        self.progress
            .send_modify(|progress| progress.handshake_with = Some(with));
    }

    pub(super) fn tls_version(&self, version: &'static str) {
        self.progress
            .send_modify(|progress| progress.tls_version = Some(version));
    }

    pub(super) fn connected(&self) {
        let now = Instant::now();
        self.progress
            .send_modify(|progress| progress.connected = Some(now));
        let progress = self.progress();
        if progress.lookup_began.is_none() {
            let whose = self.proxy.as_ref().map_or("the host", |_| "the proxy");
            self.tell(
                Stage::NameLookup,
                Duration::ZERO,
                format!("not needed, {whose} is given by its address"),
            );
        }
        let secured = progress
            .tls_version
            .unwrap_or("plain text on this computer");
        let detail = match &self.proxy {
            Some(proxy) => format!(
                "{secured}, through the proxy {} ({})",
                proxy.address, proxy.source
            ),
            None => secured.to_owned(),
        };
        let began = progress
            .lookup_ended
            .or(progress.connect_began)
            .unwrap_or(now);
        self.tell(Stage::SecureConnection, now - began, detail);
    }

    fn tell(&self, stage: Stage, took: Duration, detail: String) {
        if let Some(on_stage) = &self.on_stage {
            on_stage(StageDone {
                stage,
                took,
                detail,
            });
        }
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
            stages.connected();
            Ok(connection)
        })
    }
}
