//! A model of Talkdesk, the real one and the stand-in: clients are made and revoked, it is slow or out of reach, and it
//! knows which exact pairs it has accepted and refused.

use std::{collections::HashSet, time::Duration};

use talkdesk_setup::{
    program::Store,
    talkdesk::Account,
    token::Refusal,
    verification::{ApiOutcome, Cause, Failure, Proof, Stage, VerifyRequest},
};

use super::keychain::Pair;

#[derive(Clone, Debug)]
pub(super) struct Client {
    pub(super) store: Store,
    pub(super) pair: Pair,
    pub(super) revoked: bool,
}

#[derive(Default)]
pub(super) struct Talkdesk {
    pub(super) clients: Vec<Client>,
    pub(super) out_of_reach: bool,
    pub(super) accepted: HashSet<Pair>,
    pub(super) refused: HashSet<Pair>,
}

impl Talkdesk {
    /// Makes a client and returns its pair: each secret is a text of its own, by which it is found wherever it is.
    pub(super) fn make(&mut self, store: Store, account: &Account) -> Pair {
        let number = self.clients.len();
        let (digit, origin) = match store {
            Store::System => ('a', "real"),
            Store::Practice(_) => ('b', "play"),
        };
        let pair = (
            account.key(),
            format!("{digit}{number:031x}"),
            format!("{origin}{number:06}S3cr3tOfManyLettersAndDigitsXYZ0"),
        );
        self.clients.push(Client {
            store,
            pair: pair.clone(),
            revoked: false,
        });
        pair
    }

    /// The client that was made last in a store.
    pub(super) fn newest(&self, store: Store) -> Option<&Client> {
        self.clients
            .iter()
            .rev()
            .find(|client| client.store == store)
    }

    /// The client whose secret this is.
    pub(super) fn owner(&self, secret: &str) -> Option<&Client> {
        self.clients.iter().find(|client| client.pair.2 == secret)
    }

    /// Answers a request. `Err(…)` outside says that a promise was broken by asking.
    pub(super) fn ask(
        &mut self,
        request: &VerifyRequest,
    ) -> Result<Result<Proof, Failure>, String> {
        let host = request.endpoints.token_host.name().to_owned();
        let pretend = host.ends_with("localhost");
        let secret = request.client_secret.expose();
        if let Some(owner) = self.owner(secret)
            && (owner.store != Store::System) != pretend
        {
            return Err(format!("{secret} was sent to {host}"));
        }
        let failed = |stage, cause| {
            Err(Failure {
                stage,
                cause,
                took: Duration::from_millis(1),
                unused_proxy: None,
            })
        };
        if self.out_of_reach && !pretend {
            return Ok(failed(Stage::SecureConnection, Cause::Unreachable { host }));
        }
        let pair = (
            request.account.key(),
            request.client_id.as_str().to_owned(),
            secret.to_owned(),
        );
        let known = |client: &Client| client.pair == pair && !client.revoked;
        if self.clients.iter().any(known) {
            self.accepted.insert(pair);
            return Ok(Ok(proof()));
        }
        self.refused.insert(pair);
        let refusal = Refusal::InvalidClient {
            status: 401,
            description: None,
            named: true,
        };
        Ok(failed(Stage::Token, Cause::Refused(refusal)))
    }
}

pub(super) fn proof() -> Proof {
    Proof {
        token_lifetime: Some(Duration::from_secs(599)),
        scopes: None,
        api: ApiOutcome::Forbidden,
        api_took: Duration::from_millis(1),
        api_connection: None,
    }
}
