//! The real program, started from a command line.

use std::{
    fs::{self, File},
    path::Path,
    process::{Command, Output, Stdio},
};

use crate::display::Xvfb;

/// The program with a home of its own and nothing of a desktop.
fn program(home: &Path, args: &[&str]) -> Command {
    // A window that opens after all would stay open: the time limit makes that a failure.
    let mut command = Command::new("/usr/bin/timeout");
    command
        .args(["30", env!("CARGO_BIN_EXE_talkdesk-setup")])
        .args(args)
        .env_clear()
        .env("HOME", home)
        .env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere/bus")
        .stdin(Stdio::null());
    command
}

/// Runs the program to its end and gives back exit code, standard output and standard error.
fn run(command: &mut Command) -> (Option<i32>, String, String) {
    let Output {
        status,
        stdout,
        stderr,
    } = command.output().unwrap();
    (
        status.code(),
        String::from_utf8(stdout).unwrap(),
        String::from_utf8(stderr).unwrap(),
    )
}

#[test]
fn help_says_what_it_does_and_where_things_are_kept() {
    let home = tempfile::tempdir().unwrap();
    for args in [&["--help"][..], &["-h"], &["--practice", "--help"]] {
        let (code, out, err) = run(&mut program(home.path(), args));
        assert_eq!((code, err.as_str()), (Some(0), ""));
        for part in [
            "Usage: talkdesk-setup",
            "--practice",
            "--version",
            "keychain",
            "Exit codes:",
        ] {
            assert!(out.contains(part), "{part} is missing in:\n{out}");
        }
        let config = home.path().join(".config/talkdesk-setup");
        let state = home.path().join(".local/state/talkdesk-setup");
        assert!(
            out.contains(&format!("Accounts        {}\n", config.display())),
            "{out}"
        );
        assert!(
            out.contains(&format!("Log             {}\n", state.display())),
            "{out}"
        );
        is_narrow(&out);
    }
    assert_eq!(
        fs::read_dir(home.path()).unwrap().count(),
        0,
        "asking for help left something behind"
    );
}

#[track_caller]
fn is_narrow(help: &str) {
    let fits = |line: &str| line.chars().count() <= 80 || line.contains('/');
    assert!(help.lines().all(fits), "too wide:\n{help}");
}

#[test]
fn each_command_has_a_help_of_its_own() {
    let home = tempfile::tempdir().unwrap();
    for command in [
        "list", "verify", "token", "exec", "add", "remove", "doctor", "generate",
    ] {
        let (code, out, err) = run(&mut program(home.path(), &[command, "--help"]));
        assert_eq!((code, err.as_str()), (Some(0), ""));
        assert!(
            out.contains(&format!("Usage: talkdesk-setup {command}")),
            "{out}"
        );
        is_narrow(&out);
    }
}

#[test]
fn the_version_names_commit_and_target() {
    let home = tempfile::tempdir().unwrap();
    for arg in ["--version", "-V"] {
        let (code, out, err) = run(&mut program(home.path(), &[arg]));
        assert_eq!((code, err.as_str()), (Some(0), ""));
        let beginning = concat!("talkdesk-setup ", env!("CARGO_PKG_VERSION"), " (");
        let ending = format!(", {}-", std::env::consts::ARCH);
        assert!(out.starts_with(beginning) && out.contains(&ending), "{out}");
        assert!(out.ends_with(")\n") && out.lines().count() == 1, "{out}");
    }
}

#[test]
fn a_wrong_command_line_is_named_with_the_usage() {
    let home = tempfile::tempdir().unwrap();
    for (arg, culprit) in [
        ("--nonsense", "'--nonsense'"),
        ("-x", "'-x'"),
        ("acme", "'acme'"),
        ("--practice=yes", "'yes'"),
        ("verify", "<ACCOUNT>"),
        ("tokn", "'token'"),
    ] {
        let (code, out, err) = run(&mut program(home.path(), &[arg]));
        assert_eq!((code, out.as_str()), (Some(2), ""), "{arg}");
        assert!(err.contains(culprit), "{arg}: {err}");
        assert!(err.contains("Usage: talkdesk-setup"), "{arg}: {err}");
    }
    let (_, _, err) = run(&mut program(home.path(), &["\x1b[31m"]));
    assert!(!err.contains('\x1b'), "{err}");
}

#[test]
fn a_reader_that_goes_away_is_no_failure_and_a_full_disk_is_one() {
    let home = tempfile::tempdir().unwrap();
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    assert_eq!(
        run(program(home.path(), &["--help"]).stdout(writer)),
        (Some(0), String::new(), String::new())
    );
    let full = File::options().write(true).open("/dev/full").unwrap();
    let (code, out, err) = run(program(home.path(), &["--help"]).stdout(full));
    assert_eq!((code, out.as_str()), (Some(1), ""));
    assert!(
        err.starts_with("Standard output could not be written."),
        "{err}"
    );
}

/// Row 63: exit code 1 and one line, a sentence that begins so and names packages where it ends with a semicolon, and no word of a panic.
fn check_no_window(command: &mut Command, beginning: &str) {
    let (code, out, err) = run(command);
    assert_eq!((code, out.as_str()), (Some(1), ""), "{err}");
    assert!(err.starts_with(beginning), "{err}");
    let names_packages = err.ends_with(
        "on Debian and Ubuntu a window needs the packages libxkbcommon-x11-0 libxcursor1 libxi6 libxrandr2 libegl1 \
         libgl1-mesa-dri.\n",
    );
    // Where no package is missing, none is named.
    assert_eq!(names_packages, beginning.ends_with("; "), "{err}");
    assert_eq!(err.lines().count(), 1, "{err}");
}

#[test]
fn row_63_no_display() {
    let home = tempfile::tempdir().unwrap();
    let no_display =
        "There is no display to open a window on (neither DISPLAY nor WAYLAND_DISPLAY is set): ";
    check_no_window(&mut program(home.path(), &[]), no_display);
    check_no_window(&mut program(home.path(), &["--practice"]), no_display);
    check_no_window(
        program(home.path(), &[])
            .env("DISPLAY", "")
            .env("WAYLAND_DISPLAY", ""),
        no_display,
    );
}

#[test]
fn row_63_a_display_that_does_not_answer() {
    let home = tempfile::tempdir().unwrap();
    let unreachable = "The display that DISPLAY or WAYLAND_DISPLAY names does not answer: ";
    // A number that was given back may be another test's by now; servers take the lowest that is free.
    let nobody = ":30000";
    check_no_window(
        program(home.path(), &[]).env("DISPLAY", nobody),
        unreachable,
    );
    check_no_window(
        program(home.path(), &[])
            .env("WAYLAND_DISPLAY", "wayland-9")
            .env("XDG_RUNTIME_DIR", home.path()),
        unreachable,
    );
}

#[test]
fn row_63_a_missing_library() {
    let missing = "A library that windows need is missing; ";
    check_without(&["libxkbcommon-x11.so", "libxkbcommon-x11.so.0"], missing);
    check_without(&["libXcursor.so", "libXcursor.so.1"], missing);
    check_without(&["libXi.so", "libXi.so.6"], missing);
}

#[test]
fn row_63_no_graphics() {
    let libraries = [
        "libEGL.so",
        "libEGL.so.1",
        "libGL.so",
        "libGL.so.1",
        "libGLX.so.0",
    ];
    check_without(
        &libraries,
        "No graphics driver with OpenGL 2.1 or later works here; ",
    );
}

/// Starts the program on a display, but with empty files in place of these libraries.
fn check_without(libraries: &[&str], beginning: &str) {
    let home = tempfile::tempdir().unwrap();
    let display = Xvfb::start(320, 240);
    let folder = tempfile::tempdir().unwrap();
    for library in libraries {
        File::create(folder.path().join(library)).unwrap();
    }
    check_no_window(
        program(home.path(), &[])
            .env("DISPLAY", display.display())
            .env("LD_LIBRARY_PATH", folder.path()),
        beginning,
    );
}
