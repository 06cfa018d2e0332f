//! Does what a person does on the page in front.

use talkdesk_setup::{
    credentials::{VisibleField, is_for_the_reader},
    program::{
        AccountMsg, AccountsMsg, ClipboardMsg, CreateClientMsg, CredentialsMsg, HandoverMsg,
        KeychainMsg, LeakedMsg, LeavingMsg, MenuMsg, MenuPage, MovingOnMsg, Msg, PracticeMsg,
        RotationMsg, SaveMsg, Screen, SettingsMsg, Step, VerifyMsg, WizardMsg,
    },
    secret::Secret,
    talkdesk::Account,
};

use super::{
    acts::Act,
    keychain::Pair,
    offered::items_to_settle,
    reached::Reached,
    walk::{Walk, accounts},
    world::json_of,
};

impl Walk {
    pub(super) fn act(&mut self, act: Act, chance: u32) {
        let msg = match act {
            Act::AllComes => return,
            Act::Deliver => return self.deliver(),
            Act::Work(place) => return self.world.work(place, chance),
            Act::Wait(seconds) => return self.world.time_passes(seconds),
            Act::ReachChanges => {
                self.world.talkdesk.out_of_reach ^= true;
                return;
            }
            Act::Locks => return self.world.system.lock(),
            Act::Opens => return self.world.system.opens(),
            Act::Fails(after, fault) => return self.world.system.will_fail(after, fault),
            Act::OtherProgramDeletes | Act::OtherProgramGarbles | Act::OtherProgramDoubles => {
                return self.world.other_program(act, chance);
            }
            Act::OtherWindowReplaces | Act::OtherWindowRemoves => {
                return self.world.other_window(act, chance);
            }
            Act::Revoke => return self.world.revoke(chance),
            Act::KilledWhile(place, calls) => {
                let place = place % self.world.pending.len().max(1);
                if place < self.world.pending.len() && self.world.is_due(place) {
                    self.world.system.kill_after(calls);
                    self.world.work(place, chance);
                    if self.world.system.is_dead() {
                        Reached::KilledInTheMiddle.count();
                    }
                }
                return self.starts_anew();
            }
            Act::Escape => Msg::Leaving(LeavingMsg::EscapePressed),
            Act::Close => Msg::Leaving(LeavingMsg::CloseRequested),
            Act::KeepGoing => Msg::Leaving(LeavingMsg::KeepGoing),
            Act::Leave => Msg::Leaving(LeavingMsg::Leave),
            Act::DismissNotice => Msg::DismissNotice,
            Act::Unlock => Msg::Keychain(KeychainMsg::Unlock),
            Act::LookAgain => Msg::Keychain(KeychainMsg::LookAgain),
            Act::Settle(place, double) => {
                let item = items_to_settle(&self.program).swap_remove(place);
                let Some(account) = item.account else { return };
                let chosen = double.map(|double| item.doubles[double].clone());
                Msg::Keychain(KeychainMsg::Settle { account, chosen })
            }
            Act::CloseMenu => Msg::Menu(MenuMsg::Close),
            Act::TakeHeld(place) => {
                let item = items_to_settle(&self.program).swap_remove(place);
                let Some(account) = item.account else { return };
                Msg::Keychain(KeychainMsg::Take(account))
            }
            Act::SetUp if self.program.screen == Screen::Welcome => Msg::SetUpAccount,
            Act::SetUp => Msg::Accounts(AccountsMsg::Add),
            Act::StartPractice => Msg::Practice(PracticeMsg::Start),
            Act::LeavePractice => Msg::Practice(PracticeMsg::Leave),
            Act::SetUpReal => Msg::Practice(PracticeMsg::SetUpReal),
            Act::Settings => Msg::Menu(MenuMsg::Show(MenuPage::Settings)),
            Act::VerifyOnOpen => {
                let mut settings = self.program.settings.clone();
                settings.verify_on_open ^= true;
                Msg::Settings(SettingsMsg::Change(settings))
            }
            Act::MovingOn => Msg::Menu(MenuMsg::Show(MenuPage::MovingOn)),
            Act::AskRemoveAll => Msg::MovingOn(MovingOnMsg::AskRemoveAll),
            Act::KeepAll => Msg::MovingOn(MovingOnMsg::KeepAll),
            Act::RemoveAll => Msg::MovingOn(MovingOnMsg::RemoveAll),
            Act::VerifyAll => Msg::Accounts(AccountsMsg::VerifyAll),
            Act::CancelVerifyAll => Msg::Accounts(AccountsMsg::CancelVerifyAll),
            Act::Verify(place) => Msg::Accounts(AccountsMsg::Verify(self.account(place))),
            Act::Replace(place) => Msg::Accounts(AccountsMsg::Replace(self.account(place))),
            Act::Use(place) => Msg::Accounts(AccountsMsg::Use(self.account(place))),
            Act::OpenLeaked(place) => LeakedMsg::Open(self.account(place)).into(),
            Act::Remove(place) => Msg::Accounts(AccountsMsg::Remove(self.account(place))),
            Act::OpenRetiring(place) => RotationMsg::Open(self.account(place)).into(),
            Act::Undo(place) => {
                let account = self.program.accounts.removed[place].account().clone();
                Msg::Accounts(AccountsMsg::UndoRemove(account))
            }
            Act::Revoked(revoked) => LeakedMsg::Revoked(revoked).into(),
            Act::ReplaceLeaked => LeakedMsg::Replace.into(),
            Act::CloseLeaked => LeakedMsg::Close.into(),
            Act::Continue => Msg::Wizard(WizardMsg::Continue),
            Act::Back => Msg::Wizard(WizardMsg::Back),
            Act::EnterAccount(place) => {
                let account = &accounts()[place];
                let form = &mut self.program.wizard.account;
                account
                    .endpoints()
                    .token_host
                    .name()
                    .clone_into(&mut form.input);
                Msg::Account(AccountMsg::Edited)
            }
            Act::EnterNoAccount => {
                self.program.wizard.account.input.clear();
                Msg::Account(AccountMsg::Edited)
            }
            Act::OpenTalkdesk => Msg::CreateClient(CreateClientMsg::OpenTalkdesk),
            Act::WhatToRead(answer) => {
                let what = &mut self.program.wizard.guide.what;
                what.choose(answer, !what.is_chosen(answer));
                return;
            }
            Act::MakeClient => {
                self.program.wizard.guide.tick(0, true);
                self.make();
                return;
            }
            Act::EnterNewest => {
                let store = self.program.store();
                // A client that is not saved yet, as one enters it.
                let newest = self
                    .world
                    .talkdesk
                    .newest(store)
                    .map(|client| client.pair.clone());
                let unused = newest.filter(|pair| {
                    let account = self.program.entered_account();
                    !self.world.saved.contains(&pair.2)
                        && account.is_none_or(|account| account.key() == pair.0)
                });
                let pair = unused.unwrap_or_else(|| self.make());
                return self.enter(Some(&pair.1), Some(&pair.2));
            }
            Act::EnterNewestId => {
                let pair = self.newest();
                return self.enter(Some(&pair.1), None);
            }
            Act::EnterNewestSecret => {
                let pair = self.newest();
                return self.enter(None, Some(&pair.2));
            }
            Act::EnterIdOfAnother => {
                let pair = self.another();
                return self.enter(Some(&pair.1), None);
            }
            Act::EnterSecretOfAnother => {
                let pair = self.another();
                return self.enter(None, Some(&pair.2));
            }
            Act::EnterSecretAsId => {
                let pair = self.newest();
                return self.enter(Some(&pair.2), None);
            }
            Act::ClearSecret => return self.enter(None, Some("")),
            Act::LeaveField => Msg::Credentials(CredentialsMsg::Left),
            Act::UndoPutRight => Msg::Credentials(CredentialsMsg::UndoPutRight),
            Act::Paste => {
                self.at_hand(chance);
                Msg::Credentials(CredentialsMsg::Paste)
            }
            Act::PasteIntoFocus => {
                self.at_hand(chance);
                Msg::Credentials(CredentialsMsg::PasteIntoFocus)
            }
            Act::ChooseFile => Msg::Credentials(CredentialsMsg::ChooseFile),
            Act::DropFile => {
                self.at_hand(0);
                Msg::Credentials(CredentialsMsg::FileDropped("dropped.json".into()))
            }
            Act::ClearPasted => Msg::Clipboard(ClipboardMsg::ClearPasted),
            Act::CancelVerify => Msg::Verify(VerifyMsg::Cancel),
            Act::Remedy(remedy) => Msg::Verify(VerifyMsg::Remedy(remedy)),
            Act::Save => Msg::Save(SaveMsg::Save),
            Act::Copy(value) => Msg::Handover(HandoverMsg::Copy(value)),
            Act::ClearCopied => Msg::Clipboard(ClipboardMsg::ClearCopied),
            Act::MoveToTrash => Msg::Handover(HandoverMsg::MoveToTrash),
            Act::SaveReminder => Msg::Handover(HandoverMsg::SaveReminder),
            Act::Finish => Msg::Handover(HandoverMsg::Finish),
            Act::NexlaRuns => {
                if let Some(retiring) = &mut self.program.retiring {
                    retiring.has_run ^= true;
                }
                return;
            }
            Act::Check => RotationMsg::Check.into(),
            Act::GoBack => RotationMsg::GoBack.into(),
            Act::Forget => {
                if let Some(retiring) = &self.program.retiring {
                    let id = retiring.old.client_id.as_str().to_owned();
                    self.world.may_forget.insert((retiring.account.key(), id));
                }
                RotationMsg::Forget.into()
            }
            Act::KeepForNow => RotationMsg::KeepForNow.into(),
            Act::CancelRetiring => RotationMsg::Cancel.into(),
            Act::SaveRecord => RotationMsg::SaveRecord.into(),
            Act::UseRetiring => {
                let Some(retiring) = &self.program.retiring else {
                    return;
                };
                Msg::Accounts(AccountsMsg::Use(retiring.account.clone()))
            }
        };
        self.send(msg);
    }

    fn account(&self, place: usize) -> Account {
        self.program.accounts.cards[place].entry.account.clone()
    }

    /// The pair that Talkdesk shows in the store in front, made now where there is none.
    fn newest(&mut self) -> Pair {
        let store = self.program.store();
        match self.world.talkdesk.newest(store) {
            Some(client) => client.pair.clone(),
            None => self.make(),
        }
    }

    fn make(&mut self) -> Pair {
        let [first, _] = accounts();
        let account = self.program.entered_account().unwrap_or(first);
        self.world.talkdesk.make(self.program.store(), &account)
    }

    /// Another client of the store in front than the newest.
    fn another(&mut self) -> Pair {
        let (store, newest) = (self.program.store(), self.newest());
        let mut clients = self.world.talkdesk.clients.iter().rev();
        let other = clients.find(|client| client.store == store && client.pair != newest);
        other.map_or(newest, |client| client.pair.clone())
    }

    fn enter(&mut self, id: Option<&str>, secret: Option<&str>) {
        let form = &mut self.program.wizard.credentials;
        if let Some(id) = id {
            id.clone_into(&mut form.client_id);
        }
        if let Some(secret) = secret {
            form.client_secret.clear();
            assert!(form.client_secret.push_str(secret));
        }
        self.send(Msg::Credentials(CredentialsMsg::Edited));
    }

    pub(super) fn paste_into_focus(&mut self, text: &Secret) {
        if text.expose().starts_with('{') {
            let msg = CredentialsMsg::Pasted(text.clone());
            self.send(Msg::Credentials(msg));
        } else if self.program.wizard.step == Step::Credentials {
            self.enter(None, Some(text.expose()));
            self.send(Msg::Clipboard(ClipboardMsg::SecretPasted));
        } else if self.program.wizard.step == Step::Account {
            if is_for_the_reader(text.expose(), Some(VisibleField::Account)) {
                let msg = CredentialsMsg::Pasted(text.clone());
                return self.send(Msg::Credentials(msg));
            }
            text.expose()
                .clone_into(&mut self.program.wizard.account.input);
            self.send(Msg::Account(AccountMsg::Edited));
        }
    }

    fn at_hand(&mut self, chance: u32) {
        let pair = self.newest();
        self.world.at_hand = Some(if chance.is_multiple_of(2) {
            json_of(&pair)
        } else {
            pair.2
        });
    }
}
