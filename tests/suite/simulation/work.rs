//! Does what is under way, as `effects::runner` does it: the keychain's real logic over the model keychain, the index beside
//! it, Talkdesk's answers.

use jiff::SignedDuration;
use talkdesk_setup::{
    connection::{Connection, Lookup, Reach},
    credentials::ClientId,
    keychain::{Keychain as _, KeychainError, Port as _},
    program::{
        AccountsMsg, COPIED_FOR, ChecksMsg, ClipboardMsg, CredentialsMsg, Draft, Effect,
        HandoverMsg, KeychainMsg, MovingOnMsg, Msg, OnThisComputer, RemoveAllProblem, SaveMsg,
        Store,
    },
    saved::{Index, Settings, UndoShelf},
    verification::Cause,
};

use super::{
    asking::request,
    judging::Losses,
    keychain::{ModelKeychain, pair},
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
                let allowed = Losses::by(&effect);
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

    pub(super) fn answer(&mut self, msg: impl Into<Msg>) {
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

    pub(super) fn change_index(
        &mut self,
        of: (Store, &ModelKeychain),
        change: impl FnOnce(&mut Index),
    ) {
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
                store,
                account,
                client_id,
            } => match keychain.load_listed(&account, &client_id) {
                Ok(envelope) => {
                    let request = request(store, &envelope);
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
            Effect::TakeHeld(mut entry) => {
                let result = keychain.take_held(&mut entry, self.now).map(|()| {
                    self.change_index((Store::System, keychain), |index| index.put(entry.clone()));
                    Box::new(entry)
                });
                self.answer(Msg::Keychain(KeychainMsg::Taken(result)));
            }
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
