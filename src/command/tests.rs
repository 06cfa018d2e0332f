use clap::CommandFactory as _;

use super::*;

fn parse_line(line: &[&str]) -> Result<Wish, String> {
    let args = std::iter::once("talkdesk-setup").chain(line.iter().copied());
    parse(args, None).map_err(|error| error.text)
}

fn wish(line: &[&str]) -> String {
    match parse_line(line) {
        Ok(Wish::Window { practice: false }) => "window".to_owned(),
        Ok(Wish::Window { practice: true }) => "practice".to_owned(),
        Ok(Wish::Text(_)) => "text".to_owned(),
        Ok(Wish::Command(command)) => format!("{command:?}")
            .split('(')
            .next()
            .unwrap()
            .to_lowercase(),
        Err(_) => "usage".to_owned(),
    }
}

#[test]
fn the_definition_is_sound() {
    Arguments::command().debug_assert();
}

#[test]
fn command_lines() {
    for (line, wanted) in [
        (&[][..], "window"),
        (&["--"], "window"),
        (&["--practice"], "practice"),
        (&["--help"], "text"),
        (&["-h"], "text"),
        (&["--practice", "-V"], "text"),
        (&["list"], "list"),
        (&["list", "--json"], "list"),
        (&["list", "acme"], "usage"),
        (&["list", "--practice"], "usage"),
        (&["--practice", "list"], "usage"),
        (&["verify"], "usage"),
        (&["verify", "acme"], "verify"),
        (&["verify", "--", "acme@eu"], "verify"),
        (&["verify", "acme", "zeta"], "verify"),
        (&["verify", "--all"], "verify"),
        (&["verify", "--all", "acme"], "usage"),
        (&["verify", "--schedule-example", "systemd"], "verify"),
        (&["verify", "--help"], "text"),
        (&["token"], "usage"),
        (&["token", "acme", "--fresh", "--json"], "token"),
        (&["token", "acme", "--header", "--json"], "usage"),
        (&["exec", "acme"], "usage"),
        (&["exec", "acme", "--"], "usage"),
        (&["exec", "acme", "--", "sh", "-c", "true"], "exec"),
        (&["add", "acme", "--replace"], "add"),
        (
            &["add", "acme", "--token-host", "https://a.example"],
            "usage",
        ),
        (&["remove", "acme", "-y"], "remove"),
        (&["doctor"], "doctor"),
        (&["generate", "completions", "fish"], "generate"),
        (&["generate", "completions", "csh"], "usage"),
        (&["generate", "man"], "generate"),
        (&[""], "usage"),
        (&["-"], "usage"),
        (&["acme"], "usage"),
        (&["--nonsense=1"], "usage"),
        (&["-px"], "usage"),
        (&["--practice=yes"], "usage"),
        (&["--Help"], "usage"),
    ] {
        assert_eq!(wish(line), wanted, "{line:?}");
    }
}

#[test]
fn what_was_typed_cannot_command_a_terminal() {
    let error = parse_line(&["a\u{1b}[2J\u{7}b"]).unwrap_err();
    assert!(!error.contains(['\u{1b}', '\u{7}']), "{error}");
    assert_eq!(quoted("a\nb\u{1b}"), "\"a\u{FFFD}b\u{FFFD}\"");
}

#[cfg(unix)]
#[test]
fn arguments_that_are_no_text() {
    use std::os::unix::ffi::OsStringExt as _;

    for bytes in [&b"\xFF"[..], b"--\xFF", b"-\xFF"] {
        let args = [
            OsString::from("talkdesk-setup"),
            OsString::from_vec(bytes.to_vec()),
        ];
        assert!(parse(args, None).is_err(), "{bytes:?}");
    }
}

#[test]
fn a_user_without_a_home_still_gets_help() {
    let Ok(Wish::Text(help)) = parse_line(&["--help"]) else {
        panic!("no help");
    };
    assert!(help.contains("Log             (this user has no home folder)\n"));
}
