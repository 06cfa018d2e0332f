//! The report of a verification: what is in it, and that nothing else ever is.

use std::{net::IpAddr, time::Duration};

use jiff::Timestamp;
use talkdesk_setup::{
    connection::{Certificate, Connection, Lookup, Tls, TrustSource},
    program::{
        AccountMsg, Answer, Effect, Focus, Msg, Program, RegionChoice, VerifyMsg, WizardMsg,
    },
    saved::Index,
    secret::Secret,
    token::Refusal,
    unread::Unread,
    verification::{
        ApiConnection, ApiOutcome, CaFileProblem, Cause, Failure, HeaderScheme, Proof, Proxy,
        Stage, StageDone, StageFacts, TrustFileProblem,
    },
};

/// Marks: what a server, a proxy, a file or a person wrote. Each stands for something that must stay out.
const ID: &str = "1d1d1d1d5c5c5c5c9e9e9e9e3f3f3f3f";
const SECRET: &str = "sEcReT-x9_Tq2LmV4nR8sWc1YzE6uKd3HfB5jPo0iQaXtZvNwSrMyGkCbDhJlUeFpOi";
const SERVER: &str = "SeRvEr-WrOtE-ThIs-8c1f";
const TOKEN: &str = "ToKeN-eyJhbGciOiJFUzI1NiJ9-4d7a";
const LOGIN: &str = "PrOxY-LoGiN-9b2e:PrOxY-PaSsWoRd-6f3d";
const PATH: &str = "/home/mArY-dOe-5a0c/company.pem";

/// The shortest piece of a mark that counts as a leak.
const PIECE: usize = 8;

/// The first piece of a mark in the text.
fn leak(text: &str) -> Option<&str> {
    [ID, SECRET, SERVER, TOKEN, LOGIN, PATH]
        .into_iter()
        .flat_map(|mark| (0..=mark.len() - PIECE).map(move |at| &mark[at..at + PIECE]))
        .find(|piece| text.to_lowercase().contains(&piece.to_lowercase()))
}

fn now() -> Timestamp {
    "2026-11-24T10:00:00Z".parse().unwrap()
}

/// A program that verifies, with its attempt.
fn verifying() -> (Program, Msg) {
    verifying_with(|program| "acme".clone_into(&mut program.wizard.account.input))
}

/// The same, with what `enter_account` enters.
fn verifying_with(enter_account: impl Fn(&mut Program)) -> (Program, Msg) {
    let mut program = Program::new(Index::default(), None);
    program.update(Msg::SetUpAccount, now());
    enter_account(&mut program);
    program.update(Msg::Wizard(WizardMsg::Continue), now());
    if program.wizard.focus == Some(Focus::Question) {
        program.update(Msg::Account(AccountMsg::UseHosts), now());
    }
    let what = &mut program.wizard.guide.what;
    what.choose(Answer::NothingYet, true);
    program.update(Msg::Wizard(WizardMsg::Continue), now());
    ID.clone_into(&mut program.wizard.credentials.client_id);
    program.wizard.credentials.client_secret = Secret::from(SECRET);
    "account:read users:read".clone_into(&mut program.wizard.credentials.scopes);
    let effects = program.update(Msg::Wizard(WizardMsg::Continue), now());
    let attempt = effects
        .into_iter()
        .find_map(|effect| match effect {
            Effect::Verify { attempt, .. } => Some(attempt),
            _ => None,
        })
        .unwrap();
    for facts in [
        StageFacts::NameLookup {
            lookup: lookup(),
            of_proxy: true,
        },
        StageFacts::SecureConnection(Box::new(connection())),
    ] {
        let done = StageDone {
            took: Duration::from_millis(41),
            already_open: false,
            facts,
        };
        program.update(Msg::Verify(VerifyMsg::StageDone { attempt, done }), now());
    }
    let canceled = Msg::Verify(VerifyMsg::Verified {
        attempt,
        result: Err(failure(Cause::NoTrustStore)),
    });
    (program, canceled)
}

fn lookup() -> Lookup {
    Lookup::Found {
        took: Duration::from_millis(9),
        addresses: vec![IpAddr::from([198, 51, 100, 7])],
    }
}

fn proxy() -> Proxy {
    Proxy {
        address: format!("http://{LOGIN}@proxy.example:3128"),
        source: format!("HTTPS_PROXY {SERVER}"),
    }
}

fn connection() -> Connection {
    Connection {
        host: format!("host {SERVER}"),
        lookup: lookup(),
        address: Some("198.51.100.7:443".parse().unwrap()),
        took: Duration::from_millis(41),
        proxy: Some(proxy()),
        tls: Some(Tls {
            version: "TLS 1.3",
            certificate: Some(Certificate {
                issuer: SERVER.to_owned(),
                not_after: now(),
            }),
            trust: TrustSource {
                cert_file: Some(PATH.into()),
                cert_dir: None,
                ca_file: Some(PATH.into()),
            },
        }),
    }
}

fn failure(cause: Cause) -> Failure {
    Failure {
        stage: Stage::Token,
        cause,
        took: Duration::from_millis(63),
        unused_proxy: None,
    }
}

fn report_of(result: Result<Proof, Failure>) -> String {
    report_from(verifying(), result)
}

fn report_from((mut program, msg): (Program, Msg), result: Result<Proof, Failure>) -> String {
    let Msg::Verify(VerifyMsg::Verified { attempt, .. }) = msg else {
        panic!("an attempt runs")
    };
    program.update(Msg::Verify(VerifyMsg::Verified { attempt, result }), now());
    program.wizard.verify.report().unwrap()
}

/// Every way to be refused, with a mark wherever a text is.
fn refusals() -> Vec<Refusal> {
    let text = || SERVER.to_owned();
    let description = Some(format!("{SERVER} {SECRET} {TOKEN}"));
    let status = 418;
    vec![
        Refusal::InvalidClient {
            named: true,
            status,
            description: description.clone(),
        },
        Refusal::Unauthorized {
            status,
            description: description.clone(),
        },
        Refusal::UnauthorizedClient {
            description: description.clone(),
        },
        Refusal::UnsupportedGrantType {
            description: description.clone(),
        },
        Refusal::InvalidScope {
            description: description.clone(),
        },
        Refusal::InvalidRequest {
            description: description.clone(),
        },
        Refusal::OtherError {
            status,
            code: text(),
            description: description.clone(),
        },
        Refusal::Forbidden {
            description: description.clone(),
        },
        Refusal::NotFound {
            status,
            description: None,
        },
        Refusal::TooManyRequests {
            retry_after: None,
            description: None,
        },
        Refusal::ServerError {
            status,
            retry_after: None,
            description: None,
        },
        Refusal::Redirect {
            status,
            target: Some(text()),
        },
        Refusal::WebPage { status },
        Refusal::Filtered {
            status,
            description: description.clone(),
        },
        Refusal::Packed {
            status,
            packing: "br",
        },
        Refusal::TooLong {
            status,
            limit: 65_536,
        },
        Refusal::UnexpectedStatus {
            status,
            description,
        },
        Refusal::EmptyAnswer { status },
        Refusal::CutOffJson,
        Refusal::NotJson,
        Refusal::NotAnObject,
        Refusal::TooDeepJson,
        Refusal::DuplicateName { name: text() },
        Refusal::NoAccessToken,
        Refusal::OtherTokenType {
            token_type: Some(text()),
        },
    ]
}

/// Every cause, likewise.
fn causes() -> Vec<Cause> {
    let host = || SERVER.to_owned();
    let detail = || format!("{LOGIN} {SECRET}");
    let port = 443;
    let mut causes = vec![
        Cause::NameNotFound { host: host() },
        Cause::NoNames {
            host: host(),
            other: host(),
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
            not_after: None,
            now: None,
        },
        Cause::CertificateNotYetValid {
            host: host(),
            not_before: None,
            now: None,
        },
        Cause::UnknownIssuer {
            host: host(),
            issuer: Some(host()),
        },
        Cause::BadCertificateSignature {
            host: host(),
            issuer: Some(host()),
        },
        Cause::WrongName {
            host: host(),
            presented: vec![host()],
        },
        Cause::CertificateRevoked { host: host() },
        Cause::CertificateNotAccepted {
            host: host(),
            detail: detail(),
        },
        Cause::TrustFile {
            variable: "SSL_CERT_FILE",
            path: PATH.to_owned(),
            problem: TrustFileProblem::Unread(Unread::Missing),
        },
        Cause::CaFile {
            path: PATH.to_owned(),
            problem: CaFileProblem::Unread(Unread::Missing),
        },
        Cause::NoTrustStore,
        Cause::ProxyUnreachable {
            proxy: proxy(),
            detail: detail(),
        },
        Cause::ProxyWantsLogin { proxy: proxy() },
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
    causes.extend(refusals().into_iter().map(Cause::Refused));
    let refusal = refusals().remove(0);
    causes.push(Cause::RefusedWithoutScopesToo(refusal.clone()));
    causes.push(Cause::ScopesRefused {
        refusal,
        missing: vec![host()],
    });
    causes
}

fn proof(api: ApiOutcome) -> Proof {
    Proof {
        token_lifetime: Some(Duration::from_secs(599)),
        scopes: Some(vec![SERVER.to_owned(), "account:read".to_owned()]),
        api,
        api_took: Duration::from_millis(58),
        api_connection: Some(ApiConnection {
            connection: Box::new(connection()),
            already_open: true,
        }),
    }
}

fn api_outcomes() -> Vec<ApiOutcome> {
    let mut outcomes = vec![
        ApiOutcome::Forbidden,
        ApiOutcome::BothSchemesRefused,
        ApiOutcome::Status(500),
        ApiOutcome::NotAnAccount,
    ];
    outcomes.extend([HeaderScheme::Bearer, HeaderScheme::Basic].map(|scheme| {
        ApiOutcome::Account {
            name: SERVER.to_owned(),
            company: Some(TOKEN.to_owned()),
            scheme,
        }
    }));
    outcomes.extend(causes().into_iter().map(ApiOutcome::NotReached));
    outcomes
}

#[test]
fn the_search_finds_a_planted_piece() {
    for mark in [ID, SECRET, SERVER, TOKEN, LOGIN, PATH] {
        let planted = format!("Result: failed {} at", &mark[5..5 + PIECE]);
        assert!(leak(&planted).is_some(), "{mark}");
    }
}

#[test]
fn no_fault_puts_anything_foreign_into_the_report() {
    let causes = causes();
    assert!(causes.len() > 45, "{}", causes.len());
    let mut told = Vec::new();
    for cause in causes {
        let report = report_of(Err(failure(cause.clone())));
        assert_eq!(leak(&report), None, "{cause:?}\n{report}");
        let result = report
            .lines()
            .find(|line| line.starts_with("Result: failed at "))
            .unwrap()
            .to_owned();
        assert!(!told.contains(&result), "{result} stands for two causes");
        told.push(result);
    }
    for api in api_outcomes() {
        let report = report_of(Ok(proof(api.clone())));
        assert_eq!(leak(&report), None, "{api:?}\n{report}");
    }
}

#[test]
fn what_was_entered_in_the_wrong_field_is_removed() {
    let failed = || {
        Err(failure(Cause::Silent {
            host: String::new(),
        }))
    };
    let as_account = verifying_with(|program| {
        // An ID alone is refused at its field.
        program.wizard.account.input = format!("x{ID}");
    });
    let report = report_from(as_account, failed());
    assert_eq!(leak(&report), None, "{report}");

    let as_host = verifying_with(|program| {
        "acme".clone_into(&mut program.wizard.account.input);
        program.wizard.account.choose(RegionChoice::Other);
        let host = format!("{}.example", &SECRET[15..40]).replace('_', "-");
        host.clone_into(&mut program.wizard.account.token_host);
        format!("{ID}.example").clone_into(&mut program.wizard.account.api_host);
    });
    let report = report_from(as_host, failed());
    assert_eq!(leak(&report), None, "{report}");
    assert!(report.contains("Region: other"), "{report}");
}

#[test]
fn the_report_says_what_a_ticket_needs() {
    let refused = Refusal::InvalidClient {
        named: true,
        status: 401,
        description: None,
    };
    let report = report_of(Err(failure(Cause::Refused(refused))));
    let system = format!("{}, {}", std::env::consts::OS, std::env::consts::ARCH);
    assert_eq!(
        report,
        format!(
            "Talkdesk setup: {}\n\
             System: {system}\n\
             Time: 2026-11-24 10:00:00 UTC\n\
             Region: United States\n\
             Token host: https://acme.talkdeskid.com\n\
             API host: https://api.talkdeskapp.com\n\
             Result: failed at Token request: invalid_client, HTTP 401\n\
             Name lookup: done, 41 ms, 1 address of the proxy\n\
             Secure connection: done, 41 ms, 198.51.100.7:443, through a proxy, TLS 1.3, certificate until 2026-11-24, \
             trust: SSL_CERT_FILE and a CA file\n\
             Token request: failed, 63 ms\n\
             First API call: not reached\n\
             Scopes asked for: 2\n\
             Headers sent: authorization, accept, content-type, user-agent, host\n",
            env!("CARGO_PKG_VERSION"),
        )
    );
}

#[test]
fn there_is_none_before_the_end_and_one_after_a_cancel() {
    let (mut program, _) = verifying();
    assert_eq!(program.wizard.verify.report(), None);
    program.update(Msg::Verify(VerifyMsg::Cancel), now());
    let report = program.wizard.verify.report().unwrap();
    assert!(report.contains("Result: canceled"), "{report}");
    assert_eq!(leak(&report), None, "{report}");
}
