//! What the process forbids of itself, so that a crash or another program of the same user does not get at a secret.

use std::io;
#[cfg(unix)]
use std::sync::OnceLock;

#[cfg(unix)]
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

/// The limit of core dumps that the process was started with.
#[cfg(unix)]
static CORE_LIMIT: OnceLock<Rlimit> = OnceLock::new();

/// From now on a crash leaves no core dump, and on Linux no other program of this user may read the process's memory or
/// attach to it. Children are not protected: a program that is started has its own memory, but inherits the limit.
///
/// # Errors
/// When the system refuses either; the program works without.
#[cfg(target_os = "linux")]
pub fn harden() -> io::Result<()> {
    forbid_core_dumps()?;
    rustix::process::set_dumpable_behavior(rustix::process::DumpableBehavior::NotDumpable)?;
    Ok(())
}

/// From now on a crash leaves no core dump. The system keeps other programs away from the memory on its own.
///
/// # Errors
/// When the system refuses; the program works without.
#[cfg(target_os = "macos")]
pub fn harden() -> io::Result<()> {
    forbid_core_dumps()
}

/// Windows writes a dump only where its administrator has asked for one, and a program cannot forbid it.
///
/// # Errors
/// None.
#[cfg(windows)]
pub fn harden() -> io::Result<()> {
    Ok(())
}

#[cfg(unix)]
fn forbid_core_dumps() -> io::Result<()> {
    let started_with = CORE_LIMIT.get_or_init(|| getrlimit(Resource::Core));
    setrlimit(
        Resource::Core,
        Rlimit {
            current: Some(0),
            maximum: started_with.maximum,
        },
    )?;
    Ok(())
}

/// Gives the limit of core dumps back, for another program that takes this process's place.
#[cfg(unix)]
pub fn allow_core_dumps_again() {
    if let Some(started_with) = CORE_LIMIT.get()
        && let Err(error) = setrlimit(Resource::Core, *started_with)
    {
        log::warn!("the limit of core dumps stays: {error}");
    }
}
