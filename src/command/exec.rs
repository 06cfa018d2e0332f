//! `exec`: runs a program that finds an access token in its environment, and no secret. On Unix the program takes this
//! process's place; elsewhere this process waits for it.

use std::{
    ffi::OsString,
    process::{Command, ExitCode},
};

use super::{failure::CommandError, practice, quoted, source::Source, token};
use crate::effects::folders::Folders;

#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The account, such as acme or acme@eu
    account: String,
    /// Ask Talkdesk for a new token, although one is kept
    #[arg(long)]
    fresh: bool,
    /// Use the practice account, and start one where none runs
    #[arg(long)]
    practice: bool,
    /// The program and its arguments, after --
    #[arg(required = true, last = true, value_name = "PROGRAM")]
    program: Vec<OsString>,
}

pub(super) fn run(arguments: &Arguments, folders: &Folders) -> Result<ExitCode, CommandError> {
    let [program, given @ ..] = arguments.program.as_slice() else {
        return Err(CommandError::failed("There is no program to run."));
    };
    let mut command = Command::new(program);
    command.args(given);
    if !arguments.practice {
        prepare(&mut command, &Source::real(folders)?, arguments)?;
        return replace(command, program);
    }
    let account = std::slice::from_ref(&arguments.account);
    if let Some(port) = practice::running(folders)
        && let Ok(source) = Source::pretend_at(port, account)
    {
        command.env(practice::VARIABLE, port.to_string());
        prepare(&mut command, &source, arguments)?;
        return replace(command, program);
    }
    // The stand-in lives in this process, so that this process stays.
    let own = practice::start()?;
    let port = own.address().port();
    command.env(practice::VARIABLE, port.to_string());
    prepare(&mut command, &Source::pretend_at(port, account)?, arguments)?;
    // There is no secret in this process but a pretend one.
    #[cfg(unix)]
    crate::effects::hardening::allow_core_dumps_again();
    wait(command, program)
}

/// Puts the token, its end and the API's address into the program's environment.
fn prepare(
    command: &mut Command,
    source: &Source,
    arguments: &Arguments,
) -> Result<(), CommandError> {
    let given = token::get(source, &arguments.account, arguments.fresh)?;
    command
        .env("TALKDESK_ACCOUNT", given.account.key())
        .env("TALKDESK_ACCESS_TOKEN", given.access_token.expose())
        .env("TALKDESK_API_URL", given.api_url);
    match given.expires_at {
        Some(at) => command.env("TALKDESK_TOKEN_EXPIRES_AT", at.as_second().to_string()),
        None => command.env_remove("TALKDESK_TOKEN_EXPIRES_AT"),
    };
    Ok(())
}

#[cfg(unix)]
fn replace(mut command: Command, program: &OsString) -> Result<ExitCode, CommandError> {
    use std::os::unix::process::CommandExt as _;

    crate::effects::hardening::allow_core_dumps_again();
    // Returns only where it fails.
    Err(not_started(program, &command.exec()))
}

#[cfg(not(unix))]
fn replace(command: Command, program: &OsString) -> Result<ExitCode, CommandError> {
    wait(command, program)
}

fn wait(mut command: Command, program: &OsString) -> Result<ExitCode, CommandError> {
    let status = command
        .status()
        .map_err(|error| not_started(program, &error))?;
    Ok(ExitCode::from(exit_code(status)))
}

/// The exit code as a shell has it: for a signal, 128 and its number.
#[cfg(unix)]
fn exit_code(status: std::process::ExitStatus) -> u8 {
    use std::os::unix::process::ExitStatusExt as _;

    let code = status.code().or(status.signal().map(|signal| 128 + signal));
    code.and_then(|code| u8::try_from(code).ok()).unwrap_or(1)
}

#[cfg(not(unix))]
fn exit_code(status: std::process::ExitStatus) -> u8 {
    status
        .code()
        .and_then(|code| u8::try_from(code).ok())
        .unwrap_or(1)
}

fn not_started(program: &OsString, error: &std::io::Error) -> CommandError {
    let why = match error.kind() {
        std::io::ErrorKind::NotFound => "it is not there",
        std::io::ErrorKind::PermissionDenied => "it may not be run",
        _ => "the system does not start it",
    };
    CommandError::failed(format!(
        "{} was not run: {why}.",
        quoted(&program.to_string_lossy())
    ))
}
