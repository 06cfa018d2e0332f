//! The file of certificate authorities that a person named.

use std::{
    fs::File,
    io::{self, Read as _},
    path::Path,
};

use rustls::{
    RootCertStore,
    pki_types::{CertificateDer, pem::PemObject as _},
};

use super::certificate;
use crate::verification::CaFileProblem;

/// In bytes. A whole system's list has about 220 KiB.
const MAX_FILE: u64 = 4 * 1024 * 1024;

/// What is in a CA file.
#[derive(Debug)]
pub(super) struct CaFile {
    pub(super) certificates: Vec<CertificateDer<'static>>,
    /// Whose they are, as they say, cleaned.
    pub(super) names: Vec<String>,
}

/// Reads certificates as text (PEM), or a single one in binary form (DER), as Windows writes it.
///
/// # Errors
/// When the file cannot be read, or holds anything but certificates of authorities.
pub(super) fn read(path: &Path) -> Result<CaFile, CaFileProblem> {
    certificates(&bytes(path)?)
}

fn bytes(path: &Path) -> Result<Vec<u8>, CaFileProblem> {
    let mut bytes = Vec::new();
    let read = File::open(path).and_then(|file| file.take(MAX_FILE + 1).read_to_end(&mut bytes));
    match read {
        Ok(_) if bytes.len() as u64 > MAX_FILE => Err(CaFileProblem::TooLong { limit: MAX_FILE }),
        Ok(_) => Ok(bytes),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Err(CaFileProblem::Missing),
        Err(_) => Err(CaFileProblem::Unreadable),
    }
}

fn certificates(bytes: &[u8]) -> Result<CaFile, CaFileProblem> {
    let binary = CertificateDer::from(bytes.to_vec());
    let found: Vec<_> = if certificate::read_authority(&binary).is_ok() {
        vec![Ok(binary)]
    } else {
        CertificateDer::pem_slice_iter(bytes).collect()
    };
    let mut file = CaFile {
        certificates: Vec::new(),
        names: Vec::new(),
    };
    for (number, found) in (1..).zip(found) {
        let damaged = CaFileProblem::Damaged { number };
        let found = found.or(Err(damaged.clone()))?;
        let (name, may_vouch) = certificate::read_authority(&found).or(Err(damaged.clone()))?;
        if !may_vouch {
            return Err(CaFileProblem::NotAnAuthority { number, name });
        }
        // What the TLS library does not take would end every later connection.
        RootCertStore::empty().add(found.clone()).or(Err(damaged))?;
        file.certificates.push(found);
        file.names.push(name);
    }
    if file.certificates.is_empty() {
        return Err(CaFileProblem::NoCertificate);
    }
    Ok(file)
}
