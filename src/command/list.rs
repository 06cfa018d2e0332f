//! `list`: the saved accounts. No secret is read, and nothing asks the person.

use std::{fmt::Write as _, process::ExitCode};

use jiff::Timestamp;
use serde::Serialize;

use super::{JSON_VERSION, accounts, failure::CommandError, streams};
use crate::{
    effects::{folders::Folders, settings_file},
    saved::{Entry, LastVerification, Settings, VerificationResult},
};

#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Print JSON
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Serialize)]
struct Listed {
    version: u32,
    accounts: Vec<ListedAccount>,
}

#[derive(Serialize)]
struct ListedAccount {
    account: String,
    name: String,
    region: &'static str,
    token_url: String,
    api_url: String,
    client_id: String,
    saved_at: Timestamp,
    next_replacement: Option<String>,
    keychain: String,
    /// Whether the keychain holds something else than the list says, as far as it can be told without asking.
    differs: bool,
    last_verified: Option<Verified>,
    /// How many replaced credentials are still kept.
    previous: usize,
}

#[derive(Serialize)]
struct Verified {
    at: Timestamp,
    result: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<String>,
}

pub(super) fn run(arguments: &Arguments, folders: &Folders) -> Result<ExitCode, CommandError> {
    let mut index = accounts::read(&folders.config)?;
    let mut odd = Vec::new();
    if !index.entries.is_empty() {
        (index, odd) = accounts::compare(&folders.config, index);
    }
    let differing: Vec<String> = odd
        .into_iter()
        .filter(|item| item.in_use)
        .filter_map(|item| Some(item.account?.key()))
        .collect();
    let settings = settings_file::read(&folders.config).unwrap_or_default();
    let accounts = index
        .entries
        .iter()
        .map(|entry| (entry, differing.contains(&entry.account.key())));
    if arguments.json {
        let accounts = accounts
            .map(|(entry, differs)| ListedAccount::new(entry, &settings, differs))
            .collect();
        let version = JSON_VERSION;
        return Ok(streams::show_json(&Listed { version, accounts }));
    }
    let text: String = accounts
        .map(|(entry, differs)| line(entry, &settings, differs))
        .collect();
    Ok(streams::show(&text))
}

impl ListedAccount {
    fn new(entry: &Entry, settings: &Settings, differs: bool) -> Self {
        let endpoints = entry.account.endpoints();
        Self {
            account: entry.account.key(),
            name: entry.account.name.as_str().to_owned(),
            region: entry.account.region.code(),
            token_url: endpoints.token_address(),
            api_url: endpoints.api_host.origin(),
            client_id: entry.client_id.as_str().to_owned(),
            saved_at: entry.created_at,
            next_replacement: settings
                .next_replacement(entry.created_at)
                .map(|day| day.to_string()),
            keychain: entry.keychain.clone(),
            differs,
            last_verified: entry.last_verified.as_ref().map(Verified::from),
            previous: entry.previous.len(),
        }
    }
}

impl From<&LastVerification> for Verified {
    fn from(last: &LastVerification) -> Self {
        let (result, message) = match &last.result {
            VerificationResult::Accepted => ("accepted", None),
            VerificationResult::Refused(why) => ("refused", Some(why.clone())),
            VerificationResult::NotReached(why) => ("not_reached", Some(why.clone())),
        };
        Self {
            at: last.at,
            result,
            message,
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
