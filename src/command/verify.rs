//! `verify`: tries saved credentials and keeps the results in the list of accounts, as the window does. Nothing asks the
//! person: a locked keychain is reported.

use std::{path::Path, process::ExitCode, sync::Arc};

use jiff::Timestamp;
use serde::Serialize;
use tokio::{sync::Semaphore, task::JoinSet};

use super::{
    JSON_VERSION,
    failure::{Code, CommandError, Told},
    schedule::{self, Scheduler},
    source::{Source, listed},
    streams,
};
use crate::{
    diagnosis::in_short,
    effects::{folders::Folders, index_file, saved_credentials},
    program::VERIFIED_AT_A_TIME,
    saved::{Entry, LastVerification, Seen},
};

/// The list is written after so many results: it is written whole each time.
const RECORDED_AT_ONCE: usize = 50;

#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The accounts, such as acme or acme@eu
    #[arg(
        value_name = "ACCOUNT",
        required_unless_present_any = ["all", "schedule_example"]
    )]
    accounts: Vec<String>,
    /// Every saved account
    #[arg(long, conflicts_with = "accounts")]
    all: bool,
    /// Print JSON at the end, instead of a line an account
    #[arg(long)]
    pub(super) json: bool,
    /// Try new clients of the stand-in of the practice account
    #[arg(long, conflicts_with = "all")]
    practice: bool,
    /// Print how to verify all each morning
    #[arg(long, value_name = "SCHEDULER", conflicts_with_all = ["accounts", "all", "practice", "json"])]
    schedule_example: Option<Scheduler>,
}

#[derive(Serialize)]
struct Verified<'a> {
    version: u32,
    accounts: Vec<VerifiedAccount<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<Told<'a>>,
}

#[derive(Serialize)]
struct VerifiedAccount<'a> {
    account: &'a str,
    accepted: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<Told<'a>>,
}

type Outcome = (String, Result<(), CommandError>);

pub(super) fn run(arguments: Arguments, folders: &Folders) -> Result<ExitCode, CommandError> {
    if let Some(scheduler) = arguments.schedule_example {
        return Ok(streams::show(&schedule::example(scheduler)));
    }
    let source = if arguments.practice {
        Source::pretend(&arguments.accounts, folders)?
    } else {
        Source::real(folders)?
    };
    let (mut entries, mut outcomes) = (Vec::new(), Vec::new());
    if arguments.all {
        entries.clone_from(&source.index.entries);
    }
    for wanted in arguments.accounts {
        match source.find(&wanted) {
            Ok(entry) => entries.push(entry),
            // One that is not there hides no other.
            Err(error) => {
                if !arguments.json {
                    streams::complain(&error.sentence);
                }
                outcomes.push((wanted, Err(error)));
            }
        }
    }
    let runtime = super::runtime()?;
    outcomes.extend(runtime.block_on(verify(&source, entries, !arguments.json)));
    // What hangs is not waited for.
    runtime.shutdown_background();
    let worst = worst(&outcomes);
    let shown = if arguments.json {
        let accounts = outcomes
            .iter()
            .map(|(key, outcome)| VerifiedAccount {
                account: key,
                accepted: outcome.is_ok(),
                error: outcome.as_ref().err().map(CommandError::told),
            })
            .collect();
        streams::show_json(&Verified {
            version: JSON_VERSION,
            accounts,
            error: worst.map(CommandError::told),
        })
    } else {
        ExitCode::SUCCESS
    };
    Ok(worst.map_or(shown, |error| ExitCode::from(error.code.exit_code())))
}

/// Tries all of them, a few at a time, and says each as it ends.
async fn verify(source: &Source, entries: Vec<Entry>, says: bool) -> Vec<Outcome> {
    let places = Arc::new(Semaphore::new(VERIFIED_AT_A_TIME));
    let reading = Arc::default();
    let mut running = JoinSet::new();
    for (number, entry) in entries.into_iter().enumerate() {
        let (places, reading) = (Arc::clone(&places), Arc::clone(&reading));
        // Each with connections of its own: what is open to one account's host is no other's.
        let network = source.network.separate();
        let (hosts, vault) = (source.hosts.clone(), source.vault.clone());
        running.spawn(async move {
            // Never closed.
            let _place = places.acquire().await;
            let verified =
                saved_credentials::verify(network, hosts, vault, listed(&entry), reading).await;
            (number, entry, verified)
        });
    }
    let (mut outcomes, mut results) = (Vec::new(), Vec::new());
    // One that panicked has no outcome.
    while let Some(Ok((number, entry, verified))) = running.join_next().await {
        let key = entry.account.key();
        let outcome = match verified {
            Err(error) => Err(CommandError::keychain(&key, &error)),
            Ok(verified) => {
                let result = Tried::new(entry, &verified);
                let outcome =
                    CommandError::of_result(&key, &result.last.result).map_or(Ok(()), Err);
                results.push(result);
                outcome
            }
        };
        if results.len() >= RECORDED_AT_ONCE {
            record(source.list_folder(), std::mem::take(&mut results));
        }
        if says {
            match &outcome {
                // Whether it can be written shows in the exit code of the whole only for the last.
                Ok(()) => drop(streams::show(&format!("{key}: accepted\n"))),
                Err(error) => streams::complain(&error.sentence),
            }
        }
        outcomes.push((number, (key, outcome)));
    }
    record(source.list_folder(), results);
    outcomes.sort_by_key(|(number, _)| *number);
    outcomes.into_iter().map(|(_, outcome)| outcome).collect()
}

/// What was tried, and what came of it.
struct Tried {
    entry: Entry,
    last: LastVerification,
    seen: Seen,
}

impl Tried {
    fn new(entry: Entry, (target, result): &saved_credentials::Verified) -> Self {
        Self {
            entry,
            last: LastVerification {
                at: Timestamp::now(),
                result: in_short(result, target),
            },
            seen: result.as_ref().map(Seen::from).unwrap_or_default(),
        }
    }
}

/// Keeps the results; where that fails, the window shows older ones, which are true as well.
fn record(folder: Option<&Path>, results: Vec<Tried>) {
    let Some(folder) = folder.filter(|_| !results.is_empty()) else {
        return;
    };
    let kept = index_file::change(folder, |index| {
        for Tried { entry, last, seen } in results {
            // The list may be about other credentials by now.
            if let Some(own) = index
                .find_mut(&entry.account)
                .filter(|own| own.client_id == entry.client_id)
            {
                own.learn(seen);
                own.last_verified = Some(last);
            }
        }
    });
    if let Err(error) = kept {
        log::warn!("the results of a verification are not kept: {error}");
    }
}

/// The failure that decides over the exit code: what the person has to mend before what may pass by itself.
fn worst(outcomes: &[Outcome]) -> Option<&CommandError> {
    let failures = outcomes
        .iter()
        .filter_map(|(_, outcome)| outcome.as_ref().err());
    failures.min_by_key(|error| match error.code {
        Code::Refused => 0,
        Code::Keychain => 1,
        Code::NotReached => 3,
        _ => 2,
    })
}
