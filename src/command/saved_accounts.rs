//! `list` and `verify`: the saved accounts without a window, for scripts and for a quick look. No secret is ever printed,
//! and nothing asks the person: a locked keychain is reported.

use std::{fmt::Write as _, path::Path};

use jiff::Timestamp;

use crate::{
    diagnosis::in_short,
    effects::{http::Network, index_file, settings_file, vault::Vault},
    keychain::Keychain as _,
    saved::{Entry, Index, LastVerification, VerificationResult},
    verification::VerifyRequest,
};

/// Why a command did not do what was asked: one sentence, and the exit code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommandError {
    /// What happened, and what to do.
    pub sentence: String,
    /// The exit code.
    pub exit_code: u8,
}

const NOT_READ: u8 = 1;
const REFUSED: u8 = 3;
const NOT_REACHED: u8 = 4;

/// The saved accounts, a line each, in the order of the window.
///
/// # Errors
/// When the list of accounts cannot be read.
pub fn list(folder: &Path) -> Result<String, CommandError> {
    Ok(read(folder)?.entries.iter().map(line).collect())
}

/// Tries the saved credentials of an account and keeps the result in the list of accounts, as the window does. Returns
/// the line to print.
///
/// # Errors
/// When they are refused, Talkdesk is not reached, or they cannot be read.
pub fn verify(folder: &Path, account: &str) -> Result<String, CommandError> {
    let entry = find(&read(folder)?, account)?;
    let key = entry.account.key();
    let envelope = Vault::System.load(&entry.account).map_err(|error| {
        not_read(format!(
            "{key}: not read. {} Open talkdesk-setup to see what to do.",
            error.what_happened()
        ))
    })?;
    let request = VerifyRequest {
        endpoints: entry.account.endpoints(),
        account: entry.account.clone(),
        client_id: envelope.client_id,
        client_secret: envelope.client_secret,
        scope: None,
    };
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| {
            log::warn!("no runtime: {error}");
            not_read(format!(
                "{key}: not tried. This computer is out of resources; try again."
            ))
        })?;
    let network = Network::new(settings_file::read(folder).unwrap_or_default().ca_file);
    let result = in_short(
        &runtime.block_on(network.verify(&request, |_| ())),
        &request.target(),
    );
    record(folder, &request, &result);
    match result {
        VerificationResult::Accepted => Ok(format!("{key}: accepted\n")),
        VerificationResult::Refused(why) => Err(CommandError {
            sentence: format!("{key}: refused. {why}"),
            exit_code: REFUSED,
        }),
        VerificationResult::NotReached(why) => Err(CommandError {
            sentence: format!("{key}: not reached. {why}"),
            exit_code: NOT_REACHED,
        }),
    }
}

/// Keeps the result; where that fails, the window shows an older one, which is true as well.
fn record(folder: &Path, tried: &VerifyRequest, result: &VerificationResult) {
    let last = LastVerification {
        at: Timestamp::now(),
        result: result.clone(),
    };
    let kept = index_file::change(folder, |index| {
        // The list may be about other credentials than the keychain holds: the result is not about those.
        if let Some(entry) = index
            .find_mut(&tried.account)
            .filter(|entry| entry.client_id == tried.client_id)
        {
            entry.last_verified = Some(last);
        }
    });
    if let Err(error) = kept {
        log::warn!("the result of a verification is not kept: {error}");
    }
}

fn read(folder: &Path) -> Result<Index, CommandError> {
    index_file::read(folder).map_err(|error| not_read(error.to_string()))
}

/// The entry with this key, or the only one with this name.
fn find(index: &Index, wanted: &str) -> Result<Entry, CommandError> {
    let by_key = |entry: &&Entry| entry.account.key() == wanted;
    if let Some(entry) = index.entries.iter().find(by_key) {
        return Ok(entry.clone());
    }
    let by_name = |entry: &&Entry| entry.account.name.as_str() == wanted;
    let named: Vec<&Entry> = index.entries.iter().filter(by_name).collect();
    match named.as_slice() {
        [entry] => Ok((*entry).clone()),
        [] => Err(not_read(format!(
            "No account named {} is saved. The saved ones: talkdesk-setup list",
            super::quoted(wanted)
        ))),
        several => {
            let keys: Vec<String> = several.iter().map(|entry| entry.account.key()).collect();
            Err(not_read(format!(
                "{wanted} is saved for several regions. Name one: {}",
                keys.join(", ")
            )))
        }
    }
}

fn line(entry: &Entry) -> String {
    let result = match &entry.last_verified {
        None => "never verified".to_owned(),
        Some(last) => {
            let word = match last.result {
                VerificationResult::Accepted => "accepted",
                VerificationResult::Refused(_) => "refused",
                VerificationResult::NotReached(_) => "not reached",
            };
            format!("{word} {}", last.at.strftime("%Y-%m-%d %H:%M UTC"))
        }
    };
    let mut line = String::new();
    // Writing to a text does not fail.
    writeln!(
        line,
        "{}: client {}, saved {}, {result}, kept in {}",
        entry.account.key(),
        entry.client_id.shortened(),
        entry.created_at.strftime("%Y-%m-%d"),
        entry.keychain,
    )
    .unwrap_or_default();
    line
}

fn not_read(sentence: String) -> CommandError {
    CommandError {
        sentence,
        exit_code: NOT_READ,
    }
}
