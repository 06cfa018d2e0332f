//! The way to one host: a client of its own, which is dropped with it, so that no idle connection keeps a header.

use std::{
    future::poll_fn,
    pin::pin,
    sync::Arc,
    task::Poll,
    time::{Duration, Instant},
};

use jiff::Timestamp;
use reqwest::{
    Client, Method, Request, Response, Url,
    header::{
        ACCEPT, AUTHORIZATION, CONTENT_ENCODING, CONTENT_TYPE, DATE, HeaderMap, HeaderName,
        HeaderValue, LOCATION, RETRY_AFTER, WWW_AUTHENTICATE,
    },
};
use zeroize::Zeroizing;

use super::{
    Limits, failure,
    proxy::proxy_for,
    resolver::Resolver,
    stages::{ConnectHook, OnStage, Stages},
    trust::Trust,
};
use crate::{
    connection::{Reach, ServerTime},
    secret::Secret,
    talkdesk::Host,
    token::{Answer, is_whole_without_its_end},
    verification::{ApiConnection, Cause, Failure, Proxy},
};

/// More of an answer is not read, in bytes. Talkdesk's longest is about 10 KiB.
const MAX_ANSWER: usize = 64 * 1024;

/// Headers with which widespread bot filters say that they answered.
const OF_FILTERS: [&str; 4] = [
    "cf-mitigated",
    "x-amzn-waf-action",
    "x-datadome",
    "x-sucuri-block",
];

/// Longer an unused connection is not kept: servers close theirs after a minute or more.
const LONGEST_IDLE: Duration = Duration::from_secs(50);

pub(super) struct Route {
    host: Host,
    proxy: Option<Proxy>,
    limits: Limits,
    stages: Arc<Stages>,
    client: Client,
}

/// One request.
pub(super) struct Call {
    method: Method,
    address: String,
    headers: HeaderMap,
    body: Option<String>,
}

impl Call {
    pub(super) fn get(address: &str, authorization: &Secret) -> Self {
        let mut headers = HeaderMap::new();
        headers.insert(AUTHORIZATION, sensitive(authorization));
        headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
        Self {
            method: Method::GET,
            address: address.to_owned(),
            headers,
            body: None,
        }
    }

    pub(super) fn post(address: &str, authorization: &Secret, form: String) -> Self {
        let mut call = Self::get(address, authorization);
        call.headers.insert(
            CONTENT_TYPE,
            HeaderValue::from_static("application/x-www-form-urlencoded"),
        );
        Self {
            method: Method::POST,
            body: Some(form),
            ..call
        }
    }
}

impl Route {
    /// Prepares the way; nothing is sent yet.
    ///
    /// # Errors
    /// When there is no usable list of certificate authorities.
    pub(super) async fn open(host: &Host, limits: Limits, trust: &Trust) -> Result<Self, Cause> {
        let proxy = proxy_for(host)?;
        let stages = Arc::new(Stages::new(
            host.authority(),
            proxy.clone(),
            trust.source().clone(),
        ));
        let mut builder = Client::builder()
            .user_agent(concat!("talkdesk-setup/", env!("CARGO_PKG_VERSION")))
            .redirect(reqwest::redirect::Policy::none())
            .referer(false)
            .retry(reqwest::retry::never())
            .http1_only()
            .pool_idle_timeout(LONGEST_IDLE)
            .connect_timeout(limits.connect)
            .timeout(limits.total)
            .dns_resolver(Resolver(Arc::clone(&stages)))
            .connector_layer(ConnectHook(Arc::clone(&stages)));
        if host.is_loopback() {
            builder = builder.no_proxy();
        }
        let plain = host.is_plain_http() && host.is_loopback();
        let tls = if plain {
            Trust::nobody()
        } else {
            trust.tls(&stages).await
        };
        builder = builder.https_only(!plain).tls_backend_preconfigured(tls?);
        let client = builder
            .build()
            .map_err(|error| failure::unknown(host, &error))?;
        Ok(Self {
            host: host.clone(),
            proxy,
            limits,
            stages,
            client,
        })
    }

    /// From now on `on_stage` hears of the stages.
    pub(super) fn tell_to(&self, on_stage: &OnStage) {
        self.stages.tell_to(Arc::clone(on_stage));
    }

    /// Asks for nothing, without any secret. The connection is kept for the next request.
    ///
    /// # Errors
    /// When no answer comes within the limits. Any status is an answer.
    pub(super) async fn reach(&self) -> Result<Reach, Cause> {
        let response = self
            .execute(Request::new(Method::HEAD, self.url(&self.host.origin())?))
            .await?;
        let answered = Instant::now();
        let server_time = response.headers().get(DATE).and_then(server_time);
        drop(response);
        let sent = self.stages.progress().sent();
        let connection = self.stages.connection();
        self.stages.keep_open();
        Ok(Reach {
            connection: connection.ok_or_else(|| Cause::AnswerCut { host: self.name() })?,
            answer_took: sent.map_or(Duration::ZERO, |sent| answered - sent),
            server_time,
        })
    }

    /// Sends the request and reads the whole answer, whatever its status.
    ///
    /// # Errors
    /// When no whole answer comes within the limits.
    pub(super) async fn send(&self, call: Call) -> Result<Answer, Cause> {
        let mut request = Request::new(call.method, self.url(&call.address)?);
        *request.headers_mut() = call.headers;
        *request.body_mut() = call.body.map(Into::into);
        // Credentials are sent once: the server may have read them before it closed.
        let is_harmless = request.method() == Method::GET;
        let again = is_harmless.then(|| request.try_clone()).flatten();
        let response = match (self.execute(request).await, again) {
            // A server may close an unused connection at the moment at which it is used. RFC 9110 section 9.2.2 lets a
            // client repeat such a request.
            (Err(Cause::AnswerCut { .. }), Some(again)) if self.was_open() => {
                self.execute(again).await?
            }
            (response, _) => response?,
        };
        self.read(response).await
    }

    /// The connection that stands, and whether it stood before.
    pub(super) fn connection(&self) -> Option<ApiConnection> {
        Some(ApiConnection {
            connection: Box::new(self.stages.connection()?),
            already_open: self.was_open(),
        })
    }

    fn was_open(&self) -> bool {
        self.stages.progress().kept_open
    }

    async fn execute(&self, request: Request) -> Result<Response, Cause> {
        self.stages.asked();
        let mut executing = pin!(self.client.execute(request));
        // Asked once, the client takes the connection that is open, or begins to make one.
        let at_once = poll_fn(|context| Poll::Ready(executing.as_mut().poll(context))).await;
        self.stages.already_open();
        let response = match at_once {
            Poll::Ready(response) => response,
            Poll::Pending => tokio::select! {
                response = executing => response,
                () = self.silence() => return Err(Cause::Silent { host: self.name() }),
            },
        };
        // After a sleep of the computer all limits are reached at once, and no answer has begun.
        response.map_err(|error| match self.cause(&error) {
            Cause::AnswerTooSlow { host } => Cause::Silent { host },
            cause => cause,
        })
    }

    /// The failure of the stage that the connection is in.
    pub(super) fn failure(&self, cause: Cause) -> Failure {
        let (stage, took) = self.stages.current();
        Failure {
            stage,
            cause,
            took,
            unused_proxy: None,
        }
    }

    pub(super) fn since_sent(&self) -> Duration {
        self.stages
            .progress()
            .sent()
            .map_or(Duration::ZERO, |sent| sent.elapsed())
    }

    /// Ends once a request has gone without an answer for too long.
    async fn silence(&self) {
        loop {
            self.stages.until_connected().await;
            let sent = self.stages.progress().sent();
            tokio::time::sleep_until((sent.unwrap_or_else(Instant::now) + self.limits.read).into())
                .await;
            let progress = self.stages.progress();
            if progress.connected.is_some() && progress.sent() == sent {
                return;
            }
        }
    }

    async fn read(&self, mut response: Response) -> Result<Answer, Cause> {
        let header =
            |name: HeaderName| Some(response.headers().get(name)?.to_str().ok()?.to_owned());
        let mut answer = Answer {
            status: response.status().as_u16(),
            content_type: header(CONTENT_TYPE),
            content_encoding: header(CONTENT_ENCODING),
            retry_after: header(RETRY_AFTER),
            location: header(LOCATION),
            www_authenticate: challenges(response.headers()),
            from_filter: OF_FILTERS
                .iter()
                .any(|name| response.headers().contains_key(*name)),
            body: Zeroizing::new(Vec::with_capacity(MAX_ANSWER)),
        };
        loop {
            let chunk = tokio::time::timeout(self.limits.read, response.chunk()).await;
            let Ok(chunk) = chunk else {
                return Err(Cause::AnswerTooSlow { host: self.name() });
            };
            let chunk = match chunk.map_err(|error| self.cause(&error)) {
                Ok(Some(chunk)) => chunk,
                Ok(None) => return Ok(answer),
                // Some servers and proxies close without the close_notify of TLS.
                Err(Cause::AnswerCut { .. }) if is_whole_without_its_end(&answer) => {
                    return Ok(answer);
                }
                Err(cause) => return Err(cause),
            };
            if answer.body.len() + chunk.len() > MAX_ANSWER {
                return Err(Cause::AnswerTooLarge {
                    host: self.name(),
                    limit: MAX_ANSWER,
                });
            }
            answer.body.extend_from_slice(&chunk);
        }
    }

    fn cause(&self, error: &reqwest::Error) -> Cause {
        failure::cause(
            error,
            &self.host,
            self.proxy.as_ref(),
            &self.stages.progress(),
        )
    }

    fn url(&self, address: &str) -> Result<Url, Cause> {
        Url::parse(address).map_err(|error| failure::unknown(&self.host, &error))
    }

    fn name(&self) -> String {
        self.host.name().to_owned()
    }
}

/// All of `WWW-Authenticate`, which may stand there several times.
fn challenges(headers: &HeaderMap) -> Option<String> {
    let all: Vec<_> = headers
        .get_all(WWW_AUTHENTICATE)
        .iter()
        .map(|value| String::from_utf8_lossy(value.as_bytes()))
        .collect();
    (!all.is_empty()).then(|| all.join(", "))
}

/// RFC 9110 section 5.6.7: in the form that RFC 5322 has too. The obsolete forms are not read.
fn server_time(date: &HeaderValue) -> Option<ServerTime> {
    let server = jiff::fmt::rfc2822::parse(date.to_str().ok()?).ok()?;
    Some(ServerTime {
        server: server.timestamp(),
        here: Timestamp::now(),
    })
}

/// A header that no log shows. Both kinds of credentials are visible ASCII, so there is no other case.
fn sensitive(text: &Secret) -> HeaderValue {
    let mut value =
        HeaderValue::from_str(text.expose()).unwrap_or_else(|_| HeaderValue::from_static(""));
    value.set_sensitive(true);
    value
}
