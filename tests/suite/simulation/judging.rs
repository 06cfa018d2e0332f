//! What must be true of every call: nothing is lost that nobody gave up, nothing is kept or handed over unverified.

use talkdesk_setup::{
    program::{Effect, HandoverValue, RotationEffect, Store},
    saved::Envelope,
    talkdesk::Account,
};

use super::{
    keychain::{ModelKeychain, Pair, pair},
    world::World,
};

/// What an effect may take out of the keychain.
pub(super) enum Losses {
    None,
    All,
    Of(Account),
    Client(Account, String),
}

impl Losses {
    pub(super) fn by(effect: &Effect) -> Self {
        match effect {
            Effect::RemoveAll { store } if *store == Store::System => Self::All,
            Effect::Remove { store, account, .. } if *store == Store::System => {
                Self::Of(account.clone())
            }
            Effect::Rotation(RotationEffect::Forget {
                store,
                account,
                client_id,
            }) if *store == Store::System => {
                Self::Client(account.clone(), client_id.as_str().to_owned())
            }
            _ => Self::None,
        }
    }
}

impl World {
    pub(super) fn judge_losses(&mut self, before: &[Pair], allowed: &Losses) {
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
    pub(super) fn judge_writes(&mut self, keychain: &ModelKeychain, is_system: bool) {
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

    pub(super) fn judge_handed_over(&mut self, pair: &Pair, value: HandoverValue) {
        if !self.talkdesk.accepted.contains(pair) {
            self.breaks(format!("{value:?} of {pair:?} was handed over unverified"));
        }
    }
}
