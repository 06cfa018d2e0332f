//! The command line: what it understands and what it says. A file a command.

mod accounts;
mod add;
mod doctor;
mod exec;
mod failure;
mod generate;
mod list;
mod practice;
mod remove;
mod schedule;
mod source;
mod streams;
mod token;
mod verify;
mod versions;

use std::{ffi::OsString, path::Path, process::ExitCode};

use clap::{CommandFactory as _, FromArgMatches as _, Parser, Subcommand};

pub use failure::CommandError;
pub use streams::{complain, show};

use crate::effects::folders::Folders;

/// The exit code of a wrong command line.
pub const USAGE_EXIT_CODE: u8 = 2;

/// The version of what `--json` prints. A member may be added under the same version; none changes its meaning or goes.
const JSON_VERSION: u32 = 1;

/// What the help begins with. Lines are broken by hand: a terminal has 80 columns at least.
const ABOUT: &str = "\
Takes a Talkdesk administrator to working OAuth credentials for Nexla: opens a
window that helps to create the client, tries it against Talkdesk, and keeps it
in the system's keychain.";

#[derive(Debug, Parser)]
#[command(
    name = "talkdesk-setup",
    about = ABOUT,
    version = versions::SHORT,
    disable_help_subcommand = true,
    args_conflicts_with_subcommands = true
)]
struct Arguments {
    /// Open on a pretend account; nothing is saved
    #[arg(long)]
    practice: bool,
    #[command(subcommand)]
    command: Option<Command>,
}

/// What a command line asks for, without a window.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Print the saved accounts, a line each
    List(list::Arguments),
    /// Try saved credentials against Talkdesk
    Verify(verify::Arguments),
    /// Print an access token
    Token(token::Arguments),
    /// Run a program that finds an access token in its environment
    Exec(exec::Arguments),
    /// Verify and save credentials from standard input
    Add(add::Arguments),
    /// Delete an account's credentials from this computer
    Remove(remove::Arguments),
    /// Look whether keychain, network and files work
    Doctor(doctor::Arguments),
    /// Print shell completions or the manual page
    Generate(generate::Arguments),
}

/// What the command line asks for.
#[derive(Debug)]
pub enum Wish {
    /// To open the window.
    Window {
        /// Whether it opens on the practice account.
        practice: bool,
    },
    /// To do a command.
    Command(Box<Command>),
    /// To print this text, such as the help.
    Text(String),
}

/// A command line that is not understood, in a few lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UsageError {
    /// What is wrong, and the usage.
    pub text: String,
}

/// Reads the arguments, the program's name first. `config` and `state` are the folders of this user, for the help text.
///
/// # Errors
/// At the first argument that is not understood.
pub fn parse(
    args: impl IntoIterator<Item = impl Into<OsString> + Clone>,
    folders: Option<&Folders>,
) -> Result<Wish, UsageError> {
    let args: Vec<OsString> = args.into_iter().map(Into::into).collect();
    let long: Vec<String> = args
        .iter()
        .map(|argument| argument.to_string_lossy().into_owned())
        .filter(|argument| may_be_secret(argument))
        .collect();
    let read = definition(folders)
        .try_get_matches_from(args)
        .and_then(|matches| Arguments::from_arg_matches(&matches));
    match read {
        Ok(Arguments {
            command: Some(command),
            ..
        }) => Ok(Wish::Command(Box::new(command))),
        Ok(Arguments { practice, .. }) => Ok(Wish::Window { practice }),
        Err(error) if error.exit_code() == 0 => Ok(Wish::Text(error.to_string())),
        Err(error) => Err(UsageError {
            text: long
                .iter()
                .fold(harmless(&error.to_string()), |text, long| {
                    text.replace(long, "…")
                }),
        }),
    }
}

/// The whole command line, for reading it, for its help, completions and manual page.
fn definition(folders: Option<&Folders>) -> clap::Command {
    Arguments::command().after_help(after_help(
        folders.map(|folders| folders.config.as_path()),
        folders.map(|folders| folders.state.as_path()),
    ))
}

fn after_help(config: Option<&Path>, state: Option<&Path>) -> String {
    let shown = |folder: Option<&Path>| match folder {
        Some(folder) => folder.display().to_string(),
        None => "(this user has no home folder)".to_owned(),
    };
    format!(
        "\
ACCOUNT is whatever the window's field takes: acme, acme@eu where two regions
share the name, or an address of the account.

Where things are kept:
  Credentials     in the system's keychain, never in a file
  Accounts        {config}
  Log             {state}

Exit codes:
  0  the window was closed, the text shown, the command done
  1  it failed otherwise than below
  2  the command line was not understood
  3  Talkdesk refuses the credentials
  4  Talkdesk was not reached
  5  the keychain did not give or take what it should",
        config = shown(config),
        state = shown(state),
    )
}

/// Does a command, and returns its exit code.
#[must_use]
pub fn run(command: Command, folders: &Folders) -> ExitCode {
    let as_json = command.is_json();
    let done = match command {
        Command::List(arguments) => list::run(&arguments, folders),
        Command::Verify(arguments) => verify::run(arguments, folders),
        Command::Token(arguments) => token::run(&arguments, folders),
        Command::Exec(arguments) => exec::run(&arguments, folders),
        Command::Add(arguments) => add::run(&arguments, folders),
        Command::Remove(arguments) => remove::run(&arguments, folders),
        Command::Doctor(arguments) => doctor::run(&arguments, folders),
        Command::Generate(arguments) => generate::run(&arguments),
    };
    match done {
        Ok(code) => code,
        Err(error) => error.report(as_json),
    }
}

impl Command {
    fn is_json(&self) -> bool {
        match self {
            Self::List(arguments) => arguments.json,
            Self::Verify(arguments) => arguments.json,
            Self::Token(arguments) => arguments.json,
            Self::Add(arguments) => arguments.json,
            Self::Remove(arguments) => arguments.json,
            Self::Doctor(arguments) => arguments.json,
            Self::Exec(_) | Self::Generate(_) => false,
        }
    }
}

/// Where a command's requests run.
fn runtime() -> Result<tokio::runtime::Runtime, CommandError> {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| {
            log::warn!("no runtime: {error}");
            CommandError::failed("This computer is out of resources; try again.")
        })
}

/// A text without anything that a terminal would obey; lines stay.
fn harmless(text: &str) -> String {
    text.chars()
        .map(|c| {
            if c.is_control() && c != '\n' {
                char::REPLACEMENT_CHARACTER
            } else {
                c
            }
        })
        .collect()
}

/// Whether a secret may have been given as an argument by mistake, which is then not repeated.
fn may_be_secret(text: &str) -> bool {
    const LONGEST_NAME: usize = 40;
    text.len() > LONGEST_NAME && !text.contains(char::is_whitespace) && !text.contains('.')
}

/// What was typed, in quotes, cut, without anything that a terminal would obey.
fn quoted(text: &str) -> String {
    if may_be_secret(text) {
        return "what was typed".to_owned();
    }
    let shown: String = text.chars().take(80).collect();
    format!("\"{}\"", harmless(&shown).replace('\n', "\u{FFFD}"))
}

#[cfg(test)]
mod tests;
