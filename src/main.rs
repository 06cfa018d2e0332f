//! Entry: reads the command line, prepares the process, opens the window.

use std::{alloc::System, process::ExitCode};

#[cfg(target_os = "linux")]
use talkdesk_setup::effects;
use talkdesk_setup::{
    command::{self, Wish},
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
    let folders = folders().ok();
    match command::parse(std::env::args_os(), folders.as_ref()) {
        Ok(Wish::Text(text)) => command::show(&text),
        Ok(Wish::Window { practice }) => window(practice).map_or_else(
            |sentence| {
                command::complain(&sentence);
                ExitCode::FAILURE
            },
            command::show,
        ),
        Ok(Wish::Command(command)) => {
            harden();
            match prepare() {
                Ok(folders) => command::run(*command, &folders),
                Err(sentence) => {
                    command::complain(&sentence);
                    ExitCode::FAILURE
                }
            }
        }
        Err(error) => {
            command::complain(error.text.trim_end());
            ExitCode::from(command::USAGE_EXIT_CODE)
        }
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
