//! Programs that are installed.

use std::env;

/// Whether a program of this name is where the system looks for programs.
#[must_use]
pub(super) fn is_in_path(program: &str) -> bool {
    let path = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&path).any(|folder| folder.join(program).is_file())
}
