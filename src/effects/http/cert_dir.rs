//! A folder of certificate authorities, such as `SSL_CERT_DIR` names.

use std::{fs, path::PathBuf};

use rustls::pki_types::{CertificateDer, pem::PemObject as _};

use super::ca_file::MAX_FILE;
use crate::{effects::bounded_file, unread::Unread};

/// So much is read of a folder, in bytes. A whole system's, with its links, has about 1 MiB.
const MAX_FOLDER: usize = 32 * 1024 * 1024;

/// The certificates in the files of a folder. What is no file, or holds none, is passed over.
///
/// # Errors
/// When the folder cannot be read in time, or holds more than any list of authorities.
pub(super) fn read(folder: PathBuf) -> Result<Vec<CertificateDer<'static>>, Unread> {
    bounded_file::in_time(move || {
        let mut found = Vec::new();
        let mut left = MAX_FOLDER;
        for entry in fs::read_dir(&folder).map_err(|error| bounded_file::unread(&error))? {
            let path = entry.map_err(|error| bounded_file::unread(&error))?.path();
            if left == 0 {
                return Err(Unread::TooLong { limit: MAX_FOLDER });
            }
            if let Ok(file) = bounded_file::read_without_limit_of_time(&path, MAX_FILE.min(left)) {
                left -= file.bytes.len();
                found.extend(CertificateDer::pem_slice_iter(&file.bytes).flatten());
            }
        }
        Ok(found)
    })?
}
