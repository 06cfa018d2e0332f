//! What was replaced and is not retired: each in an item of its own beside the account's, so that nothing is lost that
//! Talkdesk may still accept.
//!
//! A previous item with the pair that is in use is no previous one: it is left of a replacement that was interrupted,
//! before the new credentials were written or after the old ones were put back. Readers pass over it, and the next
//! replacement deletes it.

use super::{
    Found, ItemName, KeychainError, Port, Trouble, item_label,
    place::{Names, Old, Place},
};
use crate::{saved::Envelope, secret::SecretBytes};

/// How many replaced credentials of one account are kept at most.
const SLOTS: usize = 9;

/// The places beside an account's item, and what stands in them.
pub(super) struct Previous<'a, P> {
    slots: Vec<Slot<'a, P>>,
}

struct Slot<'a, P> {
    place: Place<'a, P>,
    content: Content,
}

enum Content {
    Free,
    Ours(Old),
    Unknown,
    /// Several items under one user, which another program has put there.
    Several,
}

/// The user of the item in a slot, counted from 1: `KEY (previous)`, `KEY (previous 2)` and so on.
fn user(key: &str, number: usize) -> String {
    match number {
        1 => format!("{key} (previous)"),
        number => format!("{key} (previous {number})"),
    }
}

/// The account's key in the user of a previous item; `None` for other items.
pub(super) fn key_of(user: &str) -> Option<&str> {
    let (key, rest) = user.split_once(" (previous")?;
    let number = rest.strip_suffix(')')?;
    let is_ours = number.is_empty() || number.strip_prefix(' ')?.parse::<usize>().is_ok();
    is_ours.then_some(key)
}

impl<'a, P: Port> Previous<'a, P> {
    /// Reads all slots of an account in one go.
    pub(super) fn read(
        current: &Place<'a, P>,
        deadline: P::Deadline,
    ) -> Result<Self, KeychainError> {
        let places: Vec<Place<'a, P>> = (1..=SLOTS).map(|number| slot(current, number)).collect();
        let items: Vec<ItemName> = places.iter().map(|place| place.item.clone()).collect();
        let values = current
            .port
            .read_all(&items, deadline)
            .map_err(|trouble| current.names.error(trouble))?;
        let slots = places
            .into_iter()
            .zip(values)
            .map(|(place, value)| {
                let content = match value {
                    Ok(None) => Content::Free,
                    Ok(Some(value)) => match place.names.understand(&value) {
                        Ok(old) => Content::Ours(old),
                        Err(_) => Content::Unknown,
                    },
                    Err(Trouble::Ambiguous) => Content::Several,
                    Err(trouble) => return Err(place.names.error(trouble)),
                };
                Ok(Slot { place, content })
            })
            .collect::<Result<_, _>>()?;
        Ok(Self { slots })
    }

    /// The readable ones that are not in use, the newest first, each pair once.
    pub(super) fn envelopes(&self, current: Option<&Envelope>) -> Vec<Envelope> {
        let mut found = Vec::new();
        for slot in &self.slots {
            if let Content::Ours(old) = &slot.content {
                found.push(old.envelope.clone());
            }
        }
        newest_first(found, current)
    }

    /// Writes a copy of `old` into a free slot, unless it stands in one already.
    pub(super) fn keep(&self, old: &Envelope, deadline: P::Deadline) -> Result<(), KeychainError> {
        if self.with_pair(old).next().is_some() {
            return Ok(());
        }
        let free = self
            .slots
            .iter()
            .find(|slot| matches!(slot.content, Content::Free));
        match (free, self.slots.first(), old.to_json()) {
            (Some(slot), _, Ok(json)) => slot.place.put(&SecretBytes::from(&json), None, deadline),
            (None, Some(Slot { place, .. }), Ok(_)) => Err(KeychainError::NotRetired {
                name: place.names.keychain.clone(),
                account: old.account.label(),
            }),
            _ => Err(KeychainError::TooLong),
        }
    }

    /// Deletes every slot with this pair.
    pub(super) fn forget(
        &self,
        pair: &Envelope,
        deadline: P::Deadline,
    ) -> Result<(), KeychainError> {
        self.with_pair(pair)
            .try_for_each(|place| place.delete(deadline))
    }

    /// Deletes every slot that could be read.
    pub(super) fn forget_all(&self, deadline: P::Deadline) -> Result<(), KeychainError> {
        self.slots
            .iter()
            .filter(|slot| matches!(slot.content, Content::Ours(_)))
            .try_for_each(|slot| slot.place.delete(deadline))
    }

    /// Deletes what is meant among several items under one user, where no call by name reaches it.
    pub(super) fn forget_among_several(
        &self,
        is_meant: impl Fn(&Envelope) -> bool,
        deadline: P::Deadline,
    ) -> Result<(), KeychainError> {
        let several = |slot: &&Slot<'a, P>| matches!(slot.content, Content::Several);
        for Slot { place, .. } in self.slots.iter().filter(several) {
            let found = place
                .port
                .find_all(deadline)
                .map_err(|trouble| place.names.error(trouble))?;
            for Found { user, value } in found {
                let old = place.names.understand(&value);
                if user == place.item.user && old.is_ok_and(|old| is_meant(&old.envelope)) {
                    place
                        .port
                        .delete_one(&user, &value, deadline)
                        .map_err(|trouble| place.names.change_error(trouble))?;
                }
            }
        }
        Ok(())
    }

    fn with_pair(&self, pair: &Envelope) -> impl Iterator<Item = &Place<'a, P>> {
        self.slots.iter().filter_map(|slot| match &slot.content {
            Content::Ours(old) if old.envelope.is_same_pair(pair) => Some(&slot.place),
            _ => None,
        })
    }
}

/// Orders previous envelopes and leaves out the pair in use, and doubles.
pub(super) fn newest_first(mut found: Vec<Envelope>, current: Option<&Envelope>) -> Vec<Envelope> {
    found.sort_by_key(|envelope| std::cmp::Reverse(envelope.created_at));
    let mut kept: Vec<Envelope> = Vec::new();
    for envelope in found {
        let known = current.into_iter().chain(&kept);
        if !known.into_iter().any(|known| known.is_same_pair(&envelope)) {
            kept.push(envelope);
        }
    }
    kept
}

fn slot<'a, P>(current: &Place<'a, P>, number: usize) -> Place<'a, P> {
    let names = Names {
        label: user(&current.names.label, number),
        ..current.names.clone()
    };
    Place {
        port: current.port,
        item: ItemName {
            user: user(&names.key, number),
            label: item_label(&names.label),
        },
        names,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn users_of_previous_items() {
        for key in ["acme@us", "acme@acme.talkdeskid.au:8443"] {
            for number in 1..=SLOTS {
                assert_eq!(key_of(&user(key, number)), Some(key));
            }
        }
        for other in [
            "acme@us",
            "acme@us (previous",
            "acme@us (previous x)",
            "acme@us (previously)",
            "self-test 1",
        ] {
            assert_eq!(key_of(other), None, "{other}");
        }
    }
}
