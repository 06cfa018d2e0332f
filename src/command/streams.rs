//! Standard output and standard error. Results go to the one, everything else to the other.

use std::{
    io::{self, Write},
    process::ExitCode,
};

use serde::Serialize;

use crate::secret::Secret;

/// Writes to standard output. A reader that goes away early, such as `head`, is no failure.
#[must_use]
pub fn show(text: &str) -> ExitCode {
    written(write(io::stdout(), text.as_bytes()))
}

/// Writes a secret to standard output.
pub(super) fn show_secret(text: &Secret) -> ExitCode {
    written(write(io::stdout(), text.expose().as_bytes()))
}

/// Asks on standard error, without a line end.
pub(super) fn ask(question: &str) {
    write(io::stderr(), question.as_bytes()).unwrap_or_default();
}

/// Writes JSON to standard output, indented.
pub(super) fn show_json(value: &impl Serialize) -> ExitCode {
    match serde_json::to_string_pretty(value) {
        Ok(json) => show(&format!("{json}\n")),
        Err(error) => {
            log::error!("not JSON: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Writes a sentence to standard error; where that is closed, the exit code says the rest.
pub fn complain(sentence: &str) {
    write(io::stderr(), format!("{sentence}\n").as_bytes()).unwrap_or_default();
}

fn written(result: io::Result<()>) -> ExitCode {
    match result {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            complain("Standard output could not be written. See that its disk has room.");
            ExitCode::FAILURE
        }
        _ => ExitCode::SUCCESS,
    }
}

fn write(mut to: impl Write, text: &[u8]) -> io::Result<()> {
    to.write_all(text)?;
    to.flush()
}
