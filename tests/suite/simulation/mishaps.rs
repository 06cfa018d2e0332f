//! What happens in the world without the program: what goes wrong, and what was there before the walk.

use jiff::SignedDuration;
use talkdesk_setup::{
    credentials::ClientId,
    keychain::Keychain as _,
    program::Store,
    saved::{Entry, Envelope, LastVerification},
    secret::{Secret, SecretBytes},
    talkdesk::Account,
};

use super::{acts::Act, keychain::Fault, world::World};

/// What goes wrong in the world.
pub(super) fn mishaps(chance: u32) -> Vec<Act> {
    let mut acts = vec![
        Act::ReachChanges,
        Act::Locks,
        Act::Opens,
        Act::Opens,
        Act::OtherProgramDeletes,
        Act::OtherProgramGarbles,
        Act::OtherProgramDoubles,
        Act::OtherWindowReplaces,
        Act::OtherWindowRemoves,
        Act::Revoke,
        Act::Revoke,
        Act::Wait(15),
        Act::Wait(60),
        Act::Wait(3_600),
    ];
    acts.extend(Fault::ALL.map(|fault| Act::Fails(chance / 32 % 8, fault)));
    acts
}

impl World {
    /// Credentials were saved before the walk begins.
    pub(super) fn is_saved_already(&mut self, account: &Account, user: &str, age: usize) {
        let pair = self.talkdesk.make(Store::System, account);
        let created_at = self.now - SignedDuration::from_secs(i64::try_from(age).unwrap());
        let envelope = Envelope {
            account: account.clone(),
            client_id: ClientId::parse(&pair.1).unwrap(),
            client_secret: Secret::from(pair.2.as_str()),
            created_at,
        };
        let value = SecretBytes::from(&envelope.to_json().unwrap());
        self.system
            .change(|items| items.push((user.to_owned(), value)));
        self.system.take_disturbed();
        self.saved.insert(pair.2.clone());
        self.talkdesk.accepted.insert(pair);
        let entry = Entry {
            last_verified: Some(LastVerification::accepted(created_at)),
            ..Entry::new(&envelope, "Model Keyring")
        };
        match self.index.find_mut(account) {
            Some(newer) => newer.replaces(&entry, created_at),
            None => self.index.put(entry),
        }
        if let Some(entry) = self.index.find_mut(account) {
            entry.previous.truncate(age);
        }
    }

    pub(super) fn other_program(&mut self, act: Act, chance: u32) {
        let chance = chance as usize;
        self.system.change(|items| {
            if items.is_empty() {
                return;
            }
            let place = chance % items.len();
            match act {
                Act::OtherProgramDeletes => {
                    items.remove(place);
                }
                Act::OtherProgramGarbles => {
                    items[place].1 = SecretBytes::from(b"edited".to_vec());
                }
                _ => {
                    let other = items[chance / 8 % items.len()].1.clone();
                    let user = items[place].0.clone();
                    items.push((user, other));
                }
            }
        });
        self.looked_into = false;
        self.system.take_disturbed();
    }

    /// The same logic, over the same keychain and the same index.
    pub(super) fn other_window(&mut self, act: Act, chance: u32) {
        let entries = &self.index.entries;
        if entries.is_empty() {
            return;
        }
        let old = entries[chance as usize % entries.len()].clone();
        let keychain = self.system.clone();
        if act == Act::OtherWindowReplaces {
            let pair = self.talkdesk.make(Store::System, &old.account);
            let envelope = Envelope {
                account: old.account.clone(),
                client_id: ClientId::parse(&pair.1).unwrap(),
                client_secret: Secret::from(pair.2.as_str()),
                created_at: self.now,
            };
            self.talkdesk.accepted.insert(pair);
            let mut entry = Entry {
                last_verified: Some(LastVerification::accepted(self.now)),
                ..Entry::new(&envelope, "Model Keyring")
            };
            entry.replaces(&old, self.now);
            if keychain.keep(&mut entry, &envelope, true).is_ok() {
                self.change_index((Store::System, &keychain), |index| index.put(entry));
            }
        } else if keychain.remove(&old.account).is_ok() {
            self.change_index((Store::System, &keychain), |index| {
                index.remove(&old.account);
            });
        }
        self.judge_writes(&keychain, true);
        self.looked_into = false;
        self.system.take_disturbed();
    }

    pub(super) fn revoke(&mut self, chance: u32) {
        let clients = &mut self.talkdesk.clients;
        if !clients.is_empty() {
            let place = chance as usize % clients.len();
            clients[place].revoked = true;
        }
    }
}
