//! What was replaced and is not retired: each in an item of its own beside the account's, so that nothing is lost that
//! Talkdesk may still accept.
//!
//! A previous item with the pair that is in use is no previous one: it is left of a replacement that was interrupted,
//! before the new credentials were written or after the old ones were put back. Readers pass over it, and the next
//! replacement deletes it.

use super::{
    ItemName, KeychainError, Port, Trouble, item_label,
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
    /// Several items under one user, which another program has put there: those of them that are ours.
    Several(Vec<Old>),
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
                    Err(Trouble::Ambiguous) => Content::Several(several(&place, deadline)?),
                    Err(trouble) => return Err(place.names.error(trouble)),
                };
                Ok(Slot { place, content })
            })
            .collect::<Result<_, _>>()?;
        Ok(Self { slots })
    }

    /// The readable ones that are not in use, the newest first, each pair once.
    pub(super) fn envelopes(&self, current: Option<&Envelope>) -> Vec<Envelope> {
        let ours = self.slots.iter().flat_map(Slot::ours);
        newest_first(ours.map(|old| old.envelope.clone()).collect(), current)
    }

    /// Writes a copy of `old` into a free slot, unless it stands in one already.
    pub(super) fn keep(&self, old: &Envelope, deadline: P::Deadline) -> Result<(), KeychainError> {
        let is_there =
            |slot: &Slot<'a, P>| slot.ours().iter().any(|its| its.envelope.is_same_pair(old));
        if self.slots.iter().any(is_there) {
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
        self.slots
            .iter()
            .try_for_each(|slot| slot.delete(|old| old.envelope.is_same_pair(pair), deadline))
    }

    /// Deletes everything that could be read.
    pub(super) fn forget_all(&self, deadline: P::Deadline) -> Result<(), KeychainError> {
        self.slots
            .iter()
            .try_for_each(|slot| slot.delete(|_| true, deadline))
    }
}

impl<P: Port> Slot<'_, P> {
    fn ours(&self) -> &[Old] {
        match &self.content {
            Content::Free | Content::Unknown => &[],
            Content::Ours(old) => std::slice::from_ref(old),
            Content::Several(several) => several,
        }
    }

    fn delete(
        &self,
        is_meant: impl Fn(&Old) -> bool,
        deadline: P::Deadline,
    ) -> Result<(), KeychainError> {
        for old in self.ours().iter().filter(|old| is_meant(old)) {
            if matches!(self.content, Content::Several(_)) {
                let Place { port, names, item } = &self.place;
                port.delete_one(&item.user, &old.value, deadline)
                    .map_err(|trouble| names.change_error(trouble))?;
            } else {
                self.place.delete(deadline)?;
            }
        }
        Ok(())
    }
}

/// Reads what is ours of several items under one user, which no call by name reaches.
fn several<P: Port>(
    place: &Place<'_, P>,
    deadline: P::Deadline,
) -> Result<Vec<Old>, KeychainError> {
    let found = place
        .port
        .find_all(deadline)
        .map_err(|trouble| place.names.error(trouble))?;
    Ok(found
        .into_iter()
        .filter(|found| found.user == place.item.user)
        .filter_map(|found| place.names.understand(&found.value).ok())
        .collect())
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
