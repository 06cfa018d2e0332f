//! What the process forbids of itself, so that a crash or another program of the same user does not get at a secret.

use std::io;

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
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

    let maximum = getrlimit(Resource::Core).maximum;
    setrlimit(
        Resource::Core,
        Rlimit {
            current: Some(0),
            maximum,
        },
    )?;
    Ok(())
}
