//! Commands on the practice account, so that a script can be written without a real one. They use the stand-in that is
//! running: that of the command around them, or of the open window.

use std::env;

use jiff::Timestamp;

use super::failure::{Code, CommandError};
use crate::{
    effects::{folders::Folders, http::make_practice_client, practice_note, vault::Vault},
    keychain::Keychain as _,
    practice::Practice,
    saved::{Entry, Envelope},
    talkdesk::Account,
};

/// Names the port of the stand-in for the programs that `exec --practice` runs.
pub(super) const VARIABLE: &str = "TALKDESK_SETUP_PRACTICE";

/// The port of the stand-in that is running. Whether it answers shows when it is asked.
pub(super) fn running(folders: &Folders) -> Option<u16> {
    let around = env::var(VARIABLE).ok().and_then(|port| port.parse().ok());
    around.or_else(|| practice_note::read(&folders.state))
}

/// Starts a stand-in, which answers until it is dropped.
pub(super) fn start() -> Result<Practice, CommandError> {
    Practice::start().map_err(|error| {
        log::warn!("no practice account: {error}");
        CommandError::failed(
            "The practice account could not start: this computer gave it no local port.",
        )
    })
}

/// Nobody answers as a stand-in.
pub(super) fn not_running() -> CommandError {
    CommandError::new(
        Code::NotReached,
        "No practice account is open. Open one with talkdesk-setup --practice, or run your script inside \
         talkdesk-setup exec acme --practice -- PROGRAM",
    )
}

/// Saves a new client of the stand-in to `vault`, as if it had been set up before.
pub(super) fn saved_client(
    vault: &Vault,
    port: u16,
    account: Account,
) -> Result<Entry, CommandError> {
    let made = super::runtime()?.block_on(make_practice_client(port, &account.name));
    let (client_id, client_secret) = made.ok_or_else(not_running)?;
    let envelope = Envelope {
        account,
        client_id,
        client_secret,
        created_at: Timestamp::now(),
    };
    let key = envelope.account.key();
    vault
        .save(&envelope)
        .map_err(|error| CommandError::keychain(&key, &error))?;
    Ok(Entry::new(&envelope, "memory"))
}
