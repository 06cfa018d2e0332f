//! Files of this program and their folders: for this person only, and written whole or not at all.

use std::{
    fs,
    io::{self, Write as _},
    path::Path,
};

const PREFIX: &str = ".writing";
const SUFFIX: &str = ".json";
/// How many random letters and digits stand between them.
const RANDOM: usize = 6;

/// Whether a file of this name was left half written by a program that was killed.
pub(super) fn is_half_written(name: &str) -> bool {
    let random = name
        .strip_prefix(PREFIX)
        .and_then(|rest| rest.strip_suffix(SUFFIX));
    random.is_some_and(|random| {
        random.len() == RANDOM && random.bytes().all(|byte| byte.is_ascii_alphanumeric())
    })
}

/// Makes the folder for this person only; one that is there is closed to others.
///
/// # Errors
/// When the system refuses.
#[cfg(unix)]
pub(super) fn create_folder(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt as _;
    let made = fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(folder);
    made?;
    let metadata = fs::metadata(folder)?;
    close_to_others(&metadata, 0o700, |rights| {
        fs::set_permissions(folder, rights)
    });
    Ok(())
}

/// Takes the rights of others away, where they have any. Where the file system knows no rights, or it is somebody else's, it
/// stays as it is.
#[cfg(unix)]
pub(super) fn close_to_others(
    metadata: &fs::Metadata,
    rights: u32,
    set: impl FnOnce(fs::Permissions) -> io::Result<()>,
) {
    use std::os::unix::fs::PermissionsExt as _;
    if metadata.permissions().mode() & 0o077 != 0 {
        set(fs::Permissions::from_mode(rights)).unwrap_or_default();
    }
}

/// Makes the folder; one that is there is left as it is.
///
/// # Errors
/// When the system refuses.
#[cfg(not(unix))]
pub(super) fn create_folder(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)
}

/// Writes a new file and renames it over the old one, so that a reader and a crash see either whole.
///
/// # Errors
/// When the system refuses; then the old file stands.
pub(super) fn write(folder: &Path, path: &Path, text: &str) -> io::Result<()> {
    let mut new = tempfile::Builder::new()
        .prefix(PREFIX)
        .rand_bytes(RANDOM)
        .suffix(SUFFIX)
        .tempfile_in(folder)?;
    new.write_all(text.as_bytes())?;
    new.as_file().sync_all()?;
    new.persist(path).map_err(|error| error.error)?;
    sync_folder(folder)
}

#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    fs::File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "the same signature as on Unix")]
fn sync_folder(_folder: &Path) -> io::Result<()> {
    Ok(())
}
