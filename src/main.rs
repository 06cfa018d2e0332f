//! Entry: reads the command line, prepares the process, opens the window.

use std::{
    alloc::System,
    io::{self, Write},
    path::PathBuf,
    process::ExitCode,
};

#[cfg(target_os = "linux")]
use talkdesk_setup::effects;
use talkdesk_setup::{
    command::{self, Command, CommandError},
    effects::{
        desktop::Desktop,
        display,
        folders::{Folders, folders},
        hardening, log_file,
        one_window::{self, OneWindow, Start},
        panic_hook,
    },
};
use zeroizing_alloc::ZeroAlloc;

/// Wipes all memory that is given back, so that no secret outlives its last use.
#[global_allocator]
static ALLOCATOR: ZeroAlloc<System> = ZeroAlloc(System);

fn main() -> ExitCode {
    // Until the log is known. The helper for the desktop has none.
    panic_hook::install(None);
    #[cfg(target_os = "linux")]
    if std::env::args_os()
        .nth(1)
        .is_some_and(|argument| argument == effects::desktop::ARGUMENT)
    {
        effects::desktop::serve();
        return ExitCode::SUCCESS;
    }
    let command = match command::parse(std::env::args_os().skip(1)) {
        Ok(command) => command,
        Err(error) => {
            complain(&format!("{}\n{}", error.sentence(), command::USAGE));
            return ExitCode::from(command::USAGE_EXIT_CODE);
        }
    };
    match command {
        Command::Help => {
            let folders = folders().ok();
            let folders = folders.as_ref();
            show(&command::help(
                folders.map(|f| f.config.as_path()),
                folders.map(|f| f.state.as_path()),
            ))
        }
        Command::Version => show(command::version()),
        Command::List => {
            harden();
            answer(begin().and_then(|folder| command::list(&folder)))
        }
        Command::Verify { account } => {
            harden();
            answer(begin().and_then(|folder| command::verify(&folder, &account)))
        }
        Command::Window { practice } => window(practice).map_or_else(
            |sentence| {
                complain(&sentence);
                ExitCode::FAILURE
            },
            show,
        ),
    }
}

/// Opens the window and returns when it is closed, with what is to be printed then; or the sentence that says why it did
/// not open.
fn window(practice: bool) -> Result<&'static str, String> {
    #[cfg(target_os = "linux")]
    display::draw_directly();
    let folders = prepare()?;
    if let Some(error) = display::missing_for_a_window() {
        return Err(error.sentence());
    }
    match one_window::claim(&folders) {
        Start::First(one_window) => open(folders, practice, one_window).map(|()| ""),
        Start::Second(Ok(())) => {
            Ok("talkdesk-setup is open already. Its window comes to the front.\n")
        }
        Start::Second(Err(no_answer)) => Err(no_answer.sentence()),
    }
}

fn open(folders: Folders, practice: bool, one_window: OneWindow) -> Result<(), String> {
    // In this order: the helper must stay open to the desktop's portals.
    let desktop = Desktop::start().map_err(|error| {
        log::error!("no helper for the desktop: {:?}", error.kind());
        "This system does not let the program start a process that it needs. Close other programs and try again."
    })?;
    harden();
    talkdesk_setup::window::run(folders, practice, one_window, desktop)
}

/// Before a secret is in memory.
fn harden() {
    if let Err(error) = hardening::harden() {
        log::warn!("the process is not closed to others: {:?}", error.kind());
    }
}

/// Finds the program's folders, and begins the log.
fn prepare() -> Result<Folders, String> {
    let folders = folders().map_err(|error| error.sentence().to_owned())?;
    folders.check()?;
    // Without a log the program works as well.
    panic_hook::install(log_file::start(&folders.state).ok());
    Ok(folders)
}

/// Begins a command. Returns the folder with the list of accounts.
fn begin() -> Result<PathBuf, CommandError> {
    prepare()
        .map(|folders| folders.config)
        .map_err(|sentence| CommandError {
            sentence,
            exit_code: 1,
        })
}

/// Prints what a command found.
fn answer(result: Result<String, CommandError>) -> ExitCode {
    match result {
        Ok(text) => show(&text),
        Err(error) => {
            complain(&error.sentence);
            ExitCode::from(error.exit_code)
        }
    }
}

/// Writes to standard output. A reader that goes away early, such as `head`, is no failure.
fn show(text: &str) -> ExitCode {
    match write(io::stdout(), text) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => ExitCode::FAILURE,
        _ => ExitCode::SUCCESS,
    }
}

/// Writes a sentence to standard error; where that is closed, the exit code says the rest.
fn complain(sentence: &str) {
    write(io::stderr(), &format!("{sentence}\n")).unwrap_or_default();
}

fn write(mut to: impl Write, text: &str) -> io::Result<()> {
    to.write_all(text.as_bytes())?;
    to.flush()
}
