//! What is done with credentials that are saved, by the window's cards and by the commands alike.

use std::sync::Arc;

use jiff::Timestamp;

use super::{http::Network, vault::Vault, wiped_stack::and_wipe_stack};
use crate::{
    credentials::ClientId,
    keychain::{Keychain as _, KeychainError, Port as _},
    program::PracticeHosts,
    saved::{Entry, Envelope, Index, Kept, OddItem},
    talkdesk::{Account, Endpoints, Region},
    verification::{Failure, Proof, Target, VerifyRequest},
};

/// Leads requests with saved credentials to the hosts of their own envelope, or to the stand-in for those.
#[derive(Clone, Debug, Default)]
pub struct Hosts(pub Option<PracticeHosts>);

impl Hosts {
    /// The hosts of an account.
    #[must_use]
    pub fn endpoints(&self, account: &Account) -> Endpoints {
        match &self.0 {
            Some(practice) => practice.endpoints(account),
            None => account.endpoints(),
        }
    }

    /// Where API calls of an account go, for another program: scheme, host and port. Not every program finds a name under
    /// `localhost`.
    #[must_use]
    pub fn api_url(&self, account: &Account) -> String {
        match &self.0 {
            Some(practice) => format!("http://127.0.0.1:{}", practice.port),
            None => account.endpoints().api_host.origin(),
        }
    }

    /// What is sent with credentials from the keychain.
    #[must_use]
    pub fn request(&self, envelope: Envelope) -> VerifyRequest {
        let account = envelope.account;
        VerifyRequest {
            endpoints: self.endpoints(&account),
            account,
            client_id: envelope.client_id,
            client_secret: envelope.client_secret,
            scope: None,
        }
    }
}

/// What was asked, and how it ended.
pub type Verified = (Target, Result<Proof, Failure>);

/// Reads the credentials of a listed account and tries them. The way to the API is opened meanwhile, without any secret.
/// One keychain is read after the other, by `reading`, so that one prompt of the system comes after the other.
///
/// # Errors
/// When the keychain does not give them, or they are not those that are listed.
pub async fn verify(
    network: Network,
    hosts: Hosts,
    vault: Vault,
    (account, client_id): (Account, ClientId),
    reading: Arc<tokio::sync::Mutex<()>>,
) -> Result<Verified, KeychainError> {
    // The hosts of Other come from a file that any program of the person can change: those of the keychain are awaited.
    if !matches!(account.region, Region::Other { .. }) {
        network.open_api_meanwhile(&hosts.endpoints(&account));
    }
    let turn = reading.lock().await;
    let loaded = tokio::task::spawn_blocking(move || {
        and_wipe_stack(|| vault.load_listed(&account, &client_id))
    })
    .await;
    drop(turn);
    // Its thread only fails to answer where the program ends.
    let envelope = loaded.unwrap_or_else(|_ended| {
        Err(KeychainError::Frozen {
            name: "The keychain".to_owned(),
        })
    })?;
    let request = hosts.request(envelope);
    network.open_api_meanwhile(&request.endpoints);
    let result = network.verify(&request, |_| {}).await;
    Ok((request.target(), result))
}

/// Keeps in the vault what `keep` writes to it, and then its entry in the index, as `keep` leaves it. `change_index` is
/// called where the vault has taken it.
///
/// # Errors
/// Those of `keep`.
pub fn keep(
    mut entry: Entry,
    keep: impl FnOnce(&mut Entry) -> Result<(), KeychainError>,
    change_index: impl FnOnce(&dyn Fn(&mut Index)),
) -> Result<Box<Entry>, KeychainError> {
    keep(&mut entry)?;
    change_index(&|index| index.put(entry.clone()));
    Ok(Box::new(entry))
}

/// Takes an account's credentials out of the vault, and its entry out of the index.
///
/// # Errors
/// When they were not deleted.
pub fn remove(
    vault: &Vault,
    account: &Account,
    change_index: impl FnOnce(&dyn Fn(&mut Index)),
) -> Result<Kept, KeychainError> {
    let result = vault.remove(account);
    if result.is_ok() || matches!(result, Err(KeychainError::NotThere { .. })) {
        change_index(&|index| index.remove(account));
    }
    result
}

/// Brings the index up to what the vault holds. Returns it with what is not as it should be; `None` where the vault gives
/// nothing, or would ask the person and it may not.
pub fn compare(
    vault: &Vault,
    mut index: Index,
    may_ask: bool,
    change_index: impl FnOnce(&dyn Fn(&mut Index)),
) -> Option<(Index, Vec<OddItem>)> {
    let info = vault.describe().ok()?;
    if vault.asks_unasked() && !may_ask {
        return None;
    }
    let held = vault.list().ok()?;
    let (before, now) = (index.clone(), Timestamp::now());
    let odd = index.reconcile(&held, &info.name, now);
    if index != before {
        change_index(&|index| drop(index.reconcile(&held, &info.name, now)));
    }
    Some((index, odd))
}
