//! What is said when the program stops by a fault of its own.

use std::{
    io::{self, Write as _},
    panic::{self, PanicHookInfo},
    path::PathBuf,
    thread,
};

/// From now on a panic says, on standard error and in the log, where in the program it happened and where the log is. Its
/// message is never shown: it may quote what was typed.
pub fn install(log: Option<PathBuf>) {
    panic::set_hook(Box::new(move |panic| {
        let place = place(panic);
        log::error!("stopped by a fault of its own at {place}");
        let log = log.as_ref().map_or_else(
            || "There is no log.".to_owned(),
            |log| format!("The log is {}", log.display()),
        );
        // Where standard error is closed there is nobody to tell.
        writeln!(
            io::stderr(),
            "talkdesk-setup stopped by a fault of its own ({place}). {log}"
        )
        .unwrap_or_default();
    }));
}

fn place(panic: &PanicHookInfo<'_>) -> String {
    let thread = thread::current();
    let thread = thread.name().unwrap_or("without a name");
    panic.location().map_or_else(
        || format!("thread {thread}"),
        |place| format!("{place}, thread {thread}"),
    )
}
