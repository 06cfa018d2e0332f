//! The command line: what it understands and what it says.

mod saved_accounts;

use std::{ffi::OsString, path::Path};

use lexopt::{Arg, Parser};

pub use saved_accounts::{CommandError, list, verify};

/// The exit code of a wrong command line.
pub const USAGE_EXIT_CODE: u8 = 2;

/// What a command line asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// To open the window.
    Window {
        /// Whether it opens on the practice account.
        practice: bool,
    },
    /// To print the saved accounts.
    List,
    /// To verify the saved credentials of an account.
    Verify {
        /// Its name, or its name and region: `acme`, `acme@eu`, `acme@acme.talkdeskid.au`.
        account: String,
    },
    /// To print the help text.
    Help,
    /// To print the version.
    Version,
}

/// A command line that is not understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UsageError {
    problem: String,
}

impl UsageError {
    /// One sentence that names the culprit.
    #[must_use]
    pub fn sentence(&self) -> String {
        format!("talkdesk-setup {}", self.problem)
    }

    fn culprit(argument: &Arg<'_>) -> Self {
        let culprit = match argument {
            Arg::Long(name) => format!("--{name}"),
            Arg::Short(letter) => format!("-{letter}"),
            Arg::Value(value) => value.to_string_lossy().into_owned(),
        };
        Self {
            problem: format!("does not understand {}", quoted(&culprit)),
        }
    }
}

/// One line: what the command line may hold.
pub const USAGE: &str =
    "Usage: talkdesk-setup [--practice | list | verify ACCOUNT | --help | --version]";

/// Reads the arguments, without the program's name. `--help` and `--version` end the reading.
///
/// # Errors
/// At the first argument that is not understood.
pub fn parse(args: impl IntoIterator<Item = impl Into<OsString>>) -> Result<Command, UsageError> {
    let mut parser = Parser::from_args(args);
    let mut command = Command::Window { practice: false };
    loop {
        match (parser.next(), &mut command) {
            (Ok(None), Command::Verify { account }) if account.is_empty() => {
                return Err(UsageError {
                    problem: "needs the account after verify".to_owned(),
                });
            }
            (Ok(None), _) => return Ok(command),
            (Ok(Some(Arg::Long("help") | Arg::Short('h'))), _) => return Ok(Command::Help),
            (Ok(Some(Arg::Long("version") | Arg::Short('V'))), _) => return Ok(Command::Version),
            (Ok(Some(Arg::Long("practice"))), Command::Window { practice }) => *practice = true,
            (Ok(Some(Arg::Value(name))), Command::Window { practice: false }) if name == "list" => {
                command = Command::List;
            }
            (Ok(Some(Arg::Value(name))), Command::Window { practice: false })
                if name == "verify" =>
            {
                command = Command::Verify {
                    account: String::new(),
                };
            }
            (Ok(Some(Arg::Value(name))), Command::Verify { account })
                if account.is_empty() && !name.is_empty() =>
            {
                *account = name.to_string_lossy().into_owned();
            }
            (Ok(Some(other)), _) => return Err(UsageError::culprit(&other)),
            // All that a next argument can be wrong about: a value where none belongs, as in `--practice=yes`.
            (Err(_), _) => {
                return Err(UsageError {
                    problem: "does not understand a value after an option".to_owned(),
                });
            }
        }
    }
}

/// The help text. `config` and `state` are the folders of this user, where there are any.
#[must_use]
pub fn help(config: Option<&Path>, state: Option<&Path>) -> String {
    let shown = |folder: Option<&Path>| match folder {
        Some(folder) => folder.display().to_string(),
        None => "(this user has no home folder)".to_owned(),
    };
    format!(
        "\
Takes a Talkdesk administrator to working OAuth credentials for Nexla: opens a
window that helps to create the client, tries it against Talkdesk, and keeps it
in the system's keychain.

{USAGE}

Commands, without a window:
  list                      Print the saved accounts, a line each
  verify ACCOUNT[@REGION]   Try the saved credentials of an account: acme,
                            or acme@eu where two regions share the name

Options:
      --practice  Open on a pretend account, with a stand-in for Talkdesk
                  on this computer; nothing is saved
  -h, --help      Show this text
  -V, --version   Show the version

Where things are kept:
  Credentials     in the system's keychain, never in a file
  Accounts        {config}
  Log             {state}

Exit codes:
  0  the window was closed, the text shown, the credentials accepted
  1  no window could be opened, or the accounts or credentials not read
  2  the command line was not understood
  3  Talkdesk refuses the credentials
  4  Talkdesk was not reached
",
        config = shown(config),
        state = shown(state),
    )
}

/// The version, such as `talkdesk-setup 0.1.0`, with its line end.
#[must_use]
pub fn version() -> &'static str {
    concat!("talkdesk-setup ", env!("CARGO_PKG_VERSION"), "\n")
}

/// What was typed, in quotes, cut, without anything that a terminal would obey.
fn quoted(text: &str) -> String {
    let shown: String = text
        .chars()
        .take(80)
        .map(|c| {
            if c.is_control() {
                char::REPLACEMENT_CHARACTER
            } else {
                c
            }
        })
        .collect();
    format!("\"{shown}\"")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(args: &[&str], expected: Result<Command, &str>) {
        let parsed = parse(args).map_err(|error| error.problem);
        let expected = expected.map_err(|culprit| match culprit {
            "" => "needs the account after verify".to_owned(),
            culprit => format!("does not understand {culprit}"),
        });
        assert_eq!(parsed, expected, "{args:?}");
    }

    #[test]
    fn command_lines() {
        check(&[], Ok(Command::Window { practice: false }));
        check(&["--practice"], Ok(Command::Window { practice: true }));
        check(
            &["--practice", "--practice"],
            Ok(Command::Window { practice: true }),
        );
        check(&["--"], Ok(Command::Window { practice: false }));
        check(&["--help"], Ok(Command::Help));
        check(&["-h", "--nonsense"], Ok(Command::Help));
        check(&["--practice", "-V"], Ok(Command::Version));
        check(&["--version"], Ok(Command::Version));
        check(&["list"], Ok(Command::List));
        check(&["verify"], Err(""));
        check(&["verify", "", "acme"], Err("\"\""));
        let verify = |account: &str| {
            Ok(Command::Verify {
                account: account.to_owned(),
            })
        };
        check(&["verify", "acme"], verify("acme"));
        check(&["verify", "--", "acme@eu"], verify("acme@eu"));
        check(&["verify", "--help"], Ok(Command::Help));
        check(&["verify", "acme", "zeta"], Err("\"zeta\""));
        check(&["list", "acme"], Err("\"acme\""));
        check(&["--practice", "list"], Err("\"list\""));
        check(&["list", "--practice"], Err("\"--practice\""));
        check(&[""], Err("\"\""));
        check(&["-"], Err("\"-\""));
        check(&["acme"], Err("\"acme\""));
        check(&["--", "--help"], Err("\"--help\""));
        check(&["--nonsense=1"], Err("\"--nonsense\""));
        check(&["--practise", "--help"], Err("\"--practise\""));
        check(&["-px"], Err("\"-p\""));
        check(&["--practice=yes"], Err("a value after an option"));
        check(&["--Help"], Err("\"--Help\""));
        check(&["a\u{1b}[2J\nb"], Err("\"a\u{FFFD}[2J\u{FFFD}b\""));
        let long = "x".repeat(5000);
        check(&[&long], Err(&format!("\"{}\"", &long[..80])));
    }

    #[cfg(unix)]
    #[test]
    fn arguments_that_are_no_text() {
        use std::os::unix::ffi::OsStringExt as _;

        for bytes in [&b"\xFF"[..], b"--\xFF", b"-\xFF"] {
            let error = parse([OsString::from_vec(bytes.to_vec())]).unwrap_err();
            assert!(error.problem.contains('\u{FFFD}'), "{error:?}");
        }
    }

    #[test]
    fn a_user_without_a_home_still_gets_help() {
        assert!(help(None, None).contains("Log             (this user has no home folder)\n"));
    }
}
