//! Items that stand where an account's credentials should: several of them, or one that is no envelope. The person
//! decides, and whatever is put out of the way is kept: credentials as previous ones, anything else in an item of its own.

use sha2::{Digest as _, Sha256};

use super::{
    deadline::Deadline,
    item::{self, Item, Value},
    place::Place,
    previous::Previous,
    trouble::Trouble,
};
use crate::{
    keychain::{KeychainError, item_label},
    saved::Double,
};

/// How many things of one account are set aside at most.
const SHELVES: usize = 9;

const SET_ASIDE: &str = " (set aside";

/// Whether an item under this user is one that was set aside. Nothing reads those again.
pub(super) fn is_set_aside(user: &str) -> bool {
    user.contains(SET_ASIDE)
}

/// What a person sees of one of several items.
pub(super) fn double(place: &Place, value: &Value) -> Double {
    Double {
        client: place
            .understand(value)
            .ok()
            .map(|old| (old.envelope.client_id, old.envelope.created_at)),
        digest: digest(value),
    }
}

fn digest(value: &Value) -> [u8; 32] {
    Sha256::digest(value.as_slice()).into()
}

/// Leaves one item in the place: the chosen one. Without a choice, leaves none. Each of the others is copied before it
/// is deleted.
pub(super) fn settle(
    place: &Place,
    chosen: Option<&Double>,
    deadline: Deadline,
    deadline_to_restore: impl Fn() -> Deadline,
) -> Result<(), KeychainError> {
    let found = item::find_all(deadline).map_err(|trouble| place.error(trouble))?;
    let values: Vec<Value> = found
        .into_iter()
        .filter(|found| found.user.as_deref() == Some(&place.item.user))
        .map(|found| found.value)
        .collect();
    let chosen = chosen.map(|chosen| chosen.digest);
    let mut is_kept = chosen.is_none();
    if !is_kept && !values.iter().any(|value| Some(digest(value)) == chosen) {
        return Err(place.error(Trouble::NotThere));
    }
    for value in &values {
        let its = digest(value);
        if Some(its) == chosen {
            // One of those with this content stays; the others are copies.
            if !is_kept {
                is_kept = true;
                continue;
            }
        } else if let Ok(old) = place.understand(value) {
            Previous::read(place, deadline)?.keep(&old.envelope, deadline, &deadline_to_restore)?;
        } else {
            set_aside(place, value, deadline)?;
        }
        item::delete_one(
            place.item.user.clone(),
            move |value| digest(value) == its,
            deadline,
        )
        .map_err(|trouble| place.change_error(trouble))?;
    }
    Ok(())
}

/// Copies a value into an item of its own, unless it stands in one already.
fn set_aside(place: &Place, value: &Value, deadline: Deadline) -> Result<(), KeychainError> {
    let shelves: Vec<Item> = (1..=SHELVES).map(|number| shelf(place, number)).collect();
    let contents =
        item::read_all(shelves.clone(), deadline).map_err(|trouble| place.error(trouble))?;
    let is_there = |content: &Result<Option<Value>, Trouble>| matches!(content, Ok(Some(content)) if digest(content) == digest(value));
    if contents.iter().any(is_there) {
        return Ok(());
    }
    let free = contents.iter().position(|content| *content == Ok(None));
    let Some(item) = free.and_then(|place| shelves.get(place)) else {
        return Err(KeychainError::NotRetired {
            name: place.keychain.clone(),
            account: place.label.clone(),
        });
    };
    item.write_bytes(value.clone(), deadline)
        .map_err(|trouble| place.change_error(trouble))?;
    let back = item
        .read(deadline)
        .map_err(|trouble| place.error(trouble))?;
    match back {
        Some(back) if digest(&back) == digest(value) => Ok(()),
        _ => Err(KeychainError::ReadBackDiffers {
            name: place.keychain.clone(),
        }),
    }
}

fn shelf(place: &Place, number: usize) -> Item {
    let numbered = |name: &str| match number {
        1 => format!("{name}{SET_ASIDE})"),
        number => format!("{name}{SET_ASIDE} {number})"),
    };
    Item {
        user: numbered(&place.key),
        label: item_label(&numbered(&place.label)),
    }
}
