//! The way to one host: a client of its own, which is dropped with it, so that no idle connection keeps a header.

use std::{sync::Arc, time::Duration};

use reqwest::{
    Client, Method, Request, Response, Url,
    header::{
        ACCEPT, AUTHORIZATION, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue, LOCATION,
        RETRY_AFTER,
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
    secret::Secret,
    talkdesk::Host,
    token::Answer,
    verification::{Cause, Failure, Proxy},
};

/// More of an answer is not read, in bytes. Talkdesk's longest is about 10 KiB.
const MAX_ANSWER: usize = 64 * 1024;

pub(super) struct Route<'a> {
    host: &'a Host,
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

impl<'a> Route<'a> {
    /// Prepares the way; nothing is sent yet.
    ///
    /// # Errors
    /// When there is no usable list of certificate authorities.
    pub(super) fn open(
        host: &'a Host,
        limits: Limits,
        trust: &Trust,
        on_stage: Option<OnStage>,
    ) -> Result<Self, Cause> {
        let proxy = if host.is_loopback() {
            None
        } else {
            proxy_for(&host.origin())
        };
        let stages = Arc::new(Stages::new(proxy.clone(), on_stage));
        let mut builder = Client::builder()
            .user_agent(concat!("talkdesk-setup/", env!("CARGO_PKG_VERSION")))
            .redirect(reqwest::redirect::Policy::none())
            .referer(false)
            .retry(reqwest::retry::never())
            .http1_only()
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
            trust.tls(&stages)
        };
        builder = builder.https_only(!plain).tls_backend_preconfigured(tls?);
        let client = builder
            .build()
            .map_err(|error| failure::unknown(host, &error))?;
        Ok(Self {
            host,
            proxy,
            limits,
            stages,
            client,
        })
    }

    /// Sends the request and reads the whole answer, whatever its status.
    ///
    /// # Errors
    /// When no whole answer comes within the limits.
    pub(super) async fn send(&self, call: Call) -> Result<Answer, Cause> {
        let address =
            Url::parse(&call.address).map_err(|error| failure::unknown(self.host, &error))?;
        let mut request = Request::new(call.method, address);
        *request.headers_mut() = call.headers;
        *request.body_mut() = call.body.map(Into::into);
        let response = tokio::select! {
            response = self.client.execute(request) => response.map_err(|error| self.cause(&error))?,
            () = self.silence() => return Err(Cause::Silent { host: self.name() }),
        };
        self.read(response).await
    }

    /// The failure of the stage that the connection is in.
    pub(super) fn failure(&self, cause: Cause) -> Failure {
        let (stage, took) = self.stages.current();
        Failure { stage, cause, took }
    }

    pub(super) fn since_connected(&self) -> Duration {
        self.stages
            .progress()
            .connected
            .map_or(Duration::ZERO, |connected| connected.elapsed())
    }

    async fn silence(&self) {
        self.stages.until_connected().await;
        tokio::time::sleep(self.limits.read).await;
    }

    async fn read(&self, mut response: Response) -> Result<Answer, Cause> {
        let header =
            |name: HeaderName| Some(response.headers().get(name)?.to_str().ok()?.to_owned());
        let mut answer = Answer {
            status: response.status().as_u16(),
            content_type: header(CONTENT_TYPE),
            retry_after: header(RETRY_AFTER),
            location: header(LOCATION),
            body: Zeroizing::new(Vec::with_capacity(MAX_ANSWER)),
        };
        loop {
            let chunk = tokio::time::timeout(self.limits.read, response.chunk()).await;
            let Ok(chunk) = chunk else {
                return Err(Cause::AnswerTooSlow { host: self.name() });
            };
            let Some(chunk) = chunk.map_err(|error| self.cause(&error))? else {
                return Ok(answer);
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
            self.host,
            self.proxy.as_ref(),
            &self.stages.progress(),
        )
    }

    fn name(&self) -> String {
        self.host.name().to_owned()
    }
}

/// A header that no log shows. Both kinds of credentials are visible ASCII, so there is no other case.
fn sensitive(text: &Secret) -> HeaderValue {
    let mut value =
        HeaderValue::from_str(text.expose()).unwrap_or_else(|_| HeaderValue::from_static(""));
    value.set_sensitive(true);
    value
}
