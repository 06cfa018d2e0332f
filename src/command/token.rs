//! `token`: an access token on standard output. Talkdesk is asked once for many programs that want one at once: a token is
//! kept in the keychain until two minutes before its end, and one program at a time asks for the next.

use std::process::ExitCode;

use jiff::{SignedDuration, Timestamp, Unit};
use serde::Serialize;
use zeroize::Zeroizing;

use super::{
    JSON_VERSION,
    failure::{Code, CommandError},
    source::{Source, listed},
    streams,
};
use crate::{
    account_api::authorization,
    effects::{account_turn, folders::Folders},
    keychain::Keychain as _,
    saved::{Entry, KeptToken},
    secret::Secret,
    talkdesk::Account,
    verification::HeaderScheme,
};

#[derive(Debug, clap::Args)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a switch of the command line"
)]
pub struct Arguments {
    /// The account, such as acme or acme@eu
    account: String,
    /// Print JSON: token, type, expiry, API address
    #[arg(long, conflicts_with = "header")]
    pub(super) json: bool,
    /// Print a whole header, as for `curl -H @-`
    #[arg(long)]
    header: bool,
    /// Ask Talkdesk for a new one, although one is kept
    #[arg(long)]
    fresh: bool,
    /// Ask the stand-in of the practice account
    #[arg(long)]
    practice: bool,
}

/// A token, and what a program needs to use it.
pub(super) struct Given {
    pub(super) account: Account,
    pub(super) access_token: Secret,
    /// `None` where Talkdesk did not say it.
    pub(super) expires_at: Option<Timestamp>,
    /// Where API calls go: scheme, host and port.
    pub(super) api_url: String,
}

#[derive(Serialize)]
struct Shown<'a> {
    version: u32,
    account: String,
    access_token: &'a str,
    token_type: &'static str,
    /// Seconds since 1970.
    expires_at: Option<i64>,
    expires_at_utc: Option<Timestamp>,
    api_url: &'a str,
}

pub(super) fn run(arguments: &Arguments, folders: &Folders) -> Result<ExitCode, CommandError> {
    let source = if arguments.practice {
        Source::pretend(std::slice::from_ref(&arguments.account), folders)?
    } else {
        Source::real(folders)?
    };
    let given = get(&source, &arguments.account, arguments.fresh)?;
    let text = if arguments.json {
        json(&given)?
    } else if arguments.header {
        let header = authorization(HeaderScheme::Bearer, &given.access_token);
        line("Authorization: ", &header)
    } else {
        line("", &given.access_token)
    };
    Ok(streams::show_secret(&text))
}

/// A token of the account that is named, kept or new.
pub(super) fn get(source: &Source, wanted: &str, fresh: bool) -> Result<Given, CommandError> {
    let entry = source.find(wanted)?;
    if !fresh && let Some(kept) = kept(source, &entry)? {
        return Ok(Given::kept(kept, source));
    }
    let _turn = source
        .state_folder()
        .map(|folder| account_turn::take(folder, &entry.account.key()));
    // Whoever had the turn before may have got one.
    if !fresh && let Some(kept) = kept(source, &entry)? {
        return Ok(Given::kept(kept, source));
    }
    ask(source, &entry)
}

fn kept(source: &Source, entry: &Entry) -> Result<Option<KeptToken>, CommandError> {
    let kept = match source.vault.kept_token(&entry.account) {
        // Something else stands in its place: a new one is asked for.
        Err(error) if !error.is_of_the_whole_keychain() => None,
        kept => kept.map_err(|error| CommandError::keychain(&entry.account.key(), &error))?,
    };
    Ok(kept.filter(|kept| kept.serves(&entry.account, &entry.client_id, Timestamp::now())))
}

fn ask(source: &Source, entry: &Entry) -> Result<Given, CommandError> {
    let key = entry.account.key();
    let (account, client_id) = listed(entry);
    let envelope = source
        .vault
        .load_listed(&account, &client_id)
        .map_err(|error| CommandError::keychain(&key, &error))?;
    let request = source.hosts.request(envelope);
    // To the second, as scripts compare it.
    let asked_at = Timestamp::now()
        .round(Unit::Second)
        .unwrap_or(Timestamp::UNIX_EPOCH);
    let token = super::runtime()?
        .block_on(source.network.token(&request))
        .map_err(|failure| CommandError::exchange(&key, failure, &request.target()))?;
    let expires_at = token
        .lifetime
        .and_then(|lifetime| SignedDuration::try_from(lifetime).ok())
        .and_then(|lifetime| asked_at.checked_add(lifetime).ok());
    let kept = expires_at.map(|expires_at| KeptToken {
        account: account.clone(),
        client_id,
        access_token: token.access_token.clone(),
        expires_at,
    });
    keep(source, &account, kept.as_ref());
    Ok(Given {
        api_url: source.hosts.api_url(&account),
        account,
        access_token: token.access_token,
        expires_at,
    })
}

/// Keeps it for the next program, or forgets an older one that it takes the place of; where that fails, the next one asks
/// again, or gets one that still lives.
fn keep(source: &Source, account: &Account, token: Option<&KeptToken>) {
    let kept = token.map_or(Ok(false), |token| source.vault.keep_token(token));
    let done = match kept {
        Ok(true) => Ok(()),
        Ok(false) => source.vault.forget_token(account),
        Err(error) => Err(error),
    };
    if let Err(error) = done {
        log::warn!("the token is not kept: {error:?}");
    }
}

impl Given {
    fn kept(kept: KeptToken, source: &Source) -> Self {
        Self {
            api_url: source.hosts.api_url(&kept.account),
            account: kept.account,
            access_token: kept.access_token,
            expires_at: Some(kept.expires_at),
        }
    }
}

fn line(before: &str, secret: &Secret) -> Secret {
    let mut line = String::with_capacity(before.len() + secret.expose().len() + 1);
    line.push_str(before);
    line.push_str(secret.expose());
    line.push('\n');
    Secret::from(line)
}

fn json(given: &Given) -> Result<Secret, CommandError> {
    // More than any token that is read takes, so that the buffer never grows.
    let mut json = Zeroizing::new(Vec::with_capacity(
        1024 + 2 * given.access_token.expose().len(),
    ));
    let shown = Shown {
        version: JSON_VERSION,
        account: given.account.key(),
        access_token: given.access_token.expose(),
        token_type: "Bearer",
        expires_at: given.expires_at.map(Timestamp::as_second),
        expires_at_utc: given.expires_at,
        api_url: &given.api_url,
    };
    let text = serde_json::to_writer_pretty(&mut *json, &shown)
        .ok()
        .and_then(|()| std::str::from_utf8(&json).ok());
    match text {
        Some(text) => Ok(line("", &Secret::from(text))),
        None => Err(CommandError::new(Code::Failed, "The token is no text.")),
    }
}
