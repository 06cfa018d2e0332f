//! Runs what a rotation wants.

use super::{Runner, record_file};
use crate::{
    credentials::ClientId,
    effects::{http::Network, vault::Vault},
    keychain::Keychain as _,
    program::{Compared, NotGoneBack, PairsTried, RotationEffect, RotationMsg, is_refusal},
    saved::{Entry, Envelope},
    talkdesk::Endpoints,
    verification::{Failure, Proof, VerifyRequest},
};

impl Runner {
    pub(super) fn run_rotation(&self, effect: RotationEffect) {
        match effect {
            RotationEffect::Compare {
                attempt,
                store,
                account,
                client_id,
                client_secret,
            } => {
                let vault = self.vault(store);
                self.in_background(move || {
                    let result = vault.load_all(&account).map_or(Compared::New, |kept| {
                        Compared::with(&kept, &client_id, &client_secret)
                    });
                    Some(RotationMsg::Compared { attempt, result }.into())
                });
            }
            RotationEffect::Check {
                attempt,
                store,
                account,
                endpoints,
                client_id,
            } => {
                let (vault, exchange) = (self.vault(store), self.exchange(endpoints));
                self.in_background(move || {
                    let result = vault
                        .load_old_and_new(&account, &client_id)
                        .map(|(old, new)| try_pairs(&old, &new, exchange));
                    Some(RotationMsg::Checked { attempt, result }.into())
                });
            }
            RotationEffect::Record {
                store,
                account,
                old,
            } => {
                let change_index = self.change_index(store);
                self.in_background(move || {
                    change_index(&|index| {
                        if let Some(known) = index
                            .find_mut(&account)
                            .and_then(|entry| entry.replaced_mut(&old.client_id))
                        {
                            known.clone_from(&old);
                        }
                    });
                    None
                });
            }
            RotationEffect::Forget {
                store,
                account,
                client_id,
            } => {
                let (vault, change_index) = (self.vault(store), self.change_index(store));
                self.in_turn(move || {
                    let result = vault.forget_previous(&account, &client_id);
                    if result.is_ok() {
                        change_index(&|index| {
                            if let Some(entry) = index.find_mut(&account) {
                                entry.previous.retain(|old| old.client_id != client_id);
                            }
                        });
                    }
                    let msg = RotationMsg::Forgotten {
                        account,
                        client_id,
                        result,
                    };
                    Some(msg.into())
                });
            }
            RotationEffect::GoBack {
                attempt,
                store,
                endpoints,
                mut entry,
                client_id,
                at,
            } => {
                let (vault, exchange) = (self.vault(store), self.exchange(endpoints));
                let change_index = self.change_index(store);
                self.in_turn(move || {
                    let result = go_back(&vault, &mut entry, &client_id, at, exchange).map(|()| {
                        change_index(&|index| index.put((*entry).clone()));
                        entry
                    });
                    Some(RotationMsg::WentBack { attempt, result }.into())
                });
            }
            RotationEffect::SaveRecord { name, text } => self.in_background(move || {
                let result = record_file::write(&name, &text);
                Some(RotationMsg::RecordSaved(result).into())
            }),
        }
    }

    /// A fresh exchange with credentials at these endpoints, which blocks.
    fn exchange(
        &self,
        endpoints: Endpoints,
    ) -> impl Fn(&Envelope) -> Result<Proof, Failure> + Send + use<> {
        let runtime = self.runtime.handle().clone();
        let network: Network = self.network.clone();
        move |envelope| {
            let request = VerifyRequest {
                account: envelope.account.clone(),
                endpoints: endpoints.clone(),
                client_id: envelope.client_id.clone(),
                client_secret: envelope.client_secret.clone(),
                scope: None,
            };
            runtime.block_on(network.verify(&request, |_| {}))
        }
    }
}

fn try_pairs(
    old: &Envelope,
    new: &Envelope,
    exchange: impl Fn(&Envelope) -> Result<Proof, Failure>,
) -> PairsTried {
    let old = exchange(old);
    let new = old.as_ref().is_err_and(is_refusal).then(|| exchange(new));
    PairsTried { old, new }
}

fn go_back(
    vault: &Vault,
    entry: &mut Entry,
    old: &ClientId,
    at: jiff::Timestamp,
    exchange: impl Fn(&Envelope) -> Result<Proof, Failure>,
) -> Result<(), NotGoneBack> {
    let (old, _) = vault
        .load_old_and_new(&entry.account, old)
        .map_err(NotGoneBack::Keychain)?;
    let proof = exchange(&old).map_err(NotGoneBack::NotAccepted)?;
    vault
        .go_back(entry, &old, &proof, at)
        .map_err(NotGoneBack::Keychain)
}
