//! From an error of the HTTP library to a cause.

use std::{error::Error, io};

use jiff::Timestamp;
use rustls::{
    AlertDescription, CertificateError, InvalidMessage, PeerIncompatible, pki_types::UnixTime,
};

use super::stages::Progress;
use crate::{
    foreign_text::Redaction,
    talkdesk::Host,
    verification::{Cause, Proxy},
};

/// How much of a library's words is kept, in characters.
const LONGEST_DETAIL: usize = 200;

/// The cause of an error on the way to `host`.
pub(super) fn cause(
    error: &reqwest::Error,
    host: &Host,
    proxy: Option<&Proxy>,
    progress: &Progress,
) -> Cause {
    if let Some(tls) = find::<rustls::Error>(error) {
        let with = progress
            .handshake_with
            .clone()
            .unwrap_or_else(|| host.name().to_owned());
        return of_tls(tls, with, host.port(), progress);
    }
    match (progress.connected, proxy) {
        (Some(_), _) => of_answer(error, host),
        (None, Some(proxy)) if progress.handshake_with.as_deref() != Some(host.name()) => {
            of_proxy(error, host, proxy, progress)
        }
        (None, _) => of_connect(error, host, progress),
    }
}

/// An error that has no cause of its own.
pub(super) fn unknown(host: &Host, error: &(dyn Error + 'static)) -> Cause {
    Cause::Transport {
        host: host.name().to_owned(),
        detail: detail(error),
    }
}

fn of_connect(error: &reqwest::Error, host: &Host, progress: &Progress) -> Cause {
    let (name, port) = (host.name().to_owned(), host.port());
    let in_lookup = progress.lookup_began.is_some() && progress.lookup_ended.is_none();
    let in_handshake = progress.handshake_with.is_some();
    if progress.lookup_failed {
        return Cause::NameNotFound { host: name };
    }
    match find::<io::Error>(error).map(io::Error::kind) {
        _ if error.is_timeout() && in_lookup => Cause::LookupTimedOut { host: name },
        _ if error.is_timeout() && in_handshake => Cause::HandshakeTimedOut { host: name },
        _ if error.is_timeout() => Cause::ConnectTimedOut { host: name, port },
        Some(io::ErrorKind::ConnectionRefused) => Cause::ConnectionRefused { host: name, port },
        Some(
            io::ErrorKind::NetworkUnreachable
            | io::ErrorKind::HostUnreachable
            | io::ErrorKind::NetworkDown,
        ) => Cause::Unreachable { host: name },
        Some(_) if in_handshake => Cause::HandshakeCut { host: name },
        _ => unknown(host, error),
    }
}

/// hyper-util's kind of error for a tunnel has no public name, so its words have to do.
fn of_proxy(error: &reqwest::Error, host: &Host, proxy: &Proxy, progress: &Progress) -> Cause {
    let proxy = proxy.clone();
    let words = chain(error)
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join(": ");
    if words.contains("proxy authorization required") {
        return Cause::ProxyWantsLogin { proxy };
    }
    let kind = find::<io::Error>(error).map(io::Error::kind);
    let unreached = match kind {
        _ if progress.lookup_failed => Some("its name was not found"),
        _ if error.is_timeout() => Some("no answer in time"),
        Some(io::ErrorKind::ConnectionRefused) => Some("connection refused"),
        Some(
            io::ErrorKind::NetworkUnreachable
            | io::ErrorKind::HostUnreachable
            | io::ErrorKind::NetworkDown,
        ) => Some("no route to it"),
        _ => None,
    };
    match unreached {
        Some(detail) => Cause::ProxyUnreachable {
            proxy,
            detail: detail.to_owned(),
        },
        None => Cause::ProxyRefused {
            proxy,
            host: host.name().to_owned(),
        },
    }
}

fn of_answer(error: &reqwest::Error, host: &Host) -> Cause {
    let name = host.name().to_owned();
    let hyper = find::<hyper::Error>(error);
    if error.is_timeout() {
        Cause::AnswerTooSlow { host: name }
    } else if hyper.is_some_and(hyper::Error::is_parse) {
        Cause::NotHttp { host: name }
    } else if hyper.is_some_and(hyper::Error::is_incomplete_message)
        || find::<io::Error>(error).is_some()
    {
        Cause::AnswerCut { host: name }
    } else {
        unknown(host, error)
    }
}

fn of_tls(error: &rustls::Error, host: String, port: u16, progress: &Progress) -> Cause {
    match error {
        rustls::Error::InvalidCertificate(error) => of_certificate(error, host, progress),
        rustls::Error::InvalidMessage(
            InvalidMessage::InvalidContentType | InvalidMessage::UnknownProtocolVersion,
        ) => Cause::NotTls { host, port },
        rustls::Error::AlertReceived(AlertDescription::ProtocolVersion)
        | rustls::Error::PeerIncompatible(
            PeerIncompatible::ServerDoesNotSupportTls12Or13
            | PeerIncompatible::ServerTlsVersionIsDisabledByOurConfig,
        ) => Cause::OldTls { host },
        other => Cause::HandshakeFailed {
            host,
            detail: detail(other),
        },
    }
}

fn of_certificate(error: &CertificateError, host: String, progress: &Progress) -> Cause {
    let issuer = || {
        progress
            .certificate
            .clone()
            .map(|certificate| certificate.issuer)
    };
    match error {
        CertificateError::Expired => Cause::CertificateExpired {
            host,
            not_after: None,
            now: None,
        },
        CertificateError::ExpiredContext { time, not_after } => Cause::CertificateExpired {
            host,
            not_after: timestamp(*not_after),
            now: timestamp(*time),
        },
        CertificateError::NotValidYet => Cause::CertificateNotYetValid {
            host,
            not_before: None,
            now: None,
        },
        CertificateError::NotValidYetContext { time, not_before } => {
            Cause::CertificateNotYetValid {
                host,
                not_before: timestamp(*not_before),
                now: timestamp(*time),
            }
        }
        CertificateError::UnknownIssuer => Cause::UnknownIssuer {
            host,
            issuer: issuer(),
        },
        CertificateError::BadSignature => Cause::BadCertificateSignature {
            host,
            issuer: issuer(),
        },
        CertificateError::NotValidForName => Cause::WrongName {
            host,
            presented: Vec::new(),
        },
        CertificateError::NotValidForNameContext { presented, .. } => {
            let shown = presented
                .iter()
                .filter_map(|name| Redaction::default().show(bare(name), LONGEST_DETAIL));
            Cause::WrongName {
                host,
                presented: shown.collect(),
            }
        }
        CertificateError::Revoked => Cause::CertificateRevoked { host },
        other => Cause::CertificateNotAccepted {
            host,
            detail: detail(&rustls::Error::from(other.clone())),
        },
    }
}

/// The library writes a name as `DnsName("acme.example")`.
fn bare(presented: &str) -> &str {
    let inside = presented
        .split_once('(')
        .and_then(|(_, rest)| rest.strip_suffix(')'));
    inside.unwrap_or(presented).trim_matches('"')
}

fn timestamp(time: UnixTime) -> Option<Timestamp> {
    Timestamp::from_second(i64::try_from(time.as_secs()).ok()?).ok()
}

/// The words of the innermost error: the outer ones only say that a request failed.
fn detail(error: &(dyn Error + 'static)) -> String {
    let words = chain(error)
        .last()
        .map(ToString::to_string)
        .unwrap_or_default();
    Redaction::default()
        .show(&words, LONGEST_DETAIL)
        .unwrap_or_else(|| "no more is known".to_owned())
}

/// The first error of type `T` in the chain. An io error may hold another one that is not its source.
fn find<'a, T: Error + 'static>(error: &'a (dyn Error + 'static)) -> Option<&'a T> {
    chain(error).find_map(|link| {
        let inside = || link.downcast_ref::<io::Error>()?.get_ref();
        link.downcast_ref().or_else(|| find(inside()?))
    })
}

fn chain<'a>(error: &'a (dyn Error + 'static)) -> impl Iterator<Item = &'a (dyn Error + 'static)> {
    std::iter::successors(Some(error), |&error| error.source())
}
