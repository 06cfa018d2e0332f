//! The exchange with the certified `oidc-provider`, an OAuth server that shares nothing with this project.

use std::{
    io::{BufRead as _, BufReader, ErrorKind, Read as _},
    process::{Child, Command, Stdio},
    time::Duration,
};

use talkdesk_setup::{
    credentials::ClientId,
    effects::http::Network,
    secret::Secret,
    token::Refusal,
    verification::{ApiOutcome, Cause, Failure, Proof, Stage},
};

/// The server, until it is dropped.
struct Provider {
    node: Child,
    port: u16,
}

impl Provider {
    #[track_caller]
    fn start() -> Self {
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/node/oidc_provider.mjs");
        let mut command = Command::new("node");
        command
            .arg(script)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut node = match command.spawn() {
            Ok(node) => node,
            Err(error) if error.kind() == ErrorKind::NotFound => {
                panic!("node is missing. Install it: apt-get install nodejs npm")
            }
            Err(error) => panic!("node does not start: {error}"),
        };
        let mut line = String::new();
        BufReader::new(node.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        let Some(port) = line
            .strip_prefix("listening ")
            .and_then(|port| port.trim().parse().ok())
        else {
            let mut errors = String::new();
            node.stderr
                .take()
                .unwrap()
                .read_to_string(&mut errors)
                .unwrap();
            node.wait().unwrap();
            panic!("{line}{errors}");
        };
        Self { node, port }
    }

    fn exchange(&self, secret: &str, scope: Option<&str>) -> Result<Proof, Failure> {
        let mut request = crate::http::plain_request(self.port);
        request.client_id = ClientId::parse("wiz").unwrap();
        request.client_secret = Secret::from(secret);
        request.scope = scope.map(str::to_owned);
        crate::http::runtime().block_on(Network::default().verify(&request, |_| ()))
    }
}

impl Drop for Provider {
    fn drop(&mut self) {
        // It ends with its input; killing it is for the case that it does not.
        drop(self.node.stdin.take());
        self.node.kill().expect("node ends");
        self.node.wait().expect("node has ended");
    }
}

#[test]
fn an_independent_server_gives_a_token_and_refuses_what_it_should() {
    let provider = Provider::start();
    let secret = "s3cr3t+/=%: ok";

    let proof = provider.exchange(secret, Some("account:read")).unwrap();
    assert_eq!(proof.token_lifetime, Some(Duration::from_secs(599)));
    assert_eq!(proof.scopes.unwrap(), ["account:read"]);
    assert_eq!(proof.api, ApiOutcome::Status(404));

    let failure = provider.exchange("another secret", None).unwrap_err();
    assert_eq!(failure.stage, Stage::Token);
    let Cause::Refused(Refusal::InvalidClient {
        named: true,
        status: 401,
        description: Some(description),
    }) = failure.cause
    else {
        panic!("{failure:?}")
    };
    assert_eq!(description, "client authentication failed");

    // It leaves out a scope that it does not know, and says so by naming none.
    let proof = provider.exchange(secret, Some("account:write")).unwrap();
    assert_eq!(proof.scopes, None);
}
