//! `doctor`: what the window tries before one starts, and the state of files and keychain. No account's client and no secret
//! is in it, so that it can be pasted into a ticket.

use std::{collections::BTreeSet, process::ExitCode};

use jiff::SignedDuration;
use serde::Serialize;

use super::{
    JSON_VERSION, accounts,
    failure::{Code, CommandError, keychain_sentence},
    streams, versions,
};
use crate::{
    connection::{Reach, Surroundings},
    diagnosis::explain_way,
    effects::{folders::Folders, http::Network, index_file, settings_file, vault::Vault},
    keychain::{Keychain as _, KeychainError, Port as _, keeps_what_was_deleted},
    program::Clock,
    saved::Index,
    talkdesk::{Account, Host},
    verification::Cause,
};

/// Of how many accounts the hosts are asked where none is named.
const MOST_ACCOUNTS: usize = 5;

#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Whose hosts are asked, saved or not; else the saved ones'
    account: Option<String>,
    /// Print JSON
    #[arg(long)]
    pub(super) json: bool,
}

/// One thing that was looked at.
#[derive(Debug, Serialize)]
struct Finding {
    what: String,
    is_well: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<Code>,
}

#[derive(Serialize)]
struct Report<'a> {
    version: u32,
    program: &'static str,
    system: String,
    findings: &'a [Finding],
}

impl Finding {
    fn well(what: impl Into<String>, detail: impl Into<String>) -> Self {
        Self {
            what: what.into(),
            is_well: true,
            detail: Some(detail.into()).filter(|detail| !detail.is_empty()),
            code: None,
        }
    }

    fn wrong(code: Code, what: impl Into<String>, detail: impl Into<String>) -> Self {
        Self {
            is_well: false,
            code: Some(code),
            ..Self::well(what, detail)
        }
    }
}

impl Finding {
    fn line(&self) -> String {
        let mark = if self.is_well { "ok " } else { "NOT" };
        match &self.detail {
            Some(detail) => format!("{mark}  {}: {detail}\n", self.what),
            None => format!("{mark}  {}\n", self.what),
        }
    }
}

pub(super) fn run(arguments: &Arguments, folders: &Folders) -> Result<ExitCode, CommandError> {
    let named = arguments.account.as_deref().map(accounts::name);
    let named = named.transpose()?;
    let mut findings = Vec::new();
    let index = files(folders, &mut findings);
    keychain(&index, &mut findings);
    let asked: Vec<Account> = if let Some(account) = named {
        // The hosts of a saved one are its own, those of Other included.
        let wanted = arguments.account.as_deref().unwrap_or_default();
        vec![accounts::find(&index, wanted).map_or(account, |entry| entry.account)]
    } else {
        let accounts = index.entries.iter().map(|entry| entry.account.clone());
        accounts.take(MOST_ACCOUNTS).collect()
    };
    let settings = settings_file::read(&folders.config).unwrap_or_default();
    hosts(&Network::new(settings.ca_file), &asked, &mut findings)?;
    let worst = findings.iter().filter_map(|finding| finding.code);
    let exit_code = worst.map(Code::exit_code).max();
    let system = format!("{}, {}", std::env::consts::OS, std::env::consts::ARCH);
    let shown = if arguments.json {
        streams::show_json(&Report {
            version: JSON_VERSION,
            program: versions::SHORT,
            system,
            findings: &findings,
        })
    } else {
        let mut text = format!("talkdesk-setup {} on {system}\n", versions::SHORT);
        for finding in &findings {
            text.push_str(&finding.line());
        }
        streams::show(&text)
    };
    Ok(exit_code.map_or(shown, ExitCode::from))
}

/// The program's own files.
fn files(folders: &Folders, findings: &mut Vec<Finding>) -> Index {
    let index = match index_file::read(&folders.config) {
        Ok(index) => {
            let count = index.entries.len();
            findings.push(Finding::well(
                "The list of accounts",
                format!("{count} saved"),
            ));
            index
        }
        Err(error) => {
            let error = error.to_string();
            findings.push(Finding::wrong(Code::Failed, "The list of accounts", error));
            Index::default()
        }
    };
    findings.push(match settings_file::read(&folders.config) {
        Ok(_) => Finding::well("The settings", ""),
        Err(error) => Finding::wrong(Code::Failed, "The settings", error.to_string()),
    });
    index
}

/// Whether the keychain takes, gives and deletes, and holds what the list says.
fn keychain(index: &Index, findings: &mut Vec<Finding>) {
    const WHAT: &str = "The keychain";
    let vault = Vault::System;
    let wrong =
        |error: &KeychainError| Finding::wrong(Code::Keychain, WHAT, keychain_sentence(error));
    let info = match vault.describe() {
        Ok(info) => info,
        Err(error) => return findings.push(wrong(&error)),
    };
    if let Some(error) = info.problem() {
        return findings.push(wrong(&error));
    }
    if keeps_what_was_deleted(&info.name) || vault.asks_unasked() {
        findings.push(Finding::well(WHAT, format!("{} is open", info.name)));
        return;
    }
    if let Err(error) = vault.self_test() {
        return findings.push(wrong(&error));
    }
    let works = format!("{} works: written, read back, deleted", info.name);
    findings.push(Finding::well(WHAT, works));
    match vault.list() {
        Err(error) => findings.push(wrong(&error)),
        Ok(held) => {
            let mut compared = index.clone();
            let odd = compared.reconcile(&held, &info.name, jiff::Timestamp::now());
            let count = odd.len();
            findings.push(if count == 0 && compared == *index {
                Finding::well("List and keychain", "they agree")
            } else if count == 0 {
                let detail = "the list is behind: talkdesk-setup list brings it up";
                Finding::wrong(Code::Failed, "List and keychain", detail)
            } else {
                let detail =
                    format!("{count} items are not what they should be: open talkdesk-setup");
                Finding::wrong(Code::Keychain, "List and keychain", detail)
            });
        }
    }
}

/// The way to the hosts of these accounts, without any secret.
fn hosts(
    network: &Network,
    asked: &[Account],
    findings: &mut Vec<Finding>,
) -> Result<(), CommandError> {
    let runtime = super::runtime()?;
    let mut done = BTreeSet::new();
    let mut told_time = None;
    for account in asked {
        let endpoints = account.endpoints();
        let (token_host, api_host) = (&endpoints.token_host, &endpoints.api_host);
        for (host, other) in [(token_host, api_host), (api_host, token_host)] {
            if !done.insert(host.origin()) {
                continue;
            }
            findings.push(surroundings(host, &network.surroundings(host)));
            let reached = runtime.block_on(network.reach(host, other));
            if let Ok(reach) = &reached {
                told_time = told_time.or(reach.server_time);
            }
            findings.push(way(host, reached, |cause| {
                let problem = explain_way(cause, host, account, &endpoints);
                format!("{} {}", problem.what_happened, problem.what_to_do)
            }));
        }
    }
    runtime.shutdown_background();
    if let Some(ahead) = told_time.map(|time| time.ahead()) {
        findings.push(clock(ahead));
    }
    Ok(())
}

fn way(
    host: &Host,
    reached: Result<Reach, Cause>,
    explain: impl FnOnce(&Cause) -> String,
) -> Finding {
    match reached {
        Ok(reach) => {
            let took = format!("answers in {} ms", reach.took().as_millis());
            Finding::well(host.authority(), took)
        }
        Err(cause) => Finding::wrong(Code::NotReached, host.authority(), explain(&cause)),
    }
}

fn surroundings(host: &Host, found: &Surroundings) -> Finding {
    let what = format!("The way to {}", host.authority());
    let proxy = found.proxy.as_ref().map_or_else(
        || "no proxy".to_owned(),
        |proxy| format!("proxy {} from {}", proxy.address, proxy.source),
    );
    match &found.trust {
        Ok(trust) => Finding::well(what, format!("{proxy}; {trust}")),
        Err(_) => Finding::wrong(
            Code::NotReached,
            what,
            format!("{proxy}; no usable list of authorities"),
        ),
    }
}

fn clock(ahead: SignedDuration) -> Finding {
    const WHAT: &str = "This computer's clock";
    let seconds = ahead.abs().as_secs();
    match Clock::of(ahead) {
        Clock::Wrong(_) => {
            let way = if ahead.is_negative() {
                "behind"
            } else {
                "ahead"
            };
            Finding::wrong(Code::Failed, WHAT, format!("{seconds} s {way}"))
        }
        _ => Finding::well(WHAT, format!("{seconds} s apart from Talkdesk's")),
    }
}
