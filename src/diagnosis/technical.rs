//! The facts for Details, in the words of the trade.

use super::stage_name;
use crate::{
    token::Refusal,
    verification::{Cause, Failure, Target},
};

pub(super) fn details(failure: &Failure, target: &Target) -> Vec<String> {
    let mut details = vec![
        format!("Token address: {}", target.endpoints.token_address()),
        format!(
            "Stage: {}, after {} ms",
            stage_name(failure.stage),
            failure.took.as_millis()
        ),
    ];
    details.extend(of_cause(&failure.cause));
    details
}

fn of_cause(cause: &Cause) -> Vec<String> {
    let one = |text: &str| vec![text.to_owned()];
    match cause {
        Cause::Refused(refusal) => of_refusal(refusal),
        Cause::RefusedWithoutScopesToo(refusal) => {
            let mut lines = of_refusal(refusal);
            lines.push("Sent twice: with the scopes asked for, and without any".to_owned());
            lines
        }
        Cause::ScopesRefused { refusal, .. } => {
            let mut lines = of_refusal(refusal);
            lines
                .push("Sent twice: this with the scopes asked for, a token without any".to_owned());
            lines
        }
        Cause::CertificateExpired { not_after, now, .. } => times("Not after", *not_after, *now),
        Cause::CertificateNotYetValid {
            not_before, now, ..
        } => times("Not before", *not_before, *now),
        Cause::UnknownIssuer { issuer, .. } => {
            issued("certificate of an unknown issuer", issuer.as_ref())
        }
        Cause::BadCertificateSignature { issuer, .. } => {
            issued("bad signature on the certificate", issuer.as_ref())
        }
        Cause::WrongName { presented, .. } => vec![format!(
            "TLS: names in the certificate: {}",
            presented.join(", ")
        )],
        Cause::CertificateRevoked { .. } => one("TLS: certificate revoked"),
        Cause::OldTls { .. } => one("TLS: the server offers no version from 1.2 on"),
        Cause::NotTls { .. } => one("TLS: the first bytes of the answer are no TLS record"),
        Cause::HandshakeFailed { detail, .. } | Cause::CertificateNotAccepted { detail, .. } => {
            vec![format!("TLS: {detail}")]
        }
        Cause::Transport { detail, .. } | Cause::ProxyUnreachable { detail, .. } => {
            vec![format!("Error: {detail}")]
        }
        Cause::ProxyWantsLogin { .. } => one("CONNECT: HTTP 407"),
        Cause::AnswerTooLarge { limit, .. } => vec![format!("More than {limit} bytes")],
        Cause::Silent { .. } => one("HTTP: no response head within the time limit"),
        Cause::NotHttp { .. } => one("HTTP: the response cannot be parsed"),
        _ => Vec::new(),
    }
}

fn issued(what: &str, issuer: Option<&String>) -> Vec<String> {
    let issuer = issuer.map(|name| format!("TLS: it says that {name} issued it"));
    std::iter::once(format!("TLS: {what}"))
        .chain(issuer)
        .collect()
}

fn times(name: &str, limit: Option<jiff::Timestamp>, now: Option<jiff::Timestamp>) -> Vec<String> {
    let limit = limit.map(|limit| format!("TLS: {name} {limit}"));
    let now = now.map(|now| format!("This computer's clock: {now}"));
    limit.into_iter().chain(now).collect()
}

fn of_refusal(refusal: &Refusal) -> Vec<String> {
    let (line, description) = match refusal {
        Refusal::InvalidClient {
            status,
            named,
            description,
        } => {
            let code = if *named { " invalid_client" } else { "" };
            (format!("HTTP {status}{code}"), description)
        }
        Refusal::Unauthorized {
            status,
            description,
        } => (format!("HTTP {status} unauthorized"), description),
        Refusal::UnauthorizedClient { description } => {
            ("unauthorized_client".to_owned(), description)
        }
        Refusal::UnsupportedGrantType { description } => {
            ("unsupported_grant_type".to_owned(), description)
        }
        Refusal::InvalidScope { description } => ("invalid_scope".to_owned(), description),
        Refusal::InvalidRequest { description } => ("invalid_request".to_owned(), description),
        Refusal::OtherError {
            status,
            code,
            description,
        } => (format!("HTTP {status} {code}"), description),
        Refusal::Forbidden { description } => ("HTTP 403".to_owned(), description),
        Refusal::TooManyRequests { description, .. } => ("HTTP 429".to_owned(), description),
        Refusal::NotFound {
            status,
            description,
        }
        | Refusal::Filtered {
            status,
            description,
        }
        | Refusal::ServerError {
            status,
            description,
            ..
        }
        | Refusal::UnexpectedStatus {
            status,
            description,
        } => (format!("HTTP {status}"), description),
        other => (of_bare_refusal(other), &None),
    };
    let wrote = description
        .as_ref()
        .map(|text| format!("The server wrote: {text}"));
    std::iter::once(line).chain(wrote).collect()
}

fn of_bare_refusal(refusal: &Refusal) -> String {
    match refusal {
        Refusal::EmptyAnswer { status } | Refusal::WebPage { status } => format!("HTTP {status}"),
        Refusal::Redirect { status, target } => {
            format!(
                "HTTP {status}, Location {}",
                target.as_deref().unwrap_or("without a host")
            )
        }
        Refusal::Packed { status, packing } => {
            format!("HTTP {status}, packed: {packing}")
        }
        Refusal::TooLong { status, limit } => {
            format!("HTTP {status}, more than {limit} bytes when unpacked")
        }
        Refusal::CutOffJson => "JSON: unexpected end".to_owned(),
        Refusal::NotJson => "JSON: syntax error".to_owned(),
        Refusal::NotAnObject => "JSON: not an object".to_owned(),
        Refusal::TooDeepJson => "JSON: nested too deep".to_owned(),
        Refusal::DuplicateName { name } => format!("JSON: duplicate name {name}"),
        Refusal::NoAccessToken => "access_token missing or unusable".to_owned(),
        Refusal::OtherTokenType { token_type } => {
            format!("token_type {}", token_type.as_deref().unwrap_or("missing"))
        }
        _ => "refused".to_owned(),
    }
}
