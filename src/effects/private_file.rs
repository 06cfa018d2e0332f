//! Files for this person only that are no more than a lock.

use std::{fs::File, io, path::Path};

/// Opens a file, or makes an empty one that others can neither read nor write.
///
/// # Errors
/// When the system refuses.
pub(super) fn open(path: &Path) -> io::Result<File> {
    let mut options = File::options();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    options.open(path)
}
