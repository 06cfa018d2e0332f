//! Does what is under way, as `effects::runner` does it: the keychain's real logic over the model keychain, the index beside
//! it, Talkdesk's answers.

use jiff::SignedDuration;
use talkdesk_setup::{
    connection::{Connection, Lookup, Reach},
    credentials::ClientId,
    keychain::{Keychain as _, KeychainError, Port as _},
    program::{
        AccountsMsg, COPIED_FOR, ChecksMsg, ClipboardMsg, Compared, CredentialsMsg, Draft, Effect,
        HandoverMsg, HandoverValue, KeychainMsg, MovingOnMsg, Msg, NotGoneBack, OldPair,
        OnThisComputer, PairsTried, RemoveAllProblem, RotationEffect, RotationMsg, SaveMsg, Store,
        VerifyMsg, is_refusal,
    },
    saved::{Entry, Envelope, Index, Settings, UndoShelf},
    talkdesk::{Account, Endpoints},
    verification::{Cause, Failure, Proof, VerifyRequest},
};

use super::{
    keychain::{ModelKeychain, Pair, pair},
    world::{Asked, Pending, Timer, Work, World, store_of},
};

impl World {
    /// Does one thing that is under way; `chance` decides what is left to chance.
    pub(super) fn work(&mut self, place: usize, chance: u32) {
        let Pending {
            work,
            keychain,
            undo,
        } = self.pending.remove(place);
        match work {
            Work::Effect(effect) => {
                let before = self.system.pairs();
                let allowed = self.allowed_losses(&effect);
                let is_system = store_of(&effect) == Store::System;
                self.effect(effect, &keychain, &undo.clone(), chance);
                if keychain.take_disturbed() && is_system {
                    self.looked_into = false;
                }
                self.judge_losses(&before, &allowed);
                self.judge_writes(&keychain, is_system);
            }
            Work::Reading(effect, text) => self.read(effect, text, chance),
            Work::Asking {
                attempt,
                request,
                of,
            } => match self.talkdesk.ask(&request) {
                Ok(result) => self.asked(attempt, &request, of, result),
                Err(broken) => self.breaks(broken),
            },
            Work::WritingClipboard {
                copy,
                value,
                account,
                pair,
            } => {
                let client_id = ClientId::parse(&pair.1).unwrap();
                let result = if chance % 8 == 7 {
                    Err("The clipboard took nothing.".to_owned())
                } else {
                    self.copied = Some((pair.0, pair.1));
                    let due = self.now + COPIED_FOR;
                    let what = Timer::Copied(copy);
                    self.push(Store::System, Work::Timer { due, what });
                    Ok(())
                };
                self.answer(Msg::Handover(HandoverMsg::Copied {
                    copy,
                    value,
                    account,
                    client_id,
                    result,
                }));
            }
            Work::Timer { what, .. } => match what {
                Timer::Copied(copy) => self.answer(Msg::Clipboard(ClipboardMsg::TimeIsUp { copy })),
                Timer::Undo {
                    store,
                    account,
                    number,
                } => {
                    if undo.borrow_mut().time_is_up(&account.key(), number) {
                        self.answer(Msg::Accounts(AccountsMsg::UndoIsOver { store, account }));
                    }
                }
            },
        }
    }

    fn answer(&mut self, msg: impl Into<Msg>) {
        self.mailbox.push_back(msg.into());
    }

    fn read(&mut self, effect: Effect, text: Option<String>, chance: u32) {
        let text = text.filter(|_| chance % 8 != 7);
        let result = |nothing: &str| text.as_deref().map(Into::into).ok_or(nothing.to_owned());
        let msg = match effect {
            Effect::ReadClipboard { into, asked } => CredentialsMsg::ClipboardRead {
                into,
                asked,
                result: result("There is no text on the clipboard."),
            },
            Effect::ReadFile { path, asked } => CredentialsMsg::FileRead {
                asked,
                path: Some(path),
                result: result("The file cannot be read."),
            },
            Effect::ChooseFile { asked } if text.is_some() => CredentialsMsg::FileRead {
                asked,
                path: Some("client.json".into()),
                result: result("The file cannot be read."),
            },
            _ => return,
        };
        self.answer(Msg::Credentials(msg));
    }

    fn change_index(&mut self, of: (Store, &ModelKeychain), change: impl FnOnce(&mut Index)) {
        if of.0 == Store::System && !of.1.is_dead() {
            change(&mut self.index);
            let own = |id: &str| id.starts_with('a');
            if let Some(entry) =
                (self.index.entries.iter()).find(|own_| !own(own_.client_id.as_str()))
            {
                let id = entry.client_id.as_str().to_owned();
                self.breaks(format!("the pretend client {id} is in the index"));
            }
        }
    }

    fn effect(
        &mut self,
        effect: Effect,
        keychain: &ModelKeychain,
        undo: &std::rc::Rc<std::cell::RefCell<UndoShelf>>,
        chance: u32,
    ) {
        match effect {
            Effect::DescribeKeychain { store } => {
                let result = keychain.describe();
                self.answer(Msg::Keychain(KeychainMsg::Described { store, result }));
            }
            Effect::UnlockKeychain => {
                let result = if chance % 3 == 2 {
                    Err(KeychainError::Refused {
                        name: "Model Keyring".to_owned(),
                    })
                } else {
                    keychain.unlock()
                };
                self.answer(Msg::Keychain(KeychainMsg::Unlocked(result)));
            }
            Effect::TestKeychain { store } => {
                let result = keychain.self_test();
                self.answer(Msg::Keychain(KeychainMsg::Tested { store, result }));
            }
            Effect::Reach { host, .. } => {
                let result = if self.talkdesk.out_of_reach {
                    Err(Cause::Unreachable {
                        host: host.name().to_owned(),
                    })
                } else {
                    Ok(reached(host.name()))
                };
                self.answer(Msg::Checks(ChecksMsg::Reached { host, result }));
            }
            Effect::Verify { attempt, request } => {
                self.push(
                    Store::System,
                    Work::Asking {
                        attempt,
                        request,
                        of: Asked::Entered,
                    },
                );
            }
            Effect::Save {
                attempt,
                store,
                envelope,
                mut entry,
                replaces,
            } => {
                let kept = keychain.keep(&mut entry, &envelope, replaces);
                let result = kept.map(|()| {
                    undo.borrow_mut().forget(&envelope.account.key());
                    self.change_index((store, keychain), |index| index.put(entry.clone()));
                    Box::new(entry)
                });
                self.answer(Msg::Save(SaveMsg::Saved {
                    attempt,
                    store,
                    result,
                }));
            }
            Effect::VerifySaved {
                attempt,
                account,
                endpoints,
                ..
            } => match keychain.load(&account) {
                Ok(envelope) => {
                    let request = request(&envelope, endpoints);
                    let of = Asked::Saved;
                    self.push(
                        Store::System,
                        Work::Asking {
                            attempt,
                            request,
                            of,
                        },
                    );
                }
                Err(error) => self.answer(Msg::Accounts(AccountsMsg::Verified {
                    attempt,
                    account,
                    result: Err(error),
                })),
            },
            Effect::Remove {
                store,
                account,
                undo: lasts,
            } => {
                let result = keychain.remove(&account);
                if result.is_ok() || matches!(result, Err(KeychainError::NotThere { .. })) {
                    self.change_index((store, keychain), |index| index.remove(&account));
                }
                let result = result.map(|kept| {
                    let number = undo.borrow_mut().put(account.key(), kept);
                    let due = self.now + lasts;
                    let account = account.clone();
                    let what = Timer::Undo {
                        store,
                        account,
                        number,
                    };
                    self.push(store, Work::Timer { due, what });
                });
                self.answer(Msg::Accounts(AccountsMsg::Removed {
                    store,
                    account,
                    result,
                }));
            }
            Effect::Restore { store, mut entry } => {
                let account = entry.account.clone();
                let kept = undo.borrow_mut().take(&account.key());
                let result = match kept {
                    None => Err(KeychainError::UndoIsOver {
                        account: account.label(),
                    }),
                    Some(kept) => match keychain.undo_remove(&mut entry, &kept) {
                        Ok(()) => {
                            self.change_index((store, keychain), |index| index.put(entry.clone()));
                            Ok(Box::new(entry))
                        }
                        Err(error) => {
                            undo.borrow_mut().put(account.key(), kept);
                            Err(error)
                        }
                    },
                };
                self.answer(Msg::Accounts(AccountsMsg::Restored {
                    store,
                    account,
                    result,
                }));
            }
            Effect::FindAccounts => self.find_accounts(keychain),
            Effect::Settle { account, chosen } => {
                let settled = keychain.settle(&account, chosen.as_ref());
                let result = settled.map(|()| account);
                self.answer(Msg::Keychain(KeychainMsg::Settled(result)));
            }
            Effect::CopyValue {
                copy,
                value,
                account,
                client_id,
                ..
            } => match keychain.load_pair(&account, &client_id) {
                Ok(envelope) => {
                    let pair = pair(&envelope);
                    self.judge_handed_over(&pair, value);
                    self.push(
                        Store::System,
                        Work::WritingClipboard {
                            copy,
                            value,
                            account,
                            pair,
                        },
                    );
                }
                Err(error) => self.answer(Msg::Handover(HandoverMsg::Copied {
                    copy,
                    value,
                    account,
                    client_id,
                    result: Err(error.what_happened_and_what_to_do()),
                })),
            },
            Effect::ClearCopied => {
                self.copied = None;
                self.answer(Msg::Clipboard(ClipboardMsg::CopiedCleared(Ok(()))));
            }
            Effect::ClearPasted => {
                self.answer(Msg::Clipboard(ClipboardMsg::PastedCleared(Ok(()))));
            }
            Effect::MoveToTrash(path) => {
                let result = Ok(());
                self.answer(Msg::Handover(HandoverMsg::MovedToTrash { path, result }));
            }
            Effect::SaveReminder { asked, .. } => {
                let result = Ok("reminder.ics".into());
                self.answer(Msg::Handover(HandoverMsg::ReminderSaved { asked, result }));
            }
            Effect::ListKept { store } => {
                let kept = OnThisComputer {
                    items: keychain.items(),
                    folders: Vec::new(),
                };
                self.answer(Msg::MovingOn(MovingOnMsg::KeptListed { store, kept }));
            }
            Effect::RemoveAll { store } => {
                undo.borrow_mut().clear();
                let result = keychain.remove_all().map_err(RemoveAllProblem::Keychain);
                if result.is_ok() {
                    self.change_index((store, keychain), |index| *index = Index::default());
                    if store == Store::System {
                        self.settings = Settings::default();
                        self.draft = Draft::default();
                    }
                }
                self.answer(Msg::MovingOn(MovingOnMsg::AllRemoved { store, result }));
            }
            Effect::Rotation(effect) => self.rotation(effect, keychain),
            // The others are done at once, or never.
            _ => {}
        }
    }

    fn find_accounts(&mut self, keychain: &ModelKeychain) {
        let mut index = self.index.clone();
        let (Ok(info), Ok(held)) = (keychain.describe(), keychain.list()) else {
            return;
        };
        let odd = index.reconcile(&held, &info.name, self.now);
        if keychain.is_dead() {
            return;
        }
        let entries = index.entries.clone();
        self.change_index((Store::System, keychain), |own| *own = index);
        self.looked_into = true;
        self.answer(Msg::Keychain(KeychainMsg::Read { entries, odd }));
    }

    fn rotation(&mut self, effect: RotationEffect, keychain: &ModelKeychain) {
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
                account,
                endpoints,
                client_id,
                ..
            } => match keychain.load_old_and_new(&account, &client_id) {
                Ok((old, new)) => {
                    let new = Box::new(request(&new, endpoints.clone()));
                    let work = Work::Asking {
                        attempt,
                        request: request(&old, endpoints),
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
                account,
                endpoints,
                client_id,
                ..
            } => match keychain.load_old_and_new(&account, &client_id) {
                Ok((old, _)) => {
                    let work = Work::Asking {
                        attempt,
                        request: request(&old, endpoints),
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

    fn asked(
        &mut self,
        attempt: talkdesk_setup::program::AttemptId,
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

    fn allowed_losses(&self, effect: &Effect) -> Losses {
        match effect {
            Effect::RemoveAll { store } if *store == Store::System => Losses::All,
            Effect::Remove { store, account, .. } if *store == Store::System => {
                Losses::Of(account.clone())
            }
            Effect::Rotation(RotationEffect::Forget {
                store,
                account,
                client_id,
            }) if *store == Store::System => {
                Losses::Client(account.clone(), client_id.as_str().to_owned())
            }
            _ => Losses::None,
        }
    }

    fn judge_losses(&mut self, before: &[Pair], allowed: &Losses) {
        let after = self.system.pairs();
        for lost in before.iter().filter(|pair| !after.contains(pair)) {
            let fine = match allowed {
                Losses::None => false,
                Losses::All => true,
                Losses::Of(account) => account.key() == lost.0,
                Losses::Client(account, id) => {
                    let told = self.may_forget.contains(&(account.key(), id.clone()));
                    let refused = self.talkdesk.refused.contains(lost);
                    account.key() == lost.0 && *id == lost.1 && (told || refused)
                }
            };
            if !fine {
                let lost = format!("{lost:?} was forgotten, and nobody said so");
                self.breaks(lost);
            }
        }
    }

    /// Nothing is kept that was not accepted as it stands, or that belongs to the other store.
    fn judge_writes(&mut self, keychain: &ModelKeychain, is_system: bool) {
        for value in keychain.take_written() {
            let Ok(envelope) = Envelope::from_json(value.expose()) else {
                continue;
            };
            let pair = pair(&envelope);
            if !self.talkdesk.accepted.contains(&pair) {
                self.breaks(format!("{pair:?} was saved unverified"));
            }
            let owner = self.talkdesk.owner(&pair.2);
            if owner.is_some_and(|owner| (owner.store == Store::System) != is_system) {
                self.breaks(format!("{pair:?} was saved to the other store"));
            }
            if is_system {
                self.saved.insert(pair.2);
            }
        }
    }

    fn judge_handed_over(&mut self, pair: &Pair, value: HandoverValue) {
        if !self.talkdesk.accepted.contains(pair) {
            self.breaks(format!("{value:?} of {pair:?} was handed over unverified"));
        }
    }
}

enum Losses {
    None,
    All,
    Of(Account),
    Client(Account, String),
}

fn request(envelope: &Envelope, endpoints: Endpoints) -> VerifyRequest {
    VerifyRequest {
        account: envelope.account.clone(),
        endpoints,
        client_id: envelope.client_id.clone(),
        client_secret: envelope.client_secret.clone(),
        scope: None,
    }
}

fn reached(host: &str) -> Reach {
    Reach {
        connection: Connection {
            host: host.to_owned(),
            lookup: Lookup::NotNeeded,
            address: None,
            took: SignedDuration::from_millis(1).unsigned_abs(),
            proxy: None,
            tls: None,
        },
        answer_took: SignedDuration::from_millis(1).unsigned_abs(),
        server_time: None,
    }
}
