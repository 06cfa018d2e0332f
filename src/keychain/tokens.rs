//! The access token that commands have last got for an account, in an item of its own: user `KEY (token)`.

use super::{ItemName, KeychainError, Port, item_label, place::Place};
use crate::{saved::KeptToken, secret::SecretBytes, talkdesk::Account};

const SUFFIX: &str = " (token)";

/// Whether an item under this user holds a token.
pub(super) fn is_user(user: &str) -> bool {
    user.ends_with(SUFFIX)
}

fn place<'a, P: Port>(port: &'a P, account: &Account) -> Result<Place<'a, P>, KeychainError> {
    let place = Place::in_use(port, account)?;
    Ok(beside(&place))
}

fn beside<'a, P>(in_use: &Place<'a, P>) -> Place<'a, P> {
    Place {
        port: in_use.port,
        item: ItemName {
            user: format!("{}{SUFFIX}", in_use.names.key),
            label: item_label(&format!("{}{SUFFIX}", in_use.names.label)),
        },
        names: in_use.names.clone(),
    }
}

/// The token that is kept; `None` where none is, or what stands there is none. A keychain that asks the person for each
/// item keeps none: that would be one more question, and it keeps what was overwritten.
pub(super) fn read(
    port: &impl Port,
    account: &Account,
) -> Result<Option<KeptToken>, KeychainError> {
    let place = place(port, account)?;
    if port.asks_unasked() {
        return Ok(None);
    }
    let value = place.read(port.deadline())?;
    Ok(value.and_then(|value| KeptToken::from_json(value.expose())))
}

/// Keeps a token in the place of the one before. It can be had anew, so it is not read back. Returns whether it is kept:
/// not every keychain takes long ones, or any.
pub(super) fn keep(port: &impl Port, token: &KeptToken) -> Result<bool, KeychainError> {
    let Some(json) = token.to_json() else {
        return Ok(false);
    };
    let place = place(port, &token.account)?;
    if port.asks_unasked() {
        return Ok(false);
    }
    port.write(&place.item, &SecretBytes::from(&json), port.deadline())
        .map_err(|trouble| place.names.change_error(trouble))?;
    Ok(true)
}

/// Forgets the token beside the credentials in use.
pub(super) fn forget<P: Port>(
    in_use: &Place<'_, P>,
    deadline: P::Deadline,
) -> Result<(), KeychainError> {
    beside(in_use).delete(deadline)
}
