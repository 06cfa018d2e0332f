//! The exchange over real sockets: literal bytes on the wire, and every cause that a server or a network can give.

mod answers;
mod ca_file;
mod desktop_proxies;
mod exchange;
mod network;
mod proxies;
mod reach;
mod scopes;
mod slow_stages;
mod tls;
mod trust;
mod wire;

use std::{
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

use talkdesk_setup::{
    connection::Connection,
    credentials::ClientId,
    diagnosis::{Problem, Remedy, explain},
    effects::http::{Limits, Network},
    secret::Secret,
    talkdesk::{Account, AccountName, Host, Region},
    verification::{Cause, Failure, Proof, Stage, StageDone, StageFacts, VerifyRequest},
};

use crate::server::{HttpServer, json};

/// What no test reaches on the busiest computer.
const PATIENT: Limits = Limits {
    connect: Duration::from_secs(30),
    read: Duration::from_secs(30),
    total: Duration::from_mins(1),
};

/// What a test of the limits waits for.
const QUICK: Limits = Limits {
    connect: Duration::from_millis(1500),
    read: Duration::from_millis(1500),
    total: Duration::from_millis(3500),
};

const TOKEN: &str = r#"{"access_token":"t0k3n-of-many-letters","token_type":"Bearer","expires_in":599,"scope":"openid account:read"}"#;

const ACCOUNT: &str = r#"{"id":"1","name":"acme","company_name":"Acme Inc."}"#;

fn request(token_host: &str, api_host: &str) -> VerifyRequest {
    let region = Region::Other {
        token_host: Host::parse(token_host).unwrap(),
        api_host: Host::parse(api_host).unwrap(),
    };
    let account = Account {
        name: AccountName::parse("acme").unwrap(),
        region,
    };
    VerifyRequest {
        endpoints: account.endpoints(),
        account,
        client_id: ClientId::parse("0123456789abcdef0123456789abcdef").unwrap(),
        client_secret: Secret::from("s3cr3t-of-many-letters"),
        scope: None,
    }
}

/// Both hosts are the one behind a local port, in plain HTTP.
pub(crate) fn plain_request(port: u16) -> VerifyRequest {
    let host = format!("http://localhost:{port}");
    request(&host, &host)
}

/// The exchange, and the stages that it told of.
fn verify(request: &VerifyRequest) -> (Result<Proof, Failure>, Vec<StageDone>) {
    exchange(request, PATIENT)
}

fn exchange(request: &VerifyRequest, limits: Limits) -> (Result<Proof, Failure>, Vec<StageDone>) {
    let stages = Arc::new(Mutex::new(Vec::new()));
    let record = Arc::clone(&stages);
    let on_stage = move |done| record.lock().unwrap().push(done);
    let result = runtime().block_on(Network::default().within(limits).verify(request, on_stage));
    let stages = stages.lock().unwrap().clone();
    (result, stages)
}

pub(crate) fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap()
}

/// The exchange fails at `stage` because of `cause`, having told of the stages before it and of no other. What a person
/// reads of it.
fn check_failure(request: &VerifyRequest, stage: Stage, cause: &Cause) -> Problem {
    let exchanged = verify(request);
    check_failed(&exchanged, stage, cause);
    explain(&exchanged.0.unwrap_err(), &request.target())
}

/// The three parts of a problem hold these words, and the first button is `button`.
fn reads(problem: &Problem, happened: &str, ruled_out: &str, to_do: &str, button: Remedy) {
    let parts = [
        (problem.what_happened.as_str(), happened),
        (problem.ruled_out.as_deref().unwrap_or_default(), ruled_out),
        (problem.what_to_do.as_str(), to_do),
    ];
    for (part, words) in parts {
        assert!(part.contains(words), "{words:?} is not in {problem:#?}");
    }
    assert_eq!(problem.remedies.first(), Some(&button), "{problem:#?}");
}

/// The same request, from someone who chose United States.
fn from_united_states(request: VerifyRequest) -> VerifyRequest {
    VerifyRequest {
        account: Account {
            region: Region::UnitedStates,
            ..request.account
        },
        ..request
    }
}

/// A limit was reached.
struct GivenUp {
    /// How long all of it took.
    took: Duration,
    /// How long the last stage took.
    at_stage: Duration,
    /// What a person reads of it.
    problem: Problem,
}

/// The exchange fails in the same way because a limit is reached.
fn check_given_up(request: &VerifyRequest, stage: Stage, cause: &Cause) -> GivenUp {
    let started = Instant::now();
    let exchanged = exchange(request, QUICK);
    let took = started.elapsed();
    GivenUp {
        took,
        at_stage: check_failed(&exchanged, stage, cause),
        problem: explain(&exchanged.0.unwrap_err(), &request.target()),
    }
}

fn check_failed(
    (result, told): &(Result<Proof, Failure>, Vec<StageDone>),
    stage: Stage,
    cause: &Cause,
) -> Duration {
    let failure = result.as_ref().expect_err("a failure");
    assert_eq!((failure.stage, &failure.cause), (stage, cause));
    let all = [Stage::NameLookup, Stage::SecureConnection, Stage::Token];
    let before = all.into_iter().filter(|&earlier| earlier < stage);
    let told: Vec<Stage> = told.iter().map(StageDone::stage).collect();
    assert_eq!(told, before.collect::<Vec<_>>());
    failure.took
}

/// The stages in their order.
fn names(stages: &[StageDone]) -> Vec<Stage> {
    stages.iter().map(StageDone::stage).collect()
}

/// The connection to the token host.
fn connection(stages: &[StageDone]) -> Connection {
    let made = stages.iter().find_map(|done| match &done.facts {
        StageFacts::SecureConnection(connection) => Some((**connection).clone()),
        _ => None,
    });
    made.expect("a secure connection")
}

fn talkdesk() -> HttpServer {
    HttpServer::script(vec![json("200 OK", TOKEN), json("200 OK", ACCOUNT)])
}
