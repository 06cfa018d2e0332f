//! What Talkdesk's answers lead to, and the work of a rotation.

use talkdesk_setup::{
    keychain::Keychain as _,
    program::{
        AccountsMsg, AttemptId, Compared, Msg, NotGoneBack, OldPair, PairsTried, RotationEffect,
        RotationMsg, Store, VerifyMsg, is_refusal,
    },
    saved::{Entry, Envelope},
    verification::{Failure, Proof, VerifyRequest},
};

use super::{
    keychain::ModelKeychain,
    world::{Asked, STAND_IN, Work, World},
};

impl World {
    pub(super) fn rotation(&mut self, effect: RotationEffect, keychain: &ModelKeychain) {
        match effect {
            RotationEffect::Compare {
                attempt,
                account,
                client_id,
                client_secret,
                ..
            } => {
                let kept = keychain.load_all(&account);
                let result = kept.map_or(Compared::New, |kept| {
                    Compared::with(&kept, &client_id, &client_secret)
                });
                self.answer(RotationMsg::Compared { attempt, result });
            }
            RotationEffect::Check {
                attempt,
                store,
                account,
                client_id,
            } => match keychain.load_old_and_new(&account, &client_id) {
                Ok((old, new)) => {
                    let new = Box::new(request(store, &new));
                    let work = Work::Asking {
                        attempt,
                        request: request(store, &old),
                        of: Asked::OldThenNew(new),
                    };
                    self.push(Store::System, work);
                }
                Err(error) => self.answer(RotationMsg::Checked {
                    attempt,
                    result: Err(error),
                }),
            },
            RotationEffect::Record {
                store,
                account,
                old,
            } => self.change_index((store, keychain), |index| {
                let entry = index.find_mut(&account);
                if let Some(known) = entry.and_then(|entry| entry.replaced_mut(&old.client_id)) {
                    known.clone_from(&old);
                }
            }),
            RotationEffect::Forget {
                store,
                account,
                client_id,
            } => {
                let result = keychain.forget_previous(&account, &client_id);
                if result.is_ok() {
                    self.change_index((store, keychain), |index| {
                        if let Some(entry) = index.find_mut(&account) {
                            entry.previous.retain(|old| old.client_id != client_id);
                        }
                    });
                }
                self.answer(RotationMsg::Forgotten {
                    store,
                    account,
                    client_id,
                    result,
                });
            }
            RotationEffect::VerifyOld {
                attempt,
                store,
                account,
                client_id,
            } => match keychain.load_old_and_new(&account, &client_id) {
                Ok((old, _)) => {
                    let work = Work::Asking {
                        attempt,
                        request: request(store, &old),
                        of: Asked::Old(Box::new(old)),
                    };
                    self.push(Store::System, work);
                }
                Err(error) => self.answer(RotationMsg::OldVerified {
                    attempt,
                    result: Err(NotGoneBack::Keychain(error)),
                }),
            },
            RotationEffect::BringBack {
                store,
                mut entry,
                pair,
                at,
            } => {
                let account = entry.account.clone();
                let back = keychain.go_back(&mut entry, &pair.envelope, &pair.proof, at);
                let result = back.map(|()| {
                    let put: &Entry = &entry;
                    self.change_index((store, keychain), |index| index.put(put.clone()));
                    entry
                });
                self.answer(RotationMsg::WentBack {
                    store,
                    account,
                    result,
                });
            }
            RotationEffect::SaveRecord { account, .. } => {
                let result = Ok("record.txt".to_owned());
                self.answer(RotationMsg::RecordSaved { account, result });
            }
        }
    }

    pub(super) fn asked(
        &mut self,
        attempt: AttemptId,
        request: &VerifyRequest,
        of: Asked,
        result: Result<Proof, Failure>,
    ) {
        match of {
            Asked::Entered => self.answer(Msg::Verify(VerifyMsg::Verified { attempt, result })),
            Asked::Saved => self.answer(Msg::Accounts(AccountsMsg::Verified {
                attempt,
                account: request.account.clone(),
                result: Ok(result),
            })),
            Asked::Old(envelope) => {
                let envelope = *envelope;
                let result = match result {
                    Ok(proof) => Ok(Box::new(OldPair { envelope, proof })),
                    Err(failure) => Err(NotGoneBack::NotAccepted(failure)),
                };
                self.answer(RotationMsg::OldVerified { attempt, result });
            }
            Asked::OldThenNew(new) if result.as_ref().is_err_and(is_refusal) => {
                let work = Work::Asking {
                    attempt,
                    request: *new,
                    of: Asked::NewAfterOld(Box::new(result)),
                };
                self.push(Store::System, work);
            }
            Asked::OldThenNew(_) => self.answer(RotationMsg::Checked {
                attempt,
                result: Ok(PairsTried {
                    old: result,
                    new: None,
                }),
            }),
            Asked::NewAfterOld(old) => self.answer(RotationMsg::Checked {
                attempt,
                result: Ok(PairsTried {
                    old: *old,
                    new: Some(result),
                }),
            }),
        }
    }
}

/// As the runner does: to the hosts of the envelope, or of the stand-in for those.
pub(super) fn request(store: Store, envelope: &Envelope) -> VerifyRequest {
    VerifyRequest {
        account: envelope.account.clone(),
        endpoints: match store {
            Store::System => envelope.account.endpoints(),
            Store::Practice(_) => STAND_IN.endpoints(&envelope.account),
        },
        client_id: envelope.client_id.clone(),
        client_secret: envelope.client_secret.clone(),
        scope: None,
    }
}
