//! `add`: credentials from standard input, in any form that the window reads, or from hidden prompts on a terminal. They
//! are verified before they are saved, as in the window.

use std::{
    io::{self, IsTerminal as _, Read as _},
    process::ExitCode,
};

use jiff::Timestamp;
use serde::Serialize;
use zeroize::Zeroizing;

use super::{
    JSON_VERSION, accounts,
    failure::{Code, CommandError},
    source::Source,
    streams,
};
use crate::{
    credentials::{ClientId, MAX_TEXT_BYTES, Pasted, check_client_secret, read_pasted, text_of},
    effects::{account_turn, folders::Folders, index_file, saved_credentials, vault::Vault},
    keychain::{Keychain as _, KeychainError, Port as _},
    saved::{Entry, Envelope},
    secret::Secret,
    talkdesk::{Account, Host, Region},
    verification::VerifyRequest,
};

#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The account, such as acme or acme@eu
    account: String,
    /// Replace those that are saved, and keep them aside
    #[arg(long)]
    replace: bool,
    /// The client of this ID, where the text has several
    #[arg(long, value_name = "ID")]
    client: Option<String>,
    /// Where tokens come from, in a region unknown here
    #[arg(long, value_name = "URL", requires = "api_host")]
    token_host: Option<String>,
    /// Where the API is, in a region unknown here
    #[arg(long, value_name = "URL", requires = "token_host")]
    api_host: Option<String>,
    /// Print JSON
    #[arg(long)]
    pub(super) json: bool,
    /// Try them at the practice account; nothing is saved
    #[arg(long)]
    practice: bool,
}

#[derive(Serialize)]
struct Added<'a> {
    version: u32,
    account: String,
    client_id: &'a str,
    /// `null` where nothing is saved, as in practice.
    keychain: Option<&'a str>,
    /// The IDs of the clients that it replaces and that are still kept.
    previous: Vec<&'a str>,
}

pub(super) fn run(arguments: &Arguments, folders: &Folders) -> Result<ExitCode, CommandError> {
    let mut account = account(arguments)?;
    let (pair, found_in) = take(arguments)?;
    if let Some(region) = found_in
        && !names_region(arguments)
    {
        account.region = region;
    }
    // From here on no other command changes what is kept of the account.
    let _turn = (!arguments.practice).then(|| account_turn::take(&folders.state, &account.key()));
    let source = if arguments.practice {
        Source::pretend(&[], folders)?
    } else {
        accounts::check_writable(&folders.config)?;
        Source::real(folders)?
    };
    let key = account.key();
    let saved = source.index.find(&account).cloned();
    if let Some(saved) = saved.as_ref().filter(|_| !arguments.replace) {
        return already_saved(&source, saved, &pair, arguments.json);
    }
    // What is not taken then is not sent anywhere now.
    let open = source
        .vault
        .describe()
        .and_then(|info| info.problem().map_or(Ok(()), Err));
    open.map_err(|error| CommandError::keychain(&key, &error))?;
    let request = VerifyRequest {
        endpoints: source.hosts.endpoints(&account),
        account: account.clone(),
        client_id: pair.client_id.clone(),
        client_secret: pair.client_secret.clone(),
        scope: None,
    };
    let runtime = super::runtime()?;
    let result = runtime.block_on(async {
        source.network.open_api_meanwhile(&request.endpoints);
        source.network.verify(&request, |_| {}).await
    });
    runtime.shutdown_background();
    let proof =
        result.map_err(|failure| CommandError::exchange(&key, failure, &request.target()))?;
    let envelope = Envelope {
        account,
        client_id: pair.client_id,
        client_secret: pair.client_secret,
        created_at: Timestamp::now(),
    };
    let mut entry = Entry::accepted(&envelope, &proof, envelope.created_at);
    if let Some(saved) = &saved {
        entry.replaces(saved, envelope.created_at);
    }
    if arguments.practice {
        return Ok(show(arguments.json, &entry, None));
    }
    // What the list does not know may stand in the keychain all the same.
    let entry = save(folders, entry, &envelope, arguments.replace)
        .map_err(|error| CommandError::keychain(&key, &error))?;
    Ok(show(arguments.json, &entry, Some(&entry.keychain)))
}

/// The two values, judged.
struct Pair {
    client_id: ClientId,
    client_secret: Secret,
}

fn account(arguments: &Arguments) -> Result<Account, CommandError> {
    let mut account = accounts::name(&arguments.account)?;
    if let (Some(token_host), Some(api_host)) = (&arguments.token_host, &arguments.api_host) {
        let host = |text: &str| {
            Host::parse(text).map_err(|error| CommandError::new(Code::BadInput, error.to_string()))
        };
        account.region = Region::Other {
            token_host: host(token_host)?,
            api_host: host(api_host)?,
        };
    }
    Ok(account)
}

/// Whether the command line itself says where the account lives.
fn names_region(arguments: &Arguments) -> bool {
    let named = crate::talkdesk::read_address(&arguments.account);
    arguments.token_host.is_some()
        || arguments.account.contains('@')
        || named.is_ok_and(|address| address.region.is_some())
}

/// Reads client ID and secret, and the region where the text has one, and says what was taken.
fn take(arguments: &Arguments) -> Result<(Pair, Option<Region>), CommandError> {
    let bad = |sentence: String| CommandError::new(Code::BadInput, sentence);
    let (client_id, client_secret, region) = if io::stdin().is_terminal() {
        let (client_id, client_secret) = ask()?;
        (client_id, client_secret, None)
    } else {
        let pasted = read_input()?;
        for note in &pasted.notes {
            streams::complain(note);
        }
        let region = pasted
            .address
            .as_ref()
            .and_then(|address| address.region.clone());
        let (client_id, client_secret) = choose(pasted, arguments.client.as_deref())?;
        (client_id, client_secret, region)
    };
    let client_id = ClientId::parse(&client_id).map_err(|error| bad(error.to_string()))?;
    let (client_secret, _) =
        check_client_secret(client_secret.expose()).map_err(|error| bad(error.to_string()))?;
    streams::complain(&format!(
        "Taken: the client ID {} and its secret.",
        client_id.shortened()
    ));
    let pair = Pair {
        client_id,
        client_secret,
    };
    Ok((pair, region))
}

fn read_input() -> Result<Pasted, CommandError> {
    let bad = |sentence: &str| CommandError::new(Code::BadInput, sentence);
    let mut bytes = Zeroizing::new(Vec::with_capacity(MAX_TEXT_BYTES + 1));
    let limit = u64::try_from(MAX_TEXT_BYTES).unwrap_or(u64::MAX);
    io::stdin()
        .take(limit + 1)
        .read_to_end(&mut bytes)
        .map_err(|_error| bad("Standard input could not be read."))?;
    if bytes.len() > MAX_TEXT_BYTES {
        return Err(bad(
            "Standard input is longer than 1 MiB, far more than credentials are.",
        ));
    }
    let text = text_of(&bytes)
        .map_err(|_no_text| bad("Standard input holds no text, as a picture or an archive."))?;
    Ok(read_pasted(text.expose()))
}

/// The pair that is meant.
fn choose(pasted: Pasted, wanted: Option<&str>) -> Result<(String, Secret), CommandError> {
    let bad = |sentence: String| CommandError::new(Code::BadInput, sentence);
    if let Some(wanted) = wanted.filter(|_| !pasted.clients.is_empty()) {
        let mut clients = pasted.clients.into_iter();
        return clients
            .find(|client| is_id(&client.client_id, wanted))
            .map(|client| (client.client_id, client.client_secret))
            .ok_or_else(|| bad("No client of this ID is in the text.".to_owned()));
    }
    if !pasted.clients.is_empty() {
        let ids: Vec<&str> = pasted
            .clients
            .iter()
            .map(|client| client.client_id.as_str())
            .collect();
        return Err(bad(format!(
            "Several clients are in the text. Name one with --client: {}",
            ids.join(", ")
        )));
    }
    match (pasted.client_id, pasted.client_secret) {
        (Some(client_id), Some(_)) if wanted.is_some_and(|wanted| !is_id(&client_id, wanted)) => {
            Err(bad(format!(
                "The client in the text is another: {client_id}"
            )))
        }
        (Some(client_id), Some(client_secret)) => Ok((client_id, client_secret)),
        (Some(_), None) => Err(bad("There is a client ID, but no client secret.".to_owned())),
        (None, Some(_)) => Err(bad("There is a client secret, but no client ID.".to_owned())),
        (None, None) => Err(bad(
            "Nothing in the text looks like a client ID and its secret.".to_owned(),
        )),
    }
}

fn is_id(own: &str, wanted: &str) -> bool {
    own.eq_ignore_ascii_case(wanted.trim())
}

/// Asks on the terminal; the secret is not shown.
fn ask() -> Result<(String, Secret), CommandError> {
    let bad = |_error: io::Error| CommandError::new(Code::BadInput, "The terminal gave no answer.");
    let mut client_id = String::new();
    streams::ask("Client ID: ");
    io::stdin().read_line(&mut client_id).map_err(bad)?;
    let client_secret = rpassword::prompt_password("Client secret (not shown): ").map_err(bad)?;
    Ok((client_id, Secret::from(client_secret)))
}

/// The same pair once more is fine; another needs a word.
fn already_saved(
    source: &Source,
    saved: &Entry,
    pair: &Pair,
    as_json: bool,
) -> Result<ExitCode, CommandError> {
    let key = saved.account.key();
    let held = source
        .vault
        .load_listed(&saved.account, &saved.client_id)
        .map_err(|error| CommandError::keychain(&key, &error))?;
    if held.client_id == pair.client_id && held.client_secret == pair.client_secret {
        return Ok(show(as_json, saved, Some(&saved.keychain)));
    }
    Err(CommandError::new(
        Code::AlreadySaved,
        format!(
            "{key}: other credentials are saved. With --replace the new ones take their place, and the old ones are kept \
             until you retire them in the window."
        ),
    ))
}

fn save(
    folders: &Folders,
    entry: Entry,
    envelope: &Envelope,
    replaces: bool,
) -> Result<Box<Entry>, KeychainError> {
    saved_credentials::keep(
        entry,
        |entry| Vault::System.keep(entry, envelope, replaces),
        |change| {
            if let Err(error) = index_file::change(&folders.config, change) {
                streams::complain(&error.to_string());
            }
        },
    )
}

fn show(as_json: bool, entry: &Entry, keychain: Option<&str>) -> ExitCode {
    let account = entry.account.key();
    if as_json {
        return streams::show_json(&Added {
            version: JSON_VERSION,
            account,
            client_id: entry.client_id.as_str(),
            keychain,
            previous: (entry.previous.iter())
                .map(|old| old.client_id.as_str())
                .collect(),
        });
    }
    streams::show(&match keychain {
        Some(keychain) => format!("{account}: accepted, saved to {keychain}\n"),
        None => format!("{account}: accepted, not saved\n"),
    })
}
