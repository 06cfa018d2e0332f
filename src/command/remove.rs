//! `remove`: deletes an account's credentials from this computer. In Talkdesk nothing changes.

use std::{
    io::{self, IsTerminal as _},
    process::ExitCode,
};

use serde::Serialize;

use super::{JSON_VERSION, accounts, failure::CommandError, streams};
use crate::effects::{account_turn, folders::Folders, index_file, saved_credentials, vault::Vault};

#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The account, such as acme or acme@eu
    account: String,
    /// Do not ask on the terminal
    #[arg(long, short)]
    yes: bool,
    /// Print JSON
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Serialize)]
struct Removed {
    version: u32,
    account: String,
    /// How many pairs of client ID and secret were deleted, replaced ones included.
    deleted: usize,
}

pub(super) fn run(arguments: &Arguments, folders: &Folders) -> Result<ExitCode, CommandError> {
    let index = accounts::read(&folders.config)?;
    let entry = accounts::find(&index, &arguments.account)?;
    let key = entry.account.key();
    let is_asked = io::stdin().is_terminal() && io::stderr().is_terminal();
    if is_asked && !arguments.yes && !is_sure(&key) {
        return Err(CommandError::failed(format!("{key}: kept.")));
    }
    let _turn = account_turn::take(&folders.state, &key);
    accounts::check_writable(&folders.config)?;
    let removed = saved_credentials::remove(&Vault::System, &entry.account, |change| {
        if let Err(error) = index_file::change(&folders.config, change) {
            streams::complain(&error.to_string());
        }
    });
    let kept = removed.map_err(|error| CommandError::keychain(&key, &error))?;
    if arguments.json {
        return Ok(streams::show_json(&Removed {
            version: JSON_VERSION,
            account: key,
            deleted: kept.previous.len() + usize::from(kept.current.is_some()),
        }));
    }
    Ok(streams::show(&format!(
        "{key}: removed from this computer. In Talkdesk the client stays until you delete it there.\n"
    )))
}

fn is_sure(key: &str) -> bool {
    streams::ask(&format!(
        "Delete the credentials of {key} from this computer? [y/N] "
    ));
    let mut answer = String::new();
    io::stdin().read_line(&mut answer).is_ok()
        && ["y", "yes"].contains(&answer.trim().to_lowercase().as_str())
}
