//! What goes over the network: reaching hosts, verifying.

use std::{future::Future, sync::Arc};

use super::Runner;
use crate::{
    credentials::ClientId,
    effects::saved_credentials,
    program::{AccountsMsg, AttemptId, ChecksMsg, Msg, Store, VerifyMsg},
    talkdesk::{Account, Host},
    verification::VerifyRequest,
};

impl Runner {
    pub(super) fn verify(&mut self, attempt: AttemptId, request: VerifyRequest) {
        let post = self.post.clone();
        let network = self.network.clone();
        self.run_attempt(attempt, async move {
            let stages = post.clone();
            let on_stage =
                move |done| stages.send(Msg::Verify(VerifyMsg::StageDone { attempt, done }));
            let result = network.verify(&request, on_stage).await;
            post.send(Msg::Verify(VerifyMsg::Verified { attempt, result }));
        });
    }

    pub(super) fn reach(&self, host: Host, other: Host) {
        let (network, post) = (self.network.clone(), self.post.clone());
        self.requests.spawn(async move {
            let result = network.reach(&host, &other).await;
            post.send(Msg::Checks(ChecksMsg::Reached { host, result }));
        });
    }

    pub(super) fn verify_saved(
        &mut self,
        attempt: AttemptId,
        store: Store,
        account: Account,
        client_id: ClientId,
    ) {
        let (network, hosts) = (self.network.clone(), self.hosts(store));
        let (vault, post) = (self.vault(store), self.post.clone());
        let reading = Arc::clone(&self.reading);
        self.run_attempt(attempt, async move {
            let listed = (account.clone(), client_id);
            let verified = saved_credentials::verify(network, hosts, vault, listed, reading).await;
            let result = verified.map(|(_, result)| result);
            post.send(Msg::Accounts(AccountsMsg::Verified {
                attempt,
                account,
                result,
            }));
        });
    }

    /// Runs an attempt that [`Effect::Cancel`] stops.
    pub(super) fn run_attempt(
        &mut self,
        attempt: AttemptId,
        work: impl Future<Output = ()> + Send + 'static,
    ) {
        let task = self.requests.spawn(work);
        self.running.retain(|_, task| !task.is_finished());
        self.running.insert(attempt, task.abort_handle());
    }
}
