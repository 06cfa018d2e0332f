//! `list` and `verify`: the saved accounts without a window, for scripts and for a quick look. No secret is ever printed,
//! and nothing asks the person: a locked keychain is reported.

use std::{fmt::Write as _, path::Path};

use jiff::Timestamp;

use crate::{
    diagnosis::in_short,
    effects::{http::Network, index_file, settings_file, vault::Vault},
    keychain::{Keychain as _, KeychainError, Port as _},
    saved::{Entry, Index, LastVerification, Settings, VerificationResult},
    talkdesk::read_address,
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
    let index = read(folder)?;
    let differing = differing(&index);
    let settings = settings_file::read(folder).unwrap_or_default();
    Ok(index
        .entries
        .iter()
        .map(|entry| line(entry, &settings, differing.contains(&entry.account.key())))
        .collect())
}

/// The accounts of which the keychain holds something else than the list says, where it can be read without asking the
/// person.
fn differing(index: &Index) -> Vec<String> {
    let vault = Vault::System;
    if index.entries.is_empty() || vault.asks_unasked() {
        return Vec::new();
    }
    let (Ok(info), Ok(held)) = (vault.describe(), vault.list()) else {
        return Vec::new();
    };
    let odd = index.clone().reconcile(&held, &info.name, Timestamp::now());
    odd.into_iter()
        .filter(|item| matches!(item.error, KeychainError::Differs { .. }))
        .filter_map(|item| Some(item.account?.key()))
        .collect()
}

/// Tries the saved credentials of an account and keeps the result in the list of accounts, as the window does. Returns
/// the line to print.
///
/// # Errors
/// When they are refused, Talkdesk is not reached, or they cannot be read.
pub fn verify(folder: &Path, account: &str) -> Result<String, CommandError> {
    let entry = find(&read(folder)?, account)?;
    let key = entry.account.key();
    let listed = Vault::System.load_listed(&entry.account, &entry.client_id);
    let envelope = listed.map_err(|error| {
        not_read(format!(
            "{key}: not read. {} Open talkdesk-setup to see what to do.",
            error.what_happened()
        ))
    })?;
    let request = VerifyRequest {
        endpoints: envelope.account.endpoints(),
        account: envelope.account,
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
    let verified = runtime.block_on(network.verify(&request, |_| ()));
    // What hangs is not waited for.
    runtime.shutdown_background();
    let result = in_short(&verified, &request.target());
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

/// The entry with this key or label, or the only one that has the name, and the region where one is given, of whatever the
/// window's field takes.
fn find(index: &Index, wanted: &str) -> Result<Entry, CommandError> {
    let by_key = |entry: &&Entry| {
        let (key, label) = (entry.account.key(), entry.account.label());
        [key, label]
            .iter()
            .any(|own| own.eq_ignore_ascii_case(wanted.trim()))
    };
    if let Some(entry) = index.entries.iter().find(by_key) {
        return Ok(entry.clone());
    }
    let address = read_address(wanted)
        .map_err(|error| not_read(format!("{error} The saved ones: talkdesk-setup list")))?;
    let is_wanted = |entry: &&Entry| {
        let account = &entry.account;
        let region = address.region.as_ref();
        account.name == address.account && region.is_none_or(|region| *region == account.region)
    };
    let named: Vec<&Entry> = index.entries.iter().filter(is_wanted).collect();
    match named.as_slice() {
        [entry] => Ok((*entry).clone()),
        [] => Err(not_read(format!(
            "No account named {} is saved. The saved ones: talkdesk-setup list",
            super::quoted(wanted)
        ))),
        several => {
            let keys: Vec<String> = several.iter().map(|entry| entry.account.key()).collect();
            Err(not_read(format!(
                "{} is saved for several regions. Name one: {}",
                address.account.as_str(),
                keys.join(", ")
            )))
        }
    }
}

fn line(entry: &Entry, settings: &Settings, differs: bool) -> String {
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
    let next = settings
        .next_replacement(entry.created_at)
        .map_or_else(String::new, |day| format!(", next replacement {day}"));
    let mut line = String::new();
    // Writing to a text does not fail.
    writeln!(
        line,
        "{}: client {}, saved {}{next}, {result}, kept in {}{}",
        entry.account.key(),
        entry.client_id.shortened(),
        entry.created_at.strftime("%Y-%m-%d"),
        entry.keychain,
        if differs {
            ", which holds something else than this list: open talkdesk-setup"
        } else {
            ""
        },
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        credentials::ClientId,
        talkdesk::{Account, AccountName, Region},
    };

    fn index(regions: &[Region]) -> Index {
        let entry = |region: &Region| Entry {
            account: Account {
                name: AccountName::parse("acme").unwrap(),
                region: region.clone(),
            },
            client_id: ClientId::parse("23de1feea24c4c0f8b6fa9d6b7a02546").unwrap(),
            created_at: Timestamp::UNIX_EPOCH,
            keychain: "GNOME Keyring".to_owned(),
            last_verified: None,
            client_name: None,
            longest_token_life: None,
            granted: None,
            previous: Vec::new(),
        };
        Index {
            entries: regions.iter().map(entry).collect(),
        }
    }

    #[test]
    fn an_account_is_found_by_all_that_the_field_takes() {
        let both = index(&[Region::UnitedStates, Region::Europe]);
        for (wanted, key) in [
            ("acme@eu", "acme@eu"),
            ("ACME@EU", "acme@eu"),
            ("acme (Europe)", "acme@eu"),
            ("acme (United States)", "acme@us"),
            ("https://acme.mytalkdesk.eu/atlas", "acme@eu"),
            ("Region: US, Account: acme", "acme@us"),
        ] {
            let found = find(&both, wanted).map(|entry| entry.account.key());
            assert_eq!(found.as_deref(), Ok(key), "{wanted}");
        }
        let one = index(&[Region::Europe]);
        for wanted in ["acme", " Acme ", "https://acme.talkdesk.com"] {
            assert!(find(&one, wanted).is_ok(), "{wanted}");
        }
    }

    #[test]
    fn what_names_none_or_several_is_told() {
        let both = index(&[Region::UnitedStates, Region::Europe]);
        let sentence = |wanted| find(&both, wanted).map(|_| ()).unwrap_err().sentence;
        assert!(sentence("acme").contains("Name one: acme@us, acme@eu"));
        assert!(sentence("acme@ca").contains("No account named"));
        assert!(sentence("admin@acme.com").contains("e-mail address"));
    }
}
