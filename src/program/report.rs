//! A plain-text report of a verification, fit to be pasted into a ticket without being read. It is built from an allow
//! list: numbers, hosts as this program sends to them, and words of this program's own. No text that a server, a proxy or a
//! person wrote gets in, and no client ID.

use std::fmt::Write as _;

use jiff::Timestamp;

use super::{StageRow, StageState, VerifyOutcome, VerifyStep};
use crate::{
    connection::{Connection, Lookup, TrustSource},
    talkdesk::{Host, Region},
    token::{Refusal, redaction},
    verification::{
        ApiOutcome, Cause, HeaderScheme, Proof, Stage, StageFacts, Target, VerifyRequest,
    },
};

/// The names of the headers that requests carry.
const HEADERS: &str = "authorization, accept, content-type, user-agent, host";

impl VerifyStep {
    /// The report, once a verification has ended.
    #[must_use]
    pub fn report(&self) -> Option<String> {
        let (target, outcome) = (self.target()?, self.outcome.as_ref()?);
        let mut text = String::new();
        heading(&mut text, target, self.ended_at);
        line(&mut text, "Token host", &self.hosts.token_host);
        line(&mut text, "API host", &self.hosts.api_host);
        let result = match outcome {
            VerifyOutcome::Proven { proof, .. } => format!("accepted; {}", api(&proof.api)),
            VerifyOutcome::Failed(_) => {
                let failure = self.failure.as_ref()?;
                let stage = stage_name(failure.stage);
                format!("failed at {stage}: {}", cause(&failure.cause))
            }
            VerifyOutcome::Canceled => "canceled".to_owned(),
        };
        line(&mut text, "Result", &result);
        for row in &self.stages {
            line(&mut text, stage_name(row.stage), &state(row));
        }
        if let VerifyOutcome::Proven { proof, .. } = outcome {
            proven(&mut text, proof);
        }
        if let Some(scope) = &target.scope {
            let asked = scope.split_whitespace().count();
            line(&mut text, "Scopes asked for", &asked.to_string());
        }
        line(&mut text, "Headers sent", HEADERS);
        Some(text)
    }
}

/// The hosts of a request, without what a person entered there by mistake: the client's ID or its secret.
#[derive(Clone, Debug, Default)]
pub(super) struct ReportedHosts {
    token_host: String,
    api_host: String,
}

impl ReportedHosts {
    pub(super) fn of(request: &VerifyRequest) -> Self {
        let sent = redaction(&request.client_id, &request.client_secret);
        let show = |host: &Host| {
            sent.show(&host.origin(), LONGEST_ORIGIN)
                .unwrap_or_default()
        };
        Self {
            token_host: show(&request.endpoints.token_host),
            api_host: show(&request.endpoints.api_host),
        }
    }
}

/// Longer than the origin of any host, so that none is cut.
const LONGEST_ORIGIN: usize = 500;

fn line(report: &mut String, label: &str, content: &str) {
    // Writing to a String does not fail.
    writeln!(report, "{label}: {content}").unwrap_or_default();
}

fn heading(text: &mut String, target: &Target, ended_at: Option<Timestamp>) {
    let version = env!("CARGO_PKG_VERSION");
    line(text, "Talkdesk setup", version);
    let (system, machine) = (std::env::consts::OS, std::env::consts::ARCH);
    line(text, "System", &format!("{system}, {machine}"));
    if let Some(at) = ended_at {
        line(
            text,
            "Time",
            &at.strftime("%Y-%m-%d %H:%M:%S UTC").to_string(),
        );
    }
    let region = match target.account.region {
        Region::Other { .. } => "other",
        ref region => region.label(),
    };
    line(text, "Region", region);
}

fn proven(text: &mut String, proof: &Proof) {
    let lifetime = proof.token_lifetime.map_or_else(
        || "unknown".to_owned(),
        |lifetime| format!("{} s", lifetime.as_secs()),
    );
    line(text, "Life of a token", &lifetime);
    let granted = proof
        .scopes
        .as_ref()
        .map_or_else(|| "unknown".to_owned(), |scopes| scopes.len().to_string());
    line(text, "Scopes granted", &granted);
}

/// The stage as the report and Details name it.
fn stage_name(stage: Stage) -> &'static str {
    match stage {
        Stage::NameLookup => "Name lookup",
        Stage::SecureConnection => "Secure connection",
        Stage::Token => "Token request",
        Stage::FirstApiCall => "First API call",
    }
}

fn state(row: &StageRow) -> String {
    match &row.state {
        StageState::Waiting | StageState::NotReached => "not reached".to_owned(),
        StageState::Running => "running".to_owned(),
        StageState::Warned { took } => format!("warning, {} ms", took.as_millis()),
        StageState::Failed { took } => format!("failed, {} ms", took.as_millis()),
        StageState::Done(done) => {
            let open = if done.already_open {
                ", already open"
            } else {
                ""
            };
            let facts = facts(&done.facts);
            format!("done, {} ms{open}{facts}", done.took.as_millis())
        }
    }
}

fn facts(facts: &StageFacts) -> String {
    match facts {
        StageFacts::NameLookup { lookup, of_proxy } => {
            let whose = if *of_proxy { " of the proxy" } else { "" };
            match lookup {
                Lookup::NotNeeded => format!(", not needed{whose}"),
                Lookup::Found { addresses, .. } => match addresses.len() {
                    1 => format!(", 1 address{whose}"),
                    count => format!(", {count} addresses{whose}"),
                },
            }
        }
        StageFacts::SecureConnection(connection) => way(connection),
        StageFacts::Token { status, .. } => format!(", HTTP {status}"),
        StageFacts::FirstApiCall { connection } => connection
            .as_ref()
            .map_or_else(String::new, |api| way(&api.connection)),
    }
}

fn way(connection: &Connection) -> String {
    let mut text = String::new();
    if let Some(address) = connection.address {
        write!(text, ", {address}").unwrap_or_default();
    }
    if connection.proxy.is_some() {
        text.push_str(", through a proxy");
    }
    match &connection.tls {
        None => text.push_str(", without TLS"),
        Some(tls) => {
            write!(text, ", {}", tls.version).unwrap_or_default();
            if let Some(certificate) = &tls.certificate {
                let until = certificate.not_after.strftime("%Y-%m-%d");
                write!(text, ", certificate until {until}").unwrap_or_default();
            }
            write!(text, ", trust: {}", trust(&tls.trust)).unwrap_or_default();
        }
    }
    text
}

fn trust(source: &TrustSource) -> String {
    let sources = [
        (source.cert_file.is_some(), "SSL_CERT_FILE"),
        (source.cert_dir.is_some(), "SSL_CERT_DIR"),
        (source.ca_file.is_some(), "a CA file"),
    ];
    let named: Vec<&str> = sources
        .into_iter()
        .filter_map(|(used, name)| used.then_some(name))
        .collect();
    if named.is_empty() {
        "system".to_owned()
    } else {
        named.join(" and ")
    }
}

fn api(outcome: &ApiOutcome) -> String {
    match outcome {
        ApiOutcome::Account { scheme, .. } => match scheme {
            HeaderScheme::Bearer => "the API named the account, header scheme Bearer".to_owned(),
            HeaderScheme::Basic => "the API named the account, header scheme Basic".to_owned(),
        },
        ApiOutcome::Forbidden => "the API said HTTP 403".to_owned(),
        ApiOutcome::BothSchemesRefused => "the API said HTTP 401 to Bearer and Basic".to_owned(),
        ApiOutcome::Status(status) => format!("the API said HTTP {status}"),
        ApiOutcome::NotAnAccount => "the API's answer was no account".to_owned(),
        ApiOutcome::NotReached(why) => format!("the API was not reached: {}", cause(why)),
    }
}

/// The cause by a fixed name, with a status or port where it has one.
fn cause(cause: &Cause) -> String {
    let name = match cause {
        Cause::NameNotFound { .. } => "name not found",
        Cause::NoNames { .. } => "no names at all are found",
        Cause::LookupTimedOut { .. } => "name lookup timed out",
        Cause::ConnectionRefused { port, .. } => {
            return format!("connection refused on port {port}");
        }
        Cause::ConnectTimedOut { port, .. } => return format!("no answer on port {port}"),
        Cause::Unreachable { .. } => "host unreachable",
        Cause::HandshakeTimedOut { .. } => "TLS handshake timed out",
        Cause::HandshakeCut { .. } => "TLS handshake cut off",
        Cause::NotTls { port, .. } => return format!("no TLS on port {port}"),
        Cause::OldTls { .. } => "only outdated TLS",
        Cause::HandshakeFailed { .. } => "TLS handshake failed",
        Cause::CertificateExpired { .. } => "certificate expired",
        Cause::CertificateNotYetValid { .. } => "certificate not yet valid",
        Cause::UnknownIssuer { .. } => "certificate of an unknown issuer",
        Cause::BadCertificateSignature { .. } => "certificate with a wrong signature",
        Cause::WrongName { .. } => "certificate for other names",
        Cause::CertificateRevoked { .. } => "certificate revoked",
        Cause::CertificateNotAccepted { .. } => "certificate not accepted",
        Cause::TrustFile { .. } => "trust file unusable",
        Cause::CaFile { .. } => "CA file unusable",
        Cause::NoTrustStore => "no trusted authorities",
        Cause::ProxyUnreachable { .. } => "proxy not reached",
        Cause::ProxyWantsLogin { .. } => "proxy wants a login (HTTP 407)",
        Cause::ProxyLoginUnreadable { .. } => "login in the proxy setting unreadable",
        Cause::ProxyRefused { .. } => "proxy refused the connection",
        Cause::Silent { .. } => "no answer in time",
        Cause::AnswerTooSlow { .. } => "answer too slow",
        Cause::AnswerCut { .. } => "answer cut off",
        Cause::AnswerTooLarge { limit, .. } => {
            return format!("answer longer than {limit} bytes");
        }
        Cause::NotHttp { .. } => "answer is not HTTP",
        Cause::Transport { .. } => "transport failed",
        Cause::Refused(refusal) => return refused(refusal),
        Cause::RefusedWithoutScopesToo(refusal) => {
            return format!("{}, and the same without scopes", refused(refusal));
        }
        Cause::ScopesRefused { refusal, missing } => {
            let (why, count) = (refused(refusal), missing.len());
            return format!("{why}, but accepted without scopes; {count} of them not granted");
        }
    };
    name.to_owned()
}

fn refused(refusal: &Refusal) -> String {
    let (name, status) = match refusal {
        Refusal::InvalidClient {
            status,
            named: true,
            ..
        } => ("invalid_client", Some(*status)),
        Refusal::InvalidClient { status, .. } => ("refused without a known reason", Some(*status)),
        Refusal::Unauthorized { status, .. } => ("unauthorized", Some(*status)),
        Refusal::UnauthorizedClient { .. } => ("unauthorized_client", None),
        Refusal::UnsupportedGrantType { .. } => ("unsupported_grant_type", None),
        Refusal::InvalidScope { .. } => ("invalid_scope", None),
        Refusal::InvalidRequest { .. } => ("invalid_request", None),
        Refusal::OtherError { status, .. } => ("an error of another name", Some(*status)),
        Refusal::Forbidden { .. } => ("forbidden", Some(403)),
        Refusal::NotFound { status, .. } => ("no token endpoint", Some(*status)),
        Refusal::TooManyRequests { .. } => ("too many requests", Some(429)),
        Refusal::ServerError { status, .. } => ("server error", Some(*status)),
        Refusal::Redirect { status, .. } => ("redirect, not followed", Some(*status)),
        Refusal::WebPage { status } => ("a web page", Some(*status)),
        Refusal::Filtered { status, .. } => ("a firewall's or bot filter's answer", Some(*status)),
        Refusal::Packed { status, .. } => ("a packed answer", Some(*status)),
        Refusal::TooLong { status, .. } => ("an answer too long when unpacked", Some(*status)),
        Refusal::UnexpectedStatus { status, .. } => ("unexpected status", Some(*status)),
        Refusal::EmptyAnswer { status } => ("an empty answer", Some(*status)),
        Refusal::CutOffJson => ("JSON cut off", None),
        Refusal::NotJson => ("not JSON", None),
        Refusal::NotAnObject => ("JSON, but no object", None),
        Refusal::TooDeepJson => ("JSON nested too deep", None),
        Refusal::DuplicateName { .. } => ("a name twice in the JSON", None),
        Refusal::NoAccessToken => ("no access token", None),
        Refusal::OtherTokenType { .. } => ("another token type", None),
    };
    match status {
        Some(status) => format!("{name}, HTTP {status}"),
        None => name.to_owned(),
    }
}
