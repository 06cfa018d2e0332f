//! Items that stand where an account's credentials should: several of them, or one that is no envelope. The person
//! decides, and whatever is put out of the way is kept: credentials as previous ones, anything else in an item of its own.

use sha2::{Digest as _, Sha256};

use super::{
    ItemName, KeychainError, Port, Trouble, item_label,
    place::{Names, Place},
    previous::Previous,
};
use crate::{saved::Double, secret::SecretBytes};

/// How many things of one account are set aside at most.
const SHELVES: usize = 9;

const SET_ASIDE: &str = " (set aside";

/// Whether an item under this user is one that was set aside. Nothing reads those again.
pub(super) fn is_set_aside(user: &str) -> bool {
    user.contains(SET_ASIDE)
}

/// What a person sees of one of several items.
pub(super) fn double(names: &Names, value: &SecretBytes) -> Double {
    Double {
        client: names
            .understand(value)
            .ok()
            .map(|old| (old.envelope.client_id, old.envelope.created_at)),
        digest: digest(value),
    }
}

fn digest(value: &SecretBytes) -> [u8; 32] {
    Sha256::digest(value.expose()).into()
}

/// Leaves one item in the place: the chosen one. Without a choice, leaves none but an account's only credentials. Each of
/// the others is copied before it is deleted.
pub(super) fn settle<P: Port>(
    place: &Place<'_, P>,
    chosen: Option<&Double>,
    deadline: P::Deadline,
) -> Result<(), KeychainError> {
    let found = place
        .port
        .find_all(deadline)
        .map_err(|trouble| place.names.error(trouble))?;
    let values: Vec<SecretBytes> = found
        .into_iter()
        .filter(|found| found.user == place.item.user)
        .map(|found| found.value)
        .collect();
    let chosen = chosen.map(|chosen| chosen.digest);
    if let (None, [value]) = (chosen, values.as_slice())
        && place.names.understand(value).is_ok()
    {
        // Something was odd when the person was asked; meanwhile it is as it should be.
        return Ok(());
    }
    let mut is_kept = chosen.is_none();
    if !is_kept && !values.iter().any(|value| Some(digest(value)) == chosen) {
        return Err(place.names.error(Trouble::NotThere));
    }
    for value in &values {
        if Some(digest(value)) == chosen {
            // One of those with this content stays; the others are copies.
            if !is_kept {
                is_kept = true;
                continue;
            }
        } else if let Ok(old) = place.names.understand(value) {
            Previous::read(place, deadline)?.keep(&old.envelope, deadline)?;
        } else {
            set_aside(place, value, deadline)?;
        }
        place
            .port
            .delete_one(&place.item.user, value, deadline)
            .map_err(|trouble| place.names.change_error(trouble))?;
    }
    Ok(())
}

/// Copies a value into an item of its own, unless it stands in one already.
fn set_aside<P: Port>(
    place: &Place<'_, P>,
    value: &SecretBytes,
    deadline: P::Deadline,
) -> Result<(), KeychainError> {
    let shelves: Vec<ItemName> = (1..=SHELVES).map(|number| shelf(place, number)).collect();
    let contents = place
        .port
        .read_all(&shelves, deadline)
        .map_err(|trouble| place.names.error(trouble))?;
    if contents
        .iter()
        .any(|content| matches!(content, Ok(Some(content)) if content == value))
    {
        return Ok(());
    }
    let free = contents.iter().position(|content| *content == Ok(None));
    let Some(item) = free.and_then(|place| shelves.get(place)) else {
        return Err(KeychainError::NotRetired {
            name: place.names.keychain.clone(),
            account: place.names.label.clone(),
        });
    };
    let shelf = Place {
        port: place.port,
        names: place.names.clone(),
        item: item.clone(),
    };
    shelf.put(value, None, deadline)
}

fn shelf<P>(place: &Place<'_, P>, number: usize) -> ItemName {
    let numbered = |name: &str| match number {
        1 => format!("{name}{SET_ASIDE})"),
        number => format!("{name}{SET_ASIDE} {number})"),
    };
    ItemName {
        user: numbered(&place.names.key),
        label: item_label(&numbered(&place.names.label)),
    }
}
