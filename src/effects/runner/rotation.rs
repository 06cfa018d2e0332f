//! Runs what a rotation wants.

use super::{Hosts, Runner, record_file};
use crate::{
    effects::{http::Network, wiped_stack::and_wipe_stack},
    keychain::Keychain as _,
    program::{
        Compared, NotGoneBack, OldPair, PairsTried, RotationEffect, RotationMsg, Store, is_refusal,
    },
    saved::Envelope,
    verification::{Failure, Proof},
};

impl Runner {
    pub(super) fn run_rotation(&mut self, effect: RotationEffect) {
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
                client_id,
            } => {
                let (vault, post) = (self.vault(store), self.post.clone());
                let exchange = self.exchange(store);
                self.run_attempt(attempt, async move {
                    let result =
                        match in_keychain(move || vault.load_old_and_new(&account, &client_id))
                            .await
                        {
                            Some(Ok((old, new))) => Ok(exchange.of_both(&old, &new).await),
                            Some(Err(error)) => Err(error),
                            None => return,
                        };
                    post.send(RotationMsg::Checked { attempt, result }.into());
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
                        store,
                        account,
                        client_id,
                        result,
                    };
                    Some(msg.into())
                });
            }
            RotationEffect::VerifyOld {
                attempt,
                store,
                account,
                client_id,
            } => {
                let (vault, post) = (self.vault(store), self.post.clone());
                let exchange = self.exchange(store);
                self.run_attempt(attempt, async move {
                    let result =
                        match in_keychain(move || vault.load_old_and_new(&account, &client_id))
                            .await
                        {
                            Some(Ok((old, _))) => match exchange.of(&old).await {
                                Ok(proof) => Ok(Box::new(OldPair {
                                    envelope: old,
                                    proof,
                                })),
                                Err(failure) => Err(NotGoneBack::NotAccepted(failure)),
                            },
                            Some(Err(error)) => Err(NotGoneBack::Keychain(error)),
                            None => return,
                        };
                    post.send(RotationMsg::OldVerified { attempt, result }.into());
                });
            }
            RotationEffect::BringBack {
                store,
                mut entry,
                pair,
                at,
            } => {
                let (vault, change_index) = (self.vault(store), self.change_index(store));
                self.in_turn(move || {
                    let account = entry.account.clone();
                    let result = vault
                        .go_back(&mut entry, &pair.envelope, &pair.proof, at)
                        .map(|()| {
                            change_index(&|index| index.put((*entry).clone()));
                            entry
                        });
                    let msg = RotationMsg::WentBack {
                        store,
                        account,
                        result,
                    };
                    Some(msg.into())
                });
            }
            RotationEffect::SaveRecord {
                account,
                name,
                text,
            } => self.in_background(move || {
                let result = record_file::write(&name, &text);
                Some(RotationMsg::RecordSaved { account, result }.into())
            }),
        }
    }

    fn exchange(&self, store: Store) -> Exchange {
        Exchange {
            network: self.network.clone(),
            hosts: self.hosts(store),
        }
    }
}

/// A fresh exchange with saved credentials.
struct Exchange {
    network: Network,
    hosts: Hosts,
}

impl Exchange {
    async fn of(&self, envelope: &Envelope) -> Result<Proof, Failure> {
        let request = self.hosts.request(envelope.clone());
        self.network.verify(&request, |_| {}).await
    }

    /// Tries the old pair and, where Talkdesk refuses it, the new one.
    async fn of_both(&self, old: &Envelope, new: &Envelope) -> PairsTried {
        let old = self.of(old).await;
        let new = if old.as_ref().is_err_and(is_refusal) {
            Some(self.of(new).await)
        } else {
            None
        };
        PairsTried { old, new }
    }
}

/// Reads the keychain on a thread of its own, which only fails to answer where the program ends.
async fn in_keychain<T: Send + 'static>(read: impl FnOnce() -> T + Send + 'static) -> Option<T> {
    tokio::task::spawn_blocking(|| and_wipe_stack(read))
        .await
        .ok()
}
