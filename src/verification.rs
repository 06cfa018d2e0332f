//! The vocabulary of a verification: its stages, what it proves, and how it fails. Pure.

mod facts;
mod stage;
mod trust_problem;

use std::time::Duration;

use jiff::Timestamp;

use crate::{
    connection::{CaFile, UnusedProxy},
    credentials::ClientId,
    secret::Secret,
    talkdesk::{Account, Endpoints},
    token::Refusal,
};

pub use facts::{Fact, whole as connection_facts};
pub use stage::{ApiConnection, Stage, StageDone, StageFacts};
pub use trust_problem::{CaFileProblem, TrustFileProblem};

/// What is verified.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerifyRequest {
    /// The account as entered.
    pub account: Account,
    /// Where to ask: the account's endpoints, or the practice account's.
    pub endpoints: Endpoints,
    /// The client ID.
    pub client_id: ClientId,
    /// The client secret.
    pub client_secret: Secret,
    /// The scopes to ask for, separated by spaces; `None` asks for all that were granted.
    pub scope: Option<String>,
}

/// What is asked of Talkdesk, without the secret: what a result is about, once the secret is gone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// The account as entered.
    pub account: Account,
    /// Where to ask: the account's endpoints, or the practice account's.
    pub endpoints: Endpoints,
    /// The client ID.
    pub client_id: ClientId,
    /// The scopes to ask for, separated by spaces; `None` asks for all that were granted.
    pub scope: Option<String>,
}

impl VerifyRequest {
    /// The request without its secret.
    #[must_use]
    pub fn target(&self) -> Target {
        Target {
            account: self.account.clone(),
            endpoints: self.endpoints.clone(),
            client_id: self.client_id.clone(),
            scope: self.scope.clone(),
        }
    }
}

/// How the first API call's header was accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeaderScheme {
    /// `Authorization: Bearer …`
    Bearer,
    /// `Authorization: Basic …`, as the seed's text says
    Basic,
}

/// What the first API call gave. All but `Account` are warnings: the token is the proof.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ApiOutcome {
    /// The API named the account.
    Account {
        /// `name`, as the API writes it.
        name: String,
        /// `company_name`, if it was sent.
        company: Option<String>,
        /// Which header was accepted.
        scheme: HeaderScheme,
    },
    /// 403: `account:read` was not granted.
    Forbidden,
    /// 401 to both header schemes.
    BothSchemesRefused,
    /// Any other status.
    Status(u16),
    /// 200, but not an account.
    NotAnAccount,
    /// The API host was not reached.
    NotReached(Cause),
}

/// What a successful verification proved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    /// How long a token lives, where the answer says it.
    pub token_lifetime: Option<Duration>,
    /// The granted scopes, where the answer says them.
    pub scopes: Option<Vec<String>>,
    /// The first API call.
    pub api: ApiOutcome,
    /// Time of that call, or until it failed.
    pub api_took: Duration,
    /// The connection that it went over, where one was made.
    pub api_connection: Option<ApiConnection>,
}

/// A verification that ended without a token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// Where it ended.
    pub stage: Stage,
    /// Why.
    pub cause: Cause,
    /// Time spent in that stage.
    pub took: Duration,
    /// A proxy of the desktop's that was not used, where the lack of one may be why.
    pub unused_proxy: Option<Box<UnusedProxy>>,
}

/// Why a request got no usable answer. Every text in it is free of secrets and of what only the server chose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cause {
    /// The name has no address, while this computer can look up others (or that could not be found out).
    NameNotFound {
        /// The name.
        host: String,
    },
    /// Neither this name nor the other host's name has an address.
    NoNames {
        /// The name.
        host: String,
        /// The second name that was tried.
        other: String,
    },
    /// The lookup of the name did not end in time.
    LookupTimedOut {
        /// The name.
        host: String,
    },
    /// The host answered that nobody listens on the port.
    ConnectionRefused {
        /// The host.
        host: String,
        /// The port.
        port: u16,
    },
    /// The host did not answer the attempt to connect in time: something drops the packets.
    ConnectTimedOut {
        /// The host.
        host: String,
        /// The port.
        port: u16,
    },
    /// No way to the host: this computer is offline, or a network on the way says so.
    Unreachable {
        /// The host.
        host: String,
    },
    /// Connected, and then the TLS handshake did not end in time.
    HandshakeTimedOut {
        /// The host.
        host: String,
    },
    /// Connected, and then the connection was closed during the TLS handshake.
    HandshakeCut {
        /// The host.
        host: String,
    },
    /// What answers on the port does not speak TLS.
    NotTls {
        /// The host.
        host: String,
        /// The port.
        port: u16,
    },
    /// The server knows only versions of TLS that are too old to be safe.
    OldTls {
        /// The host.
        host: String,
    },
    /// The TLS handshake failed for another reason.
    HandshakeFailed {
        /// The host.
        host: String,
        /// What the TLS library says.
        detail: String,
    },
    /// The certificate has expired, or this computer's clock is ahead.
    CertificateExpired {
        /// The host.
        host: String,
        /// Until when it was in force, where the system says it.
        not_after: Option<Timestamp>,
        /// The time by this computer's clock, where the system says it.
        now: Option<Timestamp>,
    },
    /// The certificate is not yet in force, or this computer's clock is behind.
    CertificateNotYetValid {
        /// The host.
        host: String,
        /// From when it is in force, where the system says it.
        not_before: Option<Timestamp>,
        /// The time by this computer's clock, where the system says it.
        now: Option<Timestamp>,
    },
    /// The certificate was issued by an authority that this computer does not trust.
    UnknownIssuer {
        /// The host.
        host: String,
        /// Who issued it, as the certificate says.
        issuer: Option<String>,
    },
    /// The certificate names a trusted authority, which did not sign it.
    BadCertificateSignature {
        /// The host.
        host: String,
        /// Who issued it, as the certificate says.
        issuer: Option<String>,
    },
    /// The certificate belongs to other hosts.
    WrongName {
        /// The host.
        host: String,
        /// The names in the certificate, where the system says them.
        presented: Vec<String>,
    },
    /// The certificate was revoked.
    CertificateRevoked {
        /// The host.
        host: String,
    },
    /// The certificate is not accepted for another reason.
    CertificateNotAccepted {
        /// The host.
        host: String,
        /// What the TLS library says.
        detail: String,
    },
    /// `SSL_CERT_FILE` or `SSL_CERT_DIR` names what cannot be used. The variables replace the system's trust store.
    TrustFile {
        /// The variable's name.
        variable: &'static str,
        /// The path.
        path: String,
        /// What is wrong with it.
        problem: TrustFileProblem,
    },
    /// The CA file that the person named cannot be used.
    CaFile {
        /// The path.
        path: String,
        /// What is wrong with it.
        problem: CaFileProblem,
    },
    /// This computer has no list of trusted certificate authorities at all.
    NoTrustStore,
    /// The proxy was not reached.
    ProxyUnreachable {
        /// Which.
        proxy: Proxy,
        /// How the attempt ended, in a few words such as "connection refused".
        detail: String,
    },
    /// 407: the proxy wants a login, or another one.
    ProxyWantsLogin {
        /// Which.
        proxy: Proxy,
    },
    /// The login in the proxy's setting has characters that stand for something else in an address, so that it is read as
    /// another login or host.
    ProxyLoginUnreadable {
        /// Which.
        proxy: Proxy,
        /// How they are written: `@ as %40`.
        how: String,
    },
    /// The proxy was reached and did not make the connection.
    ProxyRefused {
        /// Which.
        proxy: Proxy,
        /// The host that it was asked for.
        host: String,
    },
    /// Connected, and then not even the head of an answer came in time.
    Silent {
        /// The host.
        host: String,
    },
    /// An answer began and did not end in time.
    AnswerTooSlow {
        /// The host.
        host: String,
    },
    /// The connection was closed or reset before the answer was complete.
    AnswerCut {
        /// The host.
        host: String,
    },
    /// The answer is longer than any that is read.
    AnswerTooLarge {
        /// The host.
        host: String,
        /// How much is read, in bytes.
        limit: usize,
    },
    /// The answer is not HTTP.
    NotHttp {
        /// The host.
        host: String,
    },
    /// Anything else on the way.
    Transport {
        /// The host.
        host: String,
        /// What the libraries say.
        detail: String,
    },
    /// The token endpoint answered, and not with a token.
    Refused(Refusal),
    /// The token endpoint refused with the scopes that were asked for, and once more without any: they are not the reason.
    RefusedWithoutScopesToo(Refusal),
    /// The token endpoint refused with the scopes that were asked for, and gave a token as soon as none were named.
    ScopesRefused {
        /// What it answered with the scopes.
        refusal: Refusal,
        /// Those of them that the client was not granted. Empty where it was granted all, as Talkdesk has it for a scope
        /// that was added minutes ago, and where the answer does not say what was granted.
        missing: Vec<String>,
    },
}

impl Cause {
    /// Whether Talkdesk judged the client, and did not let it in.
    #[must_use]
    pub fn is_about_the_client(&self) -> bool {
        matches!(
            self.refusal(),
            Some(
                Refusal::InvalidClient { .. }
                    | Refusal::Unauthorized { .. }
                    | Refusal::UnauthorizedClient { .. }
                    | Refusal::UnsupportedGrantType { .. }
                    | Refusal::InvalidScope { .. }
            )
        )
    }

    /// The token endpoint's refusal, where there is one.
    #[must_use]
    pub fn refusal(&self) -> Option<&Refusal> {
        match self {
            Self::Refused(refusal) | Self::RefusedWithoutScopesToo(refusal) => Some(refusal),
            _ => None,
        }
    }
}

impl Cause {
    /// Whether a CA file, or another one, may mend it.
    #[must_use]
    pub fn is_of_trust(&self) -> bool {
        matches!(
            self,
            Self::UnknownIssuer { .. } | Self::BadCertificateSignature { .. } | Self::CaFile { .. }
        )
    }

    /// The CA file that no longer is what the person accepted, as it is now.
    #[must_use]
    pub fn changed_ca_file(&self) -> Option<&CaFile> {
        match self {
            Self::CaFile {
                problem: CaFileProblem::Changed { now },
                ..
            } => Some(now),
            _ => None,
        }
    }

    /// Whether the host may be in reach by another way, such as a proxy.
    #[must_use]
    pub fn is_of_the_way(&self) -> bool {
        matches!(
            self,
            Self::NameNotFound { .. }
                | Self::NoNames { .. }
                | Self::LookupTimedOut { .. }
                | Self::ConnectionRefused { .. }
                | Self::ConnectTimedOut { .. }
                | Self::Unreachable { .. }
                | Self::HandshakeTimedOut { .. }
                | Self::HandshakeCut { .. }
                | Self::ProxyUnreachable { .. }
                | Self::ProxyWantsLogin { .. }
                | Self::ProxyRefused { .. }
        )
    }
}

/// A proxy that is used, without its user name and password.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proxy {
    /// Kind, name and port, such as `http://proxy.example:3128`.
    pub address: String,
    /// Where the setting came from: the name of a variable, or "the system's settings".
    pub source: String,
}
