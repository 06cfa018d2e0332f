//! One of each cause.

use std::time::Duration;

use crate::{
    connection::CaFile,
    token::{Refusal, RetryAfter},
    unread::Unread,
    verification::{CaFileProblem, Cause, Proxy, TrustFileProblem},
};

/// One of each cause, as it would be for `acme` in the United States.
pub(super) fn all_causes() -> Vec<Cause> {
    let host = || "acme.talkdeskid.com".to_owned();
    let port = 443;
    let proxy = || Proxy {
        address: "http://proxy.example:3128".to_owned(),
        source: "HTTPS_PROXY".to_owned(),
    };
    let detail = || "what the library says".to_owned();
    let ca_file = |problem| Cause::CaFile {
        path: "/home/mary/company.pem".to_owned(),
        problem,
    };
    let trust_file = |problem| Cause::TrustFile {
        variable: "SSL_CERT_FILE",
        path: "/etc/ca.pem".to_owned(),
        problem,
    };
    let unread = [
        Unread::Missing,
        Unread::NotReadable,
        Unread::NotAFile,
        Unread::TooLong { limit: 4 << 20 },
        Unread::NoAnswer,
    ];
    let mut causes = vec![
        Cause::NameNotFound { host: host() },
        Cause::NoNames {
            host: host(),
            other: "api.talkdeskapp.com".to_owned(),
        },
        Cause::LookupTimedOut { host: host() },
        Cause::ConnectionRefused { host: host(), port },
        Cause::ConnectTimedOut { host: host(), port },
        Cause::Unreachable { host: host() },
        Cause::HandshakeTimedOut { host: host() },
        Cause::HandshakeCut { host: host() },
        Cause::NotTls { host: host(), port },
        Cause::OldTls { host: host() },
        Cause::HandshakeFailed {
            host: host(),
            detail: detail(),
        },
        Cause::CertificateExpired {
            host: host(),
            not_after: "2021-01-01T00:00:00Z".parse().ok(),
            now: "2026-11-24T08:00:00Z".parse().ok(),
        },
        Cause::CertificateNotYetValid {
            host: host(),
            not_before: "2026-01-01T00:00:00Z".parse().ok(),
            now: "2016-11-24T08:00:00Z".parse().ok(),
        },
        Cause::UnknownIssuer {
            host: host(),
            issuer: None,
        },
        Cause::BadCertificateSignature {
            host: host(),
            issuer: None,
        },
        Cause::WrongName {
            host: host(),
            presented: vec!["a.example".to_owned(), "b.example".to_owned()],
        },
        Cause::CertificateRevoked { host: host() },
        Cause::CertificateNotAccepted {
            host: host(),
            detail: detail(),
        },
        trust_file(TrustFileProblem::NoCertificate),
        ca_file(CaFileProblem::NoCertificate),
        ca_file(CaFileProblem::Changed {
            now: Box::new(CaFile {
                path: "/home/mary/company.pem".into(),
                authorities: vec!["Company authority".to_owned()],
                digest: "07ab".to_owned(),
                others_may_write: false,
            }),
        }),
        ca_file(CaFileProblem::Damaged { number: 2 }),
        ca_file(CaFileProblem::NotAnAuthority {
            number: 2,
            name: "proxy.example".to_owned(),
        }),
        Cause::NoTrustStore,
        Cause::ProxyUnreachable {
            proxy: proxy(),
            detail: "connection refused".to_owned(),
        },
        Cause::ProxyWantsLogin { proxy: proxy() },
        Cause::ProxyLoginUnreadable {
            proxy: proxy(),
            how: "@ as %40".to_owned(),
        },
        Cause::ProxyRefused {
            proxy: proxy(),
            host: host(),
        },
        Cause::Silent { host: host() },
        Cause::AnswerTooSlow { host: host() },
        Cause::AnswerCut { host: host() },
        Cause::AnswerTooLarge {
            host: host(),
            limit: 65_536,
        },
        Cause::NotHttp { host: host() },
        Cause::Transport {
            host: host(),
            detail: detail(),
        },
    ];
    causes.extend(unread.map(|unread| trust_file(TrustFileProblem::Unread(unread))));
    causes.extend(unread.map(|unread| ca_file(CaFileProblem::Unread(unread))));
    causes.extend(all_refusals().into_iter().map(Cause::Refused));
    let unknown_pair = || Refusal::InvalidClient {
        named: true,
        status: 401,
        description: None,
    };
    for missing in [&[][..], &["account:read"], &["account:read", "users:read"]] {
        causes.push(Cause::ScopesRefused {
            refusal: unknown_pair(),
            missing: missing.iter().map(|&scope| scope.to_owned()).collect(),
        });
    }
    causes
}

/// What a row of faults may say in more than one way, each of which must have words of its own.
pub(super) fn variants() -> Vec<Cause> {
    let host = || "acme.talkdeskid.com".to_owned();
    let mut variants = vec![
        Cause::CertificateExpired {
            host: host(),
            not_after: None,
            now: None,
        },
        Cause::CertificateNotYetValid {
            host: host(),
            not_before: None,
            now: None,
        },
        Cause::WrongName {
            host: host(),
            presented: Vec::new(),
        },
        Cause::Refused(Refusal::Redirect {
            status: 302,
            target: None,
        }),
        Cause::Refused(Refusal::ServerError {
            status: 500,
            retry_after: None,
            description: None,
        }),
        Cause::Refused(Refusal::ServerError {
            status: 502,
            retry_after: None,
            description: None,
        }),
        Cause::Refused(Refusal::UnexpectedStatus {
            status: 400,
            description: None,
        }),
    ];
    for detail in [
        "its name was not found",
        "no answer in time",
        "no route to it",
    ] {
        variants.push(Cause::ProxyUnreachable {
            proxy: Proxy {
                address: "http://proxy.example:3128".to_owned(),
                source: "HTTPS_PROXY".to_owned(),
            },
            detail: detail.to_owned(),
        });
    }
    variants
}

fn all_refusals() -> Vec<Refusal> {
    let description = || Some("What the server wrote".to_owned());
    vec![
        Refusal::InvalidClient {
            named: true,
            status: 401,
            description: description(),
        },
        Refusal::Unauthorized {
            status: 401,
            description: description(),
        },
        Refusal::UnauthorizedClient {
            description: description(),
        },
        Refusal::UnsupportedGrantType {
            description: description(),
        },
        Refusal::InvalidScope {
            description: description(),
        },
        Refusal::InvalidRequest {
            description: description(),
        },
        Refusal::OtherError {
            status: 400,
            code: "strange".to_owned(),
            description: description(),
        },
        Refusal::Forbidden {
            description: description(),
        },
        Refusal::NotFound {
            status: 404,
            description: None,
        },
        Refusal::TooManyRequests {
            retry_after: Some(RetryAfter::In(Duration::from_secs(121))),
            description: None,
        },
        Refusal::ServerError {
            status: 503,
            retry_after: None,
            description: None,
        },
        Refusal::Redirect {
            status: 302,
            target: Some("https://login.example".to_owned()),
        },
        Refusal::WebPage { status: 200 },
        Refusal::UnexpectedStatus {
            status: 418,
            description: description(),
        },
        Refusal::EmptyAnswer { status: 200 },
        Refusal::CutOffJson,
        Refusal::NotJson,
        Refusal::NotAnObject,
        Refusal::TooDeepJson,
        Refusal::DuplicateName {
            name: "scope".to_owned(),
        },
        Refusal::NoAccessToken,
        Refusal::OtherTokenType {
            token_type: Some("mac".to_owned()),
        },
        Refusal::OtherTokenType { token_type: None },
        Refusal::Filtered {
            status: 403,
            description: description(),
        },
        Refusal::Packed {
            status: 200,
            packing: "br",
        },
        Refusal::TooLong {
            status: 200,
            limit: 65_536,
        },
    ]
}
